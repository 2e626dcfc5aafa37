"""Rows that nobody needs as objects: gathered through a transaction, and written by one statement for each table.

An object for each row, flushed by itself, costs ten times what the row does; a command over many items writes a
thousand. What was gathered is written before anything else is: before a flush, before a question is asked, and as the
unit of work commits. So whoever asks finds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import insert, inspect, text
from sqlalchemy.orm import Session

from workflow.records import models
from workflow.records.base import Base
from workflow.records.rows.touching import note_rows, times_written

_WAITING = "oit_rows_waiting"
Rows = list[dict[str, Any]]


def gather(session: Session, model: type[Base], **values: Any) -> None:
    """Add a row. :param values: of its columns, by their names; one that is left out is NULL, or has its default."""
    version = inspect(model).version_id_col
    if version is not None:
        values.setdefault(version.name, 1)
    _waiting(session).setdefault(model, []).append(values)


def _waiting(session: Session) -> dict[type[Base], Rows]:
    found: dict[type[Base], Rows] = session.info.setdefault(_WAITING, {})
    return found


def new_id(session: Session, model: type[Base]) -> int:
    """A primary key for a row that others name before it is written: give it to :func:`gather` before asking again."""
    return _new_ids(session, model, 1, _waiting(session).get(model, []))[0]


def number_rows(session: Session, rows: Sequence[Any]) -> None:
    """Give new objects of one table their primary keys at once: SQLite would be asked row by row what it gave."""
    if rows:
        model = type(rows[0])
        for row, one in zip(rows, _new_ids(session, model, len(rows), _waiting(session).get(model, [])), strict=True):
            row.id = one


def _new_ids(session: Session, model: type[Base], count: int, waiting: Rows) -> list[int]:
    connection, name = session.connection(), model.__tablename__
    if connection.dialect.name == "postgresql":
        asked = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return list(connection.execute(asked, {"name": name, "count": count}).scalars())
    # Nobody else writes (BEGIN IMMEDIATE), so these are what SQLite would give.
    last = connection.exec_driver_sql(f'SELECT max(id) FROM "{name}"').scalar() or 0  # noqa: S608 -- our own table
    first = max(last, *(row.get("id", 0) for row in waiting), 0) + 1
    return list(range(first, first + count))


def write_gathered(session: Session, *_: Any) -> None:
    """Write what waits, each table after those its rows point to."""
    waiting: dict[type[Base], Rows] = session.info.pop(_WAITING, {})
    for model, rows in sorted(waiting.items(), key=lambda one: _place(one[0])) if waiting else ():
        without = [row for row in rows if "id" not in row] if _is_numbered(model) else []
        ids = _new_ids(session, model, len(without), rows) if without else []
        for row, one in zip(without, ids, strict=True):
            row["id"] = one
        alike: dict[tuple[str, ...], Rows] = {}
        for row in rows:
            alike.setdefault(tuple(row), []).append(row)
        for some in alike.values():
            session.connection().execute(insert(model.__table__), some)  # type: ignore[arg-type]
        note_rows(session, model.__table__, rows)


@cache
def _places() -> dict[str, int]:
    models.load_all()
    return {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def _place(model: type[Base]) -> int:
    return _places()[model.__tablename__]


@cache
def _is_numbered(model: type[Base]) -> bool:
    return [column.name for column in inspect(model).primary_key] == ["id"]


def write_all(session: Session) -> None:
    """Write what waits, gathered rows and objects."""
    write_gathered(session)
    session.flush()


def forget_gathered(session: Session) -> None:
    """Nothing of it is to be written after all."""
    session.info.pop(_WAITING, None)


def writes(session: Session) -> tuple[int, ...]:
    """Another value than before, whenever something was written meanwhile, or waits to be."""
    waiting = sum(map(len, _waiting(session).values()))
    return times_written(session), waiting, len(session.new), len(session.dirty), len(session.deleted)

"""Which rows of offices a transaction wrote, by table and primary key: each is sealed as it commits (``row_seals``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from workflow.records.canonical import UNSEALED

Keys = dict[str, set[tuple[Any, ...]]]
"""Table -> primary keys."""
_TOUCHED, _TIMES = "oit_rows_touched", "oit_times_written"


def note_touched(session: Session, _flush: Any = None) -> None:
    """Remember what a flush wrote (an ``after_flush`` of the session)."""
    _count(session)
    noted = session.info.setdefault(_TOUCHED, {})
    for row in (*session.new, *session.dirty, *session.deleted):
        table = row.__table__
        office_id = row.id if table.name == "office" else getattr(row, "office_id", None)
        if office_id is None or table.name in UNSEALED:
            continue
        key = tuple(inspect(row).mapper.primary_key_from_instance(row))
        noted.setdefault(office_id, {}).setdefault(table.name, set()).add(key)


def note_row(session: Session, table: Any, office_id: int, key: tuple[Any, ...]) -> None:
    """Remember a row that a statement wrote without an object of it. :param key: its whole primary key."""
    _count(session)
    session.info.setdefault(_TOUCHED, {}).setdefault(office_id, {}).setdefault(table.name, set()).add(key)


def note_rows(session: Session, table: Any, rows: Iterable[Mapping[str, Any]]) -> None:
    """The same of several, from their values, where rows of the table are sealed."""
    if table.name not in UNSEALED:
        key = [column.name for column in table.primary_key.columns]
        for row in rows:
            note_row(session, table, row["office_id"], tuple(row[name] for name in key))


def _count(session: Session) -> None:
    session.info[_TIMES] = times_written(session) + 1


def times_written(session: Session) -> int:
    """A number that has grown whenever something was written meanwhile."""
    return int(session.info.get(_TIMES, 0))


def tables_touched(session: Session) -> set[str]:
    """The tables that rows were written to so far."""
    return {name for tables in session.info.get(_TOUCHED, {}).values() for name in tables}


def take_touched(session: Session) -> dict[int, Keys]:
    """By office what was written; from now on it is forgotten."""
    found: dict[int, Keys] = session.info.pop(_TOUCHED, {})
    return found

"""The rows of one office as lines of JSON, and back into tables: the part of a backup that outlives this program.

The same lines come from SQLite and go to PostgreSQL, and one office out of many takes only its own rows along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, type_coerce
from sqlalchemy.sql.expression import TableClause
from sqlalchemy.types import NullType

if TYPE_CHECKING:
    from sqlalchemy import Column, ColumnElement, Table
    from sqlalchemy.orm import Session

LEFT_OUT = frozenset({"attempt", "form_key", "login", "listing", "tally", "province_sum"})
"""Tables that are not saved: open sessions, logins that failed, keys of forms belong to the machine they were for; the
list and the counts of a ministry are its own."""
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_BATCH = 500
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError)
"""What reading raises of a value that is none of its column's."""


def office_tables(office_id: int) -> list[tuple[Table, ColumnElement[bool]]]:
    """Every table that is saved, parents before children, with the condition that picks this office's rows."""
    from workflow.records.schema import load_models

    found: dict[str, tuple[Table, ColumnElement[bool]]] = {}
    for table in load_models().sorted_tables:
        if table.name in LEFT_OUT:
            continue
        found[table.name] = (table, _of_office(table, office_id, found))
    return list(found.values())


def _of_office(
    table: Table, office_id: int, above: Mapping[str, tuple[Table, ColumnElement[bool]]]
) -> ColumnElement[bool]:
    if table.name == "office":
        return table.c.id == office_id
    if "office_id" in table.c:
        return table.c.office_id == office_id
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name):
        parent = above.get(key.column.table.name)
        if parent is not None:
            return key.parent.in_(select(key.column).where(parent[1]))
    raise LookupError(f"nothing leads from {table.name} to its office")


def table_lines(session: Session, table: Table, where: ColumnElement[bool], number: int | None = None) -> Iterator[str]:
    """The rows of a table in the order of their key, each as one line of JSON; streamed.

    :param number: the office's inside what is hashed, where the database knows it by another: lines have that one.
    :raises DatabaseDamaged: a row does not hold what its columns are for, so much that it cannot be read.
    """
    from workflow.records.columns import CanonicalJson

    # Facts as their own JSON: what is saved must outlive the classes that read it.
    plainly = [type_coerce(c, CanonicalJson()) if isinstance(c.type, CanonicalJson) else c for c in table.columns]
    query = select(*plainly).where(where).order_by(*table.primary_key.columns).execution_options(yield_per=500)
    instead = {} if number is None else {office_column(table.name): number, "sealed_as": None}
    said = [(instead.get(column.name), column.name in instead) for column in table.columns]
    for row in _readable(table, session.execute(query)):
        values = [other if own else _plain(value) for value, (other, own) in zip(row, said, strict=True)]
        yield json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def office_column(table: str) -> str:
    """The column that says of which office a row is."""
    return "id" if table == "office" else "office_id"


def _readable(table: Table, rows: Iterable[Any]) -> Iterator[Any]:
    from workflow.records.errors import DatabaseDamaged

    try:
        yield from rows
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError) as error:
        raise DatabaseDamaged(detail=f"{table.name}: {type(error).__name__}") from error


def unreadable_rows(session: Session, table: Table, where: ColumnElement[bool]) -> Iterator[tuple[str, str]]:
    """Rows that do not hold what their columns are for, as ``(key, column or error)``; a whole table gives none.

    SQLite keeps any text in a column of numbers; only reading each value as what it should be finds it.
    """
    key = list(table.primary_key.columns)
    try:
        for row in session.execute(select(table).where(where).execution_options(yield_per=_BATCH)):
            for column, value in zip(table.columns, row, strict=True):
                if not _fits(column, value):
                    yield _key_of(table, row), column.name
        return
    except UNREADABLE:
        pass  # one of them cannot even be read: each is asked for by itself
    plainly = [type_coerce(column, NullType()) for column in key]
    for found in session.execute(select(*plainly).where(where)).all():
        same = [type_coerce(column, NullType()) == value for column, value in zip(key, found, strict=True)]
        for column in table.columns:
            try:
                value = session.execute(select(column).where(*same)).scalar()
            except UNREADABLE:
                yield "/".join(map(str, found)), column.name
            else:
                if not _fits(column, value):
                    yield "/".join(map(str, found)), column.name


def _key_of(table: Table, row: Any) -> str:
    return "/".join(str(row._mapping[column]) for column in table.primary_key.columns)


def _fits(column: Column[Any], value: Any) -> bool:
    if value is None:
        return bool(column.nullable)
    try:
        kind = column.type.python_type
    except NotImplementedError:
        return True
    return isinstance(value, kind)


def kind_of(column: Column[Any]) -> str:
    """What a column holds, in words that outlive the program's own types."""
    from sqlalchemy import Boolean, Date, Integer

    from workflow.records.columns import CanonicalJson, UtcDateTime

    for kind, name in (
        (UtcDateTime, "moment"), (CanonicalJson, "json"), (Date, "date"), (Boolean, "boolean"), (Integer, "integer"),
    ):  # fmt: skip
        if isinstance(column.type, kind):
            return name
    return "text"


def _plain(value: Any) -> Any:
    """A value as JSON has it: instants and dates as ISO 8601, members of enumerations by value."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def count_rows(session: Session, name: str) -> int:
    """How many rows a table has, of whatever version it is. :param name: a plain name (:func:`is_plain_name`)."""
    return session.scalar(select(func.count()).select_from(TableClause(name))) or 0


def is_plain_name(name: str) -> bool:
    """Whether a name of a table or column could be one of ours: it goes into statements as it is."""
    return _PLAIN.fullmatch(name) is not None


def load_lines(
    session: Session, name: str, columns: Mapping[str, str], lines: Path, office_id: int | None = None
) -> None:
    """Insert what :func:`table_lines` gave.

    :param office_id: by which this database will know the office; ``None``: as the lines say.
    :param columns: name -> kind, as :func:`kind_of` said when it was saved; both names are plain.
    :raises ValueError: a line is not of these columns. :raises TypeError: likewise.
    :raises RecordsError: (from the unit of work) the database refuses a row.
    """
    from sqlalchemy import Boolean, Date, Integer, Text, column, table

    from workflow.records.columns import CanonicalJson, UtcDateTime

    kinds: dict[str, Any] = {
        "moment": UtcDateTime, "json": CanonicalJson, "date": Date, "boolean": Boolean, "integer": Integer,
    }  # fmt: skip
    # Not the models: an older backup has the columns of its own time.
    into = table(name, *(column(c, kinds.get(kind, Text)()) for c, kind in columns.items()))
    back: dict[str, Callable[[Any], Any]] = {"moment": datetime.fromisoformat, "date": date.fromisoformat}
    readers = [back.get(kind) for kind in columns.values()]
    rows: list[dict[str, Any]] = []
    instead = {office_column(name): office_id} if office_id is not None else {}
    with lines.open(encoding="utf-8") as source:
        for line in source:
            values = json.loads(line)
            rows.append(
                {
                    c: reader(value) if reader is not None and value is not None else value
                    for c, reader, value in zip(columns, readers, values, strict=True)
                }
                | instead
            )
            if len(rows) == _BATCH:
                session.execute(into.insert(), rows)
                rows = []
    if rows:
        session.execute(into.insert(), rows)
    if session.get_bind().dialect.name == "postgresql" and columns.get("id") == "integer":
        _count_on(session, name)


def _count_on(session: Session, name: str) -> None:
    """The next row gets the next number: PostgreSQL counts in a sequence of its own, for all offices. Never back."""
    from sqlalchemy import text

    sequence = session.scalar(text("SELECT pg_get_serial_sequence(:name, 'id')"), {"name": name})
    if sequence is not None:
        highest = session.scalar(text(f'SELECT max(id) FROM "{name}"'))  # noqa: S608 -- plain, says load_lines
        counted = session.scalar(
            text(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608 -- the server's
        )
        if highest is not None and highest > (counted or 0):
            session.execute(
                text("SELECT setval(CAST(:sequence AS regclass), :n)"), {"sequence": sequence, "n": highest}
            )

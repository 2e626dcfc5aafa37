"""A seal for every row that a command writes: its digest, in a chain of its own that the journal carries along.

As a unit of work commits, each row it added, changed or removed gets a ``RowSeal``; every later entry of the journal
names the head of that chain, as each memo names the journal's. So a row that was written past the program is told from
the program's own (``row_checks``), in whatever table. An office of an earlier version is sealed whole by the first unit
that writes in it: what was there then is taken as it stands. Why so: docs/decisions/0074.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Enum, Index, MetaData, Text, and_, insert, or_, select, type_coerce
from sqlalchemy.orm import Mapped, Session, mapped_column

from workflow.records.base import Base
from workflow.records.canonical import GENESIS, GONE, UNSEALED, link, row_digest
from workflow.records.columns import CanonicalJson, Digest
from workflow.records.ledger import OfficeLedger, lock_office
from workflow.records.rows.gathering import write_all
from workflow.records.rows.touching import Keys, tables_touched, take_touched
from workflow.records.triggers import forbid_changes

_BATCH = 200


class RowSeal(Base):
    """What one row was after a commit. Rows are only ever added."""

    __tablename__ = "row_seal"
    __table_args__ = (Index("ix_row_seal_row", "office_id", "name", "key"),)
    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(doc="the table")
    key: Mapped[str] = mapped_column(doc="its primary key, parts joined by /")
    digest: Mapped[Digest] = mapped_column(doc="of the row; 64 zeros: it was removed")
    hash: Mapped[Digest] = mapped_column(doc="over the seal before and this one")


forbid_changes(RowSeal.__table__)


def rows_head(session: Session, office_id: int) -> tuple[int, str] | None:
    """Number and hash of the last seal; None before the first."""
    found = session.execute(
        select(RowSeal.seq, RowSeal.hash).where(RowSeal.office_id == office_id).order_by(RowSeal.seq.desc()).limit(1)
    ).one_or_none()
    return (found.seq, found.hash) if found else None


def all_tables() -> MetaData:
    """Every table that may be sealed, mapped, whatever this process has asked for before."""
    import workflow.records.books  # noqa: F401  (its table hangs on the metadata)
    from workflow.records import models

    models.load_all()
    return Base.metadata


def sealed_tables() -> Iterator[tuple[Any, Any]]:
    """Every table whose rows are sealed, with the column that says of which office a row is."""
    for table in all_tables().sorted_tables:
        column = table.c.id if table.name == "office" else table.c.get("office_id")
        if column is not None and table.name not in UNSEALED:
            yield table, column


@cache
def _as_stored(table: Any) -> tuple[Any, list[str], list[int]]:
    """The question for whole rows of a table, its columns' names, and which of them are the primary key."""
    # Facts and choices as their text: what is compared is what is stored, readable or not.
    as_text = [type_coerce(c, Text()) if isinstance(c.type, CanonicalJson | Enum) else c for c in table.columns]
    names = [c.name for c in table.columns]
    return select(*as_text), names, [names.index(c.name) for c in table.primary_key.columns]


def digests(session: Session, table: Any, *where: Any, number: int | None = None) -> Iterator[tuple[str, str]]:
    """Key and digest of rows as they are stored; columns that are NULL say nothing, so that one may be added later.

    :param number: the office's inside what is hashed, where it is another than its ``office_id``.
    """
    rows, names, places = _as_stored(table)
    office = names.index("id" if table.name == "office" else "office_id") if number is not None else None
    write_all(session)
    for row in session.connection().execute(rows.where(*where)):
        values = row if office is None else (*row[:office], number, *row[office + 1 :])
        yield "/".join(str(values[p]) for p in places), row_digest(dict(zip(names, values, strict=True)))


def of_keys(table: Any, keys: Sequence[tuple[Any, ...]]) -> Any:
    """The condition that picks rows by their primary keys."""
    columns = list(table.primary_key.columns)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return or_(*(and_(*(c == part for c, part in zip(columns, key, strict=True))) for key in keys))


def touched(session: Session) -> set[str]:
    """The tables that this transaction wrote rows of offices to, what waits to be written included."""
    write_all(session)
    return tables_touched(session)


def seal_touched(session: Session) -> None:
    """Seal what this transaction wrote, under the office's lock; kept when the unit commits."""
    write_all(session)
    for office_id, tables in take_touched(session).items():
        ledger = lock_office(session, office_id)
        head = rows_head(session, office_id)
        if head is None:
            _add(session, ledger, (0, GENESIS), _everything(session, ledger))
        else:
            _add(session, ledger, head, _written(session, ledger, tables))


def _everything(session: Session, ledger: OfficeLedger) -> Iterator[tuple[str, str, str]]:
    for table, column in sealed_tables():
        for key, digest in digests(session, table, column == ledger.office_id, number=ledger.sealed_as):
            yield table.name, key, digest


def _written(session: Session, ledger: OfficeLedger, tables: Keys) -> Iterator[tuple[str, str, str]]:
    for name, keys in sorted(tables.items()):
        table = Base.metadata.tables[name]
        ordered = sorted(keys)
        found: dict[str, str] = {}
        for start in range(0, len(ordered), _BATCH):
            batch = of_keys(table, ordered[start : start + _BATCH])
            found.update(digests(session, table, batch, number=ledger.sealed_as))
        office = [column.name == "office_id" or name == "office" for column in table.primary_key.columns]
        for key in ordered:
            said = "/".join(str(ledger.number if own else part) for own, part in zip(office, key, strict=True))
            yield name, said, found.get(said, GONE)


def _add(session: Session, ledger: OfficeLedger, head: tuple[int, str], rows: Iterable[tuple[str, str, str]]) -> None:
    seq, last = head
    office_id, number = ledger.office_id, ledger.number
    new = []
    for name, key, digest in rows:
        seq += 1
        last = link(last, number, seq, name, key, digest)
        new.append({"office_id": office_id, "seq": seq, "name": name, "key": key, "digest": digest, "hash": last})
    if new:
        session.connection().execute(insert(RowSeal.__table__), new)  # type: ignore[arg-type]

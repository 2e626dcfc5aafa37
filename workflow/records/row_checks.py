"""Every row against its seal: written past the program, or not.

Read with ``row_seals``. Whoever can write the database can write the seals too, and then the chain of seals no longer
leads to what the journal's entries name, and the journal's to what the signed memos name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, type_coerce
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import NullType

from workflow.records.canonical import GONE, link
from workflow.records.ledger import sealed_number
from workflow.records.row_seals import RowSeal, all_tables, digests, rows_head, sealed_tables
from workflow.records.sealed import GENESIS

_BATCH = 200


@dataclass(frozen=True, slots=True)
class RowFault:
    """``code``: ``row_altered`` · ``row_missing`` · ``row_unknown`` (nobody's command wrote it) · ``row_seal_broken``
    (the chain of the seals; ``key`` is the number of the seal)."""

    code: str
    table: str
    key: str


def every_row(session: Session, office_id: int, bound: tuple[int, str] | None) -> Iterator[RowFault]:
    """Every row of the office against the last seal of it; nothing of an office that has no seals yet.

    :param bound: number and hash of the last seal that an entry of the journal names.
    """
    last, expected, met = GENESIS, 1, bound is None
    sealed_as = sealed_number(session, office_id)
    number = office_id if sealed_as is None else sealed_as
    wanted: dict[tuple[str, str], str] = {}
    query = (
        select(RowSeal.seq, RowSeal.name, RowSeal.key, RowSeal.digest, RowSeal.hash)
        .where(RowSeal.office_id == office_id).order_by(RowSeal.seq).execution_options(yield_per=1000)
    )  # fmt: skip
    broken: int | None = None
    for seq, name, key, digest, stored in session.execute(query):
        if broken is None and (seq != expected or link(last, number, seq, name, key, digest) != stored):
            broken = expected
        met = met or (seq, stored) == bound
        wanted[name, key] = digest
        last, expected = stored, seq + 1
    if broken is not None or not met:
        yield RowFault("row_seal_broken", "row_seal", str(broken if broken is not None else expected))
    if not wanted:
        return
    for table, column in sealed_tables():
        mine = {key: wanted.pop((name, key)) for name, key in list(wanted) if name == table.name}
        for key, digest in _read(session, table, column == office_id, sealed_as):
            said = mine.pop(key, None)
            if said is None or said == GONE:
                yield RowFault("row_unknown", table.name, key)
            elif said != digest:
                yield RowFault("row_altered", table.name, key)
        yield from (RowFault("row_missing", table.name, key) for key, digest in mine.items() if digest != GONE)


def some_rows(session: Session, office_id: int, wanted: Mapping[str, Any]) -> list[RowFault]:
    """The rows that are there (table -> condition that picks them) against their last seals, each seal against the one
    before it."""
    if rows_head(session, office_id) is None:
        return []
    found: list[RowFault] = []
    tables = all_tables().tables
    sealed_as = sealed_number(session, office_id)
    number = office_id if sealed_as is None else sealed_as
    for name, chosen in wanted.items():
        there = dict(_read(session, tables[name], chosen, sealed_as))
        said = _last_seals(session, office_id, number, name, list(there), found)
        for key, digest in there.items():
            code = _differs(said.get(key), digest)
            if code is not None:
                found.append(RowFault(code, name, key))
    return found


def _differs(said: str | None, there: str) -> str | None:
    if said is None or said == GONE:
        return "row_unknown"
    return None if said == there else "row_altered"


def _last_seals(
    session: Session, office_id: int, number: int, name: str, keys: Sequence[str], found: list[RowFault]
) -> dict[str, str]:
    """Key -> digest by its last seal; a seal that does not follow from the one before it is added to ``found``."""
    before = aliased(RowSeal)
    query = (
        select(RowSeal.seq, RowSeal.key, RowSeal.digest, RowSeal.hash, before.hash)
        .outerjoin(before, (before.office_id == RowSeal.office_id) & (before.seq == RowSeal.seq - 1))
        .where(RowSeal.office_id == office_id, RowSeal.name == name)
    )
    said: dict[str, str] = {}
    for start in range(0, len(keys), _BATCH):
        some = query.where(RowSeal.key.in_(keys[start : start + _BATCH]))
        # Put in order here: asked for it, SQLite reads every seal of the office in theirs, not these by their rows.
        for seq, key, digest, stored, previous in sorted(session.execute(some)):
            if link(previous or GENESIS, number, seq, name, key, digest) != stored:
                found.append(RowFault("row_seal_broken", "row_seal", str(seq)))
            said[key] = digest
    return said


def _read(session: Session, table: Any, where: Any, number: int | None) -> Iterator[tuple[str, str]]:
    """Keys and digests; a row that cannot even be read has the digest of none."""
    try:
        yield from list(digests(session, table, where, number=number))
        return
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
        pass
    columns = list(table.primary_key.columns)
    for key in session.execute(select(*(type_coerce(c, NullType()) for c in columns)).where(where)).all():
        mine = [type_coerce(c, NullType()) == part for c, part in zip(columns, key, strict=True)]
        try:
            yield from list(digests(session, table, *mine, number=number))
        except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError):
            yield "/".join(map(str, key)), ""

"""The journal: append-only, one hash chain per office.

An entry keeps facts; its sentence is formed on reading. The actor's name, post and authority are copied as text, so that
a deleted account does not delete history.

**Canonical serialisation.** The fields of ``SEALED``, in that order, joined by U+001F; an absent field is ``-``, a present
optional field ``=`` and its text; numbers in decimal; the time as ``YYYY-MM-DD HH:MM:SS.ffffff`` in UTC; facts as stored
(canonical JSON). The hash is SHA-256 over the UTF-8 of that text, in lower-case hexadecimal. The text contains the hash
of the entry before (``GENESIS``, 64 zeros, for the first), which makes the chain, and contains U+001F exactly
``len(SEALED) - 1`` times: a field that held one would make the text ambiguous, so ``append`` refuses such text and
``verify`` reports it. ``verifying`` has the database form the same text, so that one string per entry is fetched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Facts, Moment, canonical_json
from workflow.records.errors import JournalRefused
from workflow.records.kinds import Kind
from workflow.records.ledger import GENESIS, lock_office
from workflow.records.triggers import forbid_changes

SEPARATOR = "\x1f"
SEALED = (
    "previous",
    "office_id",
    "seq",
    "at",
    "actor",
    "actor_name",
    "actor_post",
    "authority",
    "role",
    "kind",
    "step",
    "fiscal_year",
    "item_code",
    "from_state",
    "to_state",
    "revision",
    "submission",
    "command",
    "table_version",
    "facts",
)
"""The fields under the hash, in their order. Changing this breaks every chain ever written."""
OPTIONAL = frozenset(
    {"authority", "role", "step", "fiscal_year", "item_code", "from_state", "to_state", "revision", "submission"}
)


class JournalEntry(Base):
    """One event. Rows are only ever added, by ``append``; triggers refuse anything else."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq_counts"),
        CheckConstraint("(item_code IS NULL) = (fiscal_year IS NULL)", name="item_has_year"),
        CheckConstraint("to_state IS NULL OR item_code IS NOT NULL", name="state_has_item"),
        Index("ix_journal_entry_item", "office_id", "fiscal_year", "item_code", "seq"),
        Index("ix_journal_entry_actor", "office_id", "actor", "seq"),
    )

    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3 … within the office, without gaps."""
    at: Mapped[Moment]
    actor: Mapped[str]
    """The login of who acted."""
    actor_name: Mapped[str]
    actor_post: Mapped[str]
    authority: Mapped[str | None]
    """By which order the actor acted for another post; None when in the own post."""
    role: Mapped[str | None]
    """In which role of the table."""
    kind: Mapped[str]
    """A value of ``Kind``."""
    step: Mapped[str | None]
    fiscal_year: Mapped[int | None]
    """Buddhist era; with ``item_code`` the item: O15 exists every year."""
    item_code: Mapped[str | None]
    from_state: Mapped[str | None]
    to_state: Mapped[str | None]
    revision: Mapped[Digest | None]
    """Digest of the revision's manifest."""
    submission: Mapped[int | None]
    """Id of the submission."""
    command: Mapped[str]
    """A UUID: everything one command caused carries the same."""
    table_version: Mapped[str]
    """Version of the procedure table that was in force."""
    facts: Mapped[Facts]
    previous: Mapped[Digest]
    hash: Mapped[Digest]


forbid_changes(JournalEntry.__table__)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a caller tells the journal; number and hashes are the journal's. Fields as in ``JournalEntry``."""

    kind: Kind | str
    at: datetime
    actor: str
    actor_name: str
    actor_post: str
    command: str
    table_version: str
    authority: str | None = None
    role: str | None = None
    step: str | None = None
    fiscal_year: int | None = None
    item_code: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    revision: str | None = None
    submission: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def append(session: Session, office_id: int, entry: Entry) -> JournalEntry:
    """Add an entry at the end of the office's chain, under the office's lock; it is kept when the unit commits.

    :raises JournalRefused: ``journal_kind_unknown`` (facts: kind), ``journal_text_unfit`` (facts: field): a control
        character that would make the sealed text ambiguous.
    :raises ValueError: for a naive time or facts that are not plain JSON.
    """
    try:
        kind = Kind(entry.kind)
    except ValueError:
        raise JournalRefused("journal_kind_unknown", kind=str(entry.kind)) from None
    ledger = lock_office(session, office_id)
    facts = dict(entry.facts)
    values: dict[str, Any] = {name: getattr(entry, name) for name in _COPIED}
    values.update(kind=str(kind), office_id=office_id, seq=ledger.seq + 1, previous=ledger.hash)
    for name in _TEXTS:
        text = values[name]
        if text is not None:
            # A StrEnum is stored, and given back by the unsaved entry, as its plain value.
            values[name] = text = str(text)
            if SEPARATOR in text or "\x00" in text:
                raise JournalRefused("journal_text_unfit", field=name)
    values["hash"] = seal({**values, "facts": canonical_json(facts)})
    row = JournalEntry(**values, facts=facts)
    session.add(row)
    ledger.seq, ledger.hash = row.seq, row.hash
    return row


_COPIED = tuple(name for name in SEALED if name not in {"previous", "office_id", "seq", "kind", "facts"})
_TEXTS = tuple(name for name in SEALED if name not in {"previous", "office_id", "seq", "at", "facts"} | {"fiscal_year", "submission"})


def seal(values: Mapping[str, Any]) -> str:
    """The hash of an entry whose ``facts`` are given as canonical text. See the module's text."""
    return hashlib.sha256(SEPARATOR.join([_sealed(name, values[name]) for name in SEALED]).encode()).hexdigest()


def _sealed(name: str, value: Any) -> str:
    if value is None:
        return "-"
    if name == "at":
        if value.tzinfo is None:
            raise ValueError(f"naive time {value!r}: say which zone")
        return str(value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))
    return f"={value}" if name in OPTIONAL else str(value)


def chain_head(session: Session, office_id: int) -> tuple[int, str]:
    """Number and hash of the last entry, as of this transaction; ``(0, GENESIS)`` before the first. Locks nothing."""
    found = session.execute(
        select(JournalEntry.seq, JournalEntry.hash)
        .where(JournalEntry.office_id == office_id)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    return (found.seq, found.hash) if found else (0, GENESIS)


def entries(
    session: Session,
    office_id: int,
    *,
    fiscal_year: int | None = None,
    item_code: str | None = None,
    actor: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Iterator[JournalEntry]:
    """The office's entries in order, narrowed by item, person and time (``since`` <= at < ``until``); streamed."""
    statement = select(JournalEntry).where(JournalEntry.office_id == office_id).order_by(JournalEntry.seq)
    if fiscal_year is not None:
        statement = statement.where(JournalEntry.fiscal_year == fiscal_year)
    if item_code is not None:
        statement = statement.where(JournalEntry.item_code == item_code)
    if actor is not None:
        statement = statement.where(JournalEntry.actor == actor)
    if since is not None:
        statement = statement.where(JournalEntry.at >= since)
    if until is not None:
        statement = statement.where(JournalEntry.at < until)
    yield from session.scalars(statement.execution_options(yield_per=500))

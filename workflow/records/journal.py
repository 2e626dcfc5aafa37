"""The journal: append-only, one hash chain per office.

An entry keeps facts; its sentence is formed on reading. The actor's name, post and authority are copied as text, so
that a deleted account does not delete history. ``sealed`` says what is hashed and how, ``verifying`` checks it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import CheckConstraint, ColumnElement, Integer, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from workflow.records.base import Base
from workflow.records.canonical import GENESIS
from workflow.records.columns import Digest
from workflow.records.entry import Entry, refuse_unfit, sealed_text
from workflow.records.kinds import Kind
from workflow.records.ledger import lock_office, locks_of
from workflow.records.row_seals import rows_head
from workflow.records.rows.gathering import gather
from workflow.records.sealed import Inside, MomentText
from workflow.records.triggers import forbid_changes


class JournalEntry(Base):
    """One event. Rows are only ever added, by ``append``; triggers refuse anything else.

    The fields below the four columns are read from the sealed text; on the class they are SQL expressions, so
    ``select(JournalEntry).where(JournalEntry.item_code == "O15")`` works.
    """

    __tablename__ = "journal_entry"
    __table_args__ = (
        CheckConstraint("seq >= 1", name="seq_counts"),
        # One tree, in the order in which the chain is read.
        {"sqlite_with_rowid": False},
    )

    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """1, 2, 3 … within the office, without gaps."""
    sealed: Mapped[str]
    """The canonical text under the hash."""
    hash: Mapped[Digest]

    previous = Inside[str]()
    at = Inside[datetime](MomentText())
    actor = Inside[str]()
    """The login of who acted."""
    actor_name = Inside[str]()
    actor_post = Inside[str]()
    authority = Inside[str | None]()
    """By which order the actor acted for another post; None when in the own post."""
    role = Inside[str | None]()
    """In which role of the procedure table."""
    kind = Inside[str]()
    """A value of ``Kind``."""
    step = Inside[str | None]()
    fiscal_year = Inside[int | None](Integer())
    """Buddhist era; with ``item_code`` it names the item, as there is an O15 every year. Both or none."""
    item_code = Inside[str | None]()
    from_state = Inside[str | None]()
    to_state = Inside[str | None]()
    """None for an entry that moves no state."""
    revision = Inside[str | None]()
    """Digest of the revision's manifest."""
    submission = Inside[int | None](Integer())
    """Id of the submission."""
    command = Inside[str]()
    """A UUID: everything one command caused carries the same."""
    table_version = Inside[str]()
    """Version of the procedure table that was in force."""
    facts = Inside[dict[str, Any]]()
    framework = Inside[str | None]()
    """Of the item's cycle. None: of no item, or written before: then the first one of its fiscal year."""
    rows = Inside[str | None]()
    """Number and hash of the last row seal before, ``17:ab…``; None: there was none."""


forbid_changes(JournalEntry.__table__)


def append(session: Session, office_id: int, entry: Entry) -> JournalEntry:
    """Add an entry at the end of the office's chain, under the office's lock; it is kept when the unit commits.

    What it gives is a copy: the row itself is written with the others of the transaction.

    :raises JournalRefused: ``journal_kind_unknown`` (facts: kind); ``journal_entry_unfit`` (facts: field): an item
        without its year, a state without its item, a code that is not plain, a NUL character.
    :raises ValueError: for a naive time or facts that are not plain JSON.
    """
    refuse_unfit(entry)
    ledger = lock_office(session, office_id)
    seq = ledger.seq + 1
    sealed = sealed_text(entry, ledger.hash, ledger.number, seq, _rows_before(session, office_id))
    digest = hashlib.sha256(sealed.encode()).hexdigest()
    gather(session, JournalEntry, office_id=office_id, seq=seq, sealed=sealed, hash=digest)
    ledger.seq, ledger.hash = seq, digest
    return JournalEntry(office_id=office_id, seq=seq, sealed=sealed, hash=digest)


def _rows_before(session: Session, office_id: int) -> tuple[int, str] | None:
    """The head of the rows' seals as the transaction found it: what it writes itself is sealed as it commits."""
    heads = locks_of(session).rows_heads
    if office_id not in heads:
        heads[office_id] = rows_head(session, office_id)
    return heads[office_id]


def chain_head(session: Session, office_id: int) -> tuple[int, str]:
    """Number and hash of the last entry, as of this transaction; ``(0, GENESIS)`` before the first. Locks nothing."""
    found = session.execute(
        select(JournalEntry.seq, JournalEntry.hash)
        .where(JournalEntry.office_id == office_id)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    ).one_or_none()
    return (found.seq, found.hash) if found else (0, GENESIS)


def last_about(
    session: Session,
    office_id: int,
    fiscal_year: int,
    codes: Collection[str],
    *,
    but: Kind,
    frameworks: Collection[str | None],
) -> JournalEntry | None:
    """The last entry about any of some items, of another kind than ``but``. :param frameworks: as in `entries`."""
    return session.scalar(
        select(JournalEntry)
        .where(
            JournalEntry.office_id == office_id,
            JournalEntry.fiscal_year == fiscal_year,
            JournalEntry.item_code.in_(codes),
            JournalEntry.kind != but.value,
            _of(frameworks),
        )
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )


def about_memo(session: Session, office_id: int, submission: int) -> list[JournalEntry]:
    """The entries of one memo, in order."""
    query = select(JournalEntry).where(JournalEntry.office_id == office_id, JournalEntry.submission == submission)
    return list(session.scalars(query.order_by(JournalEntry.seq)))


def first_entry(session: Session, office_id: int) -> JournalEntry | None:
    """The entry with which the office began."""
    return session.get(JournalEntry, (office_id, 1))


def last_of_kind(session: Session, office_id: int, kind: Kind) -> JournalEntry | None:
    """The last entry of a kind."""
    return session.scalar(
        select(JournalEntry)
        .where(JournalEntry.office_id == office_id, JournalEntry.kind == kind.value)
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )


def last_entry(session: Session, office_id: int) -> JournalEntry | None:
    """The last entry of all."""
    query = select(JournalEntry).where(JournalEntry.office_id == office_id)
    return session.scalar(query.order_by(JournalEntry.seq.desc()).limit(1))


def of_kind(session: Session, office_id: int, kind: Kind) -> list[JournalEntry]:
    """Every entry of a kind, the newest first."""
    query = select(JournalEntry).where(JournalEntry.office_id == office_id, JournalEntry.kind == kind.value)
    return list(session.scalars(query.order_by(JournalEntry.seq.desc())))


def first_naming(session: Session, office_id: int, digest: str) -> int | None:
    """Number of the first entry whose text names a digest; ``None``: none does."""
    named = JournalEntry.sealed.contains(digest, autoescape=True)
    return session.scalar(select(func.min(JournalEntry.seq)).where(JournalEntry.office_id == office_id, named))


def _of(frameworks: Collection[str | None]) -> ColumnElement[bool]:
    named = JournalEntry.framework.in_([key for key in frameworks if key is not None])
    return named | JournalEntry.framework.is_(None) if None in frameworks else named


class Narrowed(TypedDict, total=False):
    """Which entries: of an item, of a person, of a time (``since`` <= at < ``until``).

    ``frameworks``: keys; with ``None`` among them also what says none, of the first of its year. ``actor``: a login;
    ``named``: a login, or part of the name the person had when the entry was made.
    """

    fiscal_year: int | None
    item_code: str | None
    frameworks: Collection[str | None] | None
    actor: str | None
    named: str | None
    since: datetime | None
    until: datetime | None


def entries(session: Session, office_id: int, **narrowed: Unpack[Narrowed]) -> Iterator[JournalEntry]:
    """The office's entries in order; streamed."""
    statement = select(JournalEntry).where(*_fitting(office_id, narrowed)).order_by(JournalEntry.seq)
    yield from session.scalars(statement.execution_options(yield_per=500))


def newest(session: Session, office_id: int, limit: int, **narrowed: Unpack[Narrowed]) -> list[JournalEntry]:
    """The last entries that fit, in order: however many came before, no more are read."""
    statement = select(JournalEntry).where(*_fitting(office_id, narrowed)).order_by(JournalEntry.seq.desc())
    return list(session.scalars(statement.limit(limit)))[::-1]


def count(session: Session, office_id: int, **narrowed: Unpack[Narrowed]) -> int:
    """How many entries fit."""
    return session.scalar(select(func.count(JournalEntry.seq)).where(*_fitting(office_id, narrowed))) or 0


def _fitting(office_id: int, narrowed: Narrowed) -> Iterator[ColumnElement[bool]]:
    yield JournalEntry.office_id == office_id
    if (year := narrowed.get("fiscal_year")) is not None:
        yield JournalEntry.fiscal_year == year
    if (code := narrowed.get("item_code")) is not None:
        yield JournalEntry.item_code == code
    if (frameworks := narrowed.get("frameworks")) is not None:
        yield _of(frameworks)
    if (actor := narrowed.get("actor")) is not None:
        yield JournalEntry.actor == actor
    if (named := narrowed.get("named")) is not None:
        yield (JournalEntry.actor == named) | JournalEntry.actor_name.contains(named, autoescape=True)
    if (since := narrowed.get("since")) is not None:
        yield JournalEntry.at >= since
    if (until := narrowed.get("until")) is not None:
        yield JournalEntry.at < until

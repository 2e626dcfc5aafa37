"""What a look asks of the journal; everything else of it is in ``records.journal``."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records import journal
from workflow.records.books import Book
from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def entry(session: Session, office_id: int, seq: int) -> JournalEntry | None:
    """One entry of the journal by its number."""
    return session.get(JournalEntry, (office_id, seq))


def head(session: Session, office_id: int) -> tuple[int, str]:
    """Number and hash of the last entry; ``(0, GENESIS)`` before the first. Locks nothing."""
    return journal.chain_head(session, office_id)


def last_of(session: Session, office_id: int, kinds: Collection[Kind]) -> JournalEntry | None:
    """The last entry of one of these kinds."""
    query = select(JournalEntry).where(
        JournalEntry.office_id == office_id, JournalEntry.kind.in_([kind.value for kind in kinds])
    )
    return session.scalar(query.order_by(JournalEntry.seq.desc()).limit(1))


def last_but(session: Session, office_id: int, kinds: Collection[Kind] = ()) -> JournalEntry | None:
    """The last entry, those of some kinds left out."""
    left_out = [kind.value for kind in kinds]
    query = select(JournalEntry).where(JournalEntry.office_id == office_id, JournalEntry.kind.not_in(left_out))
    return session.scalar(query.order_by(JournalEntry.seq.desc()).limit(1))


def next_numbers(session: Session, office_id: int) -> dict[str, int]:
    """The next number of every book: ``memo/2569`` -> number."""
    query = select(Book.book, Book.year, Book.next_number).where(Book.office_id == office_id)
    return {f"{book.value}/{year}": number for book, year, number in session.execute(query)}


def of_kinds(session: Session, office_id: int, kinds: Collection[Kind]) -> list[JournalEntry]:
    """Every entry of these kinds, the newest first."""
    query = select(JournalEntry).where(
        JournalEntry.office_id == office_id, JournalEntry.kind.in_([kind.value for kind in kinds])
    )
    return list(session.scalars(query.order_by(JournalEntry.seq.desc())))


def of_others(
    session: Session, office_id: int, login: str, since: datetime, kinds: Collection[Kind]
) -> list[JournalEntry]:
    """The entries of these kinds that others than somebody wrote since then, the newest first."""
    query = select(JournalEntry).where(
        JournalEntry.office_id == office_id, JournalEntry.at >= since, JournalEntry.actor != login,
        JournalEntry.kind.in_([kind.value for kind in kinds]),
    )  # fmt: skip
    return list(session.scalars(query.order_by(JournalEntry.seq.desc())))


def verdicts_since(session: Session, office_id: int, since: datetime) -> list[JournalEntry]:
    """The entries that name what was signed, of a moment and later: entries stand in the order of their moments, and
    none before the first of them is read."""
    low, high = 1, head(session, office_id)[0] + 1
    while low < high:
        middle = (low + high) // 2
        found = entry(session, office_id, middle)
        if found is not None and found.at < since:
            low = middle + 1
        else:
            high = middle
    query = select(JournalEntry).where(
        JournalEntry.office_id == office_id, JournalEntry.seq >= low, JournalEntry.kind == Kind.VERDICT.value
    )
    return list(session.scalars(query.order_by(JournalEntry.seq)))

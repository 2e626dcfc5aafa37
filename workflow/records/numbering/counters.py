"""The counter of a book in a year: which number comes next, where it started, and who counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.records.books import Book, BookKind, BookNumber
from workflow.records.errors import NumberRefused, NumberTaken
from workflow.records.ledger import insert_missing, lock_office, locks_of
from workflow.records.rows.touching import note_row
from workflow.thai.zone import BANGKOK


def calendar_year(moment: datetime | date) -> int:
    """The Buddhist calendar year of a date, or of an instant in Bangkok. :raises ValueError: a time without a zone."""
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            raise ValueError(f"naive time {moment!r}: say which zone")
        moment = moment.astimezone(BANGKOK).date()
    return moment.year + 543


def peek(session: Session, office_id: int, book: BookKind, year: int) -> int:
    """The number that ``take`` would give now. Promises nothing: hand it back as ``expected``.

    :raises NumberRefused: ``book_external``.
    """
    found = session.execute(
        select(Book.next_number, Book.external).where(Book.office_id == office_id, Book.book == book, Book.year == year)
    ).one_or_none()
    if found is not None and found.external:
        raise NumberRefused("book_external", book=str(book), year=year)
    return int(found.next_number) if found else 1


def start(session: Session, office_id: int, book: BookKind, year: int, number: int, *, at: datetime) -> Book:
    """Say which number comes next, for an office that starts mid-year or whose book was written by hand meanwhile.

    :raises NumberRefused: ``book_start_backwards`` (facts: used, the highest number in the book), ``book_external``,
        ``number_unknown`` below 1.
    """
    if number < 1:
        raise NumberRefused("number_unknown", book=str(book), year=year, number=number)
    counter = counter_of(session, office_id, book, year, at=at)
    assert counter is not None  # noqa: S101 -- made if missing
    if counter.external:
        raise NumberRefused("book_external", book=str(book), year=year)
    used = session.scalars(
        select(BookNumber.number)
        .where(BookNumber.office_id == office_id, BookNumber.book == book, BookNumber.year == year)
        .order_by(BookNumber.number.desc())
        .limit(1)
    ).one_or_none()
    if used is not None and number <= used:
        raise NumberRefused("book_start_backwards", book=str(book), year=year, number=number, used=used)
    if used is None:
        counter.first_number = number
    counter.next_number = number
    session.flush()
    return counter


def make_external(session: Session, office_id: int, book: BookKind, year: int, *, at: datetime) -> Book:
    """From now on this book's numbers come from another system (``take_given``). What it gave so far stays."""
    counter = counter_of(session, office_id, book, year, at=at)
    assert counter is not None  # noqa: S101 -- made if missing
    counter.external = True
    session.flush()
    return counter


def make_internal(session: Session, office_id: int, book: BookKind, year: int, *, at: datetime) -> Book:
    """From now on this book counts by itself again, behind the highest number recorded. What it holds so far stays."""
    counter = counter_of(session, office_id, book, year, at=at)
    assert counter is not None  # noqa: S101 -- made if missing
    if counter.external:
        of_book = (BookNumber.office_id == office_id, BookNumber.book == book, BookNumber.year == year)
        highest = session.scalar(select(func.max(BookNumber.number)).where(*of_book))
        counter.external = False
        # What the other system skipped is no gap of ours.
        counter.next_number = counter.first_number = max(counter.next_number, (highest or 0) + 1)
        session.flush()
    return counter


def counter_of(session: Session, office_id: int, book: BookKind, year: int, *, at: datetime | None) -> Book | None:
    """The locked counter; with ``at`` it is begun at 1 when the book is new."""
    lock_office(session, office_id)
    books = locks_of(session).books
    key = (office_id, str(book), year)
    counter = books.get(key)
    if counter is None:
        statement = (
            select(Book)
            .where(Book.office_id == office_id, Book.book == book, Book.year == year)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
        counter = session.scalars(statement).one_or_none()
        if counter is None:
            if at is None:
                return None
            begun = {"next_number": 1, "first_number": 1, "external": False, "started_at": at}
            insert_missing(session, Book, {"office_id": office_id, "book": book, "year": year, **begun})
            note_row(session, Book.__table__, office_id, (office_id, BookKind(book), year))
            counter = session.scalars(statement).one()
        books[key] = counter
    return counter


def next_number(
    session: Session, office_id: int, book: BookKind, year: int, *, at: datetime, expected: int | None
) -> BookNumber:
    """Take the next number out of the counter; its row is not filled in yet.

    :raises NumberTaken: it is not ``expected``. :raises NumberRefused: ``book_external``.
    """
    counter = counter_of(session, office_id, book, year, at=at)
    assert counter is not None  # noqa: S101 -- made if missing
    if counter.external:
        raise NumberRefused("book_external", book=str(book), year=year)
    number = counter.next_number
    if expected is not None and number != expected:
        raise NumberTaken(book=str(book), year=year, expected=expected, next=number)
    counter.next_number = number + 1
    return BookNumber(office_id=office_id, book=book, year=year, number=number)

"""Taking a number, for now or for later; what a reserved one was used for; making one void."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workflow.records.books import BookKind, BookNumber, NumberStatus
from workflow.records.errors import NumberRefused
from workflow.records.ledger import lock_office
from workflow.records.numbering.counters import calendar_year, counter_of, next_number

LOST = "ออกเลขไปแล้วก่อนนำข้อมูลเดิมกลับมาใช้"
"""The remark in the register beside a number of which the records know no more."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a number is taken for; the columns of the register. ``dated`` is the date written on it."""

    dated: date
    subject: str
    label: str | None = None
    sender: str | None = None
    recipient: str | None = None
    action: str | None = None
    reference: str | None = None


def take(
    session: Session,
    office_id: int,
    book: BookKind,
    year: int,
    document: Document,
    *,
    by: str,
    at: datetime,
    expected: int | None = None,
    backdated: bool = False,
) -> BookNumber:
    """Issue the next number.

    :param expected: the number ``peek`` gave; None takes whatever is next.
    :param backdated: the year is over and the document is dated in it; the row is flagged.
    :raises NumberTaken: ``expected`` was used meanwhile.
    :raises NumberRefused: ``book_external``, ``document_date_outside_book``, ``book_year_closed``, ``not_backdated``.
    """
    _refuse_wrong_year(book, year, document.dated, at, backdated)
    row = next_number(session, office_id, book, year, at=at, expected=expected)
    return _add(session, row, NumberStatus.ISSUED, by=by, at=at, backdated=backdated, document=document)


def take_given(
    session: Session,
    office_id: int,
    book: BookKind,
    year: int,
    number: int,
    document: Document,
    *,
    by: str,
    at: datetime,
    backdated: bool = False,
) -> BookNumber:
    """Record a number that another system gave (an external book).

    :raises NumberRefused: ``book_internal``, ``book_not_started``, ``number_used``, and as ``take`` for the dates.
    """
    _refuse_wrong_year(book, year, document.dated, at, backdated)
    counter = counter_of(session, office_id, book, year, at=None)
    if counter is None:
        raise NumberRefused("book_not_started", book=str(book), year=year)
    if not counter.external:
        raise NumberRefused("book_internal", book=str(book), year=year)
    if number < 1:
        raise NumberRefused("number_unknown", book=str(book), year=year, number=number)
    used = find(session, office_id, book, year, number)
    if used is not None:
        raise NumberRefused("number_used", **_facts(used), subject=used.subject, taken_by=used.by)
    row = BookNumber(office_id=office_id, book=book, year=year, number=number)
    return _add(session, row, NumberStatus.ISSUED, by=by, at=at, backdated=backdated, document=document)


def reserve(
    session: Session,
    office_id: int,
    book: BookKind,
    year: int,
    *,
    by: str,
    at: datetime,
    until: datetime | None = None,
    subject: str | None = None,
    expected: int | None = None,
) -> BookNumber:
    """Take the next number out of the counter for later. An expired reservation never goes back: use it or void it.

    :raises NumberTaken: ``expected`` was used meanwhile.
    :raises NumberRefused: ``book_external``, ``book_year_closed``.
    """
    if calendar_year(at) != year:
        code = "book_year_closed" if calendar_year(at) > year else "book_year_not_begun"
        raise NumberRefused(code, book=str(book), year=year)
    row = next_number(session, office_id, book, year, at=at, expected=expected)
    row.reserved_by, row.expires_at, row.subject = by, until, subject
    return _add(session, row, NumberStatus.RESERVED, by=by, at=at, backdated=False, document=None)


def take_reserved(
    session: Session,
    office_id: int,
    book: BookKind,
    year: int,
    number: int,
    document: Document,
    *,
    by: str,
    at: datetime,
    for_other: bool = False,
) -> BookNumber:
    """Issue a reserved number.

    :param for_other: the registrar issues what somebody else reserved.
    :raises NumberRefused: ``number_unknown``, ``number_not_reserved``, ``number_void``, ``reservation_expired``,
        ``reservation_of_other``, ``document_date_outside_book``.
    """
    row = _number(session, office_id, book, year, number)
    if row.status is NumberStatus.VOID:
        raise NumberRefused("number_void", **_facts(row), reason=row.reason)
    if row.status is not NumberStatus.RESERVED:
        raise NumberRefused("number_not_reserved", **_facts(row))
    if row.expires_at is not None and at >= row.expires_at:
        raise NumberRefused("reservation_expired", **_facts(row), until=row.expires_at.isoformat())
    if row.reserved_by != by and not for_other:
        raise NumberRefused("reservation_of_other", **_facts(row), reserved_by=row.reserved_by)
    if calendar_year(document.dated) != year:
        raise NumberRefused("document_date_outside_book", **_facts(row), dated=document.dated.isoformat())
    _describe(row, document)
    row.backdated = calendar_year(at) > year
    row.status = NumberStatus.ISSUED
    session.flush()
    return row


def skip_to(session: Session, office_id: int, book: BookKind, year: int, number: int, *, by: str, at: datetime) -> bool:
    """Let ``number`` be next, where the book stands before it: what lies between was given out before the records were
    put back, and stays in the book as void. Whether anything was moved; an external book never is.
    """
    counter = counter_of(session, office_id, book, year, at=at)
    if counter is None or counter.external or counter.next_number >= number:
        return False
    for lost in range(counter.next_number, number):
        row = BookNumber(office_id=office_id, book=book, year=year, number=lost)
        row.status, row.at, row.by, row.backdated = NumberStatus.VOID, at, by, False
        row.reason, row.voided_by, row.voided_at = LOST, by, at
        session.add(row)
    counter.next_number = number
    session.flush()
    return True


def void(
    session: Session, office_id: int, book: BookKind, year: int, number: int, reason: str, *, by: str, at: datetime
) -> BookNumber:
    """Make a reserved or issued number void. It stays in the book with its reason and is never given again.

    :raises NumberRefused: ``reason_missing``, ``number_unknown``, ``number_void``.
    """
    if not reason.strip():
        raise NumberRefused("reason_missing", book=str(book), year=year, number=number)
    row = _number(session, office_id, book, year, number)
    if row.status is NumberStatus.VOID:
        raise NumberRefused("number_void", **_facts(row), reason=row.reason)
    row.status, row.reason, row.voided_by, row.voided_at = NumberStatus.VOID, reason.strip(), by, at
    session.flush()
    return row


def find(session: Session, office_id: int, book: BookKind, year: int, number: int) -> BookNumber | None:
    """The row of a number, or None when it never left the counter."""
    return session.scalars(
        select(BookNumber).where(
            BookNumber.office_id == office_id,
            BookNumber.book == book,
            BookNumber.year == year,
            BookNumber.number == number,
        )
    ).one_or_none()


def _facts(row: BookNumber) -> dict[str, Any]:
    return {"book": str(row.book), "year": row.year, "number": row.number}


def _refuse_wrong_year(book: BookKind, year: int, dated: date, at: datetime, backdated: bool) -> None:
    facts: dict[str, Any] = {"book": str(book), "year": year, "dated": dated.isoformat()}
    if calendar_year(dated) != year:
        raise NumberRefused("document_date_outside_book", **facts)
    now = calendar_year(at)
    if now < year:
        raise NumberRefused("book_year_not_begun", **facts)
    if now > year and not backdated:
        raise NumberRefused("book_year_closed", **facts)
    if now == year and backdated:
        raise NumberRefused("not_backdated", **facts)


def _number(session: Session, office_id: int, book: BookKind, year: int, number: int) -> BookNumber:
    lock_office(session, office_id)
    row = find(session, office_id, book, year, number)
    if row is None:
        raise NumberRefused("number_unknown", book=str(book), year=year, number=number)
    session.refresh(row)
    return row


def _add(
    session: Session,
    row: BookNumber,
    status: NumberStatus,
    *,
    by: str,
    at: datetime,
    backdated: bool,
    document: Document | None,
) -> BookNumber:
    row.status, row.by, row.at, row.backdated = status, by, at, backdated
    if document is not None:
        _describe(row, document)
    session.add(row)
    return row


def _describe(row: BookNumber, document: Document) -> None:
    row.document_date = document.dated
    for name in ("subject", "label", "sender", "recipient", "action", "reference"):
        setattr(row, name, getattr(document, name))

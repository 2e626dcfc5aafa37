"""The number books as the registrar keeps them: start, reserve, issue, void, what is missing, the official register.

Numbers are taken by ``records.numbering``, none twice and none left out; here stand who may, what the journal says, and
which book is external by the office's settings (its numbers come from e-Saraban or AMSS++ and are only recorded).
Books count by calendar year of the Buddhist era (งานสารบรรณ: numbers restart on 1 January).
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.records import numbering
from workflow.records import registers as books
from workflow.records.books import Book, BookKind, BookNumber
from workflow.records.errors import NumberRefused
from workflow.records.kinds import Kind
from workflow.records.models import Document, Submission
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk
from workflow.services.documents.drafting import BOOK_OF
from workflow.services.documents.number_format import book_label, running_number
from workflow.thai import buddhist_year, normalise


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number taken out of a book, as it is written (``label``, Arabic digits). ``status``: reserved or issued."""

    book: str
    year: int
    number: int
    label: str
    status: str
    backdated: bool = False
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a register. ``status`` is reserved, issued or void; dates are those written on the document."""

    book: str
    year: int
    number: int
    label: str
    status: str
    dated: date | None
    sender: str | None
    recipient: str | None
    subject: str | None
    by: str
    at: datetime
    backdated: bool
    until: datetime | None
    reason: str | None


def book_of(name: str) -> BookKind:
    """A book by its name. :raises NotFound: names the books there are."""
    try:
        return BookKind(name.strip().lower())
    except ValueError:
        raise NotFound("no_such_book", name=name, books=[kind.value for kind in BookKind]) from None


def ensure_book(desk: Desk, book: BookKind, year: int) -> None:
    """Make the book of a year what the settings say before its first number: external books are declared by use.

    A book that the settings took back (``external`` removed) counts by itself again with ``register start``.
    """
    if desk.office.settings.books[book.value].external:
        numbering.make_external(desk.session, desk.office_id, book, year, at=desk.now)


def _must_keep_books(desk: Desk) -> None:
    if desk.me.holds(Role.REGISTRAR) is None:
        facts = {"step": "register", "who": [Role.REGISTRAR.value], "person": desk.me.login}
        raise WrongRole("wrong_role", "register", (Unmet("wrong_role", facts, Role.REGISTRAR),))


def start(office: Office, login: str, book: str, number: int, *, year: int | None = None) -> Numbered:
    """Say which number comes next: an office that starts mid-year, or whose book was written by hand meanwhile.

    :raises WrongRole: not the registrar. :raises NumberRefused: backwards, or an external book.
    """
    kind = book_of(book)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        _must_keep_books(desk)
        uow.lock_office(desk.office_id)
        of_year = year or buddhist_year(desk.today)
        if of_year > buddhist_year(desk.today):
            raise NumberRefused("book_year_not_begun", book=kind.value, year=of_year)
        ensure_book(desk, kind, of_year)
        if not office.settings.books[kind.value].external:
            numbering.make_internal(uow.session, desk.office_id, kind, of_year, at=desk.now)
        numbering.start(uow.session, desk.office_id, kind, of_year, number, at=desk.now)
        Record(desk).add(
            Kind.BOOK_STARTED, {"book": kind.value, "year": of_year, "number": number}, role=Role.REGISTRAR
        )
        uow.commit()
        return Numbered(kind.value, of_year, number, book_label(office.settings, kind.value, number, of_year), "next")


def reserve(
    office: Office,
    login: str,
    book: str,
    *,
    until: date | None = None,
    subject: str | None = None,
    recipient: str | None = None,
    backdate: date | None = None,
    number: str | None = None,
) -> Numbered:
    """Take the next number of a book out of the counter, to be used later.

    :param until: last day on which it may be used; ``None``: no end. An expired one is voided, never given again.
    :param backdate: a document dated in a year that is over: its number is issued in that year's book, with a flag.
    :param number: the label another system gave, for an external book: it is recorded as issued.
    :raises WrongRole: not the registrar. :raises NumberRefused: see ``records.numbering``.
    :raises BadInput: a day that is over, a number for a book that counts by itself, or none for an external one.
    """
    kind = book_of(book)
    external = office.settings.books[kind.value].external
    if external and number is None:
        raise BadInput("external_book_needs_number", book=kind.value)
    if number is not None and not external:
        raise BadInput("book_is_ours", book=kind.value, number=number)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        _must_keep_books(desk)
        uow.lock_office(desk.office_id)
        if until is not None and until < desk.today:
            raise BadInput("until_is_over", until=until.isoformat())
        year = buddhist_year(backdate or desk.today)
        ensure_book(desk, kind, year)
        about = normalise(subject) if subject else None
        if backdate is not None or number is not None:
            if about is None:
                raise BadInput("number_needs_subject", book=kind.value)
            row = _issue_now(desk, kind, year, about, recipient, backdate, number)
        else:
            ends = datetime.combine(until + timedelta(days=1), time(), desk.now.tzinfo) if until is not None else None
            row = numbering.reserve(
                uow.session, desk.office_id, kind, year, by=login, at=desk.now, until=ends, subject=about
            )
            row.label = book_label(office.settings, kind.value, row.number, year)
            row.recipient = normalise(recipient) if recipient else None
        facts: dict[str, Any] = {"book": kind.value, "year": year, "number": row.number, "label": row.label}
        facts |= {"until": until.isoformat()} if until else {}
        facts |= {"subject": about} if about else {}
        facts |= {"backdated": True, "dated": backdate.isoformat()} if backdate else {}
        told = Kind.NUMBER_RESERVED if row.status.value == "reserved" else Kind.NUMBER_ISSUED
        Record(desk).add(told, facts, role=Role.REGISTRAR)
        uow.commit()
        return _numbered(office, row)


def _issue_now(
    desk: Desk,
    kind: BookKind,
    year: int,
    subject: str,
    recipient: str | None,
    backdate: date | None,
    number: str | None,
) -> BookNumber:
    """A number that is used at once: back-dated into the old year's book, or given by another system."""
    settings = desk.office.settings
    dated = backdate or desk.today
    late = year < buddhist_year(desk.today)
    to = normalise(recipient) if recipient else None
    if number is not None:
        document = numbering.Document(dated, subject, normalise(number.strip()), settings.office.name, to)
        return numbering.take_given(
            desk.session, desk.office_id, kind, year, running_number(number), document,
            by=desk.me.login, at=desk.now, backdated=late,
        )  # fmt: skip
    document = numbering.Document(dated, subject, None, settings.office.name, to)
    row = numbering.take(
        desk.session, desk.office_id, kind, year, document, by=desk.me.login, at=desk.now, backdated=True
    )
    row.label = book_label(settings, kind.value, row.number, year)
    return row


def issue(
    office: Office,
    login: str,
    book: str,
    number: int,
    *,
    subject: str | None = None,
    recipient: str | None = None,
    dated: date | None = None,
    year: int | None = None,
) -> Numbered:
    """Record what a reserved number was used for, outside the program. ``dated`` ``None``: today.

    :raises NumberRefused: not reserved, expired, void. :raises BadInput: no subject, and none was reserved with it.
    """
    kind = book_of(book)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        _must_keep_books(desk)
        uow.lock_office(desk.office_id)
        of_year = year or buddhist_year(desk.today)
        held = numbering.find(uow.session, desk.office_id, kind, of_year, number)
        about = normalise(subject) if subject else (held.subject if held else None)
        if not about:
            raise BadInput("number_needs_subject", book=kind.value)
        label = book_label(office.settings, kind.value, number, of_year)
        to = normalise(recipient) if recipient else (held.recipient if held else None)
        document = numbering.Document(dated or desk.today, about, label, office.settings.office.name, to)
        row = numbering.take_reserved(
            uow.session, desk.office_id, kind, of_year, number, document, by=login, at=desk.now, for_other=True
        )
        Record(desk).add(
            Kind.NUMBER_ISSUED,
            {"book": kind.value, "year": of_year, "number": number, "label": label, "subject": about},
            role=Role.REGISTRAR,
        )
        uow.commit()
        return _numbered(office, row)


def void(office: Office, login: str, book: str, number: int, reason: str, *, year: int | None = None) -> Numbered:
    """Make a number void; it stays in the book with the reason and is never given again.

    :raises Refused: it is the number of a memo that is open or signed (withdraw it, or send it back), or of a document
        the head signed (only another order or announcement repeals it).
    :raises NumberRefused: no such number, void already, or no reason.
    """
    kind = book_of(book)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        _must_keep_books(desk)
        uow.lock_office(desk.office_id)
        of_year = year or buddhist_year(desk.today)
        label = _refuse_used(desk, kind, of_year, number)
        row = numbering.void(uow.session, desk.office_id, kind, of_year, number, reason, by=login, at=desk.now)
        facts = {"book": kind.value, "year": of_year, "number": number, "reason": reason.strip()}
        Record(desk).add(
            Kind.NUMBER_VOIDED,
            {**facts, "label": row.label or label or book_label(office.settings, kind.value, number, of_year)},
            role=Role.REGISTRAR,
        )
        uow.commit()
        return _numbered(office, row)


def _refuse_used(desk: Desk, kind: BookKind, year: int, number: int) -> str | None:
    """Refuse the number of a live memo or of a signed document; an unsigned document becomes void with its number."""
    if kind is BookKind.MEMO:
        memo = desk.session.scalar(
            select(Submission).where(
                Submission.office_id == desk.office_id, Submission.book_year == year, Submission.number == number,
                Submission.status != "void",
            )
        )  # fmt: skip
        if memo is not None:
            facts = {"memo": memo.label, "status": memo.status, "number": number}
            raise Refused("number_of_memo", "register", (Unmet("number_of_memo", facts, memo.submitted_by),))
    held = numbering.find(desk.session, desk.office_id, kind, year, number)
    if held is None or held.label is None:
        return None
    forms = [form for form, of in BOOK_OF.items() if of is kind]
    document = desk.session.scalar(
        select(Document).where(
            Document.office_id == desk.office_id, Document.kind.in_(forms), Document.label == held.label,
            Document.dated == held.document_date, Document.status == "issued",
        )
    )  # fmt: skip
    if document is not None:
        if document.signed is not None:
            facts = {"kind": document.kind, "label": document.label, "subject": document.subject}
            raise Refused("number_of_signed_document", "register", (Unmet("number_of_signed_document", facts),))
        document.status = "void"
    return held.label


def _numbered(office: Office, row: BookNumber) -> Numbered:
    return Numbered(
        row.book.value, row.year, row.number,
        row.label or book_label(office.settings, row.book.value, row.number, row.year),
        row.status.value, row.backdated, row.expires_at,
    )  # fmt: skip


def listing(office: Office, book: str | None = None, *, year: int | None = None) -> list[Row]:
    """Every number of one book, or of all, in order; ``year`` ``None``: this calendar year."""
    kinds = [book_of(book)] if book else list(BookKind)
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow)
        of_year = year or buddhist_year(desk.today)
        return [
            _row(office, one) for kind in kinds for one in books.listing(uow.session, desk.office_id, kind, of_year)
        ]


def _row(office: Office, one: BookNumber) -> Row:
    return Row(
        book=one.book.value, year=one.year, number=one.number,
        label=one.label or book_label(office.settings, one.book.value, one.number, one.year),
        status=one.status.value, dated=one.document_date, sender=one.sender, recipient=one.recipient,
        subject=one.subject, by=one.by, at=one.at, backdated=one.backdated, until=one.expires_at, reason=one.reason,
    )  # fmt: skip


def gaps(office: Office, book: str | None = None, *, year: int | None = None) -> list[books.BookReport]:
    """Numbers missing, held twice, or reserved for too long. Without ``year`` every year a book was kept."""
    with office.unit_of_work(write=False) as uow:
        return gaps_in(Desk(office, uow), book, year)


def gaps_in(desk: Desk, book: str | None = None, year: int | None = None) -> list[books.BookReport]:
    """As ``gaps``, inside an open unit of work."""
    query = select(Book.book, Book.year).where(Book.office_id == desk.office_id).order_by(Book.year, Book.book)
    if book is not None:
        query = query.where(Book.book == book_of(book))
    if year is not None:
        query = query.where(Book.year == year)
    return [
        books.gaps(desk.session, desk.office_id, kind, of_year, at=desk.now)
        for kind, of_year in desk.session.execute(query).all()
    ]


def gap_reasons(report: books.BookReport) -> list[Unmet]:
    """What a registrar must look at in one book, as codes and facts."""
    about: Mapping[str, object] = {"book": report.book.value, "year": report.year}
    found: list[Unmet] = []
    if report.gaps:
        numbers = [str(a) if a == b else f"{a}-{b}" for a, b in report.gaps]
        found.append(Unmet("number_gap", {**about, "numbers": numbers}, Role.REGISTRAR))
    if report.duplicates:
        found.append(Unmet("number_twice", {**about, "numbers": list(report.duplicates)}, Role.REGISTRAR))
    if report.expired:
        found.append(Unmet("number_expired", {**about, "numbers": list(report.expired)}, Role.REGISTRAR))
    if report.counter_behind is not None:
        found.append(Unmet("counter_behind", {**about, "number": report.counter_behind}, Role.REGISTRAR))
    return found


def export(office: Office, target: Path, book: str = "memo", *, year: int | None = None) -> int:
    """Write the official register (form 14 of the Regulation on Correspondence) as .xlsx; how many numbers.

    :raises BadInput: the file cannot be written, or is no ``.xlsx``.
    """
    kind = book_of(book)
    if target.suffix.lower() != ".xlsx":
        raise BadInput("export_not_xlsx", file=target.name)
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow)
        of_year = year or buddhist_year(desk.today)
        numbers: Sequence[BookNumber] = books.listing(uow.session, desk.office_id, kind, of_year)
        # Beside and renamed: an earlier export stays whole if this one cannot be finished.
        beside = target.with_name(f".{target.name}.part")
        try:
            books.export_register(beside, numbers, office=office.settings.office.name, book=kind, year=of_year)
            beside.replace(target)
        except OSError as error:
            beside.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise
            raise BadInput(
                "folder_not_writable", folder=str(target.parent), detail=error.strerror or str(error)
            ) from error
        return len(numbers)


_FULL = {errno.EFBIG, errno.ENOSPC, errno.EDQUOT}
"""Told at the one boundary as a full disk."""

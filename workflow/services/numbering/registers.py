"""The number books as the registrar keeps them: start, reserve, issue, void, what is missing, the official register.

Numbers are taken by ``records.numbering``, none twice and none left out; here stand who may, what the journal says, and
which book is external by the office's settings (its numbers come from e-Saraban or AMSS++ and are only recorded).
Books count by calendar year of the Buddhist era (งานสารบรรณ: numbers restart on 1 January).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from workflow.records import numbering, queries
from workflow.records.books import BookKind, BookNumber
from workflow.records.errors import NumberRefused
from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.rules.states import Role
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting
from workflow.services.documents.drafting import BOOK_OF
from workflow.services.documents.number_format import book_label, running_number
from workflow.thai import buddhist_year, one_line


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


def book_of(name: str) -> BookKind:
    """A book by its name. :raises NotFound: names the books there are."""
    try:
        return BookKind(name.strip().lower())
    except ValueError:
        raise NotFound("no_such_book", name=name, books=[kind.value for kind in BookKind]) from None


def ensure_book(use_case: UseCase, book: BookKind, year: int) -> None:
    """Make the book of a year what the settings say before its first number: external books are declared by use.

    A book that the settings took back (``external`` removed) counts by itself again with ``register start``.
    """
    if use_case.office.settings.books[book.value].external:
        numbering.make_external(use_case.session, use_case.office_id, book, year, at=use_case.now)


def _must_keep_books(use_case: UseCase) -> None:
    if use_case.me.holds(Role.REGISTRAR) is None:
        facts = {"step": "register", "who": [Role.REGISTRAR.value], "person": use_case.me.login}
        raise WrongRole("wrong_role", "register", (Unmet("wrong_role", facts, Role.REGISTRAR),))


def start(office: Office, login: str, book: str, number: int, *, year: int | None = None) -> Numbered:
    """Say which number comes next: an office that starts mid-year, or whose book was written by hand meanwhile.

    :raises WrongRole: not the registrar. :raises NumberRefused: backwards, or an external book.
    """
    kind = book_of(book)
    with acting(office, login, lock=True) as use_case:
        _must_keep_books(use_case)
        of_year = year or buddhist_year(use_case.today)
        if of_year > buddhist_year(use_case.today):
            raise NumberRefused("book_year_not_begun", book=kind.value, year=of_year)
        ensure_book(use_case, kind, of_year)
        if not office.settings.books[kind.value].external:
            numbering.make_internal(use_case.session, use_case.office_id, kind, of_year, at=use_case.now)
        numbering.start(use_case.session, use_case.office_id, kind, of_year, number, at=use_case.now)
        Record(use_case).add(
            Kind.BOOK_STARTED, {"book": kind.value, "year": of_year, "number": number}, role=Role.REGISTRAR
        )
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
    with acting(office, login, lock=True) as use_case:
        _must_keep_books(use_case)
        if until is not None and until < use_case.today:
            raise BadInput("until_is_over", until=until.isoformat())
        year = buddhist_year(backdate or use_case.today)
        ensure_book(use_case, kind, year)
        about = one_line(subject) if subject else None
        if backdate is not None or number is not None:
            if about is None:
                raise BadInput("number_needs_subject", book=kind.value)
            row = _issue_now(use_case, kind, year, about, recipient, backdate, number)
        else:
            ends = (
                datetime.combine(until + timedelta(days=1), time(), use_case.now.tzinfo) if until is not None else None
            )
            row = numbering.reserve(
                use_case.session, use_case.office_id, kind, year, by=login, at=use_case.now, until=ends, subject=about
            )
            row.label = book_label(office.settings, kind.value, row.number, year)
            row.recipient = one_line(recipient) if recipient else None
        facts: dict[str, Any] = {"book": kind.value, "year": year, "number": row.number, "label": row.label}
        facts |= {"until": until.isoformat()} if until else {}
        facts |= {"subject": about} if about else {}
        facts |= {"backdated": True, "dated": backdate.isoformat()} if backdate else {}
        told = Kind.NUMBER_RESERVED if row.status.value == "reserved" else Kind.NUMBER_ISSUED
        Record(use_case).add(told, facts, role=Role.REGISTRAR)
        return _numbered(office, row)


def _issue_now(
    use_case: UseCase,
    kind: BookKind,
    year: int,
    subject: str,
    recipient: str | None,
    backdate: date | None,
    number: str | None,
) -> BookNumber:
    """A number that is used at once: back-dated into the old year's book, or given by another system."""
    settings = use_case.office.settings
    dated = backdate or use_case.today
    late = year < buddhist_year(use_case.today)
    to = one_line(recipient) if recipient else None
    if number is not None:
        document = numbering.Document(dated, subject, one_line(number.strip()), settings.office.name, to)
        return numbering.take_given(
            use_case.session, use_case.office_id, kind, year, running_number(number), document,
            by=use_case.me.login, at=use_case.now, backdated=late,
        )  # fmt: skip
    document = numbering.Document(dated, subject, None, settings.office.name, to)
    row = numbering.take(
        use_case.session,
        use_case.office_id,
        kind,
        year,
        document,
        by=use_case.me.login,
        at=use_case.now,
        backdated=True,
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
    with acting(office, login, lock=True) as use_case:
        _must_keep_books(use_case)
        of_year = year or buddhist_year(use_case.today)
        held = numbering.find(use_case.session, use_case.office_id, kind, of_year, number)
        about = one_line(subject) if subject else (held.subject if held else None)
        if not about:
            raise BadInput("number_needs_subject", book=kind.value)
        label = book_label(office.settings, kind.value, number, of_year)
        to = one_line(recipient) if recipient else (held.recipient if held else None)
        document = numbering.Document(dated or use_case.today, about, label, office.settings.office.name, to)
        row = numbering.take_reserved(
            use_case.session,
            use_case.office_id,
            kind,
            of_year,
            number,
            document,
            by=login,
            at=use_case.now,
            for_other=True,
        )
        Record(use_case).add(
            Kind.NUMBER_ISSUED,
            {"book": kind.value, "year": of_year, "number": number, "label": label, "subject": about},
            role=Role.REGISTRAR,
        )
        return _numbered(office, row)


def void(office: Office, login: str, book: str, number: int, reason: str, *, year: int | None = None) -> Numbered:
    """Make a number void; it stays in the book with the reason and is never given again.

    :raises Refused: it is the number of a memo that is open or signed (withdraw it, or send it back), or of a document
        the head signed (only another order or announcement repeals it).
    :raises NumberRefused: no such number, void already, or no reason.
    """
    kind = book_of(book)
    with acting(office, login, lock=True) as use_case:
        _must_keep_books(use_case)
        of_year = year or buddhist_year(use_case.today)
        label = _refuse_used(use_case, kind, of_year, number)
        row = numbering.void(
            use_case.session, use_case.office_id, kind, of_year, number, reason, by=login, at=use_case.now
        )
        facts = {"book": kind.value, "year": of_year, "number": number, "reason": reason.strip()}
        Record(use_case).add(
            Kind.NUMBER_VOIDED,
            {**facts, "label": row.label or label or book_label(office.settings, kind.value, number, of_year)},
            role=Role.REGISTRAR,
        )
        return _numbered(office, row)


def _refuse_used(use_case: UseCase, kind: BookKind, year: int, number: int) -> str | None:
    """Refuse the number of a live memo or of a signed document; an unsigned document becomes void with its number."""
    if kind is BookKind.MEMO:
        memo = queries.memos.with_number(use_case.session, use_case.office_id, year, number)
        if memo is not None:
            facts = {"memo": memo.label, "status": memo.status, "number": number}
            raise Refused("number_of_memo", "register", (Unmet("number_of_memo", facts, memo.submitted_by),))
    held = numbering.find(use_case.session, use_case.office_id, kind, year, number)
    if held is None or held.label is None:
        return None
    forms = [form for form, of in BOOK_OF.items() if of is kind]
    document = queries.documents.issued_as(use_case.session, use_case.office_id, forms, held.label, held.document_date)
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

"""Orders, announcements, letters, meeting reports: drafted any time; number and date come when they are signed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from workflow.ports import SigningKey
from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.errors import NumberTaken
from workflow.records.kinds import Kind
from workflow.records.models import Certificate, Document
from workflow.rules.errors import BadInput, NotFound, Refused, SomeoneElseActed, Unmet, WrongRole
from workflow.rules.states import Role, Who
from workflow.services.acting import Record
from workflow.services.desk import Desk
from workflow.services.labels import book_label, running_number
from workflow.services.office import Office
from workflow.services.paper_data import facts_from, plain
from workflow.services.terms import signer_terms
from workflow.thai import buddhist_year, long_date, normalise

BOOK_OF: dict[str, BookKind] = {
    "order": BookKind.ORDER,
    "announcement": BookKind.ANNOUNCEMENT,
    "letter": BookKind.MEMO,
    "meeting": BookKind.MEETING,
}
"""Kind of document -> the book its number comes from (งานสารบรรณ ข้อ ๑๖, ๒๐, ๑๑, ๒๕)."""
TRIES = 3


@dataclass(frozen=True, slots=True)
class Made:
    """A document as drafted or issued; ``label`` ``None`` while it has no number. Digests name files in the store."""

    id: int
    kind: str
    subject: str
    label: str | None
    dated: date | None
    docx: str
    pdf: str
    signed: str | None
    warnings: tuple[str, ...] = ()


def draft(office: Office, login: str, kind: str, data: Mapping[str, Any]) -> Made:
    """Draft a document of a kind from plain data; no number is taken.

    :raises NotFound: no such kind. :raises BadInput: the data do not fit the form; every problem.
    """
    if kind not in BOOK_OF:
        raise NotFound("no_such_form", form=kind, forms=list(BOOK_OF))
    facts = facts_from(kind, data)
    docx, pdf, warnings = _make(office, kind, facts)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        row = Document(
            office_id=desk.office_id, kind=kind, subject=_subject(facts), status="draft", facts=plain(facts),
            label=None, dated=None, docx=docx, issued=office.store.put(pdf), signed=None,
            drafted_by=desk.me.login, drafted_at=desk.now, issued_by=None,
        )  # fmt: skip
        uow.session.add(row)
        uow.commit()
        return _made(row, warnings)


def _subject(facts: Any) -> str:
    return str(getattr(facts, "subject", "") or getattr(facts, "body", ""))


def _make(office: Office, kind: str, facts: Any) -> tuple[str, bytes, tuple[str, ...]]:
    rendered = office.renderer.render(kind, facts)
    (pdf,) = office.converter.convert([rendered.docx])
    if isinstance(pdf, Exception):
        raise pdf
    return office.store.put(rendered.docx), pdf, rendered.warnings


def _made(row: Document, warnings: tuple[str, ...] = ()) -> Made:
    return Made(row.id, row.kind, row.subject, row.label, row.dated, row.docx, row.issued or "", row.signed, warnings)


def issue(
    office: Office,
    login: str,
    document: int,
    *,
    key_file: Path | None = None,
    passphrase: Callable[[], str] | None = None,
    number: str | None = None,
) -> Made:
    """Issue a draft: number and date from its book, made again with both, and signed when a key is given.

    The head issues with a key; the registrar issues without one what will be signed on paper.

    :param number: label given by another system, for a book marked external.
    :raises WrongRole: neither. :raises Refused: issued already, or the key is not registered for this person.
    :raises BadInput: a number for a book that counts by itself, or none for an external one.
    """
    for _ in range(TRIES + 1):
        try:
            return _issue(office, login, document, key_file, passphrase, number)
        except NumberTaken:
            continue
    raise SomeoneElseActed("number_taken", document=document)


def _issue(
    office: Office,
    login: str,
    document: int,
    key_file: Path | None,
    passphrase: Callable[[], str] | None,
    given: str | None,
) -> Made:
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login)
        row = _draft_row(desk, document)
        role = Role.HEAD if key_file is not None else Role.REGISTRAR
        held = desk.me.holds(role)
        if held is None:
            facts = {"step": "document_issue", "who": [role.value], "person": login}
            raise WrongRole("wrong_role", "document_issue", (Unmet("wrong_role", facts, role),))
        book, year = BOOK_OF[row.kind], buddhist_year(desk.today)
        external = office.settings.books[book.value].external
        if external and not given:
            raise BadInput("external_book_needs_number", book=book.value)
        if given and not external:
            raise BadInput("book_is_ours", book=book.value, number=given)
        if given:
            number, label = running_number(given), normalise(given.strip())
        else:
            number = numbering.peek(uow.session, desk.office_id, book, year)
            label = book_label(office.settings, book.value, number, year)
        paper = facts_from(row.kind, row.facts)
        name, lines = desk.me.name, held.lines
        terms = signer_terms(desk)
        registered = set(
            uow.session.scalars(select(Certificate.fingerprint).where(Certificate.person_id == desk.me.person_id))
        )
        kind, day = row.kind, desk.today
    named = {"number": label, "date": day} if hasattr(paper, "number") else {"date": day}
    paper = replace(paper, **named)
    docx, pdf, warnings = _make(office, kind, paper)
    signed = None
    if key_file is not None and passphrase is not None:
        prepared = office.signatures.prepare(pdf)
        pdf = prepared.data
        key = office.signatures.open_key(key_file, passphrase())
        signed = _signed(office, key, registered, login, name, lines, pdf, label, day, terms)
    issued = office.store.put(pdf)
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        uow.lock_office(desk.office_id)
        row = _draft_row(desk, document)
        told = numbering.Document(dated=day, subject=row.subject, label=label, sender=office.settings.office.name)
        if external:
            numbering.make_external(uow.session, desk.office_id, book, year, at=desk.now)
            numbering.take_given(uow.session, desk.office_id, book, year, number, told, by=login, at=desk.now)
        else:
            numbering.take(uow.session, desk.office_id, book, year, told, by=login, at=desk.now, expected=number)
        row.status, row.label, row.dated, row.docx, row.issued = "issued", label, day, docx, issued
        row.facts, row.issued_by, row.signed = plain(paper), login, signed
        Record(desk).add(
            Kind.DOCUMENT_ISSUED,
            {"document": row.id, "kind": kind, "label": label, "subject": row.subject, "dated": day.isoformat(),
             "sha256": signed or issued, "signed": signed is not None},
            role=role,
        )  # fmt: skip
        uow.commit()
        return _made(row, warnings)


def _signed(
    office: Office,
    key: SigningKey,
    registered: set[str],
    login: str,
    name: str,
    lines: tuple[str, ...],
    pdf: bytes,
    label: str,
    day: date,
    terms: Any,
) -> str:
    if key.fingerprint not in registered:
        facts = {"person": login, "certificate": key.subject, "fingerprint": key.fingerprint}
        raise Refused("key_not_registered", "document_issue", (Unmet("key_not_registered", facts, Who.HEAD),))
    data = office.signatures.sign(
        pdf, key, lines=(name, *lines, long_date(day)), name=name, reason=f"ลงนาม {label}", at=office.now()
    )
    verdict = office.signatures.verify(
        data, issued=pdf, terms=terms, required_grade=office.settings.required_grade, at=office.now()
    )
    if verdict.status != "PASSED":
        told: dict[str, Any] = {
            "file": label,
            "why": [r.code for r in verdict.reasons],
            "why_th": [r.th for r in verdict.reasons],
        }
        raise Refused("signature_failed", "document_issue", (Unmet("signature_failed", told, Who.HEAD),))
    return office.store.put(data)


def _draft_row(desk: Desk, document: int) -> Document:
    row = desk.session.get(Document, document)
    if row is None or row.office_id != desk.office_id:
        raise NotFound("no_such_document", document=document)
    if row.status != "draft":
        raise BadInput("document_not_draft", document=document, label=row.label)
    return row


def listing(office: Office) -> list[Made]:
    """All documents, newest first."""
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow)
        query = select(Document).where(Document.office_id == desk.office_id).order_by(Document.id.desc())
        return [_made(row) for row in uow.session.scalars(query)]

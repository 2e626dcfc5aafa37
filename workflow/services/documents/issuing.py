"""Issue a draft: the number from its book and the date, both taken when it is signed, and made again with both.

As ``submit`` does: read the next number, make the paper with it outside any transaction, then one short transaction
that takes that very number; when somebody was quicker, make it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from workflow.ports.keys import SigningKey
from workflow.ports.papers import SIGNED_BY_HEAD, Person
from workflow.ports.verification import SignerTerm
from workflow.records import numbering, queries
from workflow.records.books import BookKind
from workflow.records.errors import NumberTaken
from workflow.records.kinds import Kind
from workflow.records.models import Document
from workflow.rules.errors import BadInput, CheckFailed, Conflict, Refused, Unmet, WrongRole
from workflow.rules.states import Capacity, Role
from workflow.services.context.authorization import actors
from workflow.services.context.certificates import signer_terms
from workflow.services.context.conflicts import DayTurned, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.drafting import (
    BOOK_OF,
    Made,
    findings,
    made_of,
    make,
    must_be_sound,
    row_of,
    with_number,
)
from workflow.services.documents.files import edited, folder_of, must_be_writable, remove_draft
from workflow.services.documents.number_format import book_label, running_number
from workflow.services.documents.serialization import facts_from, plain
from workflow.thai import buddhist_year, comparable, long_date, one_line

TRIES = 3


@dataclass(frozen=True, slots=True)
class _Plan:
    """All that is read before the paper is made."""

    kind: str
    book: BookKind
    year: int
    number: int
    label: str
    external: bool
    day: date
    backdated: bool
    facts: Any
    flags: tuple[Unmet, ...]
    signer: Person
    terms: tuple[SignerTerm, ...]
    made_on: date


def issue(
    office: Office,
    login: str,
    document: int,
    *,
    key_file: Path | None = None,
    passphrase: Callable[[], str] | None = None,
    number: str | None = None,
    dated: date | None = None,
    out: Path | None = None,
) -> Made:
    """Issue a draft: number and date from its book, made again with both, and signed when a key is given.

    The head issues with a key; the registrar issues without one what will be signed on paper.

    :param number: label given by another system, for a book marked external.
    :param dated: an earlier date; one of a past year takes its number from that year's book, flagged as back-dated.
    :param out: where the caller will write the files; it must be writable before a number is used.
    :raises WrongRole: neither. :raises Refused: the key is not registered for this person.
    :raises BadInput: issued already, contradictions in the paper, a number for a book that counts by itself or none
        for an external one, a folder that cannot be written to. No number was used.
    """
    _must_be_ready(office, login, document, key_file, out)
    key = office.keys.open(key_file, passphrase()) if key_file is not None and passphrase else None
    if key is not None:
        _must_be_registered(office, login, key)
    for _ in range(TRIES + 1):
        plan = _plan(office, login, document, number, dated, key)
        try:
            return _issue(office, login, document, plan, key)
        except (NumberTaken, DayTurned):
            continue
    raise Conflict("number_taken", document=document)


def _must_be_ready(office: Office, login: str, document: int, key_file: Path | None, out: Path | None) -> None:
    with reading(office, login) as use_case:
        row = _draft_row(use_case, document)
        role = Role.HEAD if key_file is not None else Role.REGISTRAR
        if use_case.me.holds(role) is None:
            facts = {"step": "document_issue", "who": [role.value], "person": login}
            raise WrongRole("wrong_role", "document_issue", (Unmet("wrong_role", facts, role),))
        if key_file is not None and row.kind not in SIGNED_BY_HEAD:
            raise BadInput("document_not_signed_by_head", kind=row.kind)
        made = made_of(row)
    changed = edited(office, made)
    if changed is not None:
        raise BadInput("document_edited", file=changed.name, document=document)
    must_be_writable(folder_of(office, out))


def _must_be_registered(office: Office, login: str, key: SigningKey) -> None:
    with reading(office, login) as use_case:
        if queries.people.certificate(use_case.session, use_case.me.person_id, key.fingerprint) is None:
            facts = {"person": login, "certificate": key.subject, "fingerprint": key.fingerprint}
            raise Refused("key_not_registered", "document_issue", (Unmet("key_not_registered", facts, Capacity.HEAD),))


def _plan(
    office: Office, login: str, document: int, given: str | None, dated: date | None, key: SigningKey | None
) -> _Plan:
    with reading(office, login) as use_case:
        row = _draft_row(use_case, document)
        facts = facts_from(row.kind, row.facts)
        day = _day(use_case, row, facts, dated)
        book, year = BOOK_OF[row.kind], buddhist_year(day)
        external = office.settings.books[book.value].external
        if external and not given:
            raise BadInput("external_book_needs_number", book=book.value)
        if given and not external:
            raise BadInput("book_is_ours", book=book.value, number=given)
        if given:
            number, label = running_number(given), one_line(given.strip())
        else:
            number = numbering.peek(use_case.session, use_case.office_id, book, year)
            label = book_label(office.settings, book.value, number, year)
        appointment = use_case.me.holds(Role.HEAD)
        signer = Person(use_case.me.name, appointment.lines if appointment else ())
        strange: tuple[Unmet, ...] = ()
        if row.kind in SIGNED_BY_HEAD:
            if key is not None and comparable(facts.head.name) != comparable(signer.name):
                # Who signs is who the block names: the draft was made when another acted.
                facts = replace(facts, head=signer)
            if key is not None:
                _must_be_own_term(use_case, day)
            strange = _strange_head(use_case, facts.head, day)
        facts = with_number(facts, label, day)
        flags = must_be_sound(row.kind, facts, findings(use_case, row.kind, facts, issued=day))
        return _Plan(
            row.kind, book, year, number, label, external, day, buddhist_year(use_case.today) > year, facts,
            (*flags, *strange), signer, tuple(signer_terms(use_case)), use_case.today,
        )  # fmt: skip


def _day(use_case: UseCase, row: Document, facts: Any, dated: date | None) -> date:
    """The date on the paper: today, an earlier one given expressly, or the meeting's own."""
    if row.kind == "meeting":
        if dated is not None and dated != facts.date:
            raise BadInput("document_date_given", document=row.id)
        dated = facts.date
    day = dated or use_case.today
    if day > use_case.today:
        raise BadInput("document_date_future", dated=day.isoformat(), today=use_case.today.isoformat())
    return day


def _must_be_own_term(use_case: UseCase, day: date) -> None:
    """:raises Refused: who signs with a key was neither head nor acting as head on the day the paper is dated."""
    then = actors(use_case.session, use_case.office_id, day).get(use_case.me.login)
    if then is None or then.holds(Role.HEAD) is None:
        facts = {"name": use_case.me.name, "dated": day.isoformat()}
        unmet = Unmet("dated_in_anothers_term", facts, Capacity.REGISTRAR)
        raise Refused("dated_in_anothers_term", "document_issue", (unmet,))


def _strange_head(use_case: UseCase, head: Person, day: date) -> tuple[Unmet, ...]:
    """A caution when who is to sign was neither head nor acting as head on that day."""
    names = {
        comparable(a.name) for a in actors(use_case.session, use_case.office_id, day).values() if a.holds(Role.HEAD)
    }
    if comparable(head.name) in names:
        return ()
    return (Unmet("head_not_in_office", {"name": head.name, "dated": day.isoformat()}),)


def _issue(office: Office, login: str, document: int, plan: _Plan, key: SigningKey | None) -> Made:
    docx, pdf, cautions = make(office, plan.kind, plan.facts)
    signed = None
    if key is not None:
        pdf = office.pdf.prepare(pdf).data
        signed = _signed(office, key, plan, pdf)
    issued = office.store.put(pdf)
    role = Role.HEAD if key is not None else Role.REGISTRAR
    with acting(office, login, lock=True) as use_case:
        must_be_day(use_case, plan.made_on)
        row = _draft_row(use_case, document)
        before = made_of(row)
        told = numbering.Document(
            dated=plan.day, subject=row.subject, label=plan.label, sender=office.settings.office.name,
            recipient=getattr(plan.facts, "addressee", None),
        )  # fmt: skip
        take: dict[str, Any] = {"by": login, "at": use_case.now, "backdated": plan.backdated}
        where = (use_case.session, use_case.office_id, plan.book, plan.year)
        if plan.external:
            numbering.make_external(*where, at=use_case.now)
            numbering.take_given(*where, plan.number, told, **take)
        else:
            numbering.take(*where, told, expected=plan.number, **take)
        drafted = [digest for digest in (row.docx, row.issued) if digest is not None]
        row.status, row.label, row.dated, row.docx, row.issued = "issued", plan.label, plan.day, docx, issued
        row.facts, row.issued_by, row.signed = plain(plan.facts), login, signed
        facts: dict[str, Any] = {
            "document": row.id, "kind": plan.kind, "label": plan.label, "subject": row.subject,
            "dated": plan.day.isoformat(), "sha256": signed or issued, "signed": signed is not None, "draft": drafted,
        }  # fmt: skip
        if plan.backdated:
            facts["backdated"] = True
        if plan.flags:
            facts["remarks"] = [one.code for one in plan.flags]
        Record(use_case).add(Kind.DOCUMENT_ISSUED, facts, role=role)
        made = made_of(row, (*plan.flags, *cautions))
    remove_draft(office, before)
    return made


def _signed(office: Office, key: SigningKey, plan: _Plan, pdf: bytes) -> str:
    """Digest of the paper with the head's signature.

    :raises CheckFailed: the verdict on it does not reach the office's grade; nothing was recorded.
    """
    at = office.now()
    # The document may be back-dated: the box says that its date is the one of the signature.
    lines = (plan.signer.name, *plan.signer.posts, f"ลงลายมือชื่อดิจิทัล {long_date(at.date())}")
    data = office.signer.sign(pdf, key, lines=lines, name=plan.signer.name, reason=f"ลงนาม {plan.label}", at=at)
    verdict = office.verifier.verify(
        data, issued=pdf, terms=plan.terms, required_grade=office.settings.required_grade, at=office.now()
    )
    if verdict.status != "PASSED":
        told = {"file": plan.label, **verdict.against()}
        raise CheckFailed("check_failed", "document_issue", (Unmet("signature_failed", told, Capacity.HEAD),))
    return office.store.put(data)


def _draft_row(use_case: UseCase, document: int) -> Document:
    row = row_of(use_case, document)
    if row.status != "draft":
        if row.kind not in BOOK_OF:
            raise BadInput("document_not_numbered", document=document, kind=row.kind)
        raise BadInput("document_not_draft", document=document, label=row.label)
    return row

"""Orders, announcements, letters, meeting reports and lists: drafted any time, from data or from the records.

Number and date come when a paper is issued (:mod:`.issuing`). The store keeps every version; readable
files are written by :mod:`workflow.services.documents.files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from workflow.ports.papers import (
    FORMS,
    ActivityFacts,
    AnnouncementFacts,
    CoverMemoFacts,
    GeneralOrderFacts,
    LetterFacts,
    MeetingFacts,
    NewsletterFacts,
    OrderFacts,
)
from workflow.ports.reports import Reply, ReplyFacts, ReplyMemoFacts, ReportFacts
from workflow.records import queries
from workflow.records.books import BookKind
from workflow.records.models import Document
from workflow.rules.errors import BadInput, NotFound, Unmet
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.documents.defaults import FROM_RECORDS, defaults, with_defaults
from workflow.services.documents.order_drafts import about as order_about
from workflow.services.documents.photographs import with_photographs
from workflow.services.documents.serialization import facts_from, plain, questions, understood_day
from workflow.thai import comparable
from workflow.thai.text_checks import FLAGS, Finding, any_order, check_activity, check_meeting, check_text

BOOK_OF: dict[str, BookKind] = {
    "order": BookKind.ORDER,
    "general_order": BookKind.ORDER,
    "announcement": BookKind.ANNOUNCEMENT,
    "letter": BookKind.MEMO,
    "cover_memo": BookKind.MEMO,
    "reply": BookKind.MEMO,
    "reply_memo": BookKind.MEMO,
    "meeting": BookKind.MEETING,
}
"""Kind of document -> the book its number comes from (งานสารบรรณ ข้อ ๑๖, ๒๐, ๑๑, ๒๕)."""
UNNUMBERED = ("activity", "newsletter")
"""Kinds that need data and have no number: final as they are made."""
KINDS = (*BOOK_OF, *FROM_RECORDS, *UNNUMBERED)


@dataclass(frozen=True, slots=True)
class Made:
    """A document as drafted or issued. Digests name files in the store; ``signed`` ``None``: no digital signature.

    ``status`` draft, issued or void. ``label`` and ``dated`` ``None`` while it has no number; unnumbered kinds never
    have a label. ``warnings``: what a careful registrar would remark, none of it in the way.
    """

    id: int
    kind: str
    subject: str
    status: str
    label: str | None
    dated: date | None
    docx: str
    pdf: str
    signed: str | None
    drafted_by: str
    drafted_at: datetime
    issued_by: str | None
    warnings: tuple[Unmet, ...] = ()


def draft(
    office: Office,
    login: str,
    kind: str,
    data: Mapping[str, Any] | None = None,
    *,
    about: str | None = None,
    people: Sequence[str] = (),
) -> Made:
    """Draft a document of a kind; no number is taken. A kind made from the records is final at once.

    :param data: plain data over the office's own; ``appointed`` in those of a meeting is the date of the order that
        appointed the group, where the records do not have it.
    :param about: what a general order is about that the records know; ``people``: logins whom it names, in order.
    :raises NotFound: no such kind or person. :raises BadInput: the data do not fit the form or contradict themselves;
        every problem. :raises Refused: the records have nothing for it.
    """
    if kind not in KINDS:
        raise NotFound("no_such_form", form=kind, forms=list(KINDS))
    if kind in FROM_RECORDS and data is not None:
        raise BadInput("document_from_records", kind=kind)
    if about is not None and kind != "general_order":
        raise BadInput("document_about_nothing", kind=kind)
    if kind not in FROM_RECORDS and data is None and about is None:
        raise BadInput("document_needs_data", kind=kind, fields=list(must_have(kind)))
    flags: tuple[Unmet, ...] = ()
    with reading(office, login) as use_case:
        if kind in FROM_RECORDS:
            facts = FROM_RECORDS[kind](use_case)
        else:
            told = order_about(use_case, about, people) if about is not None else {}
            given = with_photographs(office, kind, with_defaults(told, data or {}))
            appointed = understood_day(kind, "appointed", given.pop("appointed", None))
            facts = facts_from(kind, with_defaults(defaults(use_case, kind), given))
            flags = must_be_sound(kind, facts, findings(use_case, kind, facts, appointed=appointed))
    return keep(office, login, kind, facts, flags)


def keep(
    office: Office,
    login: str,
    kind: str,
    facts: Any,
    flags: tuple[Unmet, ...] = (),
    *,
    label: str | None = None,
    dated: date | None = None,
) -> Made:
    """Make a paper from its facts and record it: a draft where its kind has a number, else final at once.

    :param label: and ``dated``: of a paper whose number is nobody's book's, such as a body's own meetings; it is final.
    :raises BadInput: the form, the office's own included, cannot be filled or converted; says where.
    """
    docx, pdf, cautions = make(office, kind, facts)
    with acting(office, login) as use_case:
        numbered = kind in BOOK_OF and label is None
        row = Document(
            office_id=use_case.office_id, kind=kind, subject=subject_of(kind, facts), facts=plain(facts),
            status="draft" if numbered else "issued", label=label,
            dated=dated or (None if numbered else use_case.today),
            docx=docx, issued=office.store.put(pdf), signed=None, drafted_by=use_case.me.login, drafted_at=use_case.now,
            issued_by=None if numbered else use_case.me.login,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        return made_of(row, flags if numbered else cautions)


def subject_of(kind: str, facts: Any) -> str:
    """What the register and the lists call it."""
    if kind == "meeting":
        return str(facts.body)
    if kind in FROM_RECORDS:
        return f"ปีงบประมาณ พ.ศ. {facts.fiscal_year}"
    if isinstance(facts, ReportFacts):
        return f"{facts.title} ปีงบประมาณ พ.ศ. {facts.fiscal_year}"
    return str(facts.subject)


def hydrated(office: Office, facts: Any) -> Any:
    """A reply with the bytes of its pictures, which its record only names; any other paper as it is."""
    if isinstance(facts, ActivityFacts | NewsletterFacts):
        return replace(facts, photos=tuple(
            replace(one, picture=replace(one.picture, data=office.store.get(one.picture.sha256)))
            for one in facts.photos
        ))  # fmt: skip
    if not isinstance(facts, Reply):
        return facts
    return replace(facts, pages=tuple(
        replace(page, picture=replace(page.picture, data=office.store.get(page.picture.sha256)))
        if page.picture is not None else page
        for page in facts.pages
    ))  # fmt: skip


def make(office: Office, kind: str, facts: Any) -> tuple[str, bytes, tuple[Unmet, ...]]:
    """Digest of the Word file, the PDF, and cautions (``placeholder_emblem``).

    :raises BadInput: the form, the office's own included, cannot be filled or converted; says where.
    """
    rendered = office.renderer.render(kind, hydrated(office, facts))
    (pdf,) = office.converter.convert([rendered.docx])
    if isinstance(pdf, Exception):
        raise pdf
    return office.store.put(rendered.docx), pdf, tuple(Unmet(code) for code in rendered.warnings)


def findings(
    use_case: UseCase, kind: str, facts: Any, *, issued: date | None = None, appointed: date | None = None
) -> list[Finding]:
    """What a careful registrar would notice, everything. ``issued``: the day it is being issued, None for a draft."""
    own = use_case.office.settings.office.name
    empty: list[Finding] = [("paper_field_missing", {"field": f"{kind}.{name}"}) for name in unsaid(facts)]
    if isinstance(facts, OrderFacts | GeneralOrderFacts):
        found = empty + any_order(facts, issued)
        if issued is None and facts.date is None and facts.effective and facts.effective < use_case.today:
            found.append(("effective_before_issued", {"effective": facts.effective, "issued": use_case.today}))
        return found
    if isinstance(facts, MeetingFacts):
        return empty + check_meeting(facts, office=own, appointed=appointed or appointment(use_case, facts.body))
    if isinstance(facts, ActivityFacts | NewsletterFacts):
        return empty + check_activity(facts, office=own, today=use_case.today)
    return empty + check_text(facts, office=own, number=facts.number, day=issued or facts.date)


MUST_SAY: dict[type, tuple[str, ...]] = {
    OrderFacts: ("subject", "reason", "duties"),
    GeneralOrderFacts: ("subject", "reason", "decision"),
    AnnouncementFacts: ("subject", "clauses"),
    LetterFacts: ("subject", "addressee", "paragraphs"),
    CoverMemoFacts: ("subject", "addressee", "paragraphs"),
    ReplyFacts: ("subject", "addressee", "rows"),
    ReplyMemoFacts: ("subject", "addressee", "rows"),
    MeetingFacts: ("body", "place", "agenda"),
    ActivityFacts: ("subject", "place", "participants", "purposes", "results"),
    NewsletterFacts: ("subject", "paragraphs"),
}
"""Form -> the fields without which the paper says nothing (งานสารบรรณ ข้อ ๑๑, ๑๒, ๑๖, ๒๐, ๒๕)."""


def must_have(kind: str) -> tuple[str, ...]:
    """Fields that a kind of paper must have, as a data file names them: what may not be empty, and days and times that
    somebody has to give."""
    form = FORMS[kind]
    given = tuple(q.name for q in questions(kind) if not q.optional and q.how in ("day", "time"))
    return tuple(dict.fromkeys((*MUST_SAY.get(form, ()), *given)))


def unsaid(facts: Any) -> list[str]:
    """Fields a paper may not leave empty and does."""
    return [name for name in MUST_SAY.get(type(facts), ()) if not _says(getattr(facts, name))]


def _says(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_says(one) for one in value)
    return bool(value.strip()) if isinstance(value, str) else value is not None


def appointment(use_case: UseCase, body: str) -> date | None:
    """The date of the first order on record that appointed a group of that name; None when there is none."""
    orders = queries.documents.issued_orders(use_case.session, use_case.office_id)
    wanted = comparable(body)
    days = [row.dated for row in orders if row.dated and wanted in comparable(row.subject)]
    return min(days, default=None) if wanted else None


def must_be_sound(kind: str, facts: Any, found: Iterable[Finding]) -> tuple[Unmet, ...]:
    """What may be meant, as cautions.

    :raises BadInput: ``document_refused``: what contradicts itself; every reason.
    """
    told = [Unmet(code, {k: plain(v) for k, v in about.items()}) for code, about in found]
    # An order that is not issued yet may still get an earlier date: back-dated, expressly.
    loose = FLAGS | ({"effective_before_issued"} if getattr(facts, "date", True) is None else set())
    wrong = [one for one in told if one.code not in loose]
    if wrong:
        raise BadInput("document_refused", wrong, kind=kind)
    return tuple(told)


def made_of(row: Document, warnings: tuple[Unmet, ...] = ()) -> Made:
    return Made(
        row.id, row.kind, row.subject, row.status, row.label, row.dated, row.docx, row.issued or "", row.signed,
        row.drafted_by, row.drafted_at, row.issued_by, warnings,
    )  # fmt: skip


def row_of(use_case: UseCase, document: int) -> Document:
    """:raises NotFound: the office has no such document."""
    row = use_case.session.get(Document, document)
    if row is None or row.office_id != use_case.office_id:
        raise NotFound("no_such_document", document=document)
    return row


def show(office: Office, document: int) -> tuple[Made, dict[str, Any]]:
    """A document and its facts as plain values. :raises NotFound: no such document."""
    with reading(office) as use_case:
        row = row_of(use_case, document)
        return made_of(row), dict(row.facts)


def listing(office: Office) -> list[Made]:
    """All documents, newest first."""
    with reading(office) as use_case:
        return [made_of(row) for row in queries.documents.every(use_case.session, use_case.office_id)]


def known(office: Office, login: str, kind: str) -> dict[str, Any]:
    """What the office fills in by itself, for whoever asks the rest."""
    with reading(office, login) as use_case:
        return defaults(use_case, kind)


def with_number(facts: Any, label: str, day: date) -> Any:
    """The facts with number and date; a meeting keeps its own day."""
    return replace(facts, number=label) if isinstance(facts, MeetingFacts) else replace(facts, number=label, date=day)

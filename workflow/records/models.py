"""The tables, except journal, number books and the file store. Facts only: no rule lives here.

People: Office, Group, Person, Login, Appointment, Certificate. Work: Cycle, Item, Part, Evidence, Tick, Contributor,
Revision. Approval: Submission, SubmissionItem, Verdict, ExceptionRequest. Outcome: Proof, Document, Outbox.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, Facts, JsonFact, JsonFacts, Moment
from workflow.records.facts import Manifest, RouteStop, SignedRevision, SigningPlace
from workflow.rules.states import Duty, Kind, Online, Role, State


class Office(Base):
    """One agency. Its row is what a step locks to serialise journal and numbers."""

    __tablename__ = "office"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    secret: Mapped[str] = mapped_column(doc="key of the codes printed on memo pages, hex; made at init")
    created_at: Mapped[Moment]


class Group(Base):
    __tablename__ = "office_group"
    __table_args__ = (UniqueConstraint("office_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    key: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str | None]
    position: Mapped[int]


class Person(Base):
    """A login. People are never deleted: history outlives them; ``active`` ends the login."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("office_id", "login"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    login: Mapped[str]
    name: Mapped[str]
    password_hash: Mapped[str | None]
    administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    reset_asked_by: Mapped[str | None] = mapped_column(doc="first of the two people a password reset takes")


class Login(Base):
    """An open session on one machine; only the token's hash is kept."""

    __tablename__ = "login"
    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    opened_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class Appointment(Base):
    """Who holds which role, for which group, from when until when, by which order.

    ``post`` is the person's own position as printed; ``for_post`` the post acted for (acting, delegated, caretaker).
    """

    __tablename__ = "appointment"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Role]
    kind: Mapped[Kind]
    group_key: Mapped[str | None]
    post: Mapped[str]
    for_post: Mapped[str | None]
    starts: Mapped[date]
    ends: Mapped[date | None]
    order_no: Mapped[str | None]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Certificate(Base):
    """A signing certificate registered for a person; what a verdict matches, never the displayed name."""

    __tablename__ = "certificate"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    fingerprint: Mapped[Digest]
    subject: Mapped[str]
    pem: Mapped[str]
    registered_at: Mapped[Moment]
    registered_by: Mapped[str]
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Cycle(Base):
    """One office in one fiscal year (Buddhist era)."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("office_id", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    fiscal_year: Mapped[int]
    opened_at: Mapped[Moment]
    current: Mapped[bool] = mapped_column(default=True)


class Item(Base):
    """One item of a cycle: the thing that moves. ``state`` is written by ``services.acting`` alone.

    ``round`` counts the works on it, from 1; a revision made in round n is numbered n.
    """

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("cycle_id", "code"), Index("ix_item_office_state", "office_id", "state"))
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"))
    code: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    title_en: Mapped[str]
    indicator: Mapped[str]
    sub_indicator: Mapped[str]
    sub_indicator_title: Mapped[str]
    topic: Mapped[str]
    coverage: Mapped[str]
    evidence_kind: Mapped[str]
    continual: Mapped[bool] = mapped_column(default=False)
    highest_executive: Mapped[bool] = mapped_column(default=False)
    elements: Mapped[list[str]] = mapped_column(CanonicalJson)
    state: Mapped[State]
    round: Mapped[int] = mapped_column(default=1)
    compiling_group: Mapped[str | None]
    compiler_settled_by: Mapped[str | None] = mapped_column(doc="order or meeting that named the compiling group")
    due: Mapped[date | None]
    revision_id: Mapped[int | None] = mapped_column(doc="frozen revision of the work in progress")
    submission_id: Mapped[int | None]
    online: Mapped[Online]
    online_revision_id: Mapped[int | None]
    online_reason: Mapped[str | None]
    online_confirmed: Mapped[bool] = mapped_column(default=False, doc="the head confirmed the suspension")
    published_at: Mapped[Moment | None]
    entered_at: Mapped[Moment] = mapped_column(doc="when it came into its present state")
    version: Mapped[int] = mapped_column()
    parts: Mapped[list[Part]] = relationship(order_by="Part.position")
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it once, as the class is made


class Part(Base):
    """What one responsible group owes for an item in its present round."""

    __tablename__ = "part"
    __table_args__ = (UniqueConstraint("item_id", "group_key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    group_key: Mapped[str]
    position: Mapped[int]
    status: Mapped[str | None] = mapped_column(doc="None, handed_in, accepted, refused")
    nil_reason: Mapped[str | None]
    refusal: Mapped[str | None]
    handed_in_by: Mapped[str | None]
    handed_in_at: Mapped[Moment | None]
    accepted_by: Mapped[str | None]


class Evidence(Base):
    """A file or a web location a group handed in. Rows are superseded (``removed``), never deleted.

    ``sha256`` are the bytes handed in (for ``web``: of the capture sheet); ``issued_sha256`` the normalised file with
    the head's empty field; ``signed_sha256`` what came back signed. ``years``: fiscal years it is declared to cover.
    """

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    group_key: Mapped[str]
    round: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    sha256: Mapped[Digest]
    duty: Mapped[Duty]
    url: Mapped[str | None]
    capture: Mapped[Facts | None]
    document_no: Mapped[str | None]
    document_date: Mapped[date | None]
    years: Mapped[list[int]] = mapped_column(CanonicalJson)
    years_in_text: Mapped[list[int]] = mapped_column(CanonicalJson)
    issued_sha256: Mapped[Digest | None]
    issued_pages: Mapped[int | None]
    code: Mapped[str | None] = mapped_column(doc="name in the codes printed on its pages; None: none are")
    code_digest: Mapped[str | None] = mapped_column(doc="digest in those codes, 12 hex digits")
    signed_sha256: Mapped[Digest | None]
    removed: Mapped[bool] = mapped_column(default=False)
    added_by: Mapped[str]
    added_at: Mapped[Moment]
    sign_at: Mapped[str | None] = mapped_column(doc="where the head signs, if the clerk points: PAGE:LEFT,TOP in cm")


class Tick(Base):
    """A required element confirmed present."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("item_id", "round", "element"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    element: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]


class Contributor(Base):
    """Who handed in, compiled or submitted a round: whom separation of duty keeps from signing it."""

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("item_id", "round", "login", "how"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    login: Mapped[str]
    how: Mapped[str]
    at: Mapped[Moment]


class Revision(Base):
    """The frozen set of evidence that is approved. ``manifest`` is canonical; ``digest`` is its SHA-256."""

    __tablename__ = "revision"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    number: Mapped[int]
    manifest: Mapped[Manifest] = mapped_column(JsonFact(Manifest))
    digest: Mapped[Digest]
    made_by: Mapped[str]
    made_at: Mapped[Moment]
    signed: Mapped[SignedRevision | None] = mapped_column(JsonFact(SignedRevision))
    signed_at: Mapped[Moment | None]
    adopted: Mapped[bool] = mapped_column(default=False)


class Submission(Base):
    """One memo that asks approval for one or more items. A void memo keeps its number, with the reason."""

    __tablename__ = "submission"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    group_key: Mapped[str]
    label: Mapped[str] = mapped_column(doc="number as printed, Arabic digits")
    book_year: Mapped[int]
    number: Mapped[int | None]
    edition: Mapped[int] = mapped_column(default=0)
    subject: Mapped[str]
    status: Mapped[str] = mapped_column(doc="open, signed, void")
    officer: Mapped[str]
    submitted_by: Mapped[str]
    submitted_at: Mapped[Moment]
    route: Mapped[tuple[RouteStop, ...]] = mapped_column(JsonFacts(RouteStop))
    memo_docx: Mapped[Digest]
    memo_issued: Mapped[Digest]
    memo_pages: Mapped[int]
    memo_code: Mapped[str | None] = mapped_column(doc="name in the codes printed on its pages")
    memo_code_digest: Mapped[str | None]
    memo_signed: Mapped[Digest | None]
    seal_seq: Mapped[int]
    seal_hash: Mapped[Digest]
    how: Mapped[str | None] = mapped_column(doc="sign, token or pen")
    signer: Mapped[str | None]
    signer_name: Mapped[str | None]
    signer_post: Mapped[str | None]
    signer_authority: Mapped[str | None]
    decided_on: Mapped[date | None]
    recorded_by: Mapped[str | None]
    grade: Mapped[int | None]
    void_reason: Mapped[str | None]
    version: Mapped[int] = mapped_column()
    before_head: Mapped[tuple[SigningPlace, ...]] = mapped_column(
        JsonFacts(SigningPlace),
        server_default="[]",
        doc="places of who sign the memo with a key before the head, in order",
    )
    items: Mapped[list[SubmissionItem]] = relationship(order_by="SubmissionItem.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it once, as the class is made


class SubmissionItem(Base):
    """One item on a memo; ``outcome`` is open, signed, excepted, withdrawn or sent_back."""

    __tablename__ = "submission_item"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    outcome: Mapped[str]
    reason: Mapped[str | None]


class Verdict(Base):
    """What a signature check said of one file, kept for ever. ``evidence_id`` ``None``: of the memo itself."""

    __tablename__ = "verdict"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    file_sha256: Mapped[Digest]
    issued_sha256: Mapped[Digest | None]
    status: Mapped[str]
    grade: Mapped[int]
    record: Mapped[Facts]
    at: Mapped[Moment]


class ExceptionRequest(Base):
    """Names a need and a reason; inert until a second person of another group confirms it."""

    __tablename__ = "exception_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    need: Mapped[str]
    reason: Mapped[str]
    requested_by: Mapped[str]
    requested_at: Mapped[Moment]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[Moment | None]


class Proof(Base):
    """Dated result of checking the site from its home page, for one item; every one is kept."""

    __tablename__ = "proof"
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    kind: Mapped[str] = mapped_column(doc="rehearsal or live")
    at: Mapped[Moment]
    severity: Mapped[str]
    clicks: Mapped[int | None]
    address: Mapped[str | None]
    facts: Mapped[Facts]


class Document(Base):
    """An order, announcement, letter or meeting report. Number and date come when it is signed."""

    __tablename__ = "document"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[str]
    subject: Mapped[str]
    status: Mapped[str] = mapped_column(doc="draft, issued, void")
    facts: Mapped[Facts]
    label: Mapped[str | None]
    dated: Mapped[date | None]
    docx: Mapped[Digest]
    issued: Mapped[Digest | None]
    signed: Mapped[Digest | None]
    drafted_by: Mapped[str]
    drafted_at: Mapped[Moment]
    issued_by: Mapped[str | None]


class Outbox(Base):
    """Who is to be told what; written with the step, sent after commit."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    at: Mapped[Moment]
    recipient: Mapped[str]
    facts: Mapped[Facts]
    sent_at: Mapped[Moment | None]

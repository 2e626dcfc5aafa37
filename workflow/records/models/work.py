"""The work on an item: its cycle, what each group owes and handed in, who took part, the revision that is frozen."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, Facts, JsonFact, Moment
from workflow.records.facts import Manifest, SignedRevision
from workflow.rules.states import Duty, Online, State


class Cycle(Base):
    """One office in one fiscal year (Buddhist era)."""

    __tablename__ = "cycle"
    __table_args__ = (UniqueConstraint("office_id", "framework", "fiscal_year"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    fiscal_year: Mapped[int]
    opened_at: Mapped[Moment]
    current: Mapped[bool] = mapped_column(default=True)
    framework: Mapped[str] = mapped_column(doc="key of the framework, for instance moe-oit")
    framework_text: Mapped[str | None] = mapped_column(
        deferred=True,
        doc="the framework's file as it was when the cycle was opened; None: there was none, or the cycle is older",
    )


class Item(Base):
    """One item of a cycle: the thing that moves. ``state`` is written by ``services.context.transitions`` alone.

    ``round`` counts the works on it, from 1; a revision made in round n is numbered n.
    """

    __tablename__ = "item"
    __table_args__ = (
        UniqueConstraint("office_id", "cycle_id", "code"),
        Index("ix_item_office_state", "office_id", "state"),
    )
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
    online_changed_at: Mapped[Moment | None] = mapped_column(doc="last suspension, confirmation, lift or retraction")
    returned: Mapped[Facts | None] = mapped_column(doc="why and by whom it was sent back, until it is submitted again")
    parts: Mapped[list[Part]] = relationship(order_by="Part.position")
    evidence: Mapped[list[Evidence]] = relationship(order_by="Evidence.id")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 -- SQLAlchemy reads it once, as the class is made


class Part(Base):
    """What one responsible group owes for an item in its present round."""

    __tablename__ = "part"
    __table_args__ = (UniqueConstraint("office_id", "item_id", "group_key"),)
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
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))


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
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"), doc="part of the year it is of")
    printed_head: Mapped[str | None] = mapped_column(doc="login of whose name stands under its place to sign")
    printed_kind: Mapped[str | None] = mapped_column(doc="capacity printed for them")


class Conversion(Base):
    """The PDF that a worker made of a Word file handed in, before anybody waits for it. Made once for each file."""

    __tablename__ = "conversion"
    __table_args__ = (UniqueConstraint("office_id", "source"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    source: Mapped[Digest]
    pdf: Mapped[Digest]
    at: Mapped[Moment]


class Tick(Base):
    """A required element confirmed present."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("office_id", "item_id", "round", "element"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    element: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))


class Contributor(Base):
    """Who handed in, compiled or submitted a round: whom separation of duty keeps from signing it."""

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("office_id", "item_id", "round", "login", "how"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int]
    login: Mapped[str]
    how: Mapped[str]
    at: Mapped[Moment]
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))


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
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    taken_at: Mapped[Moment | None] = mapped_column(doc="when the head took it off the site, unless that was lifted")
    taken_as: Mapped[str | None] = mapped_column(doc="retracted, or suspended: a suspension the head confirmed")

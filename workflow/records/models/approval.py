"""What asks for approval and what became of it: memos and verdicts on signatures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.records.base import Base
from workflow.records.columns import Digest, Facts, JsonFacts, Moment
from workflow.records.facts import RouteStop, SigningPlace
from workflow.rules.states import Kind


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
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), index=True)
    printed_head: Mapped[str | None] = mapped_column(doc="login of who is printed as head; None: of an older memo")
    printed_kind: Mapped[Kind | None] = mapped_column(doc="capacity printed for the head")
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
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))


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
    replaced_at: Mapped[Moment | None] = mapped_column(doc="when a paper that was attested by mistake was replaced")

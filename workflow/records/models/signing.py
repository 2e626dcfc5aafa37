"""A decision and the signature that goes with it, where they are not made in one place and at one moment.

An approval is a person, a capacity and a digest of what is agreed to; it lives until that changes. A signing request
is what waits for the key: the hashes that go out, once and for minutes. Both days are kept.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, JsonFacts, Moment
from workflow.records.facts import HeldPaper
from workflow.rules.states import Kind, Labelled


class Ended(Labelled):
    """How an approval or a request ended."""

    SIGNED = "signed", "ลงนามแล้ว", "signed"
    REPLACED = "replaced", "มีฉบับใหม่แทน", "replaced"


class Approval(Base):
    """What the head, or who acts for the head, decided on one memo before it is signed."""

    __tablename__ = "approval"
    __table_args__ = (CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_with_outcome"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    digest: Mapped[Digest] = mapped_column(doc="of what is agreed to: the memo, each item's manifest, what is excepted")
    login: Mapped[str]
    name: Mapped[str]
    kind: Mapped[Kind] = mapped_column(doc="in which capacity")
    authority: Mapped[str | None]
    excepted: Mapped[list[Any]] = mapped_column(CanonicalJson, doc="codes of the items not agreed to")
    reason: Mapped[str]
    approved_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    outcome: Mapped[Ended | None]


class SigningRequest(Base):
    """What went out to be signed for one approval. ``code`` names it in the file that travels."""

    __tablename__ = "signing_request"
    __table_args__ = (
        UniqueConstraint("office_id", "code"),
        CheckConstraint("(ended_at IS NULL) = (outcome IS NULL)", name="ended_with_outcome"),
        CheckConstraint("expires_at > asked_at", name="expires_after_asked"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), index=True)
    code: Mapped[str]
    certificate: Mapped[Digest] = mapped_column(doc="whose key is to sign, by its fingerprint")
    papers: Mapped[tuple[HeldPaper, ...]] = mapped_column(JsonFacts(HeldPaper))
    asked_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    outcome: Mapped[Ended | None]
    approval: Mapped[Approval] = relationship(lazy="joined", innerjoin=True)

"""What was seen of the site: runs of the proof, what a person saw, what was kept of it, and the machine that looks."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Facts, Moment


class ProofRun(Base):
    """One look at the site. ``digest`` is over the observations of its proofs and stands in the journal."""

    __tablename__ = "proof_run"
    __table_args__ = (Index("ix_proof_run_office_at", "office_id", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    at: Mapped[Moment]
    kind: Mapped[str] = mapped_column(doc="rehearsal or live")
    how: Mapped[str] = mapped_column(doc="person, publish, build or watch")
    by: Mapped[str] = mapped_column(doc="login, or the name of the machine that looked")
    home: Mapped[str]
    severity: Mapped[str]
    pages: Mapped[int]
    requests: Mapped[int]
    browser: Mapped[str | None]
    digest: Mapped[Digest]
    facts: Mapped[Facts] = mapped_column(doc="findings of the site as a whole; which proofs it has")


class Sighting(Base):
    """A named person looked at an item's page and brought the bytes that stand there. Never changed, never deleted."""

    __tablename__ = "sighting"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    url: Mapped[str]
    files: Mapped[Facts] = mapped_column(doc="name of each file that was brought -> its digest")
    screenshot: Mapped[Digest]
    seen_by: Mapped[str]
    name: Mapped[str] = mapped_column(doc="the person's name as it was then")
    at: Mapped[Moment]


class Capture(Base):
    """What was kept of one item as it was seen: pages and file (WARC), report, and a time stamp when one was got."""

    __tablename__ = "capture"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    at: Mapped[Moment]
    made_by: Mapped[str]
    warc: Mapped[Digest]
    report: Mapped[Digest]
    stamp: Mapped[Digest | None] = mapped_column(doc="RFC 3161 answer over the WARC")
    facts: Mapped[Facts]


class Machine(Base):
    """A key by which a machine of the office looks at the site, and does nothing else. Only its hash is kept."""

    __tablename__ = "machine"
    __table_args__ = (UniqueConstraint("office_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    name: Mapped[str]
    key_hash: Mapped[Digest]
    enrolled_by: Mapped[str]
    enrolled_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    ended_by: Mapped[str | None]


class PublicReason(Base):
    """What the public is told of a suspension or a retraction; the reason somebody typed is the office's own."""

    __tablename__ = "public_reason"
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    text: Mapped[str]
    by: Mapped[str]
    at: Mapped[Moment]

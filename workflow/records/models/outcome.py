"""What comes of it: dated proofs, documents with a number, and who is to be told."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, Facts, Moment


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
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))


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


class Closing(Base):
    """What became of a row of the outbox: sent, or why it never will be. A row without one still waits.

    :ivar why: sent, before_mail (from before there was mail), no_mail, no_address, same_cause, old.
    :ivar recipients: whom it was sent to, by login; empty when it was not.
    """

    __tablename__ = "closing"
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), index=True)
    at: Mapped[Moment]
    why: Mapped[str]
    recipients: Mapped[list[str]] = mapped_column(CanonicalJson)

"""What was passed round for people to know (เวียนเพื่อทราบ), and who has acknowledged it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, Digest, Moment


class Circulation(Base):
    """One paper for named groups. Who is to acknowledge it is fixed when it goes out: everybody of the groups then."""

    __tablename__ = "circulation"
    __table_args__ = (Index("ix_circulation_open", "office_id", "closed_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    subject: Mapped[str]
    source: Mapped[str] = mapped_column(doc="document:7, memo:3 or file")
    name: Mapped[str] = mapped_column(doc="of the file that is read")
    sha256: Mapped[Digest]
    group_keys: Mapped[list[str]] = mapped_column(CanonicalJson)
    people: Mapped[list[str]] = mapped_column(CanonicalJson, doc="logins")
    sent_by: Mapped[str]
    sent_at: Mapped[Moment]
    due: Mapped[date | None]
    closed_at: Mapped[Moment | None] = mapped_column(doc="everybody acknowledged it, or has left")


class Acknowledgement(Base):
    """One รับทราบ: by oneself, or from a signature on the printed ใบเวียน, told by ``recorded_by``."""

    __tablename__ = "acknowledgement"
    __table_args__ = (
        UniqueConstraint("circulation_id", "login"),
        CheckConstraint("how IN ('inbox', 'paper')", name="how_known"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    circulation_id: Mapped[int] = mapped_column(ForeignKey("circulation.id"))
    login: Mapped[str]
    name: Mapped[str] = mapped_column(doc="the person's name as it was then")
    how: Mapped[str]
    day: Mapped[date]
    recorded_by: Mapped[str]
    recorded_at: Mapped[Moment]

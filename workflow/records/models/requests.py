"""What two people settle: one asks, another confirms or refuses. Until then a request is inert.

One table for every kind, so that who asked, who settled and when are recorded, shown and counted in one way.
"""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Facts, Moment
from workflow.records.kinds import RequestKind, Settlement

__all__ = ["Request", "RequestKind", "Settlement"]


class Request(Base):
    """One thing asked. ``subject`` names what it is about (a login, an item's code, a memo's number)."""

    __tablename__ = "request"
    __table_args__ = (
        Index("ix_request_office_kind", "office_id", "kind"),
        CheckConstraint("outcome <> 'confirmed' OR settled_by <> asked_by", name="two_people"),
        CheckConstraint("(outcome IS NULL) = (settled_at IS NULL)", name="settled_with_outcome"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    kind: Mapped[RequestKind]
    subject: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"), index=True)
    round: Mapped[int | None] = mapped_column(doc="of the item's work")
    revision: Mapped[Digest | None] = mapped_column(doc="digest of the revision it is bound to, once there is one")
    need: Mapped[str | None] = mapped_column(doc="of an exception: the need in the table of steps")
    reason: Mapped[str]
    facts: Mapped[Facts]
    asked_by: Mapped[str]
    asked_at: Mapped[Moment]
    settled_by: Mapped[str | None]
    settled_at: Mapped[Moment | None]
    outcome: Mapped[Settlement | None]

"""Parts of a year (งวด): what an item owes month by month, quarter by quarter, each with its own due day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Moment


class Period(Base):
    """One part of an item's year. It is there when it has files of a signed revision, or a nil return.

    :ivar key: stable name, for instance ``2569-04`` (a month), ``q2``, ``h1``.
    :ivar nil_reason: the statement that there is nothing in this part, published as such.
    """

    __tablename__ = "period"
    __table_args__ = (
        UniqueConstraint("office_id", "item_id", "key"),
        CheckConstraint("last >= first", name="ends_after_begin"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    key: Mapped[str]
    position: Mapped[int]
    title: Mapped[str]
    first: Mapped[date]
    last: Mapped[date]
    due: Mapped[date]
    nil_reason: Mapped[str | None]
    nil_by: Mapped[str | None]
    nil_at: Mapped[Moment | None]
    published_at: Mapped[Moment | None]

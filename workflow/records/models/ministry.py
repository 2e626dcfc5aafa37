"""What a ministry knows of its offices: which there are, and how far each is. Empty in an office's own database."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Moment
from workflow.records.many.counting import count_items, count_listed, count_proofs
from workflow.records.many.summing import sum_tallies
from workflow.records.models.outcome import Proof
from workflow.records.models.work import Item


class Listing(Base):
    """One office on the ministry's list. The ministry alone writes it; the office sees its own row.

    :ivar closed_as: ``moved`` (its records go on elsewhere) or ``closed``; from then on nothing is written of it here.
    """

    __tablename__ = "listing"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_as IS NULL)", name="closed_with_why"),
        CheckConstraint("closed_as IN ('moved', 'closed')", name="closed_as_known"),
    )
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True, autoincrement=False)
    province: Mapped[str]
    listed_at: Mapped[Moment]
    listed_by: Mapped[str]
    closed_at: Mapped[Moment | None]
    closed_as: Mapped[str | None]
    closed_by: Mapped[str | None]
    reason: Mapped[str | None]


class Tally(Base):
    """Counts of one cycle, kept on PostgreSQL by the triggers of ``many.counting`` in whatever transaction changes an
    item or adds a proof. ``published + awaiting + compiling == total``.

    :ivar off_site: suspended or retracted. ``sure``: online, and the newest proof, a live one, found the signed bytes.
    :ivar broken: online, and the newest proof did not find them. ``moved_at``: when an item last came into a state.
    """

    __tablename__ = "tally"
    __table_args__ = (Index("ix_tally_year", "fiscal_year", "office_id"),)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"), primary_key=True, autoincrement=False)
    cycle_id: Mapped[int] = mapped_column(ForeignKey("cycle.id"), primary_key=True, autoincrement=False)
    framework: Mapped[str]
    fiscal_year: Mapped[int]
    total: Mapped[int]
    published: Mapped[int]
    awaiting: Mapped[int]
    compiling: Mapped[int]
    off_site: Mapped[int]
    sure: Mapped[int]
    broken: Mapped[int]
    moved_at: Mapped[Moment]
    province: Mapped[str | None] = mapped_column(doc="as the list says while the office is on it; None: not counted")


class ProvinceSum(Base):
    """A part of the sums of a province's tallies, kept on PostgreSQL by the trigger of ``many.summing``: all its slots
    together are the province. No office reads or writes it.

    :ivar offices: how many tallies of this slot are in it. The counts are those of :class:`Tally`.
    """

    __tablename__ = "province_sum"
    framework: Mapped[str] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    province: Mapped[str] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offices: Mapped[int]
    total: Mapped[int]
    published: Mapped[int]
    awaiting: Mapped[int]
    compiling: Mapped[int]
    off_site: Mapped[int]
    sure: Mapped[int]
    broken: Mapped[int]


count_items(Item.__table__)
count_proofs(Proof.__table__)
count_listed(Listing.__table__)
sum_tallies(Tally.__table__)

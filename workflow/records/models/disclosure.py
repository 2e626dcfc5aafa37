"""What in a file may harm when it is published, and what an officer decided about it."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Facts, Moment
from workflow.rules.states import Ruling


class Inspection(Base):
    """What was found in one file when it was handed in. A file without one was not looked into yet."""

    __tablename__ = "inspection"
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True, autoincrement=False)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    found: Mapped[Facts]
    at: Mapped[Moment]


class Disclosure(Base):
    """One decision, by name. It holds for the same value in the same item all year; a later one takes its place.

    :ivar value: digest of the value, mixed with the office's secret: a citizen number itself is never kept here.
    :ivar shown: the value with its middle left out, as screens show it.
    """

    __tablename__ = "disclosure"
    __table_args__ = (Index("ix_disclosure_item_value", "item_id", "code", "value"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    code: Mapped[str]
    value: Mapped[Digest]
    shown: Mapped[str]
    ruling: Mapped[Ruling]
    reason: Mapped[str]
    decided_by: Mapped[str]
    name: Mapped[str] = mapped_column(doc="the person's name as it was then")
    at: Mapped[Moment]

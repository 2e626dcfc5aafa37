"""Where an item stands on the web: rows with history, one for each address from when until when."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Digest, Moment


class Address(Base):
    """One address of an item, recorded by a person; ``until`` ``None``: it holds now. Never deleted.

    :ivar sha256: digest of the file that stands there; ``None``: the item's page, or a web item.
    """

    __tablename__ = "address"
    __table_args__ = (CheckConstraint("until IS NULL OR until >= since", name="ends_after_begin"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(ForeignKey("office.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), index=True)
    url: Mapped[str]
    sha256: Mapped[Digest | None]
    since: Mapped[Moment]
    until: Mapped[Moment | None]
    recorded_by: Mapped[str]
    ended_by: Mapped[str | None]

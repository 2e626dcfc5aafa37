"""The number books as tables: a counter per book and calendar year, and every number ever taken out of it.

No row is ever deleted and no number changes hands: triggers refuse it, on both databases.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from workflow.records.base import Base
from workflow.records.columns import Moment
from workflow.records.triggers import refuse


class BookKind(StrEnum):
    """Which book: outgoing memos and letters, orders, announcements, meetings."""

    MEMO = "memo"
    ORDER = "order"
    ANNOUNCEMENT = "announcement"
    MEETING = "meeting"


class NumberStatus(StrEnum):
    """``reserved`` may become issued or void, ``issued`` may become void, ``void`` stays."""

    RESERVED = "reserved"
    ISSUED = "issued"
    VOID = "void"


class Book(Base):
    """One book of one office in one calendar year. Its row is the counter."""

    __tablename__ = "book"
    __table_args__ = (
        CheckConstraint("next_number >= first_number", name="next_after_first"),
        CheckConstraint("first_number >= 1", name="first_counts"),
        CheckConstraint("year BETWEEN 2400 AND 3000", name="year_is_buddhist"),
    )

    office_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    book: Mapped[BookKind] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Calendar year of the Buddhist era, for instance 2566: numbers restart on 1 January."""
    next_number: Mapped[int] = mapped_column()
    first_number: Mapped[int]
    """Where the program began counting: what lies before is in the paper book and no gap."""
    external: Mapped[bool]
    """Numbers are given by another system (e-Saraban, AMSS++) and only recorded here."""
    started_at: Mapped[Moment]

    # Not a separate version: a counter that someone else moved is exactly what must be noticed.
    __mapper_args__ = {"version_id_col": next_number, "version_id_generator": False}  # noqa: RUF012 -- read once


class BookNumber(Base):
    """One number of a book: who holds it and what became of it."""

    __tablename__ = "book_number"
    __table_args__ = (
        UniqueConstraint("office_id", "book", "year", "number"),
        ForeignKeyConstraint(["office_id", "book", "year"], ["book.office_id", "book.book", "book.year"]),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("status <> 'void' OR reason IS NOT NULL", name="void_has_reason"),
        CheckConstraint("status <> 'reserved' OR reserved_by IS NOT NULL", name="reserved_has_holder"),
        CheckConstraint("status <> 'issued' OR document_date IS NOT NULL", name="issued_has_date"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int]
    book: Mapped[BookKind]
    year: Mapped[int]
    number: Mapped[int]
    status: Mapped[NumberStatus]
    at: Mapped[Moment]
    """When the number left the counter."""
    by: Mapped[str] = mapped_column("taken_by")
    """Login of who took it."""
    document_date: Mapped[date | None]
    """The date written on the document; None while reserved, and on a number voided before it was used."""
    backdated: Mapped[bool]
    """Taken after its year had ended, for a document dated in it."""
    label: Mapped[str | None]
    """The number as printed, for instance "ศธ ๐๔๑๓๗/๑๒"; None: the bare number."""
    sender: Mapped[str | None]
    recipient: Mapped[str | None]
    subject: Mapped[str | None]
    action: Mapped[str | None]
    """การปฏิบัติ: who has it, what is to be done."""
    reference: Mapped[str | None]
    """What in the program it belongs to, for instance "submission:12"."""
    reserved_by: Mapped[str | None]
    """Login of who reserved it; kept when it is issued or voided."""
    expires_at: Mapped[Moment | None]
    """Until when a reservation may be used; None: no end."""
    reason: Mapped[str | None]
    """Why it is void."""
    voided_by: Mapped[str | None]
    voided_at: Mapped[Moment | None]


refuse(Book.__table__, "DELETE", why="a book is never deleted")
refuse(Book.__table__, "TRUNCATE", why="a book is never deleted")
refuse(BookNumber.__table__, "DELETE", why="a number is never deleted")
refuse(BookNumber.__table__, "TRUNCATE", why="a number is never deleted")
refuse(
    BookNumber.__table__,
    "UPDATE",
    why="a number keeps its place, and a void number stays void",
    when="NEW.id <> OLD.id OR NEW.office_id <> OLD.office_id OR NEW.book <> OLD.book OR NEW.year <> OLD.year "
    "OR NEW.number <> OLD.number OR OLD.status = 'void' OR (OLD.status = 'issued' AND NEW.status = 'reserved')",
)

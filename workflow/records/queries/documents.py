"""Orders, announcements, letters and meetings as documents."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records.models import Document

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def every(session: Session, office_id: int) -> list[Document]:
    """All documents, newest first."""
    return list(session.scalars(select(Document).where(Document.office_id == office_id).order_by(Document.id.desc())))


def issued_orders(session: Session, office_id: int) -> list[Document]:
    """The orders that have their number."""
    query = select(Document).where(
        Document.office_id == office_id, Document.kind == "order", Document.status == "issued"
    )
    return list(session.scalars(query))


def issued_as(
    session: Session, office_id: int, kinds: Collection[str], label: str, dated: date | None
) -> Document | None:
    """The issued document of one of these kinds with a number and its date."""
    query = select(Document).where(
        Document.office_id == office_id,
        Document.kind.in_(kinds),
        Document.label == label,
        Document.dated == dated,
        Document.status == "issued",
    )
    return session.scalar(query)

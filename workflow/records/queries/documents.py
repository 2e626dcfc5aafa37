"""Orders, announcements, letters and meetings as documents."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records import models

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def every(session: Session, office_id: int) -> list[models.Document]:
    """All documents, newest first."""
    return list(
        session.scalars(
            select(models.Document).where(models.Document.office_id == office_id).order_by(models.Document.id.desc())
        )
    )


def issued_orders(session: Session, office_id: int) -> list[models.Document]:
    """The orders that have their number."""
    query = select(models.Document).where(
        models.Document.office_id == office_id, models.Document.kind == "order", models.Document.status == "issued"
    )
    return list(session.scalars(query))


def issued_as(
    session: Session, office_id: int, kinds: Collection[str], label: str, dated: date | None
) -> models.Document | None:
    """The issued document of one of these kinds with a number and its date."""
    query = select(models.Document).where(
        models.Document.office_id == office_id,
        models.Document.kind.in_(kinds),
        models.Document.label == label,
        models.Document.dated == dated,
        models.Document.status == "issued",
    )
    return session.scalar(query)

"""What two people settle: what waits, and what was settled."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records import models
from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def waiting(session: Session, office_id: int, kinds: Collection[models.RequestKind]) -> list[models.Request]:
    """Requests of these kinds that nobody settled, oldest first."""
    query = select(models.Request).where(
        models.Request.office_id == office_id, models.Request.kind.in_(kinds), models.Request.settled_at.is_(None)
    )
    return list(session.scalars(query.order_by(models.Request.id)))


def confirmed(session: Session, office_id: int, kind: models.RequestKind, subject: str) -> list[models.Request]:
    """Confirmed requests of a kind about one subject, newest first."""
    query = select(models.Request).where(
        models.Request.office_id == office_id, models.Request.kind == kind, models.Request.subject == subject,
        models.Request.outcome == models.Settlement.CONFIRMED,
    )  # fmt: skip
    return list(session.scalars(query.order_by(models.Request.id.desc())))


def asked(session: Session, office_id: int) -> list[JournalEntry]:
    """The entries with which changes of power were asked for."""
    query = select(JournalEntry).where(JournalEntry.office_id == office_id, JournalEntry.kind == Kind.POWER_ASKED.value)
    return list(session.scalars(query))


def open_settings(session: Session, office_id: int) -> models.Request | None:
    """Changed settings that one person asked to be accepted and no second settled."""
    query = select(models.Request).where(
        models.Request.office_id == office_id,
        models.Request.kind == models.RequestKind.SETTINGS,
        models.Request.outcome.is_(None),
    )
    return session.scalar(query.order_by(models.Request.id.desc()))

"""Papers that were passed round, and who acknowledged them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records.models import Acknowledgement, Circulation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def still_open(session: Session, office_id: int) -> list[Circulation]:
    """Those that somebody has still to acknowledge, the oldest first."""
    query = select(Circulation).where(Circulation.office_id == office_id, Circulation.closed_at.is_(None))
    return list(session.scalars(query.order_by(Circulation.id)))


def newest(session: Session, office_id: int, limit: int) -> list[Circulation]:
    """The last ones, the newest first."""
    query = select(Circulation).where(Circulation.office_id == office_id)
    return list(session.scalars(query.order_by(Circulation.id.desc()).limit(limit)))


def by_id(session: Session, office_id: int, number: int) -> Circulation | None:
    """One of the office by its number."""
    return session.scalar(select(Circulation).where(Circulation.office_id == office_id, Circulation.id == number))


def acknowledged(session: Session, circulations: Collection[int]) -> list[Acknowledgement]:
    """What was acknowledged of these, in order."""
    query = select(Acknowledgement).where(Acknowledgement.circulation_id.in_(circulations))
    return list(session.scalars(query.order_by(Acknowledgement.id)))

"""What waits to be told, what became of it, and the machines that look at the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from workflow.records.models import Closing, Machine, Outbox

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def waiting(session: Session, office_id: int, most: int) -> list[Outbox]:
    """Rows of the outbox of which nothing became yet, oldest first."""
    query = (
        select(Outbox)
        .where(Outbox.office_id == office_id, ~exists().where(Closing.outbox_id == Outbox.id))
        .order_by(Outbox.id)
        .limit(most)
    )
    return list(session.scalars(query))


def sent(session: Session, office_id: int, since: datetime) -> list[tuple[Outbox, Closing]]:
    """What was sent since then, to whom, oldest first."""
    query = (
        select(Outbox, Closing)
        .join(Closing, Closing.outbox_id == Outbox.id)
        .where(Closing.office_id == office_id, Closing.why == "sent", Closing.at >= since)
        .order_by(Closing.outbox_id)
    )
    return [(row, closing) for row, closing in session.execute(query)]


def ever_sent(session: Session, office_id: int) -> bool:
    """Whether anything ever left."""
    query = select(func.count()).select_from(Closing).where(Closing.office_id == office_id, Closing.why == "sent")
    return bool(session.scalar(query))


def told_since(session: Session, office_id: int, recipient: str, since: datetime) -> list[Outbox]:
    """What was put into the outbox for a recipient since then."""
    query = select(Outbox).where(Outbox.office_id == office_id, Outbox.recipient == recipient, Outbox.at >= since)
    return list(session.scalars(query.order_by(Outbox.id)))


def machines(session: Session, office_id: int) -> list[Machine]:
    """Every machine ever enrolled."""
    return list(session.scalars(select(Machine).where(Machine.office_id == office_id).order_by(Machine.id)))


def machine(session: Session, office_id: int, name: str) -> Machine | None:
    """One by its name."""
    return session.scalar(select(Machine).where(Machine.office_id == office_id, Machine.name == name))

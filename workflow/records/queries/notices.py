"""What waits to be told, what became of it, and the machines that look at the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from workflow.records import models

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


def waiting(session: Session, office_id: int, most: int) -> list[models.Outbox]:
    """Rows of the outbox of which nothing became yet, oldest first."""
    query = (
        select(models.Outbox)
        .where(models.Outbox.office_id == office_id, ~exists().where(models.Closing.outbox_id == models.Outbox.id))
        .order_by(models.Outbox.id)
        .limit(most)
    )
    return list(session.scalars(query))


def sent(session: Session, office_id: int, since: datetime) -> list[tuple[models.Outbox, models.Closing]]:
    """What was sent since then, to whom, oldest first."""
    query = (
        select(models.Outbox, models.Closing)
        .join(models.Closing, models.Closing.outbox_id == models.Outbox.id)
        .where(models.Closing.office_id == office_id, models.Closing.why == "sent", models.Closing.at >= since)
        .order_by(models.Closing.outbox_id)
    )
    return [(row, closing) for row, closing in session.execute(query)]


def ever_sent(session: Session, office_id: int) -> bool:
    """Whether anything ever left."""
    query = (
        select(func.count())
        .select_from(models.Closing)
        .where(models.Closing.office_id == office_id, models.Closing.why == "sent")
    )
    return bool(session.scalar(query))


def told_since(session: Session, office_id: int, recipient: str, since: datetime) -> list[models.Outbox]:
    """What was put into the outbox for a recipient since then."""
    query = select(models.Outbox).where(
        models.Outbox.office_id == office_id, models.Outbox.recipient == recipient, models.Outbox.at >= since
    )
    return list(session.scalars(query.order_by(models.Outbox.id)))


def machines(session: Session, office_id: int) -> list[models.Machine]:
    """Every machine ever enrolled."""
    return list(
        session.scalars(select(models.Machine).where(models.Machine.office_id == office_id).order_by(models.Machine.id))
    )


def machine(session: Session, office_id: int, name: str) -> models.Machine | None:
    """One by its name."""
    return session.scalar(
        select(models.Machine).where(models.Machine.office_id == office_id, models.Machine.name == name)
    )

"""Where items and their files stand on the web, and stood before."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records import models
from workflow.records.facts.online import Place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_pages(session: Session, cycle_id: int) -> dict[int, str]:
    """Item -> the address of its page that was recorded last and holds now, where one was recorded."""
    query = (
        select(models.Address.item_id, models.Address.url)
        .join(models.Item, models.Item.id == models.Address.item_id)
        .where(models.Item.cycle_id == cycle_id, models.Address.sha256.is_(None), models.Address.until.is_(None))
        .order_by(models.Address.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def of_files(session: Session, office_id: int, cycles: Collection[int]) -> list[models.Address]:
    """Every address that a file of some cycles ever had, oldest first."""
    of = select(models.Item.id).where(models.Item.cycle_id.in_(list(cycles)))
    query = (
        select(models.Address)
        .where(models.Address.office_id == office_id, models.Address.sha256.is_not(None))
        .where(models.Address.item_id.in_(of))
        .order_by(models.Address.id)
    )
    return list(session.scalars(query))


def places(session: Session, office_id: int, cycles: Collection[int] | None = None) -> list[Place]:
    """As :func:`of_files`, to be read only, of every year or of some cycles: each file of each year has one."""
    rows = models.Address
    query = (
        select(rows.item_id, rows.url, rows.sha256, rows.until)
        .where(rows.office_id == office_id, rows.sha256.is_not(None))
        .order_by(rows.id)
    )
    if cycles is not None:
        of = select(models.Item.id).where(models.Item.cycle_id.in_(list(cycles)))
        query = query.where(rows.item_id.in_(of))
    return [Place(*row) for row in session.execute(query)]

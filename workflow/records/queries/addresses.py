"""Where items and their files stand on the web, and stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records.models import Address, Item

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_pages(session: Session, cycle_id: int) -> dict[int, str]:
    """Item -> the address of its page that was recorded last and holds now, where one was recorded."""
    query = (
        select(Address.item_id, Address.url)
        .join(Item, Item.id == Address.item_id)
        .where(Item.cycle_id == cycle_id, Address.sha256.is_(None), Address.until.is_(None))
        .order_by(Address.id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def of_files(session: Session, office_id: int) -> list[Address]:
    """Every address a file of the office ever had, oldest first."""
    query = select(Address).where(Address.office_id == office_id, Address.sha256.is_not(None)).order_by(Address.id)
    return list(session.scalars(query))

"""Frozen revisions, and the dated proofs that they were found on the site."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workflow.records.models import Item, Proof, Revision

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_cycle(session: Session, cycle_id: int) -> list[Revision]:
    """Every revision of a cycle, signed or not."""
    return list(session.scalars(select(Revision).join(Item).where(Item.cycle_id == cycle_id)))


def signed_in_cycle(session: Session, cycle_id: int) -> dict[int, Revision]:
    """The revisions of a cycle that the head signed, by primary key."""
    query = (
        select(Revision)
        .join(Item, Item.id == Revision.item_id)
        .where(Item.cycle_id == cycle_id, Revision.signed_at.is_not(None))
    )
    return {row.id: row for row in session.scalars(query)}


def by_id(session: Session, ids: Collection[int]) -> list[Revision]:
    """Those of some primary keys."""
    return list(session.scalars(select(Revision).where(Revision.id.in_(ids))))


def of_item(session: Session, item_id: int) -> list[Revision]:
    """The revisions of an item, oldest first."""
    return list(session.scalars(select(Revision).where(Revision.item_id == item_id).order_by(Revision.id)))


def by_item(session: Session, office_id: int) -> dict[int, list[Revision]]:
    """The revisions of each item of every year, oldest first, by the item's primary key."""
    query = select(Revision).join(Item).where(Item.office_id == office_id).order_by(Revision.id)
    found: dict[int, list[Revision]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(row)
    return found


def ever_proven(session: Session, office_id: int) -> frozenset[int]:
    """Primary keys of the revisions that were ever looked for on the site, which the public has therefore seen."""
    query = select(Proof.revision_id).join(Item, Item.id == Proof.item_id).where(Item.office_id == office_id)
    return frozenset(session.scalars(query.distinct()))


def last_proofs(session: Session, cycle_id: int) -> dict[int, Proof]:
    """The newest proof of each item of a cycle, by the item's primary key; older ones are not read."""
    newest = select(func.max(Proof.id)).where(Proof.item_id == Item.id).correlate(Item).scalar_subquery()
    query = select(Proof).join(Item, Proof.id == newest).where(Item.cycle_id == cycle_id)
    return {proof.item_id: proof for proof in session.scalars(query)}


def proofs_of_item(session: Session, item_id: int, most: int) -> list[Proof]:
    """The newest proofs of an item, at most so many, newest first."""
    return list(session.scalars(select(Proof).where(Proof.item_id == item_id).order_by(Proof.id.desc()).limit(most)))

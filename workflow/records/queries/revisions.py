"""Frozen revisions, and the dated proofs that they were found on the site."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workflow.ports.site import Severity
from workflow.records import models
from workflow.rules.states import Online

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_cycle(session: Session, cycle_id: int) -> list[models.Revision]:
    """Every revision of a cycle, signed or not."""
    return list(session.scalars(select(models.Revision).join(models.Item).where(models.Item.cycle_id == cycle_id)))


def signed_in_cycle(session: Session, cycle_id: int) -> dict[int, models.Revision]:
    """The revisions of a cycle that the head signed, by primary key."""
    query = (
        select(models.Revision)
        .join(models.Item, models.Item.id == models.Revision.item_id)
        .where(models.Item.cycle_id == cycle_id, models.Revision.signed_at.is_not(None))
    )
    return {row.id: row for row in session.scalars(query)}


def with_id(session: Session, revision_id: int) -> models.Revision | None:
    """The revision of a primary key."""
    return session.get(models.Revision, revision_id)


def by_id(session: Session, ids: Collection[int]) -> list[models.Revision]:
    """Those of some primary keys."""
    return list(session.scalars(select(models.Revision).where(models.Revision.id.in_(ids))))


def of_item(session: Session, item_id: int) -> list[models.Revision]:
    """The revisions of an item, oldest first."""
    return list(
        session.scalars(select(models.Revision).where(models.Revision.item_id == item_id).order_by(models.Revision.id))
    )


def of_items(session: Session, ids: Collection[int]) -> dict[int, list[models.Revision]]:
    """The revisions of some items, oldest first, by the item's primary key."""
    query = select(models.Revision).where(models.Revision.item_id.in_(ids)).order_by(models.Revision.id)
    found: dict[int, list[models.Revision]] = {key: [] for key in ids}
    for row in session.scalars(query):
        found[row.item_id].append(row)
    return found


def by_item(
    session: Session, office_id: int, cycles: Collection[int] | None = None
) -> dict[int, list[models.Revision]]:
    """The revisions of each item of every year or of some cycles, oldest first, by the item's primary key."""
    query = (
        select(models.Revision).join(models.Item).where(models.Item.office_id == office_id).order_by(models.Revision.id)
    )
    if cycles is not None:
        query = query.where(models.Item.cycle_id.in_(list(cycles)))
    found: dict[int, list[models.Revision]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(row)
    return found


def ever_proven(session: Session, office_id: int, cycles: Collection[int] | None = None) -> frozenset[int]:
    """Primary keys of the revisions that were ever looked for on the site, of every year or of some cycles: the public
    has seen them."""
    query = (
        select(models.Proof.revision_id)
        .join(models.Item, models.Item.id == models.Proof.item_id)
        .where(models.Item.office_id == office_id)
    )
    if cycles is not None:
        query = query.where(models.Item.cycle_id.in_(list(cycles)))
    return frozenset(session.scalars(query.distinct()))


def last_proofs(session: Session, cycle_id: int) -> dict[int, models.Proof]:
    """The newest proof of each item of a cycle, by the item's primary key; older ones are not read."""
    newest = (
        select(func.max(models.Proof.id))
        .where(models.Proof.item_id == models.Item.id)
        .correlate(models.Item)
        .scalar_subquery()
    )
    query = select(models.Proof).join(models.Item, models.Proof.id == newest).where(models.Item.cycle_id == cycle_id)
    return {proof.item_id: proof for proof in session.scalars(query)}


def all_proven(session: Session, cycle_id: int) -> bool:
    """Whether the newest proof of each item of a cycle that is online is of the revision online, and passed."""
    newest = (
        select(func.max(models.Proof.id))
        .where(models.Proof.item_id == models.Item.id)
        .correlate(models.Item)
        .scalar_subquery()
    )
    query = (
        select(models.Item.online_revision_id, models.Proof.revision_id, models.Proof.severity)
        .outerjoin(models.Proof, models.Proof.id == newest)
        .where(models.Item.cycle_id == cycle_id, models.Item.online == Online.ONLINE)
    )
    return all(
        shown == seen and found is not None and Severity(found).passes for shown, seen, found in session.execute(query)
    )


def proofs_of_item(session: Session, item_id: int, most: int) -> list[models.Proof]:
    """The newest proofs of an item, at most so many, newest first."""
    return list(
        session.scalars(
            select(models.Proof).where(models.Proof.item_id == item_id).order_by(models.Proof.id.desc()).limit(most)
        )
    )

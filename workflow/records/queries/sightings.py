"""Where items stand on the web, looks at the site, and what a person saw there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records.models import Address, Item, Proof, ProofRun, PublicReason, Sighting

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def addresses(session: Session, cycle_id: int) -> dict[int, list[Address]]:
    """The addresses that hold now, newest first, by the item's primary key."""
    query = (
        select(Address)
        .join(Item, Item.id == Address.item_id)
        .where(Item.cycle_id == cycle_id, Address.until.is_(None))
        .order_by(Address.id.desc())
    )
    found: dict[int, list[Address]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(row)
    return found


def addresses_of_item(session: Session, item_id: int) -> list[Address]:
    """Every address an item ever had, oldest first."""
    return list(session.scalars(select(Address).where(Address.item_id == item_id).order_by(Address.id)))


def sightings(session: Session, revision_ids: Sequence[int], since: datetime) -> list[Sighting]:
    """What persons saw of some revisions since then, newest first."""
    query = select(Sighting).where(Sighting.revision_id.in_(revision_ids), Sighting.at >= since)
    return list(session.scalars(query.order_by(Sighting.id.desc())))


def sightings_of_item(session: Session, item_id: int) -> list[Sighting]:
    """Everything that persons saw of an item, oldest first."""
    return list(session.scalars(select(Sighting).where(Sighting.item_id == item_id).order_by(Sighting.id)))


def every_proof_of_item(session: Session, item_id: int) -> list[Proof]:
    """Every dated proof of an item, oldest first."""
    return list(session.scalars(select(Proof).where(Proof.item_id == item_id).order_by(Proof.at, Proof.id)))


def runs(session: Session, office_id: int, since: datetime, *, how: str | None = None) -> list[ProofRun]:
    """The looks at the site since then, oldest first."""
    query = select(ProofRun).where(ProofRun.office_id == office_id, ProofRun.at >= since)
    if how is not None:
        query = query.where(ProofRun.how == how)
    return list(session.scalars(query.order_by(ProofRun.at, ProofRun.id)))


def run_of_each(session: Session, office_id: int, proofs: Sequence[Proof]) -> dict[int, ProofRun]:
    """The look each proof is of, by the proof's primary key; proofs of older programs are of none."""
    if not proofs:
        return {}
    query = select(ProofRun).where(
        ProofRun.office_id == office_id,
        ProofRun.at >= min(proof.at for proof in proofs),
        ProofRun.at <= max(proof.at for proof in proofs),
    )
    return {key: run for run in session.scalars(query) for key in run.facts.get("proofs", ())}


def public_reason(session: Session, item_id: int) -> str | None:
    """What the public is told of the item's last suspension or retraction, if anything."""
    query = select(PublicReason.text).where(PublicReason.item_id == item_id).order_by(PublicReason.id.desc())
    return session.scalar(query.limit(1))


def public_reasons(session: Session, office_id: int) -> dict[int, str]:
    """What the public is told of each item that is suspended or retracted, by the item's primary key."""
    query = select(PublicReason).where(PublicReason.office_id == office_id).order_by(PublicReason.id)
    return {row.item_id: row.text for row in session.scalars(query)}

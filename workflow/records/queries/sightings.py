"""Where items stand on the web, looks at the site, and what a person saw there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records import models

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def addresses(session: Session, cycle_id: int) -> dict[int, list[models.Address]]:
    """The addresses that hold now, newest first, by the item's primary key."""
    query = (
        select(models.Address)
        .join(models.Item, models.Item.id == models.Address.item_id)
        .where(models.Item.cycle_id == cycle_id, models.Address.until.is_(None))
        .order_by(models.Address.id.desc())
    )
    found: dict[int, list[models.Address]] = {}
    for row in session.scalars(query):
        found.setdefault(row.item_id, []).append(row)
    return found


def addresses_of_item(session: Session, item_id: int) -> list[models.Address]:
    """Every address an item ever had, oldest first."""
    return list(
        session.scalars(select(models.Address).where(models.Address.item_id == item_id).order_by(models.Address.id))
    )


def sightings(session: Session, revision_ids: Sequence[int], since: datetime) -> list[models.Sighting]:
    """What persons saw of some revisions since then, newest first."""
    query = select(models.Sighting).where(models.Sighting.revision_id.in_(revision_ids), models.Sighting.at >= since)
    return list(session.scalars(query.order_by(models.Sighting.id.desc())))


def sightings_of_item(session: Session, item_id: int) -> list[models.Sighting]:
    """Everything that persons saw of an item, oldest first."""
    return list(
        session.scalars(select(models.Sighting).where(models.Sighting.item_id == item_id).order_by(models.Sighting.id))
    )


def last_capture(session: Session, item_id: int) -> models.Capture | None:
    """What was kept of an item last, None when nothing ever was."""
    query = select(models.Capture).where(models.Capture.item_id == item_id)
    return session.scalars(query.order_by(models.Capture.id.desc()).limit(1)).first()


def every_proof_of_item(session: Session, item_id: int) -> list[models.Proof]:
    """Every dated proof of an item, oldest first."""
    return list(
        session.scalars(
            select(models.Proof).where(models.Proof.item_id == item_id).order_by(models.Proof.at, models.Proof.id)
        )
    )


def runs(session: Session, office_id: int, since: datetime, *, how: str | None = None) -> list[models.ProofRun]:
    """The looks at the site since then, oldest first."""
    query = select(models.ProofRun).where(models.ProofRun.office_id == office_id, models.ProofRun.at >= since)
    if how is not None:
        query = query.where(models.ProofRun.how == how)
    return list(session.scalars(query.order_by(models.ProofRun.at, models.ProofRun.id)))


def run_of_each(session: Session, office_id: int, proofs: Sequence[models.Proof]) -> dict[int, models.ProofRun]:
    """The look each proof is of, by the proof's primary key; proofs of older programs are of none."""
    if not proofs:
        return {}
    query = select(models.ProofRun).where(
        models.ProofRun.office_id == office_id,
        models.ProofRun.at >= min(proof.at for proof in proofs),
        models.ProofRun.at <= max(proof.at for proof in proofs),
    )
    return {key: run for run in session.scalars(query) for key in run.facts.get("proofs", ())}


def public_reason(session: Session, item_id: int) -> str | None:
    """What the public is told of the item's last suspension or retraction, if anything."""
    query = (
        select(models.PublicReason.text)
        .where(models.PublicReason.item_id == item_id)
        .order_by(models.PublicReason.id.desc())
    )
    return session.scalar(query.limit(1))


def public_reasons(session: Session, office_id: int) -> dict[int, str]:
    """What the public is told of each item that is suspended or retracted, by the item's primary key."""
    query = (
        select(models.PublicReason).where(models.PublicReason.office_id == office_id).order_by(models.PublicReason.id)
    )
    return {row.item_id: row.text for row in session.scalars(query)}

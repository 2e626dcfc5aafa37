"""What went online, the verdicts it rests on, and what was taken off the site again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select

from workflow.records import models
from workflow.rules.states import Online, State

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session

Known = frozenset[tuple[int | None, str, str | None, str]]
"""Evidence, digest of the file, digest of the issued file, status: of each verdict that is stored."""


def verdicts_in(session: Session, cycle_id: int) -> Known:
    """The verdicts on a cycle's files."""
    return _verdicts(session, models.Item.cycle_id == cycle_id)


def verdicts_online(session: Session, office_id: int, cycles: Collection[int] | None = None) -> Known:
    """The verdicts on the files of everything that an office has online. :param cycles: in those alone."""
    return _verdicts(session, _online(office_id, cycles))


def _online(office_id: int, cycles: Collection[int] | None) -> ColumnElement[bool]:
    shown = (models.Item.office_id == office_id) & (models.Item.online == Online.ONLINE)
    return shown if cycles is None else shown & models.Item.cycle_id.in_(list(cycles))


def _verdicts(session: Session, where: ColumnElement[bool]) -> Known:
    query = (
        select(
            models.Verdict.evidence_id, models.Verdict.file_sha256, models.Verdict.issued_sha256, models.Verdict.status
        )
        .join(models.Evidence, models.Evidence.id == models.Verdict.evidence_id)
        .join(models.Item, models.Item.id == models.Evidence.item_id)
        .where(where, models.Verdict.replaced_at.is_(None))
    )
    return frozenset((row[0], row[1], row[2], row[3]) for row in session.execute(query))


def revisions_online(
    session: Session, office_id: int, cycles: Collection[int] | None = None
) -> list[tuple[models.Item, models.Revision]]:
    """Each item that is online, of every year or of some cycles, with the revision the public sees."""
    query = (
        select(models.Item, models.Revision)
        .join(models.Revision, models.Item.online_revision_id == models.Revision.id)
        .where(_online(office_id, cycles))
    )
    return [(item, revision) for item, revision in session.execute(query)]


def revisions_signed(session: Session, office_id: int) -> list[tuple[models.Item, models.Revision]]:
    """Each item that the head has signed and nobody has published yet, of every year, with that revision."""
    query = (
        select(models.Item, models.Revision)
        .join(models.Revision, models.Item.revision_id == models.Revision.id)
        .where(models.Item.office_id == office_id, models.Item.state == State.HEAD_SIGNED)
    )
    return [(item, revision) for item, revision in session.execute(query)]


def taken(session: Session, office_id: int) -> list[tuple[models.Revision, str, int]]:
    """Each revision that the head took off the site, oldest first, with its item's code and fiscal year."""
    query = (
        select(models.Revision, models.Item.code, models.Cycle.fiscal_year)
        .join(models.Item, models.Item.id == models.Revision.item_id)
        .join(models.Cycle, models.Cycle.id == models.Item.cycle_id)
        .where(models.Revision.office_id == office_id, models.Revision.taken_at.is_not(None))
    )
    return [
        (row[0], row[1], row[2])
        for row in session.execute(query.order_by(models.Revision.taken_at, models.Revision.id))
    ]


def memo_moments(session: Session, office_id: int) -> dict[int, datetime]:
    """Primary key of a revision -> when the memo was submitted that the head signed for it, in any edition."""
    query = (
        select(models.SubmissionItem.revision_id, models.Submission.submitted_at)
        .join(models.Submission, models.Submission.id == models.SubmissionItem.submission_id)
        .where(models.Submission.office_id == office_id, models.SubmissionItem.outcome == "signed")
    )
    return {row[0]: row[1] for row in session.execute(query)}

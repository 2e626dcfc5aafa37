"""What went online, the verdicts it rests on, and what was taken off the site again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select

from workflow.records.models import Cycle, Evidence, Item, Revision, Submission, SubmissionItem, Verdict
from workflow.rules.states import Online

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

Known = frozenset[tuple[int | None, str, str | None, str]]
"""Evidence, digest of the file, digest of the issued file, status: of each verdict that is stored."""


def verdicts_in(session: Session, cycle_id: int) -> Known:
    """The verdicts on a cycle's files."""
    return _verdicts(session, Item.cycle_id == cycle_id)


def verdicts_online(session: Session, office_id: int) -> Known:
    """The verdicts on the files of everything that an office has online."""
    return _verdicts(session, (Item.office_id == office_id) & (Item.online == Online.ONLINE))


def _verdicts(session: Session, where: ColumnElement[bool]) -> Known:
    query = (
        select(Verdict.evidence_id, Verdict.file_sha256, Verdict.issued_sha256, Verdict.status)
        .join(Evidence, Evidence.id == Verdict.evidence_id)
        .join(Item, Item.id == Evidence.item_id)
        .where(where, Verdict.replaced_at.is_(None))
    )
    return frozenset((row[0], row[1], row[2], row[3]) for row in session.execute(query))


def revisions_online(session: Session, office_id: int) -> list[tuple[Item, Revision]]:
    """Each item that is online, of every year, with the revision the public sees."""
    query = (
        select(Item, Revision)
        .join(Revision, Item.online_revision_id == Revision.id)
        .where(Item.office_id == office_id, Item.online == Online.ONLINE)
    )
    return [(item, revision) for item, revision in session.execute(query)]


def taken(session: Session, office_id: int) -> list[tuple[Revision, str, int]]:
    """Each revision that the head took off the site, oldest first, with its item's code and fiscal year."""
    query = (
        select(Revision, Item.code, Cycle.fiscal_year)
        .join(Item, Item.id == Revision.item_id)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Revision.office_id == office_id, Revision.taken_at.is_not(None))
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.order_by(Revision.taken_at, Revision.id))]


def memo_moments(session: Session, office_id: int) -> dict[int, datetime]:
    """Primary key of a revision -> when the memo was submitted that the head signed for it, in any edition."""
    query = (
        select(SubmissionItem.revision_id, Submission.submitted_at)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .where(Submission.office_id == office_id, SubmissionItem.outcome == "signed")
    )
    return {row[0]: row[1] for row in session.execute(query)}

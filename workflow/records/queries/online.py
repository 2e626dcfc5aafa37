"""What went online, the verdicts it rests on, and what was taken off the site again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind
from workflow.records.models import Cycle, Evidence, Item, Revision, Submission, SubmissionItem, Verdict
from workflow.rules.states import Online, State

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

Known = frozenset[tuple[int | None, str, str | None, str]]
"""Evidence, digest of the file, digest of the issued file, status: of each verdict that is stored."""


def verdicts(session: Session, *, cycle: int | None = None, office: int | None = None) -> Known:
    """The verdicts on a cycle's files, or on those of everything that an office has online."""
    query = (
        select(Verdict.evidence_id, Verdict.file_sha256, Verdict.issued_sha256, Verdict.status)
        .join(Evidence, Evidence.id == Verdict.evidence_id)
        .join(Item, Item.id == Evidence.item_id)
    )
    where = Item.cycle_id == cycle if cycle is not None else (Item.office_id == office) & (Item.online == Online.ONLINE)
    return frozenset((row[0], row[1], row[2], row[3]) for row in session.execute(query.where(where)))


def revisions_online(session: Session, office_id: int) -> list[tuple[Item, Revision]]:
    """Each item that is online, of every year, with the revision the public sees."""
    query = (
        select(Item, Revision)
        .join(Revision, Item.online_revision_id == Revision.id)
        .where(Item.office_id == office_id, Item.online == Online.ONLINE)
    )
    return [(item, revision) for item, revision in session.execute(query)]


def takings(session: Session, cycle: Cycle) -> list[JournalEntry]:
    """Entries that tell of a retraction, or of a suspension confirmed or lifted, oldest first.

    Only those since the oldest memo that waits for publication: whatever was taken back before a memo was made, its
    signature is newer.
    """
    oldest = session.scalar(
        select(func.min(Submission.seal_seq))
        .join(Item, Item.submission_id == Submission.id)
        .where(Item.cycle_id == cycle.id, Item.state == State.HEAD_SIGNED)
    )
    kinds = (Kind.RETRACTED, Kind.SUSPENSION_CONFIRMED, Kind.SUSPENSION_LIFTED)
    query = select(JournalEntry).where(
        JournalEntry.office_id == cycle.office_id, JournalEntry.seq > (oldest or 0), JournalEntry.kind.in_(kinds)
    )
    return list(session.scalars(query.order_by(JournalEntry.seq)))


def revision_taken(session: Session, office_id: int, year: int, code: str, digest: str | None) -> Revision | None:
    """The revision an entry is about. Earlier programs did not write it down: then what the item had online last."""
    row = session.scalar(
        select(Item)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.office_id == office_id, Item.code == code, Cycle.fiscal_year == year)
    )
    if row is None:
        return None
    if digest is None:
        return session.get(Revision, row.online_revision_id) if row.online_revision_id is not None else None
    query = select(Revision).where(Revision.item_id == row.id, Revision.digest == digest)
    return session.scalar(query.order_by(Revision.id.desc()).limit(1))


def memo_moments(session: Session, office_id: int) -> dict[int, datetime]:
    """Primary key of a revision -> when the memo was submitted that the head signed for it, in any edition."""
    query = (
        select(SubmissionItem.revision_id, Submission.submitted_at)
        .join(Submission, Submission.id == SubmissionItem.submission_id)
        .where(Submission.office_id == office_id, SubmissionItem.outcome == "signed")
    )
    return {row[0]: row[1] for row in session.execute(query)}

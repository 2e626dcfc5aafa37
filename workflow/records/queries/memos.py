"""Memos on their way and at their end, and the verdicts on what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from workflow.records import models
from workflow.records.journal import JournalEntry, entries
from workflow.records.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy.orm import Session


def every(session: Session, office_id: int) -> list[models.Submission]:
    """All memos, oldest first."""
    return list(
        session.scalars(
            select(models.Submission).where(models.Submission.office_id == office_id).order_by(models.Submission.id)
        )
    )


def of_list(session: Session, office_id: int, memos: Collection[int]) -> list[models.Submission]:
    """Memos of this office by primary key, oldest first, each with what is on it."""
    query = select(models.Submission).where(models.Submission.office_id == office_id, models.Submission.id.in_(memos))
    return list(session.scalars(query.options(selectinload(models.Submission.items)).order_by(models.Submission.id)))


def with_id(session: Session, memo: int) -> models.Submission | None:
    """The memo of a primary key."""
    return session.get(models.Submission, memo)


def of_cycle(session: Session, cycle_id: int) -> list[models.Submission]:
    """The memos of a cycle, oldest first."""
    return list(
        session.scalars(
            select(models.Submission).where(models.Submission.cycle_id == cycle_id).order_by(models.Submission.id)
        )
    )


def still_open(session: Session, office_id: int) -> list[models.Submission]:
    """Memos that are neither signed nor void, oldest first."""
    query = select(models.Submission).where(
        models.Submission.office_id == office_id, models.Submission.status == "open"
    )
    return list(session.scalars(query.order_by(models.Submission.id)))


def closed(session: Session, office_id: int) -> list[models.Submission]:
    """Memos that are signed or void, newest first."""
    query = select(models.Submission).where(
        models.Submission.office_id == office_id, models.Submission.status != "open"
    )
    return list(session.scalars(query.order_by(models.Submission.id.desc())))


def with_number(session: Session, office_id: int, year: int, number: int) -> models.Submission | None:
    """The memo that carries a number of a year's book and is not void."""
    query = select(models.Submission).where(
        models.Submission.office_id == office_id,
        models.Submission.book_year == year,
        models.Submission.number == number,
        models.Submission.status != "void",
    )
    return session.scalar(query)


def that_signed(session: Session, revision_id: int | None) -> models.Submission | None:
    """The memo with which the head signed a revision; ``None``: it was taken over without one."""
    query = (
        select(models.Submission)
        .join(models.SubmissionItem, models.SubmissionItem.submission_id == models.Submission.id)
        .where(models.SubmissionItem.revision_id == revision_id, models.SubmissionItem.outcome == "signed")
    )
    return session.scalar(query.order_by(models.Submission.id.desc()).limit(1))


def signed_with(session: Session, item_ids: Collection[int]) -> list[tuple[int, models.Submission]]:
    """Each memo that the head signed with one of these items on it and not excepted; with the item's primary key."""
    query = (
        select(models.SubmissionItem.item_id, models.Submission)
        .join(models.Submission, models.Submission.id == models.SubmissionItem.submission_id)
        .where(models.SubmissionItem.item_id.in_(item_ids), models.SubmissionItem.outcome == "signed")
        .order_by(models.Submission.id)
    )
    return [(item_id, memo) for item_id, memo in session.execute(query)]


def replacements(session: Session, office_id: int) -> dict[int, models.Request]:
    """Primary key of a memo -> what was asked about a wrong scan of it, and nobody has settled."""
    query = select(models.Request).where(
        models.Request.office_id == office_id,
        models.Request.kind == models.RequestKind.REPLACEMENT,
        models.Request.settled_at.is_(None),
    )
    return {int(row.subject): row for row in session.scalars(query.order_by(models.Request.id))}


def verdicts_of(session: Session, submission_id: int) -> list[models.Verdict]:
    """The verdicts on a memo and its files that count: not those of a paper that was replaced."""
    query = select(models.Verdict).where(
        models.Verdict.submission_id == submission_id, models.Verdict.replaced_at.is_(None)
    )
    return list(session.scalars(query.order_by(models.Verdict.id)))


def verdict_on_memo(session: Session, submission_id: int) -> models.Verdict | None:
    """What the check said of the memo itself, of the paper that counts."""
    query = select(models.Verdict).where(
        models.Verdict.submission_id == submission_id,
        models.Verdict.evidence_id.is_(None),
        models.Verdict.replaced_at.is_(None),
    )
    return session.scalar(query.order_by(models.Verdict.id))


def last_verdict_on_file(session: Session, evidence_id: int) -> models.Verdict | None:
    """What the newest check said of a file."""
    query = (
        select(models.Verdict)
        .where(models.Verdict.evidence_id == evidence_id)
        .order_by(models.Verdict.id.desc())
        .limit(1)
    )
    return session.scalar(query)


def first_verdict_on(session: Session, evidence_ids: Collection[int]) -> datetime | None:
    """When the first check of any of these files was made."""
    of = models.Verdict.evidence_id.in_(evidence_ids)
    return session.scalar(select(func.min(models.Verdict.at)).where(of)) if evidence_ids else None


def last_grade_of_file(session: Session, evidence_id: int) -> int:
    """The grade of the newest check of a file; 0 when there was none."""
    query = (
        select(models.Verdict.grade)
        .where(models.Verdict.evidence_id == evidence_id)
        .order_by(models.Verdict.id.desc())
        .limit(1)
    )
    return session.scalar(query) or 0


def verdicts_on_item(session: Session, item: models.Item) -> list[models.Verdict]:
    """Every verdict on an item's files and on the memos it was on, oldest first."""
    memos = select(models.SubmissionItem.submission_id).where(models.SubmissionItem.item_id == item.id)
    files = [e.id for e in item.evidence]
    query = select(models.Verdict).where(
        models.Verdict.evidence_id.in_(files)
        | (models.Verdict.submission_id.in_(memos) & models.Verdict.evidence_id.is_(None))
    )
    return list(session.scalars(query.order_by(models.Verdict.id)))


def approvals(session: Session, submission_id: int, login: str | None = None) -> list[models.Approval]:
    """Approvals of a memo that have not ended, of one person or of all, oldest first."""
    query = select(models.Approval).where(
        models.Approval.submission_id == submission_id, models.Approval.ended_at.is_(None)
    )
    if login is not None:
        query = query.where(models.Approval.login == login)
    return list(session.scalars(query.order_by(models.Approval.id)))


def approvals_of(session: Session, memos: Collection[int]) -> dict[int, models.Approval]:
    """Memo -> its newest approval that has not ended."""
    query = select(models.Approval).where(models.Approval.submission_id.in_(memos), models.Approval.ended_at.is_(None))
    return {row.submission_id: row for row in session.scalars(query.order_by(models.Approval.id))}


def signing_request(session: Session, office_id: int, code: str) -> models.SigningRequest | None:
    """The request that a file names, whether it has ended or not."""
    query = select(models.SigningRequest).where(
        models.SigningRequest.office_id == office_id, models.SigningRequest.code == code
    )
    return session.scalar(query)


def open_requests(session: Session, submission_id: int) -> list[models.SigningRequest]:
    """Requests to sign a memo that have not ended, oldest first."""
    query = select(models.SigningRequest).join(models.Approval, models.Approval.id == models.SigningRequest.approval_id)
    query = query.where(models.Approval.submission_id == submission_id, models.SigningRequest.ended_at.is_(None))
    return list(session.scalars(query.order_by(models.SigningRequest.id)))


def endorsed_by_director(
    session: Session, submission: models.Submission, fiscal_year: int, code: str
) -> JournalEntry | None:
    """The entry in which a memo's director endorsed it: submitted it, or took it over with a new endorsement.

    :param code: of an item on the memo, of the cycle of ``fiscal_year``: the journal is read by item.
    """
    found = None
    for entry in entries(session, submission.office_id, fiscal_year=fiscal_year, item_code=code):
        endorses = entry.step == "submit" or (entry.kind == Kind.TAKEN_OVER and entry.facts.get("endorses"))
        if entry.submission == submission.id and endorses:
            found = entry
    return found


def attestations(session: Session, office_id: int) -> list[models.Request]:
    """Papers that one has attested and no second person yet, oldest first."""
    query = select(models.Request).where(
        models.Request.office_id == office_id,
        models.Request.kind == models.RequestKind.ATTESTATION,
        models.Request.settled_at.is_(None),
    )
    return list(session.scalars(query.order_by(models.Request.id)))

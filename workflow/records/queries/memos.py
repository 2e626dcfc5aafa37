"""Memos on their way and at their end, and the verdicts on what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from workflow.records.journal import JournalEntry, entries
from workflow.records.kinds import Kind
from workflow.records.models import (
    Approval,
    Item,
    Request,
    RequestKind,
    SigningRequest,
    Submission,
    SubmissionItem,
    Verdict,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def every(session: Session, office_id: int) -> list[Submission]:
    """All memos, oldest first."""
    return list(session.scalars(select(Submission).where(Submission.office_id == office_id).order_by(Submission.id)))


def by_id(session: Session, office_id: int, memo: int) -> Submission | None:
    """A memo of this office by its primary key."""
    return session.scalar(select(Submission).where(Submission.office_id == office_id, Submission.id == memo))


def of_cycle(session: Session, cycle_id: int) -> list[Submission]:
    """The memos of a cycle, oldest first."""
    return list(session.scalars(select(Submission).where(Submission.cycle_id == cycle_id).order_by(Submission.id)))


def still_open(session: Session, office_id: int) -> list[Submission]:
    """Memos that are neither signed nor void, oldest first."""
    query = select(Submission).where(Submission.office_id == office_id, Submission.status == "open")
    return list(session.scalars(query.order_by(Submission.id)))


def closed(session: Session, office_id: int) -> list[Submission]:
    """Memos that are signed or void, newest first."""
    query = select(Submission).where(Submission.office_id == office_id, Submission.status != "open")
    return list(session.scalars(query.order_by(Submission.id.desc())))


def with_number(session: Session, office_id: int, year: int, number: int) -> Submission | None:
    """The memo that carries a number of a year's book and is not void."""
    query = select(Submission).where(
        Submission.office_id == office_id,
        Submission.book_year == year,
        Submission.number == number,
        Submission.status != "void",
    )
    return session.scalar(query)


def that_signed(session: Session, revision_id: int | None) -> Submission | None:
    """The memo with which the head signed a revision; ``None``: it was taken over without one."""
    query = (
        select(Submission)
        .join(SubmissionItem, SubmissionItem.submission_id == Submission.id)
        .where(SubmissionItem.revision_id == revision_id, SubmissionItem.outcome == "signed")
    )
    return session.scalar(query.order_by(Submission.id.desc()).limit(1))


def replacements(session: Session, office_id: int) -> dict[int, Request]:
    """Primary key of a memo -> what was asked about a wrong scan of it, and nobody has settled."""
    query = select(Request).where(
        Request.office_id == office_id, Request.kind == RequestKind.REPLACEMENT, Request.settled_at.is_(None)
    )
    return {int(row.subject): row for row in session.scalars(query.order_by(Request.id))}


def verdicts_of(session: Session, submission_id: int) -> list[Verdict]:
    """The verdicts on a memo and its files that count: not those of a paper that was replaced."""
    query = select(Verdict).where(Verdict.submission_id == submission_id, Verdict.replaced_at.is_(None))
    return list(session.scalars(query.order_by(Verdict.id)))


def verdict_on_memo(session: Session, submission_id: int) -> Verdict | None:
    """What the check said of the memo itself, of the paper that counts."""
    query = select(Verdict).where(
        Verdict.submission_id == submission_id, Verdict.evidence_id.is_(None), Verdict.replaced_at.is_(None)
    )
    return session.scalar(query.order_by(Verdict.id))


def last_verdict_on_file(session: Session, evidence_id: int) -> Verdict | None:
    """What the newest check said of a file."""
    query = select(Verdict).where(Verdict.evidence_id == evidence_id).order_by(Verdict.id.desc()).limit(1)
    return session.scalar(query)


def last_grade_of_file(session: Session, evidence_id: int) -> int:
    """The grade of the newest check of a file; 0 when there was none."""
    query = select(Verdict.grade).where(Verdict.evidence_id == evidence_id).order_by(Verdict.id.desc()).limit(1)
    return session.scalar(query) or 0


def verdicts_on_item(session: Session, item: Item) -> list[Verdict]:
    """Every verdict on an item's files and on the memos it was on, oldest first."""
    memos = select(SubmissionItem.submission_id).where(SubmissionItem.item_id == item.id)
    files = [e.id for e in item.evidence]
    query = select(Verdict).where(
        Verdict.evidence_id.in_(files) | (Verdict.submission_id.in_(memos) & Verdict.evidence_id.is_(None))
    )
    return list(session.scalars(query.order_by(Verdict.id)))


def approvals(session: Session, submission_id: int, login: str | None = None) -> list[Approval]:
    """Approvals of a memo that have not ended, of one person or of all, oldest first."""
    query = select(Approval).where(Approval.submission_id == submission_id, Approval.ended_at.is_(None))
    if login is not None:
        query = query.where(Approval.login == login)
    return list(session.scalars(query.order_by(Approval.id)))


def signing_request(session: Session, office_id: int, code: str) -> SigningRequest | None:
    """The request that a file names, whether it has ended or not."""
    query = select(SigningRequest).where(SigningRequest.office_id == office_id, SigningRequest.code == code)
    return session.scalar(query)


def open_requests(session: Session, submission_id: int) -> list[SigningRequest]:
    """Requests to sign a memo that have not ended, oldest first."""
    query = select(SigningRequest).join(Approval, Approval.id == SigningRequest.approval_id)
    query = query.where(Approval.submission_id == submission_id, SigningRequest.ended_at.is_(None))
    return list(session.scalars(query.order_by(SigningRequest.id)))


def endorsed_by_director(session: Session, submission: Submission, fiscal_year: int, code: str) -> JournalEntry | None:
    """The entry in which a memo's director endorsed it: submitted it, or took it over with a new endorsement.

    :param code: of an item on the memo, of the cycle of ``fiscal_year``: the journal is read by item.
    """
    found = None
    for entry in entries(session, submission.office_id, fiscal_year=fiscal_year, item_code=code):
        endorses = entry.step == "submit" or (entry.kind == Kind.TAKEN_OVER and entry.facts.get("endorses"))
        if entry.submission == submission.id and endorses:
            found = entry
    return found


def attestations(session: Session, office_id: int) -> list[Request]:
    """Papers that one has attested and no second person yet, oldest first."""
    query = select(Request).where(
        Request.office_id == office_id, Request.kind == RequestKind.ATTESTATION, Request.settled_at.is_(None)
    )
    return list(session.scalars(query.order_by(Request.id)))

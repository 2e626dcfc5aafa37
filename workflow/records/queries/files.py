"""Digests of the files that rows speak of, whatever year they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from workflow.records.models import Document, Evidence, Item, SigningRequest, Submission, Verdict

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def digests(session: Session, office_id: int) -> set[str]:
    """Digests of evidence, memos, documents files verdicts speak of or that wait for the value of a
    signature, in each form they are kept in."""
    mine = select(Item.id).where(Item.office_id == office_id)
    asked = (
        select(Evidence.sha256, Evidence.issued_sha256, Evidence.signed_sha256).where(Evidence.item_id.in_(mine)),
        select(Submission.memo_docx, Submission.memo_issued, Submission.memo_signed).where(
            Submission.office_id == office_id
        ),
        select(Document.docx, Document.issued, Document.signed).where(Document.office_id == office_id),
        select(Verdict.file_sha256, Verdict.issued_sha256).where(Verdict.office_id == office_id),
    )
    waiting = session.scalars(select(SigningRequest.papers).where(SigningRequest.office_id == office_id))
    held = {paper.held for papers in waiting for paper in papers}
    return held | {digest for query in asked for row in session.execute(query) for digest in row if digest}


def verdict_records(session: Session, office_id: int) -> list[dict[str, Any]]:
    """The record of every verdict."""
    return list(session.scalars(select(Verdict.record).where(Verdict.office_id == office_id)))

"""Digests of the files that rows speak of, whatever year they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, or_, select, type_coerce

from workflow.records.models import (
    Capture,
    Cycle,
    Disclosure,
    Document,
    Evidence,
    Inspection,
    Item,
    Measure,
    Proof,
    Sighting,
    SigningRequest,
    Submission,
    Verdict,
)
from workflow.rules.states import Ruling

if TYPE_CHECKING:
    from collections.abc import Collection

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
        select(Sighting.screenshot).where(Sighting.office_id == office_id),
        select(Capture.warc, Capture.report, Capture.stamp).where(Capture.office_id == office_id),
    )
    found = {digest for query in asked for row in session.execute(query) for digest in row if digest}
    pictured = type_coerce(Proof.facts, Text()).contains('"screenshot"')
    for facts in session.scalars(select(Proof.facts).where(Proof.office_id == office_id, pictured)):
        found.add(str(facts["screenshot"]))
    for evidence in session.scalars(select(Measure.evidence).where(Measure.office_id == office_id)):
        found |= {one.partition(" ")[0] for one in evidence if not one.startswith("http")}
    for papers in session.scalars(select(SigningRequest.papers).where(SigningRequest.office_id == office_id)):
        found |= {paper.held for paper in papers}
    return found


def whose(session: Session, office_id: int, digest: str) -> str:
    """What a file is of: ``O15/2569 ประกาศ.pdf``, or the number of a memo or document; empty: none names it."""
    forms = (Evidence.sha256, Evidence.issued_sha256, Evidence.signed_sha256)
    of_item = (
        select(Item.code, Cycle.fiscal_year, Evidence.name)
        .join(Item, Item.id == Evidence.item_id).join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.office_id == office_id, or_(*(form == digest for form in forms))).limit(1)
    )  # fmt: skip
    found = session.execute(of_item).one_or_none()
    if found is not None:
        return f"{found.code}/{found.fiscal_year} {found.name}"
    memo = or_(Submission.memo_docx == digest, Submission.memo_issued == digest, Submission.memo_signed == digest)
    label = session.scalar(select(Submission.label).where(Submission.office_id == office_id, memo).limit(1))
    if label is None:
        paper = or_(Document.docx == digest, Document.issued == digest, Document.signed == digest)
        label = session.scalar(select(Document.label).where(Document.office_id == office_id, paper).limit(1))
    return label or ""


def verdict_records(session: Session, office_id: int) -> list[dict[str, Any]]:
    """The record of every verdict."""
    return list(session.scalars(select(Verdict.record).where(Verdict.office_id == office_id)))


def inspections(session: Session, evidence_ids: Collection[int]) -> dict[int, Inspection]:
    """What was found in files when they were handed in, by the evidence's primary key."""
    query = select(Inspection).where(Inspection.evidence_id.in_(evidence_ids))
    return {row.evidence_id: row for row in session.scalars(query)}


def disclosures(session: Session, item_id: int) -> list[Disclosure]:
    """What was decided on things found in an item, oldest first."""
    return list(session.scalars(select(Disclosure).where(Disclosure.item_id == item_id).order_by(Disclosure.id)))


def disclosed(session: Session, cycle_id: int) -> dict[int, list[Disclosure]]:
    """What was decided to be published in the items of a cycle, each value as decided last, by the item's key."""
    query = select(Disclosure).join(Item, Item.id == Disclosure.item_id).where(Item.cycle_id == cycle_id)
    last: dict[tuple[int, str, str], Disclosure] = {}
    for row in session.scalars(query.order_by(Disclosure.id)):
        last[row.item_id, row.code, row.value] = row
    found: dict[int, list[Disclosure]] = {}
    for row in last.values():
        if row.ruling is Ruling.PUBLISH:
            found.setdefault(row.item_id, []).append(row)
    return found


def paper(session: Session, office_id: int, digest: str) -> Evidence | Submission | None:
    """The evidence or the memo that bytes are of, in whichever form; ``None``: they are nobody's to be shown."""
    found: Evidence | None = session.scalar(
        select(Evidence)
        .where(
            Evidence.office_id == office_id,
            (Evidence.sha256 == digest) | (Evidence.issued_sha256 == digest) | (Evidence.signed_sha256 == digest),
        )
        .limit(1)
    )
    if found is not None:
        return found
    memos: list[Submission] = list(
        session.scalars(
            select(Submission).where(
                Submission.office_id == office_id,
                (Submission.memo_issued == digest)
                | (Submission.memo_signed == digest)
                | type_coerce(Submission.before_head, Text()).contains(digest),
            )
        )
    )
    return memos[0] if memos else None

"""Digests of the files that rows speak of, whatever year they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, or_, select, type_coerce

from workflow.records import models
from workflow.rules.states import Duty, Ruling, State

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session


def digests(session: Session, office_id: int) -> set[str]:
    """Digests of evidence, memos, documents files verdicts speak of or that wait for the value of a
    signature, in each form they are kept in."""
    mine = select(models.Item.id).where(models.Item.office_id == office_id)
    asked = (
        select(models.Evidence.sha256, models.Evidence.issued_sha256, models.Evidence.signed_sha256).where(
            models.Evidence.item_id.in_(mine)
        ),
        select(models.Submission.memo_docx, models.Submission.memo_issued, models.Submission.memo_signed).where(
            models.Submission.office_id == office_id
        ),
        select(models.Document.docx, models.Document.issued, models.Document.signed).where(
            models.Document.office_id == office_id
        ),
        select(models.Verdict.file_sha256, models.Verdict.issued_sha256).where(models.Verdict.office_id == office_id),
        select(models.Sighting.screenshot).where(models.Sighting.office_id == office_id),
        select(models.Capture.warc, models.Capture.report, models.Capture.stamp).where(
            models.Capture.office_id == office_id
        ),
    )
    found = {digest for query in asked for row in session.execute(query) for digest in row if digest}
    pictured = type_coerce(models.Proof.facts, Text()).contains('"screenshot"')
    for facts in session.scalars(select(models.Proof.facts).where(models.Proof.office_id == office_id, pictured)):
        found.add(str(facts["screenshot"]))
    for evidence in session.scalars(select(models.Measure.evidence).where(models.Measure.office_id == office_id)):
        found |= {one.partition(" ")[0] for one in evidence if not one.startswith("http")}
    for papers in session.scalars(
        select(models.SigningRequest.papers).where(models.SigningRequest.office_id == office_id)
    ):
        found |= {paper.held for paper in papers}
    return found


def conversions(session: Session, sources: Collection[str]) -> dict[str, str]:
    """Of Word files handed in, those that a worker converted already: digest of the file -> of its PDF."""
    query = select(models.Conversion.source, models.Conversion.pdf).where(models.Conversion.source.in_(sources))
    return {row.source: row.pdf for row in session.execute(query)} if sources else {}


def unconverted(session: Session, office_id: int, media: Collection[str]) -> list[str]:
    """Digests of files of these kinds that wait in a draft to be signed, and that nobody has converted."""
    done = select(models.Conversion.source).where(models.Conversion.office_id == office_id)
    query = (
        select(models.Evidence.sha256)
        .join(models.Item, models.Item.id == models.Evidence.item_id)
        .where(
            models.Item.office_id == office_id, models.Item.state == State.DRAFT,
            models.Evidence.removed.is_(False), models.Evidence.media_type.in_(media),
            models.Evidence.duty.in_([duty for duty in Duty if duty.head_signs]), models.Evidence.sha256.not_in(done),
        )
        .distinct()
        .order_by(models.Evidence.sha256)
    )  # fmt: skip
    return list(session.scalars(query))


def whose(session: Session, office_id: int, digest: str) -> str:
    """What a file is of: ``O15/2569 ประกาศ.pdf``, or the number of a memo or document; empty: none names it."""
    forms = (models.Evidence.sha256, models.Evidence.issued_sha256, models.Evidence.signed_sha256)
    of_item = (
        select(models.Item.code, models.Cycle.fiscal_year, models.Evidence.name)
        .join(models.Item, models.Item.id == models.Evidence.item_id)
        .join(models.Cycle, models.Cycle.id == models.Item.cycle_id)
        .where(models.Item.office_id == office_id, or_(*(form == digest for form in forms))).limit(1)
    )  # fmt: skip
    found = session.execute(of_item).one_or_none()
    if found is not None:
        return f"{found.code}/{found.fiscal_year} {found.name}"
    memo = or_(
        models.Submission.memo_docx == digest,
        models.Submission.memo_issued == digest,
        models.Submission.memo_signed == digest,
    )
    label = session.scalar(
        select(models.Submission.label).where(models.Submission.office_id == office_id, memo).limit(1)
    )
    if label is None:
        paper = or_(models.Document.docx == digest, models.Document.issued == digest, models.Document.signed == digest)
        label = session.scalar(
            select(models.Document.label).where(models.Document.office_id == office_id, paper).limit(1)
        )
    return label or ""


def verdict_records(session: Session, office_id: int) -> list[dict[str, Any]]:
    """The record of every verdict."""
    return list(session.scalars(select(models.Verdict.record).where(models.Verdict.office_id == office_id)))


def inspections(session: Session, evidence_ids: Collection[int]) -> dict[int, models.Inspection]:
    """What was found in files when they were handed in, by the evidence's primary key."""
    query = select(models.Inspection).where(models.Inspection.evidence_id.in_(evidence_ids))
    return {row.evidence_id: row for row in session.scalars(query)}


def disclosures(session: Session, item_id: int) -> list[models.Disclosure]:
    """What was decided on things found in an item, oldest first."""
    return list(
        session.scalars(
            select(models.Disclosure).where(models.Disclosure.item_id == item_id).order_by(models.Disclosure.id)
        )
    )


def disclosed(session: Session, cycle_id: int) -> dict[int, list[models.Disclosure]]:
    """What was decided to be published in the items of a cycle, each value as decided last, by the item's key."""
    query = (
        select(models.Disclosure)
        .join(models.Item, models.Item.id == models.Disclosure.item_id)
        .where(models.Item.cycle_id == cycle_id)
    )
    last: dict[tuple[int, str, str], models.Disclosure] = {}
    for row in session.scalars(query.order_by(models.Disclosure.id)):
        last[row.item_id, row.code, row.value] = row
    found: dict[int, list[models.Disclosure]] = {}
    for row in last.values():
        if row.ruling is Ruling.PUBLISH:
            found.setdefault(row.item_id, []).append(row)
    return found


def paper(session: Session, office_id: int, digest: str) -> models.Evidence | models.Submission | None:
    """The evidence or the memo that bytes are of, in whichever form; ``None``: they are nobody's to be shown."""
    found: models.Evidence | None = session.scalar(
        select(models.Evidence)
        .where(
            models.Evidence.office_id == office_id,
            (models.Evidence.sha256 == digest)
            | (models.Evidence.issued_sha256 == digest)
            | (models.Evidence.signed_sha256 == digest),
        )
        .limit(1)
    )
    if found is not None:
        return found
    memos: list[models.Submission] = list(
        session.scalars(
            select(models.Submission).where(
                models.Submission.office_id == office_id,
                (models.Submission.memo_issued == digest)
                | (models.Submission.memo_signed == digest)
                | type_coerce(models.Submission.before_head, Text()).contains(digest),
            )
        )
    )
    return memos[0] if memos else None

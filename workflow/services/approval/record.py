"""What ``sign`` and ``receive`` have in common: the papers a memo brings, their verdicts, and recording the approval.

A memo is signed whole: the memo itself and every file of its items whose duty is the head's own signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from workflow.ports import VerdictFacts
from workflow.records.kinds import Kind
from workflow.records.models import Evidence, Item, Submission, Verdict
from workflow.rules.case import Case
from workflow.rules.errors import CheckFailed, Refused, Unmet
from workflow.rules.machine import decide
from workflow.rules.states import Duty, Role, Who
from workflow.services.context.authorization import Actor
from workflow.services.context.conflicts import overtaken
from workflow.services.context.signing_order import base
from workflow.services.context.transitions import Record, act
from workflow.services.context.use_case import Desk
from workflow.services.context.verdicts import kept


@dataclass(frozen=True, slots=True)
class Due:
    """One paper the head's signature is due on. ``evidence`` ``None``: the memo.

    :param base: digest of what the head signs upon, where others signed before; ``None``: the issued file.
    """

    submission: int
    label: str
    item: str | None
    evidence: int | None
    name: str
    issued: str
    pages: int
    code: str | None = None
    code_digest: str | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What came back for a paper: the signed bytes' digest and the verdict on them."""

    due: Due
    digest: str
    verdict: VerdictFacts


def papers_due(desk: Desk, submission: Submission, items: Sequence[Item]) -> list[Due]:
    """The memo, then each file that needs the head's own signature, in annex order."""
    found = [
        Due(
            submission.id, submission.label, None, None, "memo", submission.memo_issued, submission.memo_pages,
            submission.memo_code, submission.memo_code_digest, base(submission),
        )
    ]  # fmt: skip
    for item in items:
        for e in desk.evidence(item):
            if e.duty.head_signs and e.issued_sha256 is not None:
                found.append(
                    Due(
                        submission.id,
                        submission.label,
                        item.code,
                        e.id,
                        e.name,
                        e.issued_sha256,
                        e.issued_pages or 0,
                        e.code,
                        e.code_digest,
                    )
                )
    return found


def must_agree(desk: Desk, trigger: str, items: Sequence[Item], signer: str | None = None) -> None:
    """Refuse with every reason of every item, before any key is opened."""
    reasons: list[Unmet] = []
    first: Refused | None = None
    for item in items:
        try:
            decide(trigger, desk.case(item, signer=signer))
        except Refused as refused:
            first = first or refused
            reasons += [r for r in refused.reasons if r not in reasons]
    if first is not None:
        raise type(first)(first.code, trigger, reasons, items=[item.code for item in items])


def must_reach_grade(brought: Sequence[Brought], trigger: str, required: int) -> None:
    """The step's checks: every file is the issued one plus signatures, every duty reaches the office's grade.

    :raises CheckFailed: with every reason of every file; nothing was recorded.
    """
    problems: list[Unmet] = []
    for one in brought:
        facts: dict[str, Any] = {"file": one.due.name, "item": one.due.item, "memo": one.due.label}
        told = one.verdict.against()
        if one.verdict.status == "FAILED":
            problems.append(Unmet("signature_failed", {**facts, **told}, Who.HEAD))
        elif one.verdict.grade < required or one.verdict.status != "PASSED":
            grades = {"grade": one.verdict.grade, "required": required}
            problems.append(Unmet("grade_too_low", {**facts, **grades, **told}, Who.HEAD))
    if problems:
        raise CheckFailed("check_failed", trigger, problems)


def record_approval(
    desk: Desk,
    record: Record,
    submission: Submission,
    items: Sequence[Item],
    brought: Sequence[Brought],
    *,
    trigger: str,
    how: str,
    signer: Actor,
    decided_on: date,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write verdicts, signed digests and the step for every item of a memo. The caller commits."""
    held = signer.holds(Role.HEAD)
    recorded_by = desk.me.login if trigger == "receive" else None
    by_evidence = {b.due.evidence: b for b in brought}
    for one in brought:
        _verdict(desk, submission, one)
    memo = by_evidence[None]
    submission.status, submission.how, submission.memo_signed = "signed", how, memo.digest
    submission.signer, submission.signer_name = signer.login, signer.name
    submission.signer_post = held.lines[0] if held else signer.post
    submission.signer_authority = held.authority if held else None
    submission.decided_on, submission.recorded_by = decided_on, recorded_by
    outcome = {row.item_id: row for row in submission.items}
    grades: list[int] = []
    for item in items:
        case = desk.case(item, signer=signer.login)
        revision = desk.revision(item)
        if revision is None or case.frozen_digest is None:
            raise overtaken(desk, [item.code])
        grade = memo.verdict.grade
        signed_files: dict[str, str] = {}
        for e in desk.evidence(item):
            mine = by_evidence.get(e.id)
            if mine is not None:
                e.signed_sha256 = mine.digest
                grade = min(grade, mine.verdict.grade)
            elif e.duty is Duty.SIGNED_BEFORE:
                grade = min(grade, _grade_before(desk, e))
            signed_files[str(e.id)] = online_digest(e)
        grades.append(grade)
        act(
            record,
            item,
            trigger,
            case,
            facts={
                "memo": submission.label,
                "memo_sha256": memo.digest,
                "signer": signer.login,
                "signer_name": signer.name,
                "signer_authority": held.authority if held else None,
                "how": how,
                "grade": grade,
                "decided_on": decided_on.isoformat(),
                **(facts or {}),
            },
            revision=revision.digest,
            submission=submission.id,
            role=Role.HEAD if trigger == "sign" else Role.REGISTRAR,
        )
        revision.signed = {
            "files": signed_files,
            "signer": signer.login,
            "name": signer.name,
            "post": held.lines[0] if held else signer.post,
            "authority": held.lines[1] if held and len(held.lines) > 1 else None,
            "kind": held.kind.value if held else None,
            "grade": grade,
            "memo": submission.label,
            "memo_sha256": memo.digest,
            "decided_on": decided_on.isoformat(),
            "how": how,
            "attested_by": (facts or {}).get("attested_by"),
        }
        revision.signed_at = desk.now
        outcome[item.id].outcome = "signed"
    submission.grade = min(grades)
    record.add(
        Kind.VERDICT,
        {
            "memo": submission.label,
            "verdicts": [
                {"file": b.due.name, "item": b.due.item, "sha256": b.digest, "issued": b.due.issued,
                 "status": b.verdict.status, "grade": b.verdict.grade}
                for b in brought
            ],
        },
        submission=submission.id,
        role=Role.HEAD if trigger == "sign" else Role.REGISTRAR,
    )  # fmt: skip


def online_digest(e: Evidence) -> str:
    """The bytes that go online: what the head signed, else the issued form (a capture sheet), else the file itself."""
    return e.signed_sha256 or e.issued_sha256 or e.sha256


def _verdict(desk: Desk, submission: Submission, one: Brought) -> None:
    desk.session.add(
        Verdict(
            office_id=desk.office_id,
            submission_id=submission.id,
            evidence_id=one.due.evidence,
            file_sha256=one.digest,
            issued_sha256=one.due.issued,
            status=one.verdict.status,
            grade=one.verdict.grade,
            record=kept(desk.office, one.verdict),
            at=desk.now,
        )
    )


def _grade_before(desk: Desk, e: Evidence) -> int:
    query = select(Verdict.grade).where(Verdict.evidence_id == e.id).order_by(Verdict.id.desc()).limit(1)
    return desk.session.scalar(query) or 0


def as_head(case: Case, signer: str, reason: str) -> Case:
    """The case of a decision of the head that somebody else records (an exception written by hand)."""
    return replace(case, capacities=frozenset({Who.HEAD}), actor=signer, reason=reason)

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
from workflow.rules.states import Capacity, Duty, Role
from workflow.services.context.authorization import Actor
from workflow.services.context.conflicts import conflict
from workflow.services.context.signing_order import base
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase
from workflow.services.context.verdicts import kept


@dataclass(frozen=True, slots=True)
class RequiredSignature:
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
class SignedPaper:
    """What came back for a paper: the signed bytes' digest and the verdict on them."""

    required: RequiredSignature
    digest: str
    verdict: VerdictFacts


def required_signatures(use_case: UseCase, submission: Submission, items: Sequence[Item]) -> list[RequiredSignature]:
    """The memo, then each file that needs the head's own signature, in annex order."""
    found = [
        RequiredSignature(
            submission.id, submission.label, None, None, "memo", submission.memo_issued, submission.memo_pages,
            submission.memo_code, submission.memo_code_digest, base(submission),
        )
    ]  # fmt: skip
    for item in items:
        for e in use_case.evidence(item):
            if e.duty.head_signs and e.issued_sha256 is not None:
                found.append(
                    RequiredSignature(
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


def must_agree(use_case: UseCase, trigger: str, items: Sequence[Item], signer: str | None = None) -> None:
    """Refuse with every reason of every item, before any key is opened."""
    reasons: list[Unmet] = []
    first: Refused | None = None
    for item in items:
        try:
            decide(trigger, use_case.case(item, signer=signer))
        except Refused as refused:
            first = first or refused
            reasons += [r for r in refused.reasons if r not in reasons]
    if first is not None:
        raise type(first)(first.code, trigger, reasons, items=[item.code for item in items])


def must_reach_grade(papers: Sequence[SignedPaper], trigger: str, required: int) -> None:
    """The step's checks: every file is the issued one plus signatures, every duty reaches the office's grade.

    :raises CheckFailed: with every reason of every file; nothing was recorded.
    """
    problems: list[Unmet] = []
    for one in papers:
        facts: dict[str, Any] = {"file": one.required.name, "item": one.required.item, "memo": one.required.label}
        against = one.verdict.against()
        if one.verdict.status == "FAILED":
            problems.append(Unmet("signature_failed", {**facts, **against}, Capacity.HEAD))
        elif one.verdict.grade < required or one.verdict.status != "PASSED":
            grades = {"grade": one.verdict.grade, "required": required}
            problems.append(Unmet("grade_too_low", {**facts, **grades, **against}, Capacity.HEAD))
    if problems:
        raise CheckFailed("check_failed", trigger, problems)


def record_approval(
    use_case: UseCase,
    record: Record,
    submission: Submission,
    items: Sequence[Item],
    papers: Sequence[SignedPaper],
    *,
    trigger: str,
    how: str,
    signer: Actor,
    decided_on: date,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write verdicts, signed digests and the step for every item of a memo. The caller commits."""
    appointment = signer.holds(Role.HEAD)
    recorded_by = use_case.me.login if trigger == "receive" else None
    by_evidence = {b.required.evidence: b for b in papers}
    for one in papers:
        _verdict(use_case, submission, one)
    memo = by_evidence[None]
    submission.status, submission.how, submission.memo_signed = "signed", how, memo.digest
    submission.signer, submission.signer_name = signer.login, signer.name
    submission.signer_post = appointment.lines[0] if appointment else signer.post
    submission.signer_authority = appointment.authority if appointment else None
    submission.decided_on, submission.recorded_by = decided_on, recorded_by
    outcome = {row.item_id: row for row in submission.items}
    grades: list[int] = []
    for item in items:
        case = use_case.case(item, signer=signer.login)
        revision = use_case.revision(item)
        if revision is None or case.frozen_digest is None:
            raise conflict(use_case, [item.code])
        grade = memo.verdict.grade
        signed_files: dict[str, str] = {}
        for e in use_case.evidence(item):
            mine = by_evidence.get(e.id)
            if mine is not None:
                e.signed_sha256 = mine.digest
                grade = min(grade, mine.verdict.grade)
            elif e.duty is Duty.SIGNED_BEFORE:
                grade = min(grade, _grade_before(use_case, e))
            signed_files[str(e.id)] = online_digest(e)
        grades.append(grade)
        transition(
            record,
            item,
            trigger,
            case,
            facts={
                "memo": submission.label,
                "memo_sha256": memo.digest,
                "signer": signer.login,
                "signer_name": signer.name,
                "signer_authority": appointment.authority if appointment else None,
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
            "post": appointment.lines[0] if appointment else signer.post,
            "authority": appointment.lines[1] if appointment and len(appointment.lines) > 1 else None,
            "kind": appointment.kind.value if appointment else None,
            "grade": grade,
            "memo": submission.label,
            "memo_sha256": memo.digest,
            "decided_on": decided_on.isoformat(),
            "how": how,
            "attested_by": (facts or {}).get("attested_by"),
        }
        revision.signed_at = use_case.now
        outcome[item.id].outcome = "signed"
    submission.grade = min(grades)
    record.add(
        Kind.VERDICT,
        {
            "memo": submission.label,
            "verdicts": [
                {"file": b.required.name, "item": b.required.item, "sha256": b.digest, "issued": b.required.issued,
                 "status": b.verdict.status, "grade": b.verdict.grade}
                for b in papers
            ],
        },
        submission=submission.id,
        role=Role.HEAD if trigger == "sign" else Role.REGISTRAR,
    )  # fmt: skip


def online_digest(e: Evidence) -> str:
    """The bytes that go online: what the head signed, else the issued form (a capture sheet), else the file itself."""
    return e.signed_sha256 or e.issued_sha256 or e.sha256


def _verdict(use_case: UseCase, submission: Submission, one: SignedPaper) -> None:
    use_case.session.add(
        Verdict(
            office_id=use_case.office_id,
            submission_id=submission.id,
            evidence_id=one.required.evidence,
            file_sha256=one.digest,
            issued_sha256=one.required.issued,
            status=one.verdict.status,
            grade=one.verdict.grade,
            record=kept(use_case.office, one.verdict),
            at=use_case.now,
        )
    )


def _grade_before(use_case: UseCase, e: Evidence) -> int:
    query = select(Verdict.grade).where(Verdict.evidence_id == e.id).order_by(Verdict.id.desc()).limit(1)
    return use_case.session.scalar(query) or 0


def as_head(case: Case, signer: str, reason: str) -> Case:
    """The case of a decision of the head that somebody else records (an exception written by hand)."""
    return replace(case, capacities=frozenset({Capacity.HEAD}), actor=signer, reason=reason)

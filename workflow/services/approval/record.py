"""What ``sign`` and ``receive`` have in common: the papers a memo brings, their verdicts, and recording the approval.

A memo is signed whole: the memo itself and every file of its items whose duty is the head's own signature.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workflow.ports.verification import VerdictFacts
from workflow.records import queries
from workflow.records.facts import SignedRevision
from workflow.records.kinds import Kind
from workflow.records.models import Evidence, Item, Submission
from workflow.records.writing import add_row
from workflow.rules.errors import CheckFailed, Refused, Unmet
from workflow.rules.machine import decide
from workflow.rules.states import Capacity, Duty, Role
from workflow.services.context.authorization import Actor
from workflow.services.context.conflicts import conflict
from workflow.services.context.signed.order import base
from workflow.services.context.signed.verdicts import kept
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase


@dataclass(frozen=True, slots=True)
class RequiredSignature:
    """One paper the head's signature is due on. ``evidence`` ``None``: the memo.

    :param base: digest of what the head signs upon, where others signed before; ``None``: the issued file.
    :param copy: a copy to be certified, which prints the signer's name and posts under the place to sign.
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
    copy: bool = False


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """What came back for a paper: the signed bytes' digest and the verdict on them."""

    required: RequiredSignature
    digest: str
    verdict: VerdictFacts


def required_signatures(use_case: UseCase, submission: Submission, items: Sequence[Item]) -> list[RequiredSignature]:
    """The memo, then each file that needs the head's own signature with it, in annex order."""
    found = [
        RequiredSignature(
            submission.id, submission.label, None, None, "memo", submission.memo_issued, submission.memo_pages,
            submission.memo_code, submission.memo_code_digest, base(submission),
        )
    ]  # fmt: skip
    frozen = {row.item_id: row.revision_id for row in submission.items}
    for item in items:
        manifest = use_case.frozen(frozen[item.id]).manifest
        carried = {f.id for f in manifest.files if f.carried}
        for e in use_case.evidence(item):
            if e.duty.head_signs and e.issued_sha256 is not None and e.id not in carried:
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
                        copy=e.duty is Duty.CERTIFIED,
                    )
                )
    return found


def must_agree(
    use_case: UseCase,
    trigger: str,
    items: Sequence[Item],
    signer: str | Actor | None = None,
    *,
    reason: str | None = None,
    in_ink: bool = False,
    alone: bool = True,
) -> None:
    """Refuse with every reason of every item, before any key is opened. The rest: as of :meth:`UseCase.case`.

    :raises Refused: of the kind of the first refusal, with the reasons of all.
    """
    reasons: list[Unmet] = []
    first: Refused | None = None
    for item in items:
        try:
            decide(trigger, use_case.case(item, signer=signer, reason=reason, in_ink=in_ink, alone=alone))
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


@dataclass(frozen=True, slots=True)
class Approval:
    """The head's decision on a memo, as it is to be recorded.

    :param trigger: ``sign``, ``receive`` or ``replace_scan``. :param how: ``sign`` (a key, here), ``token`` or ``pen``.
    :param papers: what came back for each paper of the items that stay on the memo, and for the memo itself.
    :param decided_on: the day of the decision. :param attested_by: who saw the paper, of a scan.
    :param reason: why a paper that names another is received as it is; ``in_ink``: the returned holder signed it.
    :param alone: whether one person's word is all there is of a paper.
    :param registrar: login of who brought it, where a second person confirms it.
    :param as_role: of who records it, where that is neither the head nor the registrar.
    :param also: what else the journal's entry says.
    """

    trigger: str
    how: str
    signer: Actor
    decided_on: date
    papers: Sequence[SignedPaper]
    attested_by: str | None = None
    reason: str | None = None
    in_ink: bool = False
    alone: bool = True
    as_role: Role | None = None
    registrar: str | None = None
    also: Mapping[str, Any] = field(default_factory=dict)

    @property
    def memo(self) -> SignedPaper:
        """What came back for the memo itself."""
        return next(paper for paper in self.papers if paper.required.evidence is None)

    @property
    def role(self) -> Role:
        """In which role it is recorded."""
        return self.as_role or (Role.HEAD if self.trigger == "sign" else Role.REGISTRAR)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under the signer's name: own post, then, for who acts for the head, as what."""
        appointment = self.signer.holds(Role.HEAD)
        return appointment.lines if appointment else (self.signer.post,)

    @property
    def authority(self) -> str | None:
        """Ground and order of who acts for the head."""
        appointment = self.signer.holds(Role.HEAD)
        return appointment.authority if appointment else None


def record_approval(record: Record, submission: Submission, items: Sequence[Item], approval: Approval) -> None:
    """Write verdicts, signed digests and the step for every item that stays on a memo. The caller commits.

    :raises Conflict: an item has no frozen revision any more. :raises Refused: what the table refuses.
    """
    for paper in approval.papers:
        _add_verdict(record.use_case, submission, paper)
    _close(record.use_case, submission, approval)
    rows = {row.item_id: row for row in submission.items}
    grades = []
    for item in items:
        grades.append(_approve(record, submission, item, approval))
        rows[item.id].outcome = "signed"
    submission.grade = min(grades)
    record.add(
        Kind.VERDICT,
        {
            "memo": submission.label,
            "verdicts": [
                {"file": p.required.name, "item": p.required.item, "sha256": p.digest, "issued": p.required.issued,
                 "status": p.verdict.status, "grade": p.verdict.grade}
                for p in approval.papers
            ],
        },
        submission=submission.id,
        role=approval.role,
    )  # fmt: skip


def _close(use_case: UseCase, submission: Submission, approval: Approval) -> None:
    """The memo's row once it is signed."""
    submission.status, submission.how, submission.memo_signed = "signed", approval.how, approval.memo.digest
    submission.signer, submission.signer_name = approval.signer.login, approval.signer.name
    submission.signer_post, submission.signer_authority = approval.lines[0], approval.authority
    submission.decided_on = approval.decided_on
    submission.recorded_by = (approval.registrar or use_case.me.login) if approval.trigger != "sign" else None


def _approve(record: Record, submission: Submission, item: Item, approval: Approval) -> int:
    """The step of one item and what goes online of it; its grade, the lowest of the memo's and its files'."""
    use_case = record.use_case
    case = use_case.case(
        item, signer=approval.signer, reason=approval.reason, in_ink=approval.in_ink, alone=approval.alone
    )
    if approval.registrar is not None:
        case = replace(case, capacities=case.capacities | {Capacity.REGISTRAR}, actor=approval.registrar)
    revision = use_case.revision(item)
    if revision is None or case.frozen_digest is None:
        raise conflict(use_case, [item.code])
    files, grade = _signed_files(use_case, item, approval)
    signer, memo = approval.signer, approval.memo
    attested = {"attested_by": approval.attested_by} if approval.attested_by is not None else {}
    transition(
        record,
        item,
        approval.trigger,
        case,
        facts={
            "memo": submission.label,
            "memo_sha256": memo.digest,
            "signer": signer.login,
            "signer_name": signer.name,
            "signer_authority": approval.authority,
            "how": approval.how,
            "grade": grade,
            "decided_on": approval.decided_on.isoformat(),
            **attested,
            **approval.also,
        },
        revision=revision.digest,
        submission=submission.id,
        role=approval.role,
    )
    appointment = signer.holds(Role.HEAD)
    revision.signed = SignedRevision(
        files=files,
        signer=signer.login,
        name=signer.name,
        post=approval.lines[0],
        authority=approval.lines[1] if len(approval.lines) > 1 else None,
        kind=appointment.kind.value if appointment else None,
        grade=grade,
        memo=submission.label,
        memo_sha256=memo.digest,
        decided_on=approval.decided_on,
        how=approval.how,
        attested_by=approval.attested_by,
    )
    revision.signed_at = use_case.now
    return grade


def _signed_files(use_case: UseCase, item: Item, approval: Approval) -> tuple[dict[int, str], int]:
    """What goes online of each evidence, and the lowest grade of the memo and of all files that are signed."""
    papers = {paper.required.evidence: paper for paper in approval.papers}
    grade = approval.memo.verdict.grade
    carried = use_case.periods.carried(item)  # of earlier parts: each has its own memo, and its grade
    files: dict[int, str] = {}
    for e in use_case.evidence(item):
        paper = papers.get(e.id)
        if paper is not None:
            e.signed_sha256 = paper.digest
            grade = min(grade, paper.verdict.grade)
        elif e.duty is Duty.SIGNED_BEFORE and e.id not in carried:
            grade = min(grade, queries.memos.last_grade_of_file(use_case.session, e.id))
        files[e.id] = online_digest(e)
    return files, grade


def online_digest(e: Evidence) -> str:
    """The bytes that go online: what the head signed, else the issued form (a capture sheet), else the file itself."""
    return e.signed_sha256 or e.issued_sha256 or e.sha256


def _add_verdict(use_case: UseCase, submission: Submission, one: SignedPaper) -> None:
    add_row(
        use_case.session, "Verdict", office_id=use_case.office_id, submission_id=submission.id,
        evidence_id=one.required.evidence, file_sha256=one.digest, issued_sha256=one.required.issued,
        status=one.verdict.status, grade=one.verdict.grade, record=kept(use_case.office, one.verdict), at=use_case.now,
        replaced_at=None,
    )  # fmt: skip

"""A wrong scan that was attested is replaced before publication: one person brings the right one, another confirms.

The registrar brings the scan again and says why; nothing changes until the second person has seen the paper too. Then
the first verdict is kept and marked as replaced, and what goes online are the bytes of the second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Item, Request, RequestKind, Settlement, Submission
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.rules.states import Capacity, Role, State
from workflow.services.approval.memo.items import signed_items
from workflow.services.approval.record import (
    Approval,
    SignedPaper,
    must_agree,
    must_reach_grade,
    record_approval,
    required_signatures,
)
from workflow.services.approval.routing import submissions_of
from workflow.services.context.authorization import Actor, actor
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import digest_of
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.intake.attestation import Attest, Attestation, ask, attested, must_be_paper, post_of
from workflow.services.intake.matching import MatchedPaper, Upload, match_codes, match_pages
from workflow.services.intake.signer import decision_day, signer_on
from workflow.thai import one_line

_ROLES = (Role.REGISTRAR, Role.HEAD, Role.DEPUTY)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one person asked, as the other has to judge it. ``by``: login of who asked."""

    request: int
    submission: int
    version: int
    items: tuple[str, ...]
    papers: tuple[MatchedPaper, ...]
    by: Actor
    who: Actor
    day: date
    reason: str
    about: Attestation


def ask_replacement(
    office: Office,
    login: str,
    scans: Sequence[Upload],
    memo: Submission,
    reason: str,
    *,
    decided_on: date | None,
    signer: str | None,
    attest: Attest | None,
    year: int | None,
) -> Outcome:
    """Bring the right scan of a memo that was signed with a pen. Nothing changes until another person confirms.

    :raises Refused: nothing to replace: not signed with a pen, something of it is published, no reason.
    :raises BadInput: pages are missing or never were on paper; nobody can be asked. :raises Declined: not attested.
    """
    if not reason.strip():
        raise _no("no_reason", memo.label, Capacity.REGISTRAR)
    with reading(office, login, year) as use_case:
        submission = use_case.session.get_one(Submission, memo.id)
        items = _must_be_replaceable(use_case, submission)
        found = match_codes(use_case, scans, memo=submission)
        plan = found.plans[0] if found.plans else None
        if plan is None and not found.refused and not found.aside:
            plan = match_pages(use_case, submission, scans)
        if plan is None:
            problems = [r for outcome in found.refused if outcome.error for r in outcome.error.reasons]
            raise BadInput("papers_incomplete", problems, memo=submission.label)
        day = decision_day(use_case, submission, decided_on or submission.decided_on)
        who = signer_on(use_case, signer or submission.signer, day)
        about = _about(submission, items, plan.papers, who, day, use_case.me)
        me, version = use_case.me, submission.version
    must_be_paper(office, plan.papers)
    must_reach_grade([_judged(office, paper, me, who, day) for paper in plan.papers], "receive",
                     office.settings.required_grade)  # fmt: skip
    ask(attest, about)
    kept = [_kept(office, paper) for paper in plan.papers]
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, memo.id)
        if submission.version != version:
            raise conflict(use_case, [item.code for item in items])
        before = use_case.replacements.get(submission.id)
        if before is not None:
            before.settled_by, before.settled_at, before.outcome = login, use_case.now, Settlement.ENDED
        facts = {"papers": kept, "signer": who.login, "decided_on": day.isoformat()}
        row = Request(
            office_id=use_case.office_id, kind=RequestKind.REPLACEMENT, subject=str(submission.id), facts=facts,
            reason=one_line(reason.strip()), asked_by=login, asked_at=use_case.now,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        Record(use_case).add(
            Kind.REPLACEMENT_REQUESTED,
            {"request": row.id, "memo": submission.label, "reason": row.reason,
             "sha256": [paper["sha256"] for paper in kept]},
            submission=submission.id, role=Role.REGISTRAR,
        )  # fmt: skip
        named = [use_case.name_of(item) for item in items]
        waits = Unmet("replacement_waits", {"memo": submission.label, "item": named[0]}, Capacity.HEAD)
        return Outcome(submission.label, None, ", ".join(named), (waits,))


def _must_be_replaceable(use_case: UseCase, submission: Submission) -> list[Item]:
    items = signed_items(use_case, submission)
    if submission.how != "pen" or not items:
        raise _no("nothing_to_replace", submission.label, Capacity.REGISTRAR)
    if any(item.state is not State.HEAD_SIGNED for item in items):
        raise _no("replace_after_publication", submission.label, Capacity.CLERK)
    return items


def replace_scan(
    office: Office, login: str, codes: Sequence[str], *, attest: Attest | None = None, year: int | None = None
) -> list[Outcome]:
    """Confirm, as another person than who asked, that the scans of the items' memos are replaced; each memo whole.

    :param attest: asks who confirms what the eye must judge.
    :raises Refused: nobody asked; the same person; a contributor. :raises Declined: not attested.
    """
    with reading(office, login, year) as use_case:
        memos = submissions_of(use_case, codes, "replace_scan", signed_items)
        for _, items in memos:
            must_agree(use_case, "replace_scan", items, "")
        waiting = [_asked(use_case, memo, items) for memo, items in memos]
        for (_, items), one in zip(memos, waiting, strict=True):
            must_agree(use_case, "replace_scan", items, one.who.login)
    return [_replace(office, login, one, attest, year) for one in waiting]


def _replace(office: Office, login: str, asked: _Asked, attest: Attest | None, year: int | None) -> Outcome:
    must_be_paper(office, asked.papers)
    ask(attest, asked.about)
    judged = [_judged(office, paper, asked.by, asked.who, asked.day) for paper in asked.papers]
    must_reach_grade(judged, "replace_scan", office.settings.required_grade)
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, asked.submission)
        row = use_case.replacements.get(asked.submission)
        items = signed_items(use_case, submission)
        if submission.version != asked.version or row is None or row.id != asked.request:
            raise conflict(use_case, asked.items)
        me = use_case.me
        word = {"confirmed_by": {"login": me.login, "name": me.name, "post": me.post}}
        papers = [replace(one, verdict=replace(one.verdict, record={**one.verdict.record, **word})) for one in judged]
        for verdict in queries.memos.verdicts_of(use_case.session, submission.id):
            verdict.replaced_at = use_case.now
        role = next(role for role in _ROLES if me.holds(role))
        said = {"request": row.id, "asked_by": row.asked_by, "reason": row.reason}
        approval = Approval("replace_scan", "pen", asked.who, asked.day, papers, asked.by.name, as_role=role, also=said)
        record_approval(Record(use_case), submission, items, approval)
        row.settled_by, row.settled_at, row.outcome = login, use_case.now, Settlement.CONFIRMED
        return Outcome(submission.label, None, ", ".join(use_case.name_of(item) for item in items))


def _asked(use_case: UseCase, submission: Submission, items: Sequence[Item]) -> _Asked:
    row = use_case.replacements[submission.id]
    day = date.fromisoformat(row.facts["decided_on"])
    by = actor(use_case.session, use_case.office_id, row.asked_by, use_case.today)
    who = signer_on(use_case, row.facts["signer"], day)
    due = {d.evidence: d for d in required_signatures(use_case, submission, items)}
    papers = tuple(
        MatchedPaper(
            due[paper["evidence"]],
            tuple(
                Upload(Path(scan["name"]), use_case.office.store.get(scan["sha256"]), scan["pages"], signed=False)
                for scan in paper["scans"]
            ),
            use_case.office.store.get(paper["sha256"]),
            tuple(paper["removed"]),
        )
        for paper in row.facts["papers"]
        if paper["evidence"] in due  # an item may have been sent back since
    )
    about = _about(submission, items, papers, who, day, use_case.me)
    codes = tuple(item.code for item in items)
    return _Asked(row.id, submission.id, submission.version, codes, papers, by, who, day, row.reason, about)


def _about(
    submission: Submission, items: Sequence[Item], papers: Sequence[MatchedPaper], who: Actor, day: date, me: Actor
) -> Attestation:
    files = {scan.path.name: None for paper in papers for scan in paper.uploads}
    return Attestation(
        submission.label, tuple((item.code, item.title) for item in items), (), who.name, post_of(who), day, me.name,
        tuple(files), sum(paper.required.pages for paper in papers),
        tuple(sorted({name for paper in papers for name in paper.removed})),
    )  # fmt: skip


def _judged(office: Office, paper: MatchedPaper, registrar: Actor, who: Actor, day: date) -> SignedPaper:
    due, verdict = attested(office, paper, registrar, who, day)
    return SignedPaper(due, digest_of(paper.data), verdict)


def _kept(office: Office, paper: MatchedPaper) -> dict[str, Any]:
    """One paper of the request, its bytes in the store."""
    scans = [
        {"name": scan.path.name, "sha256": office.store.put(scan.data), "pages": scan.pages} for scan in paper.uploads
    ]
    return {
        "evidence": paper.required.evidence, "sha256": office.store.put(paper.data), "scans": scans,
        "removed": list(paper.removed),
    }  # fmt: skip


def _no(code: str, memo: str, who: Capacity) -> Refused:
    return Refused(code, "receive", (Unmet(code, {"memo": memo}, who),), memo=memo)

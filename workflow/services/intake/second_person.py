"""The second person who attests a paper that a registrar brought who contributed to it: once for each memo.

The registrar attests first, and nothing is recorded of the approval; what was brought waits with its digests. An
appointed person of another group, who did not contribute, looks at the paper too and confirms: then it is received.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from workflow.records.kinds import Kind
from workflow.records.models import Request, RequestKind, Settlement, Submission
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.states import Capacity, Role
from workflow.services.approval.attestations import in_the_way, open_attestations
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.record import (
    Approval,
    SignedPaper,
    must_reach_grade,
    record_approval,
    required_signatures,
)
from workflow.services.context.authorization import Actor
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record
from workflow.services.context.uploads import digest_of
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.intake.attestation import Attest, ask, attested, must_be_paper
from workflow.services.intake.checking import Ready, about_memo
from workflow.services.intake.matching import MatchedPaper, Upload
from workflow.services.intake.signer import signer_on
from workflow.services.intake.striking import strike
from workflow.thai import code_as_written, in_cycle, one_line


def ask_second(office: Office, login: str, ready: Ready, year: int | None, reason: str | None) -> Outcome:
    """Keep what the registrar attested until a second person does. The papers are in the store already.

    :raises Conflict: the memo was changed meanwhile.
    """
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, ready.plan.submission)
        if submission.version != ready.version:
            raise conflict(use_case, ready.items)
        for row, memo in open_attestations(use_case):
            if memo.id == submission.id:
                row.settled_by, row.settled_at, row.outcome = login, use_case.now, Settlement.ENDED
        kept = [_kept(paper) for paper in ready.plan.papers]
        facts = {
            "version": ready.version, "signer": ready.who.login, "decided_on": ready.day.isoformat(),
            "struck": list(ready.struck), "inked": ready.inked,
            "papers": kept,
        }  # fmt: skip
        row = Request(
            office_id=use_case.office_id, kind=RequestKind.ATTESTATION, subject=str(submission.id), facts=facts,
            reason=one_line(reason.strip()) if reason else "", asked_by=login, asked_at=use_case.now,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        digests = [paper["sha256"] for paper in kept]
        told = {"request": row.id, "memo": submission.label, "sha256": digests}
        Record(use_case).add(Kind.ATTESTATION_ASKED, told, submission=submission.id, role=Role.REGISTRAR)
        named = [use_case.name_of(item) for item in open_items(use_case, submission) if item.code in ready.items]
        about = {"memo": submission.label, "person": login, "item": named[0]}
        waits = Unmet("attestation_waits", about, Capacity.REGISTRAR)
        return Outcome(submission.label, None, ", ".join(named), (waits,))


def _kept(paper: MatchedPaper) -> dict[str, Any]:
    scans = [{"name": c.path.name, "sha256": digest_of(c.data), "pages": c.pages} for c in paper.uploads]
    return {
        "evidence": paper.required.evidence, "sha256": digest_of(paper.data), "scans": scans,
        "removed": list(paper.removed),
    }  # fmt: skip


def attest_second(
    office: Office, login: str, memo: str, *, attest: Attest | None = None, year: int | None = None
) -> Outcome:
    """Attest, as the second person, the paper of a memo that waits for one; then it is received.

    :param memo: its number, or the code of an item on it. :param attest: asks this person what the eye must judge.
    :raises NotFound: nothing waits there. :raises Refused: with every reason why it may not be this person.
    :raises BadInput: nobody can be asked. :raises Declined: the answer was no; it still waits.
    """
    with reading(office, login, year) as use_case:
        row, submission = _waiting(use_case, memo)
        reasons = tuple(in_the_way(use_case, row, submission, use_case.me))
        if reasons:
            raise Refused(reasons[0].code, "attest", reasons, memo=submission.label)
        request, struck = row.id, list(row.facts["struck"])
        papers = _papers(use_case, row, submission)
        by = use_case.person_on(row.asked_by, row.asked_at.astimezone(use_case.now.tzinfo).date())
        day = date.fromisoformat(row.facts["decided_on"])
        who = signer_on(use_case, row.facts["signer"], day)
        about = about_memo(submission.label, papers, open_items(use_case, submission), struck, use_case.me, who, day)
        me, inked, reason = use_case.me, bool(row.facts.get("inked")), row.reason or None
    must_be_paper(office, papers)
    ask(attest, about)
    judged = [_judged(office, paper, by, me, who, day) for paper in papers]
    must_reach_grade(judged, "receive", office.settings.required_grade)
    with acting(office, login, year, lock=True) as use_case:
        row, submission = _waiting(use_case, memo)
        if row.id != request:
            raise conflict(use_case, [item.code for item in open_items(use_case, submission)])
        record = Record(use_case)
        staying = strike(use_case, record, submission, struck, who)
        also = {"co_attested_by": me.name, "asked_by": row.asked_by}
        approval = Approval(
            "receive", "pen", who, day, [p for p in judged if p.required.item not in struck], by.name,
            reason=reason, in_ink=inked, alone=False, as_role=me.appointments[0].role, also=also,
            registrar=row.asked_by,
        )  # fmt: skip
        record_approval(record, submission, staying, approval)
        row.settled_by, row.settled_at, row.outcome = login, use_case.now, Settlement.CONFIRMED
        return Outcome(submission.label, None, ", ".join(use_case.name_of(item) for item in staying))


def _waiting(use_case: UseCase, memo: str) -> tuple[Request, Submission]:
    """The attestation that waits on a memo. :raises NotFound: none does, or the memo has moved since."""
    said, (code, year, framework) = memo.strip().upper(), in_cycle(code_as_written(memo.strip()))
    for row, submission in open_attestations(use_case):
        items = open_items(use_case, submission)
        of = {use_case.cycle_of(item) for item in items}
        theirs = year is None or any(c.fiscal_year == year and framework in (None, c.framework) for c in of)
        if theirs and code in {item.code for item in items}:
            return row, submission
        if said in (submission.label.upper(), str(submission.number)):
            return row, submission
    raise NotFound("no_attestation_waits", memo=memo)


def _papers(use_case: UseCase, row: Request, submission: Submission) -> list[MatchedPaper]:
    store = use_case.office.store
    due = {d.evidence: d for d in required_signatures(use_case, submission, open_items(use_case, submission))}
    return [
        MatchedPaper(
            due[paper["evidence"]],
            tuple(
                Upload(Path(scan["name"]), store.get(scan["sha256"]), scan["pages"], signed=False)
                for scan in paper["scans"]
            ),
            store.get(paper["sha256"]),
            tuple(paper["removed"]),
        )
        for paper in row.facts["papers"]
    ]


def _judged(office: Office, paper: MatchedPaper, registrar: Actor, second: Actor, who: Actor, day: date) -> SignedPaper:
    """The verdict on one paper, on the word of two."""
    due, verdict = attested(office, paper, registrar, who, day)
    word = {"confirmed_by": {"login": second.login, "name": second.name, "post": second.post}}
    return SignedPaper(due, digest_of(paper.data), replace(verdict, record={**verdict.record, **word}))

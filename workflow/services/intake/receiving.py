"""``receive``: the registrar takes in what the head signed elsewhere, with a token or with a pen.

A digitally signed PDF is matched to its paper by its bytes: it must begin with the issued file. A scan is split by the
codes printed on its pages; without codes by the memo number given, its pages being the memo's and then those of each
file to be signed, in annex order. Everything is matched and checked first; then the registrar attests by name, memo by
memo, what the eye must judge, and the verdict says *attested by a person*, never *verified*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from workflow.records.kinds import Kind
from workflow.records.models import Submission
from workflow.rules.errors import BadInput, Unmet, WorkflowError, WrongRole
from workflow.rules.states import Capacity, Role
from workflow.services.approval.excepting import must_be_on_one
from workflow.services.approval.record import Approval, record_approval
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting, reading
from workflow.services.intake.attestation import Attest, ask
from workflow.services.intake.checking import Ready, check
from workflow.services.intake.matching import (
    Plan,
    UnmatchedPage,
    match_codes,
    match_pages,
    match_tokens,
    memo_by_label,
    memo_to_replace,
    of_the_named,
    read,
    refuse_issued,
)
from workflow.services.intake.replacing import ask_replacement
from workflow.services.intake.scan_hints import ScanComparison, look_at, with_hints
from workflow.services.intake.second_person import ask_second
from workflow.services.intake.striking import strike
from workflow.thai import code_as_written


def receive(
    office: Office,
    login: str,
    files: Sequence[Path],
    *,
    memo: str | None = None,
    decided_on: date | None = None,
    signer: str | None = None,
    excepted: Sequence[str] = (),
    attest: Attest | None = None,
    year: int | None = None,
    show: Callable[[ScanComparison], object] = lambda comparison: None,
    look_only: bool = False,
    replacing: str | None = None,
    reason: str | None = None,
    when: Callable[[str], date] | None = None,
) -> list[Outcome]:
    """Record what the head signed elsewhere; one result for each memo, and for each page that fits none.

    :param memo: number of the memo that the files are of; a file that says otherwise by its bytes or codes is refused.
    :param decided_on: date of the head's decision; when not given, of the digital signature, or today for a scan.
    :param when: asks for the day that is written on a scanned memo, by its number; asked outside every transaction,
        before anything is judged, and only where ``decided_on`` is not given.
    :param signer: login of who signed with a pen, when it was not the holder. Who signed digitally is read from the
        signature; a name may only agree with it. :param excepted: items the head excepted by hand, of whatever memo.
    :param attest: asks the registrar what the eye must judge, once everything else holds; without it no scan is taken.
    :param show: is handed the hints on the scans before anybody is asked, outside every transaction.
    :param look_only: record nothing.
    :param reason: why a paper that names who acted for the head is received from the head who came back.
    :param replacing: why the scan that was received of this memo is wrong; another person has to confirm.
    :raises WrongRole: not a registrar. :raises BadInput: a file is not usable, or pages are missing.
    :raises NotFound: no open memo fits; an excepted item is on none of them.
    """
    with reading(office, login, year) as use_case:
        if use_case.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "receive", "who": [Capacity.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "receive", (Unmet("wrong_role", facts, Capacity.REGISTRAR),))
    uploads = [read(office, path) for path in files]
    if not uploads:
        raise BadInput("no_files")
    if replacing is not None:
        with reading(office, login, year) as use_case:
            wrong = memo_to_replace(use_case, memo, uploads)
        return [
            ask_replacement(
                office, login, uploads, wrong, replacing, decided_on=decided_on, signer=signer, attest=attest, year=year
            )
        ]
    with reading(office, login, year) as use_case:
        struck = {code_as_written(code) for code in excepted}
        scans, refused = refuse_issued(use_case, [c for c in uploads if not c.signed])
        tokens = [c for c in uploads if c.signed]
        named = memo_by_label(use_case, memo) if memo is not None and (scans or tokens) else None
        plans = match_tokens(use_case, tokens, struck, named) if tokens else []
        aside: list[UnmatchedPage] = []
        memos = {plan.submission for plan in plans}
        if scans:
            found = match_codes(use_case, scans, struck, named)
            memos |= found.memos
            if not found.plans and not found.refused and not found.aside:
                if named is None:
                    raise BadInput("scan_needs_memo", files=[c.path.name for c in scans])
                found.plans.append(match_pages(use_case, named, scans, struck))
            plans += found.plans
            refused += found.refused
            aside = found.aside
        plans, contradicted = of_the_named(use_case, plans, named)
        refused += contradicted
        must_be_on_one(use_case, struck, memos | {plan.submission for plan in plans})
    asked = [plan for plan in plans if plan.how == "pen"] if when is not None and decided_on is None else []
    days = {plan.submission: when(plan.label) for plan in asked if when is not None}

    def checked(plan: Plan) -> Ready:
        day = days.get(plan.submission, decided_on)
        return check(office, login, plan, day, signer, struck, year, reason)

    ready = [_try(plan, checked) for plan in plans]
    plans = [one.plan for one in ready if isinstance(one, Ready) and one.plan.how == "pen"]
    comparison = look_at(office, [(paper.required, paper.data) for plan in plans for paper in plan.papers])
    show(comparison)
    if look_only:
        shown = [
            one if isinstance(one, Outcome) else Outcome(one.plan.label, hints=comparison.of(one.plan.submission))
            for one in ready
        ]
        return shown + refused + [_page_refused(one) for one in aside]
    results = [
        one if isinstance(one, Outcome) else _take(office, login, one, attest, year, comparison, reason)
        for one in ready
    ]
    return results + refused + _set_aside(office, login, aside, year)


def _try(plan: Plan, check: Callable[[Plan], Ready]) -> Ready | Outcome:
    try:
        return check(plan)
    except WorkflowError as no:
        return Outcome(plan.label, no)


def _take(
    office: Office,
    login: str,
    ready: Ready,
    attest: Attest | None,
    year: int | None,
    comparison: ScanComparison,
    reason: str | None,
) -> Outcome:
    """Ask where a person must judge, outside any transaction; then record the approval of one memo."""
    plan = ready.plan
    hints = comparison.of(plan.submission)
    try:
        if ready.about is not None:
            ask(attest, ready.about)
            ready = replace(
                ready, signed_papers=tuple(with_hints(office, one, comparison) for one in ready.signed_papers)
            )
            for paper in plan.papers:
                for data in (paper.data, *(c.data for c in paper.uploads)):
                    office.store.put(data)
            if ready.second:
                return replace(ask_second(office, login, ready, year, reason), hints=hints)
        return replace(_write(office, login, ready, year, reason), hints=hints)
    except WorkflowError as no:
        return Outcome(plan.label, no, hints=hints)


def _write(office: Office, login: str, ready: Ready, year: int | None, reason: str | None) -> Outcome:
    plan, about = ready.plan, ready.about
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, plan.submission)
        if submission.version != ready.version:
            raise conflict(use_case, ready.items)
        record = Record(use_case)
        staying = strike(use_case, record, submission, ready.struck, ready.who)
        papers = [paper for paper in ready.signed_papers if paper.required.item not in ready.struck]
        attested_by = about.registrar if about is not None else None
        said = reason if ready.inked else None
        approval = Approval(
            "receive",
            plan.how,
            ready.who,
            ready.day,
            papers,
            attested_by,
            reason=said,
            in_ink=ready.inked,
            alone=plan.how == "pen",
        )
        record_approval(record, submission, staying, approval)
        removed = about.removed if about is not None else ()
        notices = (Unmet("scan_cleaned", {"memo": plan.label, "removed": list(removed)}),) if removed else ()
        return Outcome(submission.label, None, ", ".join(use_case.name_of(item) for item in staying), notices)


def _set_aside(office: Office, login: str, aside: Sequence[UnmatchedPage], year: int | None) -> list[Outcome]:
    """A refusal for each page that fits nowhere; page and reason stay in the journal, the scan in the store."""
    if not aside:
        return []
    kept = {id(one.upload): office.store.put(one.upload.data) for one in aside}
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        for one in aside:
            facts = {"file": one.upload.path.name, "page": one.page, "why": one.why.code,
                     "document": one.why.facts.get("document"), "sha256": kept[id(one.upload)]}  # fmt: skip
            record.add(Kind.SCAN_SET_ASIDE, facts, role=Role.REGISTRAR)
    return [_page_refused(one) for one in aside]


def _page_refused(aside: UnmatchedPage) -> Outcome:
    """The refusal of one page."""
    facts = {"file": aside.upload.path.name, "page": aside.page, "why_th": aside.why.th, "why_en": aside.why.en}
    problem = Unmet("page_set_aside", facts, Capacity.REGISTRAR)
    return Outcome(aside.upload.path.name, BadInput("page_set_aside", [problem]))

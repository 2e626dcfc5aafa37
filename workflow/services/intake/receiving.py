"""``receive``: the registrar takes in what the head signed elsewhere, with a token or with a pen.

A digitally signed PDF is matched to its paper by its bytes: it must begin with the issued file. A scan is split by the
codes printed on its pages; without codes by the memo number given, its pages being the memo's and then those of each
file to be signed, in annex order. Everything is matched and checked first; then the registrar attests by name, memo by
memo, what the eye must judge, and the verdict says *attested by a person*, never *verified*.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from workflow.ports import SignerTerm
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.errors import BadInput, NotFound, Unmet, WorkflowError, WrongRole
from workflow.rules.states import Capacity, Role
from workflow.services.approval.record import (
    SignedPaper,
    as_head,
    must_agree,
    must_reach_grade,
    record_approval,
    required_signatures,
)
from workflow.services.approval.routing import open_items
from workflow.services.context.authorization import Actor
from workflow.services.context.certificates import signer_terms
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, transition
from workflow.services.context.uploads import digest_of
from workflow.services.context.use_case import UseCase
from workflow.services.intake.attestation import Attest, Attestation, ask, attested, must_be_paper, post_of
from workflow.services.intake.matching import (
    MatchedPaper,
    Plan,
    UnmatchedPage,
    demanded,
    match_codes,
    match_pages,
    match_tokens,
    memo_by_label,
    read,
    refuse_issued,
)
from workflow.services.intake.scan_hints import ScanComparison, look_at, with_hints
from workflow.services.intake.signer import decision_day, must_keep_signatures, signed_by, signer_on

NOBODY_YET = ""
"""Who signed, before the signature was read."""
BY_HAND = "หัวหน้าหน่วยงานเขียนยกเว้นไว้ในบันทึก"


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
) -> list[Outcome]:
    """Record what the head signed elsewhere; one result for each memo, and for each page that fits none.

    :param decided_on: date of the head's decision; when not given, of the digital signature, or today for a scan.
    :param signer: login of who signed with a pen, when it was not the holder. Who signed digitally is read from the
        signature; a name may only agree with it. :param excepted: items the head excepted by hand, of whatever memo.
    :param attest: asks the registrar what the eye must judge, once everything else holds; without it no scan is taken.
    :param show: is handed the hints on the scans before anybody is asked, outside every transaction.
    :param look_only: record nothing.
    :raises WrongRole: not a registrar. :raises BadInput: a file is not usable, or pages are missing.
    :raises NotFound: no open memo fits; an excepted item is on none of them.
    """
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        if use_case.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "receive", "who": [Capacity.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "receive", (Unmet("wrong_role", facts, Capacity.REGISTRAR),))
    uploads = [read(office, path) for path in files]
    if not uploads:
        raise BadInput("no_files")
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        struck = {item.code for item in use_case.items(excepted)} if excepted else set()
        scans, refused = refuse_issued(use_case, [c for c in uploads if not c.signed])
        tokens = [c for c in uploads if c.signed]
        plans = match_tokens(use_case, tokens, struck) if tokens else []
        aside: list[UnmatchedPage] = []
        memos = {plan.submission for plan in plans}
        if scans:
            named = memo_by_label(use_case, memo) if memo is not None else None
            found = match_codes(use_case, scans, struck, named)
            memos |= found.memos
            if not found.plans and not found.refused and not found.aside:
                if named is None:
                    raise BadInput("scan_needs_memo", files=[c.path.name for c in scans])
                found.plans.append(match_pages(use_case, named, scans, struck))
            plans += found.plans
            refused += found.refused
            aside = found.aside
        _must_be_on_one(use_case, struck, memos | {plan.submission for plan in plans})
    ready = [_try(plan, lambda p: _check(office, login, p, decided_on, signer, struck, year)) for plan in plans]
    plans = [one.plan for one in ready if isinstance(one, _Ready) and one.plan.how == "pen"]
    comparison = look_at(office, [(paper.required, paper.data) for plan in plans for paper in plan.papers])
    show(comparison)
    if look_only:
        labels = [one if isinstance(one, Outcome) else one.plan.label for one in ready]
        shown = [one if isinstance(one, Outcome) else Outcome(one, hints=comparison.of(one)) for one in labels]
        return shown + refused + [_page_refused(one) for one in aside]
    results = [
        one if isinstance(one, Outcome) else _take(office, login, one, attest, year, comparison) for one in ready
    ]
    return results + refused + _set_aside(office, login, aside, year)


def _must_be_on_one(use_case: UseCase, struck: Collection[str], memos: Collection[int]) -> None:
    """:raises NotFound: an item that was struck out by hand is on no memo that came."""
    found = [use_case.session.get_one(Submission, memo) for memo in sorted(memos)]
    strange = set(struck) - {item.code for submission in found for item in open_items(use_case, submission)}
    if strange and found:
        raise NotFound("item_not_on_memo", items=sorted(strange), memo=[submission.label for submission in found])


@dataclass(frozen=True, slots=True)
class _Ready:
    """One memo that passed every check; ``about``: what the registrar must still attest, of a scan."""

    plan: Plan
    version: int
    items: tuple[str, ...]
    struck: tuple[str, ...]
    signed_papers: tuple[SignedPaper, ...]
    who: Actor
    day: date
    about: Attestation | None


def _try(plan: Plan, check: Callable[[Plan], _Ready]) -> _Ready | Outcome:
    try:
        return check(plan)
    except WorkflowError as no:
        return Outcome(plan.label, no)


def _check(
    office: Office,
    login: str,
    plan: Plan,
    decided_on: date | None,
    signer: str | None,
    struck: Collection[str],
    year: int | None,
) -> _Ready:
    """Everything the program can judge by itself; nothing is recorded, nobody is asked."""
    signed_papers: list[SignedPaper] = []
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        submission = use_case.session.get_one(Submission, plan.submission)
        items = open_items(use_case, submission)
        due = required_signatures(use_case, submission, items)
        uploads = {paper.required.issued for paper in plan.papers}
        if not items or not {d.issued for d in demanded(due, struck)} <= uploads <= {d.issued for d in due}:
            # Signed, withdrawn or reissued since the pages were matched to its papers.
            raise conflict(use_case, [use_case.session.get_one(Item, row.item_id).code for row in submission.items])
        mine = [item for item in items if item.code in struck]
        if len(mine) == len(items):
            raise BadInput("all_excepted", memo=submission.label)
        must_agree(use_case, "receive", items, signer or NOBODY_YET)
        version = submission.version
        terms = signer_terms(use_case)
    if plan.how != "pen":
        signed_papers = _judged(office, plan.papers, terms)
        must_reach_grade(signed_papers, "receive", office.settings.required_grade)
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        signed_on = None
        if signed_papers:
            must_keep_signatures(
                use_case, use_case.session.get_one(Submission, plan.submission), items[0].code, signed_papers[0]
            )
            signer = signed_by(use_case, signed_papers, signer)
            signed_at = signed_papers[0].verdict.signed_at
            signed_on = signed_at.astimezone(use_case.now.tzinfo).date() if signed_at is not None else None
        day = decision_day(use_case, use_case.session.get_one(Submission, plan.submission), decided_on or signed_on)
        who = signer_on(use_case, signer, day)
        must_agree(use_case, "receive", use_case.items([item.code for item in items]), who.login)
        registrar = use_case.me
    about = None
    if plan.how == "pen":
        must_be_paper(office, plan.papers)
        for paper in plan.papers:
            due_one, verdict = attested(office, paper, registrar, who, day)
            signed_papers.append(SignedPaper(due_one, digest_of(paper.data), verdict))
        must_reach_grade(signed_papers, "receive", office.settings.required_grade)
        about = _about(plan, items, {item.code for item in mine}, registrar, who, day)
    codes = tuple(item.code for item in items)
    return _Ready(plan, version, codes, tuple(item.code for item in mine), tuple(signed_papers), who, day, about)


def _about(
    plan: Plan, items: Sequence[Item], struck: Collection[str], registrar: Actor, who: Actor, day: date
) -> Attestation:
    files = {c.path.name: None for paper in plan.papers for c in paper.uploads}
    return Attestation(
        plan.label,
        tuple((item.code, item.title) for item in items if item.code not in struck),
        tuple((item.code, item.title) for item in items if item.code in struck),
        who.name, post_of(who), day, registrar.name, tuple(files), sum(paper.required.pages for paper in plan.papers),
        tuple(sorted({name for paper in plan.papers for name in paper.removed})),
    )  # fmt: skip


def _take(
    office: Office, login: str, ready: _Ready, attest: Attest | None, year: int | None, comparison: ScanComparison
) -> Outcome:
    """Ask where a person must judge, outside any transaction; then record the approval of one memo."""
    plan = ready.plan
    hints = comparison.of(plan.label)
    try:
        if ready.about is not None:
            ask(attest, ready.about)
            ready = replace(
                ready, signed_papers=tuple(with_hints(office, one, comparison) for one in ready.signed_papers)
            )
            for paper in plan.papers:
                for data in (paper.data, *(c.data for c in paper.uploads)):
                    office.store.put(data)
        return replace(_write(office, login, ready, year), hints=hints)
    except WorkflowError as no:
        return Outcome(plan.label, no, hints=hints)


def _write(office: Office, login: str, ready: _Ready, year: int | None) -> Outcome:
    plan, about = ready.plan, ready.about
    with office.unit_of_work() as uow:
        use_case = UseCase(office, uow, login, year)
        uow.lock_office(use_case.office_id)
        submission = use_case.session.get_one(Submission, plan.submission)
        if submission.version != ready.version:
            raise conflict(use_case, ready.items)
        record = Record(use_case)
        staying = _except(use_case, record, submission, ready.struck, ready.who)
        record_approval(
            use_case, record, submission, staying,
            [b for b in ready.signed_papers if b.required.item not in ready.struck],
            trigger="receive", how=plan.how, signer=ready.who, decided_on=ready.day,
            facts={"attested_by": about.registrar} if about is not None else {},
        )  # fmt: skip
        uow.commit()
        removed = about.removed if about is not None else ()
        notices = (Unmet("scan_cleaned", {"memo": plan.label, "removed": list(removed)}),) if removed else ()
        return Outcome(submission.label, None, ", ".join(item.code for item in staying), notices)


def _set_aside(office: Office, login: str, aside: Sequence[UnmatchedPage], year: int | None) -> list[Outcome]:
    """A refusal for each page that fits nowhere; page and reason stay in the journal, the scan in the store."""
    if not aside:
        return []
    kept = {id(one.upload): office.store.put(one.upload.data) for one in aside}
    with office.unit_of_work() as uow:
        record = Record(UseCase(office, uow, login, year))
        uow.lock_office(record.use_case.office_id)
        for one in aside:
            facts = {**_which(one), "why": one.why.code, "sha256": kept[id(one.upload)]}
            record.add(Kind.SCAN_SET_ASIDE, facts, role=Role.REGISTRAR)
        uow.commit()
    return [_page_refused(one) for one in aside]


def _which(aside: UnmatchedPage) -> dict[str, object]:
    return {"file": aside.upload.path.name, "page": aside.page, "why_th": aside.why.th, "why_en": aside.why.en}


def _page_refused(aside: UnmatchedPage) -> Outcome:
    """The refusal of one page."""
    problem = Unmet("page_set_aside", _which(aside), Capacity.REGISTRAR)
    return Outcome(aside.upload.path.name, BadInput("page_set_aside", [problem]))


def _except(
    use_case: UseCase, record: Record, submission: Submission, struck: Collection[str], who: Actor
) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    items = open_items(use_case, submission)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in struck:
            case = as_head(use_case.case(item), who.login, BY_HAND)
            transition(
                record, item, "send_back", case, facts={"memo": submission.label, "recorded_by": use_case.me.login},
                submission=submission.id, role=Role.REGISTRAR,
            )  # fmt: skip
            rows[item.id].outcome, rows[item.id].reason = "excepted", BY_HAND
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in struck]


def _judged(office: Office, papers: Sequence[MatchedPaper], terms: Sequence[SignerTerm]) -> list[SignedPaper]:
    """The verdict on each paper that came back with a digital signature."""
    verdicts = office.signatures.verify_many(
        [(paper.data, office.store.get(paper.required.issued)) for paper in papers],
        terms=terms, required_grade=office.settings.required_grade, at=office.now(), foreign=True,
    )  # fmt: skip
    return [
        SignedPaper(paper.required, office.store.put(paper.data), verdict)
        for paper, verdict in zip(papers, verdicts, strict=True)
    ]

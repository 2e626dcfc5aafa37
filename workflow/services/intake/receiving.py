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
from workflow.rules.states import Role, Who
from workflow.services.approval.record import (
    Brought,
    as_head,
    must_agree,
    must_reach_grade,
    papers_due,
    record_approval,
)
from workflow.services.approval.routing import open_items
from workflow.services.context.authorization import Actor
from workflow.services.context.certificates import signer_terms
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, act
from workflow.services.context.uploads import digest_of
from workflow.services.context.use_case import Desk
from workflow.services.intake.attestation import Attest, Attestation, ask, attested, must_be_paper, post_of
from workflow.services.intake.matching import (
    Aside,
    Back,
    Plan,
    demanded,
    match_codes,
    match_pages,
    match_tokens,
    memo_by_label,
    read,
    refuse_issued,
)
from workflow.services.intake.scan_hints import Looked, look_at, with_hints
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
    show: Callable[[Looked], object] = lambda looked: None,
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
        desk = Desk(office, uow, login, year)
        if desk.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "receive", "who": [Who.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "receive", (Unmet("wrong_role", facts, Who.REGISTRAR),))
    came = [read(office, path) for path in files]
    if not came:
        raise BadInput("no_files")
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        struck = {item.code for item in desk.items(excepted)} if excepted else set()
        scans, refused = refuse_issued(desk, [c for c in came if not c.signed])
        tokens = [c for c in came if c.signed]
        plans = match_tokens(desk, tokens, struck) if tokens else []
        aside: list[Aside] = []
        memos = {plan.submission for plan in plans}
        if scans:
            named = memo_by_label(desk, memo) if memo is not None else None
            found = match_codes(desk, scans, struck, named)
            memos |= found.memos
            if not found.plans and not found.refused and not found.aside:
                if named is None:
                    raise BadInput("scan_needs_memo", files=[c.path.name for c in scans])
                found.plans.append(match_pages(desk, named, scans, struck))
            plans += found.plans
            refused += found.refused
            aside = found.aside
        _must_be_on_one(desk, struck, memos | {plan.submission for plan in plans})
    ready = [_try(plan, lambda p: _check(office, login, p, decided_on, signer, struck, year)) for plan in plans]
    plans = [one.plan for one in ready if isinstance(one, _Ready) and one.plan.how == "pen"]
    looked = look_at(office, [(back.due, back.data) for plan in plans for back in plan.papers])
    show(looked)
    if look_only:
        labels = [one if isinstance(one, Outcome) else one.plan.label for one in ready]
        seen = [one if isinstance(one, Outcome) else Outcome(one, seen=looked.of(one)) for one in labels]
        return seen + refused + [_told(one) for one in aside]
    results = [one if isinstance(one, Outcome) else _take(office, login, one, attest, year, looked) for one in ready]
    return results + refused + _set_aside(office, login, aside, year)


def _must_be_on_one(desk: Desk, struck: Collection[str], memos: Collection[int]) -> None:
    """:raises NotFound: an item that was struck out by hand is on no memo that came."""
    found = [desk.session.get_one(Submission, memo) for memo in sorted(memos)]
    strange = set(struck) - {item.code for submission in found for item in open_items(desk, submission)}
    if strange and found:
        raise NotFound("item_not_on_memo", items=sorted(strange), memo=[submission.label for submission in found])


@dataclass(frozen=True, slots=True)
class _Ready:
    """One memo that passed every check; ``about``: what the registrar must still attest, of a scan."""

    plan: Plan
    version: int
    items: tuple[str, ...]
    struck: tuple[str, ...]
    brought: tuple[Brought, ...]
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
    brought: list[Brought] = []
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        submission = desk.session.get_one(Submission, plan.submission)
        items = open_items(desk, submission)
        due = papers_due(desk, submission, items)
        came = {back.due.issued for back in plan.papers}
        if not items or not {d.issued for d in demanded(due, struck)} <= came <= {d.issued for d in due}:
            # Signed, withdrawn or reissued since the pages were matched to its papers.
            raise overtaken(desk, [desk.session.get_one(Item, row.item_id).code for row in submission.items])
        mine = [item for item in items if item.code in struck]
        if len(mine) == len(items):
            raise BadInput("all_excepted", memo=submission.label)
        must_agree(desk, "receive", items, signer or NOBODY_YET)
        version = submission.version
        terms = signer_terms(desk)
    if plan.how != "pen":
        brought = _judged(office, plan.papers, terms)
        must_reach_grade(brought, "receive", office.settings.required_grade)
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        signed_on = None
        if brought:
            must_keep_signatures(desk, desk.session.get_one(Submission, plan.submission), items[0].code, brought[0])
            signer = signed_by(desk, brought, signer)
            signed_at = brought[0].verdict.signed_at
            signed_on = signed_at.astimezone(desk.now.tzinfo).date() if signed_at is not None else None
        day = decision_day(desk, desk.session.get_one(Submission, plan.submission), decided_on or signed_on)
        who = signer_on(desk, signer, day)
        must_agree(desk, "receive", desk.items([item.code for item in items]), who.login)
        registrar = desk.me
    about = None
    if plan.how == "pen":
        must_be_paper(office, plan.papers)
        for back in plan.papers:
            due_one, verdict = attested(office, back, registrar, who, day)
            brought.append(Brought(due_one, digest_of(back.data), verdict))
        must_reach_grade(brought, "receive", office.settings.required_grade)
        about = _about(plan, items, {item.code for item in mine}, registrar, who, day)
    codes = tuple(item.code for item in items)
    return _Ready(plan, version, codes, tuple(item.code for item in mine), tuple(brought), who, day, about)


def _about(
    plan: Plan, items: Sequence[Item], struck: Collection[str], registrar: Actor, who: Actor, day: date
) -> Attestation:
    files = {c.path.name: None for back in plan.papers for c in back.came}
    return Attestation(
        plan.label,
        tuple((item.code, item.title) for item in items if item.code not in struck),
        tuple((item.code, item.title) for item in items if item.code in struck),
        who.name, post_of(who), day, registrar.name, tuple(files), sum(back.due.pages for back in plan.papers),
        tuple(sorted({name for back in plan.papers for name in back.removed})),
    )  # fmt: skip


def _take(
    office: Office, login: str, ready: _Ready, attest: Attest | None, year: int | None, looked: Looked
) -> Outcome:
    """Ask where a person must judge, outside any transaction; then record the approval of one memo."""
    plan = ready.plan
    seen = looked.of(plan.label)
    try:
        if ready.about is not None:
            ask(attest, ready.about)
            ready = replace(ready, brought=tuple(with_hints(office, one, looked) for one in ready.brought))
            for back in plan.papers:
                for data in (back.data, *(c.data for c in back.came)):
                    office.store.put(data)
        return replace(_write(office, login, ready, year), seen=seen)
    except WorkflowError as no:
        return Outcome(plan.label, no, seen=seen)


def _write(office: Office, login: str, ready: _Ready, year: int | None) -> Outcome:
    plan, about = ready.plan, ready.about
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        submission = desk.session.get_one(Submission, plan.submission)
        if submission.version != ready.version:
            raise overtaken(desk, ready.items)
        record = Record(desk)
        staying = _except(desk, record, submission, ready.struck, ready.who)
        record_approval(
            desk, record, submission, staying, [b for b in ready.brought if b.due.item not in ready.struck],
            trigger="receive", how=plan.how, signer=ready.who, decided_on=ready.day,
            facts={"attested_by": about.registrar} if about is not None else {},
        )  # fmt: skip
        uow.commit()
        removed = about.removed if about is not None else ()
        told = (Unmet("scan_cleaned", {"memo": plan.label, "removed": list(removed)}),) if removed else ()
        return Outcome(submission.label, None, ", ".join(item.code for item in staying), told)


def _set_aside(office: Office, login: str, aside: Sequence[Aside], year: int | None) -> list[Outcome]:
    """A refusal for each page that fits nowhere; page and reason stay in the journal, the scan in the store."""
    if not aside:
        return []
    kept = {id(one.came): office.store.put(one.came.data) for one in aside}
    with office.unit_of_work() as uow:
        record = Record(Desk(office, uow, login, year))
        uow.lock_office(record.desk.office_id)
        for one in aside:
            told = {**_which(one), "why": one.why.code, "sha256": kept[id(one.came)]}
            record.add(Kind.SCAN_SET_ASIDE, told, role=Role.REGISTRAR)
        uow.commit()
    return [_told(one) for one in aside]


def _which(aside: Aside) -> dict[str, object]:
    return {"file": aside.came.path.name, "page": aside.page, "why_th": aside.why.th, "why_en": aside.why.en}


def _told(aside: Aside) -> Outcome:
    """The refusal of one page."""
    problem = Unmet("page_set_aside", _which(aside), Who.REGISTRAR)
    return Outcome(aside.came.path.name, BadInput("page_set_aside", [problem]))


def _except(desk: Desk, record: Record, submission: Submission, struck: Collection[str], who: Actor) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    items = open_items(desk, submission)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in struck:
            case = as_head(desk.case(item), who.login, BY_HAND)
            act(record, item, "send_back", case, facts={"memo": submission.label, "recorded_by": desk.me.login},
                submission=submission.id, role=Role.REGISTRAR)  # fmt: skip
            rows[item.id].outcome, rows[item.id].reason = "excepted", BY_HAND
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in struck]


def _judged(office: Office, papers: Sequence[Back], terms: Sequence[SignerTerm]) -> list[Brought]:
    """The verdict on each paper that came back with a digital signature."""
    verdicts = office.signatures.verify_many(
        [(back.data, office.store.get(back.due.issued)) for back in papers],
        terms=terms, required_grade=office.settings.required_grade, at=office.now(), foreign=True,
    )  # fmt: skip
    return [
        Brought(back.due, office.store.put(back.data), verdict) for back, verdict in zip(papers, verdicts, strict=True)
    ]

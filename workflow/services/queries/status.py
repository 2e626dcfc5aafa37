"""How things stand: the status of all items, why an item does not move, what waits for me. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from workflow.records.models import ExceptionRequest, Item, Proof, Revision, Submission
from workflow.rules.case import Case
from workflow.rules.errors import NotFound, Unmet
from workflow.rules.machine import why
from workflow.rules.states import Capacity, Online, State
from workflow.rules.table import TRIGGERS, starting_in
from workflow.services.approval.memo_fields import memo_missing
from workflow.services.context.authorization import capacities, fits_post, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.signing_order import my_turn
from workflow.services.context.use_case import UseCase
from workflow.services.queries.flags import Flag, flags


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One line of ``oit status``. ``waiting_for``: capacities or groups that must act next, machine-readable."""

    code: str
    title: str
    state: State
    online: Online
    groups: tuple[str, ...]
    compiler: str | None
    revision: str | None
    memo_no: str | None
    grade: int | None
    proof: dict[str, Any] | None
    waiting_for: tuple[str, ...]
    flags: tuple[Flag, ...]
    due: date | None
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class CycleStatus:
    """``progress`` always sums to ``total``: published (online), of the rest awaiting approval and compiling."""

    office: str
    fiscal_year: int
    as_of: datetime
    progress: dict[str, int]
    items: tuple[ItemStatus, ...]


FORWARD = ("compile", "submit", "endorse", "sign", "publish")
"""The straight way; the ways back wait for nobody."""


def status(
    office: Office, *, year: int | None = None, group: str | None = None, codes: Sequence[str] = ()
) -> CycleStatus:
    """All items of a cycle, or those of one group."""
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, None, year)
        everything = use_case.items()
        shown = everything
        if codes:
            wanted = {item.code for item in use_case.items(codes)}
            shown = [item for item in shown if item.code in wanted]
        if group is not None:
            key = use_case.group(group).key
            shown = [i for i in shown if key == i.compiling_group or key in {p.group_key for p in i.parts}]
        proofs = _proofs(use_case)
        submissions = _submissions(use_case)
        online = _online_revisions(use_case)
        items = tuple(_item_status(use_case, item, proofs, submissions, online) for item in shown)
        return CycleStatus(
            office=office.settings.office.name,
            fiscal_year=use_case.cycle.fiscal_year,
            as_of=use_case.now,
            progress=progress(everything),
            items=items,
        )


def progress(items: Sequence[Item]) -> dict[str, int]:
    """The office's own three numbers (PROCEDURE section 5); they always sum to the number of items."""
    counts = {"published": 0, "awaiting_approval": 0, "compiling": 0}
    for item in items:
        counts["published" if item.online is Online.ONLINE else item.state.progress] += 1
    return {**counts, "total": len(items)}


def _proofs(use_case: UseCase) -> dict[int, Proof]:
    query = (
        select(Proof).join(Item, Item.id == Proof.item_id).where(Item.cycle_id == use_case.cycle.id).order_by(Proof.id)
    )
    return {proof.item_id: proof for proof in use_case.session.scalars(query)}


def _submissions(use_case: UseCase) -> dict[int, Submission]:
    query = select(Submission).where(Submission.office_id == use_case.office_id)
    return {row.id: row for row in use_case.session.scalars(query)}


def _online_revisions(use_case: UseCase) -> dict[int, Revision]:
    query = (
        select(Revision)
        .join(Item, Item.id == Revision.item_id)
        .where(Item.cycle_id == use_case.cycle.id, Revision.signed_at.is_not(None))
    )
    return {row.id: row for row in use_case.session.scalars(query)}


def _item_status(
    use_case: UseCase,
    item: Item,
    proofs: dict[int, Proof],
    submissions: dict[int, Submission],
    signed: dict[int, Revision],
) -> ItemStatus:
    proof = proofs.get(item.id)
    revision = use_case.revision(item) or (signed.get(item.online_revision_id) if item.online_revision_id else None)
    submission = submissions.get(item.submission_id) if item.submission_id is not None else None
    memo = submission.label if submission else (revision.signed or {}).get("memo") if revision else None
    grade = (revision.signed or {}).get("grade") if revision else None
    return ItemStatus(
        code=item.code,
        title=item.title,
        state=item.state,
        online=item.online,
        groups=tuple(p.group_key for p in item.parts),
        compiler=item.compiling_group,
        revision=revision.digest if revision else None,
        memo_no=memo,
        grade=grade,
        proof={"kind": proof.kind, "at": proof.at, "severity": proof.severity, "clicks": proof.clicks,
               "address": proof.address} if proof and item.online is not Online.NONE else None,
        waiting_for=waiting_for(use_case, item),
        flags=tuple(flags(use_case, item, revision, proof)),
        due=item.due,
        entered_at=item.entered_at,
    )  # fmt: skip


def waiting_for(use_case: UseCase, item: Item) -> tuple[str, ...]:
    """Who must act next: from the same needs that refuse the step, so the two can never disagree."""
    for step in starting_in(item.state):
        if step.trigger not in FORWARD:
            continue
        case = use_case.case(item) if use_case.login is None else _nobody(use_case, item)
        if step.trigger == "endorse" and not case.route:
            continue
        unmet = why(step.trigger, case)
        if unmet:
            return tuple(dict.fromkeys(str(u.who) for u in unmet if u.who))
        if step.trigger == "endorse":
            return (f"post:{case.route[0]}",)
        return tuple(sorted(w.value for w in step.who))
    return ()


def _nobody(use_case: UseCase, item: Item) -> Case:
    login, use_case.login = use_case.login, None
    try:
        return use_case.case(item)
    finally:
        use_case.login = login


@dataclass(frozen=True, slots=True)
class Why:
    """All that stands in the way of one step; empty: it can be taken."""

    code: str
    step: str
    unmet: tuple[Unmet, ...]


def why_not(
    office: Office, code: str, step: str | None = None, *, login: str | None = None, year: int | None = None
) -> list[Why]:
    """Every reason, for one step or for each step that starts where the item is.

    :param login: judge this person's role too; without it nobody's.
    :raises NotFound: no such item, or no such step.
    """
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        item = use_case.item(code)
        if step is not None:
            trigger = step.replace("-", "_")
            if trigger not in TRIGGERS:
                raise NotFound("no_such_step", step=step, steps=list(TRIGGERS))
            triggers = [trigger]
        else:
            triggers = [
                s.trigger for s in starting_in(item.state) if s.trigger != "endorse" or use_case.case(item).route
            ]
        return [Why(item.code, t, _why(use_case, item, t)) for t in triggers]


def _why(use_case: UseCase, item: Item, trigger: str) -> tuple[Unmet, ...]:
    if trigger == "endorse" and item.state is State.SUBMITTED and not use_case.case(item).route:
        return (Unmet("nobody_on_route", {"item": item.code}, Capacity.HEAD),)
    missing = memo_missing(use_case, [item]) if trigger == "submit" and item.state is State.GROUP_COMPILED else ()
    signer = None
    if trigger in ("sign", "receive") and use_case.login is None:
        from workflow.rules.states import Role
        from workflow.services.context.authorization import holders

        found = holders(use_case.everybody.values(), Role.HEAD)
        signer = found[0][0].login if found else None
    return why(trigger, use_case.case(item, signer=signer, memo_missing=missing))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing in an inbox: what to do with which item (or memo), and since when."""

    item: str
    title: str
    do: str
    memo: str | None
    since: datetime
    due: date | None
    reasons: tuple[Unmet, ...] = ()


def inbox(office: Office, login: str, *, year: int | None = None) -> list[Waiting]:
    """What waits for this person today, oldest first: steps open to them, parts to hand in, accept, or confirm."""
    with office.unit_of_work(write=False) as uow:
        use_case = UseCase(office, uow, login, year)
        found: list[Waiting] = []
        for item in use_case.items():
            submission = use_case.submission(item)
            mine = capacities(
                use_case.me, item, submission, use_case.everybody.values(), use_case.office.settings.route
            )
            memo = submission.label if submission else None
            found += [Waiting(item.code, item.title, do, memo, item.entered_at, item.due, reasons)
                      for do, reasons in _tasks(use_case, item, submission, mine)]  # fmt: skip
        query = select(ExceptionRequest).where(
            ExceptionRequest.office_id == use_case.office_id, ExceptionRequest.confirmed_by.is_(None)
        )
        codes = {item.id: item for item in use_case.items()}
        for request in use_case.session.scalars(query):
            first = use_case.everybody.get(request.requested_by)
            other = first is None or not (first.groups & use_case.me.groups)
            if request.requested_by != login and other and request.item_id in codes:
                item = codes[request.item_id]
                found.append(
                    Waiting(item.code, item.title, f"exception_confirm:{request.id}", None, request.requested_at, None)
                )
        return sorted(found, key=lambda w: w.since)


def _tasks(
    use_case: UseCase, item: Item, submission: Submission | None, mine: frozenset[Capacity]
) -> list[tuple[str, tuple[Unmet, ...]]]:
    tasks: list[tuple[str, tuple[Unmet, ...]]] = []
    if item.state is State.DRAFT:
        groups = {h.group for h in use_case.me.appointments if h.role.value == "officer"}
        owed = [p for p in item.parts if p.group_key in groups and p.status in (None, "refused")]
        tasks += [(f"contribute:{p.group_key}", ()) for p in owed]
        if Capacity.COMPILER in mine:
            tasks += [(f"accept:{p.group_key}", ()) for p in item.parts if p.status == "handed_in"]
            reasons = why("compile", use_case.case(item))
            elements = tuple(u for u in reasons if u.code == "element_not_ticked")
            if not reasons:
                tasks.append(("compile", ()))
            elif elements and len(elements) == len(reasons):
                tasks.append(("tick", elements))
        if item.compiling_group is None and mine & {Capacity.HEAD, Capacity.DEPUTY}:
            tasks.append(("assign", ()))
    elif item.state is State.GROUP_COMPILED and Capacity.DIRECTOR in mine:
        tasks.append(("submit", ()))
    elif item.state is State.SUBMITTED:
        left = remaining_route(submission, use_case.everybody.values())
        if left and fits_post(use_case.me, left[0]):
            tasks.append(("endorse", ()))
        if my_turn(submission, use_case.me.login):
            tasks.append(("countersign", ()))
        if not left and Capacity.HEAD in mine:
            tasks.append(("sign", why("sign", use_case.case(item))))
        if not left and Capacity.REGISTRAR in mine:
            tasks.append(("receive", ()))
    elif item.state is State.HEAD_SIGNED and Capacity.WEB in mine:
        tasks.append(("publish", ()))
    if item.online is Online.SUSPENDED and not item.online_confirmed and Capacity.HEAD in mine:
        tasks.append(("confirm_suspension", ()))
    return tasks

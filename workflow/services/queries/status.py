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
from workflow.rules.states import Online, State, Who
from workflow.rules.table import TRIGGERS, starting_in
from workflow.services.approval.memo_fields import memo_missing
from workflow.services.context.authorization import capacities, fits_post, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.signing_order import my_turn
from workflow.services.context.use_case import Desk
from workflow.services.queries.flags import Flag, flags


@dataclass(frozen=True, slots=True)
class ItemStanding:
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
class Standing:
    """``progress`` always sums to ``total``: published (online), of the rest awaiting approval and compiling."""

    office: str
    fiscal_year: int
    as_of: datetime
    progress: dict[str, int]
    items: tuple[ItemStanding, ...]


FORWARD = ("compile", "submit", "endorse", "sign", "publish")
"""The straight way; the ways back wait for nobody."""


def status(office: Office, *, year: int | None = None, group: str | None = None, codes: Sequence[str] = ()) -> Standing:
    """All items of a cycle, or those of one group."""
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, None, year)
        everything = desk.items()
        shown = everything
        if codes:
            wanted = {item.code for item in desk.items(codes)}
            shown = [item for item in shown if item.code in wanted]
        if group is not None:
            key = desk.group(group).key
            shown = [i for i in shown if key == i.compiling_group or key in {p.group_key for p in i.parts}]
        proofs = _proofs(desk)
        submissions = _submissions(desk)
        online = _online_revisions(desk)
        items = tuple(_standing(desk, item, proofs, submissions, online) for item in shown)
        return Standing(
            office=office.settings.office.name,
            fiscal_year=desk.cycle.fiscal_year,
            as_of=desk.now,
            progress=progress(everything),
            items=items,
        )


def progress(items: Sequence[Item]) -> dict[str, int]:
    """The office's own three numbers (PROCEDURE section 5); they always sum to the number of items."""
    counts = {"published": 0, "awaiting_approval": 0, "compiling": 0}
    for item in items:
        counts["published" if item.online is Online.ONLINE else item.state.progress] += 1
    return {**counts, "total": len(items)}


def _proofs(desk: Desk) -> dict[int, Proof]:
    query = select(Proof).join(Item, Item.id == Proof.item_id).where(Item.cycle_id == desk.cycle.id).order_by(Proof.id)
    return {proof.item_id: proof for proof in desk.session.scalars(query)}


def _submissions(desk: Desk) -> dict[int, Submission]:
    query = select(Submission).where(Submission.office_id == desk.office_id)
    return {row.id: row for row in desk.session.scalars(query)}


def _online_revisions(desk: Desk) -> dict[int, Revision]:
    query = (
        select(Revision)
        .join(Item, Item.id == Revision.item_id)
        .where(Item.cycle_id == desk.cycle.id, Revision.signed_at.is_not(None))
    )
    return {row.id: row for row in desk.session.scalars(query)}


def _standing(
    desk: Desk,
    item: Item,
    proofs: dict[int, Proof],
    submissions: dict[int, Submission],
    signed: dict[int, Revision],
) -> ItemStanding:
    proof = proofs.get(item.id)
    revision = desk.revision(item) or (signed.get(item.online_revision_id) if item.online_revision_id else None)
    submission = submissions.get(item.submission_id) if item.submission_id is not None else None
    memo = submission.label if submission else (revision.signed or {}).get("memo") if revision else None
    grade = (revision.signed or {}).get("grade") if revision else None
    return ItemStanding(
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
        waiting_for=waiting_for(desk, item),
        flags=tuple(flags(desk, item, revision, proof)),
        due=item.due,
        entered_at=item.entered_at,
    )  # fmt: skip


def waiting_for(desk: Desk, item: Item) -> tuple[str, ...]:
    """Who must act next: from the same needs that refuse the step, so the two can never disagree."""
    for step in starting_in(item.state):
        if step.trigger not in FORWARD:
            continue
        case = desk.case(item) if desk.login is None else _nobody(desk, item)
        if step.trigger == "endorse" and not case.route:
            continue
        unmet = why(step.trigger, case)
        if unmet:
            return tuple(dict.fromkeys(str(u.who) for u in unmet if u.who))
        if step.trigger == "endorse":
            return (f"post:{case.route[0]}",)
        return tuple(sorted(w.value for w in step.who))
    return ()


def _nobody(desk: Desk, item: Item) -> Case:
    login, desk.login = desk.login, None
    try:
        return desk.case(item)
    finally:
        desk.login = login


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
        desk = Desk(office, uow, login, year)
        item = desk.item(code)
        if step is not None:
            trigger = step.replace("-", "_")
            if trigger not in TRIGGERS:
                raise NotFound("no_such_step", step=step, steps=list(TRIGGERS))
            triggers = [trigger]
        else:
            triggers = [s.trigger for s in starting_in(item.state) if s.trigger != "endorse" or desk.case(item).route]
        return [Why(item.code, t, _why(desk, item, t)) for t in triggers]


def _why(desk: Desk, item: Item, trigger: str) -> tuple[Unmet, ...]:
    if trigger == "endorse" and item.state is State.SUBMITTED and not desk.case(item).route:
        return (Unmet("nobody_on_route", {"item": item.code}, Who.HEAD),)
    missing = memo_missing(desk, [item]) if trigger == "submit" and item.state is State.GROUP_COMPILED else ()
    signer = None
    if trigger in ("sign", "receive") and desk.login is None:
        from workflow.rules.states import Role
        from workflow.services.context.authorization import holders

        found = holders(desk.everybody.values(), Role.HEAD)
        signer = found[0][0].login if found else None
    return why(trigger, desk.case(item, signer=signer, memo_missing=missing))


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
        desk = Desk(office, uow, login, year)
        found: list[Waiting] = []
        for item in desk.items():
            submission = desk.submission(item)
            mine = capacities(desk.me, item, submission, desk.everybody.values(), desk.office.settings.route)
            memo = submission.label if submission else None
            found += [Waiting(item.code, item.title, do, memo, item.entered_at, item.due, reasons)
                      for do, reasons in _tasks(desk, item, submission, mine)]  # fmt: skip
        query = select(ExceptionRequest).where(
            ExceptionRequest.office_id == desk.office_id, ExceptionRequest.confirmed_by.is_(None)
        )
        codes = {item.id: item for item in desk.items()}
        for request in desk.session.scalars(query):
            first = desk.everybody.get(request.requested_by)
            other = first is None or not (first.groups & desk.me.groups)
            if request.requested_by != login and other and request.item_id in codes:
                item = codes[request.item_id]
                found.append(
                    Waiting(item.code, item.title, f"exception_confirm:{request.id}", None, request.requested_at, None)
                )
        return sorted(found, key=lambda w: w.since)


def _tasks(
    desk: Desk, item: Item, submission: Submission | None, mine: frozenset[Who]
) -> list[tuple[str, tuple[Unmet, ...]]]:
    tasks: list[tuple[str, tuple[Unmet, ...]]] = []
    if item.state is State.DRAFT:
        groups = {h.group for h in desk.me.held if h.role.value == "officer"}
        owed = [p for p in item.parts if p.group_key in groups and p.status in (None, "refused")]
        tasks += [(f"contribute:{p.group_key}", ()) for p in owed]
        if Who.COMPILER in mine:
            tasks += [(f"accept:{p.group_key}", ()) for p in item.parts if p.status == "handed_in"]
            reasons = why("compile", desk.case(item))
            elements = tuple(u for u in reasons if u.code == "element_not_ticked")
            if not reasons:
                tasks.append(("compile", ()))
            elif elements and len(elements) == len(reasons):
                tasks.append(("tick", elements))
        if item.compiling_group is None and mine & {Who.HEAD, Who.DEPUTY}:
            tasks.append(("assign", ()))
    elif item.state is State.GROUP_COMPILED and Who.DIRECTOR in mine:
        tasks.append(("submit", ()))
    elif item.state is State.SUBMITTED:
        left = remaining_route(submission, desk.everybody.values())
        if left and fits_post(desk.me, left[0]):
            tasks.append(("endorse", ()))
        if my_turn(submission, desk.me.login):
            tasks.append(("countersign", ()))
        if not left and Who.HEAD in mine:
            tasks.append(("sign", why("sign", desk.case(item))))
        if not left and Who.REGISTRAR in mine:
            tasks.append(("receive", ()))
    elif item.state is State.HEAD_SIGNED and Who.WEB in mine:
        tasks.append(("publish", ()))
    if item.online is Online.SUSPENDED and not item.online_confirmed and Who.HEAD in mine:
        tasks.append(("confirm_suspension", ()))
    return tasks

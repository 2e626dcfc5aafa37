"""What waits for one person: what ``oit inbox`` prints, from the needs that refuse a step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workflow.records import queries
from workflow.records.models import Item, Submission
from workflow.rules.errors import Unmet
from workflow.rules.machine import why
from workflow.rules.states import Capacity, Online, State
from workflow.services.collection.waivers import in_the_way
from workflow.services.context.authorization import capacities, fits_post, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.signing_order import my_turn
from workflow.services.context.use_case import UseCase, reading


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
    with reading(office, login, year) as use_case:
        found: list[Waiting] = []
        if not use_case.me.appointments:
            return found
        for item in use_case.items():
            submission = use_case.submission(item)
            mine = capacities(
                use_case.me, item, submission, use_case.everybody.values(), use_case.office.settings.route
            )
            memo = submission.label if submission else None
            found += [Waiting(item.code, item.title, do, memo, item.entered_at, item.due, reasons)
                      for do, reasons in _tasks(use_case, item, submission, mine)]  # fmt: skip
        codes = {item.id: item for item in use_case.items()}
        for request in queries.items.waiting_exceptions(use_case.session, use_case.office_id):
            asked_of = codes.get(request.item_id or 0)
            if asked_of is not None and not any(in_the_way(use_case, asked_of, request)):
                do = f"exception_confirm:{request.id}"
                found.append(Waiting(asked_of.code, asked_of.title, do, None, request.asked_at, None))
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
        if my_turn(submission, use_case.me):
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

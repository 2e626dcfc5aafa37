"""The part of an item that one group owes: whose it is, who may hand it in or judge it, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.records.writing import touch_row
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole, WrongState
from workflow.rules.states import Capacity, Role, State
from workflow.services.context.authorization import capacities
from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from workflow.records.models import Item, Part


def touch(item: Item) -> None:
    """Have the item's version move on with the next write."""
    # A change of a child row must also collide with a step taken meanwhile: bump the item's version.
    touch_row(item, "entered_at")


def must_be_draft(item: Item, step: str) -> None:
    """:raises WrongState: the item is not being compiled."""
    if item.state is not State.DRAFT:
        facts = {"item": item.code, "step": step, "state": item.state.value, "starts_in": [State.DRAFT.value]}
        raise WrongState("wrong_state", step, (Unmet("wrong_state", facts),), item=item.code)


def must_be(use_case: UseCase, item: Item, step: str, who: Capacity) -> None:
    """:raises WrongRole: who acts does not stand to the item in this capacity."""
    theirs = capacities(use_case.me, item, use_case.submission(item), use_case.everybody.values())
    if who not in theirs:
        facts = {"item": item.code, "step": step, "who": [who.value], "person": use_case.me.login}
        raise WrongRole("wrong_role", step, (Unmet("wrong_role", facts, who),), item=item.code)


def part_to_judge(use_case: UseCase, code: str, group: str, step: str) -> tuple[Item, Part]:
    """The item and the part that its compiler accepts or refuses.

    :raises WrongState: not being compiled. :raises WrongRole: not the compiler. :raises NotFound: no such item or
        group, or not a responsible one. :raises Refused: nothing was handed in.
    """
    item = use_case.item(code)
    must_be_draft(item, step)
    must_be(use_case, item, step, Capacity.COMPILER)
    key = use_case.group(group).key
    part = next((p for p in item.parts if p.group_key == key), None)
    if part is None:
        raise NotFound("group_not_responsible", item=item.code, group=key, groups=[p.group_key for p in item.parts])
    if part.status is None:
        raise Refused("part_missing", step, (Unmet("part_missing", {"item": item.code, "group": key}, f"group:{key}"),))
    return item, part


def part_to_hand_in(use_case: UseCase, item: Item, group: str | None) -> Part:
    """The part this person hands in for. :param group: key or name, when the person works for several.

    :raises WrongState: the item is not being compiled. :raises WrongRole: not an officer of a responsible group.
    :raises NotFound: no such group, or not a responsible one. :raises BadInput: ``which_group``: of several.
    """
    must_be_draft(item, "contribute")
    mine = {h.group for h in use_case.me.appointments if h.role is Role.OFFICER and h.group}
    parts = {p.group_key: p for p in item.parts}
    if group is not None:
        key = use_case.group(group).key
        if key not in parts:
            raise NotFound("group_not_responsible", item=item.code, group=key, groups=list(parts))
        fitting = [key] if key in mine or item.compiling_group in mine else []
    else:
        fitting = [key for key in parts if key in mine]
    if not fitting:
        facts = {"item": item.code, "step": "contribute", "who": [Capacity.CLERK.value], "person": use_case.me.login}
        raise WrongRole("wrong_role", "contribute", (Unmet("wrong_role", facts, Capacity.CLERK),), item=item.code)
    if len(fitting) > 1:
        raise BadInput("which_group", item=item.code, groups=fitting)
    return parts[fitting[0]]


def state_of(part: Part) -> tuple[object, ...]:
    """What changes when somebody hands in or judges: to see whether it happened meanwhile."""
    return part.status, part.handed_in_by, part.handed_in_at, part.refusal

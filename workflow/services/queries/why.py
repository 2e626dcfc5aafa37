"""All that stands in the way of a step: what ``oit why`` prints, from the needs that refuse it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.rules.errors import NotFound, Unmet
from workflow.rules.machine import why
from workflow.rules.needs import unmet
from workflow.rules.states import Capacity, State
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, starting_in
from workflow.services.approval.memo.fields import memo_missing
from workflow.services.context.returned import sent_back
from workflow.services.context.use_case import UseCase, reading

if TYPE_CHECKING:
    from workflow.records.models import Item
    from workflow.rules.case import Case
    from workflow.rules.table import OnlineStep
    from workflow.services.context.office import Office


@dataclass(frozen=True, slots=True)
class Why:
    """All that stands in the way of one step; empty: it can be taken. ``returned``: why the item was sent back."""

    code: str
    step: str
    unmet: tuple[Unmet, ...]
    returned: Unmet | None = None


def why_not(
    office: Office, code: str, step: str | None = None, *, login: str | None = None, year: int | None = None
) -> list[Why]:
    """Every reason, for one step or for each step that starts where the item is.

    :param login: judge this person's role too; without it nobody's.
    :raises NotFound: no such item, or no such step.
    """
    with reading(office, login, year) as use_case:
        return reasons(use_case, use_case.item(code), step)


def reasons(use_case: UseCase, item: Item, step: str | None = None) -> list[Why]:
    """The same for an item at hand, in table order.

    :raises NotFound: no such step.
    """
    if step is not None:
        trigger = step.replace("-", "_")
        if trigger not in TRIGGERS:
            raise NotFound("no_such_step", step=step, steps=list(TRIGGERS))
        triggers = [trigger]
    else:
        case = use_case.case(item)
        triggers = [s.trigger for s in starting_in(item.state) if _concerns(s.trigger, case)]
    return [Why(item.code, t, _why(use_case, item, t), sent_back(item)) for t in triggers]


def online_offered(office: Office, code: str, login: str, *, year: int | None = None) -> list[OnlineStep]:
    """What this person may do with the item's online revision now; a reason, and files that return, come with it.

    :raises NotFound: no such item.
    """
    with reading(office, login, year) as use_case:
        case = use_case.case(use_case.item(code), reason="-")
        typed = ("lifted_files_named",)
        return [
            step for step in ONLINE_STEPS
            if step.who & case.capacities and not unmet([need for need in step.needs if need not in typed], case)
        ]  # fmt: skip


def _concerns(trigger: str, case: Case) -> bool:
    """Whether a step concerns the item now: not every memo has a route, and seldom is there something to undo."""
    asked = {
        "endorse": bool(case.route),
        "add_part": bool(case.year_parts),
        "cancel_revision": case.revising,
        "replace_scan": case.scan_doubted,
    }
    return asked.get(trigger, True)


_OF_ANOTHER = ("submit", "receive")
"""Steps of one person that lead to the signature of another."""


def _why(use_case: UseCase, item: Item, trigger: str) -> tuple[Unmet, ...]:
    if trigger == "endorse" and item.state is State.SUBMITTED and not use_case.case(item).route:
        return (Unmet("nobody_on_route", {"item": item.code}, Capacity.HEAD),)
    missing = memo_missing(use_case, [item]) if trigger == "submit" and item.state is State.GROUP_COMPILED else ()
    signer = use_case.expected_signer(item) if use_case.login is None or trigger in _OF_ANOTHER else None
    return why(trigger, use_case.case(item, signer=signer, memo_missing=missing))

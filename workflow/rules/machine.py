"""The table, run by `transitions`: the one room that imports it.

`transitions` is permissive by default (a draft could jump to *signed*; a refused condition returns ``False`` without
a reason; an error in a late callback is swallowed and the step counts), so: no automatic transitions, no model ever
attached, a throw-away subject per decision, needs as ``before`` callbacks that raise, nothing in later callbacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from workflow.rules.case import Case, Decision
from workflow.rules.errors import NeedNotMet, Unmet, WrongRole, WrongState
from workflow.rules.needs import lifted, unmet
from workflow.rules.states import Capacity, Online, State
from workflow.rules.table import INITIAL, ONLINE_STEPS, STEPS, OnlineStep, Step, rows, starting_in


@dataclass(slots=True)
class _Subject:
    """What `transitions` moves: two words, thrown away."""

    state: str  # the value: `transitions` would look an enum member up by its name
    row: Step | None = None


def _transition(step: Step) -> dict[str, Any]:
    def this_person(event: Any) -> bool:
        # Falsy: `transitions` tries the next row of the same trigger.
        return bool(step.who & event.kwargs["case"].capacities)

    def needs_met(event: Any) -> None:
        case: Case = event.kwargs["case"]
        found = unmet(step.needs, case)
        if found:
            raise NeedNotMet("need_not_met", step.trigger, found, item=case.code)
        event.kwargs["subject"].row = step

    return {
        "trigger": step.trigger,
        "source": step.source.value,
        "dest": step.dest.value,
        "conditions": this_person,
        "before": needs_met,
    }


@cache
def _machine() -> Any:
    from transitions import Machine  # 18 ms: not for commands that only look

    return Machine(
        model=None,
        states=[state.value for state in State],
        initial=INITIAL.value,
        auto_transitions=False,
        send_event=True,
        transitions=[_transition(step) for step in STEPS],
    )


def decide(trigger: str, case: Case) -> Decision:
    """Where ``trigger`` leads this item when this person takes it.

    :raises WrongState: the step does not start in the item's state.
    :raises WrongRole: it does, but for other people.
    :raises NeedNotMet: state and person fit; ``reasons`` lists everything that is missing.
    :raises KeyError: there is no such step.
    """
    from transitions import MachineError

    subject = _Subject(case.state.value)
    event = _machine().events[trigger]
    try:
        done = event.trigger(subject, case=case, subject=subject)
    except MachineError:
        raise WrongState("wrong_state", trigger, (wrong_state(trigger, case),), item=case.code) from None
    if not done or subject.row is None:
        reasons = (wrong_role(trigger, case), *standing(case), *_nobody_yet(trigger, case))
        raise WrongRole("wrong_role", trigger, reasons, item=case.code)
    row = subject.row
    return Decision(trigger, row.source, row.dest, lifted(row.needs, case))


def wrong_state(trigger: str, case: Case) -> Unmet:
    """Why a step does not start here; what was taken off the site is not called published."""
    sources = [row.source.value for row in rows(trigger)]
    off = case.state is State.PUBLISHED and case.online in (Online.SUSPENDED, Online.RETRACTED)
    is_now = case.online.value if off else case.state.value
    return Unmet("wrong_state", {"item": case.code, "step": trigger, "state": is_now, "starts_in": sources})


def wrong_role(trigger: str, case: Case) -> Unmet:
    who = sorted({w.value for row in rows(trigger) if row.source is case.state for w in row.who})
    return Unmet("wrong_role", {"item": case.code, "step": trigger, "who": who, "person": case.actor}, who[0])


def standing(case: Case) -> tuple[Unmet, ...]:
    """Why somebody may not act in a post of theirs today: no appointment in force, or another acts in it."""
    if case.actor is None:
        return ()
    found = [
        Unmet(
            "holder_suspended",
            {"person": case.actor, "role": s.role.value, "by": s.by, "name": s.name, "kind": s.kind.value,
             "until": s.until.isoformat() if s.until else None},
            Capacity.REGISTRAR,
        )
        for s in case.suspended
    ]  # fmt: skip
    if not case.appointed and not found:
        found.append(Unmet("no_appointment_today", {"person": case.actor}, "administrator"))
    return tuple(found)


def _nobody_yet(trigger: str, case: Case) -> tuple[Unmet, ...]:
    """Why nobody at all may: without a compiling group no one is its officer, and who asks must be told that."""
    named = [row for row in rows(trigger) if row.source is case.state and "compiler_known" in row.needs]
    return unmet(("compiler_known",), case) if named else ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One step that starts where the item is, and all that stands in its way for this person (or for anyone)."""

    step: Step
    reasons: tuple[Unmet, ...]


def why(trigger: str, case: Case) -> tuple[Unmet, ...]:
    """All that stands in the way of one step; empty: it can be taken now.

    Without a person in the case nobody's role is judged. The same needs as :func:`decide` runs.

    :raises KeyError: there is no such step.
    """
    candidates = rows(trigger)
    if not candidates:
        raise KeyError(trigger)
    here = [row for row in candidates if row.source is case.state]
    if not here:
        return (wrong_state(trigger, case),)
    may = case.actor is None or here[0].who & case.capacities
    role = () if may else (wrong_role(trigger, case), *standing(case))
    return role + unmet(here[0].needs, case)


def offers(case: Case) -> Iterator[Offer]:
    """Every step that starts in the item's state, in table order, with its reasons."""
    for step in starting_in(case.state):
        yield Offer(step, why(step.trigger, case))


def decide_online(step: OnlineStep, case: Case) -> tuple[Unmet, ...]:
    """Check a step on the online revision; returns what an exception lifted (nothing is waivable today).

    :raises WrongRole: not this person's to do.
    :raises NeedNotMet: with every reason.
    """
    if not step.who & case.capacities:
        who = sorted(w.value for w in step.who)
        facts = {"item": case.code, "step": step.trigger, "who": who, "person": case.actor}
        reasons = (Unmet("wrong_role", facts, who[0]), *standing(case))
        raise WrongRole("wrong_role", step.trigger, reasons, item=case.code)
    found = unmet(step.needs, case)
    if found:
        raise NeedNotMet("need_not_met", step.trigger, found, item=case.code)
    return lifted(step.needs, case)


def online_step(trigger: str) -> OnlineStep:
    """The row of a step on the online revision. :raises KeyError: no such step."""
    for step in ONLINE_STEPS:
        if step.trigger == trigger:
            return step
    raise KeyError(trigger)


def asking(case: Case) -> Case:
    """The same case with no reason given and none asked for: what ``oit why`` looks at."""
    return replace(case, reason=None)

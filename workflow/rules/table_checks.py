"""Checks the table when the program is tested and by ``oit doctor``: `transitions` itself accepts any nonsense."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from workflow.rules.needs import NEEDS, WAIVABLE
from workflow.rules.states import State
from workflow.rules.table import GOAL, INITIAL, ONLINE_STEPS, STEPS, Step


def _reach(start: State, edges: dict[State, set[State]]) -> set[State]:
    seen, todo = {start}, [start]
    while todo:
        for state in edges.get(todo.pop(), set()) - seen:
            seen.add(state)
            todo.append(state)
    return seen


def faults(steps: Sequence[Step] = STEPS) -> list[str]:
    """Everything wrong with a table, naming states and steps; empty when it is sound.

    Every state is reachable from the first, the goal is reachable from every state (so nothing is a trap), no two rows
    of one step start in one state, needs exist, everybody who may act is named, both labels are there.
    """
    found: list[str] = []
    forward: dict[State, set[State]] = {}
    backward: dict[State, set[State]] = {}
    for step in steps:
        if "nothing_changed" in step.needs:
            continue  # undoes a step: no road to anywhere
        forward.setdefault(step.source, set()).add(step.dest)
        backward.setdefault(step.dest, set()).add(step.source)
    found += [f"unreachable: {state.value}" for state in State if state not in _reach(INITIAL, forward)]
    found += [f"no road to {GOAL.value}: {state.value}" for state in State if state not in _reach(GOAL, backward)]
    seen: set[tuple[str, State]] = set()
    for step in steps:
        if (step.trigger, step.source) in seen:
            found.append(f"two rows: {step.trigger} from {step.source.value}")
        seen.add((step.trigger, step.source))
        found += [f"unknown need {name} of {step.trigger}" for name in step.needs if name not in NEEDS]
        if not step.who:
            found.append(f"nobody may {step.trigger}")
        if not (step.th and step.en):
            found.append(f"no label: {step.trigger}")
        if step.reason != ("reason_given" in step.needs):
            found.append(f"reason asked but not needed, or the reverse: {step.trigger}")
    for online in ONLINE_STEPS:
        found += [f"unknown need {name} of {online.trigger}" for name in online.needs if name not in NEEDS]
    found += [f"waivable but unknown: {name}" for name in WAIVABLE if name not in NEEDS]
    return found


def fingerprint() -> str:
    """SHA-256 over the rows; recorded beside the table's version so that it cannot change under an old name."""
    lines = [
        "|".join(
            (s.trigger, s.source.value, s.dest.value, ",".join(sorted(w.value for w in s.who)), ",".join(s.needs),
             ",".join(s.checks), str(s.reason), str(s.whole_memo))
        )
        for s in STEPS
    ]  # fmt: skip
    lines += ["|".join((o.trigger, ",".join(sorted(w.value for w in o.who)), ",".join(o.needs))) for o in ONLINE_STEPS]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()

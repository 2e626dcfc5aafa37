"""Every state x every capacity x every step: only the rows of the table succeed. Each test lists what differs."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import ready
from workflow.rules.errors import NeedNotMet, Refused, WrongRole, WrongState
from workflow.rules.machine import decide, decide_online
from workflow.rules.states import Capacity, Online, State
from workflow.rules.table import ONLINE_STEPS, STEPS, TRIGGERS, OnlineStep

ROWS = {(step.source, step.trigger): step for step in STEPS}
SUITS = {
    "suspend": {Online.ONLINE},
    "confirm_suspension": {Online.SUSPENDED},
    "lift_suspension": {Online.SUSPENDED},
    "retract": {Online.ONLINE, Online.SUSPENDED},
    "lift_retraction": {Online.RETRACTED},
}
"""What must be online for a step on the online revision; by hand, as the office would say it."""
Said = tuple[object, ...]


def said(state: State, capacities: frozenset[Capacity], trigger: str) -> Said:
    """What the machine answers, as plain values."""
    try:
        decision = decide(trigger, ready(state, capacities=capacities))
    except (WrongState, WrongRole) as refused:
        facts = refused.reasons[0].facts
        return (type(refused), facts["starts_in"] if isinstance(refused, WrongState) else facts["who"])
    return (decision.source, decision.dest, decision.waived)


def wanted(state: State, who: Capacity, trigger: str) -> Said:
    """What the table says it must answer."""
    row = ROWS.get((state, trigger))
    if row is None:
        return (WrongState, [s.source.value for s in STEPS if s.trigger == trigger])
    return (state, row.dest, ()) if who in row.who else (WrongRole, sorted(w.value for w in row.who))


def test_only_a_row_of_the_table_succeeds() -> None:
    cells = list(product(State, Capacity, TRIGGERS))
    assert len(cells) == len(State) * len(Capacity) * len(TRIGGERS) > 500
    answers = {cell: (said(cell[0], frozenset({cell[1]}), cell[2]), wanted(*cell)) for cell in cells}
    assert {cell: answer for cell, answer in answers.items() if answer[0] != answer[1]} == {}


def test_the_matrix_has_as_many_open_doors_as_the_table_says() -> None:
    answers = [said(state, frozenset({who}), trigger) for state, who, trigger in product(State, Capacity, TRIGGERS)]
    assert sum(isinstance(answer[0], State) for answer in answers) == sum(len(step.who) for step in STEPS)


def said_online(step: OnlineStep, state: State, who: Capacity, online: Online) -> Said:
    """What the machine answers of a step on what is online."""
    try:
        return ("yes", decide_online(step, ready(state, capacities=frozenset({who}), online=online)))
    except NeedNotMet:
        return (NeedNotMet,)
    except WrongRole as refused:
        return (WrongRole, refused.reasons[0].facts["who"])


def test_a_step_on_what_is_online_does_not_ask_where_the_work_stands() -> None:
    different = []
    for step, state, who, online in product(ONLINE_STEPS, State, Capacity, Online):
        if who not in step.who:
            must: Said = (WrongRole, sorted(w.value for w in step.who))
        else:
            must = ("yes", ()) if online in SUITS[step.trigger] else (NeedNotMet,)
        if (answer := said_online(step, state, who, online)) != must:
            different.append((step.trigger, state, who, online, answer, must))
    assert different == []


def test_nobody_may_do_anything() -> None:
    answers = {cell: said(cell[0], frozenset(), cell[1]) for cell in product(State, TRIGGERS)}
    assert {cell: answer for cell, answer in answers.items() if not issubclass(_kind(answer), Refused)} == {}


def _kind(answer: Said) -> type:
    return answer[0] if isinstance(answer[0], type) else type(answer[0])


@given(st.sampled_from(list(State)), st.sampled_from(TRIGGERS), st.frozensets(st.sampled_from(list(Capacity))))
def test_several_capacities_open_what_any_of_them_opens(state: State, trigger: str, held: frozenset[Capacity]) -> None:
    row = ROWS.get((state, trigger))
    answer = said(state, held, trigger)
    if row is not None and row.who & held:
        assert answer[:2] == (state, row.dest)
    else:
        assert answer[0] in (WrongState, WrongRole)

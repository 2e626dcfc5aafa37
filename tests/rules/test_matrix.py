"""Every state x every capacity x every step: only the rows of the table succeed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.cases import ready
from workflow.rules.errors import NeedNotMet, WrongRole, WrongState
from workflow.rules.machine import decide, decide_online
from workflow.rules.states import Capacity, Online, State
from workflow.rules.table import ONLINE_STEPS, STEPS, TRIGGERS, OnlineStep

ROWS = {(step.source, step.trigger): step for step in STEPS}
SUITS = {
    "suspend": {Online.ONLINE},
    "confirm_suspension": {Online.SUSPENDED},
    "lift_suspension": {Online.SUSPENDED},
    "retract": {Online.ONLINE, Online.SUSPENDED},
}
"""What must be online for a step on the online revision; by hand, as the office would say it."""


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("who", Capacity)
@pytest.mark.parametrize("state", State)
def test_only_a_row_of_the_table_succeeds(state: State, who: Capacity, trigger: str) -> None:
    case = ready(state, capacities=frozenset({who}))
    row = ROWS.get((state, trigger))
    if row is None:
        with pytest.raises(WrongState) as refused:
            decide(trigger, case)
        assert refused.value.reasons[0].facts["starts_in"] == [s.source.value for s in STEPS if s.trigger == trigger]
    elif who not in row.who:
        with pytest.raises(WrongRole) as refused_person:
            decide(trigger, case)
        assert refused_person.value.reasons[0].facts["who"] == sorted(w.value for w in row.who)
    else:
        decision = decide(trigger, case)
        assert (decision.source, decision.dest, decision.waived) == (state, row.dest, ())


def test_the_matrix_has_as_many_open_doors_as_the_table_says() -> None:
    found = 0
    for state, who, trigger in product(State, Capacity, TRIGGERS):
        try:
            decide(trigger, ready(state, capacities=frozenset({who})))
            found += 1
        except (WrongState, WrongRole):
            pass
    assert found == sum(len(step.who) for step in STEPS)


@pytest.mark.parametrize("step", ONLINE_STEPS, ids=lambda step: step.trigger)
@pytest.mark.parametrize("who", Capacity)
@pytest.mark.parametrize("state", State)
def test_a_step_on_what_is_online_does_not_ask_where_the_work_stands(
    state: State, who: Capacity, step: OnlineStep
) -> None:
    for online in Online:
        case = ready(state, capacities=frozenset({who}), online=online)
        if who not in step.who:
            with pytest.raises(WrongRole) as refused:
                decide_online(step, case)
            assert refused.value.reasons[0].facts["who"] == sorted(w.value for w in step.who)
        elif online not in SUITS[step.trigger]:
            with pytest.raises(NeedNotMet):
                decide_online(step, case)
        else:
            assert decide_online(step, case) == ()


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("state", State)
def test_nobody_may_do_anything(state: State, trigger: str) -> None:
    with pytest.raises((WrongState, WrongRole)):
        decide(trigger, ready(state, capacities=frozenset()))


@given(st.sampled_from(list(State)), st.sampled_from(TRIGGERS), st.frozensets(st.sampled_from(list(Capacity))))
def test_several_capacities_open_what_any_of_them_opens(state: State, trigger: str, held: frozenset[Capacity]) -> None:
    row = ROWS.get((state, trigger))
    case = ready(state, capacities=held)
    if row is not None and row.who & held:
        assert decide(trigger, case).dest is row.dest
    else:
        with pytest.raises((WrongState, WrongRole)):
            decide(trigger, case)

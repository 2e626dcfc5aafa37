"""How the rules refuse: unknown step, wrong moment, wrong person, something missing; and that nothing sticks."""

import pytest

from tests.rules.cases import OTHER, ready
from workflow.rules.errors import NeedNotMet, Refused, Unmet, WrongRole, WrongState
from workflow.rules.machine import _machine, asking, decide, offers, online_step, why
from workflow.rules.states import Capacity, Online, State
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows, starting_in

HEAD = frozenset({Capacity.HEAD})


def test_an_unknown_step_raises() -> None:
    for ask in (lambda: decide("stamp", ready(State.DRAFT)), lambda: why("stamp", ready(State.DRAFT)),
                lambda: online_step("stamp")):  # fmt: skip
        with pytest.raises(KeyError):
            ask()
    assert rows("stamp") == ()


def test_a_state_is_no_step() -> None:
    for state in State:
        with pytest.raises(KeyError):
            decide(f"to_{state.value}", ready(State.DRAFT, capacities=frozenset(Capacity)))


def test_the_wrong_moment_is_told_before_the_wrong_person() -> None:
    with pytest.raises(WrongState) as refused:
        decide("sign", ready(State.DRAFT, capacities=frozenset(), route=("deputy",)))
    assert refused.value.code == "wrong_state"
    (reason,) = refused.value.reasons
    assert reason.facts == {"item": "O15", "step": "sign", "state": "draft", "starts_in": ["submitted"]}


@pytest.mark.parametrize("online", [Online.SUSPENDED, Online.RETRACTED])
def test_what_was_taken_off_the_site_is_not_told_to_be_published(online: Online) -> None:
    with pytest.raises(WrongState) as refused:
        decide("publish", ready(State.PUBLISHED, online=online))
    assert refused.value.reasons[0].facts["state"] == online.value


def test_the_wrong_person_learns_who_may_and_nothing_of_what_is_missing() -> None:
    with pytest.raises(WrongRole) as refused:
        decide("sign", ready(State.SUBMITTED, capacities=frozenset({Capacity.CLERK}), route=("deputy",)))
    (reason,) = refused.value.reasons
    assert (reason.code, reason.who) == ("wrong_role", "head")
    assert reason.facts == {"item": "O15", "step": "sign", "who": ["head"], "person": "someone"}


def test_where_nobody_compiles_the_wrong_person_learns_that_nobody_may_yet() -> None:
    case = ready(State.DRAFT, capacities=frozenset({Capacity.CLERK}), compiling_group=None, papers=())
    with pytest.raises(WrongRole) as refused:
        decide("compile", case)
    assert [r.code for r in refused.value.reasons] == ["wrong_role", "no_compiler"]


def test_something_missing_is_told_to_who_may() -> None:
    case = ready(State.SUBMITTED, capacities=HEAD, route=("deputy",), current_digest=OTHER, signer="clerk.admin")
    with pytest.raises(NeedNotMet) as refused:
        decide("sign", case)
    assert [r.code for r in refused.value.reasons] == [
        "route_not_complete", "evidence_changed", "signer_is_contributor",
    ]  # fmt: skip
    assert refused.value.step == "sign"


def test_every_refusal_is_of_one_family_with_exit_code_one() -> None:
    for kind in (WrongState, WrongRole, NeedNotMet):
        assert issubclass(kind, Refused)
        assert kind.exit_code == 1


def test_why_judges_nobody_when_nobody_is_named() -> None:
    case = ready(State.SUBMITTED, actor=None, capacities=frozenset())
    assert why("sign", case) == ()
    assert [r.code for r in why("sign", ready(State.SUBMITTED))] == ["wrong_role"]


def test_why_tells_a_person_both_that_it_is_not_theirs_and_what_is_missing() -> None:
    found = why("sign", ready(State.SUBMITTED, route=("deputy",)))
    assert [r.code for r in found] == ["wrong_role", "route_not_complete"]


def test_why_and_decide_agree() -> None:
    for state in State:
        for trigger in TRIGGERS:
            case = ready(state, capacities=frozenset(Capacity), current_digest=OTHER, reason="", papers=())
            try:
                decide(trigger, case)
                said: tuple[Unmet, ...] = ()
            except Refused as refused:
                said = refused.reasons
            assert why(trigger, case) == said


def test_what_is_offered_is_what_starts_here_in_table_order() -> None:
    for state in State:
        offered = list(offers(ready(state, capacities=frozenset(Capacity))))
        assert [offer.step for offer in offered] == list(starting_in(state))
        assert all(offer.reasons == () for offer in offered)


def test_asking_leaves_the_reason_out() -> None:
    case = asking(ready(State.SUBMITTED, capacities=HEAD, reason=""))
    assert case.reason is None
    assert why("send_back", case) == ()


def test_a_decision_leaves_nothing_behind() -> None:
    case = ready(State.SUBMITTED, capacities=HEAD)
    before = list(vars(_machine()))
    decide("sign", case)
    with pytest.raises(NeedNotMet):
        decide("sign", ready(State.SUBMITTED, capacities=HEAD, route=("deputy",)))
    assert _machine().models == []
    assert list(vars(_machine())) == before
    assert set(_machine().events) == set(TRIGGERS)
    assert case == ready(State.SUBMITTED, capacities=HEAD)


def test_a_refusal_does_not_change_the_next_answer() -> None:
    case = ready(State.SUBMITTED, capacities=HEAD)
    with pytest.raises(WrongRole):
        decide("sign", ready(State.SUBMITTED, capacities=frozenset({Capacity.WEB})))
    assert decide("sign", case) == decide("sign", case)


def test_online_steps_are_found_by_name() -> None:
    assert [online_step(step.trigger) for step in ONLINE_STEPS] == list(ONLINE_STEPS)

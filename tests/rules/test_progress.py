"""The office's three monthly numbers always sum to the number of items (13 + 12 + 18 = 43 in the source)."""

from dataclasses import dataclass
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workflow.rules.states import Online, State
from workflow.services.queries import status


@dataclass(frozen=True)
class CycleStatus:
    state: State
    online: Online
    online_confirmed: bool = False


def progress(items: list[Any]) -> dict[str, int]:
    """Counts what has a state and an online state, whatever it is."""
    return status.progress(items)


standings = st.lists(st.builds(CycleStatus, st.sampled_from(list(State)), st.sampled_from(list(Online))), max_size=60)


@given(standings)
def test_the_three_numbers_sum_to_the_number_of_items(items: list[CycleStatus]) -> None:
    found = progress(items)
    assert found["published"] + found["awaiting_approval"] + found["compiling"] == found["total"] == len(items)


@given(st.sampled_from(list(State)))
def test_what_is_online_counts_as_published_wherever_the_work_stands(state: State) -> None:
    found = progress([CycleStatus(state, Online.ONLINE)])
    assert found == {"published": 1, "awaiting_approval": 0, "compiling": 0, "total": 1}


def test_what_was_taken_off_the_site_counts_as_published_nowhere() -> None:
    off = [
        CycleStatus(State.PUBLISHED, Online.SUSPENDED), CycleStatus(State.PUBLISHED, Online.SUSPENDED, True),
        CycleStatus(State.PUBLISHED, Online.RETRACTED), CycleStatus(State.SUBMITTED, Online.RETRACTED),
    ]  # fmt: skip
    assert progress(off) == {"published": 0, "awaiting_approval": 2, "compiling": 2, "total": 4}


def test_each_state_counts_where_the_office_counts_it() -> None:
    assert {state: state.progress for state in State} == {
        State.DRAFT: "compiling",
        State.GROUP_COMPILED: "awaiting_approval",
        State.SUBMITTED: "awaiting_approval",
        State.HEAD_SIGNED: "awaiting_approval",
        State.PUBLISHED: "published",
    }


def test_the_first_meeting_of_the_source_document() -> None:
    items = (
        [CycleStatus(State.PUBLISHED, Online.ONLINE)] * 13
        + [CycleStatus(State.GROUP_COMPILED, Online.NONE)] * 4
        + [CycleStatus(State.SUBMITTED, Online.NONE)] * 5
        + [CycleStatus(State.HEAD_SIGNED, Online.NONE)] * 3
        + [CycleStatus(State.DRAFT, Online.NONE)] * 18
    )
    found = progress(items)
    assert found == {"published": 13, "awaiting_approval": 12, "compiling": 18, "total": 43}

"""What the machine found, one test each: by hand, in the fewest steps that showed it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.year import promises
from tests.year.hands import Hands
from workflow.rules.states import State
from workflow.services.queries.status import status

OLDER, NEWER = (2568, "O1"), (2569, "O1")


def test_an_exception_of_an_older_year_is_confirmed(hands: Hands) -> None:
    """It was looked for among the newest year's items, and the command broke."""
    for _ in range(2):
        assert hands.forward(OLDER) == []
    assert hands.exception(OLDER, "route_complete", "director.admin", "deputy") == []
    promises.keep(hands.year)


def test_a_suspended_item_counts_as_published_nowhere(hands: Hands) -> None:
    """``status`` counted it where the site did not: its work was done, so it stood as published."""
    for _ in range(5):
        assert hands.forward(OLDER) == []
    before = status(hands.office, year=2568).progress["published"]
    assert hands.change_online("web", OLDER, "suspend") == []
    promises.keep(hands.year)
    assert status(hands.office, year=2568).progress["published"] == before - 1


@pytest.mark.deep
def test_a_suspended_item_waits_for_the_head(hands: Hands) -> None:
    """It waited for nobody, though the head's inbox had it; retracted, it waits for whoever revises it."""
    for _ in range(5):
        assert hands.forward(NEWER) == []
    assert hands.change_online("web", NEWER, "suspend") == []
    (item,) = [one for one in status(hands.office, year=2569).items if one.code == "O1"]
    assert item.waiting_for == ("head",)
    assert hands.change_online("head", NEWER, "retract") == []
    (item,) = [one for one in status(hands.office, year=2569).items if one.code == "O1"]
    assert item.waiting_for
    promises.keep(hands.year)


def until_signed(hands: Hands) -> None:
    """As an office would: memos made again, and what a sheet names compiled anew."""
    for _ in range(8):
        if hands.year.seen[NEWER].state is State.HEAD_SIGNED:
            return
        hands.forward(NEWER)
    raise AssertionError(hands.year.refusals)


@pytest.mark.deep
def test_a_memo_is_not_signed_by_another_than_it_names(hands: Hands) -> None:
    """Submitted to the head; then the deputy acts. It is made again in the deputy's name, and then signed."""
    for _ in range(3):
        assert hands.forward(NEWER) == []
    hands.appoint_acting("deputy", 0, 3)
    assert "head_named_differs" in hands.sign("deputy", ["O1"], 2569)
    assert hands.sign("head", ["O1"], 2569)
    assert hands.reissue("director.admin", NEWER) == []
    until_signed(hands)
    promises.keep(hands.year)


def test_a_memo_made_for_who_acted_is_made_again_when_the_head_is_back(hands: Hands) -> None:
    hands.appoint_acting("deputy", 0, 3)
    for _ in range(3):
        assert hands.forward(NEWER) == []
    hands.year.clock.moment += timedelta(days=1)
    assert hands.head_is_back() == []
    assert "head_named_differs" in hands.sign("head", ["O1"], 2569)
    until_signed(hands)
    promises.keep(hands.year)

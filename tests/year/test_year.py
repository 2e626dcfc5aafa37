"""A short year in every run: some offices, a dozen rules each. ``make year STEPS=10000`` takes long ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.year import promises
from tests.year.hands import Hands
from tests.year.machine import Year
from workflow.rules.needs import NEEDS
from workflow.rules.table import rows


def test_nothing_wrong_gets_through_a_short_year(base: Path) -> None:
    class Founded(Year):
        pass

    Founded.base = base
    run_state_machine_as_test(
        Founded,
        settings=settings(
            max_examples=2, stateful_step_count=8, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert Founded.ran > 10
    assert Founded.done.total() > 10, Founded.done  # a year in which nothing happens shows nothing


def test_a_broken_promise_is_seen(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that forgets what the head took off the site is caught by the first thing it shows again."""
    item = (2569, "O1")
    for _ in range(5):
        assert hands.forward(item) == []
    hands.revise("clerk.admin", item)
    for _ in range(3):
        assert hands.forward(item) == []
    hands.change_online("head", item, "retract")
    promises.keep(hands.year)
    for need in rows("publish")[0].needs:
        monkeypatch.setitem(NEEDS, need, lambda case: ())
    assert hands.publish("web", ["O1"], 2569) == []
    with pytest.raises(AssertionError, match="retracted"):
        promises.keep(hands.year)

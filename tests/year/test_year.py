"""A short year in every run: two offices, some dozen steps each. ``make year STEPS=10000`` takes long ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.year import promises
from tests.year.hands import Hands
from tests.year.machine import Year
from tests.year.office import YearOffice, lay_year


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> type[Year]:
    class Founded(Year):
        base = tmp_path_factory.mktemp("year") / "base"

    lay_year(Founded.base)
    return Founded


def test_nothing_wrong_gets_through_a_short_year(founded: type[Year]) -> None:
    run_state_machine_as_test(
        founded,
        settings=settings(
            max_examples=3, stateful_step_count=14, deadline=None, derandomize=True, database=None,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    assert founded.ran > 20


def test_a_broken_promise_is_seen(founded: type[Year], monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that forgets what the head took off the site is caught by the first thing it shows again."""
    from workflow.rules.needs import NEEDS
    from workflow.rules.table import rows

    office = YearOffice(founded.base)
    item = (2569, "O1")
    try:
        hands = Hands(office)
        for _ in range(5):
            assert hands.forward(item) == []
        hands.revise("clerk.admin", item)
        for _ in range(3):
            assert hands.forward(item) == []
        hands.change_online("head", item, "retract")
        promises.keep(office)
        for need in rows("publish")[0].needs:
            monkeypatch.setitem(NEEDS, need, lambda case: ())
        assert hands.publish("web", ["O1"], 2569) == []
        with pytest.raises(AssertionError, match="retracted"):
            promises.keep(office)
    finally:
        office.close()

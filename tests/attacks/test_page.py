"""docs/security.md says what ``make attack`` found, of every attack there is, and nothing else."""

from __future__ import annotations

import json

from tests.attacks.inventory import ATTACKS, Outcome
from tests.attacks.page import KEPT, PAGE, ROOT, with_figures


def test_the_page_is_as_the_last_run_was() -> None:
    figures = json.loads(KEPT.read_text(encoding="utf-8"))
    assert list(figures) == [attack.en for attack in ATTACKS], "run: make attack"
    page = PAGE.read_text(encoding="utf-8")
    assert page == with_figures(page, figures), "run: make attack"


def test_every_attack_is_played_by_tests_that_are_there() -> None:
    for attack in ATTACKS:
        assert attack.tests, attack.en
        for test in attack.tests:
            file, _, name = test.partition("::")
            assert f"\ndef {name}(" in (ROOT / file).read_text(encoding="utf-8"), test
        assert bool(attack.seen_th) == bool(attack.seen_en) == (attack.outcome is Outcome.NOTICED), attack.en


def test_the_attacks_by_which_this_began_are_among_them() -> None:
    assert {attack.name for attack in ATTACKS} == {"", "C1", "C2", "C3", "C4"}
    assert {attack.outcome for attack in ATTACKS if attack.name in ("C1", "C2", "C3")} == {Outcome.REFUSED}

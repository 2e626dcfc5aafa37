"""``make attack``: plays every attack of the inventory and writes what came of it.

    python -m tests.attacks

Ends with 1, and writes nothing, when an attack had another outcome than the inventory says.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.attacks.inventory import ATTACKS
from tests.attacks.page import KEPT, PAGE, text_of, with_figures

ROOT = Path(__file__).parents[2]


MONTH = "tests/attacks/test_month.py::test_the_month_is_lived_with_these_commands"


class Player:
    """Counts the cases of each test that went as they should, and keeps those that did not."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.other: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed or report.skipped:
            self.other.append(report.nodeid)
        elif report.when == "call":
            self.tried[report.nodeid.partition("[")[0]] += 1


def main() -> int:
    """Play them; the exit code."""
    player = Player()
    wanted = [*(test for attack in ATTACKS for test in attack.tests), MONTH]
    # What is too much for every run is played here, too.
    all_of_it = ["-m", "deep or not deep"]
    code = pytest.main(["-q", "-p", "no:randomly", "--no-header", "-r", "fE", *all_of_it, *wanted], plugins=[player])
    missing = sorted(set(wanted) - set(player.tried))
    if code or player.other or missing:
        for name in (*player.other, *missing):
            print(f"✗ {name}")
        print("ผลไม่เป็นไปตามที่กล่าวไว้ ไม่ได้เขียนหน้าใด / not as said: nothing was written")
        return 1
    figures = {attack.en: sum(player.tried[test] for test in attack.tests) for attack in ATTACKS}
    KEPT.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(with_figures(PAGE.read_text(encoding="utf-8"), figures), encoding="utf-8")
    print(text_of(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())

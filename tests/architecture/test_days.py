"""A moment is kept in another zone than the office's: its day is taken in Thai time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from commands.terminal.screen import day

ROOT = Path(__file__).parents[2]
ROOMS = ("adapters", "commands", "messages", "public_site", "web", "workflow")
DAY_OF_A_MOMENT = re.compile(r"\.(?:\w+_)?at\.date\(\)")


def test_nobody_takes_the_day_of_a_moment_as_it_is_kept() -> None:
    """Between midnight and seven it would be yesterday."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if DAY_OF_A_MOMENT.search(line)
    ]
    assert found == []


def test_a_moment_on_screen_is_of_the_day_in_thailand() -> None:
    assert day(datetime(2026, 3, 1, 17, 30, tzinfo=UTC), "th") == "02/03/2569"
    assert day(date(2026, 3, 1), "th") == "01/03/2569"

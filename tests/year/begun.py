"""The office as each simulated year finds it: founded, and some of its items on their way. Made once, and copied."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from tests.year.hands import Hands
from tests.year.office import YearOffice, lay_year

STEPS = {(2568, "O2"): 4, (2568, "O3"): 5, (2569, "O2"): 2, (2569, "O3"): 4, (2569, "O4"): 8}
"""Item -> how many steps it has taken, from a first paper to published."""


def begin_year(folder: Path) -> None:
    """Lay the office into a folder that is not there yet, and work in it for a day."""
    first = folder.with_name(f"{folder.name}-founded")
    lay_year(first)
    office = YearOffice(first)
    try:
        office.clock.moment -= timedelta(days=1)  # the simulated year begins the day after: no clock may go back
        hands = Hands(office)
        for item, steps in STEPS.items():
            for _ in range(steps):
                assert hands.forward(item) == []
        office.small.close()
        shutil.copytree(office.folder, folder, symlinks=True)
    finally:
        office.close()

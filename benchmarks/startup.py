"""How long ``oit`` takes to be there: against Python importing what it cannot do without.

Each is a process of its own, run in turns; what is measured includes Python's own start (the budget is a ratio to it).

    python -m benchmarks.startup
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.cycle import Row
from benchmarks.workload import HandedIn

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
CLICK = "import click"
CLICK_AND_ORM = "import click, sqlalchemy.orm"


def once(code: str) -> float:
    """Seconds of one process running ``code``."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def oit(*words: str) -> str:
    """What the console script does, with these words."""
    return f"import sys; sys.argv = {['oit', *words]!r}; from cli import main; main()"


def main(rounds: int = ROUNDS) -> list[Row]:
    """Measure; prints and gives the rows."""
    handed_in = HandedIn()
    try:
        folder = str(handed_in.again().folder)
        codes = {
            "click": CLICK,
            "orm": CLICK_AND_ORM,
            "version": oit("--version"),
            "help": oit("--help"),
            "status": oit("--office", folder, "status"),
        }
        times: dict[str, list[float]] = {name: [] for name in codes}
        for number in range(rounds + 1):
            for name, code in codes.items():
                taken = once(code)
                if number:
                    times[name].append(taken)
    finally:
        handed_in.close()
    found = {name: statistics.median(taken) * 1e3 for name, taken in times.items()}
    rows: list[Row] = [
        (f"oit {name} against: {floor_is}", found[key], found[floor], found[key] / found[floor])
        for name, key, floor, floor_is in (
            ("--version", "version", "click", CLICK),
            ("--help", "help", "click", CLICK),
            ("status", "status", "orm", CLICK_AND_ORM),
        )
    ]
    for what, own, other, ratio in rows:
        print(f"{what:50} {own:8.1f} ms {other:8.1f} ms  x{ratio:.2f}")
    return rows


if __name__ == "__main__":
    main()

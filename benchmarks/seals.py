"""What the seals of rows (docs/decisions/0074) cost: the practice office made with them and without.

python -m benchmarks.seals

The switch is here, in the process that is measured; the program has none. Seconds of processor of ``oit demo`` itself,
LibreOffice's apart, so that a busy machine says the same.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.cycle import Row

ROOT = Path(__file__).resolve().parent.parent
WITHOUT = """
from workflow.records import unit_of_work
unit_of_work.seal_touched = lambda session: session.info.clear()
"""
RUN = """
import resource, sys
from cli import main
try:
    main(sys.argv[1:])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, file=sys.__stderr__)
"""
TIMES = 2


def seconds(before: str, times: int = TIMES) -> float:
    """Median seconds of processor of ``oit demo``, with something done before it starts."""
    found = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as place:
            done = subprocess.run(
                [sys.executable, "-c", before + RUN, "demo", str(Path(place) / "office")],
                cwd=ROOT, check=True, capture_output=True, text=True, timeout=1800,
            )  # fmt: skip
        found.append(float(done.stderr.strip().splitlines()[-1]))
    return statistics.median(found)


def main() -> list[Row]:
    """Measure; prints and gives the row, in milliseconds."""
    sealed, bare = seconds(""), seconds(WITHOUT)
    rows: list[Row] = [("oit demo, every row sealed, against none sealed", sealed * 1e3, bare * 1e3, sealed / bare)]
    for what, own, other, ratio in rows:
        print(f"{what:50} {own:8.0f} ms of processor beside {other:.0f}  x{ratio:.3f}")
    return rows


if __name__ == "__main__":
    main()

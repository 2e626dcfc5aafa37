"""What the seals of rows (docs/decisions/0074) cost: the practice office made with them, beside the same run without
the time they took; two runs differ by more.

python -m benchmarks.records.seals

What is measured is wrapped here, in the process that is measured; the program has no switch. Seconds of processor of
``oit demo`` itself, LibreOffice's apart, so that a busy machine says the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.office.cycle import Row

ROOT = Path(__file__).resolve().parents[2]
RUN = """
import resource, sys, time
from workflow.records import unit_of_work
from cli import main
spent = 0.0
def timed(work):
    def wrapped(*given):
        global spent
        began = time.thread_time()
        try:
            return work(*given)
        finally:
            spent += time.thread_time() - began
    return wrapped
def seal(session, real=unit_of_work.seal_touched):
    session.flush()  # the commit would: that is no part of what sealing costs
    return measured(session)
measured = timed(unit_of_work.seal_touched)
unit_of_work.seal_touched = seal
unit_of_work.note_touched = timed(unit_of_work.note_touched)
try:
    main(sys.argv[1:])
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(used.ru_utime + used.ru_stime, spent, file=sys.__stderr__)
"""
TIMES = 3


def seconds() -> tuple[float, float]:
    """Seconds of processor of ``oit demo``, and how many of them went into the seals."""
    with tempfile.TemporaryDirectory() as place:
        done = subprocess.run(
            [sys.executable, "-c", RUN, "demo", str(Path(place) / "office")],
            cwd=ROOT, check=True, capture_output=True, text=True, timeout=1800,
        )  # fmt: skip
    whole, sealing = done.stderr.strip().splitlines()[-1].split()
    return float(whole), float(sealing)


def main() -> list[Row]:
    """Measure; prints and gives the row, in milliseconds."""
    runs = sorted((seconds() for _ in range(TIMES)), key=lambda run: run[1] / run[0])
    sealed, spent = runs[len(runs) // 2]
    bare = sealed - spent
    rows: list[Row] = [("oit demo, every row sealed, against none sealed", sealed * 1e3, bare * 1e3, sealed / bare)]
    for what, own, other, ratio in rows:
        print(f"{what:50} {own:8.0f} ms of processor beside {other:.0f}  x{ratio:.3f}")
    return rows


if __name__ == "__main__":
    main()

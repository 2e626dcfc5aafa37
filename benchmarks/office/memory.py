"""The most memory a command of ``oit`` holds, LibreOffice's own apart: the demo, whose commands are all the others.

python -m benchmarks.office.memory
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.office.cycle import Row
from benchmarks.office.workload import PASSWORD
from benchmarks.publication import calendar_site, second_look

ROOT = Path(__file__).resolve().parents[2]
BUDGETS_MB = {"oit demo": 150.0, "oit status": 80.0, "oit backup": 150.0, "oit site build": 150.0}
# VmHWM, not ru_maxrss: Linux carries the size of the process that started this one over into ru_maxrss.
# numpy comes with an extra (scan-compare) that few offices install; openpyxl loads it wherever it finds it.
RUN = """
import sys
sys.modules["numpy"] = None
from cli import main
try:
    main(sys.argv[1:])
finally:
    held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(held.split()[1], file=sys.__stderr__)
"""


def peak(*words: str, home: str | None = None) -> float:
    """Megabytes that ``oit WORDS`` held at most, its children not counted. :param home: where its sessions are."""
    at_home = {} if home is None else {"HOME": home, "XDG_STATE_HOME": home, "OIT_PASSWORD": PASSWORD}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *words],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=600,
        env={**os.environ, **at_home},
    )
    return int(done.stderr.strip().splitlines()[-1]) / 1024


def _proofs() -> list[Row]:
    """A plain proof of 2,000 pages, and one with a second look, Chromium's own processes apart."""
    with calendar_site.served() as home:
        _, plain = calendar_site.probe(Path(sys.executable), ROOT, home)
    _, looked, _ = second_look.probe(second_look.TEN, second_look.MANY)
    most = {
        "a proof of 2,000 pages": (plain, calendar_site.BUDGET_MB),
        "a second look": (looked, second_look.BUDGET_MB),
    }
    return [(f"memory: {name}", mb, budget, mb / budget) for name, (mb, budget) in most.items()]


def main() -> list[Row]:
    """Measure; prints and gives rows in megabytes, with the budget in the place of the floor."""
    with tempfile.TemporaryDirectory() as place:
        office = str(Path(place) / "office")
        found = {"oit demo": peak("demo", office), "oit status": peak("--office", office, "status")}
        for login in ("clerk.admin", "web"):
            peak("--office", office, "login", login, home=place)
        backup = ("backup", str(Path(place) / "backup.zip"), "--as", "clerk.admin")
        found["oit backup"] = peak("--office", office, *backup, home=place)
        found["oit site build"] = peak("--office", office, "site", "build", "--as", "web", home=place)
    rows: list[Row] = [(f"memory: {name}", mb, BUDGETS_MB[name], mb / BUDGETS_MB[name]) for name, mb in found.items()]
    rows += _proofs()
    for what, own, budget, ratio in rows:
        print(f"{what:50} {own:8.1f} MB of {budget:.0f}  x{ratio:.2f}")
    return rows


if __name__ == "__main__":
    main()

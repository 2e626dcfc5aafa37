"""How long ``oit`` takes: processor time of a command's own process, against Python importing what it cannot do without
and against the build of commit 0745951 on an office of its own.

Run in turns, medians; Python's own start is part of it, and so are processes it waits for.

    python -m benchmarks.office.startup
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import earlier
from benchmarks.endurance.load import one_page
from benchmarks.office.cycle import Row
from benchmarks.office.workload import PASSWORD, HandedIn

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 9
CLICK = "import click"
CLICK_AND_ORM = "import click, sqlalchemy.orm"
ITEM, GROUP, COMPILER = "O15", "policy", "admin"
"""An item that every group hands in, one that does, and the group that accepts it."""
LOOKS = {"status": ("status",), "inbox": ("inbox",), "why": ("why", ITEM), "show": ("show", ITEM)}
MAKE = "from benchmarks.workload import HandedIn\nmade = HandedIn()\ndef once(): return str(made.again().folder)"


class Build:
    """A program to be timed: this one, or the earlier one; with an office that it made itself."""

    def __init__(self, root: Path, python: str, office: str, home: Path) -> None:
        self._root, self._python, self._office = root, python, office
        self._environment = {**earlier.environment(), "HOME": str(home), "XDG_STATE_HOME": str(home)}
        self._environment |= {"OIT_PASSWORD": PASSWORD, "OIT_OFFICE": office}
        for login in (f"clerk.{GROUP}", f"clerk.{COMPILER}"):
            self.oit("login", login)

    def run(self, code: str) -> float:
        """Seconds of processor time of one process that runs ``code``."""
        process = subprocess.Popen(
            [self._python, "-c", code], cwd=self._root, env=self._environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        said = process.stderr.read()
        process.stderr.close()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{code}\n{said.decode(errors='replace')}")
        return used.ru_utime + used.ru_stime

    def oit(self, *words: str) -> float:
        """The same of a command."""
        return self.run(f"import sys; sys.argv = {['oit', *words]!r}; from cli import main; main()")


def measure(build: Build, page: Path) -> dict[str, float]:
    """Seconds of each command once."""
    found = {name: build.oit(*words) for name, words in LOOKS.items()}
    found["--version"], found["--help"] = build.oit("--version"), build.oit("--help")
    found["contribute"] = build.oit(
        "contribute",
        ITEM,
        str(page),
        "--group",
        GROUP,
        "--as",
        f"clerk.{GROUP}",
    )
    found["accept"] = build.oit("accept", ITEM, GROUP, "--as", f"clerk.{COMPILER}")
    return found


def main(rounds: int = ROUNDS) -> list[Row]:
    """Measure; prints and gives the rows."""
    handed_in = HandedIn()
    with tempfile.TemporaryDirectory() as place:
        page = Path(place) / "page.pdf"
        page.write_bytes(one_page())
        homes = [Path(place) / name for name in ("ours", "earlier")]
        try:
            builds = {"": Build(ROOT, sys.executable, str(handed_in.again().folder), homes[0])}
            try:
                with earlier.Beside(MAKE) as there:
                    python = str(earlier.python())
                    builds["0745951 "] = Build(earlier.folder(), python, there.once(), homes[1])
                    found = _rounds(builds, page, rounds)
            except earlier.CannotBeHad as missing:
                sys.stderr.write(f"{missing}\n")
                found = _rounds({"": builds[""]}, page, rounds)
        finally:
            handed_in.close()
    rows: list[Row] = []
    for name in (*LOOKS, "--version", "--help", "contribute", "accept"):
        floor = CLICK if name.startswith("--") else CLICK_AND_ORM
        for beside, key in ((f"the floor: {floor}", floor), ("the build of 0745951", f"0745951 {name}")):
            if key in found:
                rows.append((f"oit {name}, against {beside}", found[name], found[key], found[name] / found[key]))
    for what, own, other, ratio in rows:
        print(f"{what:62} {own:8.1f} ms {other:8.1f} ms  x{ratio:.2f}")
    return rows


def _rounds(builds: dict[str, Build], page: Path, rounds: int) -> dict[str, float]:
    """Median milliseconds of everything; the first round is not counted."""
    times: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        taken = {code: builds[""].run(code) for code in (CLICK, CLICK_AND_ORM)}
        for prefix, build in builds.items():
            taken |= {prefix + name: seconds for name, seconds in measure(build, page).items()}
        if number:
            for name, seconds in taken.items():
                times.setdefault(name, []).append(seconds)
    return {name: statistics.median(taken) * 1e3 for name, taken in times.items()}


if __name__ == "__main__":
    main()

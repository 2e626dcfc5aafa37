"""What grows with the years: this program beside the earlier build (commit 0745951), in seconds of processor.

Offices of one and of ten years, 43 items each, all online but the last year's, are made by either program with the same
steps; rounds of one and of ten years take turns. Commands are real processes. The medians are told as ratios, so that a
busy machine meets both sides.

    python -m benchmarks.endurance.growth [--years 10] [--rounds 3] [--entries 100000] [--people 50000]
                                        [--keep FOLDER] [PART …]

Parts: publish · build · journal · commands · people · picture · memory; without names: all.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks import earlier
from benchmarks.office.memory import RUN
from benchmarks.records.transitions import Row, show

ROOT = Path(__file__).resolve().parents[2]
YEARS = Path(__file__).with_name("years.py")
SECRET = "demo-only"
LOGINS = ("registrar", "head", "clerk.admin")
"""Who has a password in the small office of the tests."""
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("status",), ("inbox", "--as", "clerk.admin"), ("show", "O2"), ("journal", "show", "--limit", "50"),
    ("journal", "verify"), ("register", "list", "memo"), ("doctor",), ("why", "O2", "publish"),
)  # fmt: skip


@dataclass
class Build:
    """One of the two programs, and the offices made with it under ``place``."""

    name: str
    folder: Path
    python: Path
    place: Path
    _copies: int = field(default=0, repr=False)

    @cached_property
    def environment(self) -> dict[str, str]:
        return {
            **earlier.environment(), "PYTHONPATH": str(self.folder), "HOME": str(self.place), "OIT_PASSWORD": SECRET,
        }  # fmt: skip

    def work(self, *words: str | Path) -> object:
        """One of the works of ``benchmarks/endurance/years.py``; what it took."""
        done = subprocess.run(
            [self.python, "-P", YEARS, *words], cwd=self.folder, env=self.environment, check=True, text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        return json.loads(done.stdout.splitlines()[-1])

    def held(self, *words: str | Path) -> float:
        """Most megabytes that one of those works holds: of people who have no password in the small office."""
        process = subprocess.Popen(
            [self.python, "-P", YEARS, *words], cwd=self.folder, env=self.environment, stdout=subprocess.DEVNULL
        )  # fmt: skip
        _, status, took = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            raise SystemExit(f"{self.name}: {words}: {process.returncode}")
        return took.ru_maxrss / 1024

    def office(self, years: int) -> Path:
        """An office of so many years, made once."""
        made = self.place / f"{self.name}-{years}"
        if not made.with_suffix(".made").exists():
            shutil.rmtree(made, ignore_errors=True)
            self.work("make", made, str(years))
            made.with_suffix(".made").touch()
        return made

    def copy(self, years: int) -> Path:
        """An office of one's own, as if it had always lain there: links and times stay."""
        self._copies += 1
        copied = self.place / f"{self.name}-{years}-copy{self._copies}"
        shutil.rmtree(copied, ignore_errors=True)
        subprocess.run(["cp", "-a", self.office(years), copied], check=True)
        return copied

    def oit(self, office: Path, *words: str, fails: bool = False) -> tuple[float, float]:
        """Seconds of processor and most megabytes of one real command; the words of one that asks are answered."""
        process = subprocess.Popen(
            [self.python, "-P", "-c", RUN, "--office", str(office), *words], cwd=self.folder,
            env={**self.environment, "XDG_STATE_HOME": str(office / ".state")},
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert process.stderr is not None
        told = process.stderr.read()
        _, status, took = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0 and not fails:
            raise SystemExit(f"{self.name}: {words}: {process.returncode} {told}")
        return took.ru_utime + took.ru_stime, int(told.split()[-1]) / 1024

    def login(self, office: Path) -> None:
        """Everybody who has a password comes in."""
        for name in LOGINS:  # a session is kept where the office's state is
            self.oit(office, "login", name)


@dataclass(frozen=True)
class Sizes:
    """How much is measured."""

    years: int
    rounds: int
    entries: int
    people: int


def _median(found: Sequence[float]) -> float:
    return statistics.median(found)


def _row(what: str, build: Build, own: Sequence[float], other: Sequence[float]) -> Row:
    mine, theirs = _median(own), _median(other)
    return (f"{what}, {build.name}", mine * 1e3, theirs * 1e3, mine / theirs)


def publishes(build: Build, sizes: Sizes) -> list[Row]:
    """One publish of 43 items with many years online, against one with a single year."""
    found: dict[int, list[float]] = {1: [], sizes.years: []}
    for _ in range(sizes.rounds):
        for years, took in found.items():
            took += _seconds(build.work("publish", build.copy(1), build.copy(years)))
    return [_row(f"publish 43 items, {sizes.years} years online against 1", build, found[sizes.years], found[1])]


def builds(build: Build, sizes: Sizes) -> list[Row]:
    """``site build`` after one change against a whole one, with many years online."""
    office = build.copy(sizes.years)
    build.work("publish", office)
    build.work("build", office)  # pages of a year that was the newest a moment ago are drawn once more
    changed = _seconds(build.work("build", *[office] * (sizes.rounds + 1)))
    whole = _seconds(build.work("whole", *[office] * (sizes.rounds + 1)))
    return [_row(f"site build after one change against a whole one, {sizes.years} years", build, changed, whole)]


def journals(build: Build, sizes: Sizes) -> list[Row]:
    """``journal show`` of the newest 50 of many entries, against few."""
    few, many = build.copy(1), build.copy(1)
    build.work("fill", few, str(max(sizes.entries // 100, 1)))
    build.work("fill", many, str(sizes.entries))
    own, other = _turns(build, sizes, many, few, ("journal", "show", "--limit", "50"))
    return [_row(f"journal show, 50 of {sizes.entries} against {sizes.entries // 100}", build, own, other)]


def commands(build: Build, sizes: Sizes) -> list[Row]:
    """What people look at every day, after many years against after one."""
    long, short = build.office(sizes.years), build.office(1)
    rows = []
    for words in COMMANDS[:3]:
        for office in (long, short):
            build.login(office)
        own, other = _turns(build, sizes, long, short, words)
        rows.append(_row(f"oit {words[0]}, {sizes.years} years against 1", build, own, other))
    return rows


def memories(build: Build, sizes: Sizes) -> list[Row]:
    """The most memory that each command holds, after many years against after one: megabytes."""
    rows = []
    for work in ("publish", "build"):
        long, short = (build.held(work, build.copy(years)) for years in (sizes.years, 1))
        rows.append((f"MB of oit {work}, {sizes.years} years against 1, {build.name}", long, short, long / short))
    for words in (*COMMANDS, ("backup", "OUT")):
        held = []
        for years in (sizes.years, 1):
            office = build.copy(years)
            build.login(office)
            given = [str(build.place / f"{build.name}-{years}.zip") if word == "OUT" else word for word in words]
            held.append(build.oit(office, *given, "--as", "registrar", fails=words[0] == "doctor")[1])
            shutil.rmtree(office)
        rows.append((f"MB of oit {' '.join(words[:2])}, {sizes.years} years against 1, {build.name}", held[0], held[1],
                     held[0] / held[1]))  # fmt: skip
    return rows


def people(build: Build, sizes: Sizes) -> list[Row]:
    """Reading ``people.csv`` of many rows against a tenth: a ratio of ten is linear."""
    own, other = [], []
    for number, took in ((sizes.people, own), (sizes.people // 10, other)):
        office = build.copy(1)
        file = office / "people.csv"
        rows = [f"person{n},นาย,ทดลองคนที่{n} ขยันดี,hr,นักทรัพยากรบุคคล,officer,holder,1/10/2565,,," for n in range(number)]
        file.write_text(file.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
        build.login(office)
        took.append(build.oit(office, "people", "update", "--as", "registrar")[0])
    return [_row(f"people.csv of {sizes.people} rows against {sizes.people // 10}", build, own, other)]


def picture(build: Build, sizes: Sizes) -> list[Row]:
    """The most memory that ``contribute`` and ``compile`` of a picture of 20 MB hold: megabytes, against 200."""
    office, photo = build.copy(1), build.place / "photo.jpg"
    if not photo.exists():
        _photograph(photo)
    build.login(office)
    rows = []
    reasons = ("--reason", "มีภาพถ่ายใหม่")
    build.oit(office, "send-back", "O3", *reasons, "--as", "head")
    for words in (("contribute", "O3", str(photo), "--as", "clerk.admin"), ("compile", "O3", "--as", "clerk.admin")):
        held = build.oit(office, *words)[1]
        rows.append((f"MB of oit {words[0]}, a picture of 20 MB, {build.name}", held, 200.0, held / 200))
    return rows


def _photograph(path: Path) -> None:
    """A photograph of some 20 MB: smooth with noise, as cameras make them."""
    import random

    from PIL import Image

    noise = random.Random(20).randbytes(6000 * 4000)  # noqa: S311 -- the same each time
    grey = Image.frombytes("L", (6000, 4000), noise)
    Image.merge("RGB", (grey, grey.rotate(180), grey)).save(path, quality=72)


def _turns(
    build: Build, sizes: Sizes, long: Path, short: Path, words: tuple[str, ...]
) -> tuple[list[float], list[float]]:
    """Seconds of a command in two offices, in turns; the first of each is not counted."""
    own, other = [], []
    for number in range(sizes.rounds * 2 + 1):
        mine, theirs = build.oit(long, *words)[0], build.oit(short, *words)[0]
        if number:
            own.append(mine)
            other.append(theirs)
    return own, other


def _seconds(found: object) -> list[float]:
    assert isinstance(found, list)
    return found


PARTS: dict[str, Callable[[Build, Sizes], list[Row]]] = {
    "publish": publishes, "build": builds, "journal": journals, "commands": commands, "people": people,
    "picture": picture, "memory": memories,
}  # fmt: skip
OURS, EARLIER = "oit", f"at {earlier.COMMIT}"


def main(arguments: Sequence[str] = ()) -> list[Row]:
    """Measure; prints and gives the rows, those of memory in megabytes."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.endurance.growth")
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    asked.add_argument("--years", type=int, default=10)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--entries", type=int, default=100_000)
    asked.add_argument("--people", type=int, default=50_000)
    asked.add_argument("--keep", type=Path, help="where the offices are made, and stay for the next run")
    asked.add_argument("--alone", action="store_true", help="without the earlier build")
    given = asked.parse_args(list(arguments))
    sizes = Sizes(given.years, given.rounds, given.entries, given.people)
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as scratch:
        place = (given.keep or Path(scratch)).resolve()
        place.mkdir(exist_ok=True)
        programs = [Build(OURS, ROOT, Path(sys.executable), place)]
        if not given.alone:
            programs.append(Build(EARLIER, earlier.folder(), earlier.python(), place))
        for part in given.parts or PARTS:
            for program in programs:
                found = PARTS[part](program, sizes)
                show(found)
                rows += found
    return rows


if __name__ == "__main__":
    main(sys.argv[1:])

"""Runs every benchmark in one go and writes ``docs/performance.md``: budgets met or not, then every measurement.

    python -m benchmarks.report [NAME …]

With names, only those are measured again; the others keep the rows of the last run (``docs/performance.json``). The
figures of ``docs/scale.md`` are written from the same rows. ``python -m benchmarks.report pages`` measures nothing and
writes the pages.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.scale import write_scale

ROOT = Path(__file__).resolve().parent.parent
PAGE, KEPT = ROOT / "docs" / "performance.md", ROOT / "docs" / "performance.json"


@dataclass(frozen=True)
class Line:
    """One measurement. ``own`` and ``other`` in ``unit``, ``None`` where the benchmark gives only a ratio."""

    what: str
    own: float | None
    other: float | None
    ratio: float
    unit: str = "ms"


@dataclass(frozen=True)
class Budget:
    """One budget of docs/performance.md. ``rows``: beginnings of what was measured for it; the worst counts.

    ``least``: the ratio must be at most ``1 / least`` (so many times faster). ``absolute``: ``own`` in ms is limited.
    """

    name: str
    says: str
    rows: tuple[str, ...]
    limit: float
    absolute: bool = False

    def of(self, lines: Sequence[Line]) -> list[tuple[Line, float]]:
        """What counts for it, with its value."""
        found = [line for line in lines if line.what.startswith(self.rows)]
        return [(line, (line.own or 0.0) if self.absolute else line.ratio) for line in found]


def where(name: str) -> str:
    """The folder and the name of a benchmark, which is named once in all folders: ``office/cycle``."""
    (found,) = (ROOT / "benchmarks").glob(f"*/{name}.py")
    return f"{found.parent.name}/{name}"


def _each(row: str) -> tuple[str, ...]:
    """The row of each size of PDF."""
    return tuple(row.format(size) for size in ("100 KB", "5 MB", "50 MB"))


def _looks(beside: str) -> tuple[str, ...]:
    """The row of each command that only looks."""
    return tuple(f"oit {name}, against {beside}" for name in ("status", "inbox", "why", "show"))


def _writes(beside: str) -> tuple[str, ...]:
    return tuple(f"oit {name}, against {beside}" for name in ("contribute", "accept"))


BUDGETS = (
    Budget("วงรอบ 43 ข้อ / 43 items", "at most 0.75 x the floor script", ("cycle of 43 items, against the f",), 0.75),
    Budget("", "at least 20 x faster than the naive script", ("cycle of 43 items, against the naive",), 1 / 20),
    Budget("", "at most 0.5 x the build of 0745951", ("cycle of 43 items, against the build",), 0.5),
    Budget("จัดทำบันทึก / render one memo", "at most 5 x the cached floor", ("render one memo: oit",), 5.0),
    Budget("แปลงเป็น PDF / convert", "a batch at most 1.1 x two warm listeners", ("convert 43: oit",), 1.1),
    Budget("", "a single document at most 2 x a warm one", ("convert one: oit, one up",), 2.0),
    Budget("ลงนาม / sign one PDF", "at most 1.1 x cached-key pyHanko", _each("sign {}, against cached"), 1.1),
    Budget("ตรวจลายมือชื่อ / verify", "100 KB with its issued file at most 1.1 x pyHanko", ("verify 100 KB with",), 1.1),
    Budget("", "alone, every object parsed, at most 1.3 x", _each("verify {} alone"), 1.3),
    Budget("", "two cores at least 1.7 x one", ("1000 files isolated on two cores, against one",), 1 / 1.7),
    Budget("", "1,000 at most 0.75 x that of 0745951", ("1000 files isolated on two cores, against the b",), 0.75),
    Budget("ดูไฟล์ที่ส่งเข้ามา / look", "at a file handed in at most 0.65 x the build of 0745951", ("look at ",), 0.65),
    Budget("เริ่มโปรแกรม / start", "`--version` at most 0.4 x importing click", ("oit --version, against the f",), 0.4),
    Budget("", "`--help` at most 1.3 x importing click", ("oit --help, against the floor",), 1.3),
    Budget("", "looks at most 1.1 x importing click and SQLAlchemy's ORM", _looks("the floor"), 1.1),
    Budget("", "looks at most 0.6 x the build of 0745951", _looks("the build"), 0.6),
    Budget("", "`contribute`, `accept` at most 0.6 x that build", _writes("the build"), 0.6),
    Budget("หนึ่งขั้นตอนพร้อมบันทึก / one transition", "at most 3 x SQLAlchemy's best", ("one transition",), 3.0),
    Budget("30,000 แห่ง / 30,000 offices", "status at most 1.5 ms", ("status of one office",), 1.5, absolute=True),
    Budget("", "ministry totals at most 25 ms", ("ministry totals of",), 25.0, absolute=True),
    Budget("", "`score now` of all from kept counters at most 3 s", ("score now of every",), 3000.0, absolute=True),
    Budget("", "a step with its counts at most 1.3 x one without", ("1 step in", "43 steps in"), 1.3),
    Budget("", "journal of one at most 1.15 x reading its rows", ("journal of one among all, against reading",), 1.15),
    Budget("รายงานการประเมิน / reports", "three with charts at most 1.2 x two warm ones", ("three reports: r",), 1.2),
    Budget("", "`score now` at most 1.2 x `status`", ("score now of the",), 1.2),
    Budget("ตรวจบันทึกเหตุการณ์ / journal", "at most 1.1 x reading and hashing", ("journal verify against r",), 1.1),
    Budget("", "a million entries on two cores at most 0.6 x", ("journal verify, ",), 0.6),
    Budget("", "a million entries in at most 80 MB", ("memory: journal verify",), 1.0),
    Budget("พิสูจน์เว็บไซต์ / prove 500 pages", "at most 1/10 of LinkChecker", ("prove 500 pages against Link",), 0.1),
    Budget("", "at most 1/20 of linkinator", ("prove 500 pages against link",), 0.05),
    Budget("", "at most 1/20 of broken-link-checker", ("prove 500 pages against brok",), 0.05),
    Budget("เว็บไซต์ 2,000 หน้า / 2,000 pages", "a calendar: at most 0.7 x the older build", ("prove 2000 pages",), 0.7),
    Budget("ดูซ้ำด้วยเบราว์เซอร์ / second look", "at most 3 s an item, median", ("second look",), 1.0),
    Budget("หน้าเว็บ / the tray", "the list of 43 items at most 25 ms", ("tray: the head's list",), 25.0, absolute=True),
    Budget("", "a memo's page at most 60 ms", ("tray: the page of a memo",), 60.0, absolute=True),
    Budget("", "at least 5 x the requests of a Django admin list", ("tray: the list against Django",), 1 / 5),
    Budget("", "start to first page at most 1.0 s", ("tray: start",), 1000.0, absolute=True),
    Budget("", "a page with style and script at most 40 kB", ("tray: kB",), 40.0, absolute=True),
    Budget("", "a worker at most 90 MB", ("tray: MB",), 90.0, absolute=True),
    Budget("หน่วยความจำ / memory", "`demo` at most 150 MB, each command within its own", ("memory: ",), 1.0),
)  # fmt: skip


def _plain(rows: Iterable[Any]) -> list[Line]:
    """(what, ours, other, ratio)."""
    return [Line(what, own, other, ratio) for what, own, other, ratio in rows]


def _budgeted(rows: Iterable[Any]) -> list[Line]:
    """(what, ours, ratio, budget), as the benchmarks of documents give."""
    return [Line(what, own, own / ratio if ratio else None, ratio) for what, own, ratio, _ in rows]


def _megabytes(rows: Iterable[Any]) -> list[Line]:
    return [Line(what, own, other, ratio, "MB") for what, own, other, ratio in rows]


def _whole(rows: Iterable[Any]) -> list[Line]:
    """(what, ours, other, ratio, unit)."""
    return [Line(*row) for row in rows]


def _of_the_journal(rows: Iterable[Any]) -> list[Line]:
    """Times, and what a process holds that checks a long one."""
    return [
        Line(what, own, other, ratio, "MB" if what.startswith("memory") else "ms") for what, own, other, ratio in rows
    ]


def _of_the_tray(rows: Iterable[Any]) -> list[Line]:
    """Times, and two rows that are sizes."""
    units = {" kB ": "kB", " MB ": "MB"}
    return [
        Line(what, own, other, ratio, next((unit for mark, unit in units.items() if mark in what), "ms"))
        for what, own, other, ratio in rows
    ]


def _proof(module: Any) -> list[Line]:
    found = module.measure()
    return [
        Line(f"prove {found.pages} pages against {name}", found.ours * 1e3, seconds * 1e3, found.ours / seconds)
        for name, seconds in found.peers.items() if seconds is not None
    ]  # fmt: skip


def _main(shape: Callable[[Iterable[Any]], list[Line]]) -> Callable[[Any], list[Line]]:
    return lambda module: shape(module.main())


BENCHMARKS: dict[str, Callable[[Any], list[Line]]] = {
    "cycle": _main(_plain),
    "render": _main(_budgeted),
    "convert": _main(_budgeted),
    "sign": _main(_plain),
    "verify": _main(_plain),
    "look": _main(_plain),
    "startup": _main(_plain),
    "transitions": _main(_plain),
    "many": _main(_plain),
    "ministry": _main(_whole),
    "assessment": _main(_budgeted),
    "journal": _main(_of_the_journal),
    "prove": _proof,
    "calendar_site": _main(_plain),
    "second_look": _main(_plain),
    "tray": _main(_of_the_tray),
    "memory": _main(_megabytes),
    "seals": _main(_plain),
}
"""Module in ``benchmarks`` -> how its rows are read."""


def machine() -> dict[str, str]:
    """Facts of this machine, without a name that would tell whose it is."""
    model = memory = ""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
    for line in Path("/proc/meminfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("MemTotal"):
            memory = f"{int(line.split()[1]) // 1024 // 1024} GB"
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False, timeout=60).stdout
    return {
        "processor": f"{os.cpu_count()} x {model or platform.machine()}",
        "memory": memory,
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "Python": platform.python_version(),
        "LibreOffice": " ".join(said.split()[1:2]),
        "load before the run": f"{os.getloadavg()[0]:.1f}",
        "measured": datetime.now(UTC).date().isoformat(),
    }


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def asked(line: Line) -> str:
    """What the budgets ask of a line, and whether it is met; empty: nothing."""
    told = []
    for budget in BUDGETS:
        for _, value in budget.of([line]):
            told.append(f"{budget.says}: {'✓' if value <= budget.limit else '✗ **missed**'}")
    return "; ".join(told)


def page(lines: dict[str, list[Line]], facts: dict[str, str], taken: dict[str, dict[str, str]]) -> str:
    """The page. :param taken: when each benchmark was run that is known of, and how busy the machine was."""
    every = [line for rows in lines.values() for line in rows]
    text = [
        "# ความเร็ว / Performance",
        "",
        "<!-- เขียนโดย make bench อย่าแก้หน้านี้โดยตรง / written by `make bench`; do not edit -->",
        "",
        "ทุกงบเป็นอัตราส่วนที่วัดในการทำงานครั้งเดียวกันบนเครื่องเดียวกัน จึงเทียบกันได้แม้เครื่องช้าเร็วต่างกัน ไม่มีการทดสอบใดจับเวลา /",
        "Budgets are ratios taken in one run on one machine; medians; imports and LibreOffice's start excluded where",
        "said. No test asserts a time.",
        "",
        "| | |",
        "|---|---|",
        *(f"| {name} | {value} |" for name, value in facts.items()),
        "",
        "## งบ / Budgets",
        "",
        "| สิ่งที่วัด / what | งบ / budget | วัดได้ / measured | ผล / verdict |",
        "|---|---|---|---|",
    ]
    for budget in BUDGETS:
        found = budget.of(every)
        if not found:
            text.append(f"| {budget.name} | {budget.says} | – | ยังไม่ได้วัด / not measured |")
            continue
        worst = max(value for _, value in found)
        shown = _number(worst, "ms") if budget.absolute else _times(worst)
        verdict = "✓ ถึงงบ / met" if worst <= budget.limit else "✗ **เกินงบ / missed**"
        text.append(f"| {budget.name} | {budget.says} | {shown} | {verdict} |")
    text += [
        "",
        "พื้น (floor) ทำเอกสารและลายมือชื่อชุดเดียวกันด้วยมือ โดยไม่มีกฎ ทะเบียนคุมเลข บันทึกเหตุการณ์ "
        "หรือการกู้คืน ดู `benchmarks/office/floor.py` /",
        "the floor does the same documents and signatures by hand, with no rules, number books, journal or recovery.",
        "The naive script does four documents and is scaled to the number in the cycle; its other parts are taken from",
        "the floor.",
        "",
    ]
    text += side_by_side(every)
    for name, rows in lines.items():
        text += [f"## benchmarks/{where(name)}.py", ""]
        if name in taken:
            text += ["; ".join(f"{fact} {value}" for fact, value in taken[name].items()), ""]
        text += ["| | oit | เทียบกับ / beside | ratio |", "|---|---|---|---|"]
        for line in rows:
            ratio = f"{line.ratio:.2f}" if line.other else "–"
            own, other = _number(line.own, line.unit), _number(line.other, line.unit)
            text.append(f"| {line.what} | {own} | {other} | {ratio} |")
        text.append("")
    return "\n".join(text)


def side_by_side(lines: Sequence[Line]) -> list[str]:
    """What was measured beside more than one other thing: now, the floor, a peer, the build of 0745951."""
    found: dict[str, dict[str, Line]] = {}
    for line in lines:
        what, against, other = line.what.partition(", against ")
        if against:
            column = "earlier" if "0745951" in other else "floor" if other.startswith("the floor") else "peer"
            found.setdefault(what, {}).setdefault(column, line)
    text = [
        "## เทียบข้างกัน / Side by side",
        "",
        "| สิ่งที่วัด / what | ขณะนี้ / now | พื้น / floor | เพื่อน / peer | รุ่น 0745951 / the build of 0745951 |",
        "|---|---|---|---|---|",
    ]
    for what, columns in found.items():
        now = next(iter(columns.values()))
        cells = [_beside(columns.get(name)) for name in ("floor", "peer", "earlier")]
        text.append(f"| {what} | {_number(now.own, now.unit)} | {' | '.join(cells)} |")
    return [*text, ""]


def _beside(line: Line | None) -> str:
    return "–" if line is None else f"{_number(line.other, line.unit)} ({_times(line.ratio)})"


def _times(ratio: float) -> str:
    return f"{ratio:.2f} x" if ratio > 0.2 else f"1/{1 / ratio:.0f}" if ratio else "–"


def kept() -> tuple[dict[str, list[Line]], dict[str, dict[str, str]], dict[str, str]]:
    """Rows of the last run by benchmark, when each was taken, and facts of the machine."""
    if not KEPT.exists():
        return {}, {}, {}
    found = json.loads(KEPT.read_text(encoding="utf-8"))
    rows = {name: [Line(**row) for row in rows] for name, rows in found["rows"].items()}
    return rows, found.get("taken", {}), found["machine"]


def main(names: Sequence[str]) -> int:
    """Measure and write; 2 for an unknown name. A benchmark that cannot run here is named and left out."""
    unknown = set(names) - {*BENCHMARKS, "pages"}
    if unknown:
        sys.stderr.write(f"benchmarks: {', '.join(BENCHMARKS)}, pages\n")
        return 2
    earlier, taken, before = kept()
    facts = before if list(names) == ["pages"] else machine()
    lines: dict[str, list[Line]] = {}
    for name in earlier:
        # What is not measured again keeps the machine on which it was.
        taken.setdefault(name, {}).setdefault("processor", before["processor"])
    for name, shape in BENCHMARKS.items():
        if names and name not in names:
            lines[name] = earlier.get(name, [])
            continue
        print(f"== {name}")
        time.sleep(1)  # what the one before left running comes to rest
        now = machine()
        taken[name] = {fact: now[fact] for fact in ("measured", "load before the run", "processor")}
        try:
            lines[name] = shape(importlib.import_module(f"benchmarks.{where(name)}".replace("/", ".")))
        except ModuleNotFoundError as missing:
            taken.pop(name)
            sys.stderr.write(f"{name}: {missing}\n")
    lines = {name: rows for name, rows in lines.items() if rows}
    rows = {name: [asdict(line) for line in found] for name, found in lines.items()}
    taken = {name: taken[name] for name in lines if name in taken}
    told = {"machine": facts, "taken": taken, "rows": rows}
    KEPT.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(lines, facts, taken), "utf-8")
    write_scale(lines, taken, asked, _number)
    print(f"เขียน {PAGE.relative_to(ROOT)} แล้ว / written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

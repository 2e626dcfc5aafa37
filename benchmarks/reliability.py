"""Writes ``docs/reliability.md``: faults tried and survived, load held, bad inputs, growth; each with its command.

    python -m benchmarks.reliability SECTION -- ARGUMENTS…

Measures one section anew (``faults``, ``load``, ``growth``) with the arguments its benchmark takes; a row takes the
place of the row of the same name, the others keep what was measured before (``docs/reliability.json``).
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.report import machine

ROOT = Path(__file__).resolve().parent.parent
PAGE, KEPT = ROOT / "docs" / "reliability.md", ROOT / "docs" / "reliability.json"
SECTIONS = {
    "faults": "ความเสียหายที่ทดลองแล้ว / Faults tried",
    "load": "หลายคนพร้อมกัน / Many at once",
    "growth": "เมื่อเวลาผ่านไปหลายปี / After years",
}
TARGETS = {
    "publish 43 items": 1.3, "site build after one change": 0.15, "journal show": 1.3, "oit status": 1.3,
    "oit inbox": 1.3, "oit show": 1.3, "people.csv": 12.0, "MB of oit contribute": 1.0, "MB of oit compile": 1.0,
    "MB of oit": 1.15, "75 contributions": 1.5, "75 commands": 1.2,
    "refused: ": 0.0,
}  # fmt: skip
"""Beginning of a row's name -> the most that its ratio may be; the first that fits."""
_HEAD = """# ความทนทาน / Reliability

<!-- เขียนโดย python -m benchmarks.reliability อย่าแก้หน้านี้โดยตรง / written by it; do not edit -->

สำหรับผู้ดูแล: โปรแกรมถูกปิดกะทันหัน ดิสก์เต็ม ฐานข้อมูลเสีย มีคนใช้พร้อมกันมาก หรือใช้มานานหลายปี แล้วเกิดอะไรขึ้น
ทุกตารางมีคำสั่งให้ลองเอง

For who looks after the program. Every fault is real: processes are killed, servers stopped, files damaged. Growth and
load are ratios of medians taken in one run on one machine, in seconds of processor where the table says so; the earlier
build (commit 0745951) stands beside this one. What misses its target says so. Each row has its day and how many
processes wanted a processor when it began (load over five minutes; the machine has two).
"""


def measured(section: str, arguments: Sequence[str]) -> list[dict[str, Any]]:
    """The rows of one section, as they are kept."""
    rows = importlib.import_module(f"benchmarks.endurance.{section}").main(arguments)
    if section == "faults":
        return [asdict(row) for row in rows]
    return [{"what": what, "own": own, "other": other, "ratio": ratio} for what, own, other, ratio in rows]


def page(kept: Mapping[str, Any]) -> str:
    """The page."""
    text = [_HEAD]
    for name, title in SECTIONS.items():
        section = kept.get(name)
        if section is None:
            continue
        text += [f"## {title}", "", f"`python -m benchmarks.endurance.{name}`", ""]
        text += _faults(section["rows"]) if name == "faults" else _ratios(section["rows"])
    return "\n".join(text)


def _faults(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    text = [
        "| ความเสียหาย / fault | ลอง / tried | รอด / survived | | เมื่อ, งานอื่น, เครื่อง / when, load, machine |",
        "|---|---|---|---|---|",
    ]
    return [
        *text,
        *(f"| {r['what']} | {r['times']:,} | {r['survived']:,} | {r['note']} | {r.get('when', '')} |" for r in rows),
        "",
    ]


def _ratios(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    text = [
        "| | | เทียบกับ / against | อัตราส่วน / ratio | เป้า / target | เมื่อ, งานอื่น, เครื่อง / when, load, machine |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        unit = "MB" if row["what"].startswith("MB ") else "×" if row["what"].startswith("refused") else "ms"
        target = next((most for begin, most in TARGETS.items() if row["what"].startswith(begin)), None)
        ours = not row["what"].endswith("0745951")
        mark = "" if target is None or not ours else f"{target:g} {'✓' if row['ratio'] <= target else '✗'}"
        text.append(
            f"| {row['what']} | {row['own']:,.0f} {unit} | {row['other']:,.0f} {unit} | {row['ratio']:.2f} | {mark} | "
            f"{row.get('when', '')} |"
        )
    return [*text, ""]


def main(arguments: Sequence[str]) -> int:
    """Measure one section and write; 2 for an unknown one; without one the page is written from what is kept."""
    kept: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    if arguments:
        name, *given = (one for one in arguments if one != "--")
        if name not in SECTIONS:
            sys.stderr.write(f"benchmarks.reliability {'|'.join(SECTIONS)}\n")
            return 2
        rows = {row["what"]: row for row in kept.get(name, {}).get("rows", [])}
        load = os.getloadavg()[1]
        facts = machine()
        when = f"{facts['measured']}, {load:.1f}, {facts['processor']}"
        rows |= {row["what"]: {**row, "when": when} for row in measured(name, given)}
        kept[name] = {"rows": list(rows.values())}
        KEPT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(kept), encoding="utf-8")
    print(f"เขียน {PAGE.relative_to(ROOT)} แล้ว / written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

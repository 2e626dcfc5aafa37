"""Writes the figures of ``docs/scale.md`` between its two marks, from the rows of ``benchmarks.report``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "scale.md"
BEGIN, END = "<!-- เขียนโดย make bench / written by `make bench` -->", "<!-- ถึงที่นี่ / to here -->"
FROM = ("many", "ministry")
"""The benchmarks whose rows stand there."""


def write_scale(
    lines: Mapping[str, Sequence[Any]],
    taken: Mapping[str, Mapping[str, str]],
    asked: Callable[[Any], str],
    number: Callable[[float | None, str], str],
) -> None:
    """Write them. :param taken: when each benchmark was run, and how busy the machine was.

    :param asked: what was asked of a line, and whether it is met. :param number: a measure as it is shown.
    """
    text = PAGE.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(
        f"{before}{BEGIN}\n{''.join(_part(n, lines, taken, asked, number) for n in FROM)}\n{END}{after}", "utf-8"
    )


def _part(name: str, lines: Any, taken: Any, asked: Any, number: Any) -> str:
    rows: Iterable[Any] = lines.get(name, ())
    when = taken.get(name, {})
    told = ", ".join(f"{fact} {value}" for fact, value in when.items())
    table = [
        "",
        f"`benchmarks.report {name}`, {told}:",
        "",
        "| what | ours | against | ratio | asked |",
        "|---|---|---|---|---|",
    ]
    for row in rows:
        what, _, against = row.what.partition(", against ")
        other = f"{against}: {number(row.other, row.unit)}" if row.other is not None else "–"
        ratio = f"{row.ratio:.2f}" if row.other else "–"
        table.append(f"| {what} | {number(row.own, row.unit).strip()} | {other} | {ratio} | {asked(row)} |")
    return "\n".join([*table, ""])

"""The office's own ``holidays-YYYY.csv``: days off of a calendar year (Buddhist era), as it confirmed them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from workflow.office_files.problems import BadInput
from workflow.office_files.tables import Column, read_table, value_of
from workflow.thai import long_date, parse_date

COLUMNS = (Column("day", ("วันที่",)), Column("name", ("วันหยุด", "ชื่อ")))


def days_off_file(folder: Path, year: int) -> Path:
    """Where the days off of a calendar year (Buddhist era) stand."""
    return folder / f"holidays-{year}.csv"


def load_days_off(folder: Path, year: int) -> dict[date, str] | None:
    """Day -> name; ``None`` when the office has not confirmed that year.

    :raises BadInput: ``days_off_not_usable``, every problem.
    """
    path = days_off_file(folder, year)
    if not path.exists():
        return None
    table = read_table(path, COLUMNS)
    problems = list(table.problems)
    found = {}
    for row in table.rows:
        day = value_of(row, "day", parse_date, problems)
        if day is not None:
            found[day] = row["name"]
        elif not row.optional("day"):
            problems.append(row.problem("cell_empty", "day"))
    if problems:
        raise BadInput("days_off_not_usable", problems, file=path.name)
    return found


def days_off_text(days: Mapping[date, str]) -> str:
    """The file as the office gets it to correct: days as people write them."""
    lines = [f"{long_date(day, thai=False)},{name.replace(',', ' ')}" for day, name in sorted(days.items())]
    return "\n".join(("วันที่,วันหยุด", *lines)) + "\n"

"""The table of who says what in docs/signatures.md is what the programs say."""

from __future__ import annotations

import re

from .agreement import BEGIN, END, PAGE, rows, table
from .attacks import ATTACKS
from .goods import GOODS
from .world import World


def without_pdfsig(text: str) -> list[list[str]]:
    """Rows of the table without what poppler says, which differs between its versions."""
    cells = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return [line[:5] for line in cells if len(line) >= 6]


def test_the_table_is_what_is_said(world: World) -> None:
    found = rows(world)
    assert all(row.oit == row.must for row in found)
    page = PAGE.read_text(encoding="utf-8")
    printed = page[page.index(BEGIN) : page.index(END)]
    assert without_pdfsig(printed) == without_pdfsig(table(found))


def test_the_page_tells_every_file() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in {*GOODS, *ATTACKS} - {"absurdly_large_file"}:
        assert re.search(rf"^\| {name.replace('_', ' ')} \|", page, re.M), name

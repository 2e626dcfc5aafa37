"""The table of who says what in docs/signatures.md is what the programs say."""

from __future__ import annotations

import pytest

from .agreement import ABSENT, BEGIN, END, NAMES, PAGE, row
from .attacks import ATTACKS
from .goods import GOODS
from .world import World


def printed() -> dict[str, list[str]]:
    """Each file of the page's table with its reason and what must be, is, and pyHanko says."""
    page = PAGE.read_text(encoding="utf-8")
    table = page[page.index(BEGIN) : page.index(END)]
    cells = [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines() if line[:2] == "| "]
    return {line[0]: line[1:5] for line in cells[2:] if len(line) >= 6}


def test_the_page_tells_every_file_in_order() -> None:
    told = [name for name in printed() if name != "file"]
    assert told == [name.replace("_", " ") for name in NAMES]
    assert {*NAMES} == {*GOODS, *ATTACKS} - ABSENT


@pytest.mark.parametrize("name", NAMES)
def test_each_row_of_the_table_is_what_is_said(world: World, name: str) -> None:
    said = row(world, name, ask_pdfsig=False)
    assert said.oit == said.must
    assert printed()[name.replace("_", " ")] == [said.code, said.must, said.oit, said.pyhanko]

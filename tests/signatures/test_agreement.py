"""The table of who says what in docs/signatures.md is what the programs say."""

from __future__ import annotations

import pytest

from .agreement import BEGIN, END, NAMES, PAGE, row, table
from .world import World


def printed() -> list[list[str]]:
    """Rows of the table without what poppler says, which differs between its versions."""
    page = PAGE.read_text(encoding="utf-8")
    return _cells(page[page.index(BEGIN) : page.index(END)])


def _cells(text: str) -> list[list[str]]:
    cells = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines() if line.startswith("| ")
    ]
    return [line[:5] for line in cells if len(line) >= 6]


@pytest.mark.deep  # what this program says of each file is asked by the tests of attacks and of good files
@pytest.mark.parametrize("name", NAMES)
def test_the_table_is_what_is_said_of(name: str, world: World) -> None:
    found = row(world, name)
    assert found.oit == found.must
    (line,) = [cells for cells in _cells(table([found])) if cells[0] != "file"]
    assert line in printed()


def test_the_page_tells_every_file_and_no_other() -> None:
    lines = printed()
    assert [line[0] for line in lines] == ["file", *(name.replace("_", " ") for name in NAMES)]
    assert all(line[2] == line[3] for line in lines[1:])

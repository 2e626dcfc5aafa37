"""Text that holds a table to cells that remember where they stood: tabs, vertical bars, commas or semicolons."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

_TAGS = re.compile(r"</?(?:b|i|u|strong|em|p|br|span|sup|sub|ul|ol|li)\b[^>]*>", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table. ``number`` counts from 1 as an editor or Excel does."""

    number: int
    cells: tuple[str, ...]
    merged: frozenset[int] = frozenset()
    """Places whose text belongs to a cell that begins in a row above (merged cells of a workbook)."""


def grid_of_text(text: str) -> tuple[Line, ...]:
    """Split pasted text, CSV or a table in Markdown into lines of cells.

    Which separator it is, is told from the whole text: the one that most lines have. A row whose quotation mark closes
    on a later line is one line, numbered where it begins.
    """
    separator = _separator(text)
    if separator == "|":
        rows = [(number, _bars(line)) for number, line in enumerate(text.splitlines(), start=1)]
    elif separator == "\t":
        rows = [(number, line.split("\t")) for number, line in enumerate(text.splitlines(), start=1)]
    else:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        rows = []
        at = 1
        for row in reader:
            rows.append((at, row))
            at = reader.line_num + 1
    return grid_of_rows(rows)


def grid_of_rows(rows: Sequence[tuple[int, Sequence[str]]]) -> tuple[Line, ...]:
    """Clean cells: marks of text processors out, one blank between words, nothing invisible; empty lines left out."""
    found = []
    for number, cells in rows:
        cleaned = tuple(clean(cell) for cell in cells)
        if any(cleaned) and not all(_RULE.fullmatch(cell) or not cell for cell in cells):
            found.append(Line(number, cleaned))
    return tuple(found)


def clean(cell: str) -> str:
    """A cell without marks of text processors, with single blanks."""
    return " ".join(_TAGS.sub(" ", cell).replace("**", "").replace("\u200b", "").replace("\ufeff", "").split())


def _bars(line: str) -> list[str]:
    return line.strip().strip("|").split("|")


def _separator(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    counts = {mark: sum(mark in line for line in lines) for mark in "\t|;,"}
    # Commas occur inside Thai text and numbers; a mark that is rarer in prose wins as soon as half the lines have it.
    for mark in "\t|;":
        if counts[mark] * 2 >= len(lines) and counts[mark]:
            return mark
    return ","

"""Where a paper asks for handwriting: brackets to tick, the word for the day, room above a name in brackets, the words
of a certified copy. What is written there is what the form asks for, and no surprise to the registrar."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from signatures.scans.certifying import INK

if TYPE_CHECKING:
    from signatures.scans.comparison import Area

_TICK = re.compile(r"\( +\)")
_DAY = re.compile(r"วันที่[ .]*$")
_NAME = re.compile(r"^\(\S.*\)\s*$")
_OPINION = re.compile(r"^ความเห็น\s*$")
_ROOM, _BESIDE = 62.0, 100.0
"""Height above a name in brackets, and how far to each side of its middle, in which its owner signs."""
_DATE_WIDE, _OPINION_WIDE, _OPINION_HIGH = 150.0, 215.0, 60.0
_COPY = 230.0, 170.0
"""Widest and highest that the words of a certified copy are."""
_AROUND = 7.0
_PLACED = re.compile(rb"q 1 0 0 1 (-?[\d.]+) (-?[\d.]+) cm\s+" + re.escape(INK.encode()))


def places(page: Any) -> list[Area]:
    """The places on an issued page, as pdfium has it, by the words that are printed there."""
    words = page.get_textpage()
    try:
        left, _, _, top = page.get_cropbox()
        return [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in _found(words)]
    finally:
        words.close()


def _found(words: Any) -> Iterator[tuple[float, float, float, float]]:
    """As left, bottom, right, top of the page's own coordinates."""
    start = 0
    for line in words.get_text_range().split("\r\n"):
        for tick in _TICK.finditer(line):
            x0, y0, _, y1 = words.get_charbox(start + tick.start())
            _, _, x1, _ = words.get_charbox(start + tick.end() - 1)
            yield x0 - _AROUND, y0 - _AROUND, x1 + _AROUND, y1 + _AROUND
        if day := _DAY.search(line):
            x0, y0, x1, y1 = words.get_charbox(start + day.start())
            yield x0 - _AROUND, y0 - _AROUND, x0 + _DATE_WIDE, y1 + 2 * _AROUND
        if _NAME.match(line):
            x0, y0, _, y1 = words.get_charbox(start)
            _, _, x1, _ = words.get_charbox(start + len(line.rstrip()) - 1)
            middle = (x0 + x1) / 2
            yield middle - _BESIDE, y0 - 3, middle + _BESIDE, y1 + _ROOM
        if _OPINION.match(line):
            x0, y0, _, _ = words.get_charbox(start)
            yield x0 - _AROUND, y0 - _OPINION_HIGH, x0 + _OPINION_WIDE, y0
        start += len(line) + 2


def of_copies(issued: bytes) -> dict[int, Area]:
    """Where สำเนาถูกต้อง stands on each page of a certified copy, by the page's number from 0; empty for other papers."""
    from pypdf import PdfReader

    found: dict[int, Area] = {}
    for number, page in enumerate(PdfReader(io.BytesIO(issued)).pages):
        content = page.get_contents()
        placed = _PLACED.search(content.get_data()) if content is not None else None
        if placed is not None:
            x, y = float(placed[1]) - float(page.cropbox.left), float(page.cropbox.top) - float(placed[2])
            found[number] = (x - _AROUND, y - _COPY[1], x + _COPY[0], y + _AROUND)
    return found


def inside(area: Area, asked: list[Area]) -> bool:
    """Whether the middle of some writing lies where writing is asked for."""
    x, y = (area[0] + area[2]) / 2, (area[1] + area[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in asked)

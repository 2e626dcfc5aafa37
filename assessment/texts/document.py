"""A text as the checks see it: lines with numbers, cells of tables, and the running text with its way back to lines."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assessment.digits import arabic
from assessment.texts.glyph_codes import LETTERS

_TAGS = re.compile(r"</?(?:b|i|u|strong|em|br|span|sup|sub|font|a)\b[^>]*>", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|div|ul|ol|li|table|tr|td|th|tbody|thead|h[1-6])\b[^>]*>", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\s*#{1,6}\s+|\*\*|^\s*>\s+")
_RULE = re.compile(r"[\s|:+=-]*")
_READ: dict[int, str | None] = {**dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad")), **LETTERS}
"""What a letter is read as: nothing where it is not seen, the letter where its code is one of a font's own."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``number`` counts from 1; ``page`` from 1, None where the source has no pages."""

    number: int
    text: str
    """Without marks of text processors and with single blanks; cells are separated by a tab."""
    cells: tuple[str, ...] = ()
    """Two or more when the line is a row of a table, else empty."""
    page: int | None = None
    heading: bool = False
    """Marked as a heading by the source (Markdown, Word)."""
    raw: str = ""
    """As it was written."""

    @property
    def plain(self) -> str:
        """The text with Arabic digits."""
        return arabic(self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. The sentence is formed elsewhere from code and facts."""

    code: str
    line: int | None
    page: int | None
    text: str
    """What stands there, cut to what matters."""
    facts: dict[str, object] = field(default_factory=dict)


class Document:
    """A text with its lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)

    @cached_property
    def flow(self) -> str:
        """The whole text, line ends as blanks and digits as they are."""
        return " ".join(line.text for line in self.lines)

    @cached_property
    def plain(self) -> str:
        """As :attr:`flow`, with Arabic digits; offsets are the same."""
        return arabic(self.flow)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for line in self.lines:
            starts.append(at)
            at += len(line.text) + 1
        return starts

    def line_at(self, offset: int) -> Line:
        """The line in which an offset of :attr:`flow` lies."""
        return self.lines[max(bisect_right(self._starts, offset) - 1, 0)]

    def index_at(self, offset: int) -> int:
        """The place of that line in :attr:`lines`."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def start_of(self, index: int) -> int:
        """Where a line begins in :attr:`flow`."""
        return self._starts[index]

    def found(self, code: str, where: Line | int, text: str = "", /, **facts: object) -> Finding:
        """Make a finding at a line, or at an offset of :attr:`flow`."""
        line = self.line_at(where) if isinstance(where, int) else where
        return Finding(code, line.number, line.page, cut(text or line.text), facts)

    def search(self, pattern: re.Pattern[str]) -> Iterator[tuple[re.Match[str], Line]]:
        """Every match of a pattern in :attr:`plain` with its line."""
        for match in pattern.finditer(self.plain):
            yield match, self.line_at(match.start())

    @cached_property
    def paragraphs(self) -> tuple[tuple[int, int], ...]:
        """Spans of :attr:`flow` between empty lines; a row of a table is one of its own."""
        spans: list[tuple[int, int]] = []
        begin: int | None = None
        for index, line in enumerate(self.lines):
            start, end = self._starts[index], self._starts[index] + len(line.text)
            if line.cells or not line.text.strip() or line.heading:
                if begin is not None:
                    spans.append((begin, start - 1))
                    begin = None
                if line.text.strip():
                    spans.append((start, end))
            elif begin is None:
                begin = start
        if begin is not None:
            spans.append((begin, len(self.flow)))
        return tuple(spans)


def cut(text: str, length: int = 120) -> str:
    """A text cut for a list, at a blank where there is one."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"


def read_text(text: str) -> Document:
    """Read plain text, Markdown, or text taken from a PDF; a form feed begins a new page."""
    lines: list[Line] = []
    page = 1 if "\f" in text else None
    number = 0
    for part_number, part in enumerate(text.split("\f")):
        if part_number and page is not None:
            page += 1
        rows = part.splitlines() or [""]
        if part_number and lines and rows and not rows[0].strip():
            rows = rows[1:]
        for raw in rows:
            number += 1
            lines.append(_line(number, raw, page))
    return Document(lines)


def _line(number: int, raw: str, page: int | None) -> Line:
    text = unicodedata.normalize("NFC", raw.translate(_READ)).replace("\u00a0", " ")
    text = re.sub("\u0e4d([\u0e48-\u0e4b]?)\u0e32", "\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41")
    heading = bool(re.match(r"\s*#{1,6}\s", text))
    text = _MARKDOWN.sub("", _BLOCK.sub(" ", _TAGS.sub("", text)))
    cells: tuple[str, ...] = ()
    if "\t" in text:
        cells = tuple(" ".join(cell.split()) for cell in text.split("\t"))
    elif text.count("|") >= 2:
        if _RULE.fullmatch(text):
            return Line(number, "", (), page, False, raw)
        cells = tuple(" ".join(cell.split()) for cell in text.strip().strip("|").split("|"))
    if cells:
        return Line(number, "\t".join(cells), cells, page, heading, raw)
    return Line(number, " ".join(text.split()), (), page, heading, raw)

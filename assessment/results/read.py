"""Reads a result: items, indicators, tools and totals out of one table, or every reason why not.

Nothing is taken half. A code beside another item's title, an item twice, a score that is no score: each is named with
line and column. Titles are compared without blanks and dashes; a title that is only spelt otherwise is told, not
refused, because the evaluators' own tables differ from their list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

from assessment.digits import arabic, folded, read_code, read_ordinal, read_score
from assessment.problem import NotUsable, Problem
from assessment.results.columns import Columns, columns_of
from assessment.results.grid import Line
from assessment.scoring.framework import Framework, Item

ALIKE = 0.6
"""Titles less alike than this are of different items."""
_INDICATOR = re.compile(r"^(?:ตัวชี้วัด(?:ที่)?)\s*([0-9๐-๙]{1,2})(?!\s*[.)][0-9๐-๙])[\s.:)]*(.*)$")
_TOOL = re.compile(r"\b(IIT|EIT|OIT)\b")
_TOTAL = re.compile(r"^(?:รวม|ภาพรวม|คะแนนรวม|รวมทั้งสิ้น|ผลการประเมินภาพรวม|คะแนนภาพรวม|คะแนนเฉลี่ย|total)")
_SECTION = re.compile(r"^[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?\s*\)")


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What was printed for one item."""

    code: str
    score: Decimal
    comment: str
    line: int


@dataclass(frozen=True, slots=True)
class Result:
    """A result as it was printed, unchecked against any rule."""

    items: Mapping[str, ItemResult] = field(default_factory=dict)
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    """Out of 100."""
    tools: Mapping[str, Decimal] = field(default_factory=dict)
    """Their share of the total as printed, such as 29.40 of 30."""
    total: Decimal | None = None
    level: str | None = None
    notes: tuple[Problem, ...] = ()
    """What is to be told and refuses nothing: ``result_title_spelt_otherwise``."""


def read_result(grid: Sequence[Line], framework: Framework, file: str = "") -> Result:
    """Read a table.

    :raises NotUsable: with every problem; nothing of the table is taken.
    """
    reader = _Reader(framework, file)
    for line in grid:
        reader.line(line)
    return reader.result()


class _Reader:
    def __init__(self, framework: Framework, file: str) -> None:
        self.framework = framework
        self.file = file
        self.columns: Columns | None = None
        self.items: dict[str, ItemResult] = {}
        self.indicators: dict[str, Decimal] = {}
        self.tools: dict[str, Decimal] = {}
        self.totals: dict[Decimal, int] = {}
        self.levels: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.last: str | None = None

    def line(self, line: Line) -> None:
        found = columns_of(line.cells)
        if found is not None:
            self.columns = found
        elif self.columns is not None and self.columns.places.get("code", -1) in line.merged and self.last:
            self.continued(line)
        elif self.columns is not None:
            self.row(line)

    def row(self, line: Line) -> None:
        title, written = self.cell(line, "title"), self.cell(line, "code")
        kind = self.cell(line, "kind")
        whole = " ".join(cell for cell in line.cells if cell)
        score_text = self.cell(line, "score")
        indicator = _INDICATOR.match(title) or _INDICATOR.match(written)
        numbered = self.numbers_indicator(written, title)
        item = self.item_named(written, title, kind) if not numbered else None
        if item is not None:
            self.item(line, item, title, score_text)
        elif kind.startswith(("reported", "total", "tool", "indicator")) or ((indicator or numbered) and score_text):
            self.other(line, kind, written, title, score_text, indicator)
        elif _TOTAL.match(title) or _TOTAL.match(written) or _TOTAL.match(whole):
            self.total(line, score_text)
        elif (tool := _TOOL.search(title or written)) and score_text and not _SECTION.match(whole):
            self.number(line, self.tools, tool[1], score_text)
        elif not written and not score_text and self.last and not _SECTION.match(title):
            self.continued(line)
        elif score_text and read_score(score_text) is not None and (written or title) and not _SECTION.match(whole):
            self.problem("result_row_unknown", line, "code" if written else "title", value=written or title)

    def numbers_indicator(self, written: str, title: str) -> bool:
        """Whether a bare number stands beside the title of an indicator and not of the item of that number."""
        number = read_ordinal(written) if read_code(written) is None else None
        if number is None or self.indicator_named(folded(title)) is None:
            return False
        item = self.framework.item(f"O{number}")
        return item is None or folded(item.title) != folded(title)

    def item_named(self, written: str, title: str, kind: str) -> Item | None:
        if kind and kind not in ("item", "ข้อ"):
            return None
        code = read_code(written)
        number = read_ordinal(written)
        if code is None and number is not None and "code" in (self.columns.places if self.columns else {}):
            code = f"O{number}"
        if code is None and not written and title:
            # A title alone: only the one item that is called so, letter for letter.
            same = [item for item in self.framework.items if folded(item.title) == folded(title)]
            return same[0] if len(same) == 1 else None
        if code is None:
            return None
        item = self.framework.item(code)
        if item is None and self.framework.items:
            return Item(code, 0, "", "", "")
        return item or Item(code, int(code[1:]), title, "", "")

    def item(self, line: Line, item: Item, title: str, score_text: str) -> None:
        if self.framework.items and self.framework.item(item.code) is None:
            self.problem("result_unknown_item", line, "code", value=item.code, count=self.framework.item_count)
            return
        self.compare_title(line, item, title)
        if item.code in self.items:
            self.problem("result_item_twice", line, "code", value=item.code, first=self.items[item.code].line)
            return
        score = read_score(score_text)
        if score is None:
            code = "result_no_score" if not score_text.strip("-– ") else "result_bad_score"
            self.problem(code, line, "score", value=score_text, code=item.code)
            return
        if score not in self.framework.item_scores:
            allowed = [str(one) for one in self.framework.item_scores]
            self.problem("result_impossible_score", line, "score", value=score_text, code=item.code, allowed=allowed)
            return
        self.items[item.code] = ItemResult(item.code, score, self.cell(line, "comment"), line.number)
        self.last = item.code

    def compare_title(self, line: Line, item: Item, title: str) -> None:
        ours, theirs = folded(item.title), folded(title)
        if not ours or not theirs or ours == theirs:
            return
        likeness = SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
        better = max(
            self.framework.items,
            key=lambda one: SequenceMatcher(None, folded(one.title), theirs, autojunk=False).ratio(),
        )
        nearer = SequenceMatcher(None, folded(better.title), theirs, autojunk=False).ratio()
        facts = {"value": title, "code": item.code, "title": item.title}
        if better.code != item.code and nearer > max(likeness, ALIKE):
            self.problem("result_title_of_other", line, "title", **facts, other=better.code, other_title=better.title)
        elif likeness < ALIKE and ours not in theirs and theirs not in ours and not _same_letters(ours, theirs):
            self.problem("result_title_unknown", line, "title", **facts)
        else:
            self.notes.append(Problem("result_title_spelt_otherwise", self.place(line, "title") | facts))

    def continued(self, line: Line) -> None:
        """A comment that a page break or a merged cell carried to the next row."""
        more = self.cell(line, "comment")
        before = self.items[self.last or ""]
        if more:
            text = f"{before.comment} {more}".strip()
            self.items[before.code] = ItemResult(before.code, before.score, text, before.line)

    def other(
        self, line: Line, kind: str, written: str, title: str, score_text: str, indicator: re.Match[str] | None
    ) -> None:
        if kind == "reported" and written == "total":
            self.total(line, score_text)
        elif kind.startswith("tool"):
            self.number(line, self.tools, written, score_text)
        else:
            number = arabic(indicator[1]) if indicator else arabic(written)
            known = self.framework.indicator(number)
            if known is None:
                self.problem("result_unknown_indicator", line, "title", value=title or written)
                return
            named = folded(indicator[2]) if indicator else folded(title)
            if named and named != folded(known.title) and (other := self.indicator_named(named)) is not None:
                facts = {"code": number, "title": known.title, "other": other}
                self.problem("result_indicator_of_other", line, "title", value=title, **facts)
            self.number(line, self.indicators, number, score_text)

    def indicator_named(self, title: str) -> str | None:
        return next((one.number for one in self.framework.indicators if folded(one.title) == title), None)

    def total(self, line: Line, score_text: str) -> None:
        score = read_score(score_text)
        if score is not None:
            self.totals.setdefault(score, line.number)
        level = self.cell(line, "level")
        if level:
            self.levels.setdefault(level, line.number)

    def number(self, line: Line, into: dict[str, Decimal], key: str, score_text: str) -> None:
        score = read_score(score_text)
        if score is None or not 0 <= score <= 100:
            self.problem("result_bad_score", line, "score", value=score_text, code=key)
        elif into.setdefault(key, score) != score:
            self.problem("result_two_scores", line, "score", value=score_text, code=key, first=str(into[key]))

    def cell(self, line: Line, key: str) -> str:
        at = self.columns.places.get(key) if self.columns else None
        return line.cells[at] if at is not None and at < len(line.cells) else ""

    def place(self, line: Line, key: str) -> dict[str, object]:
        return {"file": self.file, "line": line.number, "column": self.columns.heading(key) if self.columns else key}

    def problem(self, code_: str, line: Line, key: str, /, **facts: object) -> None:
        self.problems.append(Problem(code_, self.place(line, key) | facts))

    def result(self) -> Result:
        whole = {"file": self.file}
        if self.columns is None:
            self.problems.append(Problem("result_no_table", whole))
        elif not self.items and not self.indicators and not self.problems:
            self.problems.append(Problem("result_empty", whole))
        if self.items:
            absent = [item.code for item in self.framework.items if item.code not in self.items]
            told = {problem.facts.get("code") for problem in self.problems}
            absent = [code for code in absent if code not in told]
            if absent:
                self.problems.append(Problem("result_items_missing", {**whole, "codes": absent}))
        if len(self.totals) > 1:
            shown = [str(total) for total in self.totals]
            self.problems.append(Problem("result_two_totals", {**whole, "totals": shown}))
        if self.problems:
            raise NotUsable(self.problems)
        total = next(iter(self.totals), None)
        level = next(iter(self.levels), None)
        return Result(self.items, self.indicators, self.tools, total, level, tuple(self.notes))


def _same_letters(one: str, other: str) -> bool:
    """Whether two titles are made of nearly the same letters: หน้าที่และอำนาจ is อำนาจหน้าที่."""
    shared = sum((Counter(one) & Counter(other)).values())
    return shared >= 0.8 * max(len(one), len(other))

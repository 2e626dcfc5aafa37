"""Reads a framework file (TOML) and says everything that is wrong with it at once.

The list of items is a table of its own (the office's catalogue of that year) and is handed in by the caller.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from assessment.problem import NotUsable, Problem
from assessment.scoring.framework import (
    Deadline,
    Framework,
    From,
    Indicator,
    Item,
    Level,
    Pair,
    Rule,
    Standing,
    Tool,
    Total,
)
from assessment.scoring.rounding import MODES

FOLDER = Path(__file__).parent
DEADLINES = ("answers_open", "answers_close", "result", "objection_last")
TOP = {
    "key", "fiscal_year", "body", "title", "standing", "sources", "pass_line", "items", "tools", "indicators", "rule",
    "levels", "levels_standing", "deadlines", "pairs", "questionnaire",
}  # fmt: skip
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
E = TypeVar("E", bound=StrEnum)


def shipped() -> dict[tuple[str, int], Path]:
    """Framework files that come with the program, by key and fiscal year."""
    found: dict[tuple[str, int], Path] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        key, _, year = path.stem.rpartition("-")
        found[(key, int(year))] = path
    return found


def catalogue_of(path: Path) -> str | None:
    """The name of the list of items that a framework file asks for, such as ``2566``; None when no list is known.

    :raises NotUsable: when the file cannot be read at all.
    """
    items = _load(path.name, text_of(path)).get("items")
    name = items.get("catalogue") if isinstance(items, dict) else None
    return None if name is None else str(name)


def read_framework(path: Path, items: Sequence[Item] = ()) -> Framework:
    """Read one framework file.

    :param items: its list of items; empty only when the file names no catalogue.
    :raises NotUsable: with every problem; each names its ``key`` in the file.
    """
    return framework_of_text(path.name, text_of(path), items)


def framework_of_text(name: str, text: str, items: Sequence[Item] = ()) -> Framework:
    """Read a framework from the text of its file.

    :param name: of the file, for messages. :raises NotUsable: as :func:`read_framework`.
    """
    reader = _Reader(name, _load(name, text))
    framework = reader.framework(tuple(items))
    if reader.problems:
        raise NotUsable(reader.problems)
    return framework


def text_of(path: Path) -> str:
    """The text of a framework file.

    :raises NotUsable: when the file cannot be read at all.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotUsable([Problem("framework_unreadable", {"file": path.name, "detail": str(error)})]) from None


def _load(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NotUsable([Problem("framework_not_toml", {"file": name, "detail": str(error)})]) from None


class _Reader:
    """Takes values one by one and remembers what was wrong; what it returns then is never used."""

    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.data = data
        self.problems: list[Problem] = []

    def problem(self, code_: str, key_: str, /, **facts: object) -> None:
        self.problems.append(Problem(code_, {"file": self.file, "key": key_, **facts}))

    def framework(self, items: tuple[Item, ...]) -> Framework:
        for key in sorted(self.data.keys() - TOP):
            self.problem("framework_unknown_key", key)
        key = self.text(self.data, "key", "key")
        if key and not _KEY.fullmatch(key):
            self.problem("framework_bad_key", "key", value=key)
        year = self.data.get("fiscal_year")
        if not isinstance(year, int) or not 2500 <= year <= 2700:
            self.problem("framework_bad_year", "fiscal_year", value=year)
            year = 0
        listed = self.table(self.data, "items")
        count = listed.get("count")
        if not isinstance(count, int) or count < 1:
            self.problem("framework_bad_count", "items.count", value=count)
            count = 0
        if items and len(items) != count:
            self.problem("framework_count_differs", "items.count", value=count, found=len(items))
        if not items and listed.get("catalogue") is not None:
            self.problem("framework_items_missing", "items.catalogue", value=listed["catalogue"])
        indicators = tuple(
            Indicator(self.text(row, "number", at), self.text(row, "title", at)) for at, row in self.rows("indicators")
        )
        tools = self.tools(indicators)
        self.items(items, indicators)
        levels = self.levels(tools)
        return Framework(
            key=key,
            year=year,
            body=self.text(self.data, "body", "body"),
            title=self.text(self.data, "title", "title"),
            standing=self.choice(self.data, "standing", Standing, "standing"),
            sources=self.texts(self.data, "sources"),
            item_count=count,
            items=items,
            item_scores=tuple(self.number(value, "items.scores") for value in listed.get("scores", ["0", "100"])),
            indicators=indicators,
            tools=tools,
            rule=self.rule(),
            levels=levels,
            levels_standing=self.choice(self.data, "levels_standing", Standing, "levels_standing", Standing.OWN),
            pass_line=self.number(self.data["pass_line"], "pass_line") if "pass_line" in self.data else None,
            deadlines=self.deadlines(),
            pairs=self.pairs(items),
            questionnaire=self.questionnaire(items),
        )

    def tools(self, indicators: Iterable[Indicator]) -> tuple[Tool, ...]:
        known = {one.number for one in indicators}
        found = []
        for at, row in self.rows("tools"):
            measured = self.texts(row, "indicators", at)
            for number in measured:
                if number not in known:
                    self.problem("framework_unknown_indicator", f"{at}.indicators", value=number)
            marks = self.number(row.get("full_marks"), f"{at}.full_marks")
            found.append(Tool(self.text(row, "key", at), self.text(row, "title", at), marks, measured))
        if not found:
            self.problem("framework_no_tools", "tools")
        elif sum(tool.full_marks for tool in found) != 100:
            self.problem("framework_weights", "tools", value=str(sum(tool.full_marks for tool in found)))
        measured_twice = [number for number in known if sum(number in tool.indicators for tool in found) != 1]
        for number in sorted(measured_twice):
            self.problem("framework_indicator_not_once", "tools", value=number)
        return tuple(found)

    def items(self, items: Iterable[Item], indicators: Iterable[Indicator]) -> None:
        known = {one.number for one in indicators}
        seen: set[str] = set()
        for item in items:
            if item.indicator not in known:
                self.problem("framework_item_elsewhere", "items", code=item.code, value=item.indicator)
            if item.code in seen:
                self.problem("framework_item_twice", "items", code=item.code)
            seen.add(item.code)

    def levels(self, tools: Sequence[Tool]) -> tuple[Level, ...]:
        found = []
        for at, row in self.rows("levels"):
            every = self.number(row["every_tool"], f"{at}.every_tool") if "every_tool" in row else None
            found.append(Level(self.text(row, "name", at), self.number(row.get("total"), f"{at}.total"), every))
        order = [(level.total, level.every_tool or Decimal(-1)) for level in found]
        if order != sorted(order, reverse=True) or len(set(order)) != len(order):
            self.problem("framework_levels_order", "levels")
        if found and found[-1].total != 0:
            self.problem("framework_levels_gap", "levels", value=str(found[-1].total))
        if found and found[-1].every_tool is not None and tools:
            self.problem("framework_levels_gap", "levels", value=found[-1].name)
        return tuple(found)

    def rule(self) -> Rule:
        row = self.table(self.data, "rule")
        for key in sorted(row.keys() - {"indicator_from", "tool_from", "total", "places", "rounding", "standing"}):
            self.problem("framework_unknown_key", f"rule.{key}")
        places, mode = row.get("places", 2), row.get("rounding", "half_up")
        if not isinstance(places, int) or not 0 <= places <= 6:
            self.problem("framework_bad_places", "rule.places", value=places)
            places = 2
        if mode not in MODES:
            self.problem("framework_unknown_choice", "rule.rounding", value=mode, choices=sorted(MODES))
        return Rule(
            indicator_from=self.choice(row, "indicator_from", From, "rule.indicator_from", From.ITEMS),
            tool_from=self.choice(row, "tool_from", From, "rule.tool_from", From.INDICATORS),
            total=self.choice(row, "total", Total, "rule.total", Total.WEIGHTED),
            places=places,
            rounding=str(mode),
            standing=self.choice(row, "standing", Standing, "rule.standing", Standing.OWN),
        )

    def deadlines(self) -> tuple[Deadline, ...]:
        found = []
        for at, row in self.rows("deadlines"):
            key, day = row.get("key"), row.get("day")
            if key not in DEADLINES:
                self.problem("framework_unknown_choice", f"{at}.key", value=key, choices=list(DEADLINES))
            if not isinstance(day, date):
                self.problem("framework_bad_day", f"{at}.day", value=str(day))
                continue
            standing = self.choice(row, "standing", Standing, f"{at}.standing", Standing.OWN)
            found.append(Deadline(str(key), day, standing))
        return tuple(found)

    def pairs(self, items: Sequence[Item]) -> tuple[Pair, ...]:
        codes = {item.code for item in items}
        found = []
        for at, row in self.rows("pairs"):
            pair = Pair(
                self.text(row, "plan", at),
                self.text(row, "report", at),
                self.choice(row, "standing", Standing, f"{at}.standing", Standing.OWN),
            )
            for code in (pair.plan, pair.report):
                if items and code not in codes:
                    self.problem("framework_unknown_item", at, value=code)
            found.append(pair)
        return tuple(found)

    def questionnaire(self, items: Sequence[Item]) -> tuple[str, ...]:
        order = self.texts(self.data, "questionnaire")
        codes = {item.code for item in items}
        for code in order:
            if items and code not in codes:
                self.problem("framework_unknown_item", "questionnaire", value=code)
        if order and items and len(set(order)) != len(items):
            self.problem("framework_questionnaire", "questionnaire", value=len(set(order)), found=len(items))
        return order

    # --- single values

    def table(self, row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = row.get(key, {})
        if not isinstance(value, dict):
            self.problem("framework_not_a_table", key)
            return {}
        return value

    def rows(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.problem("framework_not_a_table", key)
            return []
        return [(f"{key}[{number}]", row) for number, row in enumerate(value, start=1)]

    def text(self, row: Mapping[str, Any], key: str, at: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            self.problem("framework_missing", at if at == key else f"{at}.{key}")
            return ""
        return value.strip()

    def texts(self, row: Mapping[str, Any], key: str, at: str = "") -> tuple[str, ...]:
        value = row.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem("framework_not_texts", f"{at}.{key}" if at else key)
            return ()
        return tuple(value)

    def number(self, value: object, key: str) -> Decimal:
        # Numbers stand as text: TOML would read 29.40 as a binary float.
        try:
            found = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        except InvalidOperation:
            found = None
        if found is None or not found.is_finite() or not 0 <= found <= 100:
            self.problem("framework_bad_number", key, value=str(value))
            return Decimal(0)
        return found

    def choice(self, row: Mapping[str, Any], key: str, choices: type[E], at: str, default: E | None = None) -> E:
        value = row.get(key, default)
        if value not in [str(one) for one in choices]:
            self.problem("framework_unknown_choice", at, value=value, choices=[str(one) for one in choices])
            return default or next(iter(choices))
        return choices(value)

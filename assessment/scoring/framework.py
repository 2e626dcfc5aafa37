"""What an assessing body measures in one fiscal year: items, tools, weights, the rule of aggregation, levels, dates.

The pair of framework and year is the key, never the year alone: two bodies assess by different lists in one year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    """How far a statement may be relied on."""

    OFFICIAL = "official"
    """The assessing body's own text says so."""
    AS_FOUND = "as_found"
    """Found with others who were assessed; the body's own text was not seen."""
    OWN = "own"
    """The office, or we, decided it for want of a source."""


class From(StrEnum):
    """What a score is the mean of."""

    ITEMS = "items"
    SUB_INDICATORS = "sub_indicators"
    INDICATORS = "indicators"


class Total(StrEnum):
    """How the tools make the total."""

    WEIGHTED = "weighted"
    PLAIN_MEAN = "plain_mean"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list, as far as scores need it."""

    code: str
    """O15."""
    number: int
    title: str
    indicator: str
    """9 or 10."""
    sub_indicator: str
    """9.1; empty where the body has none."""
    sub_title: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """An instrument: IIT and EIT ask people, OIT looks at the web site."""

    key: str
    title: str
    full_marks: Decimal
    """Its share of the total, such as 30; the shares sum to 100."""
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A measured subject (ตัวชี้วัด)."""

    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level is a rule over the total and, where it says so, over every tool."""

    name: str
    total: Decimal
    """The lowest rounded total that has it."""
    every_tool: Decimal | None = None
    """The lowest rounded score (out of 100) that each tool must have; None when the total alone decides."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How items make indicators, indicators make tools, and tools make the total."""

    indicator_from: From = From.ITEMS
    tool_from: From = From.INDICATORS
    total: Total = Total.WEIGHTED
    places: int = 2
    rounding: str = "half_up"
    standing: Standing = Standing.AS_FOUND


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day of the body's calendar."""

    key: str
    """``answers_open``, ``answers_close``, ``result``, ``objection_last``."""
    day: date
    standing: Standing


@dataclass(frozen=True, slots=True)
class Pair:
    """Two items that must agree, such as a plan and the report on it."""

    plan: str
    report: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Framework:
    """Assessing body x fiscal year. Nothing in it depends on an office."""

    key: str
    """ASCII, stable: ``moe-oit``."""
    year: int
    """Fiscal year, Buddhist era."""
    body: str
    title: str
    standing: Standing
    sources: tuple[str, ...]
    item_count: int
    items: tuple[Item, ...]
    """Empty when the list of that year is not known; ``item_count`` still is."""
    item_scores: tuple[Decimal, ...]
    """What an item may get: 0 and 100."""
    indicators: tuple[Indicator, ...]
    tools: tuple[Tool, ...]
    rule: Rule
    levels: tuple[Level, ...]
    """Highest first."""
    levels_standing: Standing
    pass_line: Decimal | None
    deadlines: tuple[Deadline, ...] = ()
    pairs: tuple[Pair, ...] = ()
    questionnaire: tuple[str, ...] = ()
    """Codes in the order in which the answering system asks; empty when it asks in the order of the list."""
    _by_code: dict[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_code", {item.code: item for item in self.items})

    def item(self, code: str) -> Item | None:
        """The item of that code, or None."""
        return self._by_code.get(code)

    def indicator(self, number: str) -> Indicator | None:
        """The indicator of that number, or None."""
        return next((one for one in self.indicators if one.number == number), None)

    def tool_of(self, indicator: str) -> Tool | None:
        """The tool that measures an indicator, or None."""
        return next((tool for tool in self.tools if indicator in tool.indicators), None)

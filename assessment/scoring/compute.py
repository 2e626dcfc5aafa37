"""From item and indicator scores to a total with its level, by the framework's own rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from assessment.scoring.framework import Framework, From, Level, Rule, Total
from assessment.scoring.levels import level_of
from assessment.scoring.rounding import mean, rounded


@dataclass(frozen=True, slots=True)
class Given:
    """What a result says, as it was printed; every part may be missing."""

    items: Mapping[str, Decimal] = field(default_factory=dict)
    """Code -> score out of 100."""
    indicators: Mapping[str, Decimal] = field(default_factory=dict)
    """Number -> score out of 100, for indicators that no item makes (those of IIT and EIT)."""
    tools: Mapping[str, Decimal] = field(default_factory=dict)
    """Key -> score out of 100, where a body prints no indicators."""


@dataclass(frozen=True, slots=True)
class ToolScore:
    """A tool's score out of 100 and its share of the total; both None while something under it is unknown."""

    key: str
    exact: Fraction | None
    score: Decimal | None
    weighted: Decimal | None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """An indicator's score; ``from_items`` when its items made it, else as given."""

    number: str
    exact: Fraction | None
    score: Decimal | None
    from_items: bool


@dataclass(frozen=True, slots=True)
class Computed:
    """A total with everything that made it. ``total`` is None while anything that counts is unknown."""

    total: Decimal | None
    exact: Fraction | None
    level: Level | None
    passed: bool | None
    tools: tuple[ToolScore, ...]
    indicators: tuple[IndicatorScore, ...]
    sub_indicators: Mapping[str, Decimal]
    missing: tuple[str, ...]
    """Codes of items, and ``indicator N``, for which there is no score; nothing is computed over a gap."""

    def tool(self, key: str) -> ToolScore | None:
        """The score of one tool."""
        return next((tool for tool in self.tools if tool.key == key), None)

    def indicator(self, number: str) -> IndicatorScore | None:
        """The score of one indicator."""
        return next((one for one in self.indicators if one.number == number), None)


def compute(framework: Framework, given: Given, rule: Rule | None = None) -> Computed:
    """Compute a result.

    :param rule: another rule than the framework's, to see what it would give.
    """
    rule = rule or framework.rule
    missing: list[str] = []
    subs = _sub_indicators(framework, given)
    indicators = tuple(_indicator(framework, given, rule, one.number, subs, missing) for one in framework.indicators)
    by_number = {one.number: one.exact for one in indicators}
    tools = tuple(_tool(framework, given, rule, tool.key, by_number) for tool in framework.tools)
    exact = _total(framework, rule, {tool.key: tool.exact for tool in tools})
    total = None if exact is None else rounded(exact, rule.places, rule.rounding)
    level = None if total is None else level_of(framework, total, {tool.key: tool.score for tool in tools})
    passed = None if total is None or framework.pass_line is None else total >= framework.pass_line
    shown = {key: rounded(value, rule.places, rule.rounding) for key, value in subs.items()}
    return Computed(total, exact, level, passed, tools, indicators, shown, tuple(dict.fromkeys(missing)))


def _sub_indicators(framework: Framework, given: Given) -> dict[str, Fraction]:
    """Means of the sub-indicators all of whose items have a score."""
    members: dict[str, list[str]] = {}
    for item in framework.items:
        members.setdefault(item.sub_indicator, []).append(item.code)
    return {
        key: value
        for key, codes in members.items()
        if key and all(code in given.items for code in codes)
        and (value := mean(Fraction(given.items[code]) for code in codes)) is not None
    }  # fmt: skip


def _indicator(
    framework: Framework, given: Given, rule: Rule, number: str, subs: Mapping[str, Fraction], missing: list[str]
) -> IndicatorScore:
    items = [item for item in framework.items if item.indicator == number]
    exact: Fraction | None = None
    from_items = bool(items) and any(item.code in given.items for item in items)
    if from_items:
        gaps = [item.code for item in items if item.code not in given.items]
        missing += gaps
        if not gaps and rule.indicator_from is From.SUB_INDICATORS:
            exact = mean(subs[key] for key in dict.fromkeys(item.sub_indicator for item in items))
        elif not gaps:
            exact = mean(Fraction(given.items[item.code]) for item in items)
    elif number in given.indicators:
        exact = Fraction(given.indicators[number])
    elif not ((tool := framework.tool_of(number)) and tool.key in given.tools):
        missing.append(f"indicator {number}")
    score = None if exact is None else rounded(exact, rule.places, rule.rounding)
    return IndicatorScore(number, exact, score, from_items)


def _tool(
    framework: Framework, given: Given, rule: Rule, key: str, indicators: Mapping[str, Fraction | None]
) -> ToolScore:
    tool = next(one for one in framework.tools if one.key == key)
    values = [indicators.get(number) for number in tool.indicators]
    items = [item for item in framework.items if item.indicator in tool.indicators]
    exact: Fraction | None = None
    if rule.tool_from is From.ITEMS and (items or not framework.items):
        # Two indicators cannot make up for their items: 56.67 and 0.00 are 28.33, and 43 items are 39.53.
        scores = [given.items.get(item.code) for item in items] if items else list(given.items.values())
        if scores and None not in scores and (items or len(scores) == framework.item_count):
            exact = mean(Fraction(score) for score in scores if score is not None)
    elif values and all(value is not None for value in values):
        exact = mean(value for value in values if value is not None)
    if exact is None and key in given.tools:
        exact = Fraction(given.tools[key])
    if exact is None:
        return ToolScore(key, None, None, None)
    share = exact * Fraction(tool.full_marks) / 100
    score, weighted = (rounded(value, rule.places, rule.rounding) for value in (exact, share))
    return ToolScore(key, exact, score, weighted)


def _total(framework: Framework, rule: Rule, tools: Mapping[str, Fraction | None]) -> Fraction | None:
    if any(tools.get(tool.key) is None for tool in framework.tools):
        return None
    values = [(tool, tools[tool.key] or Fraction(0)) for tool in framework.tools]
    if rule.total is Total.PLAIN_MEAN:
        return mean(value for _, value in values)
    return sum((value * Fraction(tool.full_marks) / 100 for tool, value in values), Fraction(0))

"""The cheapest way to the next level: which items to mend so that the work is least.

Items of one sub-indicator may weigh more than those of another, so the way is searched for, not sorted for: the least
total effort that brings the total, and every tool where the level asks for it, over the lines.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from assessment.scoring.compute import Computed, Given, compute
from assessment.scoring.estimate import Estimate, ItemEstimate, Outcome
from assessment.scoring.framework import Framework, Item, Level, Tool
from assessment.scoring.levels import below_in, next_level
from assessment.scoring.worth import worth

TOTAL = "total"
State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Items to mend, cheapest first, and where that leads."""

    level: Level
    about: str
    """``total``, or the key of the tool that items make while the others are unknown."""
    items: tuple[str, ...]
    effort: int
    """Sum of the weights of :class:`~assessment.scoring.estimate.Effort`."""
    reaches: Decimal | None
    """What ``about`` has then; without a way, what it has when every item is mended."""
    blocked_by: tuple[str, ...] = ()
    """Tools that keep the level away whatever the items bring, weakest first; then ``items`` is empty."""


def cheapest(framework: Framework, estimate: Estimate) -> Way | None:
    """Find the cheapest way from what is sure to the next level.

    While a tool that asks people is unknown and nothing was assumed for it, the way is that of the items' own tool.

    :returns: None at the top, or when the framework knows no levels.
    """
    now = estimate.low
    about = TOTAL if now.exact is not None else _items_tool(framework).key
    level = now.level if about == TOTAL else _band(framework, now.tool(about))
    target = next_level(framework, level)
    if target is None:
        return None
    open_items = [item for item in estimate.items if item.outcome is not Outcome.SURE]
    chosen = _least(framework, now, target, about, open_items)
    if chosen is None:
        best = _with(framework, estimate, {item.code for item in open_items})
        blocked = below_in(framework, target, {tool.key: tool.score for tool in best.tools})
        return Way(target, about, (), 0, _score(best, about), blocked)
    efforts = {item.code: _cost(item) for item in open_items}
    order = [item.code for item in sorted(open_items, key=_cost) if item.code in chosen]
    after = _with(framework, estimate, chosen)
    return Way(target, about, tuple(order), sum(efforts[code] for code in chosen), _score(after, about))


def _least(
    framework: Framework, now: Computed, target: Level, about: str, items: Collection[ItemEstimate]
) -> frozenset[str] | None:
    """The codes with the least effort that reach the level; None when not even all of them do.

    One state holds what was gained: of ``about`` first, then of each tool that lies below the level's line. For each
    effort only states that no other surpasses are kept; with one tool and equal items that is one.
    """
    # Rounding comes once, at the end: half a hundredth below the line is rounded onto it.
    half = Fraction(5, 10 ** (framework.rule.places + 1)) if framework.rule.rounding == "half_up" else Fraction(0)
    needs = {} if about != TOTAL else _tool_needs(now, target, half)
    lacking = (Fraction(target.total) - half - _exact(now, about), *needs.values())
    weights = worth(framework)
    gains = {item.code: _gain(framework, item, weights, about, needs) for item in items}
    # Whole numbers over one denominator: as exact as fractions, and many times quicker.
    over = lcm(*(part.denominator for parts in (lacking, *gains.values()) for part in parts))
    need: State = tuple(int(part * over) for part in lacking)
    alike: dict[tuple[int, State], list[str]] = {}
    for item in items:
        gain: State = tuple(int(part * over) for part in gains[item.code])
        alike.setdefault((_cost(item), gain), []).append(item.code)
    reached: dict[int, dict[State, frozenset[str]]] = {0: {tuple(0 for _ in need): frozenset()}}
    best: int | None = None
    for (cost, gain), codes in alike.items():
        # Of items that cost and bring the same, so many of the first are as good as any so many.
        for spent, state, chosen in [(at, *one) for at, into in reached.items() for one in into.items()]:
            if _enough(state, need):
                continue
            for many in range(1, len(codes) + 1):
                after = spent + many * cost
                if best is not None and after >= best:
                    break
                there = tuple(a + many * b for a, b in zip(state, gain, strict=True))
                reached.setdefault(after, {}).setdefault(there, chosen.union(codes[:many]))
                if _enough(there, need):
                    best = after
                    break
        reached = {spent: _unsurpassed(into) for spent, into in reached.items()}
    for spent in sorted(reached):
        for state, chosen in reached[spent].items():
            if _enough(state, need):
                return chosen
    return None


def _enough(state: State, need: State) -> bool:
    return all(a >= b for a, b in zip(state, need, strict=True))


def _gain(
    framework: Framework, item: ItemEstimate, weights: Mapping[str, Fraction], about: str, needs: Mapping[str, Fraction]
) -> tuple[Fraction, ...]:
    """What mending an item brings: to ``about``, then to each tool that lies below its line."""
    tool = _tool_of(framework, item.code)
    own = weights[item.code] * 100 / Fraction(tool.full_marks)
    first = weights[item.code] if about == TOTAL else own if tool.key == about else Fraction(0)
    return (first, *(own if key == tool.key else Fraction(0) for key in needs))


def _unsurpassed(states: Mapping[State, frozenset[str]]) -> dict[State, frozenset[str]]:
    kept: dict[State, frozenset[str]] = {}
    for state in sorted(states, reverse=True):
        if not any(all(a >= b for a, b in zip(other, state, strict=True)) for other in kept):
            kept[state] = states[state]
    return kept


def _tool_needs(now: Computed, target: Level, half: Fraction) -> dict[str, Fraction]:
    """What each tool (out of 100) still lacks for the level; items can mend their own only."""
    if target.every_tool is None:
        return {}
    lacks = {tool.key: Fraction(target.every_tool) - half - tool.exact for tool in now.tools if tool.exact is not None}
    return {key: lack for key, lack in lacks.items() if lack > 0}


def _with(framework: Framework, estimate: Estimate, mended: Collection[str]) -> Computed:
    full, none = max(framework.item_scores), min(framework.item_scores)
    scores = {
        item.code: full if item.outcome is Outcome.SURE or item.code in mended else none for item in estimate.items
    }
    return compute(framework, Given(items=scores, tools=dict(estimate.assumed)))


def _items_tool(framework: Framework) -> Tool:
    measured = {item.indicator for item in framework.items}
    return next(tool for tool in framework.tools if set(tool.indicators) & measured)


def _band(framework: Framework, tool: object) -> Level | None:
    score = getattr(tool, "score", None)
    if score is None:
        return None
    return next((level for level in framework.levels if score >= level.total), None)


def _exact(computed: Computed, about: str) -> Fraction:
    if about == TOTAL:
        return computed.exact or Fraction(0)
    tool = computed.tool(about)
    return (tool.exact if tool is not None else None) or Fraction(0)


def _score(computed: Computed, about: str) -> Decimal | None:
    if about == TOTAL:
        return computed.total
    tool = computed.tool(about)
    return tool.score if tool is not None else None


def _tool_of(framework: Framework, code: str) -> Tool:
    item: Item | None = framework.item(code)
    tool = framework.tool_of(item.indicator) if item is not None else None
    if tool is None:
        raise KeyError(code)
    return tool


def _cost(item: ItemEstimate) -> int:
    # Whatever must be looked at again costs something, even where nothing is known to be lacking.
    return int(item.effort) or 1

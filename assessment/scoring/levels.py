"""The level of a result: a rule over the rounded total and, since words took the place of letters, over every tool."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assessment.scoring.framework import Framework, Level


def level_of(framework: Framework, total: Decimal, tools: Mapping[str, Decimal | None]) -> Level | None:
    """The highest level whose conditions hold.

    :param total: rounded: bands are printed with two decimals, and 94.995 lies between 94.99 and 95.00.
    :param tools: tool -> its rounded score out of 100; None while unknown, and then no level that asks for every tool
        is certain, so none is given.
    :returns: None when no level is known, or an unknown tool decides.
    """
    for level in framework.levels:
        if total < level.total:
            continue
        if level.every_tool is None:
            return level
        scores = [tools.get(tool.key) for tool in framework.tools]
        known = [score for score in scores if score is not None]
        if any(score < level.every_tool for score in known):
            continue
        return level if len(known) == len(scores) else None
    return None


def next_level(framework: Framework, current: Level | None) -> Level | None:
    """The level above; None at the top, or when there is none to start from."""
    names = [level.name for level in framework.levels]
    if current is None or current.name not in names:
        return framework.levels[-1] if framework.levels and current is None else None
    at = names.index(current.name)
    return framework.levels[at - 1] if at else None


def below_in(framework: Framework, level: Level, tools: Mapping[str, Decimal | None]) -> tuple[str, ...]:
    """Keys of the tools that keep a result from a level, weakest first."""
    if level.every_tool is None:
        return ()
    low = [(score, key) for key, score in tools.items() if score is not None and score < level.every_tool]
    return tuple(key for _, key in sorted(low))

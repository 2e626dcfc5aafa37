"""When a printed total is not what the framework's rule gives: which rule would give it, and which would not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assessment.scoring.compute import Computed, Given, compute
from assessment.scoring.framework import Framework, From, Total
from assessment.scoring.rounding import mean, rounded


@dataclass(frozen=True, slots=True)
class Alternative:
    """What another rule would give."""

    rule: str
    """``items_mean``, ``indicators_mean``, ``sub_indicators``, ``plain_mean_of_tools``, ``mean_of_all_indicators``,
    ``sum_of_rounded_tools``; with ``half_even`` or ``down`` behind a stop where only the rounding differs."""
    total: Decimal
    gives: bool
    """Whether this is the printed total."""
    own: bool = False
    """The framework's own rule."""


def alternatives(framework: Framework, given: Given, stated: Decimal) -> tuple[Alternative, ...]:
    """Every rule we know, with what it gives; those that give the printed total come first.

    :param stated: the printed total. Rules that need numbers which are not there are left out.
    """
    base = framework.rule
    computed = compute(framework, given)
    exact: dict[str, Fraction] = {}
    named = {
        "items_mean": replace(base, indicator_from=From.ITEMS, tool_from=From.ITEMS),
        "indicators_mean": replace(base, indicator_from=From.ITEMS, tool_from=From.INDICATORS),
        "sub_indicators": replace(base, indicator_from=From.SUB_INDICATORS, tool_from=From.INDICATORS),
        "plain_mean_of_tools": replace(base, total=Total.PLAIN_MEAN),
    }
    for name, rule in named.items():
        value = compute(framework, given, rule).exact
        if value is not None:
            exact[name] = value
    plain = _mean_of_indicators(computed)
    if plain is not None:
        exact["mean_of_all_indicators"] = plain
    sums = [tool.weighted for tool in computed.tools]
    if len(sums) > 1 and all(value is not None for value in sums):
        exact["sum_of_rounded_tools"] = Fraction(sum((value for value in sums if value is not None), Decimal(0)))
    found: list[Alternative] = []
    own = None if computed.exact is None else computed.total
    for name, value in exact.items():
        total = rounded(value, base.places, base.rounding)
        found.append(Alternative(name, total, total == stated, value == computed.exact and total == own))
        for mode in ("half_even", "down"):
            other = rounded(value, base.places, mode)
            if other != total:
                found.append(Alternative(f"{name}.{mode}", other, other == stated))
    return tuple(sorted(found, key=lambda one: (not one.gives, not one.own)))


def _mean_of_indicators(computed: Computed) -> Fraction | None:
    if any(one.exact is None for one in computed.indicators):
        return None
    return mean(one.exact for one in computed.indicators if one.exact is not None)

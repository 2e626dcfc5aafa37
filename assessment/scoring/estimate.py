"""What an office would get today, as a range: sure to possible. An unknown stays in the denominator.

An estimate, never a result: it says what this office can prove, and what the evaluators may still see otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from assessment.scoring.compute import Computed, Given, compute
from assessment.scoring.framework import Framework
from assessment.scoring.rounding import rounded
from assessment.scoring.worth import worth


class Outcome(StrEnum):
    """What an item would get."""

    SURE = "sure"
    """Everything that is looked for was proven."""
    POSSIBLE = "possible"
    """Nothing known speaks against it, but something could not be told."""
    LOST = "lost"
    """Something known speaks against it."""


class Effort(IntEnum):
    """How much work mends it; the number is a weight for comparing ways, not a time."""

    NONE = 0
    MINUTES = 1
    HOURS = 3
    DAYS = 9
    WEEKS = 27

    @property
    def key(self) -> str:
        """The stable name, as JSON prints it."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that an item lacks today."""

    code: str
    """Stable: ``not_linked``, ``not_signed``, ``not_current``, ``incomplete``, ``cannot_tell``, ``not_published`` …"""
    certain: bool
    """Whether it is known to be lacking, or only not known to be there."""
    who: str
    """Who can mend it: a role, ``group:KEY`` or a login."""
    effort: Effort


@dataclass(frozen=True, slots=True)
class ItemEstimate:
    """What one item would get and why."""

    code: str
    outcome: Outcome
    lacks: tuple[Lack, ...]
    costs: Decimal
    """Points of the total that hang on it, rounded."""

    @property
    def effort(self) -> Effort:
        """The work that mends everything it lacks: the largest, and one step more when several are as large."""
        if not self.lacks:
            return Effort.NONE
        return max(lack.effort for lack in self.lacks)

    @property
    def who(self) -> tuple[str, ...]:
        """Who must act, each once, who has most to do first."""
        return tuple(dict.fromkeys(lack.who for lack in sorted(self.lacks, key=lambda one: -one.effort)))


@dataclass(frozen=True, slots=True)
class Estimate:
    """A range with the day it rests on. ``low`` and ``high`` are None while a tool that asks people is unknown."""

    as_of: date
    low: Computed
    high: Computed
    items: tuple[ItemEstimate, ...]
    assumed: Mapping[str, Decimal]
    """Tool -> score out of 100 that the office itself assumed."""
    supposed: tuple[str, ...]
    """Items that were taken as mended (``--if``)."""

    def outcome(self, code: str) -> Outcome:
        """What an item would get.

        :raises KeyError: when the list has no such item.
        """
        return {item.code: item.outcome for item in self.items}[code]


def outcome_of(lacks: Iterable[Lack]) -> Outcome:
    """Lost when anything is known to be lacking, possible when something could not be told, else sure."""
    found = list(lacks)
    if any(lack.certain for lack in found):
        return Outcome.LOST
    return Outcome.POSSIBLE if found else Outcome.SURE


def estimate(
    framework: Framework,
    lacks: Mapping[str, Collection[Lack]],
    as_of: date,
    *,
    assumed: Mapping[str, Decimal] | None = None,
    suppose: Collection[str] = (),
) -> Estimate:
    """Estimate today's score.

    :param lacks: code -> what the item lacks; an item that is not named there is *not known*, hence possible.
    :param assumed: tool -> score out of 100, typed by the office for tools that ask people.
    :param suppose: items to take as mended.
    :raises KeyError: for an item that the framework does not have.
    """
    for code in (*lacks, *suppose):
        if framework.item(code) is None:
            raise KeyError(code)
    unknown = (Lack("not_known", False, "", Effort.NONE),)
    found: list[ItemEstimate] = []
    for item in framework.items:
        own = () if item.code in suppose else tuple(lacks.get(item.code, unknown))
        found.append(ItemEstimate(item.code, outcome_of(own), own, Decimal(0)))
    full, none = max(framework.item_scores), min(framework.item_scores)

    def total(wanted: Collection[Outcome]) -> Computed:
        scores = {one.code: full if one.outcome in wanted else none for one in found}
        return compute(framework, Given(items=scores, tools=dict(assumed or {})))

    low, high = total({Outcome.SURE}), total({Outcome.SURE, Outcome.POSSIBLE})
    worths = worth(framework)
    items = tuple(ItemEstimate(one.code, one.outcome, one.lacks, rounded(worths[one.code])) for one in found)
    return Estimate(as_of, low, high, items, dict(assumed or {}), tuple(suppose))

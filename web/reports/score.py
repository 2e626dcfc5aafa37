"""Today's score: what is sure, what is lost and why, who can mend it, and the cheapest way to the next level."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from web.desk import Visit
from web.showing import draw
from workflow.services.reports.estimating import score_now

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Alike:
    """Items that lose the same for the same reasons. ``costs``: points of each."""

    items: Sequence[tuple[str, str]]
    costs: Decimal
    lacks: Sequence[Any]


def show(visit: Visit) -> str:
    """The estimate of the newest cycle."""
    now = visit.desk.remembered(lambda: score_now(visit.office), "score")
    found: dict[str, dict[tuple[Any, ...], list[tuple[str, str]]]] = {"lost": {}, "possible": {}}
    for one in now.estimate.items:
        if one.outcome.value in found:
            same = found[one.outcome.value].setdefault((one.lacks, one.costs), [])
            same.append((one.code, now.titles.get(one.code, "")))
    alike = {
        outcome: [Alike(items, costs, lacks) for (lacks, costs), items in of.items()] for outcome, of in found.items()
    }
    sure = sum(one.outcome.value == "sure" for one in now.estimate.items)
    return draw(visit, "score.html", now=now, alike=alike, sure=sure)

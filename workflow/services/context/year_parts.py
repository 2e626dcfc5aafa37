"""How the parts of an item's year (งวด) stand: which are there, which this round brings, which are late.

A part is no second procedure: the item's state is that of the work on the part in hand, and its online revision holds
every part that is there (docs/decisions/0090-parts-of-a-year.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.records.models import Evidence, Item, Period, Revision
from workflow.rules.case import YearPart
from workflow.rules.states import Online
from workflow.thai.periods import Rhythm, spans

FIRST_HALF = "first_6_months"
"""Period rule of items whose evidence is of October to March."""


@dataclass(frozen=True, slots=True)
class PartStanding:
    """One part of an item's year as it stands today.

    :param nil: the statement that there is nothing in it. :param there: the public sees it. :param in_hand: the work in
        progress brings it. :param late: its due day is over and the public does not see it.
    """

    key: str
    first: date
    last: date
    due: date
    nil: str | None
    there: bool
    in_hand: bool
    late: bool


def planned(item: Item, rhythm: Rhythm, fiscal_year: int, days: int) -> list[Period]:
    """The parts of an item's year. :param days: after a part ends, until it has to be published."""
    return [
        Period(
            office_id=item.office_id, item_id=item.id, key=span.key, position=n, title=span.title, first=span.first,
            last=span.last, due=span.last + timedelta(days=days),
        )
        for n, span in enumerate(spans(rhythm, fiscal_year, first_half=item.coverage == FIRST_HALF))
    ]  # fmt: skip


def parts_there(item: Item, shown: Revision | None) -> frozenset[str]:
    """Keys of the parts that the public sees. :param shown: the item's online revision."""
    online = item.online is Online.ONLINE and shown is not None
    return frozenset(one.key for one in shown.manifest.periods) if online and shown is not None else frozenset()


def year_parts(
    periods: Iterable[Period], there: Collection[str], fresh: Iterable[Evidence], responsible: Iterable[str]
) -> Iterator[YearPart]:
    """The parts of an item's year as the rules look at them.

    :param there: keys that the public sees. :param fresh: what this round brings. :param responsible: groups.
    """
    everybody = frozenset(responsible)
    brought: dict[int | None, set[str]] = {}
    for e in fresh:
        brought.setdefault(e.period_id, set()).add(e.group_key)
    for one in periods:
        groups = frozenset(brought.get(one.id, ()))
        if not groups and one.nil_reason is not None and one.key not in there:
            groups = everybody  # that there is nothing in it is said for all of them
        yield YearPart(one.key, one.key in there, groups)


def standings(periods: Sequence[Period], looked: Iterable[YearPart], today: date) -> tuple[PartStanding, ...]:
    """The parts of an item's year, in order; empty: it is one whole. :param looked: of :func:`year_parts`."""
    found = {one.key: one for one in looked}
    return tuple(
        PartStanding(
            p.key, p.first, p.last, p.due, p.nil_reason, found[p.key].there, bool(found[p.key].brought),
            not found[p.key].there and p.due < today,
        )
        for p in periods
    )  # fmt: skip

"""How the parts of an item's year (งวด) stand: which are there, which this round brings, which are late.

A part is no second procedure: the item's state is that of the work on the part in hand, and its online revision holds
every part that is there (docs/decisions/0061-parts-of-a-year.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.rules.case import YearPart
from workflow.rules.states import Online
from workflow.thai.periods import Rhythm, spans

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.models import Evidence, Item, Period, Revision

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
        models.Period(
            office_id=item.office_id, item_id=item.id, key=span.key, position=n, title=span.title, first=span.first,
            last=span.last, due=span.last + timedelta(days=days),
        )
        for n, span in enumerate(spans(rhythm, fiscal_year, first_half=item.coverage == FIRST_HALF))
    ]  # fmt: skip


class Periods:
    """The parts of the years of items.

    :param ask: gives those of all items of an item's cycle, by the item's primary key; asks the database once.
    """

    def __init__(self, session: Session, ask: Callable[[Item], Mapping[int, list[Period]]], today: date) -> None:
        self._session, self._ask, self._today = session, ask, today

    def of(self, item: Item) -> list[Period]:
        """The parts of the item's year, in order; empty: it is one whole."""
        return self._ask(item).get(item.id, [])

    def _shown(self, item: Item) -> Revision | None:
        """What the public sees of an item whose year has parts."""
        if item.online is not Online.ONLINE or item.online_revision_id is None or not self.of(item):
            return None
        return queries.revisions.with_id(self._session, item.online_revision_id)

    def there(self, item: Item) -> frozenset[str]:
        """Keys of the parts that the public sees."""
        shown = self._shown(item)
        return frozenset(one.key for one in shown.manifest.periods) if shown is not None else frozenset()

    def carried(self, item: Item) -> frozenset[int]:
        """Evidence of earlier parts that is online now, by id: a new part is signed alone, beside it.

        What was taken off the site is not carried: it is signed anew with whatever is signed next.
        """
        shown = self._shown(item)
        return frozenset(shown.signed.files) if shown is not None and shown.signed is not None else frozenset()

    def fresh(self, item: Item) -> list[Evidence]:
        """What this round brings: all that is in the item, but for what is carried over."""
        carried = self.carried(item)
        return [e for e in item.evidence if not e.removed and e.id not in carried]

    def looked(self, item: Item) -> tuple[YearPart, ...]:
        """The parts of the item's year as the rules look at them; empty: it is one whole."""
        periods = self.of(item)
        if not periods:
            return ()
        there = self.there(item)
        everybody = frozenset(part.group_key for part in item.parts)
        brought: dict[int | None, set[str]] = {}
        for e in self.fresh(item):
            brought.setdefault(e.period_id, set()).add(e.group_key)
        found = []
        for one in periods:
            groups = frozenset(brought.get(one.id, ()))
            if not groups and one.nil_reason is not None and one.key not in there:
                groups = everybody  # that there is nothing in it is said for all of them
            found.append(YearPart(one.key, one.key in there, groups))
        return tuple(found)

    def in_hand(self, item: Item) -> list[Period]:
        """The parts that this round brings, in order."""
        brought = {one.key for one in self.looked(item) if one.brought}
        return [p for p in self.of(item) if p.key in brought]

    def standings(self, item: Item) -> tuple[PartStanding, ...]:
        """How the parts of the item's year stand today; empty: it is one whole."""
        looked = {one.key: one for one in self.looked(item)}
        return tuple(
            PartStanding(
                p.key, p.first, p.last, p.due, p.nil_reason, looked[p.key].there, bool(looked[p.key].brought),
                not looked[p.key].there and p.due < self._today,
            )
            for p in self.of(item)
        )  # fmt: skip

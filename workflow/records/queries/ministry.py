"""What a ministry asks of many offices at once: totals, how far each is, which there are. Its accounts only read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, String, func, select
from sqlalchemy.sql import column, table

from workflow.records.many.counting import COUNTS
from workflow.records.many.roles import TOTALS_VIEW, YEARS_VIEW
from workflow.records.models.ministry import Listing, Tally
from workflow.records.models.people import Office
from workflow.records.models.work import Item
from workflow.rules.states import Online, State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TEXTS = ("framework", "province")
_NUMBERS = ("fiscal_year", "offices", "total", *COUNTS)
_TOTALS = table(TOTALS_VIEW, *(column(name, String) for name in _TEXTS), *(column(name, Integer) for name in _NUMBERS))

_YEARS = table(YEARS_VIEW, column("framework", String), column("fiscal_year", Integer))


@dataclass(frozen=True, slots=True)
class ProvinceTotal:
    """The counts of all offices of a province that have a cycle; ``province`` empty: of no one province."""

    province: str
    offices: int
    total: int
    published: int
    awaiting: int
    compiling: int
    off_site: int
    sure: int
    broken: int


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office on the list; the counts are 0 and ``moved_at`` is ``None`` where it has no cycle of that year."""

    key: str
    name: str
    province: str
    closed_at: datetime | None
    closed_as: str | None
    total: int
    published: int
    awaiting: int
    compiling: int
    off_site: int
    sure: int
    broken: int
    moved_at: datetime | None


@dataclass(frozen=True, slots=True)
class ItemLine:
    """How one item stands; nothing of what is in it."""

    code: str
    title: str
    state: State
    online: Online
    entered_at: datetime
    published_at: datetime | None
    due: date | None


def newest_year(session: Session, framework: str) -> int | None:
    """The newest fiscal year of which any office has a cycle."""
    found: int | None = session.scalar(select(func.max(_YEARS.c.fiscal_year)).where(_YEARS.c.framework == framework))
    return found


def totals(session: Session, framework: str, year: int) -> list[ProvinceTotal]:
    """Each province, by name."""
    chosen: Any = [_TOTALS.c[name] for name in ("province", "offices", "total", *COUNTS)]
    query = select(*chosen).where(_TOTALS.c.framework == framework, _TOTALS.c.fiscal_year == year)
    return [ProvinceTotal(*row) for row in session.execute(query.order_by(_TOTALS.c.province))]


def lines(
    session: Session, framework: str, year: int, province: str | None = None, key: str | None = None
) -> list[OfficeLine]:
    """Each office that is not closed, by province and key. :param province: only of this one. :param key: only this."""
    counted = (Tally.office_id == Listing.office_id) & (Tally.framework == framework) & (Tally.fiscal_year == year)
    query = _lines().outerjoin(Tally, counted).where(Listing.closed_at.is_(None))
    if province is not None:
        query = query.where(Listing.province == province)
    if key is not None:
        query = query.where(Office.key == key)
    return [OfficeLine(*row) for row in session.execute(query)]


def listed(session: Session) -> list[OfficeLine]:
    """Every office that is or was on the list, without its counts."""
    query = _lines().outerjoin(Tally, Tally.office_id.is_(None))
    return [OfficeLine(*row) for row in session.execute(query)]


def _lines() -> Any:
    counts = (func.coalesce(getattr(Tally, name), 0) for name in ("total", *COUNTS))
    return (
        select(Office.key, Office.name, Listing.province, Listing.closed_at, Listing.closed_as, *counts, Tally.moved_at)
        .select_from(Listing)
        .join(Office, Office.id == Listing.office_id)
        .order_by(Listing.province, Office.key)
    )


def office_id(session: Session, key: str) -> int | None:
    """The office of a key, whether it is on the list or not."""
    return session.scalar(select(Office.id).where(Office.key == key))


def listing(session: Session, key: str) -> Listing | None:
    """An office's row on the list."""
    return session.scalar(select(Listing).join(Office, Office.id == Listing.office_id).where(Office.key == key))


def items(session: Session, key: str, framework: str, year: int) -> list[ItemLine]:
    """How each item of one office stands, in number order."""
    shown = (Item.code, Item.title, Item.state, Item.online, Item.entered_at, Item.published_at, Item.due)
    query = (
        select(*shown)
        .join(Tally, (Tally.office_id == Item.office_id) & (Tally.cycle_id == Item.cycle_id))
        .join(Office, Office.id == Item.office_id)
        .where(Office.key == key, Tally.framework == framework, Tally.fiscal_year == year)
        .order_by(Item.number)
    )
    return [ItemLine(*row) for row in session.execute(query)]


def items_of_province(session: Session, province: str, framework: str, year: int) -> list[tuple[str, ItemLine]]:
    """The key of each office on the list of a province with each of its items, by key and number."""
    shown = (Item.code, Item.title, Item.state, Item.online, Item.entered_at, Item.published_at, Item.due)
    query = (
        select(Office.key, *shown)
        .select_from(Tally)
        .join(Item, (Tally.office_id == Item.office_id) & (Tally.cycle_id == Item.cycle_id))
        .join(Office, Office.id == Tally.office_id)
        .where(Tally.province == province, Tally.framework == framework, Tally.fiscal_year == year)
        .order_by(Office.key, Item.number)
    )
    return [(row[0], ItemLine(*row[1:])) for row in session.execute(query)]


def account(session: Session) -> str:
    """The account of the database: who keeps the list is known by it."""
    return str(session.scalar(select(func.current_user())))


def office(session: Session, key: str) -> Office | None:
    """The whole row of an office: only for the owner of the tables."""
    return session.scalar(select(Office).where(Office.key == key))

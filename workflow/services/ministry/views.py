"""What a ministry sees: totals, provinces, which offices call for attention and why, one office's public facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.queries.ministry import ItemLine, OfficeLine, ProvinceTotal
from workflow.rules.errors import NotFound, Unmet
from workflow.services.context.frameworks import DEFAULT
from workflow.services.ministry.office_list import Ministry

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

STANDS_STILL = timedelta(days=30)
"""After so long without a step, while something is still to be done, an office calls for attention."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Provinces and their sum, from counts that the offices' own transactions keep."""

    framework: str
    fiscal_year: int
    as_of: datetime
    whole: ProvinceTotal
    provinces: tuple[ProvinceTotal, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One office with every reason why it calls for attention; none: it does not."""

    office: OfficeLine
    reasons: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class ProvinceReport:
    """A whole province: each office with what is wrong with it, and by its key how each of its items stands."""

    province: str
    fiscal_year: int
    as_of: datetime
    offices: tuple[Standing, ...]
    items: tuple[tuple[str, ItemLine], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of items, out of 100: proven from the home page, and at most, were all that is online found.

    It is not the score of the framework, which weighs indicators and texts: an office's own ``oit score now`` is.
    """

    name: str
    low: Decimal
    high: Decimal


def overview(database: Ministry, now: datetime, *, framework: str = DEFAULT, year: int | None = None) -> Overview:
    """Totals of a year. :param year: ``None``: the newest. :raises NotFound: no office has a cycle."""
    with database.unit_of_work(write=False) as uow:
        found = _year(uow.session, framework, year)
        provinces = queries.ministry.totals(uow.session, framework, found)
    return Overview(framework, found, now, _sum(provinces), tuple(provinces))


def standings(
    database: Ministry, now: datetime, *, framework: str = DEFAULT, year: int | None = None, province: str | None = None
) -> tuple[int, tuple[Standing, ...]]:
    """The fiscal year, and each office on the list with what is wrong with it, those with most reasons first.

    :raises NotFound: no office has a cycle, or there is no such province.
    """
    with database.unit_of_work(write=False) as uow:
        found = _year(uow.session, framework, year)
        lines = queries.ministry.lines(uow.session, framework, found, province)
    if not lines and province is not None:
        raise NotFound("no_such_province", province=province)
    told = [Standing(line, tuple(reasons(line, now))) for line in lines]
    return found, tuple(sorted(told, key=lambda one: (-len(one.reasons), one.office.province, one.office.key)))


def reasons(line: OfficeLine, now: datetime) -> list[Unmet]:
    """Why an office calls for attention, everything."""
    if line.moved_at is None:
        return [Unmet("ministry_no_cycle")]
    found = []
    if line.broken:
        found.append(Unmet("ministry_broken", {"count": line.broken}))
    if line.off_site:
        found.append(Unmet("ministry_off_site", {"count": line.off_site}))
    still = now - line.moved_at
    if still > STANDS_STILL and line.published < line.total:
        found.append(Unmet("ministry_stands_still", {"days": still.days}))
    return found


def shares(lines: Sequence[OfficeLine] | Sequence[ProvinceTotal]) -> tuple[Share, ...]:
    """The range of each office or province that has items."""
    return tuple(
        Share(_name(line), _hundred(line.sure, line.total), _hundred(line.published - line.broken, line.total))
        for line in lines
        if line.total
    )


def one_office(
    database: Ministry, key: str, *, framework: str = DEFAULT, year: int | None = None
) -> tuple[OfficeLine, tuple[ItemLine, ...]]:
    """One office: its line on the list, and how each of its items stands.

    :raises NotFound: it is not on the list, or no office has a cycle.
    """
    with database.unit_of_work(write=False) as uow:
        found = _year(uow.session, framework, year)
        line = next(iter(queries.ministry.lines(uow.session, framework, found, key=key)), None)
        if line is None:
            raise NotFound("office_not_listed", office=key)
        return line, tuple(queries.ministry.items(uow.session, key, framework, found))


def province_report(
    database: Ministry, now: datetime, province: str, *, framework: str = DEFAULT, year: int | None = None
) -> ProvinceReport:
    """Everything a ministry may see of a province. :raises NotFound: no office on the list is of it, or has a cycle."""
    fiscal_year, found = standings(database, now, framework=framework, year=year, province=province)
    with database.unit_of_work(write=False) as uow:
        items = queries.ministry.items_of_province(uow.session, province, framework, fiscal_year)
    return ProvinceReport(province, fiscal_year, now, found, tuple(items))


def _year(session: Session, framework: str, year: int | None) -> int:
    found = queries.ministry.newest_year(session, framework) if year is None else year
    if found is None:
        raise NotFound("no_office_has_a_cycle", framework=framework)
    return found


def _sum(provinces: Sequence[ProvinceTotal]) -> ProvinceTotal:
    names = [one.name for one in fields(ProvinceTotal) if one.name != "province"]
    return ProvinceTotal("", *(sum(getattr(one, name) for one in provinces) for name in names))


def _name(line: OfficeLine | ProvinceTotal) -> str:
    return line.name if isinstance(line, OfficeLine) else line.province


def _hundred(part: int, whole: int) -> Decimal:
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)

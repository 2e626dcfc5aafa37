"""What a ministry has workers do: watch every office in a night, each at its own time; report of each province."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from workflow.ports.jobs import NO_SITE, PROVINCE, WATCH
from workflow.records import queries
from workflow.records.queries.ministry import OfficeLine
from workflow.rules.errors import BadInput, NotFound
from workflow.services.ministry.office_list import Ministry

DeferOn = Callable[[Any, str, str, datetime | None], bool]
"""Adds a job on a connection of the driver: for which office, what, not before; whether it was added."""
Forget = Callable[[Any], object]
"""Removes, on a connection of the driver, the rows of jobs that were done long ago."""


def must_be_prepared(database: Ministry) -> None:
    """:raises BadInput: ``jobs_not_prepared``. :raises RecordsError: the database cannot be opened, or is older."""
    with database.unit_of_work(write=False) as uow:
        if not queries.jobs.prepared(uow.session):
            raise BadInput("jobs_not_prepared")


def spread(
    database: Ministry, now: datetime, hours: float, defer_on: DeferOn, forget: Forget | None = None
) -> tuple[int, int]:
    """Have each office on the list watched once within so many hours; how many jobs were added, of how many offices.

    Again in the same night adds nothing for whom one waits. Either every office gets its turn or, when it is killed,
    none. :param forget: so that the table of jobs does not grow from night to night.
    """
    must_be_prepared(database)
    with database.unit_of_work() as uow:
        keys = [one.key for one in queries.ministry.listed(uow.session) if one.closed_at is None]
        driver = uow.session.connection().connection.driver_connection
        if forget is not None:
            forget(driver)
        step = timedelta(hours=hours) / max(len(keys), 1)
        added = sum(defer_on(driver, key, WATCH, now + step * turn) for turn, key in enumerate(keys))
        uow.commit()
    return added, len(keys)


def without_site(database: Ministry) -> list[OfficeLine]:
    """Each office on the list that had set no address of its site when its last night came, as listed."""
    must_be_prepared(database)
    with database.unit_of_work(write=False) as uow:
        idle = queries.jobs.idle_nights(uow.session)
        return [
            one
            for one in queries.ministry.listed(uow.session)
            if one.closed_at is None and idle.get(one.key) == NO_SITE
        ]


def have_reported(database: Ministry, provinces: Sequence[str], defer_on: DeferOn) -> tuple[int, int]:
    """Have the report of each province written; how many jobs were added, of how many provinces.

    :param provinces: none: every province of an office on the list. :raises NotFound: no office is of one.
    """
    must_be_prepared(database)
    with database.unit_of_work() as uow:
        known = {one.province for one in queries.ministry.listed(uow.session) if one.closed_at is None and one.province}
        unknown = next((name for name in provinces if name not in known), None)
        if unknown is not None:
            raise NotFound("no_such_province", province=unknown)
        chosen = sorted(set(provinces) or known)
        driver = uow.session.connection().connection.driver_connection
        added = sum(defer_on(driver, name, PROVINCE, None) for name in chosen)
        uow.commit()
    return added, len(chosen)

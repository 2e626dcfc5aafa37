"""The ministry's database and the list of its offices: prepared and kept by the owner of the tables, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workflow.records import queries
from workflow.records.database import Database
from workflow.records.models.ministry import Listing
from workflow.records.queries.ministry import OfficeLine
from workflow.rules.errors import BadInput, NotFound
from workflow.thai.zone import BANGKOK

Ministry = Database
"""The database of many offices, as whichever of its accounts the address names."""
MOVED, CLOSED = "moved", "closed"


def prepare(database: Ministry, prepare_jobs: Callable[[Any, str], bool] | None = None) -> list[str]:
    """Make or upgrade the tables, and the roles with what each may do; the roles that were missing. Again is free.

    :param prepare_jobs: makes the place for jobs, on a connection of the driver, for a role; ``None``: no workers.
    :raises BadInput: ``ministry_needs_postgresql``. :raises RecordsError: the account may not.
    """
    from workflow.records.many.roles import OFFICE, prepare_roles
    from workflow.records.schema import load_models

    if not database.url.startswith("postgresql"):
        raise BadInput("ministry_needs_postgresql")
    database.prepare()
    with database.unit_of_work() as uow:
        connection = uow.session.connection()
        made = prepare_roles(connection, load_models())
        if prepare_jobs is not None:
            prepare_jobs(connection.connection.driver_connection, OFFICE)
        uow.commit()
        return made


def add(database: Ministry, key: str, province: str, now: datetime) -> None:
    """Put an office that is in the database on the list.

    :raises NotFound: it is not in the database. :raises BadInput: ``office_listed``.
    """
    with database.unit_of_work() as uow:
        office_id = queries.ministry.office_id(uow.session, key)
        if office_id is None:
            raise NotFound("office_not_here", office=key)
        if queries.ministry.listing(uow.session, key) is not None:
            raise BadInput("office_listed", office=key)
        uow.session.add(
            Listing(
                office_id=office_id, province=province, listed_at=now, listed_by=queries.ministry.account(uow.session),
                closed_at=None, closed_as=None, closed_by=None, reason=None,
            )
        )  # fmt: skip
        uow.commit()


def offices(database: Ministry) -> list[OfficeLine]:
    """Every office that is or was on the list."""
    with database.unit_of_work(write=False) as uow:
        return queries.ministry.listed(uow.session)


def close(database: Ministry, key: str, how: str, reason: str, now: datetime) -> None:
    """From now on nothing is recorded of an office here, and it is not counted; what it has stays.

    :param how: :data:`CLOSED`, or :data:`MOVED` where its records go on elsewhere.
    :raises NotFound: it is not on the list. :raises BadInput: it is closed already.
    """
    with database.unit_of_work() as uow:
        row = queries.ministry.listing(uow.session, key)
        if row is None:
            raise NotFound("office_not_listed", office=key)
        if row.closed_at is not None:
            raise BadInput("office_closed_already", office=key, day=row.closed_at.astimezone(BANGKOK).date())
        # Who writes for it now is waited for, and is the last.
        uow.enter_office(row.office_id, key)
        uow.lock_office(row.office_id)
        row.closed_at, row.closed_as, row.reason = now, how, reason
        row.closed_by = queries.ministry.account(uow.session)
        uow.commit()


def is_leaving(database: Ministry, key: str) -> bool:
    """Whether a move of it was begun and neither ended nor undone: its process was killed."""
    with database.unit_of_work(write=False) as uow:
        row = queries.ministry.listing(uow.session, key)
        return row is not None and row.closed_as == MOVED  # what has left has its key no more


def reopen(database: Ministry, key: str) -> None:
    """It was not moved after all."""
    with database.unit_of_work() as uow:
        row = queries.ministry.listing(uow.session, key)
        if row is not None and row.closed_as == MOVED:
            row.closed_at = row.closed_as = row.closed_by = row.reason = None
        uow.commit()


def set_aside(database: Ministry, key: str) -> None:
    """Give the key of an office that has moved free, so that it can come back one day; what it had here stays, under
    ``KEY~NUMBER``."""
    with database.unit_of_work() as uow:
        row = queries.ministry.office(uow.session, key)
        if row is not None:
            uow.enter_office(row.id, key)
            row.key = f"{key}~{row.id}"
            uow.commit()

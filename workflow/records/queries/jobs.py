"""Jobs of an office that were tried in vain, where its database has a place for jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from workflow.ports.jobs import WATCH, FailedJob

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FAILED = text(
    "SELECT task_name, attempts, coalesce(args ->> 'reason', '') FROM procrastinate_jobs "
    "WHERE status = 'failed' AND args ->> 'office' = :office ORDER BY id"
)

_LAST_NIGHT = text(
    "SELECT office, idle FROM ("
    "SELECT DISTINCT ON (args ->> 'office') args ->> 'office' AS office, args ->> 'idle' AS idle "
    "FROM procrastinate_jobs WHERE task_name = :name AND status IN ('succeeded', 'failed') "
    "ORDER BY args ->> 'office', id DESC) AS last WHERE idle IS NOT NULL"
)


def prepared(session: Session) -> bool:
    """Whether the database has a place for jobs."""
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        return False
    return bool(connection.exec_driver_sql("SELECT to_regclass('procrastinate_jobs') IS NOT NULL").scalar())


def failed(session: Session, office: str) -> list[FailedJob]:
    """The oldest first."""
    if not prepared(session):
        return []
    rows = session.execute(_FAILED, {"office": office})
    return [FailedJob(name, attempts, reason) for name, attempts, reason in rows]


def idle_nights(session: Session) -> dict[str, str]:
    """Key of each office whose last night found nothing to look at -> why, a code. For the owner of the tables."""
    return {str(office): str(code) for office, code in session.execute(_LAST_NIGHT, {"name": WATCH})}

"""Jobs behind the port: procrastinate, on the PostgreSQL that holds the offices. The extra ``ministry`` brings it.

A job is a row that the transaction which causes it writes on its own connection, and names the office and nothing else.
A worker that is killed leaves its job *doing*; the others find it by the heartbeat that stopped (``rescue``), and it is
tried again. What fails every time, or kills its worker every time, is left *failed* with its reason.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from workflow.ports.jobs import QUEUES, TRIES, Idle
from workflow.rules.errors import WorkflowError

if TYPE_CHECKING:
    from procrastinate import App

HEARTBEAT, STALLED = 10.0, 30.0
"""Seconds between two signs of life of a worker, and without one after which it counts as killed."""
LOST_SECONDS = 5.0
"""Before a database that was lost is asked again."""
KEPT_DAYS = 7
"""What was done is on the list of jobs for so long."""
_WAIT_SECONDS = 4
"""Before the second try; each later one waits as many times longer."""
_WAITING = "oit_jobs_waiting"
_THERE = "SELECT to_regclass('procrastinate_jobs') IS NOT NULL"
_LONGEST = 300


def installed() -> bool:
    """Whether this machine has what jobs need."""
    return importlib.util.find_spec("procrastinate") is not None


class PostgresJobs:
    """The jobs of one office. Where nobody prepared its database for workers, none are deferred."""

    def __init__(self, office: str) -> None:
        self.office = office
        self._there: bool | None = None

    def defer(self, transaction: Any, name: str, at: datetime | None = None) -> None:
        connection = transaction.connection()
        if self._there is None:
            self._there = bool(connection.exec_driver_sql(_THERE).scalar())
        if self._there:
            defer_on(connection.connection.driver_connection, self.office, name, at)


def defer_on(driver: Any, office: str, name: str, at: datetime | None) -> bool:
    """Add a job on a connection of psycopg, in its transaction, unless an equal one waits; whether it was added."""
    lock = f"{name}:{office}"
    waits = "SELECT 1 FROM procrastinate_jobs WHERE status = 'todo' AND lock = %s LIMIT 1"
    if driver.execute(waits, (lock,)).fetchone() is not None:
        return False
    options: dict[str, Any] = {"queue": QUEUES[name], "lock": lock, "schedule_at": at, "connection": driver}
    _deferring().configure_task(name, allow_unknown=True, **options).defer(office=office)
    return True


_APPS: list[App] = []


def _deferring() -> App:
    """An app that only adds jobs, on connections that it is given."""
    if not _APPS:
        from procrastinate import App, SyncPsycopgConnector

        _APPS.append(App(connector=SyncPsycopgConnector()))
    return _APPS[0]


def prepare_jobs(driver: Any, role: str) -> bool:
    """Make procrastinate's tables where they are missing, and let the offices' role use them; for the owner.

    :param driver: a connection of psycopg; the caller commits. :return: whether they were made now.
    """
    from procrastinate.schema import SchemaManager

    made = not driver.execute(_THERE).fetchone()[0]
    if made:
        driver.execute(SchemaManager.get_schema())
        driver.execute(f"CREATE INDEX {_WAITING} ON procrastinate_jobs (lock) WHERE status = 'todo'")
    for table in ("jobs", "events", "workers", "periodic_defers"):
        driver.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON procrastinate_{table} TO {role}")
        sequence = driver.execute("SELECT pg_get_serial_sequence(%s, 'id')", (f"procrastinate_{table}",)).fetchone()[0]
        driver.execute(f"GRANT USAGE, SELECT ON SEQUENCE {sequence} TO {role}")
    return made


def forget(driver: Any) -> int:
    """Remove the rows of jobs that were done more than a week ago; for the owner. What failed stays.

    :param driver: a connection of psycopg; the caller commits. :return: how many.
    """
    removed = driver.execute(
        "DELETE FROM procrastinate_jobs AS job WHERE status = 'succeeded' AND NOT EXISTS (SELECT 1 FROM "
        "procrastinate_events AS event WHERE event.job_id = job.id AND event.at > now() - make_interval(days => %s))",
        (KEPT_DAYS,),
    )
    return int(removed.rowcount)


def work(
    url: str,
    perform: Callable[[str, str], object],
    queues: Collection[str] = (),
    *,
    once: bool = False,
    heartbeat: float = HEARTBEAT,
    stalled: float = STALLED,
    lost: Callable[[], object] = lambda: None,
) -> None:
    """Do jobs until stopped by a signal; the one at hand is finished first.

    While the database cannot be reached they wait for it; what was at hand then is found by its stopped heartbeat.

    :param url: SQLAlchemy's address, as the offices' account. :param perform: does a job: its name, the office's key.
    :param queues: only these; none: all. :param once: end when nothing waits any more.
    :param lost: told each time the database could not be reached.
    :raises WorkflowError: (``once``) ``database_unreachable``: it was lost.
    """
    from procrastinate.exceptions import ConnectorException
    from psycopg import OperationalError

    # Who performs tells what went wrong, in a sentence; the library would add how it came to it.
    logging.getLogger("procrastinate").setLevel(logging.CRITICAL)
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)
    while True:
        try:
            return asyncio.run(_work(_app(url, perform), queues, once, heartbeat, stalled))
        except (ConnectorException, OperationalError) as error:
            if once:
                raise WorkflowError("database_unreachable", detail=type(error).__name__) from error
            lost()
            time.sleep(LOST_SECONDS)


def retry_failed(url: str, office: str | None = None) -> int:
    """Let jobs that were left try again from the start. :param office: only those of this office. :return: how many."""
    import psycopg

    with psycopg.connect(_conninfo(url)) as connection:
        found = connection.execute(
            "UPDATE procrastinate_jobs SET status = 'todo', attempts = 0, scheduled_at = NULL, args = args - 'reason' "
            "WHERE status = 'failed' AND (%(office)s::text IS NULL OR args ->> 'office' = %(office)s) RETURNING id",
            {"office": office},
        ).fetchall()
    return len(found)


def waiting(url: str) -> list[tuple[str, str, int]]:
    """How many jobs of each queue are there, by queue and status, those that are done left out."""
    import psycopg

    with psycopg.connect(_conninfo(url)) as connection:
        return connection.execute(
            "SELECT queue_name, status::text, count(*) FROM procrastinate_jobs "
            "WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()


def failures(url: str) -> list[tuple[str, str, str, int]]:
    """Jobs that were left: the job, of what office or province, its reason, how often it was tried."""
    import psycopg

    with psycopg.connect(_conninfo(url)) as connection:
        return connection.execute(
            "SELECT task_name, args ->> 'office', coalesce(args ->> 'reason', ''), attempts FROM procrastinate_jobs "
            "WHERE status = 'failed' ORDER BY id"
        ).fetchall()


async def _work(app: App, queues: Collection[str], once: bool, heartbeat: float, stalled: float) -> None:
    async with app.open_async():
        await rescue(app, stalled)
        rescuing = asyncio.create_task(_rescuing(app, stalled))
        try:
            await app.run_worker_async(
                queues=list(queues) or list(QUEUES.values()), wait=not once, concurrency=1, listen_notify=not once,
                update_heartbeat_interval=heartbeat, stalled_worker_timeout=stalled,
            )  # fmt: skip
        finally:
            rescuing.cancel()
            with suppress(asyncio.CancelledError):
                await rescuing


async def _rescuing(app: App, stalled: float) -> None:
    while True:
        await asyncio.sleep(stalled)
        await rescue(app, stalled)


async def rescue(app: App, stalled: float) -> list[int]:
    """Let jobs whose worker gave no sign of life be done by another; those tried often enough fail. Their ids."""
    from procrastinate.exceptions import ConnectorException
    from procrastinate.jobs import Status

    manager, found = app.job_manager, []
    await manager.prune_stalled_workers(stalled)
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=stalled):
        assert job.id is not None  # noqa: S101 -- it is a row
        with suppress(ConnectorException):  # another worker found it first
            if job.attempts + 1 >= TRIES:
                await _note(app, job.id, "worker_died")
                await manager.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
            else:
                await manager.retry_job_by_id_async(job_id=job.id, retry_at=datetime.now(UTC))
            found.append(job.id)
    return found


def _conninfo(url: str) -> str:
    from sqlalchemy import make_url

    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _app(url: str, perform: Callable[[str, str], object]) -> App:
    from procrastinate import App, JobContext, PsycopgConnector, RetryStrategy

    app = App(connector=PsycopgConnector(conninfo=_conninfo(url), min_size=1, max_size=3))
    for name, queue in QUEUES.items():

        async def task(context: JobContext, /, office: str, name: str = name, **_: object) -> None:
            try:
                # In a thread: a job of ours waits for the database and for sites, and the heart has to go on beating.
                done = await asyncio.to_thread(perform, name, office)
            except Exception as error:
                await _note(app, context.job.id, _reason(error))
                raise
            if isinstance(done, Idle):
                await _note(app, context.job.id, done.code, "idle")

        retry = RetryStrategy(max_attempts=TRIES - 1, exponential_wait=_WAIT_SECONDS)
        app.task(name=name, queue=queue, pass_context=True, retry=retry)(task)
    return app


def _reason(error: Exception) -> str:
    return error.code if isinstance(error, WorkflowError) else f"{type(error).__name__}: {error}"[:_LONGEST]


async def _note(app: App, job_id: int | None, said: str, what: str = "reason") -> None:
    """Keep beside a job what went wrong last, or why it found nothing to do."""
    await app.connector.execute_query_async(
        "UPDATE procrastinate_jobs SET args = args || jsonb_build_object(%(what)s::text, %(said)s::text) "
        "WHERE id = %(id)s",
        what=what, said=said, id=job_id,
    )  # fmt: skip

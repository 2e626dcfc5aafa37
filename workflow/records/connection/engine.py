"""The engine of each kind of database, and how its connections are opened, begun, waited for and given back.

SQLite: write-ahead log, ``synchronous=FULL`` (a journal entry that was acknowledged survives a power cut), foreign keys
on, every writing transaction begins ``IMMEDIATE`` and stands in one line with the others (``queue``). PostgreSQL:
psycopg 3, READ COMMITTED; more in ``server``.
"""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url

from workflow.records.connection.queue import Tell, WritersLine
from workflow.records.connection.server import tend
from workflow.records.connection.sqlite_files import WAIT_SECONDS, open_file, prepare
from workflow.rules.errors import MissingOnMachine

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

READING = "oit_reading"
_TICKET = "oit_ticket"
PASSWORD = "OIT_DATABASE_PASSWORD"  # noqa: S105 -- the name of a variable


def make_engine(url: str, *, wait_seconds: float = WAIT_SECONDS, tell: Tell | None = None) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…``. Opens nothing yet.

    What a statement was given (names, opinions, hashes of passwords) is in no message of an error. The password of a
    server may come from ``$OIT_DATABASE_PASSWORD``, or as libpq finds one.

    :param wait_seconds: how long to wait for another writer's lock while nothing moves.
    :param tell: told how many others are before us in the line.
    :raises ValueError: for another kind of database.
    :raises MissingOnMachine: ``postgresql_missing``: the extra is not installed.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        # One statement cache of the driver per connection; 128 is its default and too small for a whole command.
        arguments = {"timeout": wait_seconds, "cached_statements": 512}
        engine = create_engine(parsed, connect_args=arguments, hide_parameters=True)
        event.listen(engine, "do_connect", _open_sqlite)
        event.listen(engine, "connect", _prepare_sqlite)
        if parsed.database and parsed.database != ":memory:" and not parsed.query:
            _keep_line(engine, WritersLine(Path(parsed.database), wait_seconds, tell))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        if importlib.util.find_spec("psycopg") is None:
            raise MissingOnMachine("postgresql_missing")
        milliseconds = int(wait_seconds * 1000)
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg", password=parsed.password or os.environ.get(PASSWORD)),
            hide_parameters=True,
            # jit: compiling a query costs more than any of ours takes.
            connect_args={"options": f"-c timezone=UTC -c jit=off -c lock_timeout={milliseconds}"},
        )
        tend(engine, wait_seconds)
        return engine
    raise ValueError(f"unknown kind of database: {backend}")


def _open_sqlite(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
    return open_file(*arguments, **options)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    prepare(connection)


def _keep_line(engine: Engine, line: WritersLine) -> None:
    """Let every writing transaction of this engine stand in the line from before it begins until its connection is
    given back, whatever became of it.
    """

    def stand(connection: Connection) -> None:
        if not connection.get_execution_options().get(READING, False):
            connection.info[_TICKET] = line.wait()

    def leave(_connection: Any, record: Any) -> None:
        ticket = record.info.pop(_TICKET, None)
        if ticket is not None:
            ticket.give_back()

    event.listen(engine, "begin", stand)
    event.listen(engine, "checkin", leave)


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    # Said each time, as the connection comes from a pool.
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

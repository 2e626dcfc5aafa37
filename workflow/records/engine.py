"""The engine of each kind of database, and how its connections are opened, begun, waited for and given back.

SQLite: write-ahead log, ``synchronous=FULL`` (a journal entry that was acknowledged survives a power cut), foreign keys
on, every writing transaction begins ``IMMEDIATE`` and stands in one line with the others (``queue``). PostgreSQL:
psycopg 3, READ COMMITTED; a server that is starting or has no place free is waited for.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from sqlalchemy import create_engine, event, make_url

from workflow.records.queue import Tell, WritersLine

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

WAIT_SECONDS = 10.0
"""How long a unit waits for another writer, with nothing moving, before ``DatabaseBusy``."""
READING = "oit_reading"
_TICKET = "oit_ticket"
_AGAIN_SECONDS = 0.05
_FULL_PATIENCE = 6
NO_PLACE = ("too many clients", "remaining connection slots", "too many connections")
_FINAL = ("authentication failed", "does not exist", "pg_hba.conf", "no password supplied", "translate host name")
"""What libpq says of a connection that will not be had by waiting; it gives no code before it is connected."""


PASSWORD = "OIT_DATABASE_PASSWORD"  # noqa: S105 -- the name of a variable


def make_engine(url: str, *, wait_seconds: float = WAIT_SECONDS, tell: Tell | None = None) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…``. Opens nothing yet.

    What a statement was given (names, opinions, hashes of passwords) is in no message of an error. The password of a
    server may come from ``$OIT_DATABASE_PASSWORD``, or as libpq finds one.

    :param wait_seconds: how long to wait for another writer's lock while nothing moves.
    :param tell: told how many others are before us in the line.
    :raises ValueError: for another kind of database.
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
        milliseconds = int(wait_seconds * 1000)
        engine = create_engine(
            parsed.set(drivername="postgresql+psycopg", password=parsed.password or os.environ.get(PASSWORD)),
            hide_parameters=True,
            # jit: compiling a query costs more than any of ours takes.
            connect_args={"options": f"-c timezone=UTC -c jit=off -c lock_timeout={milliseconds}"},
            # A connection that the server dropped while we did not use it is opened anew.
            pool_pre_ping=True,
        )
        event.listen(engine, "do_connect", _WaitForServer(wait_seconds))
        return engine
    raise ValueError(f"unknown kind of database: {backend}")


def _open_sqlite(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
    """A connection that has looked at its file; to look only, where that is all that can be done.

    Even to be read, a file with a write-ahead log wants its index written beside it. On a full disk, or in a folder
    that may only be read, that fails; while the log is empty the file says everything and is read as it stands.
    """
    import sqlite3

    (path, *_) = arguments
    connection = sqlite3.connect(*arguments, **options)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error as error:
        connection.close()
        cannot_write = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
        code: int = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF not in cannot_write or not _whole_by_itself(Path(path)):
            raise
        return sqlite3.connect(f"file:{quote(str(path))}?immutable=1", **{**options, "uri": True})
    return connection


def _whole_by_itself(database: Path) -> bool:
    """Whether everything committed stands in the file: it can be read, and no write-ahead log holds more."""
    log = database.with_name(database.name + "-wal")
    try:
        return database.stat().st_size > 0 and (not log.exists() or log.stat().st_size == 0)
    except OSError:
        return False


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver would begin transactions by itself, late and deferred, and not at all before DDL: we begin them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    # Otherwise INSERT OR REPLACE deletes a row without asking the triggers that refuse DELETE.
    cursor.execute("PRAGMA recursive_triggers=ON")
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode not in ("wal", "memory"):
        import sqlite3

        try:
            cursor.execute("PRAGMA journal_mode=WAL").fetchone()
        except sqlite3.OperationalError as error:
            # A folder that may only be read: reading works without the log.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_READONLY:
                raise
    cursor.close()


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


class _WaitForServer:
    """Opens a connection, again and again while the server starts or has no place free."""

    def __init__(self, wait_seconds: float) -> None:
        self.wait_seconds = wait_seconds

    def __call__(self, dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> Any:
        import time

        import psycopg

        came, pause = time.monotonic(), _AGAIN_SECONDS
        while True:
            try:
                return dialect.connect(*arguments, **options)
            except psycopg.OperationalError as error:
                told = str(error)
                # Places become free as others are served; a server that does not start needs somebody to look at it.
                patience = self.wait_seconds * (_FULL_PATIENCE if any(word in told for word in NO_PLACE) else 1)
                if any(word in told for word in _FINAL) or time.monotonic() - came + pause > patience:
                    raise
                time.sleep(pause)
                pause = min(pause * 1.5, 1.0)

"""How a connection to PostgreSQL is opened, kept, and a transaction begun on it with as few questions as can be.

A question to a server on the same machine takes some 0.1 ms, as long as reading the items of an office takes there. So
a reading transaction says in one how it begins and of which office it is; and whether a kept connection is still there
is seen on its socket, where the server's farewell waits to be read. Only one that was left alone for long, or whose
socket has something to say, is asked.
"""

from __future__ import annotations

import select
from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError

from workflow.records.errors import NO_PLACE, NOT_LET_IN

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BEGINS = "oit_begins"
"""Execution option: what is said to begin a transaction, in place of the driver's ``BEGIN``."""
READS = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_AGAIN_SECONDS = 0.05
_FULL_PATIENCE = 60
"""How many times as long a server with no place free is waited for: nobody outside sees whether its others move on."""
_FINAL = (*NOT_LET_IN, "translate host name")
"""What libpq says of a connection that will not be had by waiting."""
_ALONE_SECONDS = 30.0
"""After so long a firewall may have forgotten a connection without a word to either side."""
_USED = "oit_used"


def tend(engine: Engine, wait_seconds: float) -> None:
    """Have the connections of an engine opened, looked after and begun so."""
    event.listen(engine, "do_connect", _WaitForServer(wait_seconds))
    event.listen(engine, "checkin", _note_used)
    event.listen(engine, "checkout", _still_there)
    event.listen(engine, "begin", _begin)


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


def _note_used(_connection: Any, record: Any) -> None:
    import time

    record.info[_USED] = time.monotonic()


def _still_there(connection: Any, record: Any, _proxy: Any) -> None:
    """:raises InvalidatePoolError: it is not; the pool opens another."""
    import time

    used = record.info.get(_USED)
    if used is None:  # opened this moment
        return
    if time.monotonic() - used < _ALONE_SECONDS and not _has_to_say(connection.pgconn):
        return
    import psycopg

    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except psycopg.Error as error:
        raise InvalidatePoolError from error


def _has_to_say(pgconn: Any) -> bool:
    """Whether the server has sent something nobody asked for, as it does when it ends a connection; or it is ended."""
    from psycopg.pq import ConnStatus

    if pgconn.status != ConnStatus.OK:
        return True
    looking = select.poll()
    looking.register(pgconn.socket, select.POLLIN)
    return bool(looking.poll(0))


def _begin(connection: Connection) -> None:
    said = connection.get_execution_options().get(BEGINS)
    if said is None:
        return
    import psycopg
    from psycopg.pq import ExecStatus

    driver: Any = connection.connection.driver_connection
    # The driver begins a transaction where there is none yet, and would ask in two questions more.
    result = driver.pgconn.exec_(said.encode())
    if result.status not in (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK):
        error = psycopg.errors.error_from_result(result)
        connection.invalidate(error)
        raise error

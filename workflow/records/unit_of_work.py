"""The engine, and the unit of work: leaving the block without ``commit`` undoes it.

    with office.unit_of_work() as uow:
        uow.lock_office(office_id)
        uow.session.add(...)
        uow.commit()

SQLite: write-ahead log, ``synchronous=FULL`` (a journal entry that was acknowledged survives a power cut), foreign keys
on, and every writing unit begins ``IMMEDIATE``: it waits for the other writer *before* it reads, so what it read stays
true. PostgreSQL: psycopg 3, READ COMMITTED, and ``lock_office`` takes the office's row. Errors of both drivers become
the few classes of ``errors``.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, TimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from workflow.records.errors import RecordConflict, RecordsError
from workflow.records.faults import translate

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from workflow.records.ledger import OfficeLedger

WAIT_SECONDS = 10.0
"""How long a unit waits for another writer before ``DatabaseBusy``."""
READING = "oit_reading"


def make_engine(url: str, *, wait_seconds: float = WAIT_SECONDS) -> Engine:
    """An engine for ``sqlite:///path`` or ``postgresql+psycopg://…``. Opens nothing yet.

    :param wait_seconds: how long to wait for another writer's lock.
    :raises ValueError: for another kind of database.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        # One statement cache of the driver per connection; 128 is its default and too small for a whole command.
        engine = create_engine(parsed, connect_args={"timeout": wait_seconds, "cached_statements": 512})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if backend == "postgresql":
        milliseconds = int(wait_seconds * 1000)
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            # jit: compiling a query costs more than any of ours takes.
            connect_args={"options": f"-c timezone=UTC -c jit=off -c lock_timeout={milliseconds}"},
        )
    raise ValueError(f"unknown kind of database: {backend}")


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


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get(READING, False)
    # Said each time, as the connection comes from a pool.
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if reading else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


class UnitOfWork:
    """One session, one transaction. ``commit`` keeps it, leaving the block otherwise rolls it back.

    A unit made with ``read_only=True`` sees one consistent state (also on PostgreSQL: REPEATABLE READ), waits for
    nobody, and refuses to write with ``DatabaseReadOnly``.

    :raises RecordsError: from inside the block or from ``commit``: what the database refused, see ``errors``.
    """

    def __init__(self, engine: Engine, *, read_only: bool = False) -> None:
        self._engine = engine
        self.read_only = read_only
        self._session: Session | None = None
        self.committed = False
        """True after a commit that nothing followed."""

    @property
    def session(self) -> Session:
        """The session of the open block.

        :raises RuntimeError: outside ``with``.
        """
        if self._session is None:
            raise RuntimeError("the unit of work is not open")
        return self._session

    def __enter__(self) -> Self:
        if self._session is not None:
            raise RuntimeError("the unit of work is open already")
        engine = self._engine
        if self.read_only:
            if engine.dialect.name == "postgresql":
                engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            else:
                engine = engine.execution_options(**{READING: True})
        self.committed = False
        # expire_on_commit: what was committed is still ours to show; a reader who wants news opens a new unit.
        self._session = Session(engine, expire_on_commit=False)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        session, self._session = self._session, None
        if session is not None:
            try:
                session.close()
            except Exception:
                # The first error says what happened; that the connection also broke does not.
                if error is None:
                    raise
        if error is not None:
            self._raise_translated(error)

    @staticmethod
    def _raise_translated(error: BaseException) -> None:
        translated = translated_error(error)
        if translated is not None:
            raise translated from error

    def commit(self) -> None:
        """Keep everything since the last commit. The block may go on and commit again: that is a new transaction.

        :raises RecordConflict: a row we read was changed meanwhile; nothing was kept.
        :raises RecordsError: see ``errors``; nothing was kept.
        """
        try:
            self.session.commit()
        except Exception as error:
            self.session.rollback()
            self._raise_translated(error)
            raise
        self.committed = True

    def rollback(self) -> None:
        """Undo everything since the last commit and go on in a new transaction."""
        self.session.rollback()

    def lock_office(self, office_id: int) -> OfficeLedger:
        """Wait for other writers of this office, then be the only one until commit. Again is free.

        :raises DatabaseBusy: (from the block) the other one took longer than ``wait_seconds``.
        """
        from workflow.records.ledger import lock_office

        return lock_office(self.session, office_id)


def translated_error(error: BaseException) -> RecordsError | None:
    """The records' own error for one of SQLAlchemy's; None when it is something else (or already ours)."""
    if isinstance(error, StaleDataError):
        return RecordConflict(reason="version")
    if isinstance(error, DBAPIError):
        return translate(error)
    if isinstance(error, TimeoutError):
        from workflow.records.errors import DatabaseBusy

        return DatabaseBusy(reason="pool")
    return None

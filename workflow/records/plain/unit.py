"""One look at one consistent state of an SQLite file, by the bare driver."""

from __future__ import annotations

import threading
import weakref
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from workflow.records.connection.sqlite_files import WAIT_SECONDS, open_file, prepare
from workflow.records.faults import translate
from workflow.records.plain.rows import Row

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.orm import Session

KEYS = {"login": "token_hash", "inspection": "evidence_id"}
"""Primary keys that are called otherwise than ``id``."""


def plain_file(url: str) -> Path | None:
    """The file of a database that can be looked at by the bare driver; ``None``: it is another kind of database."""
    kind, there, path = url.partition("sqlite:///")
    plain = not kind and there and path and path != ":memory:" and "?" not in path
    return Path(path).absolute() if plain else None


class _Kept:
    """The driver's connection as SQLAlchemy is handed it: the transaction is not its to end."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def rollback(self) -> None:
        """Stay where the look began."""

    def close(self) -> None:
        """Stay open."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


_handed = threading.local()


@cache
def _engine() -> Engine:
    """One for all connections that are looked through: a question is compiled once in a process."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(
        "sqlite://", creator=lambda: _Kept(_handed.connection), poolclass=NullPool, hide_parameters=True
    )


class Way:
    """A connection of the driver, and SQLAlchemy over it for what has no plain form: made once, kept with it."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._bound: Connection | None = None

    def session(self) -> Session:
        """A session in the transaction that the connection is in, which only asks."""
        from sqlalchemy.orm import Session

        if self._bound is None:
            _handed.connection = self.connection
            self._bound = _engine().connect()
        from sqlalchemy.event import listen

        made = Session(self._bound, autoflush=False)
        listen(made, "do_orm_execute", _only_asked)
        listen(made, "before_flush", _only_asked)
        return made


class Ways:
    """Ways to look at a file. Each look has one for itself, and leaves it to the next: any number of threads look."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._free: list[Way] = []

    def take(self) -> Way:
        """One that is free, else one more. :raises RecordsError: the file cannot be opened."""
        try:
            return self._free.pop()
        except IndexError:
            made = Way(connect(self.file))
            weakref.finalize(made, made.connection.close).atexit = False
            return made

    def leave(self, way: Way) -> None:
        """Leave it to the next look."""
        self._free.append(way)

    def close(self) -> None:
        """Close all; one that is in use is left to nobody."""
        free, self._free = self._free, []
        for way in free:
            way.connection.close()


class EveryTable:
    """The tables that every office has, as a container: they are looked up when one is missing, not before."""

    def __contains__(self, name: object) -> bool:
        from workflow.records.row_seals import all_tables

        return name in all_tables().tables


class Look:
    """What questions are asked of. A question that has no plain form is asked by SQLAlchemy, as of a session.

    :param way: its connection is in a transaction.
    """

    plain = True

    def __init__(self, way: Way) -> None:
        self._way, self._connection = way, way.connection
        self._known: dict[tuple[str, Any], Row] = {}
        self._session: Session | None = None

    def ask(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        """The rows of a statement."""
        return cast("list[tuple[Any, ...]]", self._connection.execute(sql, given).fetchall())

    def rows(self, table: str, tail: str, *given: Any) -> list[Row]:
        """Rows of a table, the same object each time one is met. :param tail: what follows ``FROM table``."""
        cursor = self._connection.execute(f"SELECT {table}.* FROM {table} {tail}", given)  # noqa: S608 -- our own words
        names = [column[0] for column in cursor.description]
        found = []
        key = names.index(KEYS.get(table, "id"))
        for values in cursor.fetchall():
            mine = (table, values[key])
            if mine not in self._known:
                self._known[mine] = Row(table, self, dict(zip(names, values, strict=True)))
            found.append(self._known[mine])
        return found

    def row(self, table: str, tail: str, *given: Any) -> Row | None:
        """The first of them."""
        return next(iter(self.rows(table, f"{tail} LIMIT 1", *given)), None)

    def one(self, table: str, key: Any) -> Row | None:
        """The row of a primary key."""
        known = self._known.get((table, key))
        return known if known is not None else self.row(table, f"WHERE {KEYS.get(table, 'id')} = ?", key)

    def change(self, row: Row, column: str, value: Any) -> None:
        """Set a column. :raises TypeError: always, as nothing is written."""
        raise TypeError("a look changes nothing")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole(), name)

    def _whole(self) -> Session:
        """A session of SQLAlchemy over the same connection, in the same transaction."""
        if self._session is None:
            self._session = self._way.session()
        return self._session

    def end(self) -> None:
        """Let go of what was asked by SQLAlchemy; the connection is its owner's."""
        # Rows know the look they are of: kept here they would wait for the collector, thousands at a time.
        self._known.clear()
        if self._session is not None:
            self._session.close()


def _only_asked(asked: Any, *_: Any) -> None:
    """Refuse what would write past the bare driver's unit, unsealed."""
    if not getattr(asked, "is_select", False):
        raise TypeError("this unit of work writes by the bare driver")


class Looking:
    """Stands where a reading unit of work stands: ``with`` gives one look, and afterwards lets go of it.

    :raises RecordsError: from inside the block: the file cannot be read.
    """

    read_only = True
    committed = False

    def __init__(self, ways: Ways) -> None:
        self._ways = ways
        self._way: Way | None = None
        self._look: Look | None = None

    @property
    def session(self) -> Session:
        """What questions are asked of. :raises RuntimeError: outside ``with``."""
        if self._look is None:
            raise RuntimeError("the unit of work is not open")
        return cast("Session", self._look)

    def __enter__(self) -> Self:
        self._way = way = self._ways.take()
        way.connection.execute("PRAGMA query_only=ON")
        way.connection.execute("BEGIN")
        self._look = Look(way)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        look, way, self._look, self._way = self._look, self._way, None, None
        if look is not None:
            look.end()
        if way is not None:
            if way.connection.in_transaction:
                way.connection.execute("ROLLBACK")
            self._ways.leave(way)
        translated = translate(error, self._ways.file, EveryTable()) if error is not None else None
        if translated is not None:
            raise translated from error


def connect(file: Path) -> Any:
    """A connection to look at a file. :raises RecordsError: it cannot be opened."""
    import sqlite3

    connection = None
    try:
        # One thread looks, and any may come to let go of what nobody closed.
        connection = open_file(str(file), timeout=WAIT_SECONDS, cached_statements=512, check_same_thread=False)
        prepare(connection)
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        translated = translate(error, file)
        if translated is None:
            raise
        raise translated from error
    return connection


def made_by(connection: Any) -> str | None:
    """The revision that made the tables; ``None``: nothing of this program's is there yet."""
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found is not None else ""

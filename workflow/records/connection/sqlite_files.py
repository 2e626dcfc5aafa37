"""How the file of an SQLite database is opened, by whatever reads or writes it: no library but the driver.

Write-ahead log, ``synchronous=FULL`` (a journal entry that was acknowledged survives a power cut), foreign keys on.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

WAIT_SECONDS = 10.0
"""How long a unit waits for another writer, with nothing moving, before ``DatabaseBusy``."""


def open_file(path: Any, **options: Any) -> Any:
    """A connection that has looked at its file; to look only, where that is all that can be done.

    Even to be read, a file with a write-ahead log wants its index written beside it. On a full disk, or in a folder
    that may only be read, that fails; while the log is empty the file says everything and is read as it stands.
    """
    import sqlite3

    connection = sqlite3.connect(path, **options)
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


def prepare(connection: Any) -> None:
    """Set what every connection keeps to."""
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

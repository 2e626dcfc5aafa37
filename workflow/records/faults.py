"""From the drivers' errors to ours: by code; by wording only which table SQLite means, and that it is gone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Container
from pathlib import Path
from typing import Any

from workflow.records.errors import (
    NO_PLACE,
    NOT_LET_IN,
    AccountMayNot,
    AppendOnly,
    ConstraintBroken,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseLost,
    DatabaseReadOnly,
    DatabaseUnreachable,
    OfficeClosed,
    RecordConflict,
    RecordsError,
    Undone,
)

RACED = ("journal_entry", "book_number", "book", "office_ledger")
"""Tables whose unique constraints are broken only when two people act at once."""
APPEND_ONLY = "append-only"
"""What our triggers say first, on both databases, of what may not be changed any more."""
OVERLAP = "overlap"
"""And of two rows of which only one may be at a time."""
CLOSED = "office-closed"
"""And of an office that goes on elsewhere, or no more."""


_ROOM = 128 * 1024
"""Bytes without which SQLite can neither write a page nor make the index of its log."""


def translate(
    error: BaseException, database: Path | None = None, tables: Container[str] = frozenset()
) -> RecordsError | None:
    """Our error for SQLAlchemy's of a driver or the driver's own, or None for one that is a fault of the program (a
    wrong statement).

    :param database: the file of an SQLite database, looked at for the cause when it cannot be opened.
    :param tables: that every office has: that one of them is gone is no fault of the statement.
    """
    original: Any = getattr(error, "orig", error)  # SQLAlchemy's errors of a driver carry the driver's own
    if original is None:
        return None
    if hasattr(original, "sqlstate"):
        return _postgresql(original, getattr(error, "connection_invalidated", False), tables)
    if hasattr(original, "sqlite_errorcode"):
        return _sqlite(original, database, tables)
    if type(original).__module__ == "sqlite3" and str(original).startswith("Could not decode"):
        return DatabaseDamaged(detail=str(original)[:80])  # a text whose bytes are none
    return None


def no_tables(error: BaseException) -> bool:
    """Whether a question was asked of a database in which nothing was made yet."""
    original: Any = getattr(error, "orig", error)
    return getattr(original, "sqlstate", None) == "42P01" or str(original).startswith("no such table")


def _sqlite(original: Any, database: Path | None, tables: Container[str]) -> RecordsError | None:
    import sqlite3

    code: int = original.sqlite_errorcode
    detail = str(original)
    primary = code & 0xFF
    if code == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return RecordConflict(reason="snapshot")
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return DatabaseBusy(detail=detail)
    # Past RLIMIT_FSIZE a write fails as an I/O error, past the end of the disk as FULL.
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return DatabaseFull(detail=detail)
    if primary in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM):
        return DatabaseFull(detail=detail) if _no_room(database) else DatabaseReadOnly(detail=detail)
    if primary in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR):
        return _why_not_opened(database, detail)
    if primary in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DatabaseDamaged(detail=detail)
    if primary == sqlite3.SQLITE_CONSTRAINT:
        if detail.startswith(APPEND_ONLY):
            return AppendOnly(detail=detail)
        columns = detail.partition(": ")[2]
        if code in (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY):
            table = columns.partition(".")[0]
            if table in RACED:
                return RecordConflict(reason="unique", table=table)
        return ConstraintBroken(detail=detail)
    if detail == "malformed JSON":  # a value that our own questions look into
        return DatabaseDamaged(detail=detail)
    if detail.startswith("no such table: ") and detail.partition(": ")[2].rpartition(".")[2] in tables:
        return DatabaseDamaged(detail=detail)
    return None


def _why_not_opened(database: Path | None, detail: str) -> RecordsError:
    """What keeps the file from being opened: SQLite says the same of a full disk, a lost folder and a missing right."""
    if database is None:
        return DatabaseUnreachable(detail=detail)
    folder, facts = database.parent, {"file": database.name, "folder": str(database.parent), "detail": detail}
    if not folder.is_dir() or not database.exists():
        return DatabaseUnreachable("database_missing", **facts)
    if _no_room(database):
        return DatabaseFull(detail=detail)
    if not os.access(database, os.R_OK):
        return DatabaseUnreachable("database_denied", **facts)
    if not os.access(folder, os.W_OK) or not os.access(database, os.W_OK):
        return DatabaseReadOnly(detail=detail)
    return DatabaseUnreachable("database_unreadable", **facts)


def _no_room(database: Path | None) -> bool:
    try:
        return database is not None and shutil.disk_usage(database.parent).free < _ROOM
    except OSError:
        return False


def _postgresql(original: Any, invalidated: bool, tables: Container[str]) -> RecordsError | None:
    state: str | None = original.sqlstate
    detail = str(original).splitlines()[0] if str(original) else type(original).__name__
    if invalidated or (state or "").startswith(("08", "57P")):
        return DatabaseLost(detail=detail)
    if state == "53300" or any(word in detail for word in NO_PLACE):
        return DatabaseBusy("database_no_place", detail=detail)
    if state is None or state in ("3D000", "28000", "28P01"):
        # psycopg raises without a state when it was not let in, whether it reached the server or not.
        if any(word in str(original) for word in NOT_LET_IN):
            return DatabaseUnreachable("database_no_entry", detail=detail)
        return DatabaseUnreachable(detail=detail) if type(original).__name__ != "ProgrammingError" else None
    if state in ("40001", "40P01"):
        return Undone(reason="serialization")
    if state == "55P03":
        return DatabaseBusy(detail=detail)
    if state in ("53100", "53200"):
        return DatabaseFull(detail=detail)
    if state == "25006":
        return DatabaseReadOnly(detail=detail)
    if state.startswith("XX") or (
        state == "42P01" and detail.partition('"')[2].partition('"')[0].rpartition(".")[2] in tables
    ):
        return DatabaseDamaged(detail=detail)
    if detail.startswith(APPEND_ONLY):
        return AppendOnly(detail=detail)
    if detail.startswith(CLOSED):
        return OfficeClosed()
    if state == "42501":
        return ConstraintBroken(detail=detail) if "row-level security" in detail else AccountMayNot(detail=detail)
    if state.startswith("23"):
        table = getattr(getattr(original, "diag", None), "table_name", None)
        if state == "23505" and table in RACED:
            return RecordConflict(reason="unique", table=table)
        return ConstraintBroken(detail=detail)
    return None

"""Forty ways in which an office's SQLite database is damaged, and who says so: for ``benchmarks.endurance.faults``."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.services.small_office import SmallOffice
from workflow.rules.errors import WorkflowError
from workflow.services.operations.backup import backup
from workflow.services.operations.doctor import examine
from workflow.services.queries.journal import verify

TABLES = (
    "item", "evidence", "revision", "submission", "journal_entry", "person", "appointment", "book_number", "proof",
    "certificate", "office",
)  # fmt: skip
"""Whose rows are damaged."""
Damage = Callable[[Path], None]


def _bytes(change: Callable[[bytearray], None]) -> Damage:
    def damage(database: Path) -> None:
        found = bytearray(database.read_bytes())
        change(found)
        database.write_bytes(found)

    return damage


def _zero(found: bytearray, start: int, length: int) -> None:
    found[start : start + length] = bytes(len(found[start : start + length]))


def _noise(found: bytearray, page: int) -> None:
    start = page * 4096
    found[start : start + 4096] = random.Random(page).randbytes(len(found[start : start + 4096]))  # noqa: S311


def _sql(*statements: str) -> Damage:
    """Written past the program: no triggers, no references."""

    def damage(database: Path) -> None:
        with sqlite3.connect(database) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("PRAGMA legacy_alter_table = ON")
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                connection.execute(statement)
        connection.close()

    return damage


def damages() -> Iterator[tuple[str, Damage]]:
    """What is damaged, and how."""
    yield "the file is empty", _bytes(lambda found: found.clear())
    yield "half of the file", _bytes(lambda found: found.__delitem__(slice(len(found) // 2, None)))
    yield "the last page is cut", _bytes(lambda found: found.__delitem__(slice(len(found) - 3000, None)))
    yield "the first 100 bytes are zeros", _bytes(lambda found: _zero(found, 0, 100))
    yield "the file is a letter", lambda database: database.write_bytes(b"not a database" * 500) and None
    yield "the file is gone", lambda database: database.unlink()
    for page in (1, 3, 9, 20, 40):
        yield f"noise in page {page}", _bytes(lambda found, page=page: _noise(found, page))  # type: ignore[misc]
    for table in TABLES:
        yield f"every row of {table} is gone", _sql(f"DELETE FROM {table}")  # noqa: S608
        yield f"the table {table} is gone", _sql(f"DROP TABLE {table}")
    for table, column, value in (
        ("item", "title", "CAST(X'ff' AS TEXT)"), ("item", "version", "'not a number'"),
        ("evidence", "name", "CAST(X'ff' AS TEXT)"), ("evidence", "sha256", "'0000'"),
        ("revision", "manifest", "'{'"), ("revision", "manifest", "'[]'"), ("journal_entry", "sealed", "'{'"),
        ("journal_entry", "sealed", "CAST(X'ff' AS TEXT)"), ("journal_entry", "hash", "'0'"),
        ("person", "name", "CAST(X'ff' AS TEXT)"), ("proof", "facts", "'nonsense'"),
        ("appointment", "starts", "'someday'"), ("submission", "label", "CAST(X'ff' AS TEXT)"),
    ):  # fmt: skip
        key = "seq" if table == "journal_entry" else "id"
        newest = f"{key} = (SELECT max({key}) FROM {table})"  # noqa: S608
        yield f"{table}.{column} is {value}", _sql(f"UPDATE {table} SET {column} = {value} WHERE {newest}")  # noqa: S608


@dataclass(frozen=True, slots=True)
class Seen:
    """Who said what of one damage: ``told``, ``silent``, or the name of an exception that is no sentence."""

    what: str
    doctor: str
    journal: str
    backup: str


def look(sound: Path, place: Path) -> Iterator[Seen]:
    """Each damage in a copy of a sound office of its own. :param place: where the copies are made."""
    usual = _doctor(sound)
    for number, (what, damage) in enumerate(damages()):
        folder = place / f"damaged{number}"
        shutil.copytree(sound, folder, symlinks=True)
        os.environ["XDG_STATE_HOME"] = str(folder / ".state")  # none is an older copy of another
        for beside in ("oit.db-wal", "oit.db-shm"):
            (folder / beside).unlink(missing_ok=True)
        damage(folder / "oit.db")
        yield Seen(
            what,
            _said(lambda folder=folder: bool(_doctor(folder) - usual)),  # type: ignore[misc]
            _said(lambda folder=folder: not _journal(folder)),  # type: ignore[misc]
            _said(lambda folder=folder: bool(_backup(folder))),  # type: ignore[misc]
        )
        shutil.rmtree(folder)


def _said(ask: Callable[[], bool]) -> str:
    try:
        return "told" if ask() else "silent"
    except WorkflowError:
        return "told"
    except Exception as error:
        return type(error).__name__


def _doctor(folder: Path) -> set[str]:
    office = SmallOffice.open(folder)
    try:
        return {check.code for check in examine(office.office).checks if check.severity != "ok"}
    finally:
        with suppress(Exception):
            office.close()


def _journal(folder: Path) -> bool:
    office = SmallOffice.open(folder)
    try:
        return verify(office.office).ok
    finally:
        with suppress(Exception):
            office.close()


def _backup(folder: Path) -> tuple[str, ...]:
    office = SmallOffice.open(folder)
    try:
        return backup(office.office, "registrar", folder / "saved.zip").unsound
    finally:
        with suppress(Exception):
            office.close()

"""One unit of work that writes an SQLite file by the bare driver: what the everyday commands of a clerk record.

It keeps every promise of ``unit_of_work``: one writer at a time and in line, one transaction, versions compared, the
journal's chain, a seal for every row, errors as ours; so that a paper is handed in without loading SQLAlchemy. Only the
tables of ``WRITTEN`` are written; a question without a plain form is asked as in a look. Why so: docs/decisions/0113.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from workflow.records.canonical import GENESIS, GONE, UNSEALED, link, row_digest
from workflow.records.connection.queue import Tell, WritersLine
from workflow.records.connection.sqlite_files import WAIT_SECONDS
from workflow.records.entry import sealed_text
from workflow.records.errors import RecordConflict
from workflow.records.faults import translate
from workflow.records.plain.rows import RELATED, Row, meaning, stored, typed
from workflow.records.plain.unit import KEYS, EveryTable, Look, Way, connect

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.entry import Entry

WRITTEN = frozenset({"contributor", "disclosure", "evidence", "inspection", "item", "login", "part", "period", "tick"})
"""Tables of which rows may be added and changed so."""
VERSIONED = "item"
"""The one of them whose rows carry a version."""


def is_sealed(connection: Any, office: str) -> bool:
    """Whether the office's rows carry seals already: the first unit that seals them all is SQLAlchemy's."""
    asked = "SELECT 1 FROM row_seal JOIN office ON office.id = row_seal.office_id WHERE office.key = ? LIMIT 1"
    return connection.execute(asked, (office,)).fetchone() is not None


class Writing(Look):
    """What a use case writes through: rows are added and set, entries appended, all of it sealed when it is kept."""

    def __init__(self, connection: Any) -> None:
        super().__init__(Way(connection))
        self._new: list[Row] = []
        self._changed: dict[tuple[str, Any], tuple[Row, set[str]]] = {}
        self._touched: dict[int, dict[str, set[Any]]] = {}
        self._ledgers: dict[int, tuple[int, str, int, int | None]] = {}
        self._heads: dict[int, tuple[int, str] | None] = {}

    def new(self, table: str, values: dict[str, Any]) -> Row:
        """Add a row, its values as they are meant. :raises TypeError: the table is not written so."""
        _must_be_written(table)
        kinds = typed(table)
        row = Row(table, self, {name: stored(kinds.get(name), value) for name, value in values.items()})
        self._new.append(row)
        return row

    def change(self, row: Row, column: str, value: Any) -> None:
        """Set a column of a row. :raises TypeError: its table is not written so."""
        table = row.__dict__["_table"]
        _must_be_written(table)
        row.__dict__[column] = value
        if row not in self._new:
            key = (table, row.__dict__[KEYS.get(table, "id")])
            self._changed.setdefault(key, (row, set()))[1].add(column)

    def add(self, row: Any) -> None:
        """:raises TypeError: an object of SQLAlchemy is not written by the bare driver (``writing.new_row`` is)."""
        raise TypeError(f"{type(row).__name__} is not written by the bare driver")

    def flush(self) -> None:
        """Write what was added and set since the last time.

        :raises RecordConflict: a row that carries a version was changed meanwhile.
        """
        added, self._new = self._new, []
        for row in added:
            self._insert(row)
        changed, self._changed = self._changed, {}
        for row, columns in changed.values():
            self._update(row, sorted(columns))

    def _values(self, row: Row) -> dict[str, Any]:
        """A row's columns as they are stored, those that were never asked for too."""
        table, own = row.__dict__["_table"], row.__dict__
        kinds, lists = typed(table), RELATED.get(table, ())
        names = [name for name in own if not name.startswith("_") and name not in lists]
        given = {name: stored(kinds.get(name), own[name]) for name in names}
        return {**own["_stored"], **given}

    def _insert(self, row: Row) -> None:
        table, values = row.__dict__["_table"], self._values(row)
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        cursor = self._connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", (*values.values(),))  # noqa: S608 -- our own words
        key = KEYS.get(table, "id")
        row.__dict__.setdefault(key, cursor.lastrowid)
        self._known[(table, row.__dict__[key])] = row
        self._touch(row)

    def _update(self, row: Row, columns: list[str]) -> None:
        table, kinds = row.__dict__["_table"], typed(row.__dict__["_table"])
        key = KEYS.get(table, "id")
        given = [stored(kinds.get(name), row.__dict__[name]) for name in columns]
        told, where = [f'"{name}" = ?' for name in columns], [row.__dict__[key]]
        asked = f"{key} = ?"
        if table == VERSIONED:
            told, asked, where = [*told, "version = version + 1"], f"{asked} AND version = ?", [*where, row.version]
        cursor = self._connection.execute(f"UPDATE {table} SET {', '.join(told)} WHERE {asked}", (*given, *where))  # noqa: S608 -- our own words
        if cursor.rowcount != 1:
            raise RecordConflict(reason="version")
        if table == VERSIONED:
            row.__dict__["version"] += 1
        self._touch(row)

    def _touch(self, row: Row) -> None:
        table = row.__dict__["_table"]
        if table not in UNSEALED:
            keys = self._touched.setdefault(row.office_id, {}).setdefault(table, set())
            keys.add(row.__dict__[KEYS.get(table, "id")])

    def ask(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        self.flush()
        return super().ask(sql, *given)

    def rows(self, table: str, tail: str, *given: Any) -> list[Row]:
        self.flush()
        return super().rows(table, tail, *given)

    def _whole(self) -> Session:
        self.flush()
        return super()._whole()

    def ledger(self, office_id: int) -> tuple[int, str, int, int | None]:
        """Where the office's journal stands: number and hash of its last entry, its number inside what is hashed, and
        that number again, where it is another than its id."""
        if office_id not in self._ledgers:
            asked = "SELECT seq, hash, sealed_as FROM office_ledger WHERE office_id = ?"
            ((seq, last, sealed_as),) = self.ask(asked, office_id)
            self._ledgers[office_id] = (seq, last, office_id if sealed_as is None else sealed_as, sealed_as)
        return self._ledgers[office_id]

    def append(self, office_id: int, entry: Entry) -> None:
        """Add an entry to the journal. :raises JournalRefused: its text cannot be one."""
        seq, last, number, sealed_as = self.ledger(office_id)
        if office_id not in self._heads:  # as the transaction found it: what it writes itself is sealed as it commits
            self._heads[office_id] = self._rows_head(office_id)
        sealed = sealed_text(entry, last, number, seq + 1, self._heads[office_id])
        digest = hashlib.sha256(sealed.encode()).hexdigest()
        into = "INSERT INTO journal_entry (office_id, seq, sealed, hash) VALUES (?, ?, ?, ?)"
        self._connection.execute(into, (office_id, seq + 1, sealed, digest))
        moved = "UPDATE office_ledger SET seq = ?, hash = ? WHERE office_id = ?"
        self._connection.execute(moved, (seq + 1, digest, office_id))
        self._ledgers[office_id] = (seq + 1, digest, number, sealed_as)

    def _rows_head(self, office_id: int) -> tuple[int, str] | None:
        asked = "SELECT seq, hash FROM row_seal WHERE office_id = ? ORDER BY seq DESC LIMIT 1"
        return next(((seq, last) for seq, last in self.ask(asked, office_id)), None)

    def seal(self) -> None:
        """Seal every row that was written, as ``row_seals.seal_touched`` does."""
        self.flush()
        for office_id, tables in self._touched.items():
            seq, last = self._rows_head(office_id) or (0, GENESIS)
            number, sealed_as = self.ledger(office_id)[2:]
            seals = []
            for table in sorted(tables):
                for key in sorted(tables[table]):
                    seq, digest = seq + 1, self._digest(table, key, sealed_as)
                    last = link(last, number, seq, table, str(key), digest)
                    seals.append((office_id, seq, table, str(key), digest, last))
            into = "INSERT INTO row_seal (office_id, seq, name, key, digest, hash) VALUES (?, ?, ?, ?, ?, ?)"
            self._connection.executemany(into, seals)
        self._touched = {}

    def _digest(self, table: str, key: Any, sealed_as: int | None) -> str:
        """Of a row as it is stored now: times and yes or no as they are meant, everything else as its text."""
        cursor = self._connection.execute(f"SELECT * FROM {table} WHERE {KEYS.get(table, 'id')} = ?", (key,))  # noqa: S608 -- our own words
        row = cursor.fetchone()
        if row is None:
            return GONE
        values = dict(zip((column[0] for column in cursor.description), row, strict=True))
        for name, kind in typed(table).items():
            if kind in ("moment", "date", "bool") and values[name] is not None:
                values[name] = meaning(kind)(values[name])
        if sealed_as is not None:
            values["office_id"] = sealed_as
        return row_digest(values)


def _must_be_written(table: str) -> None:
    if table not in WRITTEN:
        raise TypeError(f"{table} is not written by the bare driver")


class WritingUnit:
    """Stands where a writing unit of work stands: ``commit`` keeps what the block wrote, leaving it undoes the rest.

    :param tell: told how many others write before us.
    :raises RecordsError: from inside the block or from ``commit``, see ``records.errors``.
    """

    read_only = False
    committed = False

    def __init__(self, file: Path, tell: Tell | None = None) -> None:
        self._file = file
        self._line = WritersLine(file, WAIT_SECONDS, tell)
        self._connection: Any = None
        self._ticket: Any = None
        self._writing: Writing | None = None

    @property
    def session(self) -> Session:
        """What is written through. :raises RuntimeError: outside ``with``, and after ``commit``."""
        if self._writing is None:
            raise RuntimeError("the unit of work is not open")
        return cast("Session", self._writing)

    def __enter__(self) -> Self:
        try:
            self._connection = connect(self._file)
            self._ticket = self._line.wait()
            self._connection.execute("BEGIN IMMEDIATE")
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        self.committed = False
        self._writing = Writing(self._connection)
        return self

    def lock_office(self, office_id: int) -> None:
        """Be the only one who writes: every unit that writes an SQLite file is, from its beginning."""
        if self._writing is not None:
            self._writing.ledger(office_id)

    def commit(self) -> None:
        """Keep everything; the block may go on, and write no more.

        :raises RecordsError: nothing was kept.
        """
        writing = cast("Writing", self.session)
        try:
            writing.seal()
            self._connection.execute("COMMIT")
        except Exception as error:
            self._undo()
            self._raise_translated(error)
            raise
        self.committed, self._writing = True, None
        writing.end()

    def _undo(self) -> None:
        if self._connection is not None and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def _raise_translated(self, error: BaseException) -> None:
        translated = translate(error, self._file, EveryTable())
        if translated is not None:
            raise translated from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        writing, self._writing = self._writing, None
        try:
            if writing is not None:
                writing.end()
            self._undo()
        except Exception:
            # The first error says what happened; that the connection also broke does not.
            if error is None:
                raise
        finally:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
            if self._ticket is not None:
                self._ticket.give_back()
                self._ticket = None
        if error is not None:
            self._raise_translated(error)

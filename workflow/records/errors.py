"""What the records refuse, as codes and facts.

Each class has one stable code (``RecordConflict`` and its children may carry a narrower one) and the facts a
sentence needs; the Thai sentence is formed at the edge. ``exit_code`` is that of docs/contracts.md#exit-codes: 3 means
that another person was first, and that the command can simply be run again.
"""

from __future__ import annotations

from typing import Any

from workflow.rules import errors
from workflow.rules.errors import WorkflowError

NO_PLACE = ("too many clients", "remaining connection slots", "too many connections")
"""Words of a PostgreSQL server that has no place free."""
NOT_LET_IN = ("authentication failed", "no password supplied", "pg_hba.conf", "does not exist")
"""And of one that knows no such account, password or database; libpq gives no code before it is connected."""


class RecordsError(WorkflowError):
    """Something the records cannot or may not do. ``code`` is stable, ``facts`` are plain values for the sentence."""

    code: str = "records_failed"

    def __init__(self, code: str | None = None, **facts: Any) -> None:
        super().__init__(code or type(self).code, **facts)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in sorted(self.facts.items()))
        return f"{self.code}({shown})"


class RecordConflict(RecordsError, errors.Conflict):
    """Another person changed the same thing between our reading and our writing. Nothing of ours was kept."""

    code = "someone_else_acted"
    exit_code = 3


class Undone(RecordConflict):
    """The database undid the transaction for another's sake (serialization failure, deadlock): the same may be tried
    again at once, and is, by ``writing.again``."""


class NumberTaken(RecordConflict):
    """The number read earlier was used meanwhile. Facts: book, year, expected, next."""

    code = "number_taken"


class DatabaseBusy(RecordsError):
    """Nothing moved in the line of writers for the whole waiting time (``lock_timeout`` on PostgreSQL), or the server
    had no place free for it (``database_no_place``).
    """

    code = "database_busy"
    exit_code = 3


class DatabaseFull(RecordsError):
    """No room is left on the disk (or under the file size limit) that holds the database."""

    code = "database_full"


class DatabaseReadOnly(RecordsError):
    """The database, its folder, or this unit of work may only be read."""

    code = "database_read_only"


class DatabaseUnreachable(RecordsError):
    """The server does not answer, or the file cannot be opened: ``database_missing``, ``database_denied`` (this account
    may not read it), ``database_unreadable`` (the disk does not give it), ``database_no_entry`` (the server
    answers, and knows no such account, password or database). Facts: file, folder, detail.
    """

    code = "database_unreachable"


class DatabaseLost(RecordsError):
    """The server went away while we were connected; what was not committed is undone."""

    code = "database_lost"
    exit_code = 3


class DatabaseDamaged(RecordsError):
    """The file is not a database or its pages are damaged."""

    code = "database_damaged"


class AccountMayNot(RecordsError):
    """The account of the database has not the right to: of a ministry's roles each may only what it is for."""

    code = "account_may_not"


class AppendOnly(RecordsError):
    """A trigger refused to change history (the journal, a number already used)."""

    code = "append_only"


class ConstraintBroken(RecordsError):
    """A constraint of the database refused a row: a fault of the program, never of the clerk. Facts: detail."""

    code = "constraint_broken"


class OfficesMixed(RecordsError):
    """The account of the database sees past what keeps offices apart, and there are several. Facts: user."""

    code = "offices_mixed"


class OfficeClosed(RecordsError):
    """The ministry moved the office to another database, or closed it: nothing is recorded here any more."""

    code = "office_closed"


class SchemaOutdated(RecordsError):
    """The database was made by another version of the program. Facts: found, wanted."""

    code = "schema_outdated"


class JournalRefused(RecordsError):
    """The journal refuses an entry: ``journal_kind_unknown``, ``journal_text_unfit``."""

    code = "journal_refused"


class NumberRefused(RecordsError):
    """A number book refuses: see the codes in ``numbering``."""

    code = "number_refused"

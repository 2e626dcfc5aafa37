"""The database, and checking the journal."""

from __future__ import annotations

_KEEP = "Stop working, keep a copy, and restore the latest backup: oit restore"
_FAULT = "This is a fault of the program: please tell an administrator this message."
_COMPARE = "Change nothing in the database; keep a copy and compare it with backups and signed memos."

TOLD: dict[str, tuple[str, str]] = {
    "records_failed": ("Nothing could be recorded.", "Try again; if it fails again, check with oit doctor"),
    "database_busy": (
        "The database is in use, so nothing was recorded.",
        "Wait a little, then give the command again.",
    ),
    "account_may_not": (
        "This account of the database may not do that ({detail}).",
        "Use the account that is for it: the owner keeps the list, an inspector sees offices, totals see provinces.",
    ),
    "offices_mixed": (
        "This database holds several offices, and its account {user} sees past what keeps them apart: not opened.",
        "Have an administrator name in office.toml the program's own account, prepared by oit ministry prepare.",
    ),
    "office_closed": (
        "The ministry moved this office elsewhere or closed it: it can only be read here.",
        "Go on in the folder it was moved to, or ask the ministry's keeper (oit ministry office list).",
    ),
    "offices_not_apart": (
        "The table {table} does not keep offices apart.",
        "Have the owner of the database run oit ministry prepare again, then oit doctor.",
    ),
    "database_full": (
        "There is no room left for the database, so nothing was recorded.",
        "Remove files nobody needs, then give the command again.",
    ),
    "database_read_only": (
        "The database can only be read, so nothing can be recorded.",
        "Check the right to write oit.db and the office's folder.",
    ),
    "database_unreachable": (
        "The database server cannot be reached.",
        "Check database in office.toml, and have an administrator see that the server runs.",
    ),
    "database_no_entry": (
        "The database server lets nobody in so: the account, its password or the name of the database is wrong.",
        "Check database in office.toml (or $OIT_MINISTRY) and the password in $OIT_DATABASE_PASSWORD; if one command "
        "uses two accounts, keep the password of each in ~/.pgpass and not in that variable.",
    ),
    "database_missing": (
        "The database file {file} is not in the folder {folder}.",
        "Check that the drive or shared folder is connected; if the file is lost, restore a backup: oit restore",
    ),
    "database_denied": (
        "This account of the computer may not read the database file {file}.",
        "Have an administrator give this account the right to read and write the folder {folder}.",
    ),
    "database_unreadable": (
        "The disk does not let the database file {file} be read or written ({detail}).",
        "Check the disk or network drive of the folder {folder}, then give oit doctor.",
    ),
    "database_lost": (
        "The connection to the database server broke while working, so nothing was recorded.",
        "Wait a little, then give the command again.",
    ),
    "database_no_place": (
        "The database server has as many users as it takes, so nothing was recorded.",
        "Wait a little, then give the command again; if it happens often, have an administrator let it take more.",
    ),
    "database_damaged": ("The database is damaged.", _KEEP),
    "append_only": ("The journal and numbers already given cannot be changed or removed.", _FAULT),
    "constraint_broken": ("The database refused contradictory data ({detail}), so nothing was recorded.", _FAULT),
    "schema_outdated": (
        "The database was made by another version of the program (found {found}, wanted {wanted}).",
        "Bring it up to date with oit doctor --upgrade --as ADMINISTRATOR; a copy of before is kept.",
    ),
    "table_column_missing": (
        "Table {table} of the database lacks column {column}.",
        "Restore a backup with oit restore.",
    ),
    "schema_newer": (
        "The database is newer than this program (found {found}, known {wanted}).",
        "Use the newest program with this folder.",
    ),
    "schema_unknown": ("This database was not made by this program.", "Check database in office.toml."),
    "table_missing": ("The database lacks the table {table}.", _KEEP),
    "trigger_missing": ("The table {table} lacks its protection against change ({trigger}).", _KEEP),
    "foreign_key_broken": ("Row {row} of the table {table} refers to something that is not there.", _KEEP),
    # the journal
    "journal_refused": ("The journal could not be written, so nothing was recorded.", _FAULT),
    "journal_kind_unknown": ("The journal knows no entry “{kind}”, so nothing was recorded.", _FAULT),
    "journal_entry_unfit": ("“{field}” of the journal entry is wrong, so nothing was recorded.", _FAULT),
    "entry_altered": ("Journal entry {seq} was altered afterwards.", _COMPARE),
    "entry_missing": ("Journal entries {seq} to {until} are missing.", _COMPARE),
    "entry_misplaced": ("Journal entry {seq} does not follow the one before it.", _COMPARE),
    "tail_missing": ("Journal entries from {seq} on are missing.", _COMPARE),
    "seal_mismatch": (
        "Journal entry {seq} is not what a memo signed by the head seals ({sealed}).",
        _COMPARE,
    ),
    "replay_broken": (
        "Journal entry {seq} starts from the state “{says}”, but the state before was “{was}”.",
        _COMPARE,
    ),
    "state_differs": (
        "The state of item {item_code} of {fiscal_year} is “{stored}”; by the journal it should be “{replayed}”.",
        _COMPARE,
    ),
    "row_altered": ("Row {row} of the table {table} was changed past the program.", _COMPARE),
    "row_missing": ("Row {row} of the table {table} was deleted past the program.", _COMPARE),
    "row_unknown": ("Row {row} of the table {table} was added past the program.", _COMPARE),
    "row_seal_broken": ("The seals of the database's rows were altered, from number {row} on.", _COMPARE),
}

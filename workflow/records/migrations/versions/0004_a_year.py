"""A year in the life of an office: frameworks, parts of a year, addresses with history, one table of requests.

``office_id`` stands in every table and unique key. SQLite can only rebuild a table to change its keys; that is done
statement by statement here, as written for this revision in ``0004_sqlite.sql``, so that nothing else of the table is
lost on the way. What an older office has keeps its identity; nothing is judged anew.
"""

from __future__ import annotations

from pathlib import Path

from alembic import op
from sqlalchemy import Connection

from workflow.records.schema import NEXT_STATEMENT

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_OF_ITEM = "(SELECT i.office_id FROM item i WHERE i.id = old.item_id)"
_NEW = {
    "login": {"office_id": "(SELECT p.office_id FROM person p WHERE p.id = old.person_id)"},
    "cycle": {"framework": "'moe-oit'"},
    "part": {"office_id": _OF_ITEM},
    "evidence": {"office_id": _OF_ITEM},
    "tick": {"office_id": _OF_ITEM},
    "contributor": {"office_id": _OF_ITEM},
    "revision": {"office_id": _OF_ITEM},
    "submission_item": {"office_id": _OF_ITEM},
    "proof": {"office_id": _OF_ITEM},
    "submission": {
        "cycle_id": "(SELECT i.cycle_id FROM submission_item s JOIN item i ON i.id = s.item_id "
        "WHERE s.submission_id = old.id ORDER BY s.id LIMIT 1)"
    },
}
"""Table -> column that must have a value -> where an older row gets it from."""
_REQUESTS = (
    "INSERT INTO request (id, office_id, kind, subject, item_id, round, need, reason, facts, asked_by, asked_at, "
    "settled_by, settled_at, outcome) SELECT e.id, e.office_id, 'exception', i.code, e.item_id, e.round, e.need, "
    "e.reason, '{}', e.requested_by, e.requested_at, e.confirmed_by, e.confirmed_at, "
    "CASE WHEN e.confirmed_by IS NULL THEN NULL ELSE 'confirmed' END "
    "FROM exception_request e JOIN item i ON i.id = e.item_id ORDER BY e.id"
)
_RESETS = (
    "INSERT INTO request (office_id, kind, subject, reason, facts, asked_by, asked_at) SELECT p.office_id, "
    "'password_reset', p.login, '', '{}', p.reset_asked_by, o.created_at "
    "FROM person p JOIN office o ON o.id = p.office_id WHERE p.reset_asked_by IS NOT NULL ORDER BY p.id"
)


def upgrade() -> None:
    connection = op.get_bind().execution_options(no_parameters=True)
    script = Path(__file__).with_name(f"0004_{connection.dialect.name}.sql").read_text(encoding="utf-8")
    statements = script.strip().split(NEXT_STATEMENT)
    if connection.dialect.name == "sqlite":
        _rebuild(connection, statements)
    else:
        for statement in statements:
            connection.exec_driver_sql(statement)
    for table, columns in _NEW.items() if connection.dialect.name != "sqlite" else ():
        for column, value in columns.items():
            connection.exec_driver_sql(f"UPDATE {table} AS old SET {column} = {value}")  # noqa: S608 -- names of ours
            connection.exec_driver_sql(f"ALTER TABLE {table} ALTER COLUMN {column} SET NOT NULL")
    connection.exec_driver_sql(_REQUESTS)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_RESETS.replace("FROM person p", "FROM person_before p"))
        connection.exec_driver_sql("DROP TABLE person_before")
    else:
        connection.exec_driver_sql(
            "SELECT setval('request_id_seq', (SELECT coalesce(max(id), 0) + 1 FROM request), false)"
        )
        connection.exec_driver_sql(_RESETS)
        connection.exec_driver_sql("ALTER TABLE person DROP COLUMN reset_asked_by")
    connection.exec_driver_sql("DROP TABLE exception_request")


def _rebuild(connection: Connection, statements: list[str]) -> None:
    """Each table under another name, made anew as written, filled, and the other dropped; then its indexes."""
    connection.exec_driver_sql("PRAGMA legacy_alter_table=ON")  # references of other tables keep the name they have
    try:
        tables = [s for s in statements if s.startswith("CREATE TABLE")]
        for statement in tables:
            table = statement.split("(", 1)[0].split()[2]
            columns = [row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")]
            if columns:
                connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {table}_before")
            connection.exec_driver_sql(statement)
            if not columns:
                continue
            there = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_info({table})")}
            kept = [f'"{name}"' for name in columns if name in there]
            new = _NEW.get(table, {})
            into, values = ", ".join([*kept, *new]), ", ".join([*kept, *new.values()])
            connection.exec_driver_sql(
                f"INSERT INTO {table} ({into}) SELECT {values} FROM {table}_before AS old"  # noqa: S608 -- names of ours
            )
            if table != "person":
                connection.exec_driver_sql(f"DROP TABLE {table}_before")
        for statement in statements:
            if not statement.startswith("CREATE TABLE"):
                connection.exec_driver_sql(statement)
    finally:
        connection.exec_driver_sql("PRAGMA legacy_alter_table=OFF")


def downgrade() -> None:
    """An office goes back by restoring its backup."""
    raise NotImplementedError("restore the backup instead")

"""Triggers by which the database itself refuses to change history.

They hang on the table's ``after_create``, so that ``metadata.create_all`` makes them on either database; ``schema``
writes the same statements into the first migration. Whoever owns the database can drop them:
docs/contracts.md#journal says what the chain then still gives.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import DDL, event

from workflow.records.faults import APPEND_ONLY


def refuse(table: Any, event_name: str, *, why: str, when: str | None = None) -> None:
    """Have the database refuse UPDATE, DELETE or TRUNCATE (PostgreSQL only) on ``table``.

    :param why: a short English sentence for the error, after "append-only: ".
    :param when: a condition over OLD and NEW, the same SQL for both databases; None for always.
    """
    name = f"{table.name}_no_{event_name.lower()}"
    text = f"{APPEND_ONLY}: {table.name}: {why}".replace("'", "''")
    condition = f"WHEN ({when}) " if when else ""
    before = f"CREATE TRIGGER {name} BEFORE {event_name} ON {table.name}"
    if event_name != "TRUNCATE":
        _after_create(table, "sqlite", f"{before} {condition}BEGIN SELECT RAISE(ABORT, '{text}'); END")
    body = f"BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END"
    _after_create(table, "postgresql", f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    level = "STATEMENT" if event_name == "TRUNCATE" else "ROW"
    _after_create(table, "postgresql", f"{before} FOR EACH {level} {condition}EXECUTE FUNCTION {name}()")
    drop = DDL(f"DROP FUNCTION IF EXISTS {name}()")  # type: ignore[no-untyped-call]
    event.listen(table, "after_drop", drop.execute_if(dialect="postgresql"))


def forbid_changes(table: Any) -> None:
    """Rows of ``table`` are only ever added."""
    for event_name in ("UPDATE", "DELETE", "TRUNCATE"):
        refuse(table, event_name, why=f"{event_name} is refused")


def statements(tables: Iterable[Any], dialect_name: str) -> list[str]:
    """The trigger statements of these tables on one database, in the order they were declared."""
    return [text for table in tables for dialect, text in table.info.get("after_create", ()) if dialect == dialect_name]


def _after_create(table: Any, dialect: str, text: str) -> None:
    table.info.setdefault("after_create", []).append((dialect, text))
    # DDL() formats with %, our texts are plain.
    statement = DDL(text.replace("%", "%%"))  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", statement.execute_if(dialect=dialect))

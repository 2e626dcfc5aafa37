"""Triggers by which the database itself refuses to change history.

They hang on the table's ``after_create``, so that ``metadata.create_all`` makes them on either database; ``schema``
writes the same statements into the first migration. Whoever owns the database can drop them:
docs/contracts.md#journal says what the chain then still gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import DDL, event

from workflow.records.faults import APPEND_ONLY, CLOSED, OVERLAP


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
        after_create(table, "sqlite", f"{before} {condition}BEGIN SELECT RAISE(ABORT, '{text}'); END")
    body = f"BEGIN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; END"
    after_create(table, "postgresql", f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    level = "STATEMENT" if event_name == "TRUNCATE" else "ROW"
    after_create(table, "postgresql", f"{before} FOR EACH {level} {condition}EXECUTE FUNCTION {name}()")
    drop = DDL(f"DROP FUNCTION IF EXISTS {name}()")  # type: ignore[no-untyped-call]
    event.listen(table, "after_drop", drop.execute_if(dialect="postgresql"))


def forbid_changes(table: Any) -> None:
    """Rows of ``table`` are only ever added."""
    for event_name in ("UPDATE", "DELETE", "TRUNCATE"):
        refuse(table, event_name, why=f"{event_name} is refused")


def refuse_overlap(
    table: Any,
    *,
    same: Sequence[str],
    same_or_none: Sequence[str],
    when: Mapping[str, Sequence[str]],
    unless: str,
    why: str,
) -> None:
    """Have the database refuse two rows of one kind whose days (``starts`` to ``ends``, inclusive) overlap.

    :param same: columns that two such rows share; ``same_or_none``: the same, where neither has one too.
    :param when: only rows with one of these values in each column. :param unless: nor rows that have this column set.
    :param why: a short English sentence for the error. Values and names are ours, never typed in by anybody.
    """
    text = f"{OVERLAP}: {table.name}: {why}".replace("'", "''")
    alike = [f"other.{name} = NEW.{name}" for name in same]
    alike += [f"coalesce(other.{name}, '') = coalesce(NEW.{name}, '')" for name in same_or_none]
    found = (
        f"EXISTS (SELECT 1 FROM {table.name} other WHERE {' AND '.join(alike)}"  # noqa: S608 -- names of ours
        " AND (NEW.id IS NULL OR other.id <> NEW.id)"
        " AND other.starts <= coalesce(NEW.ends, '9999-12-31') AND NEW.starts <= coalesce(other.ends, '9999-12-31')"
        " AND other.starts <= coalesce(other.ends, '9999-12-31'))"
    )
    chosen = " AND ".join(f"NEW.{name} IN ({', '.join(map(_quoted, values))})" for name, values in when.items())
    condition = f"NEW.{unless} IS NULL AND {chosen} AND NEW.starts <= coalesce(NEW.ends, '9999-12-31')"
    for event_name in ("INSERT", "UPDATE"):
        name = f"{table.name}_alone_{event_name.lower()}"
        before = f"CREATE TRIGGER {name} BEFORE {event_name} ON {table.name}"
        once = f"{condition} AND {found}"
        after_create(table, "sqlite", f"{before} WHEN {once} BEGIN SELECT RAISE(ABORT, '{text}'); END")
        body = (
            f"BEGIN IF {once} THEN RAISE EXCEPTION '{text}' USING ERRCODE = 'integrity_constraint_violation'; "
            "END IF; RETURN NEW; END"
        )
        after_create(table, "postgresql", f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        after_create(table, "postgresql", f"{before} FOR EACH ROW EXECUTE FUNCTION {name}()")
        drop = DDL(f"DROP FUNCTION IF EXISTS {name}()")  # type: ignore[no-untyped-call]
        event.listen(table, "after_drop", drop.execute_if(dialect="postgresql"))


def refuse_closed(ledger: Any) -> None:
    """Have the journal of an office that a ministry moved away or closed take no further entry (PostgreSQL only)."""
    closed = "EXISTS (SELECT 1 FROM listing WHERE office_id = NEW.office_id AND closed_at IS NOT NULL)"
    said = f"'{CLOSED}: no entry is added any more' USING ERRCODE = 'integrity_constraint_violation'"
    body = f"BEGIN IF {closed} THEN RAISE EXCEPTION {said}; END IF; RETURN NEW; END"
    name = "office_not_closed"
    after_create(ledger, "postgresql", f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    before = f"CREATE TRIGGER {name} BEFORE UPDATE ON {ledger.name}"
    after_create(ledger, "postgresql", f"{before} FOR EACH ROW EXECUTE FUNCTION {name}()")


def _quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def statements(tables: Iterable[Any], dialect_name: str) -> list[str]:
    """The trigger statements of these tables on one database, in the order they were declared."""
    return [text for table in tables for dialect, text in table.info.get("after_create", ()) if dialect == dialect_name]


def after_create(table: Any, dialect: str, text: str) -> None:
    """Have a statement run when ``table`` is made on one kind of database."""
    table.info.setdefault("after_create", []).append((dialect, text))
    # DDL() formats with %, our texts are plain.
    statement = DDL(text.replace("%", "%%"))  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", statement.execute_if(dialect=dialect))

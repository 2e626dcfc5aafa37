"""Whether a database is sound: its revision, tables, columns and triggers, and on SQLite its pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workflow.records.errors import SchemaOutdated
from workflow.records.schema.revisions import require_current
from workflow.records.schema.tables import load_models, table_names, trigger_names, wanted_triggers

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """One thing ``check`` found: ``schema_outdated``, ``table_missing``, ``table_column_missing``, ``trigger_missing``,
    ``offices_not_apart``, ``database_damaged``, ``foreign_key_broken``."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def check(engine: Engine) -> list[SchemaProblem]:
    """What is wrong with a database, for ``oit doctor``; empty when it is sound. Changes nothing.

    :raises RecordsError: when it cannot be opened at all.
    """
    from sqlalchemy import inspect

    from workflow.records.many.apart import not_apart
    from workflow.records.unit_of_work import UnitOfWork

    metadata = load_models()
    problems = []
    with UnitOfWork(engine, read_only=True) as uow:
        connection = uow.session.connection()
        try:
            require_current(connection)
        except SchemaOutdated as outdated:
            return [SchemaProblem(outdated.code, dict(outdated.facts))]
        there = table_names(connection)
        inspector = inspect(connection)
        for table in metadata.sorted_tables:
            if table.name not in there:
                problems.append(SchemaProblem("table_missing", {"table": table.name}))
                continue
            columns = {column["name"] for column in inspector.get_columns(table.name)}
            problems.extend(
                SchemaProblem("table_column_missing", {"table": table.name, "column": column.name})
                for column in table.columns
                if column.name not in columns
            )
        triggers = trigger_names(connection)
        problems.extend(
            SchemaProblem("trigger_missing", {"table": table_name, "trigger": name})
            for table_name, name, _text in wanted_triggers(metadata, engine.dialect.name)
            if table_name in there and name not in triggers
        )
        problems.extend(SchemaProblem("offices_not_apart", {"table": name}) for name in not_apart(connection, metadata))
        if engine.dialect.name == "sqlite":
            for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
                if said != "ok":
                    problems.append(SchemaProblem("database_damaged", {"detail": said}))
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
                problems.append(SchemaProblem("foreign_key_broken", {"table": row[0], "row": row[1]}))
    return problems

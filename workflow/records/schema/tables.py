"""The tables and triggers there are, and those there ought to be."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData


def load_models() -> MetaData:
    """Import every room of the records, so that each table hangs on the metadata; give the metadata."""
    import workflow.records as package
    from workflow.records import models
    from workflow.records.base import Base

    for room in pkgutil.iter_modules(package.__path__):
        if room.name not in ("schema", "migrations"):
            importlib.import_module(f"{package.__name__}.{room.name}")
    models.load_all()
    return Base.metadata


def table_names(connection: Connection) -> set[str]:
    """The tables that are there."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
        )
    else:
        rows = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return {str(row[0]) for row in rows}


def trigger_names(connection: Connection) -> set[str]:
    """The triggers that are there."""
    if connection.dialect.name == "sqlite":
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    else:
        rows = connection.exec_driver_sql(
            "SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND tgenabled <> 'D' AND relnamespace = current_schema()::regnamespace"
        )
    return {str(row[0]) for row in rows}


def wanted_triggers(metadata: MetaData, dialect: str) -> Iterator[tuple[str, str, str]]:
    """Table, trigger and statement of each trigger there ought to be. :param dialect: ``sqlite`` or ``postgresql``."""
    for table in metadata.sorted_tables:
        for of_dialect, text in table.info.get("after_create", ()):
            name = re.match(r"CREATE TRIGGER (\w+)", text)
            if of_dialect == dialect and name:
                yield table.name, name[1], text

"""Offices kept apart by PostgreSQL itself: row-level security, and ``office_id`` first in every key and index.

Everything is derived from what is there: each table that has an ``office_id`` (and ``office``) shows a transaction the
rows of the office named by the setting ``app.office`` (``scope``), and lets it write no others; without the setting it
shows none. FORCE makes that hold for the owner of the tables too; only a superuser and who has BYPASSRLS see past it.

Ids of rows are given by one sequence per table, but an office that comes from its own folder brings its ids along
(they stand in what was signed), so keys, references and indexes carry ``office_id`` first. Distributed PostgreSQL asks
for the same. On SQLite nothing is changed. Why so: docs/decisions/0094.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData

POLICY = "of_its_office"
SETTING = "app.office"
KEY_SETTING = "app.office_key"
"""By this an office is found whose id is not known yet, and made."""
OFFICE = f"nullif(current_setting('{SETTING}', true), '')::integer"
_OWN = f"office_id = {OFFICE}"
_OWN_OFFICE = f"id = {OFFICE} OR ({OFFICE} IS NULL AND key = current_setting('{KEY_SETTING}', true))"


def tables_apart(metadata: MetaData) -> list[str]:
    """Every table whose rows belong to an office."""
    return sorted(t.name for t in metadata.tables.values() if t.name == "office" or "office_id" in t.columns)


def keep_apart(connection: Connection) -> None:
    """Give every table its keys and its policy. Again is free; for the owner of the tables, in its transaction."""
    if connection.dialect.name == "postgresql":
        names = _there(connection)
        for statement in (*_keys(connection, names), *_policies(connection, names)):
            connection.exec_driver_sql(statement)


def lift(connection: Connection) -> None:
    """Let the owner of the tables see every row until :func:`keep_apart`: a migration changes those of all offices."""
    if connection.dialect.name == "postgresql":
        for name, (_, forced) in _security(connection).items():
            if forced:
                connection.exec_driver_sql(f'ALTER TABLE "{name}" NO FORCE ROW LEVEL SECURITY')


def not_apart(connection: Connection, metadata: MetaData) -> list[str]:
    """Tables that show or take rows of other offices."""
    if connection.dialect.name != "postgresql":
        return []
    security, policies = _security(connection), _policies_there(connection)
    return [
        name
        for name in tables_apart(metadata)
        if name in security and (security[name] != (True, True) or name not in policies)
    ]


def _there(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql(
        "SELECT DISTINCT table_name FROM information_schema.columns JOIN pg_tables ON tablename = table_name AND "
        "schemaname = table_schema WHERE table_schema = current_schema() AND (column_name = 'office_id' OR table_name "
        "= 'office') ORDER BY 1"
    )
    return [str(row[0]) for row in rows]


def _security(connection: Connection) -> dict[str, tuple[bool, bool]]:
    rows = connection.exec_driver_sql(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class "
        "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
    )
    return {str(row[0]): (bool(row[1]), bool(row[2])) for row in rows}


def _policies_there(connection: Connection) -> set[str]:
    rows = connection.exec_driver_sql(
        f"SELECT tablename FROM pg_policies WHERE schemaname = current_schema() AND policyname = '{POLICY}'"  # noqa: S608 -- a name of ours
    )
    return {str(row[0]) for row in rows}


def _policies(connection: Connection, names: Sequence[str]) -> Iterator[str]:
    security, policies = _security(connection), _policies_there(connection)
    for name in names:
        if name not in policies:
            own = _OWN_OFFICE if name == "office" else _OWN
            yield f'CREATE POLICY {POLICY} ON "{name}" USING ({own}) WITH CHECK ({own})'
        if security[name] != (True, True):
            yield f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY'


def _keys(connection: Connection, names: Sequence[str]) -> Iterator[str]:
    """First the references go, then the keys are made anew, then the references come back with the office in them."""
    from sqlalchemy import inspect

    look = inspect(connection)
    apart = [name for name in names if name != "office"]
    references = {
        (name, str(one["name"])): one
        for (_, name), found in look.get_multi_foreign_keys(filter_names=apart).items()
        for one in found
        if one["referred_table"] in apart and "office_id" not in one["constrained_columns"]
    }
    for name, constraint in references:
        yield f'ALTER TABLE "{name}" DROP CONSTRAINT "{constraint}"'
    for (_, name), key in look.get_multi_pk_constraint(filter_names=apart).items():
        if key is not None and "office_id" not in key["constrained_columns"]:
            columns = _listed(["office_id", *key["constrained_columns"]])
            yield (
                f'ALTER TABLE "{name}" DROP CONSTRAINT "{key["name"]}", '
                f'ADD CONSTRAINT "{key["name"]}" PRIMARY KEY ({columns})'
            )
    for (name, constraint), one in references.items():
        own = _listed(["office_id", *one["constrained_columns"]])
        theirs = _listed(["office_id", *one["referred_columns"]])
        yield (
            f'ALTER TABLE "{name}" ADD CONSTRAINT "{constraint}" FOREIGN KEY ({own}) '
            f'REFERENCES "{one["referred_table"]}" ({theirs})'
        )
    for (_, name), uniques in look.get_multi_unique_constraints(filter_names=apart).items():
        for unique in uniques:
            if "office_id" not in unique["column_names"]:
                columns = _listed(["office_id", *unique["column_names"]])
                yield (
                    f'ALTER TABLE "{name}" DROP CONSTRAINT "{unique["name"]}", '
                    f'ADD CONSTRAINT "{unique["name"]}" UNIQUE ({columns})'
                )
    for (_, name), indexes in look.get_multi_indexes(filter_names=apart).items():
        for index in indexes:
            yield from _index(str(name), index)


def _index(table: str, index: Any) -> Iterator[str]:
    columns = index["column_names"]
    if index.get("duplicates_constraint") or "office_id" in columns or None in columns:
        return
    yield f'DROP INDEX "{index["name"]}"'
    unique = "UNIQUE " if index["unique"] else ""
    yield f'CREATE {unique}INDEX "{index["name"]}" ON "{table}" ({_listed(["office_id", *columns])})'


def _listed(columns: Sequence[str | None]) -> str:
    return ", ".join(f'"{name}"' for name in columns)

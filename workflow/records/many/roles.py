"""Who may do what in a database of many offices: three roles of PostgreSQL, of which accounts are made members.

``oit_office``: the program of the offices. It sees and writes the rows of the office it says it is of, may add to a
journal and change nothing in it, and sees of the ministry's list its own row. ``oit_inspector``: a person of the
ministry who sees the list, the counts and how each item of one office stands. ``oit_totals``: who sees the totals of
provinces and no single office. Neither of these two may write anything: nobody acts in an office from outside.

None of them owns a table or has BYPASSRLS. The owner alone makes them, keeps the list, and upgrades.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workflow.records.many.apart import tables_apart
from workflow.records.many.summing import SUMMED

if TYPE_CHECKING:
    from sqlalchemy import Connection, MetaData, Table

OFFICE, INSPECTOR, TOTALS = "oit_office", "oit_inspector", "oit_totals"
POLICY = "of_the_ministry"
TOTALS_VIEW, YEARS_VIEW = "province_total", "counted_year"
_SEEN = {
    "office": ("id", "key", "name"),
    "item": (
        "office_id", "cycle_id", "id", "code", "number", "title", "state", "online", "entered_at", "published_at",
        "due",
    ),
}  # fmt: skip
"""What an inspector sees of tables that hold more: how an item stands, never what is in it."""


def prepare_roles(connection: Connection, metadata: MetaData) -> list[str]:
    """Make the roles that are missing, and say anew what each may do; for the owner of the tables. Which were made.

    :param metadata: of all tables.
    :raises DBAPIError: the account may not make roles (CREATEROLE), or does not own the tables.
    """
    there = {str(row[0]) for row in connection.exec_driver_sql("SELECT rolname FROM pg_roles")}
    made = [role for role in (OFFICE, INSPECTOR, TOTALS) if role not in there]
    for role in made:
        connection.exec_driver_sql(f"CREATE ROLE {role} NOLOGIN NOBYPASSRLS")
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar()
    for statement in (*_policies(), *_totals(), *_office_may(metadata, str(schema)), *_ministry_may()):
        connection.exec_driver_sql(statement)
    return made


def _policies() -> Iterator[str]:
    for table in ("office", "listing", "tally", "item"):
        yield f"DROP POLICY IF EXISTS {POLICY} ON {table}"
        yield f"CREATE POLICY {POLICY} ON {table} FOR SELECT TO {INSPECTOR}, CURRENT_USER USING (true)"
    for table in ("office", "listing", "tally"):
        yield f"DROP POLICY IF EXISTS {POLICY}_list ON {table}"
        yield f"CREATE POLICY {POLICY}_list ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)"


def _totals() -> Iterator[str]:
    sums = ", ".join(f"sum({name})::integer AS {name}" for name in ("offices", *SUMMED))
    yield (
        f"CREATE OR REPLACE VIEW {TOTALS_VIEW} AS "  # noqa: S608 -- names of ours
        f"SELECT framework, fiscal_year, province, {sums} FROM province_sum GROUP BY 1, 2, 3 HAVING sum(offices) > 0"
    )
    yield (
        f"CREATE OR REPLACE VIEW {YEARS_VIEW} AS "  # noqa: S608 -- names of ours
        "SELECT DISTINCT framework, fiscal_year FROM province_sum WHERE offices > 0"
    )


def _office_may(metadata: MetaData, schema: str) -> Iterator[str]:
    yield f'GRANT USAGE ON SCHEMA "{schema}" TO {OFFICE}, {INSPECTOR}, {TOTALS}'
    yield f"GRANT SELECT ON alembic_version TO {OFFICE}, {INSPECTOR}, {TOTALS}"
    for name in tables_apart(metadata):
        rights = "SELECT" if name == "listing" else ", ".join(rights_on(metadata.tables[name]))
        yield f'GRANT {rights} ON "{name}" TO {OFFICE}'
    yield f'GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA "{schema}" TO {OFFICE}'


def rights_on(table: Table) -> list[str]:
    """What the program of an office needs on a table: not what its triggers refuse anyway."""
    said = [text for dialect, text in table.info.get("after_create", ()) if dialect == "postgresql"]

    def refused(event: str) -> bool:
        trigger = f"BEFORE {event} ON {table.name} FOR EACH ROW EXECUTE FUNCTION {table.name}_no_{event.lower()}"
        return any(trigger in text for text in said)

    return ["SELECT", "INSERT", *(event for event in ("UPDATE", "DELETE") if not refused(event))]


def _ministry_may() -> Iterator[str]:
    yield f"GRANT SELECT ON {TOTALS_VIEW}, {YEARS_VIEW} TO {TOTALS}, {INSPECTOR}"
    yield f"GRANT SELECT ON listing, tally TO {INSPECTOR}"
    for table, columns in _SEEN.items():
        yield f"GRANT SELECT ({', '.join(columns)}) ON {table} TO {INSPECTOR}"

"""Of which revision a database is, and whether this program may work on it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.records.errors import SchemaOutdated
from workflow.records.schema.tables import table_names

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).parents[1] / "migrations"
INITIAL = "0001"
_WORKS_WITH = "works with "
NEXT_STATEMENT = "\n-- next statement\n"
"""What parts the statements of the first revision's files."""


def versions() -> Path:
    """The folder of the migrations themselves."""
    return MIGRATIONS / "versions"


def is_known(revision: str) -> bool:
    """Whether this program has the migration that makes a revision."""
    return any(path.name.startswith(f"{revision}_") for path in versions().glob("*.py"))


def head_revision() -> str:
    """The newest revision, read from the names of the migrations: alembic is not imported for this."""
    return max(path.name.partition("_")[0] for path in versions().glob("[0-9]*_*.py"))


def oldest_program() -> str:
    """The revision of the oldest program that works on tables of the newest one: those in between only add to them.

    A migration says so of itself (``additive = True``): new tables, and columns that may be NULL, which its own program
    leaves NULL for an older one's rows.
    """
    by_name = {path.name.partition("_")[0]: path for path in versions().glob("[0-9]*_*.py")}
    found = head_revision()
    while True:
        text = by_name[found].read_text(encoding="utf-8")
        before = re.search(r'^down_revision = "(\w+)"$', text, re.MULTILINE)
        if before is None or not re.search(r"^additive = True$", text, re.MULTILINE):
            return found
        found = before[1]


def tell_oldest(connection: Connection) -> None:
    """Say in a server's database which programs may go on working on it while others are of a newer version."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_WORKS_WITH}{oldest_program()}'")


def _welcomes(connection: Connection, program: str) -> bool:
    """Whether a newer database says that this program may work on it. A file is one program's: there nobody says so."""
    if connection.dialect.name != "postgresql":
        return False
    said = connection.exec_driver_sql("SELECT obj_description('alembic_version'::regclass, 'pg_class')").scalar()
    return said is not None and said.startswith(_WORKS_WITH) and said[len(_WORKS_WITH) :] <= program


def current_revision(connection: Connection) -> str | None:
    """The revision a database was made by; None for an empty one.

    :raises SchemaOutdated: ``schema_unknown``: it has tables, but not of this program.
    """
    tables = table_names(connection)
    if "alembic_version" in tables:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if found is not None:
            return str(found)
    if tables - {"alembic_version"}:
        raise SchemaOutdated("schema_unknown", found=None, wanted=head_revision())
    return None


def require_current(connection: Connection) -> None:
    """Refuse to work on a database of another version, unless a newer one says that it only has more in it.

    :raises SchemaOutdated: ``schema_outdated`` (older, or empty: upgrade it), ``schema_newer`` (this program is the
        older one), ``schema_unknown``.
    """
    found, wanted = current_revision(connection), head_revision()
    if found is not None and found > wanted and _welcomes(connection, wanted):
        return
    if found != wanted:
        code = "schema_newer" if found is not None and found > wanted else "schema_outdated"
        raise SchemaOutdated(code, found=found, wanted=wanted)


def refuse_older(engine: Engine) -> None:
    """Refuse to work on a database another version of this program made. An empty one is nobody's yet: let it pass.

    :raises SchemaOutdated: ``schema_outdated``, ``schema_newer``. :raises RecordsError: it cannot be opened.
    """
    from workflow.records.unit_of_work import UnitOfWork

    with UnitOfWork(engine, read_only=True) as uow:
        connection = uow.session.connection()
        if "alembic_version" in table_names(connection):
            require_current(connection)

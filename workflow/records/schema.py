"""Making the tables, bringing an older database up to date, and checking that it is sound.

An empty database gets everything at once from the metadata, triggers included, and is stamped with the newest revision;
a database that has tables goes through the migrations. A test holds both ways to the same result.

For developers, from a checkout:

``python -m workflow.records.schema initial``
    write the first revision anew from the models (``migrations/versions/0001_*.sql``). Only until the first release:
    afterwards a database out there was made by it.
``python -m workflow.records.schema revision "add a due date"``
    have alembic compare the models with what the migrations give, and write the next revision. It does not see changed
    CHECK constraints or triggers: write those by hand, the test says what is missing.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.records.errors import SchemaOutdated

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine, MetaData

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS = MIGRATIONS / "versions"
INITIAL = "0001"
NEXT_STATEMENT = "\n-- next statement\n"
_LOCK = 0x6F6974  # "oit": any number, the same for everyone


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """One thing ``check`` found: ``schema_outdated``, ``table_missing``, ``table_column_missing``, ``trigger_missing``,
    ``database_damaged``, ``foreign_key_broken``."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


def load_models() -> MetaData:
    """Import every room of the records, so that each table hangs on the metadata; give the metadata."""
    import workflow.records as package
    from workflow.records.base import Base

    for room in pkgutil.iter_modules(package.__path__):
        if not room.ispkg and room.name != "schema":
            importlib.import_module(f"{package.__name__}.{room.name}")
    return Base.metadata


def head_revision() -> str:
    """The newest revision, read from the names of the migrations: alembic is not imported for this."""
    return max(path.name.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def current_revision(connection: Connection) -> str | None:
    """The revision a database was made by; None for an empty one.

    :raises SchemaOutdated: ``schema_unknown``: it has tables, but not of this program.
    """
    tables = _table_names(connection)
    if "alembic_version" in tables:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
        if found is not None:
            return str(found)
    if tables - {"alembic_version"}:
        raise SchemaOutdated("schema_unknown", found=None, wanted=head_revision())
    return None


def require_current(connection: Connection) -> None:
    """Refuse to work on a database of another version.

    :raises SchemaOutdated: ``schema_outdated`` (older, or empty: upgrade it), ``schema_newer`` (this program is the
        older one), ``schema_unknown``.
    """
    found, wanted = current_revision(connection), head_revision()
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
        if "alembic_version" in _table_names(connection):
            require_current(connection)


def create_or_upgrade(engine: Engine) -> str:
    """Bring a database to the newest revision, in one transaction: ``created``, ``upgraded`` or ``current``.

    Two programs doing so at once wait for each other. A process killed in the middle leaves the old state.

    :raises SchemaOutdated: ``schema_newer``, ``schema_unknown``.
    :raises RecordsError: what the database refused.
    """
    from workflow.records.unit_of_work import translated_error

    try:
        return _create_or_upgrade(engine)
    except Exception as error:
        translated = translated_error(error)
        if translated is not None:
            raise translated from error
        raise


def upgrade_keeping_copy(engine: Engine) -> tuple[str, Path | None]:
    """Bring an older database up to date: what :func:`create_or_upgrade` says, and the copy that was kept of a SQLite
    file, named after its revision beside it; ``None`` when nothing had to be done, and for a server, whose operator
    saves it.

    :raises RecordsError: as :func:`create_or_upgrade`.
    """
    with engine.connect() as connection:
        found = current_revision(connection)
    copy: Path | None = None
    if engine.dialect.name == "sqlite" and engine.url.database and found not in (None, head_revision()):
        file = Path(engine.url.database)
        copy = file.with_name(f"{file.stem}-{found}-{datetime.now():%Y%m%d%H%M%S}{file.suffix}")
        with engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("VACUUM INTO ?", (str(copy),))  # not allowed inside a transaction
        copy.chmod(0o600)
    return create_or_upgrade(engine), copy


def create_at(engine: Engine, revision: str) -> None:
    """Make the tables of an older revision in an empty database, to bring back what was saved then.

    :raises SchemaOutdated: ``schema_newer``: this program does not know the revision.
    :raises RecordsError: what the database refused.
    """
    if revision == head_revision():
        create_or_upgrade(engine)
        return
    if not any(path.name.startswith(f"{revision}_") for path in VERSIONS.glob("*.py")):
        raise SchemaOutdated("schema_newer", found=revision, wanted=head_revision())
    with engine.begin() as connection:
        upgrade(connection, revision)


def _create_or_upgrade(engine: Engine) -> str:
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        if sqlite:
            # Rebuilding a table (all SQLite can do) must not cascade. Cannot be said inside a transaction.
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                result = _bring_up(connection)
                if sqlite and result == "upgraded":
                    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
                    if broken is not None:
                        raise SchemaOutdated("foreign_key_broken", table=broken[0], row=broken[1])
                return result
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def _bring_up(connection: Connection) -> str:
    found, wanted = current_revision(connection), head_revision()
    if found == wanted:
        return "current"
    metadata = load_models()
    if found is None:
        metadata.create_all(connection, checkfirst=False)
        _stamp(connection, wanted)
        return "created"
    if not any(path.name.startswith(f"{found}_") for path in VERSIONS.glob("*.py")):
        raise SchemaOutdated("schema_newer", found=found, wanted=wanted)
    upgrade(connection)
    _restore_triggers(connection, metadata)
    return "upgraded"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in the connection's transaction."""
    from alembic import command

    config = _alembic()
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _alembic() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _stamp(connection: Connection, revision: str) -> None:
    connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version ("
        "version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql(f"INSERT INTO alembic_version (version_num) VALUES ('{revision}')")  # noqa: S608


def _table_names(connection: Connection) -> set[str]:
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


def _wanted_triggers(metadata: MetaData, dialect: str) -> Iterator[tuple[str, str, str]]:
    """Table, trigger and statement."""
    for table in metadata.sorted_tables:
        for of_dialect, text in table.info.get("after_create", ()):
            name = re.match(r"CREATE TRIGGER (\w+)", text)
            if of_dialect == dialect and name:
                yield table.name, name[1], text


def _restore_triggers(connection: Connection, metadata: MetaData) -> None:
    """SQLite drops a table's triggers when a migration rebuilds it."""
    if connection.dialect.name != "sqlite":
        return
    there = trigger_names(connection)
    for _table, name, text in _wanted_triggers(metadata, "sqlite"):
        if name not in there:
            connection.exec_driver_sql(text)


def check(engine: Engine) -> list[SchemaProblem]:
    """What is wrong with a database, for ``oit doctor``; empty when it is sound. Changes nothing.

    :raises RecordsError: when it cannot be opened at all.
    """
    from sqlalchemy import inspect

    from workflow.records.unit_of_work import UnitOfWork

    metadata = load_models()
    problems = []
    with UnitOfWork(engine, read_only=True) as uow:
        connection = uow.session.connection()
        try:
            require_current(connection)
        except SchemaOutdated as outdated:
            return [SchemaProblem(outdated.code, dict(outdated.facts))]
        there = _table_names(connection)
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
            for table_name, name, _text in _wanted_triggers(metadata, engine.dialect.name)
            if table_name in there and name not in triggers
        )
        if engine.dialect.name == "sqlite":
            for (said,) in connection.exec_driver_sql("PRAGMA quick_check(20)"):
                if said != "ok":
                    problems.append(SchemaProblem("database_damaged", {"detail": said}))
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(20):
                problems.append(SchemaProblem("foreign_key_broken", {"table": row[0], "row": row[1]}))
    return problems


def initial_statements(dialect: str) -> list[str]:
    """Every statement ``create_all`` would send to an empty database of this kind, in order."""
    from sqlalchemy import create_mock_engine

    said: list[str] = []

    def note(statement: Any, *_: Any) -> None:
        said.append(str(statement.compile(dialect=engine.dialect)).strip())

    engine: Any = create_mock_engine("postgresql+psycopg://" if dialect == "postgresql" else "sqlite://", note)
    load_models().create_all(engine, checkfirst=False)
    # Trailing blanks are the compiler's, not ours.
    return [re.sub(r"[ \t]+\n", "\n", text.replace("%%", "%")) for text in said]


def write_initial(folder: Path = VERSIONS) -> list[Path]:
    """Write the first revision's statements, one file per kind of database; gives the files."""
    written = []
    for dialect in ("sqlite", "postgresql"):
        path = folder / f"{INITIAL}_{dialect}.sql"
        path.write_text(NEXT_STATEMENT.join(initial_statements(dialect)) + "\n", encoding="utf-8")
        written.append(path)
    return written


def write_revision(message: str) -> Path:
    """Compare the models with what the migrations give and write the next revision."""
    import tempfile

    from alembic import command

    from workflow.records.unit_of_work import make_engine

    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/before.db")
        with engine.begin() as connection:
            upgrade(connection)
        with engine.begin() as connection:
            config = _alembic()
            config.attributes["connection"] = connection
            made: Any = command.revision(
                config, message=message, autogenerate=True, rev_id=f"{int(head_revision()) + 1:04d}"
            )
        engine.dispose()
    return Path(made.path)


def main(arguments: list[str]) -> int:
    """The developer's command, see the module's text."""
    match arguments:
        case ["initial"]:
            for path in write_initial():
                print(path)
        case ["revision", message]:
            print(write_revision(message))
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    # Through the real module: as __main__ its names would be others than the migrations see.
    from workflow.records import schema

    sys.exit(schema.main(sys.argv[1:]))

"""Making the tables and bringing an older database up to date, each in one transaction.

An empty database gets everything at once from the metadata, triggers included, and is stamped with the newest revision;
a database that has tables goes through the migrations. A test holds both ways to the same result.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workflow.records.errors import SchemaOutdated
from workflow.records.schema import revisions
from workflow.records.schema.revisions import current_revision, head_revision, is_known, tell_oldest
from workflow.records.schema.tables import load_models, trigger_names, wanted_triggers

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection, Engine, MetaData

_LOCK = 0x6F6974  # "oit": any number, the same for everyone


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
    if not is_known(revision):
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
    from workflow.records.many.apart import keep_apart

    metadata = load_models()
    if found is None:
        metadata.create_all(connection, checkfirst=False)
        keep_apart(connection)
        _stamp(connection, wanted)
        tell_oldest(connection)
        return "created"
    if not is_known(found):
        raise SchemaOutdated("schema_newer", found=found, wanted=wanted)
    upgrade(connection)
    _restore_triggers(connection, metadata)
    tell_oldest(connection)
    return "upgraded"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to ``revision`` in the connection's transaction.

    On PostgreSQL they see the rows of all offices, and afterwards every table keeps offices apart (``many.apart``).
    """
    from alembic import command

    from workflow.records.many.apart import keep_apart, lift

    config = alembic_config()
    config.attributes["connection"] = connection
    lift(connection)
    command.upgrade(config, revision)
    if revision in ("head", head_revision()):
        keep_apart(connection)


def alembic_config() -> Config:
    """What alembic is told of our migrations: there is no ``alembic.ini``."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(revisions.MIGRATIONS).replace("%", "%%"))
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


def _restore_triggers(connection: Connection, metadata: MetaData) -> None:
    """SQLite drops a table's triggers when a migration rebuilds it."""
    if connection.dialect.name != "sqlite":
        return
    there = trigger_names(connection)
    for _table, name, text in wanted_triggers(metadata, "sqlite"):
        if name not in there:
            connection.exec_driver_sql(text)

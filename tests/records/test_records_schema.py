"""Making, upgrading and checking the schema. A new table needs no change here; a new model needs a migration."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint, inspect, text

import scripts.schema
from tests.records.samples import a_note
from workflow.records import journal, schema
from workflow.records.connection.engine import make_engine
from workflow.records.errors import AppendOnly, SchemaOutdated
from workflow.records.schema import revisions
from workflow.records.schema.revisions import versions
from workflow.records.schema.tables import trigger_names, wanted_triggers
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying.chain import verify

ROOT = Path(__file__).parents[2]


@pytest.fixture
def empty_engine(empty_database_url):
    made = make_engine(empty_database_url)
    yield made
    made.dispose()


def migrate(engine, revision="head"):
    with engine.begin() as connection:
        schema.upgrade(connection, revision)


def snapshot(engine):
    """Everything a schema promises, as plain values of the kind of database it is on."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(
                "SELECT type, name, sql FROM sqlite_master WHERE name NOT GLOB 'sqlite_*' AND name <> 'alembic_version'"
            )
            return {(row[0], row[1]): re.sub(r"\s+", " ", row[2] or "").strip() for row in rows}
        found = {}
        look = inspect(connection)
        for table in look.get_table_names():
            if table == "alembic_version":
                continue
            found[table] = {
                "columns": [
                    (column["name"], str(column["type"]), column["nullable"], column["default"])
                    for column in look.get_columns(table)
                ],
                "key": look.get_pk_constraint(table),
                "references": sorted(map(str, look.get_foreign_keys(table))),
                "unique": sorted(map(str, look.get_unique_constraints(table))),
                "checks": sorted((check["name"], check["sqltext"]) for check in look.get_check_constraints(table)),
                "indexes": sorted(map(str, look.get_indexes(table))),
            }
        triggers = connection.exec_driver_sql(
            "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"
        ).all()
        functions = connection.exec_driver_sql(
            "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace ORDER BY 1"
        ).all()
        return {"tables": found, "triggers": triggers, "functions": functions}


def test_an_empty_database_gets_everything_and_then_is_current(empty_engine):
    assert schema.create_or_upgrade(empty_engine) == "created"
    assert schema.create_or_upgrade(empty_engine) == "current"
    assert schema.check(empty_engine) == []
    with empty_engine.connect() as connection:
        schema.require_current(connection)
        assert schema.current_revision(connection) == schema.head_revision()


@pytest.fixture
def other_empty_engine(empty_engine, tmp_path, request):
    """A second empty database of the same kind."""
    if empty_engine.dialect.name == "sqlite":
        made = make_engine(f"sqlite:///{tmp_path / 'other.db'}")
        yield made
        made.dispose()
        return
    server = request.getfixturevalue("postgresql_server")
    name = server.new_database()
    made = make_engine(server.url(name))
    yield made
    made.dispose()
    server.drop_database(name)


def test_migrating_and_creating_give_the_same_schema(empty_engine, other_empty_engine):
    """When this fails after a change of the models: ``python -m scripts.schema initial`` (or ``revision``)."""
    migrate(empty_engine)
    schema.create_or_upgrade(other_empty_engine)
    assert snapshot(empty_engine) == snapshot(other_empty_engine)


def offices_apart(metadata):
    """The models as PostgreSQL has them: ``office_id`` first in every key, reference and index."""
    apart = MetaData(naming_convention=metadata.naming_convention)
    office_tables = {table.name for table in metadata.sorted_tables if "office_id" in table.columns}
    for table in metadata.sorted_tables:
        parts = [column._copy() for column in table.columns]
        for column in parts:
            column.foreign_keys.clear()
            column.index = column.unique = None
        made = Table(table.name, apart, *parts)
        for constraint in table.constraints:
            if isinstance(constraint, ForeignKeyConstraint):
                own, theirs = list(constraint.column_keys), [key.target_fullname for key in constraint.elements]
                other = constraint.referred_table.name
                if other in office_tables and "office_id" not in own:
                    own, theirs = ["office_id", *own], [f"{other}.office_id", *theirs]
                made.append_constraint(ForeignKeyConstraint(own, theirs, name=constraint.name))
            elif isinstance(constraint, UniqueConstraint):
                columns = list(constraint.columns.keys())
                if table.name in office_tables and "office_id" not in columns:
                    columns = ["office_id", *columns]
                made.append_constraint(UniqueConstraint(*columns, name=constraint.name))
        for index in table.indexes:
            columns = list(index.columns.keys())
            if table.name in office_tables and "office_id" not in columns:
                columns = ["office_id", *columns]
            Index(index.name, *(made.c[name] for name in columns), unique=index.unique)
    return apart


def test_alembic_finds_nothing_to_add(empty_engine):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    migrate(empty_engine)
    models = schema.load_models()
    wanted = offices_apart(models) if empty_engine.dialect.name == "postgresql" else models
    with empty_engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, wanted) == []


def test_a_database_of_the_first_revision_is_upgraded_and_keeps_its_history(empty_engine, tmp_path):
    migrate(empty_engine, schema.INITIAL)
    now = make_engine(f"sqlite:///{tmp_path / 'now.db'}")
    schema.create_or_upgrade(now)
    with UnitOfWork(now) as uow:
        entry = journal.append(uow.session, 1, a_note())
        uow.commit()
    now.dispose()
    with empty_engine.begin() as connection:  # as the program of then did, which sealed no rows
        row = {"sealed": entry.sealed, "hash": entry.hash}
        connection.execute(text("INSERT INTO journal_entry VALUES (1, 1, :sealed, :hash)"), row)
        connection.execute(text("INSERT INTO office_ledger VALUES (1, 1, :hash)"), row)
    assert schema.create_or_upgrade(empty_engine) in ("upgraded", "current")
    assert schema.check(empty_engine) == []
    with UnitOfWork(empty_engine, read_only=True) as uow:
        assert verify(uow.session, 1).entries == 1
    with pytest.raises(AppendOnly), UnitOfWork(empty_engine) as uow:
        uow.session.execute(text("DELETE FROM journal_entry"))


REVISIONS = sorted(path.name.partition("_")[0] for path in versions().glob("[0-9]*_*.py"))


@pytest.mark.parametrize(
    "revision",
    [
        # The longest way and the newest step in every run.
        pytest.param(one, marks=[] if one in (REVISIONS[0], REVISIONS[-2]) else pytest.mark.deep)
        for one in REVISIONS
    ],
)
def test_no_trigger_is_lost_on_the_way_from_any_revision(empty_engine, revision):
    """Alembic's batch mode rebuilds a table on SQLite and forgets its triggers (findings/alembic_batch.sh)."""
    migrate(empty_engine, revision)
    with empty_engine.connect() as connection:
        before = trigger_names(connection)
    schema.create_or_upgrade(empty_engine)
    with empty_engine.connect() as connection:
        after = trigger_names(connection)
    wanted = {name for _, name, _ in wanted_triggers(schema.load_models(), empty_engine.dialect.name)}
    assert before
    assert before <= after == wanted
    assert schema.check(empty_engine) == []


@pytest.fixture
def with_a_second_revision(tmp_path, monkeypatch):
    """The migrations as they would be after a release: a table is rebuilt, which on SQLite drops its triggers."""
    folder = tmp_path / "migrations"
    shutil.copytree(revisions.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    following = f"{int(schema.head_revision()) + 1:04d}"
    (folder / "versions" / f"{following}_rebuilt.py").write_text(
        f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = {following!r}, {schema.head_revision()!r}, None, None
def upgrade():
    with op.batch_alter_table("journal_entry", recreate="auto") as batch:
        batch.create_check_constraint("sealed_is_array", "sealed LIKE '[%'")
    with op.batch_alter_table("book", recreate="auto") as batch:
        batch.create_check_constraint("year_is_recent", "year > 2500")
"""
    )
    monkeypatch.setattr(revisions, "MIGRATIONS", folder)
    return following


def test_an_older_database_is_upgraded_and_its_triggers_survive(engine, with_a_second_revision):
    with UnitOfWork(engine) as uow:
        journal.append(uow.session, 1, a_note())
        uow.commit()
    with engine.connect() as connection, pytest.raises(SchemaOutdated) as refused:
        schema.require_current(connection)
    assert refused.value.code == "schema_outdated"
    assert [problem.code for problem in schema.check(engine)] == ["schema_outdated"]
    assert schema.create_or_upgrade(engine) == "upgraded"
    assert schema.check(engine) == []
    with UnitOfWork(engine, read_only=True) as uow:
        assert verify(uow.session, 1).ok
    for statement in ("DELETE FROM journal_entry", "UPDATE journal_entry SET sealed = '[]'"):
        with pytest.raises(AppendOnly), UnitOfWork(engine) as uow:
            uow.session.execute(text(statement))


def test_a_failed_upgrade_leaves_the_old_state(engine, with_a_second_revision):
    path = next(revisions.versions().glob(f"{with_a_second_revision}_*.py"))
    path.write_text(path.read_text() + "    raise RuntimeError('power cut')\n")
    before = snapshot(engine)
    with pytest.raises(RuntimeError):
        schema.create_or_upgrade(engine)
    assert snapshot(engine) == before
    with engine.connect() as connection:
        assert schema.current_revision(connection) < with_a_second_revision


def test_a_database_of_a_newer_program_is_left_alone(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaOutdated) as refused:
        schema.create_or_upgrade(engine)
    assert refused.value.code == "schema_newer"


def test_somebody_elses_database_is_left_alone(empty_engine):
    with empty_engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(SchemaOutdated) as refused:
        schema.create_or_upgrade(empty_engine)
    assert refused.value.code == "schema_unknown"


def test_what_is_missing_is_named(engine):
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER journal_entry_no_update")
        else:
            connection.exec_driver_sql("ALTER TABLE journal_entry DISABLE TRIGGER journal_entry_no_update")
        connection.exec_driver_sql("ALTER TABLE book RENAME COLUMN external TO outside")
        connection.exec_driver_sql("DROP TABLE office_ledger")
    found = {(problem.code, *problem.facts.values()) for problem in schema.check(engine)}
    assert found == {
        ("trigger_missing", "journal_entry", "journal_entry_no_update"),
        ("table_column_missing", "book", "external"),
        ("table_missing", "office_ledger"),
    }


def test_two_programs_creating_at_once_wait_for_each_other(empty_database_url):
    program = (
        "import sys; from workflow.records.schema import create_or_upgrade\n"
        "from workflow.records.connection.engine import make_engine\n"
        "print(create_or_upgrade(make_engine(sys.argv[1], wait_seconds=600)))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, empty_database_url],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(2)
    ]
    said = [one.communicate(timeout=600) for one in running]
    assert sorted(output.strip() for output, _ in said) == ["created", "current"], said


def test_the_next_revision_can_be_made_by_comparison(tmp_path, monkeypatch):
    """``python -m scripts.schema revision``: alembic sees a table that no migration makes."""
    from sqlalchemy import Column, Integer, Table

    folder = tmp_path / "migrations"
    shutil.copytree(revisions.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(revisions, "MIGRATIONS", folder)
    metadata = schema.load_models()
    from workflow.records.columns import UtcDateTime

    table = Table("reminder", metadata, Column("id", Integer, primary_key=True), Column("at", UtcDateTime()))
    try:
        path = scripts.schema.write_revision("remind people")
    finally:
        metadata.remove(table)
    written = path.read_text()
    assert path.name.endswith("_remind_people.py")
    assert "create_table('reminder'" in written
    assert "sa.DateTime(timezone=True)" in written


def test_the_developers_command_explains_itself(capsys):
    assert scripts.schema.main([]) == 2
    assert "initial" in capsys.readouterr().err

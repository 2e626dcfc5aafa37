"""Programs of two versions on one schema: the older goes on where the newer only added to it."""

from __future__ import annotations

import pytest

from tests.many.conftest import Many
from workflow.records.errors import SchemaOutdated
from workflow.records.schema import head_revision, revisions
from workflow.services.queries.status import status


def say(many: Many, revision: str, comment: str) -> None:
    engine = many.engine("oit")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608
        connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS {comment}")
    engine.dispose()


def test_an_older_program_goes_on_where_a_newer_one_only_added(many: Many) -> None:
    say(many, "9999", f"'works with {head_revision()}'")
    east = many.office("east")
    east.hand_in("O1")
    east.compile("O1")
    assert status(east.office).progress["awaiting_approval"] == 1
    for comment in ("'works with 9998'", "NULL", "'something else'"):
        say(many, "9999", comment)
        with pytest.raises(SchemaOutdated) as refused:
            status(many.office("east").office)
        assert refused.value.code == "schema_newer"


def test_what_a_database_says_follows_from_its_migrations(many: Many) -> None:
    oldest = revisions.oldest_program()
    assert oldest <= head_revision()
    engine = many.engine("program")
    with engine.connect() as connection:
        said = connection.exec_driver_sql("SELECT obj_description('alembic_version'::regclass)").scalar()
    engine.dispose()
    assert said == f"works with {oldest}"
    for path in revisions.versions().glob("0*.py"):  # what only adds drops, renames and changes nothing
        text = path.read_text("utf-8")
        if "\nadditive = True\n" in text:
            assert not [word for word in ("drop_", "alter_column", "rename_", "execute(") if word in text], path.name

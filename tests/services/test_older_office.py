"""An office whose database an earlier version of the program made."""

from __future__ import annotations

import sqlite3

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice
from workflow.records.errors import SchemaOutdated
from workflow.records.schema import head_revision
from workflow.services.operations.doctor import examine


def test_an_office_of_an_older_version_is_told_so_and_brought_up_to_date(copy_office: MakeOffice) -> None:
    """Every command refuses by name instead of stumbling over a column; the copy of before stays beside."""
    made = copy_office()
    made.bring("submitted", "O1")
    made.close()
    with sqlite3.connect(made.folder / "oit.db") as database:
        database.execute("ALTER TABLE submission DROP COLUMN before_head")
        database.execute("ALTER TABLE evidence DROP COLUMN sign_at")
        database.execute("UPDATE alembic_version SET version_num = '0001'")
    database.close()
    office = SmallOffice.open(made.folder, made.clock)
    with pytest.raises(SchemaOutdated) as refused:
        office.states("O1")
    assert refused.value.facts == {"found": "0001", "wanted": head_revision()}
    assert [c.code for c in examine(office.office).checks if "schema" in c.code] == ["schema_outdated"]
    copy = office.office.upgrade_database()
    assert copy is not None
    assert copy.name.startswith("oit-0001-")
    office.sign("O1")
    office.publish("O1")
    assert office.verify().ok
    assert office.office.upgrade_database() is None
    office.close()

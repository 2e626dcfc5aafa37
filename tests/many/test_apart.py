"""No office sees or writes what is another's, whatever the program forgot to ask for."""

# ruff: noqa: S608 -- names of the program's own tables

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Date, Enum, Integer, Table, bindparam, text
from sqlalchemy.exc import DBAPIError

from tests.conftest import MakeOffice
from tests.many.conftest import Many
from tests.services.small_office import SmallOffice
from workflow.records import schema
from workflow.records.columns import CanonicalJson, Sha256Hex, UtcDateTime
from workflow.records.errors import OfficesMixed
from workflow.records.many.apart import lift, not_apart, tables_apart
from workflow.records.many.scope import say
from workflow.records.schema import load_models
from workflow.rules.errors import NotFound
from workflow.services.queries import journal
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status

ROOT = Path(__file__).parents[2]
METADATA = load_models()
TABLES = tables_apart(METADATA)
FITTING = {
    ("book_number", "reserved_by"): "clerk",
    ("measure", "result"): "done",
    ("signing_request", "expires_at"): datetime(2026, 2, 1, tzinfo=UTC),
}
"""What a CHECK wants beside what a column must have."""


def filler(table: Table, column: Any, office_id: int) -> Any:
    """Any value that the column takes."""
    kind = column.type
    if column.name == "office_id" or (table.name, column.name) == ("office", "id"):
        return office_id
    if (table.name, column.name) in FITTING:
        return FITTING[table.name, column.name]
    if column.nullable:
        return None
    for check in table.constraints:  # one of the words that a CHECK knows
        known = re.match(rf"{column.name} IN \('(\w+)'", str(getattr(check, "sqltext", "")))
        if known:
            return known[1]
    if isinstance(kind, CanonicalJson):
        return "[]"
    if isinstance(kind, UtcDateTime):
        return datetime(2026, 1, 1, tzinfo=UTC)
    if isinstance(kind, Enum):
        return kind.enums[0]
    if isinstance(kind, Date):
        return date(2026, 1, 1)
    if isinstance(kind, Integer):
        return 2500
    if isinstance(kind, Sha256Hex):
        return f"{office_id:064d}"
    return False if kind.python_type is bool else f"text of {office_id}"


def insert(connection: Connection, name: str, office_id: int) -> None:
    table = METADATA.tables[name]
    values = {column.name: filler(table, column, office_id) for column in table.columns}
    columns = ", ".join(f'"{one}"' for one in values)
    places = ", ".join(f":{one}" for one in values)
    statement = text(f'INSERT INTO "{name}" ({columns}) VALUES ({places})')
    connection.execute(statement.bindparams(*(bindparam(one, value) for one, value in values.items())))


def changed(connection: Connection, statement: str) -> int:
    """How many rows a statement changes; none, where the account has not even the right to."""
    try:
        with connection.begin_nested():
            return connection.exec_driver_sql(statement).rowcount
    except DBAPIError as refused:
        if getattr(refused.orig, "sqlstate", None) == "42501":
            return 0
        raise


@pytest.fixture
def filled(many: Many) -> Many:
    """Two offices (101 and 102) with a row in every table, past every trigger and reference."""
    engine = many.engine("oit")
    with engine.begin() as connection:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for name in TABLES:
            for office_id in (101, 102):
                insert(connection, name, office_id)
    engine.dispose()
    return many


def test_every_table_shows_and_takes_the_rows_of_one_office(filled: Many) -> None:
    engine = filled.engine("program")
    with engine.connect() as connection:
        past = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        assert connection.exec_driver_sql(past).scalar() is False
        connection.rollback()
        for name in TABLES:
            own = "id" if name == "office" else "office_id"
            with connection.begin():
                assert connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar() == 0, f"{name}: forgotten"
            with connection.begin() as transaction:
                say(connection, 101, "none")
                seen = connection.exec_driver_sql(f'SELECT DISTINCT {own} FROM "{name}"').scalars().all()
                assert seen == [101], name
                other = f"WHERE {own} = 102"
                for what in (f'UPDATE "{name}" SET {own} = {own} {other}', f'DELETE FROM "{name}" {other}'):
                    assert changed(connection, what) == 0, f"{name}: {what}"
                with pytest.raises(DBAPIError) as refused_row, connection.begin_nested():
                    insert(connection, name, 103)
                assert refused_row.value.orig.sqlstate == "42501", name
                transaction.rollback()
    engine.dispose()


def test_the_owner_too_sees_one_office_and_a_table_that_is_open_is_named(filled: Many) -> None:
    engine = filled.engine("keeper")
    with engine.begin() as connection:
        assert not_apart(connection, METADATA) == []
        assert connection.exec_driver_sql("SELECT count(*) FROM evidence").scalar() == 0
        lift(connection)
        assert connection.exec_driver_sql("SELECT count(*) FROM evidence").scalar() == 2
        assert not_apart(connection, METADATA) == TABLES
    assert {problem.code for problem in schema.check(engine)} == {"offices_not_apart"}
    engine.dispose()


def everything(office: SmallOffice) -> Any:
    """What one office is shown, whole."""
    said = status(office.office)
    return (
        [(one.code, one.state, one.online, one.waiting_for) for one in said.items],
        [line.hash for line in journal.show(office.office).lines],
        [inbox(office.office, login) for login in ("head", "registrar", "director.admin")],
        journal.verify(office.office).ok,
    )


def test_two_offices_work_in_one_database_and_neither_notices(many: Many) -> None:
    east, west = many.office("east"), many.office("west")
    before = everything(west)
    east.hand_in("O1")
    east.compile("O1")
    east.submit("O1")
    assert status(east.office).progress["awaiting_approval"] == 1
    assert everything(west) == before
    assert everything(east)[-1]
    west.hand_in("O2")
    west.compile("O2")
    assert west.submit("O2").endswith("1"), "its own book begins at one"
    assert everything(west)[-1]


def test_an_office_that_is_none_sees_nothing(many: Many) -> None:
    office = many.office("east")
    office.office.database.office = "north"
    with pytest.raises(NotFound) as refused:
        status(office.office)
    assert refused.value.code in ("office_not_set_up", "no_cycle")


def test_an_account_that_sees_past_the_policies_is_refused(many: Many) -> None:
    office = many.office("east")
    office.office.database.url = many.url("oit")
    with pytest.raises(OfficesMixed) as refused:
        status(office.office)
    assert refused.value.facts["user"] == "oit"


def test_one_office_on_sqlite_pays_for_none_of_it(copy_office: MakeOffice) -> None:
    """What ``oit status`` loads knows neither of a ministry nor of workers."""
    office = copy_office()
    asked = (
        "import sys; from commands.counter import run; run(sys.argv[1:]); "
        "print([m for m in sys.modules if 'records.many' in m or 'services.ministry' in m or m.endswith('.jobs')])"
    )
    words = [sys.executable, "-c", asked, "status", "--office", str(office.folder)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"

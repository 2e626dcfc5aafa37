"""Attack C4, for every table: a row written past the program is named by the doctor and stops what it decides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy import Connection, inspect
from sqlalchemy.orm import Session

from tests.services.small_office import SmallOffice
from workflow.records.books import BookKind
from workflow.records.canonical import UNSEALED
from workflow.records.numbering import skip_to
from workflow.records.row_checks import every_row
from workflow.records.row_seals import sealed_tables
from workflow.records.schema import load_models
from workflow.rules.errors import CheckFailed
from workflow.services.operations.doctor import examine
from workflow.services.publication.proving import build
from workflow.services.publication.publishing import publish
from workflow.services.queries.journal import verify

load_models()
TABLES = [table.name for table, _ in sealed_tables()]


def without_triggers(connection: Connection) -> None:
    """As whoever owns the file or the database can."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF")
        driver.execute("PRAGMA ignore_check_constraints=ON")
        rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all()
        for (name,) in rows:
            connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    else:
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")


def found(office: SmallOffice) -> set[tuple[str, str]]:
    """Code and table of each row that the verification names."""
    return {(f.code, str(f.facts.get("table"))) for f in verify(office.office).reasons if f.code.startswith("row_")}


def edits(connection: Connection, name: str) -> Iterator[tuple[str, str]]:
    """What an attacker may do with one row of a table: change each of its columns, or remove it."""
    columns = inspect(connection).get_columns(name)
    keys = set(inspect(connection).get_pk_constraint(name)["constrained_columns"]) | {"office_id"}
    pick = f"WHERE rowid = (SELECT max(rowid) FROM {name})"  # noqa: S608 -- names of our own tables
    for column in columns:
        if column["name"] in keys:
            continue
        kind, quoted = str(column["type"]).upper(), f'"{column["name"]}"'
        if "BOOL" in kind:
            value = f"1 - {quoted}"
        elif "INT" in kind:
            value = f"coalesce({quoted}, 0) + 1"
        elif "DATETIME" in kind or "TIMESTAMP" in kind:
            value = "'2001-02-03 04:05:06.000000'"
        elif "DATE" in kind:
            value = "'2001-02-03'"
        else:
            value = f"coalesce({quoted}, '') || 'x'"
        yield column["name"], f"UPDATE {name} SET {quoted} = {value} {pick}"  # noqa: S608
    yield "(row)", f"DELETE FROM {name} {pick}"  # noqa: S608


@pytest.fixture
def whole(small: SmallOffice) -> SmallOffice:
    """O1 is online."""
    small.bring("published", "O1")
    return small


def test_what_the_program_wrote_is_sound(whole: SmallOffice) -> None:
    checked = verify(whole.office)
    assert checked.ok, checked.reasons
    assert found(whole) == set()


def test_a_books_counter_that_was_begun_and_not_moved_is_sealed_too(small: SmallOffice) -> None:
    with small.office.unit_of_work() as uow:
        assert not skip_to(uow.session, 1, BookKind.ORDER, 2569, 1, by="-", at=small.clock.now())
        uow.commit()
    assert found(small) == set()


def test_every_table_is_sealed_or_says_why_not() -> None:
    assert set(TABLES) | UNSEALED == set(load_models().tables)


def test_each_column_of_each_table_is_proven(whole: SmallOffice) -> None:
    """One column of every table at a time: each fault names its own table, so none hides behind another."""
    todo: dict[str, list[tuple[str, str]]] = {}
    with whole.office.database.engine.connect() as connection:
        for name in TABLES:
            if connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar():  # noqa: S608
                todo[name] = list(edits(connection, name))
    unnoticed = []
    for number in range(max(map(len, todo.values()))):
        now = {name: some[number] for name, some in todo.items() if number < len(some)}
        named = _named(whole, [statement for _, statement in now.values()])
        unnoticed += [(name, column) for name, (column, _) in now.items() if name not in named]
    assert unnoticed == []
    assert sum(map(len, todo.values())) > 150


def _named(office: SmallOffice, statements: Sequence[str]) -> set[str]:
    """The tables that the rows' check names; the edits are undone."""
    with office.office.database.engine.connect() as connection:
        without_triggers(connection)
        for statement in statements:
            connection.exec_driver_sql(statement)
        with Session(connection) as session:
            faults = list(every_row(session, 1, None))
        connection.rollback()
        connection.invalidate()
    return {fault.table for fault in faults}


C4 = {
    "verdict": "UPDATE verdict SET grade = 3 WHERE id = 1",
    "revision": "UPDATE revision SET signed_at = '2001-02-03 04:05:06.000000' WHERE id = 1",
    "item": "UPDATE item SET title = 'อื่น' WHERE code = 'O1'",
    "evidence": "UPDATE evidence SET name = 'other.pdf' WHERE id = 1",
    "submission": "UPDATE submission SET signer = 'clerk.admin' WHERE id = 1",
    "appointment": "UPDATE appointment SET starts = '2001-02-03' WHERE id = 1",
    "certificate": "UPDATE certificate SET subject = 'CN=other' WHERE id = 1",
    "person": "UPDATE person SET administrator = 1 WHERE login = 'clerk.admin'",
}
OF_PEOPLE = {"person", "appointment", "certificate"}
"""Who may do what; apart from the rows of what was done."""


@pytest.mark.parametrize("names", [OF_PEOPLE, C4.keys() - OF_PEOPLE], ids=["people", "items"])
def test_an_edited_row_stops_what_it_decides(whole: SmallOffice, names: Collection[str]) -> None:
    """One row of each of these tables: every one is among the reasons, none hides behind another."""
    with whole.office.database.engine.connect() as connection:
        without_triggers(connection)
        for name in names:
            assert connection.exec_driver_sql(C4[name]).rowcount
        connection.commit()
    altered = {("row_altered", name) for name in names}
    with pytest.raises(CheckFailed) as refused:
        build(whole.office, "web")
    assert altered <= {(r.code, r.facts.get("table")) for r in refused.value.reasons}
    assert altered <= {(c.code, c.facts.get("table")) for c in examine(whole.office).checks}
    assert altered <= found(whole)


@pytest.mark.deep
@pytest.mark.parametrize("name", C4)
def test_one_edited_row_stops_what_it_decides(whole: SmallOffice, name: str) -> None:
    with whole.office.database.engine.connect() as connection:
        without_triggers(connection)
        changed = connection.exec_driver_sql(C4[name]).rowcount
        connection.commit()
    assert changed
    with pytest.raises(CheckFailed) as refused:
        build(whole.office, "web")
    assert ("row_altered", name) in {(r.code, r.facts.get("table")) for r in refused.value.reasons}
    told = {(c.code, c.facts.get("table")) for c in examine(whole.office).checks}
    assert ("row_altered", name) in told
    assert ("row_altered", name) in found(whole)


def test_an_unsigned_revision_put_online_by_its_row_is_not_published(whole: SmallOffice) -> None:
    """The attack itself: the row of another item says that it was signed."""
    whole.contribute("O3", "admin")
    whole.compile("O3")
    whole.submit("O3")
    with whole.office.database.engine.connect() as connection:
        without_triggers(connection)
        connection.exec_driver_sql("UPDATE item SET state = 'head_signed' WHERE code = 'O3'")
        connection.commit()
    (outcome,) = publish(whole.office, "web", ["O3"])
    assert outcome.error is not None


def test_seals_that_were_rewritten_are_no_longer_what_the_journal_names(whole: SmallOffice) -> None:
    engine = whole.office.database.engine
    with engine.connect() as connection:
        without_triggers(connection)
        connection.exec_driver_sql("DELETE FROM row_seal")
        connection.commit()
    assert ("row_seal_broken", "row_seal") in found(whole)


def test_a_value_that_no_reader_takes_is_named_and_breaks_no_verification(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    with small.office.database.engine.begin() as connection:
        without_triggers(connection)
        connection.exec_driver_sql("UPDATE submission SET printed_kind = 'nobody'")
    said = verify(small.office)
    assert not said.ok
    assert [(one.code, one.facts["table"], one.facts["column"]) for one in said.reasons] == [
        ("row_unreadable", "submission", "printed_kind")
    ]

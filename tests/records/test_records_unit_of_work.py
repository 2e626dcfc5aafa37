# ruff: noqa: PT012 -- the raising block is the unit of work
"""The unit of work, and what the databases' refusals become."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace

import psycopg
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tests.records.samples import LETTER, MEMO, NOW, YEAR, a_note
from workflow.records import journal, numbering
from workflow.records.books import Book
from workflow.records.connection.engine import make_engine
from workflow.records.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseReadOnly,
    DatabaseUnreachable,
    RecordConflict,
)
from workflow.records.faults import translate
from workflow.records.unit_of_work import UnitOfWork


def begin_book(engine, office=1):
    with UnitOfWork(engine) as uow:
        numbering.start(uow.session, office, MEMO, YEAR, 5, at=NOW)
        uow.commit()


def next_number(engine, office=1):
    with UnitOfWork(engine, read_only=True) as uow:
        return numbering.peek(uow.session, office, MEMO, YEAR)


def test_what_was_committed_is_read_again_in_a_new_session(engine):
    begin_book(engine)
    assert next_number(engine) == 5


def test_leaving_without_commit_undoes_everything(engine):
    begin_book(engine)
    with UnitOfWork(engine) as uow:
        numbering.take(uow.session, 1, MEMO, YEAR, LETTER, by="a", at=NOW)
        journal.append(uow.session, 1, a_note())
    assert next_number(engine) == 5
    with UnitOfWork(engine, read_only=True) as uow:
        assert journal.chain_head(uow.session, 1)[0] == 0


def test_an_error_undoes_everything_and_is_passed_on(engine):
    begin_book(engine)
    with pytest.raises(KeyError), UnitOfWork(engine) as uow:
        numbering.take(uow.session, 1, MEMO, YEAR, LETTER, by="a", at=NOW)
        raise KeyError("render")
    assert next_number(engine) == 5


def test_the_session_is_only_there_inside_the_block(engine):
    unit = UnitOfWork(engine)
    with pytest.raises(RuntimeError):
        unit.session  # noqa: B018
    with unit, pytest.raises(RuntimeError):
        unit.__enter__()


def test_a_reading_unit_refuses_to_write(engine):
    begin_book(engine)
    with pytest.raises(DatabaseReadOnly), UnitOfWork(engine, read_only=True) as uow:
        uow.session.execute(text("UPDATE book SET next_number = 9"))
    # The connection goes back to the pool and must be able to write again.
    for _ in range(3):
        with UnitOfWork(engine) as uow:
            uow.session.execute(text("UPDATE book SET next_number = 9"))
            uow.commit()
    assert next_number(engine) == 9


def test_a_reading_unit_sees_one_state_while_others_write(engine):
    begin_book(engine)
    with UnitOfWork(engine, read_only=True) as reader:
        assert numbering.peek(reader.session, 1, MEMO, YEAR) == 5
        with UnitOfWork(engine) as writer:
            numbering.take(writer.session, 1, MEMO, YEAR, LETTER, by="a", at=NOW)
            writer.commit()
        assert numbering.peek(reader.session, 1, MEMO, YEAR) == 5


def test_the_second_of_two_writers_of_one_version_is_told_that_someone_was_first(engine):
    begin_book(engine)
    with pytest.raises(RecordConflict) as refused, UnitOfWork(engine) as uow:
        book = uow.session.scalars(select(Book)).one()
        uow.session.execute(text("UPDATE book SET next_number = 8"))
        book.next_number = 6
        uow.commit()
    assert refused.value.exit_code == 3
    assert next_number(engine) == 5


def test_a_unit_can_go_on_after_a_failed_commit(engine):
    begin_book(engine)
    with UnitOfWork(engine) as uow:
        book = uow.session.scalars(select(Book)).one()
        uow.session.execute(text("UPDATE book SET next_number = 8"))
        book.next_number = 6
        with pytest.raises(RecordConflict):
            uow.commit()
        assert not uow.committed
        numbering.take(uow.session, 1, MEMO, YEAR, LETTER, by="a", at=NOW, expected=5)
        uow.commit()
    assert next_number(engine) == 6


def test_locking_the_office_makes_the_next_writer_wait(engine):
    order = []
    inside = threading.Event()

    def second():
        inside.wait(10)
        with UnitOfWork(engine) as uow:
            uow.lock_office(1)
            order.append("second")
            uow.commit()

    other = threading.Thread(target=second)
    other.start()
    with UnitOfWork(engine) as uow:
        uow.lock_office(1)
        uow.lock_office(1)
        inside.set()
        other.join(0.3)
        order.append("first")
        uow.commit()
    other.join(20)
    assert order == ["first", "second"]


def test_waiting_too_long_says_that_the_database_is_busy(database_url):
    holder, waiter = make_engine(database_url), make_engine(database_url, wait_seconds=0.2)
    with UnitOfWork(holder) as uow:
        uow.lock_office(1)
        with pytest.raises(DatabaseBusy) as refused, UnitOfWork(waiter) as other:
            other.lock_office(1)
        uow.commit()
    assert refused.value.exit_code == 3
    holder.dispose()
    waiter.dispose()


def test_a_connection_that_the_server_ended_is_opened_anew(postgresql_server):
    """Seen on the socket at once, and asked of one that was left alone; whether the next unit reads or writes."""
    kept, admin = (make_engine(postgresql_server.url("postgres")) for _ in range(2))
    ours = text("SELECT pg_backend_pid()")
    for writes in (False, True, False):
        with UnitOfWork(kept, read_only=not writes) as uow:
            before = uow.session.scalar(ours)
        with UnitOfWork(kept, read_only=not writes) as uow:
            assert uow.session.scalar(ours) == before, "it is kept"
        with admin.begin() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": before})
        with UnitOfWork(kept, read_only=not writes) as uow:
            assert uow.session.scalar(ours) != before
    kept.dispose()
    admin.dispose()


def test_a_reading_unit_sees_one_state_and_begins_anew_on_a_new_connection(postgresql_server):
    kept, admin = (make_engine(postgresql_server.url("postgres")) for _ in range(2))
    with UnitOfWork(kept, read_only=True) as uow:
        asked = "SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')"
        assert tuple(uow.session.execute(text(asked)).one()) == ("repeatable read", "on")
        pid = uow.session.scalar(text("SELECT pg_backend_pid()"))
        uow.rollback()
        with admin.begin() as other:
            other.execute(text("SELECT pg_terminate_backend(:pid, 5000)"), {"pid": pid})
        assert uow.session.scalar(text("SELECT pg_backend_pid()")) != pid
    with UnitOfWork(kept) as uow:
        assert uow.session.scalar(text("SELECT current_setting('transaction_isolation')")) == "read committed"
    kept.dispose()
    admin.dispose()


def test_sqlite_flushes_every_commit_and_guards_references(sqlite_engine):
    with UnitOfWork(sqlite_engine) as uow:
        asked = [uow.session.execute(text(f"PRAGMA {name}")).scalar() for name in ("synchronous", "foreign_keys")]
        assert asked == [2, 1]
        assert uow.session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_missing_folder_and_a_missing_server_are_told_apart(tmp_path, postgresql_server):
    for url, code in (
        (f"sqlite:///{tmp_path}/none/oit.db", "database_missing"),
        (f"postgresql+psycopg://oit@/x?host={tmp_path}", "database_unreachable"),
        (postgresql_server.url("postgres").replace("//oit@", "//nobody@"), "database_no_entry"),
        (postgresql_server.url("none"), "database_no_entry"),
    ):
        engine = make_engine(url, wait_seconds=0.2)
        with pytest.raises(DatabaseUnreachable) as refused, UnitOfWork(engine) as uow:
            uow.lock_office(1)
        assert refused.value.code == code
        engine.dispose()
    said = 'connection failed: connection to server failed: FATAL:  password authentication failed for user "program"'
    assert translate(psycopg.OperationalError(said)).code == "database_no_entry"


_READ_WHERE_NOTHING_CAN_BE_WRITTEN = """
import resource, sys
from tests.records.samples import a_note
from workflow.records import journal
from workflow.records.connection.engine import make_engine
from workflow.records.errors import RecordsError
from workflow.records.unit_of_work import UnitOfWork
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
engine = make_engine(sys.argv[1])
with UnitOfWork(engine, read_only=True) as uow:
    print(journal.chain_head(uow.session, 1)[0])
try:
    with UnitOfWork(engine) as uow:
        journal.append(uow.session, 1, a_note())
        uow.commit()
except RecordsError as error:
    print(error.code)
"""


def test_where_nothing_can_be_written_it_can_still_be_read(sqlite_engine):
    with UnitOfWork(sqlite_engine) as uow:
        journal.append(uow.session, 1, a_note())
        uow.commit()
    sqlite_engine.dispose()
    program, url = _READ_WHERE_NOTHING_CAN_BE_WRITTEN, sqlite_engine.url.render_as_string()
    run = subprocess.run(
        [sys.executable, "-c", program, url], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )
    assert (run.stdout, run.returncode) == ("1\ndatabase_read_only\n", 0), run.stderr


@pytest.mark.parametrize(
    ("free", "readable", "writable", "code"),
    [
        (0, True, True, "database_full"),
        (10**9, False, True, "database_denied"),
        (10**9, True, False, "database_read_only"),
        (10**9, True, True, "database_unreadable"),
    ],
)
def test_a_file_that_does_not_open_is_told_by_its_cause(tmp_path, monkeypatch, free, readable, writable, code):
    """SQLite says the same of them all. The disk and the rights are acted: an administrator may read everything."""
    (tmp_path / "oit.db").touch()
    error = sqlite3.OperationalError("unable to open database file")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=free))
    monkeypatch.setattr("os.access", lambda _path, how: {os.R_OK: readable, os.W_OK: writable}[how])
    told = translate(DBAPIError("SELECT 1", None, error), tmp_path / "oit.db")
    assert told is not None
    assert told.code == code


def test_a_file_that_is_no_database_is_damaged(tmp_path):
    (tmp_path / "oit.db").write_bytes(b"this is no database, it is a letter " * 100)
    engine = make_engine(f"sqlite:///{tmp_path}/oit.db")
    with pytest.raises(DatabaseDamaged), UnitOfWork(engine) as uow:
        uow.lock_office(1)
    engine.dispose()


def test_a_table_that_is_gone_is_damage_and_no_fault_of_the_program(sqlite_engine):
    with sqlite_engine.begin() as connection:
        connection.execute(text("DROP TABLE journal_entry"))
    with pytest.raises(DatabaseDamaged), UnitOfWork(sqlite_engine, read_only=True) as uow:
        journal.chain_head(uow.session, 1)


def test_a_database_that_may_only_be_read_says_so_on_writing(sqlite_engine):
    begin_book(sqlite_engine)
    engine = make_engine(f"sqlite:///file:{sqlite_engine.url.database}?mode=ro&uri=true")
    assert next_number(engine) == 5
    with pytest.raises(DatabaseReadOnly), UnitOfWork(engine) as uow:
        journal.append(uow.session, 1, a_note())
        uow.commit()
    engine.dispose()


def test_another_kind_of_database_is_refused():
    with pytest.raises(ValueError):
        make_engine("mysql://x/y")


_FILL = """
import resource, sys
from tests.records.samples import a_note
from workflow.records import journal
from workflow.records.errors import RecordsError
from workflow.records.connection.engine import make_engine
from workflow.records.unit_of_work import UnitOfWork
engine = make_engine(sys.argv[1])
with UnitOfWork(engine) as uow:
    journal.append(uow.session, 1, a_note())
    uow.commit()
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
try:
    for _ in range(100):
        with UnitOfWork(engine) as uow:
            for _ in range(100):
                journal.append(uow.session, 1, a_note(facts={"text": "ก" * 500}))
            uow.commit()
except RecordsError as error:
    print(error.code)
"""


def test_a_full_disk_is_said_and_the_database_stays_whole(sqlite_engine):
    url = sqlite_engine.url.render_as_string()
    run = subprocess.run(
        [sys.executable, "-c", _FILL, url], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )
    assert (run.stdout, run.returncode) == ("database_full\n", 0), run.stderr
    with UnitOfWork(sqlite_engine, read_only=True) as uow:
        from workflow.records.verifying.chain import verify

        report = verify(uow.session, 1)
    assert report.ok
    assert report.entries >= 1


def test_opening_the_unit_costs_no_alembic_and_no_other_driver():
    program = (
        "import sys, workflow.records.unit_of_work, workflow.records.journal, workflow.records.numbering\n"
        "from workflow.records.connection.engine import make_engine\n"
        "from workflow.records.unit_of_work import UnitOfWork\n"
        "e = make_engine('sqlite://')\n"
        "UnitOfWork(e).__enter__().session.connection()\n"
        "print([m for m in ('alembic', 'psycopg', 'openpyxl', 'sqlalchemy.dialects.postgresql') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True
    )
    assert run.stdout == "[]\n"

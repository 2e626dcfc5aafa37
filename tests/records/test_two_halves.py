# ruff: noqa: S608 -- statements made of our own numbers

"""A long journal is checked by two processes at once: what they say together is what one says alone."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import asdict, replace
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.databases import Server
from tests.records.samples import a_note, an_entry
from tests.records.test_records_journal import tamper, write_life
from workflow.records.canonical import GENESIS
from workflow.records.connection.engine import make_engine
from workflow.records.entry import sealed_text
from workflow.records.journal import append, chain_head
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.verifying import beside, stretch
from workflow.records.verifying.chain import verify

WRONG = {
    "one letter of the first half": "UPDATE journal_entry SET sealed = replace(sealed, 'O1', 'O9') WHERE seq = 1",
    "one letter of the second": "UPDATE journal_entry SET sealed = replace(sealed, 'O4', 'O9') WHERE seq = 12",
    "one is gone where the halves meet": "DELETE FROM journal_entry WHERE seq = 7",
    "the first is gone": "DELETE FROM journal_entry WHERE seq = 1",
    "the last is gone": "DELETE FROM journal_entry WHERE seq = 14",
    "another hash": f"UPDATE journal_entry SET hash = '{'0' * 64}' WHERE seq = 6",
}


@pytest.fixture
def halved(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lets a short journal be checked as a long one; what each half had to be compared with one alone."""
    used: list[str] = []
    begin = beside.Beside.__init__

    def counted(self: beside.Beside, given: Any) -> None:
        used.append("halved")
        begin(self, given)

    monkeypatch.setattr(beside.Beside, "__init__", counted)
    monkeypatch.setattr(beside, "two_at_once", lambda: True)
    return used


def both(engine: Engine, monkeypatch: pytest.MonkeyPatch, seals: Any = (), **more: Any) -> dict[str, Any]:
    found = []
    for many in (stretch.MANY, 2):
        with monkeypatch.context() as patch, UnitOfWork(engine, read_only=True) as uow:
            patch.setattr(stretch, "MANY", many)
            found.append(asdict(verify(uow.session, 1, seals, **more)))
    alone, together = found
    assert together == alone
    return together


def test_two_halves_say_what_one_reader_says(
    engine: Engine, halved: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_life(engine)
    with UnitOfWork(engine) as uow:
        append(uow.session, 1, a_note())
        head = chain_head(uow.session, 1)
        uow.commit()
    first = {2569: "moe-oit"}
    report = both(engine, monkeypatch, [head, (3, "1" * 64), (99, "2" * 64)], first=first, states={})
    assert [one["code"] for one in report["reasons"]][:2] == ["seal_mismatch", "tail_missing"]
    assert both(engine, monkeypatch, [head], first=first)["ok"]
    assert len(halved) == 2
    tamper(engine)  # takes the triggers away
    for what, statement in WRONG.items():
        with engine.begin() as connection:
            kept = connection.exec_driver_sql("SELECT office_id, seq, sealed, hash FROM journal_entry").all()
            connection.exec_driver_sql(statement)
        assert (what, both(engine, monkeypatch, [head])["ok"]) == (what, False)
        with engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM journal_entry")
            mark = "?" if engine.dialect.name == "sqlite" else "%s"
            into = f"INSERT INTO journal_entry (office_id, seq, sealed, hash) VALUES ({', '.join([mark] * 4)})"
            for row in kept:
                connection.exec_driver_sql(into, tuple(row))
    assert both(engine, monkeypatch, [head])["ok"]


def test_a_state_that_does_not_follow_over_the_middle_is_named(
    engine: Engine, halved: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with UnitOfWork(engine) as uow:
        append(uow.session, 1, an_entry(item_code="O1", from_state="draft", to_state="group_compiled"))
        append(uow.session, 1, an_entry(item_code="O2", from_state="draft", to_state="group_compiled"))
        append(uow.session, 1, an_entry(item_code="O1", from_state="submitted", to_state="head_signed"))
        append(uow.session, 1, an_entry(item_code="O2", from_state="group_compiled", to_state="submitted"))
        uow.commit()
    report = both(engine, monkeypatch)
    assert [(one["code"], one["seq"]) for one in report["reasons"]] == [("replay_broken", 3)]
    assert halved


def a_run(names: list[tuple[str | None, bool]], code: str = "O1") -> list[tuple[int, bytes, bytes]]:
    """Entries of one item that is there and back again: the framework each names, and whether it names rows."""
    rows, last = [], GENESIS
    for number, (framework, sealed) in enumerate(names, 1):
        before, after = ("draft", "group_compiled") if number % 2 else ("group_compiled", "draft")
        one = replace(
            an_entry(), fiscal_year=2569, item_code=code, from_state=before, to_state=after, framework=framework
        )
        text = sealed_text(one, last, 1, number, (number, "ab" * 32) if sealed else None).encode()
        last = hashlib.sha256(text).hexdigest()
        rows.append((number, text, last.encode()))
    return rows


@pytest.mark.parametrize("together", [1, 2, 50])
@pytest.mark.parametrize("code", ["O1", "O" * 200])
def test_entries_of_every_length_and_age_are_of_the_same_item(together: int, code: str) -> None:
    ages: list[tuple[str | None, bool]] = [(None, False), ("moe-oit", False), (None, True), ("moe-oit", True)]
    for key in ("moe-oit", "x" * 300):
        rows = a_run([(key if name else None, sealed) for name, sealed in ages] * 3, code)
        fetched = [rows[at : at + together] for at in range(0, len(rows), together)]
        found = stretch.check(iter(fetched), 1, 1, {b"2569": f'"{key}"'.encode()})
        assert found is not None
        assert found.begins == {f'2569,"{code}","{key}"': '"draft"'}
        assert list(found.ends.values()) == ['"draft"']
        assert (found.entries, found.bound) == (12, f"12:{'ab' * 32}")


@pytest.mark.parametrize("at", [1, 5, 12])
def test_one_letter_of_many_read_at_once_is_seen(at: int) -> None:
    rows = a_run([("moe-oit", True)] * 12)
    number, text, stored = rows[at - 1]
    for altered in (
        (number, text.replace(b"draft", b"drafd"), stored), (number, text, stored[::-1]), (number + 1, text, stored),
        (number, text, stored[:-1]),
    ):  # fmt: skip
        assert stretch.check(iter([[*rows[: at - 1], altered, *rows[at:]]]), 1, 1, {}) is None
    if at < 11:
        assert stretch.check(iter([rows[:at], rows[at + 1 :]]), 1, 1, {}) is None
    moved = [(n, t, s) for n, (_, t, s) in enumerate([rows[1], rows[0], *rows[2:]], 1)]
    assert stretch.check(iter([moved]), 1, 1, {}) is None


def test_what_the_other_process_cannot_do_is_done_here(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    write_life(engine)
    monkeypatch.setattr(beside, "two_at_once", lambda: True)
    for nothing in ("/bin/false", "/bin/no-such-program"):
        monkeypatch.setattr(beside.sys, "executable", nothing)
        assert both(engine, monkeypatch)["entries"] == 13

    def full() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(beside.os, "fork", full)
    assert both(engine, monkeypatch)["entries"] == 13


def test_a_process_with_several_threads_is_not_forked(
    halved: list[str], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_life(engine)
    monkeypatch.setattr(beside, "_forked", lambda given: pytest.fail("forked"))
    until = threading.Event()
    other = threading.Thread(target=until.wait)
    other.start()
    try:
        assert both(engine, monkeypatch)["ok"]
    finally:
        until.set()
        other.join()
    assert halved == ["halved"]


def test_who_stops_reading_early_may_go_on_asking(postgresql_server: Server) -> None:
    """More than the sockets hold, of which one row is read: the server is still sending then."""
    name = postgresql_server.new_database()
    engine = make_engine(postgresql_server.url(name))
    with engine.begin() as connection:
        connection.exec_driver_sql(
            "CREATE TABLE journal_entry AS SELECT 1 AS office_id, seq, repeat('x', 1000) AS sealed, "
            "'y'::varchar AS hash FROM generate_series(1, 8000) AS seq"
        )
        driver: Any = connection.connection.driver_connection
        rows = stretch.rows_of_server(driver, 1)
        assert next(rows)[0] == (1, b"x" * 1000, b"y")
        rows.close()  # type: ignore[attr-defined]
        assert connection.exec_driver_sql("SELECT count(*) FROM journal_entry").scalar() == 8000
    engine.dispose()
    postgresql_server.drop_database(name)

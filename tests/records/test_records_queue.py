"""The line of writers: first come first served, refused only when nothing moves, nothing kept by who was killed."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.records.racers import race
from tests.records.samples import a_note
from workflow.records import journal
from workflow.records.connection.engine import make_engine
from workflow.records.connection.queue import Ticket, WritersLine
from workflow.records.errors import DatabaseBusy
from workflow.records.unit_of_work import UnitOfWork

ROOT = Path(__file__).resolve().parents[2]


def line(tmp_path: Path, wait_seconds: float = 60, tell=None) -> WritersLine:
    return WritersLine(tmp_path / "oit.db", wait_seconds, tell)


def tickets(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "oit.db-line").iterdir())


def test_who_came_first_goes_first(tmp_path):
    """Twelve come one after another while the first is busy: they go in the order in which they came."""
    first = line(tmp_path).wait()
    went: list[int] = []

    def write(place: int) -> None:
        ticket = line(tmp_path).wait()
        went.append(place)
        ticket.give_back()

    others = []
    for place in range(12):
        others.append(threading.Thread(target=write, args=(place,)))
        others[-1].start()
        while len(tickets(tmp_path)) < place + 2:
            pass
    assert went == []
    first.give_back()
    for one in others:
        one.join(60)
    assert went == list(range(12))
    assert tickets(tmp_path) == []


def test_nobody_is_refused_while_the_line_moves(tmp_path):
    """The last of eight waits far longer than the limit, but never so long without anything moving."""
    refused: list[DatabaseBusy] = []
    busy = threading.Event()

    def write() -> None:
        try:
            ticket = line(tmp_path, wait_seconds=2).wait()
        except DatabaseBusy as error:
            refused.append(error)
            return
        busy.wait(0.5)  # never set: as long as a writer works
        ticket.give_back()

    others = [threading.Thread(target=write) for _ in range(8)]
    for one in others:
        one.start()
    for one in others:
        one.join(60)
    assert refused == []
    assert tickets(tmp_path) == []


def test_when_nothing_moves_the_refusal_counts_who_is_before_us(tmp_path):
    held = [line(tmp_path).wait(), Ticket.draw(tmp_path / "oit.db-line")]
    with pytest.raises(DatabaseBusy) as refused:
        line(tmp_path, wait_seconds=0.1).wait()
    assert refused.value.facts == {"before": 2}
    assert tickets(tmp_path) == [one.path for one in held]
    for one in held:
        one.give_back()


HEAD = """
import sys, time
from pathlib import Path
from workflow.records.connection.queue import Ticket
database, way = Path(sys.argv[1]), sys.argv[2]
ticket = Ticket.draw(database.with_name(database.name + "-line"))
print("drawn", flush=True)
if way == "asleep":
    time.sleep(600)
while not database.with_name("enough").exists():
    pass
ticket.give_back()
"""


def head(tmp_path: Path, way: str) -> subprocess.Popen[str]:
    """Another process in front of us: asleep, or at work until it is told that it is enough."""
    process = subprocess.Popen(
        [sys.executable, "-c", HEAD, str(tmp_path / "oit.db"), way], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "drawn\n"
    process.stdout.close()
    return process


def test_one_that_works_for_long_is_waited_for_and_one_that_sleeps_is_not(tmp_path):
    asleep = head(tmp_path, "asleep")
    with pytest.raises(DatabaseBusy):
        line(tmp_path, wait_seconds=0.1).wait()
    asleep.kill()
    asleep.wait()
    at_work, found = head(tmp_path, "works"), []
    waiting = threading.Thread(target=lambda: found.append(line(tmp_path, wait_seconds=0.1).wait()))
    waiting.start()
    waiting.join(1)  # ten times as long as nothing may move
    assert waiting.is_alive()
    (tmp_path / "enough").touch()
    waiting.join(60)
    assert [one.before() for one in found] == [[]]
    found[0].give_back()
    at_work.wait()


def test_waiting_is_told_with_how_many_are_before(tmp_path, monkeypatch):
    monkeypatch.setattr("workflow.records.connection.queue.NOTICEABLE_SECONDS", 0)
    first, told = line(tmp_path).wait(), []

    def tell(others: int) -> None:
        told.append(others)
        first.give_back()

    line(tmp_path, tell=tell).wait().give_back()
    assert told == [1]


def test_the_ticket_of_a_killed_process_holds_nobody_up(tmp_path):
    program = (
        "import os, signal, sys; from pathlib import Path; from workflow.records.connection.queue import WritersLine\n"
        "WritersLine(Path(sys.argv[1]), 60).wait(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "oit.db"], cwd=Path(__file__).parents[2], check=False)
    assert len(tickets(tmp_path)) == 1
    line(tmp_path, wait_seconds=0).wait().give_back()
    assert tickets(tmp_path) == []


def test_a_folder_that_takes_no_ticket_is_written_without_a_line(tmp_path):
    (tmp_path / "oit.db-line").write_bytes(b"")  # as a folder that cannot be made
    assert line(tmp_path).wait() is None


def test_readers_and_finished_writers_stand_in_no_line(sqlite_engine, tmp_path):
    with UnitOfWork(sqlite_engine) as uow:
        journal.append(uow.session, 1, a_note())
        assert len(tickets(tmp_path)) == 1
        with UnitOfWork(sqlite_engine, read_only=True) as reader:
            reader.session.connection()
            assert len(tickets(tmp_path)) == 1
        uow.commit()
        assert tickets(tmp_path) == []
        uow.session.connection()  # the block goes on: a new transaction, a new ticket
        assert len(tickets(tmp_path)) == 1
    assert tickets(tmp_path) == []
    with pytest.raises(ZeroDivisionError), UnitOfWork(sqlite_engine) as uow:
        print(1 / (uow.session.connection() is None))
    assert tickets(tmp_path) == []


def test_processes_that_write_at_once_are_all_served(sqlite_engine):
    """More of them than SQLite's own wait serves, each with a short limit that only a standstill may reach."""
    url = sqlite_engine.url.render_as_string()
    assert len(race("append", url, 1, 8, processes=3)) == 24
    fresh = make_engine(url)
    with UnitOfWork(fresh, read_only=True) as uow:
        assert journal.chain_head(uow.session, 1)[0] == 24
    fresh.dispose()


def test_who_stands_far_behind_looks_seldom_and_the_next_in_line_all_the_time() -> None:
    """Two hundred who all look leave no processor for the one they wait for."""
    from workflow.records.connection.queue import _pause

    assert [_pause(1, gone, 10.0) for gone in (0, 1, 100)] == [0.003] * 3
    assert _pause(100, 0, 0.0) == pytest.approx(0.15)
    assert _pause(20, 10, 0.2) == pytest.approx(0.2)  # 20 ms for each before: half of what they will take
    assert _pause(2, 100, 0.1) == 0.003
    assert _pause(199, 1, 60.0) == 0.6  # a slow one in front is no reason to sleep through its end

"""What PostgreSQL undoes for another's sake is done again."""

# ruff: noqa: S608 -- names of the program's own tables

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from commands.counter import run
from tests.many.conftest import Many
from tests.services.small_office import SECRET
from workflow.records import writing
from workflow.records.errors import Undone
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.writing import TIMES, again
from workflow.services.context.office import Office
from workflow.services.numbering import registers
from workflow.services.numbering.reports import listing
from workflow.services.queries.status import status
from workflow.services.steps import take


def test_a_serialization_failure_is_done_again_and_only_then_told(many: Many) -> None:
    engine = many.engine("oit")
    strict = engine.execution_options(isolation_level="SERIALIZABLE")
    pauses: list[float] = []
    meddle = TIMES - 1

    def rename() -> int:
        nonlocal meddle
        with UnitOfWork(strict) as uow:
            row = uow.session.execute(text("SELECT id, name FROM office WHERE key = 'east'")).one()
            if meddle > 0:
                meddle -= 1
                with UnitOfWork(engine) as other:
                    other.session.execute(text("UPDATE office SET name = name || '!' WHERE key = 'east'"))
                    other.commit()
            uow.session.execute(text("UPDATE office SET name = :n WHERE id = :i"), {"n": f"{row.name}?", "i": row.id})
            uow.commit()
        return meddle

    assert again(rename, pauses.append) == 0
    assert len(pauses) == TIMES - 1
    with UnitOfWork(engine) as uow:
        name = uow.session.execute(text("SELECT name FROM office WHERE key = 'east'")).scalar()
    assert str(name).endswith("!" * (TIMES - 1) + "?"), "what the other wrote is there, ours once"
    meddle = TIMES
    with pytest.raises(Undone):
        again(rename, pauses.append)
    engine.dispose()


def test_a_step_is_taken_again(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiling is undone twice as it commits, and then kept once."""
    office = many.office("east")
    office.hand_in("O1")
    monkeypatch.setattr(writing.random, "uniform", lambda low, high: 0)
    commit, undone = UnitOfWork.commit, []

    def refuse(self: UnitOfWork) -> None:
        if len(undone) < 2:
            undone.append(self)
            raise Undone(reason="serialization")
        commit(self)

    monkeypatch.setattr(UnitOfWork, "commit", refuse)
    assert [one.error for one in take("compile", office.office, "clerk.admin", codes=["O1"])] == [None]
    assert len(undone) == 2
    assert status(office.office).progress["awaiting_approval"] == 1


def test_every_command_is_begun_anew_unless_something_was_recorded(
    many: Many, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A number of a book: no step of the table, and nobody else tries it again."""
    office = many.office("east")
    monkeypatch.setattr(writing.random, "uniform", lambda low, high: 0)
    monkeypatch.setenv("OIT_PASSWORD", SECRET)
    there = ["--office", str(office.folder)]
    assert run([*there, "login", "registrar"]) == 0
    capsys.readouterr()
    commit, undone, times = UnitOfWork.commit, [], 2

    def refuse(self: UnitOfWork) -> None:
        if len(undone) < times and not self.read_only:
            undone.append(self)
            raise Undone(reason="serialization")
        commit(self)

    monkeypatch.setattr(UnitOfWork, "commit", refuse)
    assert run([*there, "register", "reserve", "order", "--json"]) == 0
    assert (len(undone), json.loads(capsys.readouterr().out)["label"][:2]) == (2, "1/")
    monkeypatch.setattr(UnitOfWork, "commit", commit)
    assert [row.number for row in listing(office.office, "order")] == [1], "once"

    # What had recorded something is told, not done twice.
    def twice(office: Office, login: str, *rest: object, **facts: object) -> object:
        reserve(office, login, "order")
        raise Undone(reason="serialization")

    reserve = registers.reserve
    monkeypatch.setattr(registers, "reserve", twice)
    assert run([*there, "register", "reserve", "order"]) == 3
    assert [row.number for row in listing(office.office, "order")] == [1, 2]


def test_of_two_that_wait_for_each_other_one_is_done_again(many: Many) -> None:
    """A real deadlock: each holds what the other wants. The database undoes one, and it is done once more."""
    engine = many.engine("oit")
    meet, tries = threading.Barrier(2, timeout=30), {"east": 0, "west": 0}

    def rename(first: str, second: str) -> None:
        def once() -> None:
            tries[first] += 1
            with UnitOfWork(engine) as uow:
                uow.session.execute(text("SET LOCAL deadlock_timeout = '20ms'"))
                for key in (first, second):
                    uow.session.execute(text(f"UPDATE office SET name = name || '{first[0]}' WHERE key = '{key}'"))
                    if key == first and tries[first] == 1:
                        meet.wait()
                uow.commit()

        again(once)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(rename, "east", "west"), pool.submit(rename, "west", "east")]:
            done.result(60)
    with UnitOfWork(engine) as uow:
        names = uow.session.scalars(text("SELECT right(name, 2) FROM office ORDER BY key")).all()
    assert [sorted(name) for name in names] == [["e", "w"], ["e", "w"]], "each renamed both, once"
    assert sorted(tries.values()) == [1, 2]
    engine.dispose()

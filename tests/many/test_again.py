"""What PostgreSQL undoes for another's sake is done again."""

# ruff: noqa: S608 -- names of the program's own tables

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from tests.many.conftest import Many
from workflow.records import writing
from workflow.records.errors import Undone
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.writing import TIMES, again
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

"""What PostgreSQL undoes for another's sake is done again."""

from __future__ import annotations

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

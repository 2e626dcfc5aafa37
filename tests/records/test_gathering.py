# ruff: noqa: PT012 -- the raising block is what is undone
"""Rows that are gathered: found by whoever asks, written after what they point to, sealed, and undone with the rest."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Engine, func, select

from tests.records.samples import LETTER, MEMO, NOW, YEAR, a_note
from workflow.records import journal, numbering
from workflow.records.models import Cycle, Office, Outbox
from workflow.records.row_seals import RowSeal
from workflow.records.unit_of_work import UnitOfWork
from workflow.records.writing import add_row, add_rows, row_id, undone_alone, writes


@pytest.fixture
def office(engine: Engine) -> int:
    with UnitOfWork(engine) as uow:
        row = Office(key="one", name="สำนักงานสมมติ", secret="0" * 64, created_at=NOW)
        uow.session.add(row)
        uow.session.flush()
        uow.enter_office(row.id, row.key)
        uow.commit()
        return int(row.id)


def tell(session: Any, office: int, text: str, **given: Any) -> None:
    add_row(
        session, "Outbox", office_id=office, at=NOW, recipient="admin", facts={"text": text}, sent_at=None, **given
    )  # fmt: skip


def told(session: Any) -> list[tuple[int, str]]:
    return [(row.id, row.facts["text"]) for row in session.scalars(select(Outbox).order_by(Outbox.id))]


def test_whoever_asks_finds_them_in_their_order(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        for text in "กขค":
            tell(uow.session, office, text)
        assert [text for _, text in told(uow.session)] == ["ก", "ข", "ค"]
        tell(uow.session, office, "ง")
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        assert [text for _, text in told(uow.session)] == ["ก", "ข", "ค", "ง"]


def test_each_is_sealed_like_an_object_that_was_flushed(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        tell(uow.session, office, "ก")
        row = Outbox(office_id=office, at=NOW, recipient="admin", facts={"text": "ก"}, sent_at=None)
        uow.session.add(row)
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        seals = uow.session.execute(select(RowSeal.key).where(RowSeal.name == "outbox").order_by(RowSeal.seq)).scalars()
        assert list(seals) == [str(one) for one, _ in told(uow.session)]


def test_a_row_that_is_named_before_it_is_written_keeps_its_number(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        named = []
        for text in "กข":
            named.append((row_id(uow.session, "Outbox"), text))
            tell(uow.session, office, text, id=named[-1][0])
        tell(uow.session, office, "ค")
        assert told(uow.session)[:2] == named
        assert len({number for number, _ in told(uow.session)}) == 3


def test_objects_of_one_table_have_their_numbers_at_once(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        rows = [Outbox(office_id=office, at=NOW, recipient="x", facts={"text": t}, sent_at=None) for t in "กข"]
        add_rows(uow.session, rows)
        numbers = [row.id for row in rows]
        assert told(uow.session) == list(zip(numbers, "กข", strict=True))


def test_a_table_is_written_after_those_it_points_to(engine: Engine, office: int) -> None:
    """In whatever order the first row of each came: here a year's item before a second year."""
    item = {
        "code": "O1", "number": 1, "title": "ก", "title_en": "a", "indicator": "9", "sub_indicator": "9.1",
        "sub_indicator_title": "ก", "topic": "ก", "coverage": "none", "evidence_kind": "file", "elements": [],
        "state": "draft", "round": 1, "online": "none", "entered_at": NOW,
    }  # fmt: skip
    with UnitOfWork(engine) as uow:
        for year in (2568, 2569):
            cycle = row_id(uow.session, "Cycle")
            add_row(uow.session, "Cycle", id=cycle, office_id=office, fiscal_year=year, opened_at=NOW, framework="f")
            add_row(uow.session, "Item", office_id=office, cycle_id=cycle, **item)
            assert (year == 2569) or uow.session.scalar(select(func.count(Cycle.id))) == 1  # what waits is written
        uow.commit()


def test_the_journal_is_gathered_too_and_numbers_wait_for_the_next_question(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        for _ in range(3):
            numbering.take(uow.session, office, MEMO, YEAR, LETTER, by="a", at=NOW)
            journal.append(uow.session, office, a_note())
        assert journal.chain_head(uow.session, office)[0] == 3
        assert numbering.find(uow.session, office, MEMO, YEAR, 3) is not None
        uow.commit()


def test_what_raises_is_undone_alone(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        tell(uow.session, office, "ก")
        before = writes(uow.session)
        with pytest.raises(KeyError), undone_alone(uow.session):
            tell(uow.session, office, "ข")
            journal.append(uow.session, office, a_note())
            raise KeyError("x")
        assert writes(uow.session) != before  # what waited was written first
        tell(uow.session, office, "ค")
        journal.append(uow.session, office, a_note())
        uow.commit()
    with UnitOfWork(engine, read_only=True) as uow:
        assert [text for _, text in told(uow.session)] == ["ก", "ค"]
        assert journal.chain_head(uow.session, office)[0] == 1


def test_a_unit_that_is_left_keeps_none_of_them(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        tell(uow.session, office, "ก")
        uow.rollback()
        tell(uow.session, office, "ข")
        uow.commit()
        tell(uow.session, office, "ค")
    with UnitOfWork(engine, read_only=True) as uow:
        assert [text for _, text in told(uow.session)] == ["ข"]


def test_it_is_known_whether_anything_was_written(engine: Engine, office: int) -> None:
    with UnitOfWork(engine) as uow:
        seen = [writes(uow.session)]
        uow.session.scalars(select(Outbox)).all()
        assert writes(uow.session) == seen[0]
        tell(uow.session, office, "ก")
        seen.append(writes(uow.session))
        told(uow.session)
        seen.append(writes(uow.session))
        uow.session.get_one(Office, office).name = "ข"
        seen.append(writes(uow.session))
        assert len(set(seen)) == 4

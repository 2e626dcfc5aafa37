"""A look by the bare driver sees what SQLAlchemy sees: every question that has a plain form, and what commands tell."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Enum, Table, select
from sqlalchemy import inspect as mapped

import wiring
from tests.services.small_office import START, YEAR, SmallOffice, by_sqlalchemy
from workflow.office_files.settings import Settings
from workflow.records import models, queries
from workflow.records.base import Base
from workflow.records.columns import CanonicalJson, JsonFact, JsonFacts, UtcDateTime
from workflow.records.errors import DatabaseDamaged
from workflow.records.facts.assessment import Resolution
from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind, RequestKind, Settlement
from workflow.records.plain.answers import ANSWERS
from workflow.records.plain.publishing import QUESTIONS as PUBLISHING
from workflow.records.plain.rows import RELATED, TYPED, Entry, Row
from workflow.records.plain.unit import Look, plain_file
from workflow.rules.states import Ruling
from workflow.services.administration.two_people import KINDS
from workflow.services.context.office import Office
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.in_my_name import done_for
from workflow.services.queries.inbox import inbox
from workflow.services.queries.item_detail import show
from workflow.services.queries.memo_detail import memo_detail, waiting_with_memos
from workflow.services.queries.status import status
from workflow.services.queries.why import why_not

CODES = ["O1", "O2", "O3", "O4", "O5", "O6", "O7"]
PLAIN = {room: ANSWERS.get(room, {}) | PUBLISHING.get(room, {}) for room in (*ANSWERS, *PUBLISHING)}
QUESTIONS = [(room, question) for room, answers in PLAIN.items() for question in answers]


def _kind(column: Any) -> str:
    kind = column.type
    if isinstance(kind, JsonFacts):
        return f":{kind.kind.__name__}*"
    if isinstance(kind, JsonFact):
        return f":{kind.kind.__name__}"
    if isinstance(kind, Enum):
        return f":{kind.enum_class.__name__}"  # type: ignore[union-attr]
    simple: dict[type, str] = {UtcDateTime: ":moment", CanonicalJson: ":json", Boolean: ":bool", Date: ":date"}
    return next((name for one, name in simple.items() if isinstance(kind, one)), "")


def _tables() -> dict[str, Table]:
    models.load_all()
    return {name: table for name, table in Base.metadata.tables.items() if name in TYPED}


@pytest.mark.parametrize("name", TYPED)
def test_a_row_knows_what_its_columns_mean(name: str) -> None:
    wanted = [f"{column.name}{kind}" for column in _tables()[name].columns if (kind := _kind(column))]
    assert sorted(TYPED[name].split()) == sorted(wanted)


@pytest.fixture
def busy(small: SmallOffice) -> SmallOffice:
    """A small office with something of each kind."""
    small.bring("published", "O1", "O3")
    change_online(small.office, "web", "O1", "suspend", reason="มีผู้ทักท้วง")
    change_online(small.office, "head", "O1", "confirm_suspension")
    small.bring("head_signed", "O2")
    small.bring("submitted", "O4")
    small.settle()
    small.contribute("O5", "hr")
    with small.office.unit_of_work() as uow:
        _rare_rows(uow.session, small)
        uow.commit()
    return small


def _rare_rows(session: Any, small: SmallOffice) -> None:
    now, today = small.office.now(), small.office.today()
    o1 = session.get_one(models.Item, 1)
    ask = {"office_id": 1, "subject": "1", "item_id": 1, "round": o1.round, "reason": "เหตุ", "facts": {"version": 1}}
    for kind in RequestKind:
        session.add(models.Request(kind=kind, asked_by="clerk.admin", asked_at=now, need="route_complete", **ask))
    session.add(
        models.Request(
            kind=RequestKind.EXCEPTION, asked_by="clerk.admin", asked_at=now, settled_by="head", settled_at=now,
            outcome=Settlement.CONFIRMED, need="route_complete", **ask,
        )
    )  # fmt: skip
    session.add(
        models.Approval(
            office_id=1, submission_id=1, digest="c" * 64, login="head", name="ตัวอย่าง", kind="holder", authority=None,
            excepted=["O4"], reason="รอข้อมูล", approved_at=now,
        )
    )  # fmt: skip
    session.add(models.Address(office_id=1, item_id=1, url="/oit/1", since=now, recorded_by="web"))
    for n, last in enumerate((today - timedelta(days=40), today + timedelta(days=90))):
        session.add(
            models.Period(
                office_id=1, item_id=4, key=f"h{n + 1}", position=n, title="ครึ่งปี", first=last - timedelta(days=180),
                last=last, due=last + timedelta(days=15),
            )
        )  # fmt: skip
    session.add(
        models.Disclosure(
            office_id=1, item_id=1, code="citizen_number", value="a" * 64, shown="1-xxx", ruling=Ruling.PUBLISH,
            reason="ได้รับความยินยอม", decided_by="head", name="ตัวอย่าง", at=now,
        )
    )  # fmt: skip
    paper = models.Circulation(
        office_id=1, subject="เวียน", source="file", name="a.pdf", sha256="b" * 64, group_keys=["hr"],
        people=["clerk.hr", "head"], sent_by="registrar", sent_at=now, due=today,
    )  # fmt: skip
    session.add(paper)
    session.flush()
    session.add(
        models.Acknowledgement(
            office_id=1, circulation_id=paper.id, login="head", name="ตัวอย่าง", how="paper", day=today,
            recorded_by="registrar", recorded_at=now,
        )
    )  # fmt: skip
    session.add(
        models.Measure(
            office_id=1, framework="moe-oit", fiscal_year=YEAR, number=1, origin="own", title="มาตรการ", steps=["ก"],
            group_keys=["hr"], monitoring="", reporting="", ends=today + timedelta(days=9), status="running",
            evidence=[], made_by="head", made_at=now, items=["O1"],
        )
    )  # fmt: skip
    session.add(
        models.Meeting(
            office_id=1, body="oit", year=YEAR, number=1, fiscal_year=YEAR, wanted=today, planned=today, held=today,
            place="ห้องประชุม", progress=[1, 2, 3], starts="09:30",
            resolutions=(Resolution("ให้เร่งรัด", group="hr"),),
        )
    )  # fmt: skip


@pytest.fixture
def looking(small: SmallOffice) -> Iterator[Office]:
    """As a command opens it: what is only read is read by the bare driver."""
    office = wiring.build(small.folder, Settings.load(small.folder), clock=small.clock)
    yield office
    office.close()


@pytest.fixture
def usual(small: SmallOffice) -> Iterator[Office]:
    """The same, all of it read by SQLAlchemy."""
    office = by_sqlalchemy(small.office)
    yield office
    office.close()


def _plainly(value: Any) -> Any:
    """A value of either way in the same words."""
    if isinstance(value, Row):
        table = value.__dict__["_table"]
        related = {name: [one.id for one in getattr(value, name)] for name in RELATED.get(table, ())}
        columns = [c.name for c in _tables()[table].columns if c.name != "framework_text"]
        return table, {name: getattr(value, name) for name in columns}, related
    if isinstance(value, (JournalEntry, Entry)):
        return [value.office_id, value.seq, value.kind, value.at, value.actor, value.facts, value.hash, value.rows]
    if hasattr(value, "__mapper__"):
        table = mapped(type(value)).local_table
        related = {name: [one.id for one in getattr(value, name)] for name in RELATED.get(table.name, ())}
        columns = [c.name for c in table.columns if c.name != "framework_text"]
        return table.name, {name: getattr(value, name) for name in columns}, related
    if isinstance(value, Mapping):
        return {key: _plainly(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plainly(one) for one in value]
    return value


GIVEN: dict[str, Callable[[Any], Any]] = {
    "office_id": lambda session: 1,
    "cycle_id": lambda session: 1,
    "item_id": lambda session: 1,
    "ids": lambda session: [1, 3, 5],
    "codes": lambda session: ["O2", "O4"],
    "item": lambda session: queries.items.item_with(session, 1),
    "key": lambda session: "small",
    "kinds": lambda session: set(KINDS.values()),
    "since": lambda session: START,
    "of journal": lambda session: (Kind.STEP, Kind.ACCEPTED),
    "seq": lambda session: 7,
    "login": lambda session: "head",
    "circulations": lambda session: [1],
    "cycles": lambda session: [1],
    "day": lambda session: date(2026, 3, 10),
    "most": lambda session: 3,
    "memo_id": lambda session: 1,
    "memos": lambda session: [1, 2],
    "evidence_id": lambda session: 1,
    "evidence_ids": lambda session: [1, 2, 3],
    "item_ids": lambda session: [1, 2, 3],
    "revision_id": lambda session: 1,
    "person_id": lambda session: 2,
    "token_hash": lambda session: "0" * 64,
}


def _answers(office: Office, room: str, question: str) -> Any:
    asked = [
        name for name, one in list(inspect.signature(PLAIN[room][question]).parameters.items())[1:]
        if one.default is inspect.Parameter.empty
    ]  # fmt: skip
    with office.unit_of_work(write=False) as uow:
        given = [GIVEN["of journal" if room == "entries" and name == "kinds" else name](uow.session) for name in asked]
        return _plainly(getattr(getattr(queries, room), question)(uow.session, *given))


def test_every_question_is_answered_as_by_sqlalchemy(
    busy: SmallOffice, usual: Office, looking: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = []
    for room, question in QUESTIONS:
        told = _answers(usual, room, question)
        assert (room, question, _answers(looking, room, question)) == (room, question, told)
        if not told:
            empty.append(question)
    assert sorted(empty) == ["objected", "phones", "session_of"]  # the others have something to compare
    # What these ask has a plain form, so that none of them loads SQLAlchemy.
    with busy.use_case() as use_case:
        memos = [one.id for one in queries.memos.every(use_case.session, use_case.office_id)]
    monkeypatch.setattr(Look, "_whole", lambda look: pytest.fail("a question of a look has no plain form"))
    assert status(looking) == status(usual)
    for login in ("head", "clerk.hr", "clerk.admin", "director.hr", "registrar", "web", "deputy"):
        assert inbox(looking, login) == inbox(usual, login)
        assert done_for(looking, login) == done_for(usual, login)
        assert waiting_with_memos(looking, login) == waiting_with_memos(usual, login)
        for memo in memos:
            assert memo_detail(looking, login, memo) == memo_detail(usual, login, memo)
    for code in CODES:
        assert show(looking, code) == show(usual, code)
        assert why_not(looking, code, login="head") == why_not(usual, code, login="head")


def test_questions_have_the_names_of_those_they_stand_for() -> None:
    for room, answers in PLAIN.items():
        real = __import__(f"workflow.records.queries.{room}", fromlist=["x"])
        assert [question for question in answers if not hasattr(real, question)] == []


def test_a_look_changes_nothing_and_sees_one_state(small: SmallOffice, looking: Office) -> None:
    small.contribute("O1", "admin")
    with looking.unit_of_work(write=False) as uow:
        items = queries.items.of_cycle(uow.session, 1)
        with pytest.raises(TypeError):
            items[0].title = "อื่น"
        small.contribute("O5", "admin")
        # One question has a plain form and the other none: both are asked of the state the look began with.
        assert len(queries.items.contributors(uow.session, 1)) == 1
        assert len(uow.session.scalars(select(models.Evidence)).all()) == 1
        assert [e.name for item in items for e in item.evidence] == ["O1-admin.pdf"]
    with looking.unit_of_work(write=False) as uow:
        assert len(queries.items.contributors(uow.session, 1)) == 2
    with looking.unit_of_work() as uow:  # who writes has rows that can be written
        assert isinstance(queries.items.of_cycle(uow.session, 1)[0], models.Item)


def test_what_nobody_closed_is_let_go_of_by_another_thread(small: SmallOffice) -> None:
    """Whose turn it is to collect garbage, is nobody's choice."""
    office = wiring.build(small.folder, Settings.load(small.folder), clock=small.clock)
    status(office)
    with ThreadPoolExecutor(1) as other:
        other.submit(office.database.close).result()
    assert status(office)
    office.close()


def test_a_file_that_is_damaged_is_told_as_such(small: SmallOffice, looking: Office) -> None:
    small.office.database.close()
    file = small.folder / "oit.db"
    data = bytearray(file.read_bytes())
    for page in range(1, len(data) // 4096):
        data[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(data)
    with pytest.raises(DatabaseDamaged):
        status(looking)


@pytest.mark.parametrize(
    "url", ["postgresql+psycopg://x/y", "sqlite://", "sqlite:///:memory:", "sqlite:////tmp/x.db?mode=ro"]
)
def test_only_a_plain_file_is_looked_at(url: str) -> None:
    assert plain_file(url) is None

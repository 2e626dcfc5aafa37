"""What a clerk does all day is written by the bare driver: byte for byte what SQLAlchemy writes, or not at all."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import Clock, SmallOffice, by_sqlalchemy
from workflow.records.errors import ConstraintBroken, RecordConflict
from workflow.records.plain.writing import Writing, WritingUnit
from workflow.records.writing import new_row
from workflow.rules.errors import Refused, WorkflowError
from workflow.services.collection import contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.context.office import Office
from workflow.services.context.use_case import acting

HARMFUL = "เลขประจำตัวประชาชน 1-1017-00230-70-8"


def _day(small: SmallOffice) -> Iterator[Callable[[Office], object]]:
    """A day of handing in and judging, act by act."""

    def hand_in(code: str, group: str, name: str, text: str = "เอกสาร", **how: Any) -> Callable[[Office], object]:
        given = Contribution(files=[small.paper(name, text)], group=group, **how)
        return lambda office: contributing.contribute(office, f"clerk.{group}", code, given)

    yield hand_in("O1", "admin", "first.pdf")
    yield hand_in("O1", "admin", "second.pdf", HARMFUL, add=True, years=[2569])
    yield hand_in("O1", "admin", "third.pdf")  # in the place of both
    yield hand_in("O5", "admin", "of-admin.pdf", sign_at="1:10,20")
    yield lambda office: contributing.refuse(office, "clerk.hr", "O5", "admin", "ไม่ครบ")
    yield lambda office: contributing.accept(office, "clerk.admin", "O5", "admin")  # not the compiler
    nil = Contribution(nil_reason="ไม่มีข้อมูล", group="admin")
    yield lambda office: contributing.contribute(office, "clerk.admin", "O5", nil)
    yield lambda office: contributing.accept_parts(office, "clerk.hr", "O5", None)
    yield lambda office: contributing.accept(office, "clerk.hr", "O5", "hr")  # which handed in nothing
    for _ in range(2):
        yield lambda office: contributing.tick(office, "clerk.admin", "O2", everything=True)


def _rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(file)) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {name: sorted(base.execute(f'SELECT * FROM "{name}"'), key=repr) for name in tables}  # noqa: S608


def _play(folder: Path, how: Callable[[SmallOffice], Office], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The day, in one of the two ways; what each act was refused with."""
    numbers = iter(range(1, 1000))
    monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=next(numbers)))
    small = SmallOffice.open(folder, Clock())
    office, told = how(small), []
    for act in _day(small):
        try:
            act(office)
            told.append("")
        except WorkflowError as refused:
            told.append(refused.code)
    assert small.verify().ok
    office.close()
    small.close()
    return told


def test_the_bare_driver_writes_what_sqlalchemy_writes(
    small: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.close()
    there = [Path(shutil.copytree(small.folder, tmp_path / name, symlinks=True)) for name in ("one", "other")]
    usual = _play(there[0], lambda one: by_sqlalchemy(one.office), monkeypatch)
    monkeypatch.setattr(Writing, "_whole", lambda writing: pytest.fail("a question has no plain form"))
    assert _play(there[1], lambda one: one.office, monkeypatch) == usual
    assert len(set(usual)) > 1
    expected, found = (_rows(folder / "oit.db") for folder in there)
    assert {name: len(rows) for name, rows in found.items()} == {name: len(rows) for name, rows in expected.items()}
    assert found == expected
    assert all(expected[name] for name in ("evidence", "inspection", "contributor", "tick", "row_seal"))


@pytest.fixture
def plain(small: SmallOffice) -> Office:
    return small.office


def test_what_fails_before_it_is_kept_leaves_nothing(
    small: SmallOffice, plain: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, paper = _rows(small.folder / "oit.db"), small.paper("a.pdf")
    monkeypatch.setattr(Writing, "_digest", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        contributing.contribute(plain, "clerk.admin", "O1", Contribution(files=[paper]))
    assert _rows(small.folder / "oit.db") == before
    assert list((small.folder / "oit.db-line").iterdir()) == []  # nobody stands in the line for it any more
    monkeypatch.undo()
    contributing.contribute(plain, "clerk.admin", "O1", Contribution(files=[paper]))
    assert small.verify().ok


def test_only_its_tables_are_written_and_by_it_alone(small: SmallOffice, plain: Office) -> None:
    with suppress(TypeError), acting(plain, "clerk.admin", plain=True) as use_case:
        assert isinstance(use_case.session, Writing)
        with pytest.raises(TypeError):
            new_row(use_case.session, "Outbox", office_id=1)
        with pytest.raises(TypeError):
            use_case.office_row.secret = "0"
        use_case.session.add(small.office)
    with pytest.raises(ConstraintBroken), acting(plain, "clerk.admin", plain=True) as use_case:
        use_case.item("O1").entered_at = None  # type: ignore[assignment]
    with pytest.raises(RuntimeError):
        _ = WritingUnit(small.folder / "oit.db").session
    with acting(plain, "clerk.admin") as use_case:  # who did not ask for it writes as ever
        assert not isinstance(use_case.session, Writing)


def test_a_version_that_moved_is_a_conflict(plain: Office) -> None:
    with suppress(RecordConflict), acting(plain, "clerk.admin", plain=True) as use_case:
        item = use_case.item("O1")
        item.__dict__["version"] += 1
        item.online_reason = "x"
        with pytest.raises(RecordConflict):
            use_case.session.flush()


def test_an_office_that_was_never_sealed_is_sealed_whole_first(
    copy_office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = copy_office()
    small.close()
    with closing(sqlite3.connect(small.folder / "oit.db")) as base:
        triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'row_seal'")
        for (name,) in triggers.fetchall():
            base.execute(f"DROP TRIGGER {name}")
        base.execute("DELETE FROM row_seal")
        base.commit()
    with acting(small.office, "clerk.admin", plain=True) as use_case:
        assert not isinstance(use_case.session, Writing)


def test_refusals_are_those_of_the_rules(plain: Office) -> None:
    with pytest.raises(Refused) as refused:
        contributing.accept(plain, "clerk.hr", "O5", "hr")
    assert refused.value.reasons[0].code == "part_missing"

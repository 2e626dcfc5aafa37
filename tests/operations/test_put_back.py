"""Somebody puts an older database in the place of the office's: the next command notices, whatever the chain says."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import messages
import wiring
from tests.services.small_office import SmallOffice
from workflow.rules.errors import BadInput, Refused, WorkflowError
from workflow.services.context import marks
from workflow.services.context.use_case import reading
from workflow.services.numbering import registers
from workflow.services.operations import locked_file, settling
from workflow.services.operations.backup import backup
from workflow.services.operations.doctor import examine
from workflow.services.operations.going_on import ask_to_go_on
from workflow.services.operations.locked_file import MAGIC
from workflow.services.operations.restore import restore
from workflow.services.queries.journal import verify


def told(office: Any) -> list[str]:
    with reading(office) as use_case:
        return [one.code for one in marks.told(use_case)]


def checks(office: Any) -> dict[str, str]:
    return {one.code: one.severity for one in examine(office).checks}


def numbers(office: SmallOffice) -> list[tuple[int, str]]:
    from workflow.services.numbering.reports import listing

    return [(row.number, row.status) for row in listing(office.office, "order", year=2569)]


@pytest.fixture
def older(small: SmallOffice) -> Path:
    """The database as it was, before the registrar gave number 1 away."""
    registers.reserve(small.office, "registrar", "order")
    small.office.database.close()
    kept = small.folder.parent / "older.db"
    shutil.copyfile(small.folder / "oit.db", kept)
    small.clock.moment += timedelta(minutes=10)
    registers.reserve(small.office, "registrar", "order")
    registers.reserve(small.office, "registrar", "order")
    assert told(small.office) == []
    return kept


def put_back(small: SmallOffice, older: Path) -> None:
    small.office.database.close()
    shutil.copyfile(older, small.folder / "oit.db")


def test_an_older_database_is_noticed_and_nothing_is_recorded_in_it(small: SmallOffice, older: Path) -> None:
    put_back(small, older)
    assert verify(small.office).ok, "a whole chain that says nothing wrong"
    assert told(small.office) == ["database_older"]
    with pytest.raises(Refused) as refused:
        registers.reserve(small.office, "registrar", "order")
    assert refused.value.code == "database_older"
    assert numbers(small) == [(1, "reserved")]
    assert checks(small.office)["database_older"] == "broken"
    assert told(small.office) == ["database_older"], "looking does not make it good"


def test_two_say_how_it_goes_on_and_no_number_is_given_twice(small: SmallOffice, older: Path) -> None:
    put_back(small, older)
    with pytest.raises(Refused):
        ask_to_go_on(small.office, "registrar", " ")
    with pytest.raises(Refused):
        ask_to_go_on(small.office, "clerk.admin", "ดิสก์เสีย")
    asked = ask_to_go_on(small.office, "registrar", "ดิสก์เสีย ไม่มีชุดสำรองใหม่กว่านี้")
    with pytest.raises(Refused):
        settling.confirm(small.office, "registrar", asked)
    settling.confirm(small.office, "head", asked)
    assert told(small.office) == []
    assert [entry.kind for entry in small.journal()][-1] == "went_on"
    assert registers.reserve(small.office, "registrar", "order").number == 4
    assert numbers(small) == [(1, "reserved"), (2, "void"), (3, "void"), (4, "reserved")]
    assert verify(small.office).ok
    assert checks(small.office)["marks_agree"] == "ok"


def test_who_moves_the_older_database_elsewhere_is_noticed_too(small: SmallOffice, older: Path, tmp_path: Path) -> None:
    put_back(small, older)
    small.office.database.close()
    moved = tmp_path / "another name"
    small.folder.rename(moved)
    office = wiring.build(moved, clock=small.clock)
    assert told(office) == ["database_older"]
    office.close()


def test_another_office_in_its_place_is_told_once(small: SmallOffice) -> None:
    """A new one set up in the same folder, or somebody's own put in the place of ours: both look alike from inside."""
    registers.reserve(small.office, "registrar", "order")
    (ours,) = (m for m in small.office.marks.of(identity_of(small)).values())
    small.office.marks.keep("0" * 64, small.office.place, ours)
    assert told(small.office) == [], "of its own it knows that it stood here"
    moved = Path(small.office.marks.folder) / f"{identity_of(small)}.json"  # type: ignore[attr-defined]
    moved.unlink()
    assert told(small.office) == ["office_instead"]
    registers.reserve(small.office, "registrar", "order")
    assert told(small.office) == []


def identity_of(office: SmallOffice) -> str:
    with office.use_case() as use_case:
        return use_case.standing.who or ""


def test_a_copy_is_told_once_and_both_go_on(small: SmallOffice, older: Path, tmp_path: Path) -> None:
    small.office.database.close()
    shutil.copytree(small.folder, tmp_path / "copy")
    office = wiring.build(tmp_path / "copy", clock=small.clock)
    assert told(office) == ["office_elsewhere"]
    with reading(office) as use_case:
        (copy,) = marks.told(use_case)
    assert str(small.folder) in messages.say(copy.code, copy.facts), "where the other one is, is said"
    registers.reserve(office, "registrar", "order")
    assert told(office) == []
    registers.reserve(small.office, "registrar", "order")
    assert told(small.office) == []
    office.close()


def test_a_restored_backup_is_no_alarm_and_gives_no_number_twice(small: SmallOffice, tmp_path: Path) -> None:
    registers.reserve(small.office, "registrar", "order")
    saved = small.folder / "before.zip"
    backup(small.office, "registrar", saved)
    registers.reserve(small.office, "registrar", "order")
    registers.reserve(small.office, "registrar", "order")
    small.office.close()
    saved = saved.rename(tmp_path / "before.zip")
    shutil.rmtree(small.folder)
    restore(saved, small.folder, lambda at: wiring.build(at, clock=small.clock))
    office = wiring.build(small.folder, clock=small.clock)
    assert told(office) == ["database_put_back"]
    assert registers.reserve(office, "registrar", "order").number == 4
    assert told(office) == []
    office.close()


def test_an_office_made_anew_in_the_same_folder_is_no_alarm(small: SmallOffice, older: Path) -> None:
    assert older.exists()
    small.office.database.close()
    shutil.rmtree(small.folder / "store", ignore_errors=True)
    (small.folder / "oit.db").unlink()
    small.office.database.prepare()
    small.found()
    assert told(small.office) == []


def test_the_doctor_asks_the_site_the_backups_and_the_memos(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(locked_file, "_COST", 2)
    small.office.database.close()
    kept = small.folder.parent / "older.db"
    shutil.copyfile(small.folder / "oit.db", kept)
    small.bring("published", "O1")
    backup(small.office, "registrar", small.folder / "newer.zip")
    backup(small.office, "registrar", small.folder / "locked.zip", passphrase="four words nobody guesses")
    (small.folder / "locked nonsense.zip").write_bytes(MAGIC + b'{"says": {"journal": 1, "made_at": "today"}}\n')
    put_back(small, kept)
    for mark in (Path(small.office.marks.folder)).glob("*.json"):  # type: ignore[attr-defined]
        mark.unlink()
    assert told(small.office) == [], "who may write the database may remove this machine's mark, too"
    found = checks(small.office)
    assert {code: found.get(code) for code in ("site_saw_newer", "backup_saw_newer", "memo_saw_newer")} == {
        "site_saw_newer": "broken", "backup_saw_newer": "broken", "memo_saw_newer": "broken",
    }  # fmt: skip
    assert "marks_agree" not in found, found
    files = {one.facts["file"] for one in examine(small.office).checks if one.code == "backup_saw_newer"}
    assert files == {"newer.zip", "locked.zip"}, "a locked one says how far it goes to who cannot open it"


def test_a_clock_more_than_five_minutes_behind_records_nothing(small: SmallOffice) -> None:
    registers.reserve(small.office, "registrar", "order")
    small.clock.moment -= timedelta(minutes=4)
    registers.reserve(small.office, "registrar", "order")
    small.clock.moment -= timedelta(minutes=2)
    registers.reserve(small.office, "registrar", "order")  # the last entry is four minutes younger by now
    small.clock.moment -= timedelta(days=3)
    with pytest.raises(BadInput) as refused:
        registers.reserve(small.office, "registrar", "order")
    assert refused.value.code == "clock_behind"
    assert [number for number, _ in numbers(small)] == [1, 2, 3]


def test_an_entry_dated_in_the_future_locks_nobody_out(small: SmallOffice) -> None:
    right = small.clock.moment
    small.clock.forward(400)
    registers.reserve(small.office, "registrar", "announcement")
    small.clock.moment = right
    with pytest.raises(WorkflowError):
        registers.reserve(small.office, "registrar", "order")
    settling.confirm(small.office, "head", ask_to_go_on(small.office, "registrar", "นาฬิกาเครื่องเร็วไปหนึ่งปี"))
    registers.reserve(small.office, "registrar", "order")
    with pytest.raises(BadInput):
        ask_to_go_on(small.office, "registrar", "อีกครั้ง")

"""The ministry's list and views, each as the account it is for; and what each account may not."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

import wiring
from commands.context import RUNNING, Counter
from commands.counter import oit, run
from tests.conftest import MakeOffice
from tests.many.conftest import Many
from tests.many.test_moving import built, hashes, settled
from tests.operations.test_put_back import identity_of, told
from tests.services.small_office import START, SmallOffice
from workflow.records.errors import AccountMayNot, OfficeClosed
from workflow.rules.errors import BadInput, CheckFailed, NotFound
from workflow.services.context.marks import stood_here
from workflow.services.ministry import moving
from workflow.services.ministry.moving import move_out
from workflow.services.ministry.office_list import add, close, offices
from workflow.services.ministry.views import one_office, overview, reasons, shares, standings
from workflow.services.operations.backup import backup
from workflow.services.operations.restore import restore
from workflow.services.queries.status import status
from workflow.thai import width


@pytest.fixture
def listed(many: Many) -> Many:
    """Both offices on the list, in two provinces."""
    keeper = many.ministry("keeper")
    add(keeper, "east", "อุบลราชธานี", START)
    add(keeper, "west", "กาญจนบุรี", START)
    return many


def codes(many: Many, days: int) -> dict[str, list[str]]:
    _, found = standings(many.ministry("inspector"), START + timedelta(days=days))
    return {one.office.key: [reason.code for reason in one.reasons] for one in found}


def test_offices_of_one_database_are_not_taken_for_one_another(many: Many) -> None:
    """Of each of two on one server the same machine knows how far it had come; neither stands in the other's place."""
    east, west = many.office("east"), many.office("west")
    east.hand_in("O1")
    before = east.office.place.partition("#")[0]
    ((place, mark),) = east.office.marks.of(identity_of(east)).items()
    assert place == f"{before}#east"
    assert told(west.office) == []
    assert stood_here(west.office) is None
    # As programs of before kept it: one place for all of a database.
    Path(east.office.marks.folder).joinpath(f"{identity_of(east)}.json").unlink()  # type: ignore[attr-defined]
    east.office.marks.keep(identity_of(east), before, mark)
    assert (told(east.office), told(west.office)) == ([], [])
    east.office.marks.keep(identity_of(east), before, replace(mark, seq=mark.seq + 7, hash="0" * 64))
    assert told(east.office) == ["database_older"], "and what was seen then still counts"
    Path(east.office.marks.folder).joinpath(f"{identity_of(east)}.json").unlink()  # type: ignore[attr-defined]
    east.office.marks.keep(identity_of(east), before, mark)
    east.hand_in("O2")
    assert set(east.office.marks.of(identity_of(east))) == {place}, "its next step keeps it under its own name"


def test_totals_provinces_and_what_calls_for_attention(listed: Many) -> None:
    east = listed.office("east")
    east.hand_in("O1")
    east.compile("O1")
    seen = overview(listed.ministry("totals"), START)
    assert [(one.province, one.awaiting, one.total) for one in seen.provinces] == [
        ("กาญจนบุรี", 0, 7),
        ("อุบลราชธานี", 1, 7),
    ]
    assert (seen.whole.offices, seen.whole.total, seen.whole.compiling) == (2, 14, 13)
    assert codes(listed, 30) == {"east": [], "west": []}
    assert codes(listed, 31) == {"east": ["ministry_stands_still"], "west": ["ministry_stands_still"]}
    line, items = one_office(listed.ministry("inspector"), "east")
    assert (line.name, len(items), items[0].code) == ("สำนักงานทดลองเล็ก", 7, "O1")
    assert items[0].state == "group_compiled"
    assert [str(one.high) for one in shares(seen.provinces)] == ["0.00", "0.00"]
    with pytest.raises(NotFound):
        standings(listed.ministry("inspector"), START, province="ไม่มี")


def test_each_account_may_what_it_is_for_and_nobody_acts(listed: Many) -> None:
    with pytest.raises(AccountMayNot):
        standings(listed.ministry("totals"), START)
    for account in ("totals", "inspector", "program"):
        with pytest.raises((AccountMayNot, NotFound)):  # the program's account sees no list that it could close in
            close(listed.ministry(account), "east", "closed", "ยุบ", START)
    for account in ("totals", "inspector"):
        engine = listed.engine(account)
        with engine.connect() as connection:
            for statement in (
                "UPDATE item SET state = 'published'", "SELECT secret FROM office", "SELECT password_hash FROM person",
                "INSERT INTO journal_entry VALUES (1, 99, '[]', '')", "SELECT sealed FROM journal_entry",
            ):  # fmt: skip
                with pytest.raises(DBAPIError) as refused:
                    connection.execute(text(statement))
                assert "42501" in str(getattr(refused.value.orig, "sqlstate", "")), (account, statement)
                connection.rollback()
        engine.dispose()


def test_a_closed_office_records_nothing_and_is_not_counted(listed: Many) -> None:
    east, keeper = listed.office("east"), listed.ministry("keeper")
    close(keeper, "east", "closed", "ยุบรวม", START)
    with pytest.raises(OfficeClosed):
        east.hand_in("O1")
    assert status(east.office).progress["total"] == 7, "it can still be read"
    assert overview(listed.ministry("totals"), START).whole.offices == 1
    assert [(one.key, one.closed_as) for one in offices(keeper)] == [("west", None), ("east", "closed")]
    with pytest.raises(BadInput):
        close(keeper, "east", "closed", "ยุบรวม", START)


@pytest.mark.deep
def test_an_office_moves_out_as_one_verified_archive_and_comes_back(listed: Many, tmp_path: Path) -> None:
    west, keeper = listed.office("west"), listed.ministry("keeper")
    west.hand_in("O1")
    west.compile("O1")
    before, file = hashes(west), tmp_path / "west.zip"
    done = move_out(keeper, west.office, file, "ใช้เครื่องของสำนักงาน", START, built)
    assert done.archive.entries == len(before)
    with pytest.raises(NotFound):
        status(west.office)
    restore(file, tmp_path / "alone", built)
    alone = SmallOffice.open(tmp_path / "alone")
    listed.offices.append(alone)
    assert hashes(alone)[: len(before)] == before
    alone.hand_in("O2")
    settled(alone)
    backup(alone.office, "registrar", tmp_path / "again.zip")
    restore(tmp_path / "again.zip", tmp_path / "again", built, database=listed.url("program"))
    again = SmallOffice.open(tmp_path / "again")
    listed.offices.append(again)
    add(keeper, "west", "กาญจนบุรี", START)
    settled(again)
    assert hashes(again)[: len(before)] == before
    assert [one.key for one in offices(keeper) if one.closed_as] != []
    assert overview(listed.ministry("totals"), START).whole.offices == 2


def test_an_archive_that_does_not_verify_moves_nobody(
    listed: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise CheckFailed("restore_not_verified", "restore")

    monkeypatch.setattr(moving, "restore", refuse)
    west = listed.office("west")
    with pytest.raises(CheckFailed):
        move_out(listed.ministry("keeper"), west.office, tmp_path / "west.zip", "ย้าย", START, wiring.build)
    assert not (tmp_path / "west.zip").exists()
    west.hand_in("O1")
    settled(west)


def test_a_move_that_was_killed_is_ended_by_moving_again(listed: Many, tmp_path: Path) -> None:
    west, keeper = listed.office("west"), listed.ministry("keeper")
    close(keeper, "west", "moved", "ย้าย", START)  # the first thing a move does: no process was left to undo it
    with pytest.raises(OfficeClosed):
        west.hand_in("O1")
    move_out(keeper, west.office, tmp_path / "west.zip", "ย้าย", START, built)
    assert next(one.key for one in offices(keeper) if one.closed_as == "moved").startswith("west~")
    with pytest.raises(NotFound):
        close(keeper, "west", "moved", "ย้าย", START)


def said(arguments: list[str]) -> str:
    """What a command prints. :raises AssertionError: it does not end well."""
    RUNNING.set(Counter())
    result = CliRunner().invoke(oit, arguments, obj=RUNNING.get())
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


def test_at_the_counter(
    listed: Many, copy_office: MakeOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inspector, keeper = ["--database", listed.url("inspector")], ["--database", listed.url("keeper")]
    shown = said(["ministry", "progress", *inspector])
    assert "2 สำนักงาน" in shown
    assert max(map(width, shown.splitlines())) <= 80
    red = json.loads(said(["ministry", "progress", "--red", "--json", *inspector]))
    assert {one["key"]: [r["code"] for r in one["reasons"]] for one in red["offices"]} in (
        {}, {key: ["ministry_stands_still"] for key in ("east", "west")},
    )  # fmt: skip
    for name in ("offices.csv", "offices.xlsx"):
        said(["ministry", "progress", "--offices", "--out", str(tmp_path / name), *inspector])
    with (tmp_path / "offices.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    sheet = load_workbook(tmp_path / "offices.xlsx").active
    assert rows[0][:3] == ["รหัส", "สำนักงาน", "จังหวัด"]
    assert {row[0] for row in rows[1:]} == {"east", "west"} == {sheet.cell(n, 1).value for n in (2, 3)}
    assert "0.00" in said(["ministry", "score", *inspector])
    assert "O7" in said(["ministry", "office", "show", "west", *inspector])
    file = tmp_path / "small.zip"
    backup(copy_office().office, "registrar", file)
    arguments = ["ministry", "office", "add", str(file), str(tmp_path / "small"), "--province", "ตราด", "--confirm"]
    assert "ตราด" in said([*arguments, "--program", listed.url("program"), *keeper])
    moved = json.loads(said(["ministry", "office", "move", str(tmp_path / "small"), str(tmp_path / "out.zip"),
                             "--reason", "ย้าย", "--json", *keeper]))  # fmt: skip
    assert moved["office"] == "small"
    assert not (tmp_path / "small" / "office.toml").exists(), "nobody works on there"
    said(["ministry", "office", "close", "east", "--reason", "ยุบ", *keeper])
    assert "ย้ายออก" in said(["ministry", "office", "list", *keeper])
    assert said(["ministry", "prepare", *keeper])
    capsys.readouterr()
    assert run(["ministry", "progress", "--database", "sqlite:///x.db"]) == 1
    assert "PostgreSQL" in capsys.readouterr().err


def test_files_are_of_the_kind_they_are_named(listed: Many, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed.server.execute("UPDATE office SET name = '=HYPERLINK(1)' WHERE key = 'west'", listed.name)
    inspector = ["--database", listed.url("inspector")]
    said(["ministry", "progress", "--offices", "--out", str(tmp_path / "o.csv"), *inspector])
    with (tmp_path / "o.csv").open(encoding="utf-8-sig", newline="") as source:
        assert {row[1] for row in csv.reader(source)} == {"สำนักงาน", "'=HYPERLINK(1)", "สำนักงานทดลองเล็ก"}
    for what in (["progress"], ["progress", "--still"], ["score"]):
        written = tmp_path / "o.json"
        said(["ministry", *what, "--out", str(written), *inspector])
        shown = json.loads(said(["ministry", *what, "--json", *inspector]))
        assert {**shown, "as_of": ""} == {**json.loads(written.read_text("utf-8")), "as_of": ""}
    capsys.readouterr()
    assert run(["ministry", "progress", "--out", str(tmp_path / "o.txt"), *inspector]) == 2
    assert ".json" in capsys.readouterr().err
    assert not (tmp_path / "o.txt").exists()
    assert run(["ministry", "progress", "--out", str(tmp_path / "none" / "o.csv"), *inspector]) == 1
    capsys.readouterr()


def test_only_who_has_not_moved(listed: Many) -> None:
    listed.server.execute("UPDATE tally SET moved_at = now() - interval '40 days'", listed.name)
    west = "UPDATE tally SET moved_at = now(), broken = 1 FROM office WHERE office.id = office_id AND key = 'west'"
    listed.server.execute(west, listed.name)
    told = {
        option: [one["key"] for one in json.loads(
            said(["ministry", "progress", option, "--json", "--database", listed.url("inspector")])
        )["offices"]]
        for option in ("--red", "--still")
    }  # fmt: skip
    assert (sorted(told["--red"]), told["--still"]) == (["east", "west"], ["east"])


def test_every_reason_is_told() -> None:
    from workflow.records.queries.ministry import OfficeLine

    line = OfficeLine("k", "n", "p", None, None, 43, 3, 0, 40, 1, 2, 1, START)
    assert [one.code for one in reasons(line, START + timedelta(days=31))] == [
        "ministry_broken", "ministry_off_site", "ministry_stands_still",
    ]  # fmt: skip

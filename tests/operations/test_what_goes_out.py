"""What leaves the program harms nobody who opens it, and tells nobody what it should not."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

import messages
from adapters import machine, programs
from adapters.papers.answers import write_sheet
from adapters.papers.workbooks import workbook
from adapters.site import site_refused
from tests.services.small_office import SmallOffice, lay_folder
from workflow.office_files.settings import Settings
from workflow.office_files.tables import Column, read_table
from workflow.ports.sheets import TidyTable
from workflow.records.books import BookKind, BookNumber, NumberStatus
from workflow.records.connection.engine import PASSWORD, make_engine
from workflow.records.registers import export_register
from workflow.rules.errors import BadInput
from workflow.services.administration.accepting import shown_value
from workflow.services.administration.next_list import _csv
from workflow.thai.cells import csv_cell, is_formula, of_csv_cell

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1+1")
HARMLESS = ("", "ก", "-", "-5", "+66", "-1,234.50", "12%", " =1", "'=1", "ข้อ O1 = 1")


def test_a_formula_is_known_and_a_number_is_none() -> None:
    assert [one for one in FORMULAS if not is_formula(one)] == []
    assert [one for one in HARMLESS if is_formula(one)] == []
    for one in (*FORMULAS, *HARMLESS):
        assert of_csv_cell(csv_cell(one)) == one or one == "'=1"
        assert not is_formula(csv_cell(one))


def test_workbooks_keep_a_formula_a_text_also_when_it_is_edited(tmp_path: Path) -> None:
    rows = tuple((one,) for one in FORMULAS)
    table = TidyTable("t", "ตาราง", ("เรื่อง",), (*rows, (date(2026, 1, 1),), (-5,)))
    write_sheet(tmp_path / "answers.xlsx", "ก", (), ("ก",) * 6, [("ข", [(("=1+1",) * 6, False)])])
    given = {"office_id": 1, "book": BookKind.MEMO, "year": 2569, "number": 1, "status": NumberStatus.ISSUED}
    export_register(
        tmp_path / "register.xlsx", [BookNumber(**given, subject="=1+1", sender="+1+1")], office="ก",
        book=BookKind.MEMO, year=2569,
    )  # fmt: skip
    (tmp_path / "export.xlsx").write_bytes(workbook([table]))
    for name in ("answers", "register", "export"):
        sheet = load_workbook(tmp_path / f"{name}.xlsx").worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
        risky = [cell for cell in cells if is_formula(cell.value)]
        assert risky, name
        assert [cell.coordinate for cell in risky if cell.data_type != "s" or not cell.quotePrefix] == [], name
    export = load_workbook(tmp_path / "export.xlsx").worksheets[0]
    assert [cell.data_type for (cell,) in export.iter_rows(min_row=len(FORMULAS) + 2)] == ["d", "n"]


def test_a_table_that_the_office_edits_comes_back_as_it_was(tmp_path: Path) -> None:
    written = _csv(("item", "title"), [("O1", "=1+1"), ("O2", "-5"), ("O3", "ปกติ")])
    assert [row[1] for row in csv.reader(io.StringIO(written))] == ["title", "'=1+1", "-5", "ปกติ"]
    path = tmp_path / "table.csv"
    path.write_text(written, encoding="utf-8-sig")
    table = read_table(path, [Column("item", required=True), Column("title")])
    assert [row["title"] for row in table.rows] == ["=1+1", "-5", "ปกติ"]


def test_no_error_of_the_database_tells_what_a_statement_was_given(small: SmallOffice) -> None:
    secret = "argon2-of-somebody"
    with small.office.unit_of_work() as uow, pytest.raises(SQLAlchemyError) as failed:
        uow.session.execute(text("SELECT no_such_column FROM person WHERE login = :who"), {"who": secret})
    assert secret not in str(failed.value)
    assert "hidden" in str(failed.value)


def test_the_password_of_a_database_lies_in_no_file_that_others_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "postgresql+psycopg://oit:geheim@localhost/oit"
    folder = lay_folder(tmp_path / "office", database=url)
    file = folder / "office.toml"
    folder.chmod(0o755)
    file.chmod(0o644)
    with pytest.raises(BadInput) as refused:
        Settings.load(folder)
    assert [(r.code, r.facts.get("value")) for r in refused.value.reasons] == [("setting_database_password", None)]
    file.chmod(0o600)
    assert Settings.load(folder).database == url
    monkeypatch.setenv(PASSWORD, "from the environment")
    engine = make_engine(url.replace(":geheim", ""))
    assert engine.url.password == "from the environment"
    assert "from the environment" not in str(engine.url)
    engine.dispose()


def test_a_program_that_its_users_can_change_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    owner = tmp_path.stat().st_uid
    part = tmp_path / "wiring.py"
    part.touch(0o444)
    monkeypatch.setattr(programs.os, "getuid", lambda: owner)
    assert programs.writable_program([part]) == part, "its owner makes it writable again"
    monkeypatch.setattr(programs.os, "getuid", lambda: owner + 1000)
    for may_write, told in (({}, None), ({part}, part), ({tmp_path}, tmp_path), ({tmp_path.parent}, tmp_path.parent)):
        monkeypatch.setattr(programs.os, "access", lambda path, how, may_write=may_write: path in may_write)
        assert programs.writable_program([part]) == told, "who may write a folder above can exchange what is in it"
    tmp_path.parent.chmod(0o1777)
    assert programs.writable_program([part]) is None, "in a folder like /tmp one exchanges only one's own"
    monkeypatch.setattr(programs.os, "access", lambda path, how: False)
    for user, said in ((owner + 1000, "program_files_closed"), (0, "program_files_by_root")):
        monkeypatch.setattr(machine.os, "getuid", lambda user=user: user)
        assert said in {check.code for check in machine.check_machine()}, "of root it is not said that it is closed"


def test_a_program_that_would_not_be_run_is_told_before_it_is_needed(tmp_path: Path) -> None:
    inside = tmp_path / "upload.sh"
    found = {check.code: check.severity for check in machine.check_machine([inside, Path("/bin/true")], tmp_path)}
    assert found["program_in_folder"] == "broken"


def test_a_list_in_the_settings_is_shown_as_it_is_read() -> None:
    assert [shown_value(value) for value in (["/opt/upload", "--now"], [], None, 1)] == [
        "/opt/upload --now",
        "–",
        "–",
        "1",
    ]


def test_why_an_own_page_is_refused_is_told_in_words() -> None:
    refused = site_refused("own_page_script", {"file": "extra.html", "line": 3})
    assert messages.say(refused.code, refused.facts) == "สร้างหน้าเว็บไม่ได้: หน้าเว็บของสำนักงาน extra.html มีสคริปต์ (บรรทัด 3)"
    assert "[site] scripts = true" in messages.do(refused.code, refused.facts)
    assert "script" in messages.say(refused.code, refused.facts, "en")

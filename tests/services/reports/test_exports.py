"""Tables for spreadsheets stay tables: numbers as numbers, days as days; prescribed forms are looked at."""

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

import wiring
from tests.assessment.small_framework import RESULT, lay_framework
from tests.services.small_office import SmallOffice
from workflow.office_files.sheet_forms import load_form, read_form, take_form
from workflow.ports.sheets import TidyTable
from workflow.rules.errors import BadInput, NotFound
from workflow.services.reports import measures, meetings
from workflow.services.reports.exports import tables
from workflow.services.reports.proposals import propose
from workflow.services.reports.results import import_result


def test_every_table_there_is_something_for_has_thai_heads_numbers_and_buddhist_days(small: SmallOffice) -> None:
    assert [one.key for one in tables(small.office)] == ["items", "progress", "measures", "meetings", "resolutions"]
    lay_framework(small.folder)
    import_result(small.office, "registrar", "ผล.csv", RESULT.encode(), "moe-oit", 2569)
    measures.add(small.office, "registrar", propose(small.office), year=2570)
    meetings.plan(small.office, "registrar", day=2, months=1)
    found = {one.key: one for one in tables(small.office)}
    assert list(found) == ["items", "progress", "result", "estimate", "measures", "meetings", "resolutions"]
    assert found["result"].rows[3][:4] == ("O4", "แผนปฏิบัติการ", "9", Decimal(100))
    book = load_workbook(io.BytesIO(wiring.workbook(list(found.values()))))
    sheet = book["มาตรการ"]
    assert [cell.value for cell in sheet[1]][:3] == ["มาตรการที่", "มาตรการ", "ที่มา"]
    assert sheet["A2"].value == 1
    assert (sheet["F2"].value, sheet["F2"].number_format) == (datetime(2026, 10, 1), "[$-107041E]d mmm yyyy")
    with pytest.raises(BadInput):
        tables(small.office, ("nothing",))
    with pytest.raises(NotFound):
        tables(small.office, ("result",), year=2560)


def test_a_text_that_begins_with_an_equals_sign_stays_text() -> None:
    book = load_workbook(io.BytesIO(wiring.workbook([TidyTable("x", "ก", ("ข้อ",), (("=1+1",),))])))
    assert book.worksheets[0]["A2"].data_type == "s"


def test_a_prescribed_form_is_written_empty_and_every_wrong_cell_of_a_filled_one_is_told(tmp_path: Path) -> None:
    form = load_form(tmp_path, "ita-o16")
    assert (len(form.columns), form.standing) == (16, "as_found")
    with pytest.raises(NotFound):
        load_form(tmp_path, "ita-o17")
    heads = [column.head for column in form.columns]
    good = ["1", "๒๕๖๙", "สำนักงานตัวอย่าง", "เมือง", "ตัวอย่าง", "ศึกษาธิการ", "ส่วนราชการ", "จ้างเหมา", "12,500.50", "งบประมาณ",
            "ลงนามแล้ว", "เฉพาะเจาะจง", "12500", "12,000", "ร้านตัวอย่าง", ""]  # fmt: skip
    path = tmp_path / "filled.xlsx"
    path.write_bytes(wiring.workbook([TidyTable("x", "ก", tuple(heads), (tuple(good),))]))
    (row,) = read_form(form, path)
    assert (row["วงเงินงบประมาณที่ได้รับจัดสรร (บาท)"], row["ปีงบประมาณ"]) == (Decimal("12500.50"), "2569")
    bad = [*good[:1], "2026", "", *good[3:8], "มาก", *good[9:]]
    path.write_bytes(wiring.workbook([TidyTable("x", "ก", tuple(heads), (tuple(good), tuple(bad)))]))
    with pytest.raises(BadInput) as refused:
        read_form(form, path)
    assert [(one.code, one.facts["line"]) for one in refused.value.reasons] == [
        ("cell_no_year", 3), ("cell_empty", 3), ("cell_no_number", 3),
    ]  # fmt: skip


def test_an_offices_own_form_is_data(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    own = 'key = "ita-o17"\ntitle = "ของสำนักงาน"\n[[columns]]\nhead = "ที่"\nkind = "number"\n'
    (tmp_path / "forms" / "ita-o17.toml").write_text(own, encoding="utf-8")
    assert load_form(tmp_path, "ITA-o17").columns[0].head == "ที่"
    (tmp_path / "forms" / "ita-o17.toml").write_text(own.replace("number", "colour"), encoding="utf-8")
    with pytest.raises(BadInput):
        load_form(tmp_path, "ita-o17")


def test_the_evaluators_own_sheet_becomes_a_form_by_its_heads(tmp_path: Path) -> None:
    """ITA-o17's columns stand in no source: whoever has the evaluators' file takes its heads from it."""
    sheet = tmp_path / "ITA-o17.xlsx"
    heads = ("ที่", "ปีงบประมาณ", "ชื่อรายการ\nที่ซื้อหรือจ้าง", "วงเงินงบประมาณ (บาท)", "ระยะเวลาดำเนินการ (ปี)",
             "หมายเหตุ")  # fmt: skip
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["แบบรายงานสรุปผลการจัดซื้อจัดจ้าง"])
    page.append(heads)
    book.save(sheet)
    form = take_form(tmp_path, "ITA-o17", sheet, title="สรุปผลการจัดซื้อจัดจ้าง")
    assert load_form(tmp_path, "ita-o17") == form
    assert (form.standing, form.sources) == ("own", ("ITA-o17.xlsx",))
    assert [(column.head, column.kind) for column in form.columns] == [
        ("ที่", "number"), ("ปีงบประมาณ", "year"), ("ชื่อรายการ ที่ซื้อหรือจ้าง", "text"), ("วงเงินงบประมาณ (บาท)", "number"),
        ("ระยะเวลาดำเนินการ (ปี)", "text"), ("หมายเหตุ", "text"),
    ]  # fmt: skip
    page.append([1, 2569, "จ้างเหมา", 12000, "๖๐ วัน"])
    book.save(sheet)
    assert read_form(form, sheet) == [
        {"ที่": Decimal(1), "ปีงบประมาณ": "2569", "ชื่อรายการ ที่ซื้อหรือจ้าง": "จ้างเหมา", "วงเงินงบประมาณ (บาท)": Decimal(12000),
         "ระยะเวลาดำเนินการ (ปี)": "๖๐ วัน", "หมายเหตุ": ""}
    ]  # fmt: skip
    with pytest.raises(BadInput) as there:
        take_form(tmp_path, "ita-o17", sheet, title="ใหม่")
    assert there.value.code == "file_exists"
    with pytest.raises(BadInput) as wrong:
        take_form(tmp_path, "../o17", sheet, title="ใหม่")
    assert wrong.value.code == "sheet_form_key"
    (tmp_path / "one.csv").write_text("มีช่องเดียว\n", encoding="utf-8")
    with pytest.raises(BadInput) as bare:
        take_form(tmp_path, "one", tmp_path / "one.csv", title="ช่องเดียว")
    assert bare.value.code == "sheet_not_filled"

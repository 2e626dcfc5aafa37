"""Days, digits, dashes and heads as Excel in a Thai office has them: each read right or refused by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from workflow.office_files.catalogue import read_catalogue
from workflow.office_files.people import load_people
from workflow.office_files.problems import BadInput
from workflow.office_files.responsibilities import load_responsibilities
from workflow.office_files.tables import Column, Table, read_table, value_of
from workflow.thai import NotUnderstood, parse_date

from .test_people_file import GROUPS

COLUMNS = (Column("item", ("ข้อ",)), Column("from", ("ตั้งแต่",)), Column("until", ("ถึง",), required=False))
DAY = date(2023, 5, 23)
SERIAL = (DAY - date(1899, 12, 30)).days
TYPED_BUDDHIST = (date(2566, 5, 23) - date(1899, 12, 30)).days
"""23/5/2566 typed where Excel counts Gregorian years."""

FORMATS = (
    "d/m/yyyy", "[$-D07041E]d mmmm yyyy", "[$-D07041E]d mmmm yyyy;@", "[$-107041E]d/m/yyyy", "[$-1070000]d mmmm yyyy;@",
    "[$-41E]d mmmm yyyy", "[$-th-TH,107]d mmmm yyyy;@", "[$-th-TH,D07]d mmm yy", "[$-F800]dddd, mmmm dd, yyyy",
    "[$-D000000]d mmmm yyyy", "ว ดดดด ปปปป", "วว/ดด/ปปปป", '"วันที่" ว ดดดด ปปปป', "d mmmm bbbb", "d ดดดด bbbb", "bbbb",
)  # fmt: skip
NUMBERS = (
    "[$-D07041E]0", "[$-D00041E]#,##0", "t0", '0 "วัน"', '#,##0" ด."', 'General "ปี"', "[$฿-41E]#,##0.00", "0\\ด", "@",
    "_-* #,##0_-",
)  # fmt: skip


def sheet(path: Path, rows: Sequence[Sequence[object]], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for row in rows:
        page.append(list(row))
    for cell, code in (formats or {}).items():
        page[cell].number_format = code
    book.save(path)
    return path


def days(table: Table) -> list[date | None]:
    problems: list[object] = []
    found = [value_of(row, "from", parse_date, problems) for row in table.rows]  # type: ignore[arg-type]
    assert not problems
    return found


def test_a_day_is_read_whatever_format_shows_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ข้อ", "ตั้งแต่"]]
    formats = {}
    for code in FORMATS:
        for number in (SERIAL, TYPED_BUDDHIST):
            rows.append([f"O{len(rows)}", number])
            formats[f"B{len(rows)}"] = code
    table = read_table(sheet(tmp_path / "t.xlsx", rows, formats), COLUMNS)
    assert not table.problems
    assert days(table) == [DAY] * (len(rows) - 1)


def test_a_number_stays_a_number_whatever_letters_stand_beside_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["ข้อ", "ตั้งแต่"], *([f"O{n}", SERIAL] for n, _ in enumerate(NUMBERS, 1))]
    formats = {f"B{row}": code for row, code in enumerate(NUMBERS, 2)}
    table = read_table(sheet(tmp_path / "t.xlsx", rows, formats), COLUMNS)
    assert [row["from"] for row in table.rows] == [str(SERIAL)] * len(NUMBERS)


def test_a_year_typed_with_two_digits_is_refused_by_its_cell(tmp_path: Path) -> None:
    rows = [["ข้อ", "ตั้งแต่"], ["O1", date(1966, 5, 23)], ["O2", date(1985, 1, 1)]]
    (problem,) = read_table(sheet(tmp_path / "t.xlsx", rows), COLUMNS).problems
    assert problem.code == "cell_two_digit_year"
    assert {"line": 2, "column": "B", "value": "1966-05-23", "year": 66}.items() <= problem.facts.items()


@pytest.mark.parametrize("text", ["45069", "๔๕๐๖๙", str(TYPED_BUDDHIST)])
def test_a_bare_number_for_a_day_is_refused_and_the_day_told(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_date(text)
    assert (refused.value.code, refused.value.facts["day"]) == ("date_is_a_serial", "2023-05-23")


@pytest.mark.parametrize("text", ["00001", "999999", "2566", "20230523"])
def test_other_numbers_are_no_days(text: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        parse_date(text)
    assert refused.value.code == "date_not_understood"


@pytest.mark.parametrize("nothing", ["-", "–", "—", "--", ""])
def test_a_dash_is_nothing_where_a_day_may_be(tmp_path: Path, nothing: str) -> None:
    table = read_table(sheet(tmp_path / "t.xlsx", [["ข้อ", "ตั้งแต่"], ["O1", nothing]]), COLUMNS)
    assert days(table) == [None]


def test_titles_above_and_a_head_of_two_lines_are_seen_through(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    for line in (
        ["ตารางผู้รับผิดชอบ ประจำปีงบประมาณ พ.ศ. ๒๕๖๖"], ["สำนักงานตัวอย่าง"], [],
        ["ลำดับ", "ข้อ", "ระยะเวลา"], [None, None, "ตั้งแต่", "ถึง"],
        [1, "O1", "๑ ตุลาคม ๒๕๖๕", "-"],
    ):  # fmt: skip
        page.append(line)
    for merged in ("A1:D1", "A4:A5", "B4:B5", "C4:D4"):
        page.merge_cells(merged)
    book.save(tmp_path / "t.xlsx")
    table = read_table(tmp_path / "t.xlsx", COLUMNS)
    assert not table.problems
    assert [(row.line, row["item"]) for row in table.rows] == [(6, "O1")]
    assert days(table) == [date(2022, 10, 1)]


def test_people_responsibilities_and_catalogue_take_what_offices_write(tmp_path: Path) -> None:
    head = ["login", "title", "name", "group", "position", "role", "kind", "from", "until", "order", "acts_for"]
    boss = ["head", "นาย", "ตัวอย่าง หนึ่ง", "-", "ศึกษาธิการจังหวัด", "head", "-", TYPED_BUDDHIST, "-"]
    boss += [date(2566, 12, 1), "–"]
    path = sheet(tmp_path / "people.xlsx", [head, boss], {"H2": "ว ดดดด ปปปป", "J2": "mmm-yy"})
    with pytest.raises(BadInput) as refused:
        load_people(path, GROUPS)
    # The order 12/2566, which Excel made a day of, is the only thing wrong in the row itself.
    assert {p.code for p in refused.value.problems} == {"order_became_a_day"}

    columns = ["number", "code", "title_th", "indicator", "sub_indicator", "coverage", "evidence_kind", "head_only"]
    thai = ["๑", "๐๑", "โครงสร้าง", "๙", "๙.๑", "current_fy", "document", "-"]
    plain = [2, "O2", "ผู้บริหาร", 9, 9.1, "current_fy", "document", None]
    catalogue = read_catalogue(sheet(tmp_path / "catalogue-2566.xlsx", [columns, thai, plain]), 2566)
    assert [one.code for one in catalogue] == ["O1", "O2"]
    assert {(one.indicator, one.sub_indicator) for one in catalogue} == {("9", "9.1")}

    first = GROUPS[0].key
    due = [["item", "groups", "compiler", "due"], ["๐๑", first, "-", TYPED_BUDDHIST], ["O2", first, first, "-"]]
    held = load_responsibilities(sheet(tmp_path / "r.xlsx", due, {"D2": "[$-th-TH,107]d mmmm yyyy"}), catalogue, GROUPS)
    assert [(one.compiler, one.due) for one in held.values()] == [(first, DAY), (first, None)]

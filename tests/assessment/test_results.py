"""Results as offices get them: any layout, read whole, or every mismatch named with its place."""

import io
from decimal import Decimal

import pytest

from assessment.digits import read_code, read_ordinal, read_score
from assessment.problem import NotUsable, Problem
from assessment.results.grid import grid_of_text
from assessment.results.read import Result, read_result
from assessment.results.sheet import grid_of_sheet
from tests.assessment.results import INDICATORS, LINKED, comments, item_scores, moe, obec

D = Decimal

HEAD = "ลำดับที่\tตัวชี้วัดย่อย\tคะแนน\tข้อเสนอแนะจากคณะกรรมการ"


def rows(**changes: str) -> list[str]:
    """The 43 lines of a printed table, with Thai digits and a drawn circle for zero; changes replace a whole line."""
    thai = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
    found = []
    for item in moe().items:
        score = "๑๐๐" if item.code in LINKED else "○"
        line = f"{str(item.number).translate(thai)}\t{item.title}\t{score}\t{comments().get(item.code, '')}"
        found.append(changes.get(item.code, line))
    return found


def read(lines: list[str], file: str = "ผล.txt") -> Result:
    return read_result(grid_of_text("\n".join(lines)), moe(), file)


def refused(lines: list[str]) -> list[Problem]:
    with pytest.raises(NotUsable) as caught:
        read(lines)
    return list(caught.value.problems)


def test_a_pasted_table_with_section_rows_and_repeated_heads_is_read_whole() -> None:
    body = rows()
    body.insert(10, HEAD)
    body.insert(10, "<b>๙.๒) การบริหารงาน</b>\t\t\t")
    found = read(["ผลคะแนนรายข้อ", HEAD, "<b>๙.๑) ข้อมูลพื้นฐาน</b>\t\t\t", *body, "รวม\t\t๓๙.๕๓\t"])
    assert {code: one.score for code, one in found.items.items()} == item_scores()
    assert found.total == D("39.53")
    assert found.items["O16"].comment == comments()["O16"]


def test_codes_with_a_thai_zero_are_codes() -> None:
    lines = [f"๐{item.number},{item.title},{100 if item.code in LINKED else 'O'}" for item in moe().items]
    assert len(read(["ข้อ,ข้อมูล,คะแนน", *lines]).items) == 43


@pytest.mark.parametrize("head", ["ตัวชี้วัด | ชื่อ | คะแนน", "ที่ | ตัวชี้วัด | คะแนน", "ลำดับที่ | ตัวชี้วัด | คะแนน"])
def test_a_number_beside_an_indicators_title_is_no_item(head: str) -> None:
    """As the evaluators' summary prints them: item 1 is another thing than indicator 1."""
    lines = [f"{n} | {obec().indicator(n).title} | {s}" for n, s in INDICATORS.items()]  # type: ignore[union-attr]
    found = read_result(grid_of_text("\n".join([head, "--- | --- | ---", *lines, "รวม | | 98.79"])), obec())
    assert (found.indicators, found.items, found.total) == (INDICATORS, {}, D("98.79"))
    swapped = [f"2 | {obec().indicator('1').title} | 99.48"]  # type: ignore[union-attr]
    with pytest.raises(NotUsable) as caught:
        read_result(grid_of_text("\n".join([head, "--- | --- | ---", *swapped])), obec())
    assert [one.code for one in caught.value.problems] == ["result_indicator_of_other"]


def test_indicators_tools_and_total_of_a_full_assessment() -> None:
    lines = ["ตัวชี้วัด | คะแนนเต็ม | คะแนน | ระดับคุณภาพ", "--- | --- | --- | ---"]
    lines += [f"ตัวชี้วัดที่ {n} {obec().indicator(n).title} | 100 | {s} | AA" for n, s in INDICATORS.items()]  # type: ignore[union-attr]
    lines += ["การวัดการรับรู้ภายใน (IIT) | 30 | 29.40 | ", "รวม | 100 | 98.79 | AA"]
    found = read_result(grid_of_text("\n".join(lines)), obec())
    assert found.indicators == INDICATORS
    assert (found.tools, found.total, found.level) == ({"IIT": D("29.40")}, D("98.79"), "AA")


def test_every_mismatch_is_named_with_line_and_column_and_nothing_is_taken() -> None:
    changes = {
        "O5": "๕\tข้อมูลเชิงสถิติการให้บริการ\t๑๐๐\t",
        "O9": "๙\tSocial Network\tหนึ่งร้อย\t",
        "O12": "๑๒\tรายงานการกำกับติดตามการดำเนินงานและการใช้งบประมาณประจำปี รอบ 6 เดือน\t๕๐\t",
        "O13": "๑๓\tรายงานผลการดำเนินงานประจำปี\t\t",
        "O20": "๔๔\tประกาศต่าง ๆ\t๑๐๐\t",
    }
    found = {(p.code, p.facts.get("line"), p.facts.get("column")): p for p in refused([HEAD, *rows(**changes)])}
    assert set(found) == {
        ("result_title_of_other", 6, "ตัวชี้วัดย่อย"),
        ("result_bad_score", 10, "คะแนน"),
        ("result_impossible_score", 13, "คะแนน"),
        ("result_no_score", 14, "คะแนน"),
        ("result_unknown_item", 21, "ลำดับที่"),
        ("result_items_missing", None, None),
    }
    assert found[("result_title_of_other", 6, "ตัวชี้วัดย่อย")].facts["other"] == "O16"
    assert found[("result_items_missing", None, None)].facts["codes"] == ["O20"]


def test_an_item_twice_and_two_totals_are_refused() -> None:
    found = refused([HEAD, *rows(), rows()[0], "รวม\t\t39.53\t", "รวม\t\t28.33\t"])
    assert [problem.code for problem in found] == ["result_item_twice", "result_two_totals"]


def test_a_title_spelt_otherwise_is_told_and_taken() -> None:
    found = read([HEAD, *rows(O3="๓\tหน้าที่และอำนาจ\t๑๐๐\t")])
    assert [(note.code, note.facts["code"], note.facts["line"]) for note in found.notes] == [
        ("result_title_spelt_otherwise", "O3", 4)
    ]


def test_an_indicator_under_another_ones_name_is_refused() -> None:
    text = "ตัวชี้วัด|คะแนน\nตัวชี้วัดที่ 3 การใช้งบประมาณ|96.09"
    with pytest.raises(NotUsable) as caught:
        read_result(grid_of_text(text), obec())
    assert caught.value.problems[0].code == "result_indicator_of_other"


@pytest.mark.parametrize("text", ["", "ไม่มีตาราง", "ข้อ,ข้อมูล,คะแนน"])
def test_a_text_without_a_result_is_refused(text: str) -> None:
    with pytest.raises(NotUsable):
        read_result(grid_of_text(text), moe())


def workbook(merge: str | None = None, formula: str | None = None) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ผลการประเมิน ปีงบประมาณ พ.ศ. 2566"])
    sheet.append(["ข้อ", "ข้อมูล", "คะแนน", "ความเห็น"])
    for item in moe().items:
        sheet.append([item.code, item.title, 100.0 if item.code in LINKED else 0, comments().get(item.code)])
    sheet.append(["รวม", None, 39.53])
    if merge:
        sheet.merge_cells(merge)
    if formula:
        sheet[formula] = "#REF!"
        sheet[formula].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_comment_merged_over_rows_belongs_to_each_of_them() -> None:
    found = read_result(grid_of_sheet(workbook(merge="D33:D35")), moe())
    assert found.items["O31"].comment == found.items["O32"].comment == found.items["O33"].comment != ""
    assert (found.total, len(found.items)) == (D("39.53"), 43)


def test_a_failed_formula_and_a_broken_workbook_are_told() -> None:
    with pytest.raises(NotUsable) as caught:
        grid_of_sheet(workbook(formula="C5"), "ผล.xlsx")
    assert caught.value.problems[0].facts == {"file": "ผล.xlsx", "line": 5, "column": "C", "value": "#REF!"}
    with pytest.raises(NotUsable):
        grid_of_sheet(b"PK\x03\x04 no workbook")


@pytest.mark.parametrize(
    ("text", "score"),
    [("๑๐๐", "100"), ("○", "0"), ("O", "0"), ("๐.๐๐", "0.00"), ("1,700", "1700"), ("39.53 %", "39.53"), ("-", None),
     ("", None), ("สูง", None)],
)  # fmt: skip
def test_scores_as_they_are_typed(text: str, score: str | None) -> None:
    assert read_score(text) == (None if score is None else D(score))


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [("O15", "O15", None), ("๐๑๕", "O15", 15), ("o 15", "O15", None), ("ข้อ O2", "O2", None), ("๑๕.", None, 15),
     ("OIT4", "O4", None), ("00", None, None), ("แผน", None, None)],
)  # fmt: skip
def test_codes_as_they_are_typed(text: str, code: str | None, number: int | None) -> None:
    assert (read_code(text), read_ordinal(text)) == (code, number)

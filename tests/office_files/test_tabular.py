"""Tables as Excel in a Thai office leaves them: the same rows whatever the file, every mistake named with its place."""

import csv
import io
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.office_files.tables import Column, Table, clean, fold, read_table, split_list

COLUMNS = (Column("item", ("ข้อ",)), Column("groups", ("ผู้รับผิดชอบ",)), Column("note", ("คำอธิบาย",), required=False))
ROWS = [["O1", "กลุ่มอำนวยการ"], ["O2", "กลุ่มนโยบายและแผน, กลุ่มบริหารงานบุคคล"]]


def write(
    path: Path, rows: list[list[str]], *, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n"
) -> Path:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def cells(table: Table) -> list[tuple[str, str]]:
    return [(row["item"], row["groups"]) for row in table.rows]


def codes(table: Table) -> list[str]:
    return [problem.code for problem in table.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("header", [["item", "groups"], ["ข้อ", "ผู้รับผิดชอบ"], [" Item ", "ผู้ รับผิดชอบ"]])
def test_every_encoding_separator_and_header_reads_the_same(
    tmp_path: Path, encoding: str, separator: str, header: list[str]
) -> None:
    table = read_table(write(tmp_path / "t.csv", [header, *ROWS], encoding=encoding, separator=separator), COLUMNS)
    assert not table.problems
    assert cells(table) == [(row[0], row[1]) for row in ROWS]
    assert [row.line for row in table.rows] == [2, 3]


def test_a_workbook_reads_like_the_text_a_clerk_would_have_typed(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.title = "ซ่อน"
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("ตาราง")
    sheet.append(["ข้อ", "ผู้รับผิดชอบ", "คำอธิบาย"])
    sheet.append(["O1", 12, 2566.0])
    sheet.append([])
    sheet.append(["O2", True, datetime(2023, 4, 1)])
    path = tmp_path / "table.csv"  # an .xlsx that was only renamed is still a workbook
    book.save(path)
    table = read_table(path, COLUMNS)
    assert not table.problems
    assert [(row.line, row["groups"], row["note"]) for row in table.rows] == [
        (2, "12", "2566"),
        (4, "true", "2023-04-01"),
    ]


def test_a_failed_formula_is_named_by_its_cell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["item", "groups"])
    sheet.append(["O1", "#REF!"])
    sheet["B2"].data_type = "e"
    book.save(tmp_path / "t.xlsx")
    (problem,) = read_table(tmp_path / "t.xlsx", COLUMNS).problems
    assert problem.code == "cell_error"
    assert problem.facts["line"] == 2
    assert problem.facts["column"] == "B"


def test_a_bad_byte_in_windows_874_names_line_and_column_and_the_rest_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["ข้อ", "ผู้รับผิดชอบ"], *ROWS], encoding="cp874")
    path.write_bytes(path.read_bytes().replace("O2,".encode("cp874"), b"O2\xff,"))
    table = read_table(path, COLUMNS)
    (problem,) = table.problems
    assert problem.code == "bad_bytes"
    assert (problem.facts["line"], problem.facts["column"], problem.facts["encoding"]) == (3, 3, "cp874")
    assert cells(table)[0] == ("O1", "กลุ่มอำนวยการ")


def test_a_damaged_utf8_file_is_not_taken_for_windows_874(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", [["item", "groups"], *ROWS])
    path.write_bytes(path.read_bytes().replace("กลุ่มอำ".encode(), "กลุ่มอ".encode() + b"\xe0\xb8", 1))
    (problem,) = read_table(path, COLUMNS).problems
    assert (problem.code, problem.facts["line"], problem.facts["encoding"]) == ("bad_bytes", 2, "utf-8")


def test_thai_that_was_read_in_the_wrong_encoding_is_noticed(tmp_path: Path) -> None:
    # As Windows reads UTF-8 in its Thai code page: bytes that page leaves undefined become control characters.
    wrong = "".join(chr(b) if b in b"\x81\x88" else bytes([b]).decode("cp874") for b in "กลุ่ม".encode())
    table = read_table(write(tmp_path / "t.csv", [["item", "groups"], ["O1", wrong]]), COLUMNS)
    assert codes(table) == ["misread_thai"]


@given(st.text(alphabet=st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A), min_size=1, max_size=40))
def test_right_thai_is_never_called_misread(text: str) -> None:
    from workflow.office_files.encoding import looks_misread

    assert not looks_misread("กลุ่ม" + text)


def test_an_open_quotation_mark_is_named_by_the_line_where_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('item,groups\nO1,admin\nO2,"policy\nO3,hr\n', encoding="utf-8")
    table = read_table(path, COLUMNS)
    assert [(p.code, p.facts["line"]) for p in table.problems] == [("bad_quotes", 3)]
    assert cells(table) == [("O1", "admin")]


def test_a_cell_may_hold_lines_and_the_next_row_keeps_its_own_line_number(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('sep=;\nitem;groups\nO1;"admin\npolicy"\nO2;hr\n', encoding="utf-8")
    table = read_table(path, COLUMNS)
    assert [(row.line, row["groups"]) for row in table.rows] == [(3, "admin\npolicy"), (5, "hr")]


def test_headers_missing_twice_or_misspelt_are_each_named(tmp_path: Path) -> None:
    table = read_table(write(tmp_path / "t.csv", [["item", "item", "ผู้รับผิดชอป", "ลำดับ"], ["O1", "", "x", "1"]]), COLUMNS)
    assert codes(table) == ["column_twice", "unknown_column", "column_missing"]
    assert table.problems[1].facts["suggestion"] == "ผู้รับผิดชอบ"


def test_columns_nobody_knows_are_ignored(tmp_path: Path) -> None:
    table = read_table(
        write(tmp_path / "t.csv", [["ลำดับ", "ข้อ", "ผู้รับผิดชอบ", "วันที่แก้"], ["1", "O1", "admin", "-"]]), COLUMNS
    )
    assert not table.problems
    assert cells(table) == [("O1", "admin")]


def test_cells_beyond_the_header_are_told(tmp_path: Path) -> None:
    table = read_table(
        write(tmp_path / "t.csv", [["item", "groups"], ["O1", "admin", "เกิน"], ["O2", "hr", ""]]), COLUMNS
    )
    assert [(p.code, p.facts["line"], p.facts["value"]) for p in table.problems] == [("too_many_cells", 2, "เกิน")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"\xef\xbb\xbf\r\n;;\r\n", "table_empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old workbook", "old_or_locked_workbook"),
        (b"PK\x03\x04 not really a workbook", "bad_workbook"),
        (b"x" * (10 * 1024 * 1024 + 1), "table_too_big"),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    table = read_table(path, COLUMNS)
    assert codes(table) == [code]
    assert not table.rows


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    assert codes(read_table(tmp_path / "none.csv", COLUMNS)) == ["file_missing"]
    assert codes(read_table(tmp_path, COLUMNS)) == ["file_unreadable"]


THAI = st.text(
    alphabet=st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E3A),
        st.characters(min_codepoint=0x0E3F, max_codepoint=0x0E5B),
        st.sampled_from('abcO0123456789 ,;"|/-.'),
    ),
    max_size=30,
)


@given(
    rows=st.lists(st.tuples(THAI, THAI), max_size=12),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp874", "utf-16"]),
    separator=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_what_is_written_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], encoding: str, separator: str, end: str
) -> None:
    path = tmp_path_factory.mktemp("table") / "t.csv"
    write(path, [["ข้อ", "ผู้รับผิดชอบ"], *map(list, rows)], encoding=encoding, separator=separator, end=end)
    # A line of nothing but separators, of whichever kind, is an empty one: programs pad tables with them.
    expected = [(clean(a), clean(b)) for a, b in rows if (clean(a) + clean(b)).strip(",;")]
    assert cells(read_table(path, COLUMNS)) == expected


@given(st.binary(max_size=400))
def test_no_bytes_at_all_break_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "t.csv"
    path.write_bytes(content)
    table = read_table(path, COLUMNS)
    assert table.problems or table.rows or b"item" in content.lower()


def test_names_are_compared_without_spaces_case_and_abbreviation_marks() -> None:
    assert fold("กลุ่มนิเทศ  ติดตาม และประเมินผล") == fold("กลุ่มนิเทศ ติดตามและประเมินผล")
    assert fold("Walk In") == fold("walk-in")


def test_a_cell_with_several_values_is_split_at_any_usual_mark() -> None:
    assert split_list("a|b / c, d;e\nf||") == ["a", "b", "c", "d", "e", "f"]

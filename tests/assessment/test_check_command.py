"""``oit check``: Word, PDF, Excel and plain text, with and without an office; exit codes and JSON of the contract."""

import json
import zipfile
from pathlib import Path

import pytest

from adapters.papers.texts import read_document
from tests.assessment.texts import CLEAN, TABLE
from tests.cli.terminal import oit
from workflow.rules.errors import BadInput

BAD = "ประชุมเมื่อวันที่ ๓๑ มิถุนายน ๒๕๖๗"


def word(path: Path, text: str = BAD) -> Path:
    import docx

    paper = docx.Document()
    paper.add_heading("รายงานผลการประชุม", 1)
    paper.add_paragraph(text)
    table = paper.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ตัวชี้วัด"
    table.cell(0, 2).text = "คะแนน"
    for at, cell in enumerate(("9", "การเปิดเผยข้อมูล", "98.00")):
        table.cell(1, at).text = cell
    paper.save(str(path))
    return path


def test_a_paper_with_a_slip_ends_with_one_and_tells_line_and_remedy(tmp_path: Path) -> None:
    file = word(tmp_path / "รายงาน.docx")
    ran = oit("check", file)
    assert ran.code == 1
    assert "บรรทัดที่ 2" in ran.out
    assert "ไม่มีจริง เดือนมิถุนายนมี 30 วัน" in ran.out
    assert "วิธีแก้" in ran.out


def test_json_is_that_of_the_contract(tmp_path: Path) -> None:
    file = tmp_path / "รายงาน.txt"
    file.write_text(BAD, encoding="utf-8")
    (one,) = json.loads(oit("--lang", "en", "check", "--json", file).out)["findings"]
    assert one["file"] == str(file)
    assert (one["line"], one["page"], one["code"]) == (1, None, "date_no_such_day")
    assert one["text"].endswith("มิถุนายน has 30 days.")
    assert one["facts"]["text"] == "๓๑ มิถุนายน ๒๕๖๗"


def test_a_clean_paper_ends_with_nought(tmp_path: Path) -> None:
    file = tmp_path / "รายงาน.md"
    file.write_text(CLEAN, encoding="utf-8")
    ran = oit("check", file)
    assert (ran.code, "ไม่พบข้อผิดพลาด" in ran.out) == (0, True)


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    picture = tmp_path / "ภาพ.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    bad = tmp_path / "รายงาน.txt"
    bad.write_text(BAD, encoding="utf-8")
    found = json.loads(oit("check", "--json", picture, bad).out)["findings"]
    assert [one["code"] for one in found] == ["check_not_readable", "date_no_such_day"]


def test_a_file_that_is_not_there_is_misuse(tmp_path: Path) -> None:
    assert oit("check", tmp_path / "ไม่มี.docx").code == 2


def test_a_word_file_has_headings_and_rows(tmp_path: Path) -> None:
    lines = read_document(word(tmp_path / "a.docx")).lines
    assert (lines[0].text, lines[0].heading) == ("รายงานผลการประชุม", True)
    assert lines[2].cells == ("ตัวชี้วัด", "คะแนน")
    assert lines[3].cells == ("9", "การเปิดเผยข้อมูล", "98.00")


def test_a_workbook_is_rows(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in TABLE.splitlines()[2:]:
        sheet.append(line.split("\t"))
    book.save(tmp_path / "a.xlsx")
    assert read_document(tmp_path / "a.xlsx").lines[1].cells[0] == "ตัวชี้วัดที่ ๙ การเปิดเผยข้อมูล"


def test_pages_of_a_pdf_are_counted(tmp_path: Path) -> None:
    from PIL import Image, ImageDraw

    pages = []
    for text in ("one", "two"):
        page = Image.new("RGB", (300, 100), "white")
        ImageDraw.Draw(page).text((10, 10), text, fill="black")
        pages.append(page)
    pages[0].save(tmp_path / "scan.pdf", save_all=True, append_images=pages[1:])
    with pytest.raises(BadInput) as refused:
        read_document(tmp_path / "scan.pdf")
    assert refused.value.code == "check_no_text"


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"%PDF-1.7 no more", "check_damaged"), (b"PK\x03\x04broken", "check_damaged"), (b"", "check_no_text")],
)
def test_a_damaged_file_is_told(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(data)
    with pytest.raises(BadInput) as refused:
        read_document(file)
    assert refused.value.code == code


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("stream", "code"),
    [
        ("EncryptedPackage", "check_has_password"),
        ("WordDocument", "check_older_kind"),
        ("Workbook", "check_older_kind"),
    ],
)
def test_a_password_and_an_older_kind_are_told_as_what_they_are(tmp_path: Path, stream: str, code: str) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(OLE + stream.encode("utf-16-le"))
    found = json.loads(oit("check", "--json", file).out)["findings"]
    assert [one["code"] for one in found] == [code]


def test_a_password_of_an_older_word_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.doc"
    file.write_bytes(OLE + b"\xec\xa5\xc1\x00" + bytes(6) + b"\x00\x01" + bytes(500))
    found = json.loads(oit("check", "--json", file).out)["findings"]
    assert [one["code"] for one in found] == ["check_has_password"]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ],
)
def test_a_word_file_with_macros_and_a_template_are_read(tmp_path: Path, kind: str) -> None:
    plain = word(tmp_path / "a.docx")
    other = tmp_path / "a.docm"
    document = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(plain) as package, zipfile.ZipFile(other, "w") as called:
        for name in package.namelist():
            called.writestr(name, package.read(name).replace(document.encode(), kind.encode()))
    assert read_document(other).lines == read_document(plain).lines


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp874"])
def test_text_of_a_thai_windows_is_read(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(BAD.encode(encoding))
    assert read_document(file).lines[0].text == BAD


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"หน้าแรก\f{BAD}", encoding="utf-8")
    (one,) = json.loads(oit("check", "--json", file).out)["findings"]
    assert (one["page"], one["line"]) == (2, 2)

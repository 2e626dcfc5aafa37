"""Score, papers, tables and circulations in a browser: read by everybody, made and numbered by whose work it is."""

from __future__ import annotations

import io
import re

from openpyxl import load_workbook

from tests.assessment.small_framework import lay_framework
from tests.services.small_office import small_pdf
from tests.web.conftest import Tray


def test_the_score_says_what_is_lost_why_and_who_mends_it(tray: Tray) -> None:
    """Nothing is online: two items are with the head, five with their groups; all of it costs points.

    Without a framework it says which file is missing, as the command does.
    """
    assert tray.visitor("clerk.hr").get("/score").status == 404
    lay_framework(tray.small.folder)
    page = tray.visitor("clerk.hr").get("/score")
    assert page.status == 200
    assert "ประมาณการ ไม่ใช่ผลการประเมิน" in page.words
    lost = page.words.partition("เสียคะแนน")[2]
    assert re.search(r"O1 โครงสร้าง, O2 ข้อมูลผู้บริหาร \(ข้อละ [0-9.]+ คะแนน\) .*?ผู้ดำเนินการ: หัวหน้าหน่วยงานหรือผู้ทำการแทน", lost)
    assert 'href="/items/2569/O1"' in page.text


def test_tables_and_books_come_as_spreadsheets(tray: Tray) -> None:
    clerk = tray.visitor("clerk.hr")
    tables = clerk.get("/papers/tables.xlsx")
    assert tables.headers["content-disposition"].startswith("attachment")
    items = load_workbook(io.BytesIO(tables.body)).worksheets[0]
    assert [row[0].value for row in items.iter_rows(min_row=2, max_row=4)] == ["O1", "O2", "O3"]
    register = load_workbook(io.BytesIO(clerk.get("/registers/memo.xlsx").body)).worksheets[0]
    said = {str(cell.value) for row in register.iter_rows() for cell in row if cell.value is not None}
    assert "ทล 01/1" in said
    assert clerk.get("/registers/elsewhere.xlsx").status == 404


def test_papers_are_made_by_anybody_and_numbered_by_the_registrar(tray: Tray) -> None:
    clerk, registrar = tray.visitor("clerk.hr"), tray.visitor("registrar")
    made = clerk.press("/papers", "responsibility")
    assert "ตารางผู้รับผิดชอบ ปีงบประมาณ พ.ศ. 2569 จัดทำแล้ว" in made.words
    drafted = clerk.press("/papers", "order", about="assignment", people="clerk.hr")
    assert "ร่างแล้ว ยังไม่ใช้เลข" in drafted.words
    (document,) = re.findall(r'name="document" value="(\d+)"', registrar.get("/papers").text)
    assert 'name="document"' not in clerk.get("/papers").text
    refused = clerk.press("/papers", "issue", document=document)
    assert refused.status == 422
    issued = registrar.press("/papers", "issue", document=document)
    assert "ออกแล้ว เลขที่ 1/2569" in issued.words
    paper = clerk.get(f"/papers/{document}/pdf")
    assert (paper.headers["content-type"], paper.body[:5]) == ("application/pdf", b"%PDF-")
    assert paper.headers["content-disposition"].startswith("attachment")
    assert clerk.get(f"/papers/{document}/docx").body[:2] == b"PK"
    assert clerk.get("/papers/999/pdf").status == 404


def test_a_paper_goes_round_and_is_acknowledged_by_whom_it_is_for(tray: Tray) -> None:
    director, clerk, stranger = tray.visitor("director.hr"), tray.visitor("clerk.hr"), tray.visitor("clerk.policy")
    nothing = director.press("/circulations", "circulate", subject="แนวปฏิบัติ")
    assert nothing.status == 422
    assert "แนวปฏิบัติ" in nothing.text
    brought = {"files": ("แนวปฏิบัติ.pdf", small_pdf("to read"))}
    sent = director.press("/circulations", "circulate", brought, subject="แนวปฏิบัติ", group="hr", due="9/3/2569")
    assert "ส่งเวียนที่ 1 ถึง 2 คนแล้ว" in sent.words
    assert 'href="/circulations"' in re.sub(r"(?s)<header>.*?</header>", "", clerk.get("/").text)
    page = clerk.get("/circulations")
    assert "ให้รับทราบภายใน 9/3/2569 · รับทราบแล้ว 0 จาก 2 คน" in page.words
    assert clerk.get("/circulations/1/1.png").body.startswith(b"\x89PNG")
    assert clerk.get("/circulations/1/file").headers["content-disposition"].startswith("attachment")
    assert 'value="acknowledge"' not in stranger.get("/circulations").text
    assert stranger.press("/circulations", "acknowledge", circulation="1").status == 422
    assert "รับทราบเวียนที่ 1 แล้ว" in clerk.press("/circulations", "acknowledge", circulation="1").words
    assert director.press("/circulations", "acknowledge", circulation="1").status == 200
    assert "ไม่มีเรื่องเวียน" in clerk.get("/circulations").words
    assert "เวียนที่ 1: แนวปฏิบัติ" in clerk.get("/circulations?all=yes").words

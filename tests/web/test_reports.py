"""Results, measures, meetings and papers whose words are typed: recorded in a browser by whose work they are."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook

from tests.assessment.small_framework import RESULT, lay_framework
from tests.conftest import MakeOffice
from tests.services.small_office import SmallOffice, small_pdf
from tests.web.conftest import Serve, Tray
from workflow.services.reports.measures import listing as measures
from workflow.services.reports.meetings import listing as meetings


@pytest.fixture
def served(small: SmallOffice, serve: Serve) -> Tray:
    lay_framework(small.folder)
    return serve(small)


def test_a_result_is_taken_in_whole_or_every_place_that_does_not_fit_is_told(served: Tray) -> None:
    registrar = served.visitor("registrar")
    assert "ยังไม่ได้บันทึกผลการประเมิน" in registrar.get("/results").words
    wrong = {"files": ("ผล.csv", RESULT.replace("O4,แผนปฏิบัติการ", "O4,ข้อมูลผู้บริหาร").encode())}
    refused = registrar.press("/results", "import", wrong, year="2569")
    assert refused.status == 422
    assert "O4" in refused.words.partition("วิธีแก้")[0]
    taken = registrar.press("/results", "import", {"files": ("ผล.csv", RESULT.encode())}, year="๒๕๖๙", national="60")
    assert "บันทึกผลการประเมินปี 2569 แล้ว คะแนนรวม 57.14" in taken.words
    assert "57.14 คะแนนรวม" in taken.words
    clerk = served.visitor("clerk.hr")
    assert 'value="import"' not in clerk.get("/results").text
    assert clerk.press("/results", "import", year="2569", pasted=RESULT).status == 422  # not theirs to record
    assert registrar.press("/results", "import", year="2569", pasted=RESULT, national="x").status == 422


def test_measures_from_the_proposal_to_the_end(served: Tray) -> None:
    registrar = served.visitor("registrar")
    registrar.press("/results", "import", year="2569", pasted=RESULT)
    seen = registrar.press("/measures", "propose")
    assert "จัดทำและเผยแพร่ข้อมูลที่ยังไม่ปรากฏบนเว็บไซต์" in seen.words
    assert measures(served.small.office) == []
    assert "บันทึกมาตรการที่ 1, 2 แล้ว" in registrar.press("/measures", "take").words
    page = "/measures?year=2570"
    added = registrar.press(page, "add", title="อบรมผู้ส่งข้อมูล", groups=["hr"], steps="ร่าง\nอบรม", ends="31/1/2570")
    assert "3. อบรมผู้ส่งข้อมูล" in added.words
    wrong = registrar.press(page, "change", of="3", title="อบรม", starts="1/3/2570", ends="1/2/2570")
    assert (wrong.status, 'value="อบรม"' in wrong.text) == (422, True)
    clerk, stranger = served.visitor("clerk.hr"), served.visitor("clerk.policy")
    assert clerk.press(page, "begin", of="3").status == 200
    empty = clerk.press(page, "close", of="3", result="อบรมแล้ว")
    assert empty.status == 422
    assert "อบรมแล้ว" in empty.text
    assert stranger.press(page, "close", of="3", result="x", addresses="https://example.go.th/").status == 422
    proof = {"files": ("หลักฐาน.pdf", small_pdf("proof"))}
    assert "หลักฐาน: หลักฐาน.pdf" in clerk.press(page, "close", proof, of="3", result="อบรมแล้ว").words
    assert registrar.press(page, "drop", of="2", reason="รวมกับมาตรการที่ 1").status == 200
    assert [one.status.value for one in measures(served.small.office)] == ["planned", "dropped", "done"]
    made = registrar.press(page, "paper_plan")
    assert "ร่างบันทึกนำเรื่องแล้ว" in made.words


def test_a_meeting_from_its_plan_to_what_it_resolved(served: Tray) -> None:
    registrar = served.visitor("registrar")
    planned = registrar.press("/meetings", "plan", day="9", months="2", place="ห้องประชุม", starts="๙.๓๐")
    assert "วางแผนประชุมแล้ว 2 ครั้ง" in planned.words
    label = meetings(served.small.office)[0].label
    assert registrar.press("/meetings", "move", of=label, to="2/3/2569", reason="หัวหน้าติดราชการ").status == 200
    assert "อยู่ที่หน้าเอกสาร" in registrar.press("/meetings", "agenda", of=label).words
    dated = registrar.get("/meetings.ics")
    assert dated.body.startswith(b"BEGIN:VCALENDAR")
    assert b"DTSTART:20260302T023000Z" in dated.body
    clerk = served.visitor("clerk.hr")
    assert 'value="report"' not in clerk.get("/meetings").text
    held = {"of": label, "held": "2/3/2569", "starts": "9.30", "ends": "11.00"}
    wrong = registrar.press("/meetings", "report", **held, resolutions="เร่งรัด @hr ภายใน เมื่อไร")
    assert (wrong.status, "เร่งรัด @hr ภายใน เมื่อไร" in wrong.text) == (422, True)
    assert meetings(served.small.office)[0].held is None
    assert clerk.press("/meetings", "report", **held).status == 422
    told = registrar.press("/meetings", "report", **held, resolutions="ให้เร่งรัด @hr ภายใน 5/3/2569")
    assert f"จัดทำรายงานการประชุมครั้งที่ {label} แล้ว" in told.words
    assert 'href="/meetings"' in re.sub(r"(?s)<header>.*?</header>", "", clerk.get("/").text)  # the task leads there
    assert clerk.press("/meetings", "done", of=label, resolution="1").status == 200
    assert meetings(served.small.office)[0].resolutions[0].done_by == "clerk.hr"


def test_a_letter_is_typed_with_what_the_office_knows_and_nothing_typed_is_lost(served: Tray) -> None:
    clerk = served.visitor("clerk.hr")
    page = clerk.get("/papers/new/letter")
    assert "ขอแสดงความนับถือ" in page.text  # known to the office
    typed = {"subject": "ขอความอนุเคราะห์", "paragraphs": "ด้วยสำนักงาน…\nจึงเรียนมา"}
    refused = clerk.press("/papers/new/letter", "draft", **typed)  # to whom is not said
    assert refused.status == 422
    assert "จึงเรียนมา" in refused.text
    done = clerk.press("/papers/new/letter", "draft", **typed, addressee="ผู้อำนวยการสำนักงานตัวอย่าง")
    assert "หนังสือภายนอก ขอความอนุเคราะห์ ร่างแล้ว ยังไม่ใช้เลข" in done.words, done.words[:900]
    assert clerk.get("/papers/new/memo").status == 404


def test_an_order_has_as_many_rows_as_are_asked_for(served: Tray) -> None:
    clerk = served.visitor("clerk.hr")
    page = clerk.press("/papers/new/order", "rows_members", subject="แต่งตั้งคณะทำงาน", **{"rows.members": "3"})
    assert 'name="members.5.name"' in page.text
    assert "แต่งตั้งคณะทำงาน" in page.text
    typed = {
        "subject": "แต่งตั้งคณะทำงาน", "reason": "ด้วยสำนักงานต้องเปิดเผยข้อมูล", "duties": "ติดตามงาน", "rows.members": "6",
        "members.0.name": "นายทดสอบ หนึ่ง", "members.0.post": "นักวิชาการ", "members.0.role": "ประธาน",
        "head.name": "นายตัวอย่าง", "head.posts": "หัวหน้าสำนักงาน",
    }  # fmt: skip
    drafted = clerk.press("/papers/new/order", "draft", **typed)
    assert "แต่งตั้งคณะทำงาน ร่างแล้ว ยังไม่ใช้เลข" in drafted.words, drafted.words[:900]


def test_the_evaluators_are_answered(served: Tray) -> None:
    registrar, clerk = served.visitor("registrar"), served.visitor("clerk.hr")
    registrar.press("/results", "import", year="2569", pasted=RESULT)
    unsaid = clerk.press("/results", "reply", items="O3", facts="O3 ปรากฏแล้ว")
    assert unsaid.status == 422
    assert "O3 ปรากฏแล้ว" in unsaid.text
    assert "ร่างแล้ว ยังไม่ใช้เลข" in clerk.press("/results", "reply", items="o3", facts="O3 = ปรากฏแล้ว").words
    page = clerk.get("/answers")
    assert "O1 โครงสร้าง ไม่มี –" in page.words
    sheet = load_workbook(io.BytesIO(clerk.get("/answers.xlsx").body)).worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2, max_row=3)] == ["O1", "O2"]


@pytest.mark.deep
def test_the_same_on_postgresql(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office("postgresql")
    lay_framework(small.folder)
    registrar = serve(small).visitor("registrar")
    assert "คะแนนรวม 57.14" in registrar.press("/results", "import", year="2569", pasted=RESULT).words
    assert "บันทึกมาตรการที่ 1, 2 แล้ว" in registrar.press("/measures", "take").words
    assert "วางแผนประชุมแล้ว 1 ครั้ง" in registrar.press("/meetings", "plan", day="9", months="1").words
    for path in ("/", "/items", "/items/2569/O1", "/measures", "/meetings", "/results", "/papers"):
        assert registrar.get(path).status == 200, path

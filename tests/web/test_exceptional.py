"""What takes a second person or another name, in a browser: exceptions, a second attestation, a memo issued anew, and
what the head takes off the site."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import MakeOffice
from tests.services.approval.test_printed_head import receive
from tests.services.intake.test_second_person import brought  # noqa: F401 -- a registrar who contributed
from tests.services.small_office import SmallOffice, done, small_pdf
from tests.web.conftest import Serve, Tray


def test_an_exception_is_asked_for_and_confirmed_by_another_group(tray: Tray) -> None:
    clerk, same, director = tray.visitor("clerk.admin"), tray.visitor("director.admin"), tray.visitor("director.hr")
    page = "/items/2569/O1"
    empty = clerk.press(page, "except", need="route_complete", reason=" ")
    assert empty.status == 422
    asked = clerk.press(page, "except", need="signer_not_contributor", reason="กลุ่มมีผู้อำนวยการคนเดียว")
    assert "รอผู้ยืนยันจากกลุ่มอื่น" in asked.words
    assert 'value="except_confirm"' not in same.get(page).text
    assert same.press(page, "except_confirm", request="1").status == 422
    assert "พิจารณาคำขอยกเว้นหมายเลข 1" in director.get("/").words
    assert "กลุ่มมีผู้อำนวยการคนเดียว" in director.get(page).words
    assert "ยืนยันการยกเว้นแล้ว" in director.press(page, "except_confirm", request="1").words
    assert "exception_confirmed" in [e.kind for e in tray.small.journal()]


def test_the_head_takes_a_published_item_off_and_puts_it_back(copy_office: MakeOffice, serve: Serve) -> None:
    small = copy_office()
    small.bring("published", "O1")
    tray = serve(small)
    head, clerk, page = tray.visitor("head"), tray.visitor("clerk.hr"), "/items/2569/O1"
    assert 'value="retract"' not in clerk.get(page).text
    assert clerk.press(page, "retract", reason="x").status == 422
    assert head.press(page, "retract", reason="").status == 422
    assert head.press(page, "retract", reason="พบข้อมูลผิด", public_reason="อยู่ระหว่างแก้ไข").status == 200
    assert small.item("O1").online.value == "retracted"
    offered = head.get(page).text
    assert 'value="retract"' not in offered
    unnamed = head.press(page, "lift_retraction", reason="ตรวจแล้ว")
    assert unnamed.status == 422  # which file goes online again has to be said
    assert "แล้วกด “ยกเลิกการถอน”" in unnamed.words
    named = [e.name for e in small.item("O1").evidence if not e.removed]
    assert all(f'name="returning" value="{name}"' in offered for name in named)
    assert head.press(page, "lift_retraction", reason="ตรวจแล้ว", returning=named).status == 200
    assert small.item("O1").online.value == "online"


def test_a_second_person_sees_what_is_attested_and_says_so(brought: tuple[SmallOffice, Path], serve: Serve) -> None:  # noqa: F811
    small, paper = brought
    done(receive(small, [paper]))
    tray = serve(small)
    same, second = tray.visitor("second.admin"), tray.visitor("clerk.hr")
    assert "ดูต้นฉบับและร่วมรับรองเอกสาร" in second.get("/").words
    assert 'value="attest"' not in same.get("/memo/1").text
    assert same.press("/memo/1", "attest", attest="yes").status == 422
    seen = second.press("/memo/1", "attest")
    assert "เห็นต้นฉบับกระดาษแล้ว และรับรอง" in seen.words
    assert small.states("O1") == ["submitted"]
    assert "ร่วมรับรองแล้ว" in second.press("/memo/1", "attest", attest="yes").words
    assert small.states("O1") == ["head_signed"]


def test_a_memo_that_names_who_acts_no_more_is_issued_anew(tray: Tray) -> None:
    small = tray.small
    director = tray.visitor("director.admin")
    assert 'value="reissue"' not in director.get("/memo/1").text
    same = director.press("/memo/1", "reissue")
    assert same.status == 422  # it names who signs today
    small.clock.forward(8)  # the deputy acts for the head
    director = tray.visitor("director.admin")
    page = director.get("/memo/1")
    assert 'value="reissue"' in page.text
    assert "ออกใหม่แล้ว" in director.press("/memo/1", "reissue").words
    assert small.memo().edition == 1
    assert small.memo().printed_head == "deputy"
    assert tray.visitor("clerk.hr").press("/memo/1", "reissue").status == 422


def test_who_stands_in_is_ordered_by_two_entered_by_one_and_objected_to(tray: Tray) -> None:
    registrar, head, clerk = tray.visitor("registrar"), tray.visitor("head"), tray.visitor("clerk.hr")
    none = registrar.press("/people", "absent", post="director.hr", reason="ไปราชการ")
    assert none.status == 422  # no order says who
    order = {"post": "director.hr", "people": "director.admin", "order": "19/2569"}
    assert "รอคนที่สองยืนยัน" in registrar.press("/people", "substitutes", **order).words
    number = re.findall(r'name="request" value="(\d+)"', head.get("/requests").text)[0]
    assert head.press("/requests", "confirm", request=number).status == 200
    assert clerk.press("/people", "absent", post="director.hr").status == 422
    entered = registrar.press("/people", "absent", post="director.hr", last="4/3/2569", reason="ไปราชการ")
    assert "รักษาราชการแทนแล้ว ถึง 4/3/2569" in entered.words
    assert head.press("/people", "object", login="director.admin", reason=" ").status == 422
    assert "ทักท้วงแล้ว" in head.press("/people", "object", login="director.admin", reason="ไม่ได้ไปราชการ").words
    assert "ถอนคำทักท้วงแล้ว" in head.press("/people", "lift", login="director.admin").words


def test_a_year_is_divided_and_a_sheet_of_paper_recorded(tray: Tray) -> None:
    registrar, clerk = tray.visitor("registrar"), tray.visitor("clerk.policy")
    assert 'value="plan_parts"' not in clerk.get("/items/2569/O4").text
    assert clerk.press("/items/2569/O4", "plan_parts", rhythm="monthly").status == 422
    assert "แบ่งเป็นงวดแล้ว" in registrar.press("/items/2569/O4", "plan_parts", rhythm="quarterly").words
    sheet = {"files": ("แนวปฏิบัติ.pdf", small_pdf("to read"))}
    registrar.press("/circulations", "circulate", sheet, subject="แนวปฏิบัติ", group="hr")
    signed = registrar.press("/circulations", "paper", circulation="1", person=["clerk.hr"])
    assert "บันทึกผู้ลงชื่อในใบเวียนที่ 1 แล้ว" in signed.words
    assert "รับทราบแล้ว 1 จาก 2 คน" in signed.words

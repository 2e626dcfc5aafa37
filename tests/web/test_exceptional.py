"""What takes a second person or another name, in a browser: exceptions, a second attestation, a memo issued anew, and
what the head takes off the site."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import MakeOffice
from tests.services.approval.test_printed_head import receive
from tests.services.intake.test_second_person import brought  # noqa: F401 -- a registrar who contributed
from tests.services.small_office import SmallOffice, done
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
    named = [e.name for e in small.item("O1").evidence if not e.removed]
    assert head.press(page, "lift_retraction", reason="ตรวจแล้ว", returning="\n".join(named)).status == 200
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

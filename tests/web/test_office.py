"""What administrators and those who settle with them do in the browser: nobody but who keeps the machine needs a
terminal."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.small_office import SECRET, SmallOffice
from tests.web.conftest import Serve, Tray
from tests.web.visitor import Visitor
from workflow.services.administration import second_factor
from workflow.services.administration.two_people import listed

ROOT = Path(__file__).parents[2]
OWN = "my-own-long-password"


@pytest.fixture
def plain(small: SmallOffice, serve: Serve) -> Tray:
    """The small office; nothing waits."""
    return serve(small)


def people(tray: Tray) -> str:
    return (tray.small.folder / "people.csv").read_text(encoding="utf-8-sig")


def test_what_takes_two_is_asked_read_and_confirmed_in_the_browser(plain: Tray) -> None:
    asker, second = plain.visitor("registrar"), plain.visitor("head")
    asker.press("/people", "password", login="web")
    page = second.get("/requests")
    assert "ตั้งรหัสผ่านใหม่ของ" in page.words
    assert "ยืนยันคำขอ 1" in page.words
    own = asker.get("/requests")
    assert "ถอนคำขอของท่าน" in own.words
    assert "ยืนยันคำขอ 1" not in own.words, "who asked never confirms"
    assert asker.press("/requests", "confirm", request="1").status == 422
    assert len(listed(plain.small.office, "head")) == 1
    done = second.press("/requests", "confirm", request="1")
    assert "รหัสใช้ครั้งเดียวของ web คือ" in done.words
    assert "ไม่มีคำขอที่รอคนที่สอง" in done.words
    assert listed(plain.small.office, "head") == []


def test_a_request_is_refused_with_a_reason_or_taken_back(plain: Tray) -> None:
    asker, second = plain.visitor("registrar"), plain.visitor("head")
    asker.press("/people", "password", login="web")
    assert second.press("/requests", "refuse", request="1", reason="-").status == 422
    assert "ไม่ยืนยันคำขอ 1" in second.press("/requests", "refuse", request="1", reason="ไม่ได้ลืมจริง").words
    asker.press("/people", "password", login="web")
    assert "ไม่ยืนยันคำขอ 2" in asker.press("/requests", "refuse", request="2", reason="จำได้แล้ว").words
    assert listed(plain.small.office, "head") == []


def test_ones_own_password_is_changed_and_every_session_ends(plain: Tray) -> None:
    here, there = plain.visitor("clerk.hr"), plain.visitor("clerk.hr")
    typed = {"password_old": SECRET, "password_new": OWN, "password_more": OWN}
    assert "ไม่เหมือนกัน" in here.press("/account", "password", **{**typed, "password_more": "another-long-one"}).words
    assert here.press("/account", "password", **{**typed, "password_old": "wrong-password"}).status == 422
    assert "เปลี่ยนรหัสผ่านแล้ว" in here.press("/account", "password", **typed).words
    assert there.get("/").path.startswith("/login")
    assert here.get("/").path.startswith("/login")
    assert plain.visitor().login("clerk.hr").status == 401
    assert plain.visitor().login("clerk.hr", OWN).status == 200


def test_a_lost_authenticator_is_put_away_by_two(plain: Tray) -> None:
    small = plain.small
    offered = second_factor.offer(small.office, "web")
    with small.use_case() as use_case:
        from workflow.records import queries

        person = queries.people.person(use_case.session, use_case.office_id, "web")
        assert person is not None
        row = queries.people.second_factor(use_case.session, person.id)
        assert row is not None
        code = second_factor.code_at(row.secret, int(small.office.now().timestamp()) // second_factor.STEP).decode()
    second_factor.confirm(small.office, "web", code)
    assert offered.secret
    assert plain.visitor().login("web").status == 401, "a code is asked for"
    asker = plain.visitor("registrar")
    assert "ไม่ได้ตั้งเครื่องยืนยันตัวตน" in asker.press("/people", "factor", login="clerk.hr").words
    asker.press("/people", "factor", login="web")
    assert plain.visitor().login("web").status == 401, "nothing has changed yet"
    assert "ยืนยันคำขอ 1 แล้ว" in plain.visitor("head").press("/requests", "confirm", request="1").words
    assert plain.visitor().login("web").status == 200
    assert [e.facts["stage"] for e in small.journal() if e.kind == "password_reset"] == ["factor"]


def test_a_peoples_file_is_fetched_changed_looked_at_and_taken(plain: Tray) -> None:
    admin = plain.visitor("registrar")
    assert plain.visitor("clerk.hr").get("/office/people").status == 422
    fetched = admin.get("/office/people").body.decode("utf-8-sig")
    assert fetched == people(plain)
    first = fetched.splitlines()[0].split(",")
    clerk = next(line for line in fetched.splitlines() if line.startswith("clerk.hr,")).split(",")
    new = list(clerk)
    new[first.index("login")], new[first.index("name")] = "clerk3.hr", "คนใหม่ ทดลองดี"
    brought = (fetched.rstrip("\n") + "\n" + ",".join(new) + "\n").encode()
    page = admin.press("/office", "people", files={"files": ("people.csv", brought)})
    assert "คนใหม่ ทดลองดี" in page.words
    assert people(plain) == fetched, "nothing is written by looking"
    done = admin.post("/office", {**page.hidden(), "do": "people_take"})
    assert "ปรับปรุงแล้ว 1 รายการ" in done.words
    assert "clerk3.hr" in people(plain)
    with plain.small.use_case() as use_case:
        assert use_case.everybody["clerk3.hr"].name.endswith("คนใหม่ ทดลองดี")


def test_a_peoples_file_that_cannot_be_used_says_why_and_changes_nothing(plain: Tray) -> None:
    admin, before = plain.visitor("registrar"), people(plain)
    broken = before.replace(",officer,", ",dancer,", 1).encode()
    page = admin.press("/office", "people", files={"files": ("people.csv", broken)})
    assert page.status == 422
    assert "dancer" in page.words
    assert people(plain) == before


def test_settings_that_carry_power_are_accepted_by_two(plain: Tray) -> None:
    toml = plain.small.folder / "office.toml"
    text = toml.read_text(encoding="utf-8")
    assert "required_grade = 1" in text
    toml.write_text(text.replace("required_grade = 1", "required_grade = 2"), encoding="utf-8")
    asker, second = plain.visitor("registrar"), plain.visitor("head")
    assert "required_grade" in asker.get("/office").words
    assert "ขอแล้ว ยังไม่มีผล" in asker.press("/office", "settings").words
    assert "รับการตั้งค่านี้ในฐานะคนที่สอง" in second.get("/office").words
    assert "รับการตั้งค่าแล้ว" in second.press("/office", "settings").words
    assert "ทุกค่าใน office.toml มีผลแล้ว" in second.get("/office").words


def test_the_next_year_is_compared_laid_and_opened(plain: Tray) -> None:
    admin, folder = plain.visitor("registrar"), plain.small.folder
    brought = (ROOT / "workflow" / "office_files" / "catalogues" / "2566.csv").read_bytes()
    page = admin.press("/office", "list", files={"files": ("แบบวัด.csv", brought)}, year="2567")
    assert page.status == 200, page.words
    assert "ทุกข้อเหมือนปีก่อน" in page.words
    assert not (folder / "catalogue-2567.csv").exists(), "nothing is laid by looking"
    done = admin.post("/office", {**page.hidden(), "do": "list_take"})
    assert "วางไฟล์แล้ว" in done.words
    assert (folder / "responsible-2567.csv").is_file()
    assert admin.press("/office", "open", year="2567").status == 422, "nobody is responsible yet"
    rows = admin.get("/office/responsible/2567").body.decode("utf-8-sig").splitlines()
    filled = [rows[0], *(f"{row.split(',')[0]},กลุ่มอำนวยการ,กลุ่มอำนวยการ" for row in rows[1:])]
    table = {"files": ("responsible-2567.csv", "\n".join(filled).encode())}
    assert "เปิดรอบได้" in admin.press("/office", "duties", files=table, year="2567").words
    opened = admin.press("/office", "open", year="2567")
    assert "เปิดรอบปีงบประมาณ พ.ศ. 2567 แล้ว 43 ข้อ" in opened.words, opened.words
    clerk = plain.visitor("clerk.hr")
    form = clerk.get("/account").hidden()
    assert "ผู้ดูแลโปรแกรม" in clerk.post("/office", {**form, "do": "open", "year": "2566"}).words


def test_a_session_left_alone_asks_the_password_once_more_where_power_is(plain: Tray) -> None:
    admin = plain.visitor("registrar")
    plain.small.clock.moment += timedelta(minutes=31)
    page = admin.get("/people")
    assert "รหัสผ่านของท่านอีกครั้ง" in page.words
    assert "รหัสผ่านของท่านอีกครั้ง" not in admin.get("/items").words
    typed = {**page.hidden(), "do": "password", "login": "clerk.hr"}
    assert "ใส่รหัสผ่านของท่านอีกครั้ง" in admin.post("/people", typed).words
    page = admin.get("/people")
    wrong = admin.post("/people", {**page.hidden(), "do": "password", "login": "clerk.hr", "password_again": "no"})
    assert wrong.status == 422
    page = admin.get("/people")
    right = {**page.hidden(), "do": "password", "login": "clerk.hr", "password_again": SECRET}
    assert "รหัสใช้ครั้งเดียวของ clerk.hr" in admin.post("/people", right).words
    assert "รหัสผ่านของท่านอีกครั้ง" not in admin.get("/people").words


def test_who_keeps_no_administration_sees_no_files_of_it(plain: Tray) -> None:
    clerk: Visitor = plain.visitor("clerk.hr")
    assert "people.csv" not in clerk.get("/office").words
    assert 'href="/office"' not in clerk.get("/").text
    assert 'href="/office"' in plain.visitor("head").get("/").text

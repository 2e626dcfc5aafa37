"""Who asks, who confirms, who is away, who forgot: what takes two people, and what does not."""

from __future__ import annotations

import shutil

import pytest
from pytest_bdd import given, parsers, then
from sqlalchemy import select, update

import sample_office
import wiring
from tests.procedure.office import Hand
from tests.procedure.steps_when import done
from tests.procedure.vocabulary import PEOPLE, person, said
from tests.services.small_office import QuickConverter
from workflow.records.models import Outbox, Person
from workflow.rules.errors import NotLoggedIn
from workflow.services.administration import naming, passwords, sessions, standing, two_people
from workflow.services.administration.bootstrap import open_office
from workflow.services.operations import settling
from workflow.services.operations.doctor_people import examine_people

FIVE = ("head", "director.admin", "clerk.admin", "registrar", "web")
OWN = "a phrase of one's own"


@given(parsers.re(rf"สำนักงานห้าคนเริ่มใช้โปรแกรม โดย {person()} และ {person('other')} เป็นผู้ดูแลโปรแกรม"))
def an_office_of_five_begins(hand: Hand, person: str, other: str) -> None:
    folder = hand.folder.parent / "five"
    folder.mkdir()
    shutil.copy(hand.folder / "office.toml", folder)
    head, *lines = (hand.folder / "people.csv").read_text(encoding="utf-8").splitlines()
    five = [line for line in lines if line.split(",")[0] in FIVE]
    (folder / "people.csv").write_text("\n".join([head, *five]) + "\n", encoding="utf-8")
    hand.office.database.close()
    hand.folder, hand.ways = folder, None
    hand.office = wiring.build(folder, clock=hand.clock)
    hand.office.converter = QuickConverter()
    first = PEOPLE[person]
    assert open_office(hand.office, (first, PEOPLE[other]), {first: sample_office.PASSWORD}) == len(FIVE)


@done(rf"{person()} พิมพ์สลิปรหัสแรกของทุกคน")
def first_codes_are_printed(hand: Hand, person: str) -> None:
    hand.slips = {slip.login: slip.code for slip in passwords.first_codes(hand.office, PEOPLE[person])}


@then(parsers.re(r"สลิปมี (?P<count>\d+) ใบ"))
def so_many_slips(hand: Hand, count: str) -> None:
    assert len(hand.slips) == int(count)


@done(rf"{person()} เข้าสู่ระบบด้วยรหัสในสลิปและตั้งรหัสผ่านของตนเอง")
def somebody_comes_in_with_a_code(hand: Hand, person: str) -> None:
    login = PEOPLE[person]
    hand.attempt(lambda: sessions.login(hand.office, login, hand.slips[login], new=OWN))
    assert sessions.login(hand.office, login, OWN).login == login


@then(parsers.re(rf"รหัสในสลิปของ {person()} ใช้อีกไม่ได้"))
def the_code_is_used_up(hand: Hand, person: str) -> None:
    login = PEOPLE[person]
    with pytest.raises(NotLoggedIn) as refused:
        sessions.login(hand.office, login, hand.slips[login], new="another phrase of theirs")
    assert refused.value.code == "wrong_password"


@done(rf"{person()} ขอให้ {person('who')} รักษาราชการแทน หัวหน้าหน่วยงาน เมื่อไม่อยู่ ตามคำสั่งที่ {said('order')}")
def a_standing_order_is_asked_for(hand: Hand, person: str, who: str, order: str) -> None:
    asked = hand.attempt(
        lambda: standing.set_substitutes(hand.office, PEOPLE[person], "head", [PEOPLE[who]], order)
    )  # fmt: skip
    hand.request = asked or hand.request


@done(rf"{person()} ขอให้ {person('who')} เป็นผู้ดูแลโปรแกรม")
def an_administrator_is_asked_for(hand: Hand, person: str, who: str) -> None:
    asked = hand.attempt(lambda: naming.name_administrator(hand.office, PEOPLE[person], PEOPLE[who]))
    hand.request = asked or hand.request


@done(rf"{person()} ขอรหัสใหม่ให้ {person('who')} ซึ่งลืมรหัสผ่าน")
def a_new_code_is_asked_for(hand: Hand, person: str, who: str) -> None:
    asked = hand.attempt(lambda: passwords.reset_password(hand.office, PEOPLE[person], PEOPLE[who]))
    assert isinstance(asked, int)
    hand.request = asked


@done(rf"{person()} ยืนยันคำขอ")
def the_request_is_confirmed(hand: Hand, person: str) -> None:
    found = hand.attempt(lambda: settling.confirm(hand.office, PEOPLE[person], hand.request))
    if found is not None and found.slip is not None:
        hand.slips = {found.slip.login: found.slip.code}


@then("ไม่มีคำขอที่รอคนที่สอง")
def nothing_waits(hand: Hand) -> None:
    assert two_people.listed(hand.office, None) == []


@then("เครื่องตรวจไม่พบอันตรายเรื่องผู้ดูแลโปรแกรม")
def no_danger_of_administrators(hand: Hand) -> None:
    found = {check.code for check in examine_people(hand.office)}
    assert not {"administrators_few", "administrator_holds", "no_standing_order_yet"} & found


@done(rf"{person()} บันทึกว่า หัวหน้าหน่วยงาน ไม่อยู่วันนี้")
def the_head_is_away(hand: Hand, person: str) -> None:
    hand.attempt(lambda: standing.away(hand.office, PEOPLE[person], "head"))


@then(parsers.re(rf"{person()} ได้รับแจ้งเรื่องการไม่อยู่"))
def somebody_is_told_of_the_absence(hand: Hand, person: str) -> None:
    with hand.use_case() as use_case:
        rows = use_case.session.scalars(select(Outbox).where(Outbox.recipient == f"person:{PEOPLE[person]}"))
        assert "absence" in [row.facts["told"] for row in rows]


@done(rf"{person()} ทักท้วงว่า {person('who')} ไม่ควรทำการแทน เพราะ {said('reason')}")
def somebody_objects(hand: Hand, person: str, who: str, reason: str) -> None:
    hand.attempt(lambda: standing.object_to(hand.office, PEOPLE[person], PEOPLE[who], reason))


@done(rf"{person()} ถอนคำทักท้วงการทำการแทนของ {person('who')}")
def an_objection_is_taken_back(hand: Hand, person: str, who: str) -> None:
    hand.attempt(lambda: standing.lift_objection(hand.office, PEOPLE[person], PEOPLE[who]))


@given(parsers.re(rf"{person()} ซึ่งเป็นผู้ดูแลโปรแกรม เข้าใช้ไม่ได้อีก"))
def an_administrator_is_lost(hand: Hand, person: str) -> None:
    with hand.office.unit_of_work() as uow:
        lost = update(Person).where(Person.login == PEOPLE[person], Person.administrator)
        assert uow.session.execute(lost.values(password_hash=None)).rowcount == 1  # type: ignore[attr-defined]
        uow.commit()


@then(parsers.re(rf"{person()} เป็นผู้ดูแลโปรแกรม"))
def somebody_is_administrator(hand: Hand, person: str) -> None:
    with hand.use_case() as use_case:
        assert use_case.everybody[PEOPLE[person]].administrator

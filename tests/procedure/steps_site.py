"""The site that the office keeps itself, who looks at it, and what may harm when it is published."""

from __future__ import annotations

from pytest_bdd import given, parsers, when

from tests.procedure.office import Hand
from tests.procedure.own_site import PutUp
from tests.procedure.steps_when import done
from tests.procedure.vocabulary import PEOPLE, codes, person, said, split_codes
from workflow.rules.states import Ruling
from workflow.services.collection.harm import decide


@given("สำนักงานมีเว็บไซต์ของตนเองและนำไฟล์ขึ้นเอง")
def the_office_keeps_its_site(hand: Hand) -> None:
    hand.own_site = PutUp(hand)


@done(rf"นำไฟล์ของข้อ {codes()} ขึ้นเว็บไซต์ของสำนักงานและทำลิงก์จากหน้าแรก")
def the_files_are_put_up(hand: Hand, codes: str) -> None:
    for code in split_codes(codes):
        hand.own_site.put(code)


@done("เว็บไซต์ของสำนักงานกั้นโปรแกรมตรวจ")
def the_site_lets_no_program_in(hand: Hand) -> None:
    hand.own_site.wall()


@done("มีผู้ลบลิงก์ออกจากหน้าแรกของเว็บไซต์ของสำนักงาน")
def the_links_are_gone(hand: Hand) -> None:
    hand.own_site.unlink()


@when(parsers.re(rf"{person()} เปิดดูและนำไฟล์(?P<which>จากเว็บไซต์|ที่บันทึกใหม่)มาเทียบ ของข้อ {codes()}"))
def somebody_attests(hand: Hand, person: str, which: str, codes: str) -> None:
    hand.attempt(lambda: hand.own_site.attest(PEOPLE[person], codes, saved_again=which == "ที่บันทึกใหม่"))


@when(parsers.re(r"(?:อีก (?P<hours>\d+) ชั่วโมง )?เครื่องเฝ้าดูตรวจเว็บไซต์"))
def the_machine_looks(hand: Hand, hours: str | None) -> None:
    hand.own_site.watch(int(hours or 0))


@done(rf"{person()} ส่งไฟล์ที่มีเลขประจำตัวประชาชน ของข้อ {codes()}")
def somebody_hands_in_a_citizen_number(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: hand.contribute(PEOPLE[person], codes, "list.pdf", text="1-1017-00230-70-8"))


@done(rf"{person()} พิจารณาว่าเผยแพร่ได้ ของข้อ {codes()} เพราะ {said('reason')}")
def somebody_decides(hand: Hand, person: str, codes: str, reason: str) -> None:
    hand.attempt(lambda: decide(hand.office, PEOPLE[person], codes, None, Ruling.PUBLISH, reason))

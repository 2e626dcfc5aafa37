"""``กำหนดให้``: what is so before a scenario begins."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, parsers, when

from tests.procedure.office import Broken, Hand
from tests.procedure.vocabulary import (
    BOOKS,
    GRADE_NAMES,
    KINDS,
    PEOPLE,
    POSTS,
    STATES,
    codes,
    day,
    one_of,
    person,
    said,
    split_codes,
)
from workflow.thai import parse_date


@given(parsers.re(r"สำนักงานเปิดรอบการประเมินปีงบประมาณ (?P<year>\d{4}) แล้ว"))
def the_cycle_is_open(hand: Hand, year: str) -> None:
    with hand.use_case() as use_case:
        assert (use_case.cycle.fiscal_year, len(use_case.items())) == (int(year), 43)


@given(parsers.re(r"สำนักงานเปิดรอบปีงบประมาณ (?P<year>\d{4}) ต่อจากปีก่อน"))
def another_year_is_open(hand: Hand, year: str) -> None:
    hand.next_year(int(year))


@given(parsers.re(rf"จำที่อยู่ไฟล์ของข้อ {codes()} ไว้"))
def the_address_is_kept(hand: Hand, codes: str) -> None:
    (file,) = hand.seen(codes)["files"]
    hand.link = file["address"]


@given(parsers.re(rf"หัวหน้าหน่วยงานลงนามในไฟล์ของข้อ {codes()} ไว้ที่เครื่องอื่น"))
def the_head_signed_elsewhere(hand: Hand, codes: str) -> None:
    hand.signed_files = hand.signed_elsewhere(codes)


@given(parsers.re(rf"วันนี้คือวันที่ {day()}"))
@when(parsers.re(rf"ถึงวันที่ {day()}"))
def the_day_is(hand: Hand, day: str) -> None:
    found = parse_date(day)
    hand.clock.moment = hand.clock.moment.replace(year=found.year, month=found.month, day=found.day)


@given(parsers.re(rf'ข้อ {codes()} มีสถานะ "{one_of("state", STATES)}"(?: โดยให้ {person("signer")} ลงนาม)?'))
def items_stand(hand: Hand, codes: str, state: str, signer: str | None) -> None:
    hand.bring(split_codes(codes), STATES[state], PEOPLE[signer] if signer else None)


@given(parsers.re(rf"ทุกกลุ่มส่งข้อมูล ของข้อ {codes()} แล้ว"))
def every_group_handed_in(hand: Hand, codes: str) -> None:
    for code in split_codes(codes):
        hand.hand_in(code)


@given(parsers.re(rf"ลำดับการเสนอของสำนักงานผ่าน {one_of('first', POSTS)}(?: และ {one_of('second', POSTS)})?"))
def the_route_is(hand: Hand, first: str, second: str | None) -> None:
    hand.set(route=tuple(POSTS[post] for post in (first, second) if post))


@given(parsers.re(rf'สำนักงานกำหนดระดับลายมือชื่อขั้นต่ำเป็น "{one_of("grade", GRADE_NAMES)}"'))
def the_grade_required_is(hand: Hand, grade: str) -> None:
    hand.set(required_grade=GRADE_NAMES[grade])


@given("สำนักงานให้ผู้จัดทำและผู้อำนวยการกลุ่มลงนามกำกับบันทึกก่อนหัวหน้าหน่วยงาน")
def others_sign_before_the_head(hand: Hand) -> None:
    hand.set(signing=replace(hand.office.settings.signing, before_head=("officer", "director")))


_APPOINTED = parsers.re(
    rf"{person()} {one_of('kind', KINDS)} {person('post')} ตั้งแต่วันที่ {day('start')} ถึงวันที่ {day('end')} "
    rf"ตามคำสั่งที่ {said('order')}"
)


@given(_APPOINTED)
@when(_APPOINTED)
def somebody_acts_for(hand: Hand, person: str, kind: str, post: str, start: str, end: str, order: str) -> None:
    hand.appoint(PEOPLE[person], KINDS[kind], post, parse_date(start), parse_date(end), order)


@given(parsers.re(rf"{person()} พ้นจากตำแหน่งหลังวันที่ {day()}"))
def somebody_leaves(hand: Hand, person: str, day: str) -> None:
    hand.retire(PEOPLE[person], parse_date(day))


@given("สำนักงานให้ผู้อยู่ในลำดับการเสนอลงนามกำกับบันทึกก่อนหัวหน้าหน่วยงาน")
def the_route_signs_before_the_head(hand: Hand) -> None:
    hand.set(signing=replace(hand.office.settings.signing, before_head=("route",)))


@given("เครื่องแปลงเอกสารขัดข้อง")
def the_converter_is_broken(hand: Hand) -> None:
    hand.office.converter = Broken()


@when("เครื่องแปลงเอกสารใช้ได้ตามปกติแล้ว")
def the_converter_works_again(hand: Hand) -> None:
    hand.office.converter = hand.converter


@given("เว็บไซต์จริงของสำนักงานไม่มีลิงก์จากหน้าแรก")
def the_home_page_has_no_link(hand: Hand) -> None:
    hand.unlinked_site()


@when("เพิ่มลิงก์จากหน้าแรกของเว็บไซต์จริงแล้ว")
def the_home_page_has_a_link(hand: Hand) -> None:
    hand.link_site()


@given(parsers.re(rf"{one_of('book', BOOKS)} รับเลขจากระบบอื่น"))
def the_book_is_external(hand: Hand, book: str) -> None:
    books = dict(hand.office.settings.books)
    books[BOOKS[book]] = replace(books[BOOKS[book]], external=True)
    hand.set(books=books)


_TAMPERED = parsers.re(rf"มีผู้เปลี่ยนหลักฐานของข้อ {codes()} โดยไม่ผ่านขั้นตอน")


@given(_TAMPERED)
@when(_TAMPERED)
def somebody_changed_the_evidence(hand: Hand, codes: str) -> None:
    for code in split_codes(codes):
        hand.tamper(code)

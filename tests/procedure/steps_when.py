"""``เมื่อ``: who does what. The same sentences may stand under ``กำหนดให้``."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from pytest_bdd import given, parsers, when

import sample_office
import wiring
from tests.procedure.office import Hand
from tests.procedure.vocabulary import (
    BOOKS,
    DUTIES,
    GROUPS,
    NEEDS,
    ONLINE_STEP_NAMES,
    PEOPLE,
    STEP_NAMES,
    codes,
    day,
    group,
    one_of,
    person,
    said,
    split_codes,
)
from workflow.rules.table import rows
from workflow.services.administration import setup
from workflow.services.administration.certificates import known_certificates, register_key, withdraw_key
from workflow.services.administration.terms import back, end_person
from workflow.services.approval import approving, finishing, signing, submitting
from workflow.services.approval.reissuing import reissue
from workflow.services.approval.taking_over import take_over
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.collection.waivers import confirm_exception, request_exception
from workflow.services.intake import receiving
from workflow.services.intake.matching import memo_by_label
from workflow.services.intake.second_person import attest_second
from workflow.services.numbering import registers
from workflow.services.operations import settling
from workflow.services.publication import publishing
from workflow.thai import parse_date

TAKEN = {**STEP_NAMES, **ONLINE_STEP_NAMES}
RECEIVE = rows("receive")[0].th
SIGN = rows("sign")[0].th
COMPILE = rows("compile")[0].th
SUBMIT = rows("submit")[0].th
PUBLISH = rows("publish")[0].th


def done(pattern: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A sentence for something somebody does, before a scenario or in it."""

    def both(function: Callable[..., Any]) -> Callable[..., Any]:
        # The steps are to be found where ``done`` is used, not in this function.
        taken = when(parsers.re(pattern), stacklevel=2)(function)
        return given(parsers.re(pattern), stacklevel=2)(taken)

    return both


@done(rf"{person()} {one_of('step', (s for s in TAKEN if s != RECEIVE))} ข้อ {codes()}(?: เพราะ {said('reason')})?")
def somebody_takes_a_step(hand: Hand, person: str, step: str, codes: str, reason: str | None) -> None:
    hand.step(PEOPLE[person], TAKEN[step], split_codes(codes), reason or "")


@done(rf"{person()} {re.escape(SIGN)} ทุกเรื่องที่รอ")
def somebody_signs_everything(hand: Hand, person: str) -> None:
    hand.attempt(lambda: hand.sign(PEOPLE[person], None))


@done(rf"{person()} {re.escape(PUBLISH)} ทุกข้อที่ลงนามแล้ว")
def somebody_publishes_everything(hand: Hand, person: str) -> None:
    hand.attempt(lambda: publishing.publish(hand.office, PEOPLE[person], None))


@done(rf"{person()} หาบันทึกเลขที่ {said('number')}")
def somebody_looks_for_a_memo(hand: Hand, person: str, number: str) -> None:
    with hand.use_case(PEOPLE[person]) as use_case:
        hand.found = hand.attempt(lambda: memo_by_label(use_case, number))


@done(rf"{person()} นำไฟล์ที่ลงนามไว้มารับเข้า")
def somebody_brings_what_was_signed(hand: Hand, person: str) -> None:
    hand.attempt(lambda: receiving.receive(hand.office, PEOPLE[person], hand.signed_files))


@done(
    rf"{person()} {one_of('step', (s for s in TAKEN if s != RECEIVE))} ข้อ {codes()}(?: เพราะ {said('reason')})?"
    rf" โดยระบุไฟล์ {said('file')}"
)
def somebody_names_a_file_that_returns(
    hand: Hand, person: str, step: str, codes: str, reason: str | None, file: str
) -> None:
    hand.step(PEOPLE[person], TAKEN[step], split_codes(codes), reason or "", returning_files=[file])


@done(rf"{person()} {re.escape(SIGN)} ข้อ {codes()} ด้วยใบรับรองของผู้อื่น")
def somebody_signs_with_the_wrong_key(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: hand.sign(PEOPLE[person], split_codes(codes), key_of="deputy"))


@done(rf"{person()} {re.escape(SIGN)} ข้อ {codes()} ด้วยใบรับรองใหม่(?:ที่ยังไม่ขึ้นทะเบียน)?")
def somebody_signs_with_a_new_key(hand: Hand, person: str, codes: str) -> None:
    hand.new_key(PEOPLE[person])
    hand.attempt(lambda: hand.sign(PEOPLE[person], split_codes(codes), key_of=f"{PEOPLE[person]}.new"))


@done(rf"{person()} ขึ้นทะเบียนใบรับรองใหม่")
def somebody_registers_a_new_key(hand: Hand, person: str) -> None:
    key = hand.new_key(PEOPLE[person])
    hand.attempt(
        lambda: register_key(
            hand.office, PEOPLE[person], person=None, key_file=key, passphrase=lambda: sample_office.PASSWORD
        )
    )


@done(rf"{person()} {re.escape(SIGN)} ข้อ {codes()} ยกเว้นข้อ {codes('excepted')} เพราะ {said('reason')}")
def somebody_signs_with_exceptions(hand: Hand, person: str, codes: str, excepted: str, reason: str) -> None:
    login, key = PEOPLE[person], hand.folder / "keys" / f"{PEOPLE[person]}.p12"
    hand.attempt(
        lambda: signing.sign(
            hand.office, login, split_codes(codes), key_file=key, passphrase=lambda: sample_office.PASSWORD,
            excepted=split_codes(excepted), reason=reason,
        )
    )  # fmt: skip


@done(rf"{person()} เห็นชอบ ข้อ {codes()} ไว้ก่อน")
def somebody_agrees_before_signing(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: approving.approve(hand.office, PEOPLE[person], split_codes(codes)))


@done(rf"{person()} ลงลายมือชื่อ ข้อ {codes()} ที่เครื่องของตน")
def somebody_signs_where_the_key_is(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: hand.sign_elsewhere(PEOPLE[person], split_codes(codes)))


@done(rf"{person()} ขอลงลายมือชื่อ ข้อ {codes()} ที่เครื่องของตน")
def somebody_asks_for_a_signature_elsewhere(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: hand.ask_elsewhere(PEOPLE[person], split_codes(codes)))


@done(rf"{person()} นำลายมือชื่อที่ขอไว้มาให้สำนักงาน")
def somebody_brings_the_signature(hand: Hand, person: str) -> None:
    assert hand.brought is not None
    brought = hand.brought
    hand.attempt(lambda: finishing.finish(hand.office, PEOPLE[person], brought))


@done(rf"{person()} {re.escape(COMPILE)} ข้อ {codes()} โดยรับรองว่าเห็นต้นฉบับกระดาษ")
def somebody_compiles_and_vouches(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(
        lambda: compiling.compile_items(hand.office, PEOPLE[person], split_codes(codes), attest=lambda about: True)
    )


@done(rf"{person()} ลงนามกำกับบันทึก ของข้อ {codes()}")
def somebody_signs_before_the_head(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: hand.countersign(PEOPLE[person], split_codes(codes)))


@done(rf"{person()} {re.escape(SUBMIT)} ข้อ {codes()} ด้วยเลขที่ {said('number')}")
def somebody_submits_with_a_number(hand: Hand, person: str, codes: str, number: str) -> None:
    hand.attempt(lambda: submitting.submit(hand.office, PEOPLE[person], split_codes(codes), number=number))


# --- handing in ------------------------------------------------------------------------------------------------------


@done(
    rf"{person()} ส่งไฟล์ {said('name')} ของข้อ {codes()}(?: ซึ่งเป็นข้อมูลปีงบประมาณ (?P<year>\d+))?"
    rf'(?: เป็น "{one_of("duty", DUTIES)}")?(?: งวด {said("part")})?'
)
def somebody_hands_in_a_file(
    hand: Hand, person: str, name: str, codes: str, year: str | None, duty: str | None, part: str | None
) -> None:
    years = [int(year)] if year else []
    kind = DUTIES[duty].value if duty else None
    hand.attempt(lambda: hand.contribute(PEOPLE[person], codes, name, duty=kind, years=years, part=part))


@done(rf"{person()} ส่งที่อยู่หน้าเว็บ {said('address')} ของข้อ {codes()}")
def somebody_hands_in_an_address(hand: Hand, person: str, address: str, codes: str) -> None:
    hand.attempt(lambda: contributing.contribute(hand.office, PEOPLE[person], codes, Contribution(url=address)))


@done(rf"{person()} แจ้งว่าไม่มีข้อมูล ของข้อ {codes()}(?: งวด {said('part')})? เพราะ {said('reason')}")
def somebody_has_nothing_to_report(hand: Hand, person: str, codes: str, part: str | None, reason: str) -> None:
    given = Contribution(nil_reason=reason, part=part)
    hand.attempt(lambda: contributing.contribute(hand.office, PEOPLE[person], codes, given))


@done(rf"{person()} รับข้อมูลของ {group()} ของข้อ {codes()}")
def somebody_accepts(hand: Hand, person: str, group: str, codes: str) -> None:
    hand.attempt(lambda: contributing.accept(hand.office, PEOPLE[person], codes, GROUPS[group]))


@done(rf"{person()} รับข้อมูลของทุกกลุ่ม ของข้อ {codes()}")
def somebody_accepts_every_part(hand: Hand, person: str, codes: str) -> None:
    for part in hand.item_parts(codes):
        if part.status == "handed_in":
            hand.attempt(partial(contributing.accept, hand.office, PEOPLE[person], codes, part.group_key))


@done(rf"{person()} ไม่รับข้อมูลของ {group()} ของข้อ {codes()} เพราะ {said('reason')}")
def somebody_refuses(hand: Hand, person: str, group: str, codes: str, reason: str) -> None:
    hand.attempt(lambda: contributing.refuse(hand.office, PEOPLE[person], codes, GROUPS[group], reason))


@done(rf"{person()} ยืนยันองค์ประกอบลำดับที่ (?P<numbers>[\d, และ]+) ของข้อ {codes()}")
def somebody_ticks(hand: Hand, person: str, numbers: str, codes: str) -> None:
    wanted = re.findall(r"\d+", numbers)
    hand.attempt(lambda: contributing.tick(hand.office, PEOPLE[person], codes, wanted))


@done(rf"{person()} ยืนยันองค์ประกอบข้อมูลครบถ้วน ของข้อ {codes()}")
def somebody_ticks_everything(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: contributing.tick(hand.office, PEOPLE[person], codes, everything=True))


@done(rf"{person()} มอบหมายให้ {group()} รวบรวม ข้อ {codes()} ตาม {said('basis')}")
def somebody_assigns(hand: Hand, person: str, group: str, codes: str, basis: str) -> None:
    hand.attempt(lambda: setup.assign(hand.office, PEOPLE[person], codes, GROUPS[group], basis=basis))


# --- on paper --------------------------------------------------------------------------------------------------------

_SCANNED = rf"{person()} {re.escape(RECEIVE)} ของข้อ {codes()} เป็นไฟล์สแกน"


@done(_SCANNED)
def somebody_takes_in_a_scan(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)])


@done(rf"{person()} นำสแกนที่ถูกมาแทน ของข้อ {codes()} เพราะ {said('reason')}")
def somebody_brings_the_right_scan(hand: Hand, person: str, codes: str, reason: str) -> None:
    code = split_codes(codes)[0]
    right = hand.write("right.pdf", wiring.practice_scan(hand.printed))
    hand.receive(PEOPLE[person], code, [right], replaces=reason)


@done(rf"{_SCANNED}ที่ขาดหนึ่งหน้า")
def somebody_takes_in_too_few_pages(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code, without_last_page=True)])


@done(rf"{_SCANNED} แต่ไม่รับรอง")
def somebody_takes_in_a_scan_and_says_no(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)], attests=False)


@done(rf"{person()} {re.escape(RECEIVE)} ของข้อ {codes()} เป็นไฟล์ที่ออกให้ลงนามซึ่งยังไม่ได้ลงนาม")
def somebody_takes_in_what_nobody_signed(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    files = [hand.write(f"{number}.pdf", data) for number, data in enumerate(hand.issued(code))]
    hand.receive(PEOPLE[person], code, files, memo=False)


@done(rf"{_SCANNED} ยกเว้นข้อ {codes('excepted')}")
def somebody_takes_in_a_scan_with_exceptions(hand: Hand, person: str, codes: str, excepted: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)], excepted=split_codes(excepted))


@done(rf"{_SCANNED} ซึ่งลงนามเมื่อวันที่ {day()}")
def somebody_takes_in_a_scan_of_a_day(hand: Hand, person: str, codes: str, day: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)], decided_on=parse_date(day))


@done(rf"{_SCANNED} ซึ่ง {person('signer')} เป็นผู้ลงนาม(?: เพราะ {said('reason')})?")
def somebody_takes_in_a_scan_of_another(hand: Hand, person: str, codes: str, signer: str, reason: str | None) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)], signer=PEOPLE[signer], reason=reason)


@done(rf"ไม่มีแถวของ {person()} ในตารางบุคลากรแล้ว (?P<how>โดยไม่มีผู้ยืนยัน|และยืนยัน)")
def somebodys_rows_are_gone(hand: Hand, person: str, how: str) -> None:
    hand.remove(PEOPLE[person], confirmed=how == "และยืนยัน")


@done(rf"{person()} พ้นจากสำนักงาน วันสุดท้าย {day()}")
def somebody_leaves_the_office(hand: Hand, person: str, day: str) -> None:
    def ends() -> None:
        asked = end_person(hand.office, "registrar", PEOPLE[person], parse_date(day)).asked
        if asked is not None:
            settling.confirm(hand.office, "web", asked)

    hand.attempt(ends)
    hand.retire(PEOPLE[person], parse_date(day))


@done(rf"{group()} เปลี่ยนชื่อเป็น {said('name')}")
def a_group_is_renamed(hand: Hand, group: str, name: str) -> None:
    hand.rename(GROUPS[group], name)


@done(r"ผู้ดูแลโปรแกรมรับการเปลี่ยนแปลง (?P<how>โดยไม่มีผู้ยืนยัน|และยืนยัน)")
def the_files_are_taken_over(hand: Hand, how: str) -> None:
    hand.people((hand.folder / "people.csv").read_text(encoding="utf-8"), confirmed=how == "และยืนยัน")


@done(rf"{person()} รับช่วงบันทึก ของข้อ {codes()}")
def somebody_takes_a_memo_over(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: take_over(hand.office, PEOPLE[person], split_codes(codes)))


@done(rf"{person()} ร่วมรับรองเอกสาร ของข้อ {codes()}")
def somebody_attests_too(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: attest_second(hand.office, PEOPLE[person], codes, attest=lambda about: True))


@done(rf"{person()} ขึ้นทะเบียนใบรับรองของ {person('owner')} ให้ {person('other')}")
def somebody_registers_a_key_for_another(hand: Hand, person: str, owner: str, other: str) -> None:
    key = hand.folder / "keys" / f"{PEOPLE[owner]}.p12"
    hand.attempt(
        lambda: register_key(
            hand.office, PEOPLE[person], person=PEOPLE[other], key_file=key, passphrase=lambda: "demo-only"
        )
    )


@done(rf"{person()} ถอนใบรับรองของตน เพราะ {said('reason')}")
def somebody_withdraws_a_certificate(hand: Hand, person: str, reason: str) -> None:
    mine = next(k.fingerprint for k in known_certificates(hand.office) if k.person == PEOPLE[person])
    hand.attempt(lambda: withdraw_key(hand.office, PEOPLE[person], mine, reason))


@done(rf"{person()} บันทึกว่า {person('holder')} กลับมาแล้ว")
def the_holder_is_back(hand: Hand, person: str, holder: str) -> None:
    hand.attempt(lambda: back(hand.office, PEOPLE[person], PEOPLE[holder]))


@done(rf"{person()} ออกบันทึกใหม่ในชื่อผู้ลงนาม ของข้อ {codes()}")
def somebody_issues_the_memo_again(hand: Hand, person: str, codes: str) -> None:
    hand.attempt(lambda: reissue(hand.office, PEOPLE[person], split_codes(codes)))


@done(rf"{_SCANNED} ซึ่ง {person('signer')} ลงนามเมื่อวันที่ {day()}")
def somebody_takes_in_a_scan_of_another_and_a_day(hand: Hand, person: str, codes: str, signer: str, day: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, [hand.scan(code)], signer=PEOPLE[signer], decided_on=parse_date(day))


@done(rf"{person()} {re.escape(RECEIVE)} ของข้อ {codes()} เป็นไฟล์ที่ลงนามด้วยใบรับรอง")
def somebody_takes_in_files_signed_elsewhere(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    hand.receive(PEOPLE[person], code, hand.signed_elsewhere(code), memo=False)


@done(rf"{person()} {re.escape(RECEIVE)} ของข้อ {codes()} เป็นไฟล์ที่ลงนามแล้วแต่เป็นเอกสารอื่น")
def somebody_takes_in_something_else(hand: Hand, person: str, codes: str) -> None:
    code = split_codes(codes)[0]
    (first, *_) = hand.signed_elsewhere(code)
    other = hand.office.pdf.prepare(
        hand.kept[f"{code} {code} {hand.groups(code)[0]}.pdf"], lambda: hand.issued(code)[0]
    )
    key = hand.office.keys.open(hand.folder / "keys" / "head.p12", "demo-only")
    first.write_bytes(hand.office.signer.sign(other.data, key, lines=("x",), name="x", reason="x", at=hand.clock.now()))
    hand.receive(PEOPLE[person], code, [first], memo=False)


# --- exceptions and books --------------------------------------------------------------------------------------------


@done(rf'{person()} ขอยกเว้นเงื่อนไข "{one_of("need", NEEDS)}" ของข้อ {codes()} เพราะ {said("reason")}')
def somebody_asks_for_an_exception(hand: Hand, person: str, need: str, codes: str, reason: str) -> None:
    found = hand.attempt(lambda: request_exception(hand.office, PEOPLE[person], codes, NEEDS[need], reason))
    hand.request = found or 0


@done(rf"{person()} ยืนยันคำขอยกเว้น")
def somebody_confirms_the_exception(hand: Hand, person: str) -> None:
    hand.attempt(lambda: confirm_exception(hand.office, PEOPLE[person], hand.request))


@done(rf"{person()} เริ่ม {one_of('book', BOOKS)} ที่เลข (?P<number>\d+)")
def somebody_starts_a_book(hand: Hand, person: str, book: str, number: str) -> None:
    hand.attempt(lambda: registers.start(hand.office, PEOPLE[person], BOOKS[book], int(number)))


@done(rf"{person()} จองเลขใน {one_of('book', BOOKS)}")
def somebody_reserves_a_number(hand: Hand, person: str, book: str) -> None:
    hand.attempt(lambda: registers.reserve(hand.office, PEOPLE[person], BOOKS[book]))


@done(rf"{person()} ยกเลิกเลขที่ (?P<number>\d+) ใน {one_of('book', BOOKS)} เพราะ {said('reason')}")
def somebody_voids_a_number(hand: Hand, person: str, number: str, book: str, reason: str) -> None:
    hand.attempt(lambda: registers.void(hand.office, PEOPLE[person], BOOKS[book], int(number), reason))

"""``ดังนั้น``: what is so afterwards, read anew from the database and the site."""

from __future__ import annotations

import hashlib
import io
from urllib.parse import unquote

from pypdf import PdfReader
from pytest_bdd import parsers, then

import messages
from tests.procedure.office import Hand
from tests.procedure.vocabulary import (
    BOOKS,
    EVERY_STEP,
    FLAGS,
    GRADE_NAMES,
    NEEDS,
    ONLINE,
    PEOPLE,
    REASON,
    STATES,
    codes,
    one_of,
    person,
    said,
    split_codes,
    told,
)
from workflow.records import queries
from workflow.records.journal import entries
from workflow.records.verifying import chain
from workflow.services.approval.record import required_signatures
from workflow.services.numbering import reports
from workflow.services.queries.inbox import inbox
from workflow.services.queries.item_detail import show
from workflow.services.queries.status import status


@then(parsers.re(rf"(?:ดำเนินการไม่ได้ )?เพราะ {REASON}"))
def it_is_refused(hand: Hand, reason: str) -> None:
    hand.tell(told(reason))


@then(parsers.re(rf'ข้อ {codes()} มีสถานะ "{one_of("state", STATES)}"'))
def items_stand(hand: Hand, codes: str, state: str) -> None:
    hand.settled()
    for code in split_codes(codes):
        assert hand.item(code).state is STATES[state]


@then(parsers.re(rf"งานแรกของ {person()} คือ ข้อ {codes()} ที่กลับมาเพราะ {said('reason')}"))
def the_first_task_came_back(hand: Hand, person: str, codes: str, reason: str) -> None:
    hand.settled()
    first = inbox(hand.office, PEOPLE[person])[0]
    assert first.item == codes
    assert first.returned is not None
    assert reason in messages.say(first.returned.code, first.returned.facts)


@then(parsers.re(rf"บันทึกเหตุการณ์ของข้อ {codes()} เขียนว่า {said('text')}"))
def the_journal_reads(hand: Hand, codes: str, text: str) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        last = [e for e in entries(use_case.session, use_case.office_id) if e.item_code == codes][-1]
        assert messages.journal(last.kind, last.step, last.facts) == text


@then(parsers.re(rf'ข้อ {codes()} ของปีงบประมาณ (?P<year>\d{{4}}) มีสถานะ "{one_of("state", STATES)}"'))
def items_of_a_year_stand(hand: Hand, codes: str, year: str, state: str) -> None:
    hand.settled()
    with hand.use_case(year=int(year)) as use_case:
        for item in use_case.items(split_codes(codes)):
            assert item.state is STATES[state]


@then(parsers.re(rf"เรื่องรอดำเนินการของ {person()} มี {said('tasks')}"))
def the_inbox_is(hand: Hand, person: str, tasks: str) -> None:
    hand.settled()
    waiting = inbox(hand.office, PEOPLE[person])
    assert set(tasks.split(", ")) <= {f"{messages.task(one.do, 'th', {})} {one.name}" for one in waiting}


@then(parsers.re(rf'ข้อ {codes()} ของปีงบประมาณ (?P<year>\d{{4}}) ได้รับยกเว้นเงื่อนไข "{one_of("need", NEEDS)}"'))
def a_need_is_lifted(hand: Hand, codes: str, year: str, need: str) -> None:
    hand.settled()
    with hand.use_case(year=int(year)) as use_case:
        assert NEEDS[need] in use_case.waived(use_case.item(codes))


@then(parsers.re(rf"พบบันทึกของข้อ {codes()} ปีงบประมาณ (?P<year>\d{{4}})"))
def the_memo_is_found(hand: Hand, codes: str, year: str) -> None:
    hand.settled()
    with hand.use_case(year=int(year)) as use_case:
        assert hand.found is not None
        assert use_case.item(codes).submission_id == hand.found.id


@then(parsers.re(rf"หลักฐานการเผยแพร่ของข้อ {codes()} ปีงบประมาณ (?P<year>\d{{4}}) คือหน้า {said('address')}"))
def the_proof_is_of_the_years_own_page(hand: Hand, codes: str, year: str, address: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes], year=int(year)).items
    assert item.proof is not None
    assert (item.proof["severity"], item.proof["address"]) == ("ok", address)


@then(parsers.re(rf"ข้อ {codes()} รอ {person()}"))
def an_item_waits_for(hand: Hand, codes: str, person: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert set(item.waiting_for) & {PEOPLE[person], f"post:{PEOPLE[person]}"}


@then(parsers.re(rf"ข้อ {codes()} มีเครื่องหมายเตือนว่า {one_of('flag', FLAGS)}"))
def an_item_is_flagged(hand: Hand, codes: str, flag: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert FLAGS[flag] in {found.code for found in item.flags}


@then(parsers.re(rf"ข้อ {codes()} ไม่มีเครื่องหมายเตือนว่า {one_of('flag', FLAGS)}"))
def an_item_is_not_flagged(hand: Hand, codes: str, flag: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert FLAGS[flag] not in {found.code for found in item.flags}


@then(parsers.re(rf"หลักฐานการเผยแพร่ของข้อ {codes()} ตรวจโดยบุคคล"))
def a_person_saw_it(hand: Hand, codes: str) -> None:
    hand.settled()
    found = show(hand.office, codes)["proof"]
    assert found["severity"] == "caution"
    assert found["findings"][0]["code"] == "seen_by_person"


@then(parsers.re(r"สรุปความก้าวหน้า เผยแพร่แล้ว (?P<a>\d+) ข้อ อยู่ระหว่างเสนอ (?P<b>\d+) ข้อ กำลังรวบรวม (?P<c>\d+) ข้อ"))
def progress_is(hand: Hand, a: str, b: str, c: str) -> None:
    hand.settled()
    found = status(hand.office).progress
    assert found == {"published": int(a), "awaiting_approval": int(b), "compiling": int(c), "total": 43}


@then(parsers.re(rf"ข้อ {codes()} มีแล้ว (?P<there>\d+) จาก (?P<of>\d+) งวด"))
def so_many_parts_are_there(hand: Hand, codes: str, there: str, of: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert (sum(part.there for part in item.parts), len(item.parts)) == (int(there), int(of))


@then(parsers.re(rf"เรื่องรอดำเนินการของ {person()} มี {said('task')} ของข้อ {codes()}(?P<late> ซึ่งเลยกำหนด)?"))
def it_waits_in_the_inbox(hand: Hand, person: str, task: str, codes: str, late: str | None) -> None:
    hand.settled()
    waiting = [w for w in inbox(hand.office, PEOPLE[person]) if w.item == codes]
    assert [w.late for w in waiting if messages.task(w.do) == task] == [bool(late)]


@then(parsers.re(rf"บันทึกของข้อ {codes()} ให้หัวหน้าหน่วยงานลงนามบนไฟล์ {said('names')}"))
def the_memo_brings_files_to_sign(hand: Hand, codes: str, names: str) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        submission = hand.memo(codes)
        items = use_case.items_with({row.item_id for row in submission.items})
        due = required_signatures(use_case, submission, items)
    assert [one.name for one in due if one.evidence is not None] == names.split(", ")


@then(parsers.re(rf"ประชาชนเห็นไฟล์ {said('names')} ของข้อ {codes()}"))
def the_public_sees_files(hand: Hand, names: str, codes: str) -> None:
    hand.settled()
    assert [file["title"] for file in hand.seen(codes)["files"]] == names.split(", ")


# --- memo and books --------------------------------------------------------------------------------------------------


@then(parsers.re(rf"บันทึกของข้อ {codes()} ได้เลขที่ {said('label')}"))
def the_memo_has_the_number(hand: Hand, codes: str, label: str) -> None:
    hand.settled()
    assert hand.memo(codes).label == label


@then(parsers.re(rf"บันทึกของข้อ {codes()} เป็นฉบับแก้ไขครั้งที่ (?P<edition>\d+)"))
def the_memo_is_of_an_edition(hand: Hand, codes: str, edition: str) -> None:
    hand.settled()
    assert hand.memo(codes).edition == int(edition)


@then(parsers.re(rf"บันทึกของข้อ {codes()} พิมพ์ข้อความ {said('text')}"))
def the_memo_reads(hand: Hand, codes: str, text: str) -> None:
    hand.settled()
    printed = hand.office.pdf.text(hand.office.store.get(hand.memo(codes).memo_issued))
    assert text.replace(" ", "") in "".join(printed.split())


@then(parsers.re(rf"เลขที่ (?P<number>\d+) ใน {one_of('book', BOOKS)} ปี (?P<year>\d+) ยกเลิกแล้ว เพราะ {said('reason')}"))
def a_number_is_void(hand: Hand, number: str, book: str, year: str, reason: str) -> None:
    hand.settled()
    row = hand.number(BOOKS[book], int(year), int(number))
    assert row is not None
    assert (row.status.value, row.reason) == ("void", reason)


@then(parsers.re(rf"เลขที่ (?P<number>\d+) ใน {one_of('book', BOOKS)} ปี (?P<year>\d+) (?P<how>ใช้แล้ว|จองไว้)"))
def a_number_is_used(hand: Hand, number: str, book: str, year: str, how: str) -> None:
    hand.settled()
    row = hand.number(BOOKS[book], int(year), int(number))
    assert row is not None
    assert row.status.value == {"ใช้แล้ว": "issued", "จองไว้": "reserved"}[how]


@then(parsers.re(rf"{one_of('book', BOOKS)} ปี (?P<year>\d+) ยังไม่ออกเลขใด"))
def no_number_was_used(hand: Hand, book: str, year: str) -> None:
    hand.settled()
    assert reports.listing(hand.office, BOOKS[book], year=int(year)) == []
    assert hand.number(BOOKS[book], int(year), 1) is None


@then(parsers.re(rf"{one_of('book', BOOKS)} ปี (?P<year>\d+) ไม่มีเลขขาดหรือซ้ำ"))
def the_book_is_in_order(hand: Hand, book: str, year: str) -> None:
    hand.settled()
    (report,) = reports.gaps(hand.office, BOOKS[book], year=int(year))
    assert report.ok
    assert reports.listing(hand.office, BOOKS[book], year=int(year))


# --- signature and journal -------------------------------------------------------------------------------------------


@then(parsers.re(rf'ผลตรวจลายมือชื่อของข้อ {codes()} คือ "{one_of("grade", GRADE_NAMES)}"'))
def the_signature_is_of_grade(hand: Hand, codes: str, grade: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert item.grade == GRADE_NAMES[grade]


@then(
    parsers.re(
        rf'บันทึกเหตุการณ์ของข้อ {codes()} มีขั้นตอน "{one_of("step", EVERY_STEP)}" โดย {person()}'
        rf"(?: ซึ่ง {person('signer')} เป็นผู้ลงนาม)?(?: ในฐานะ {said('authority')})?"
    )
)
def the_journal_tells(
    hand: Hand, codes: str, step: str, person: str, signer: str | None, authority: str | None
) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        found = [
            e
            for e in entries(use_case.session, use_case.office_id)
            if (e.item_code, e.step) == (codes, EVERY_STEP[step])
        ]
        assert found, "no such entry"
        last = found[-1]
        assert last.actor == PEOPLE[person]
        assert signer is None or last.facts["signer"] == PEOPLE[signer]
        assert authority is None or last.authority == authority


@then(parsers.re(rf"บันทึกของข้อ {codes()} มีลายมือชื่อดิจิทัล (?P<count>\d+) รายการ"))
def the_memo_is_signed_by(hand: Hand, codes: str, count: str) -> None:
    hand.settled()
    memo = hand.office.store.get(hand.memo(codes).memo_signed or "")
    fields = PdfReader(io.BytesIO(memo)).get_fields() or {}
    assert sum(field.get("/V") is not None for field in fields.values()) == int(count)


@then(parsers.re(rf"ภาพลายมือชื่อหัวหน้าในบันทึกของข้อ {codes()} มีข้อความ {said('text')}"))
def the_head_s_signature_says(hand: Hand, codes: str, text: str) -> None:
    hand.settled()
    assert text in hand.drawn(codes)


@then(parsers.re(rf"บันทึกเหตุการณ์เล่าว่า {said('text')}"))
def the_journal_says(hand: Hand, text: str) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        told = [messages.journal(e.kind, e.step, e.facts) for e in entries(use_case.session, use_case.office_id)]
    assert any(one.startswith(text) for one in told)


@then("บันทึกเหตุการณ์ทั้งเล่มตรวจแล้วไม่มีร่องรอยการแก้ไข")
def the_journal_is_whole(hand: Hand) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        states = {key: s.value for key, s in queries.items.states(use_case.session, use_case.office_id).items()}
        first = {cycle.fiscal_year: cycle.framework for cycle in reversed(use_case.cycles)}
        report = chain.verify(use_case.session, use_case.office_id, states=states, first=first)
        assert report.ok
        assert report.entries > 0


@then(parsers.re(rf"ไฟล์ {said('name')} ของข้อ {codes()} ไม่ถูกเปลี่ยนแปลง"))
def a_file_is_untouched(hand: Hand, name: str, codes: str) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        (row,) = [e for e in use_case.evidence(use_case.item(codes)) if e.name == name]
        assert row.sha256 == hashlib.sha256(hand.kept[f"{codes} {name}"]).hexdigest()
        assert (row.issued_sha256, row.signed_sha256) == (None, None)


# --- the public site -------------------------------------------------------------------------------------------------


@then(parsers.re(rf"ประชาชนเห็น ข้อ {codes()} (?P<revision>ฉบับแรก|ปรับปรุงครั้งที่ \d+) บนเว็บไซต์"))
def the_public_sees(hand: Hand, codes: str, revision: str) -> None:
    hand.settled()
    seen = hand.seen(codes)
    assert (seen["state"], messages.revision(seen["revision"])) == ("published", revision)
    for file in seen["files"]:
        served = hand.public / _path(file)
        assert hashlib.sha256(served.read_bytes()).hexdigest() == file["sha256"]


def _path(file: dict[str, str]) -> str:
    return unquote(next(file[key] for key in ("path", "address", "url") if file.get(key))).lstrip("/")


@then(parsers.re(rf"ประชาชนยังไม่เห็น ข้อ {codes()} บนเว็บไซต์"))
def the_public_does_not_see(hand: Hand, codes: str) -> None:
    hand.settled()
    if hand.public.exists():
        seen = hand.seen(codes)
        assert seen["state"] != "published"
        assert not seen.get("files")


@then(parsers.re(rf'ข้อ {codes()} บนเว็บไซต์คือ "{one_of("online", ONLINE)}"'))
def an_item_is_online_as(hand: Hand, codes: str, online: str) -> None:
    hand.settled()
    assert hand.item(codes).online is ONLINE[online]
    assert hand.seen(codes)["state"] == {"online": "published"}.get(ONLINE[online].value, ONLINE[online].value)


@then(parsers.re(rf"หน้าเว็บของข้อ {codes()} (?P<absent>ไม่)?มีข้อความ {said('text')}"))
def the_page_reads(hand: Hand, codes: str, absent: str | None, text: str) -> None:
    hand.settled()
    page = hand.public / "oit" / "2566" / codes.lower() / "index.html"
    assert (text in page.read_text(encoding="utf-8")) is (absent is None)


@then(parsers.re(rf"ที่อยู่เดิมของไฟล์บอกว่าแทนที่ด้วย {said('name')} เมื่อวันที่ {said('day')}"))
def the_old_address_tells(hand: Hand, name: str, day: str) -> None:
    hand.settled()
    page = (hand.public / unquote(hand.link) / "index.html").read_text(encoding="utf-8")
    assert f'{name}</a> เมื่อวันที่ <span class="keep">{day}</span>' in page


@then(parsers.re(rf"จากหน้าแรกเปิดถึงข้อ {codes()} ได้ไม่เกิน (?P<clicks>\d+) คลิก"))
def it_is_reached_in_clicks(hand: Hand, codes: str, clicks: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert item.proof is not None
    assert 0 < item.proof["clicks"] <= int(clicks)


@then(parsers.re(rf"หลักฐานการเผยแพร่ของข้อ {codes()} มาจาก(?P<kind>เว็บไซต์จริง|การซ้อมบนเครื่องนี้)"))
def the_proof_is_of_kind(hand: Hand, codes: str, kind: str) -> None:
    hand.settled()
    (item,) = status(hand.office, codes=[codes]).items
    assert item.proof is not None
    assert item.proof["kind"] == {"เว็บไซต์จริง": "live", "การซ้อมบนเครื่องนี้": "rehearsal"}[kind]

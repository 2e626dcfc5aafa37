"""Papers that are passed round: who sends, who acknowledges, whom one waits for."""

from __future__ import annotations

from pytest_bdd import parsers, then

from templates_docx.package import read_zip
from tests.procedure.office import Hand
from tests.procedure.steps_when import done
from tests.procedure.vocabulary import GROUPS, PEOPLE, day, group, person, said
from tests.services.small_office import small_pdf
from workflow.records.models import Outbox
from workflow.services.documents import circulating
from workflow.services.documents.circulation_sheet import draft_sheet
from workflow.services.queries.inbox import inbox
from workflow.thai import parse_date

FIRST = 1
"""The number of a scenario's only circulation."""


@done(rf"{person()} เวียนเรื่อง {said('subject')} ให้ทราบใน {group()}(?: ภายในวันที่ {day('due')})?")
def a_paper_is_passed_round(hand: Hand, person: str, subject: str, group: str, due: str | None) -> None:
    file = hand.folder / "plan.pdf"
    file.write_bytes(small_pdf("plan"))
    hand.attempt(
        lambda: circulating.circulate(
            hand.office, PEOPLE[person], [GROUPS[group]], file=file, subject=subject,
            due=parse_date(due) if due else None,
        )
    )  # fmt: skip


@done(rf"{person()} รับทราบเรื่องเวียน")
def it_is_acknowledged(hand: Hand, person: str) -> None:
    hand.attempt(lambda: circulating.acknowledge(hand.office, PEOPLE[person], FIRST))


@done(rf"{person()} บันทึกจากใบเวียนว่าทุกคนที่เหลือรับทราบเมื่อวันที่ {day()}")
def the_sheet_is_recorded(hand: Hand, person: str, day: str) -> None:
    rest = [one.login for one in circulating.circulated(hand.office, FIRST).waiting]
    assert rest
    hand.attempt(
        lambda: circulating.acknowledge_on_paper(hand.office, PEOPLE[person], FIRST, rest, parse_date(day))
    )  # fmt: skip


@done(rf"{person()} แจ้งเรื่องเวียนซ้ำ")
def it_is_told_again(hand: Hand, person: str) -> None:
    hand.attempt(lambda: circulating.remind(hand.office, PEOPLE[person], FIRST))


@then(parsers.re(rf"เรื่องเวียน(?P<whether>ไม่รอ|รอ) {person()} รับทราบ"))
def it_waits_for(hand: Hand, whether: str, person: str) -> None:
    hand.settled()
    login = PEOPLE[person]
    waits = login in [one.login for one in circulating.circulated(hand.office, FIRST).waiting]
    asked = [one.do for one in inbox(hand.office, login) if one.do == f"acknowledge:{FIRST}"]
    assert (waits, len(asked)) == ((True, 1) if whether == "รอ" else (False, 0))


@then(parsers.re(rf"{person()} รับทราบแล้วเมื่อวันที่ {day()}"))
def somebody_has_read_it(hand: Hand, person: str, day: str) -> None:
    hand.settled()
    (one,) = [p for p in circulating.circulated(hand.office, FIRST).people if p.login == PEOPLE[person]]
    assert one.day == parse_date(day)


@then(parsers.re(rf"ใบเวียนมีช่องลงชื่อของ {person()}"))
def the_sheet_has_a_line(hand: Hand, person: str) -> None:
    hand.settled()
    made = draft_sheet(hand.office, "clerk.policy", FIRST)
    said = read_zip(hand.office.store.get(made.docx))["word/document.xml"].decode("utf-8").replace("\u00a0", " ")
    (one,) = [p for p in circulating.circulated(hand.office, FIRST).people if p.login == PEOPLE[person]]
    assert one.name in said


@then(parsers.re(r"ไม่มีเรื่องเวียนที่ยังรอรับทราบ"))
def nothing_waits(hand: Hand) -> None:
    hand.settled()
    assert circulating.listed(hand.office) == []


@then(parsers.re(rf"{person()} ได้รับแจ้งเรื่องเวียน (?P<times>\d+) ครั้ง"))
def told_so_often(hand: Hand, person: str, times: str) -> None:
    hand.settled()
    with hand.use_case() as use_case:
        rows = use_case.session.query(Outbox).all()
        told = [row for row in rows if row.facts.get("told") == "circulated"]
        assert sum(row.recipient == f"person:{PEOPLE[person]}" for row in told) == int(times)

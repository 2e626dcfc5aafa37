"""Sentences about results, measures, meetings and progress."""

from __future__ import annotations

from decimal import Decimal

from pytest_bdd import given, parsers, then, when

from tests.procedure.office import Hand
from tests.procedure.steps_when import done
from tests.procedure.vocabulary import GROUPS, PEOPLE, codes, day, group, person, said, split_codes
from workflow.rules.states import Role
from workflow.services.context.frameworks import DEFAULT, known_frameworks
from workflow.services.context.use_case import reading
from workflow.services.queries.inbox import inbox
from workflow.services.reports import measures, meetings, progress
from workflow.services.reports.measure_papers import draft_paper
from workflow.services.reports.proposals import helped, propose
from workflow.services.reports.results import import_result, show_result
from workflow.thai import parse_date

ANSWERS = {"ดีขึ้น": "yes", "ดีขึ้นบางข้อ": "partly", "ไม่ดีขึ้น": "no"}
MEETING = r"(?P<meeting>\d+/\d+)"


def secretary(hand: Hand) -> str:
    """Who keeps the reports: the secretary, or an administrator of an office without one."""
    with reading(hand.office) as use_case:
        found = [one.login for one in use_case.everybody.values() if one.holds(Role.SECRETARY)]
    return found[0] if found else "registrar"


@done(rf"เลขานุการนำเข้าผลปีงบประมาณ (?P<year>\d+) ที่ข้อ {codes('of')} ไม่ได้คะแนน เพราะ {said('comment')}")
def _result(hand: Hand, year: str, of: str, comment: str) -> None:
    lost = split_codes(of)
    with reading(hand.office) as use_case:
        items = use_case.items()
    lines = ["ข้อ,ข้อมูล,คะแนน,ข้อเสนอแนะ"]
    for one in items:
        score, why = (0, comment) if one.code in lost else (100, "")
        lines.append(f'{one.code},"{one.title}",{score},{why}')
    import_result(hand.office, secretary(hand), "ผล.csv", "\n".join(lines).encode(), DEFAULT, int(year))


@given(parsers.re(r"ปีงบประมาณ (?P<year>\d+) ประเมินด้วยแบบวัดเดียวกัน"))
def _same_list(hand: Hand, year: str) -> None:
    before = known_frameworks(hand.folder)[DEFAULT, int(year) - 1]
    text = before.read_text(encoding="utf-8").replace(f"fiscal_year = {int(year) - 1}", f"fiscal_year = {year}")
    (hand.folder / "frameworks").mkdir()
    (hand.folder / "frameworks" / f"{DEFAULT}-{year}.toml").write_text(text, encoding="utf-8")


@done(r"เลขานุการรับมาตรการที่เสนอจากผลปีงบประมาณ (?P<year>\d+)")
def _measures(hand: Hand, year: str) -> None:
    measures.add(hand.office, secretary(hand), propose(hand.office, DEFAULT, int(year)), year=int(year) + 1)


@when(parsers.re(rf"เลขานุการปิดมาตรการที่ (?P<number>\d+) ด้วยผล {said('result')} และหลักฐาน {said('address')}"))
def _closed(hand: Hand, number: str, result: str, address: str) -> None:
    measures.close(hand.office, secretary(hand), int(number), result, addresses=[address])


@when(parsers.re(rf"เลขานุการวางแผนประชุมวันที่ {day('on')}"))
def _planned(hand: Hand, on: str) -> None:
    wanted = parse_date(on)
    meetings.plan(hand.office, secretary(hand), day=wanted.day, first=wanted, months=1)


@when(parsers.re(rf"ถึงวันที่ {day('on')} ที่ประชุมครั้งที่ {MEETING} มีมติ {said('text')} มอบ {group('to')}"))
def _resolved(hand: Hand, on: str, meeting: str, text: str, to: str) -> None:
    held = parse_date(on)
    hand.clock.forward((held - hand.office.today()).days)
    task = meetings.resolution_of(f"{text} @{GROUPS[to]}")
    meetings.hold(hand.office, secretary(hand), meeting, held, [task])


@when(parsers.re(rf"{person('who')} ดำเนินการตามมติข้อที่ (?P<number>\d+) ของการประชุมครั้งที่ {MEETING}"))
def _done(hand: Hand, who: str, number: str, meeting: str) -> None:
    meetings.settle(hand.office, PEOPLE[who], meeting, int(number))


@then(parsers.re(rf"คะแนนรวมปีงบประมาณ (?P<year>\d+) คือ (?P<total>[\d.]+) อยู่ในระดับ {said('level')}"))
def _total(hand: Hand, year: str, total: str, level: str) -> None:
    computed = show_result(hand.office, DEFAULT, int(year)).computed
    assert computed.level is not None
    assert (computed.total, computed.level.name) == (Decimal(total), level)


@then(parsers.re(r"ตัวชี้วัดที่ (?P<number>\d+) ต้องแก้ไขโดยเร่งด่วน"))
def _urgent(hand: Hand, number: str) -> None:
    assert [one.number for one in show_result(hand.office).analysis.urgent] == [number]


@then(parsers.re(rf"มาตรการที่ (?P<number>\d+) คือ {said('title')} สำหรับข้อ {codes('of')}"))
def _measure(hand: Hand, number: str, title: str, of: str) -> None:
    one = next(line for line in measures.listing(hand.office) if line.number == int(number))
    assert (one.plan.title, list(one.plan.items)) == (title, split_codes(of))


@then(parsers.re(r"แผนมาตรการปีงบประมาณ (?P<year>\d+) จัดทำเป็นเอกสารได้"))
def _plan(hand: Hand, year: str) -> None:
    made = draft_paper(hand.office, "clerk.policy", "plan", year=int(year))
    assert hand.office.store.get(made.docx).startswith(b"PK")


@then(parsers.re(rf"มาตรการที่ (?P<number>\d+) มีสถานะ {said('status')}"))
def _status(hand: Hand, number: str, status: str) -> None:
    one = next(line for line in measures.listing(hand.office) if line.number == int(number))
    assert one.status.th == status


@then(parsers.re(rf"มาตรการที่ (?P<number>\d+) ทำให้คะแนน {said('answer')}"))
def _helped(hand: Hand, number: str, answer: str) -> None:
    one = next(found for found in helped(hand.office) if found.measure.number == int(number))
    assert one.answer == ANSWERS[answer]


@then(parsers.re(rf"การประชุมครั้งที่ {MEETING} เลื่อนไปวันที่ {day('to')} เพราะตรงกับ {said('reason')}"))
def _moved(hand: Hand, meeting: str, to: str, reason: str) -> None:
    one = next(found for found in meetings.listing(hand.office) if found.label == meeting)
    assert (one.planned, one.moved_for) == (parse_date(to), reason)


@then(parsers.re(rf"งานของ {person('who')} (?P<has>มี|ไม่มี)มติของการประชุมครั้งที่ {MEETING}"))
def _task(hand: Hand, who: str, has: str, meeting: str) -> None:
    waiting = [one.do for one in inbox(hand.office, PEOPLE[who])]
    assert any(do.startswith(f"resolution:{meeting} ") for do in waiting) is (has == "มี")


@then(
    parsers.re(
        r"ความก้าวหน้าคือ เผยแพร่แล้ว (?P<a>\d+) ข้อ รอความเห็นชอบ (?P<b>\d+) ข้อ "
        r"กำลังรวบรวม (?P<c>\d+) ข้อ รวม (?P<total>\d+) ข้อ"
    )
)
def _progress(hand: Hand, a: str, b: str, c: str, total: str) -> None:
    found = progress.look(hand.office)
    assert (*found.counts, found.total) == (int(a), int(b), int(c), int(total))
    for shares in (found.indicators, found.groups):
        assert tuple(sum(one.counts[at] for one in shares) for at in range(3)) == found.counts

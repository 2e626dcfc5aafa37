"""Meetings on working days, their papers from what is recorded, resolutions as tasks; progress that always sums."""

from datetime import date, time
from typing import Any

import pytest

import wiring
from tests.services.small_office import SmallOffice
from workflow.records.facts.assessment import Resolution
from workflow.records.models import Item
from workflow.rules.errors import BadInput, NotFound, Unmet, WrongRole
from workflow.services.documents.drafting import draft, show
from workflow.services.documents.issuing import issue
from workflow.services.queries.inbox import inbox
from workflow.services.reports import meetings, progress
from workflow.services.reports.meeting_papers import appointed, draft_invitation, draft_report, must_be_members
from workflow.services.reports.reminding import reminders

ORDER = {
    "subject": f"แต่งตั้ง{meetings.BODY}",
    "reason": ["ด้วยสำนักงานเข้ารับการประเมิน"],
    "members": [
        {"name": "นายตัวอย่าง ใจดี", "post": "หัวหน้าสำนักงานทดลองเล็ก", "role": "ประธานคณะทำงาน"},
        {"name": "นางแบบอย่าง บุคคลดี", "post": "ผู้อำนวยการกลุ่มบริหารงานบุคคล", "role": "คณะทำงาน"},
    ],
    "duties": ["กำกับติดตาม"],
}


def tell(reason: Unmet) -> str:
    return reason.code


def test_a_meeting_is_moved_from_weekends_and_days_off_with_the_reason(small: SmallOffice) -> None:
    found = meetings.plan(small.office, "registrar", day=6, months=4, first=date(2026, 3, 1), place="ห้องประชุม")
    assert [(one.label, one.wanted.day, one.planned.day, one.moved_for) for one in found] == [
        ("1/2569", 6, 6, None),
        ("2/2569", 6, 7, "วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์"),
        ("3/2569", 6, 6, None),
        ("4/2569", 6, 8, "วันเสาร์"),
    ]
    assert not found[0].confirmed
    # A month that has its meeting keeps it.
    assert meetings.plan(small.office, "registrar", day=20, months=4, first=date(2026, 3, 1)) == []


def test_so_many_months_are_planned_though_this_months_day_is_over(small: SmallOffice) -> None:
    found = meetings.plan(small.office, "registrar", day=1, months=3)  # today is 2 March
    assert [one.planned.month for one in found] == [4, 5, 6]


def test_the_office_confirms_and_adds_days_off_and_numbers_restart_with_the_year(small: SmallOffice) -> None:
    assert meetings.lay_days_off(small.office, 2569) == "holidays-2569.csv"
    with pytest.raises(BadInput):
        meetings.lay_days_off(small.office, 2569)
    own = small.folder / "holidays-2569.csv"
    own.write_text(own.read_text(encoding="utf-8-sig") + "30 ธันวาคม 2569,วันหยุดพิเศษ\n", encoding="utf-8")
    found = meetings.plan(small.office, "registrar", day=30, months=2, first=date(2026, 12, 1))
    assert [(one.label, one.planned, one.moved_for, one.confirmed) for one in found] == [
        # Off are 30 and 31 December, 1 January and the weekend after it.
        ("1/2569", date(2027, 1, 4), "วันหยุดพิเศษ", True),
        ("1/2570", date(2027, 2, 1), "วันเสาร์", False),
    ]
    own.write_text("วันที่,วันหยุด\n31 กุมภาพันธ์ 2569,วันใด\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        meetings.propose_days_off(small.office, 2569)
    assert refused.value.code == "days_off_not_usable"


def test_20_may_2566_was_a_saturday() -> None:
    assert meetings.working_day(date(2023, 5, 20), {}) == (date(2023, 5, 22), "วันเสาร์")


def test_a_resolution_is_a_task_until_its_group_has_done_it(small: SmallOffice) -> None:
    meetings.plan(small.office, "registrar", day=2, months=1)
    with pytest.raises(NotFound):
        meetings.hold(small.office, "registrar", "9/2569", date(2026, 3, 2), [])
    with pytest.raises(BadInput):
        meetings.hold(small.office, "registrar", "1/2569", date(2026, 3, 3), [])
    task = meetings.resolution_of("ให้เชื่อมโยงข้อ O5 @กลุ่มบริหารงานบุคคล ภายใน 10 มี.ค. 2569")
    held = meetings.hold(small.office, "registrar", "๑/๒๕๖๙", date(2026, 3, 2), [task])
    assert (held.progress, held.resolutions[0].group) == ((0, 0, 7), "hr")
    assert [one.do for one in inbox(small.office, "clerk.hr") if one.do.startswith("resolution")] == [
        "resolution:1/2569 (1)"
    ]
    assert [one.what for one in reminders(small.office, group="hr")] == ["มติครั้งที่ 1/2569 ให้เชื่อมโยงข้อ O5"]
    with pytest.raises(WrongRole):
        meetings.settle(small.office, "clerk.policy", "1/2569", 1)
    done = meetings.settle(small.office, "clerk.hr", "1/2569", 1)
    assert (done.resolutions[0].done_by, done.resolutions[0].done_on) == ("clerk.hr", "2026-03-02")
    assert reminders(small.office, group="hr") == []
    with pytest.raises(BadInput) as refused:
        meetings.move(small.office, "registrar", "1/2569", to=date(2026, 3, 9))
    assert refused.value.code == "meeting_held"


def test_the_order_may_call_the_group_otherwise_and_appoint_by_post_alone(small: SmallOffice) -> None:
    assert not appointed(small.office)
    by_post = [{"post": "ผู้อำนวยการกลุ่มบริหารงานบุคคล", "role": "ประธาน"}, {"post": "ผู้ทรงคุณวุฒิ", "role": "คณะทำงาน"}]
    subject = "แต่งตั้งคณะทำงานกำกับ ติดตาม การเปิดเผยข้อมูลสาธารณะ"
    order = draft(small.office, "registrar", "order", ORDER | {"subject": subject, "members": by_post})
    issue(small.office, "registrar", order.id)
    assert appointed(small.office)
    assert not appointed(small.office, body="คณะกรรมการอื่น")
    meetings.plan(small.office, "registrar", day=2, months=1)
    _, listed = draft_invitation(small.office, "registrar", "1/2569", tell)
    _, names = show(small.office, listed.id)
    assert [row[0] for row in names["table"]["rows"]] == ["นางแบบอย่าง บุคคลดี", ""]


def test_the_papers_of_a_meeting_come_from_the_order_and_what_is_recorded(small: SmallOffice) -> None:
    order = draft(small.office, "registrar", "order", ORDER)
    issue(small.office, "registrar", order.id)
    meetings.plan(small.office, "registrar", day=2, months=2, place="ห้องประชุม", starts=time(13, 30))
    meetings.hold(small.office, "registrar", "1/2569", date(2026, 3, 2), [Resolution("ให้เร่งส่งข้อ O4", "policy")])
    memo, listed = draft_invitation(small.office, "registrar", "2/2569", tell)
    _, said = show(small.office, memo.id)
    assert said["subject"] == f"เชิญประชุม{meetings.BODY} ครั้งที่ 2/2569"
    assert "3.1 มติการประชุมครั้งที่ 1/2569: ให้เร่งส่งข้อ O4 (กลุ่มนโยบายและแผน)" in said["paragraphs"]
    assert "5.1 ข้อ O6 การเสริมสร้างวัฒนธรรม ยังไม่มีกลุ่มที่รวบรวม" in said["paragraphs"]
    _, names = show(small.office, listed.id)
    assert [row[0] for row in names["table"]["rows"]] == ["นายตัวอย่าง ใจดี", "นางแบบอย่าง บุคคลดี"]

    with pytest.raises(BadInput) as unknown:
        must_be_members(small.office, "registrar", ["คนอื่น"])
    assert unknown.value.code == "absent_unknown"

    how: dict[str, Any] = {"starts": time(9, 30), "ends": time(11, 0)}
    with pytest.raises(BadInput) as refused:
        draft_report(small.office, "registrar", "1/2569", tell, absent={"นายไม่มี อยู่จริง": "ลา"}, **how)
    assert refused.value.code == "absent_unknown"
    made = draft_report(small.office, "registrar", "1/2569", tell, absent={"นางแบบอย่าง บุคคลดี": "ลา"}, **how)
    assert (made.kind, made.status, made.label, made.dated) == ("meeting", "issued", "1/2569", date(2026, 3, 2))
    _, report = show(small.office, made.id)
    assert ([one["name"] for one in report["present"]], report["absent"][0]["note"]) == (["นายตัวอย่าง ใจดี"], "ลา")
    assert report["agenda"][4]["resolution"] == "1) ให้เร่งส่งข้อ O4 (กลุ่มนโยบายและแผน)"
    with pytest.raises(BadInput):
        draft_report(small.office, "registrar", "2/2569", tell, absent={}, **how)


def test_the_calendar_file_is_read_back_by_its_own_library(small: SmallOffice) -> None:
    from icalendar import Calendar

    meetings.plan(small.office, "registrar", day=6, months=2, place="ห้องประชุม <1>; ชั้น 2")
    data = wiring.calendar_file("ปฏิทิน", meetings.coming(small.office), small.clock.now())
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    first, second = Calendar.from_ical(data).walk("VEVENT")
    assert first["dtstart"].dt.isoformat() == "2026-03-06T02:30:00+00:00"
    assert (str(first["location"]), second["sequence"]) == ("ห้องประชุม <1>; ชั้น 2", 1)
    assert len({str(first["uid"]), str(second["uid"])}) == 2


@pytest.mark.deep
def test_the_three_numbers_sum_in_every_part_and_late_items_say_why(small: SmallOffice) -> None:
    small.bring("published", "O1")
    small.bring("submitted", "O5")
    with small.office.unit_of_work() as uow:
        for item in uow.session.query(Item).filter(Item.code.in_(("O2", "O1"))):
            item.due = date(2026, 2, 20)
        uow.commit()
    meetings.plan(small.office, "registrar", day=2, months=1)
    meetings.hold(small.office, "registrar", "1/2569", date(2026, 3, 2), [])
    small.clock.forward(10)
    small.bring("published", "O3")
    found = progress.look(small.office)
    assert found.counts == (2, 1, 4)
    for shares in (found.indicators, found.groups):
        assert tuple(sum(one.counts[at] for one in shares) for at in range(3)) == found.counts
    assert found.before == (date(2026, 3, 2), (1, 1, 5))
    assert [counts for _, counts in found.history] == [(1, 1, 5), (2, 1, 4)]
    (late,) = found.late
    assert (late.code, late.days) == ("O2", 20)
    assert "part_missing" in {reason.code for reason in late.reasons}
    with small.use_case("clerk.policy") as use_case:
        facts = progress.month_facts(use_case, tell)
    assert facts.sections[0].paragraphs[0] == (
        "ข้อมูล ณ วันที่ 12 มีนาคม 2569 มีข้อมูลที่ต้องเปิดเผยทั้งหมด 7 ข้อ เผยแพร่แล้ว 2 ข้อ รอความเห็นชอบ 1 ข้อ และกำลังรวบรวม 4 ข้อ"
    )
    assert "เผยแพร่แล้วเพิ่มขึ้น 1 ข้อ รอความเห็นชอบเท่าเดิม กำลังรวบรวมลดลง 1 ข้อ" in facts.sections[0].paragraphs[1]
    table = facts.sections[1].table
    assert table is not None
    assert table.rows[-1].cells == (("รวม",), ("2",), ("1",), ("4",), ("7",))
    assert reminders(small.office)[0].overdue


def test_a_meeting_moved_by_hand_is_not_said_to_have_been_moved_from_a_holiday(small: SmallOffice) -> None:
    (first,) = meetings.plan(small.office, "registrar", day=6, months=1, first=date(2026, 4, 1))
    assert first.moved_for is not None
    moved = meetings.move(small.office, "registrar", first.label, to=date(2026, 4, 9))
    assert moved.moved_for is None
    again = meetings.move(small.office, "registrar", first.label, place="ห้องประชุม 2")
    assert again.moved_for is None

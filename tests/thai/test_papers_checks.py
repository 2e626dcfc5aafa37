"""Slips in orders and meeting reports are found, each with its code; a good paper has none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from templates_docx import samples
from workflow.thai.text_checks import check_meeting, check_order


def codes(found: list[tuple[str, dict[str, object]]]) -> list[str]:
    return [code for code, _ in found]


def test_the_sample_papers_are_good() -> None:
    assert check_order(samples.order()) == []
    assert check_meeting(samples.meeting(), office=samples.OFFICE, appointed=date(2023, 1, 16)) == []


def test_an_order_with_a_day_no_calendar_has() -> None:
    order = replace(samples.order(), reason=("ตามคำสั่งลงวันที่ ๓๑ เมษายน พ.ศ. ๒๕๖๖ นั้น",))
    assert codes(check_order(order)) == ["date_no_such_day"]


def test_an_order_in_force_before_it_is_issued() -> None:
    order = replace(samples.order(), effective=date(2023, 1, 1))
    assert codes(check_order(order)) == ["effective_before_issued"]
    draft = replace(order, date=None)
    assert codes(check_order(draft)) == []
    assert codes(check_order(draft, issued=date(2023, 1, 16))) == ["effective_before_issued"]


def test_an_order_with_a_member_twice_another_years_number_and_another_office_tells_all() -> None:
    order = samples.order()
    order = replace(
        order,
        number="12/2565",
        members=(*order.members, replace(order.members[2], name="นายทดลอง  ตั้งใจ")),
        reason=("ด้วยสำนักงานศึกษาธิการจังหวัดสมมุติเข้ารับการประเมิน",),
    )
    assert set(codes(check_order(order))) == {"member_twice", "number_of_other_year", "other_office_named"}


def test_an_order_without_members_or_chair() -> None:
    assert codes(check_order(replace(samples.order(), members=()))) == ["no_members"]
    assert codes(check_order(replace(samples.order(), members=samples.order().members[2:]))) == ["no_chair"]


def test_a_meeting_before_the_appointment_that_ends_before_it_starts() -> None:
    meeting = replace(samples.meeting(), ends=time(8), guests=samples.meeting().absent)
    assert codes(check_meeting(meeting, appointed=date(2023, 3, 1))) == [
        "meeting_before_appointment", "ends_before_start", "present_twice",
    ]  # fmt: skip

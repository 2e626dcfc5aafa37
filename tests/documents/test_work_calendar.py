"""The calendar of work: days counted backwards, moved off weekends and holidays, slack, and the first late hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import MakeOffice
from tests.services.small_office import Clock, SmallOffice
from workflow.office_files.problems import BadInput
from workflow.office_files.settings import Settings
from workflow.services.collection import year_parts
from workflow.services.documents import drafting
from workflow.services.documents.work_calendar import Line, work_calendar
from workflow.thai.periods import Rhythm

CLOSING = """
[calendar]
closing = 2026-04-30
holidays = [2026-04-06]
"""


@pytest.fixture
def office(copy_office: MakeOffice) -> SmallOffice:
    """Monday 2 March 2569; answers are taken until 30 April 2569."""
    return copy_office(extra=CLOSING)


def line(office: SmallOffice, code: str, part: str | None = None) -> Line:
    return next(one for one in work_calendar(office.office, codes=[code]).lines if one.part == part)


def days(one: Line) -> dict[str, date | None]:
    return {hand.hand: hand.day for hand in one.hands}


def test_days_run_backwards_from_the_closing_day_and_never_fall_on_a_day_off(office: SmallOffice) -> None:
    found = days(line(office, "O1"))
    # 30, 23, 16, 7 and 0 days before Thursday 30 April. The 31st is a Tuesday; 7 April a Tuesday after a holiday.
    assert found == {
        "hand_in": date(2026, 3, 31), "compile": date(2026, 4, 7), "submit": date(2026, 4, 14),
        "publish": date(2026, 4, 23), "answer": date(2026, 4, 30),
    }  # fmt: skip


def test_a_weekend_and_the_holiday_before_it_are_gone_back_over(copy_office: MakeOffice) -> None:
    small = copy_office(
        extra="[calendar]\nclosing = 2026-04-29\nholidays = [2026-04-03]\n[calendar.before]\ncompile = 24\n"
    )
    # 24 days before is Sunday 5 April; Friday the 3rd is a holiday.
    assert days(line(small, "O1"))["compile"] == date(2026, 4, 2)


def test_slack_and_the_first_late_hand_follow_the_state(copy_office: MakeOffice) -> None:
    clock = Clock()
    office = copy_office(extra=CLOSING, clock=clock)
    assert (line(office, "O5").slack, line(office, "O5").late) == (29, None)
    clock.forward(30)  # 1 April: handing in is over
    late = line(office, "O5").late
    assert late is not None
    assert (late.hand, late.who, line(office, "O5").slack) == ("hand_in", ("group:admin", "group:hr"), -1)
    office.hand_in("O5")
    assert (line(office, "O5").late, line(office, "O5").slack) == (None, 6)
    clock.forward(10)
    compiling = line(office, "O5").late
    assert compiling is not None
    assert (compiling.hand, compiling.who) == ("compile", ("post:officer.hr",))
    office.compile("O5")
    office.submit("O5")
    clock.forward(13)  # 24 April: the head has it, and it should be published
    waiting = line(office, "O5").late
    assert waiting is not None
    assert (waiting.hand, waiting.who) == ("publish", ("head",))
    office.sign("O5")
    office.publish("O5")
    assert (line(office, "O5").late, line(office, "O5").slack) == (None, None)


def test_a_part_of_the_year_has_days_of_its_own(office: SmallOffice) -> None:
    year_parts.plan(office.office, "registrar", "O1", Rhythm.MONTHLY, due={"มีนาคม": date(2026, 4, 20)})
    found = line(office, "O1", "2569-03")
    assert days(found) == {
        "hand_in": date(2026, 4, 10), "compile": date(2026, 4, 13), "submit": date(2026, 4, 15),
        "publish": date(2026, 4, 20),
    }  # fmt: skip
    late = line(office, "O1", "2568-11").late
    assert late is not None
    assert late.hand == "hand_in"
    assert days(line(office, "O1", "2568-10"))["publish"] == date(2025, 11, 14)  # 15 November is a Saturday


def test_without_a_closing_day_nothing_is_made_up(small: SmallOffice) -> None:
    found = work_calendar(small.office)
    assert found.closing is None
    assert {hand.day for one in found.lines for hand in one.hands} == {None}
    assert {one.slack for one in found.lines} == {None}


def test_a_closing_day_of_another_year_says_nothing_of_this_one(copy_office: MakeOffice) -> None:
    assert work_calendar(copy_office(extra="[calendar]\nclosing = 2025-04-30\n").office).closing is None


def test_it_is_printed_as_the_annex_of_the_order(office: SmallOffice) -> None:
    made = drafting.draft(office.office, "clerk.admin", "calendar")
    assert (made.status, made.subject) == ("issued", "ปีงบประมาณ พ.ศ. 2569")
    words = office.office.pdf.text(office.office.store.get(made.pdf))
    assert "ปฏิทินปฏิบัติงาน" in words
    assert "๓๑ มี.ค. ๒๕๖๙" in words.replace("\u00a0", " ")


def test_days_that_run_the_wrong_way_are_refused(copy_office: MakeOffice) -> None:
    small = copy_office()
    path = small.folder / "office.toml"
    path.write_text(path.read_text(encoding="utf-8") + "[calendar.before]\nsubmit = 40\n", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        Settings.load(small.folder)
    assert [(one.code, one.facts["key"]) for one in refused.value.reasons] == [
        ("setting_days_backwards", "calendar.before.submit")
    ]

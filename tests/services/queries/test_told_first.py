"""Why work came back is what is told first; what was taken off the site counts as published nowhere."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from tests.services.small_office import SmallOffice
from workflow.records.models import Appointment
from workflow.rules.states import State
from workflow.services.approval.returning import revise, send_back
from workflow.services.collection import contributing
from workflow.services.collection.compiling import compile_items
from workflow.services.publication.withdrawing import change_online
from workflow.services.queries.inbox import inbox
from workflow.services.queries.item_detail import show
from workflow.services.queries.status import status
from workflow.services.queries.why import why_not

WHY = "ตัวเลขในตารางที่ 2 ไม่ตรงกับต้นฉบับ"


@pytest.mark.deep
def test_why_it_was_sent_back_stands_first_until_it_is_submitted_again(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    send_back(both.office, "head", ["O1"], WHY)
    shown = show(both.office, "O1")["returned"]
    assert (shown["code"], shown["facts"]["reason"], shown["facts"]["by"]) == ("sent_back_because", WHY, "head")
    (first, *_) = inbox(both.office, "clerk.admin")
    assert (first.item, first.do) == ("O1", "compile")
    assert first.returned is not None
    assert first.returned.facts["reason"] == WHY
    (asked, *_) = why_not(both.office, "O1")
    assert asked.returned is not None
    assert asked.returned.facts["memo"] == "ทล 01/1"
    (outcome,) = compile_items(both.office, "clerk.admin", ["O1"])
    assert (outcome.error, outcome.notices[0].code) == (None, "sent_back_because")
    (waiting,) = [one for one in inbox(both.office, "director.admin") if one.item == "O1"]
    assert waiting.returned is not None
    both.submit("O1")
    assert show(both.office, "O1")["returned"] is None


def test_who_revises_is_not_told_of_an_earlier_return(small: SmallOffice) -> None:
    small.bring("published", "O1")
    revise(small.office, "clerk.admin", ["O1"], "ตัวเลขใหม่")
    assert show(small.office, "O1")["returned"] is None


def test_why_a_groups_part_was_refused_is_told_with_what_it_owes(small: SmallOffice) -> None:
    small.contribute("O5", "admin")
    contributing.refuse(small.office, "clerk.hr", "O5", "admin", "เป็นข้อมูลของปีก่อน")
    (first, *_) = inbox(small.office, "clerk.admin")
    assert (first.item, first.do) == ("O5", "contribute:admin")
    assert first.returned is not None
    assert (first.returned.code, first.returned.facts["reason"]) == ("part_refused", "เป็นข้อมูลของปีก่อน")
    (part, *_) = [r for r in why_not(small.office, "O5", "compile")[0].unmet if r.code == "part_refused"]
    assert part.facts["reason"] == "เป็นข้อมูลของปีก่อน"


# --- off the site ----------------------------------------------------------------------------------------------------


def test_what_was_taken_down_counts_as_published_nowhere_and_waits_for_somebody(small: SmallOffice) -> None:
    small.bring("published", "O1")
    assert status(small.office).progress["published"] == 1
    change_online(small.office, "web", "O1", "suspend", "ตรวจสอบ")
    assert stands(small) == (0, 1, ("head",))
    assert [one.do for one in inbox(small.office, "head") if one.item == "O1"] == ["confirm_suspension"]
    change_online(small.office, "head", "O1", "confirm_suspension")
    assert stands(small) == (0, 0, ("clerk",))
    assert [one.do for one in inbox(small.office, "clerk.admin") if one.item == "O1"] == ["revise"]
    change_online(small.office, "head", "O1", "retract", "ผิด")
    assert stands(small) == (0, 0, ("clerk",))
    shown = show(small.office, "O1")
    assert (shown["online"], shown["proof"]) == ("retracted", None)
    assert [one["online"] for one in shown["revisions"]] == [False]
    revise(small.office, "clerk.admin", ["O1"], "แก้ไข")
    assert small.journal()[-1].facts["online"] == "retracted"


def stands(office: SmallOffice) -> tuple[int, int, tuple[str, ...]]:
    """How many are published, how many await the head, and for whom O1 waits."""
    found = status(office.office)
    (first, *_) = found.items
    assert first.state is State.PUBLISHED
    assert first.proof is None
    assert sum(found.progress.values()) == 2 * found.progress["total"]
    return found.progress["published"], found.progress["awaiting_approval"], first.waiting_for


def test_without_a_head_it_is_said_who_appoints_one(small: SmallOffice) -> None:
    small.bring("group_compiled", "O1")
    small.bring("submitted", "O3")
    with small.office.unit_of_work() as uow:
        day = small.clock.now().date()
        uow.session.execute(update(Appointment).where(Appointment.role == "head").values(starts=day, ends=day))
        uow.commit()
    small.clock.forward(1)
    for code, step in (("O1", "submit"), ("O3", "sign")):
        (reason,) = why_not(small.office, code, step)[0].unmet
        assert (reason.code, reason.who) == ("no_head", "administrator")
    assert {one.code: one.waiting_for for one in status(small.office).items}["O3"] == ("administrator",)

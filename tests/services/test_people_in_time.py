"""People come, go and stand in for one another: who may do what on a day, and whose work a revision is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

import messages
from tests.conftest import MakeOffice
from tests.services.small_office import SECRET, SmallOffice, done
from workflow.records.models import Appointment, Person
from workflow.rules.errors import NotLoggedIn, Refused, WrongRole
from workflow.rules.states import Role
from workflow.services.administration import sessions
from workflow.services.approval import returning, routing
from workflow.services.collection import contributing, waivers
from workflow.services.collection.contributing import Contribution
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status


def codes_of(refused: pytest.ExceptionInfo[Any]) -> list[str]:
    return [r.code for r in refused.value.reasons]


def end(office: SmallOffice, login: str, **changes: Any) -> None:
    """Give everything a person holds a last day that is over."""
    with office.office.unit_of_work() as uow:
        person = uow.session.query(Person).filter_by(login=login).one()
        ended = {"ends": office.office.today() - timedelta(days=1), **changes}
        uow.session.execute(update(Appointment).where(Appointment.person_id == person.id).values(**ended))
        uow.commit()


def test_who_submitted_and_left_neither_withdraws_nor_has_an_inbox(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    end(both, "director.admin")
    with pytest.raises(WrongRole) as caught:
        done(routing.withdraw(both.office, "director.admin", ["O1"], "ขอแก้ไข"))
    assert codes_of(caught) == ["wrong_role", "no_appointment_today"]
    end(both, "registrar")
    assert inbox(both.office, "registrar") == []
    assert both.states("O1") == ["submitted"]


def test_a_director_of_another_group_now_does_not_withdraw_the_memo_of_the_old_one(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    end(both, "director.admin", role=Role.OFFICER, group_key="policy", ends=None)
    with pytest.raises(WrongRole):
        done(routing.withdraw(both.office, "director.admin", ["O1"], "ขอแก้ไข"))


def test_who_left_opens_no_session_and_the_open_one_ends(both: SmallOffice) -> None:
    token = sessions.login(both.office, "clerk.admin", SECRET).token
    with both.office.unit_of_work() as uow:
        yesterday = both.office.today() - timedelta(days=1)
        uow.session.execute(update(Person).where(Person.login == "clerk.admin").values(ended_on=yesterday))
        uow.commit()
    with pytest.raises(NotLoggedIn):
        sessions.whose(both.office, token)
    with pytest.raises(NotLoggedIn):
        sessions.login(both.office, "clerk.admin", SECRET)


def test_a_group_whose_last_officer_left_waits_for_its_director_and_the_administrators(small: SmallOffice) -> None:
    """Its items wait for nobody who exists, until somebody is named; who can name somebody is told."""
    asked = "group_without_officer:admin"
    assert asked not in [w.do for w in inbox(small.office, "web")]
    with small.use_case() as use_case:
        officers = [
            who.login for who in use_case.everybody.values()
            if any(one.role is Role.OFFICER and one.group == "admin" for one in who.appointments)
        ]  # fmt: skip
    for login in officers:
        end(small, login)
    told = {login: asked in [w.do for w in inbox(small.office, login)] for login in ("web", "director.admin", "head")}
    assert told == {"web": True, "director.admin": True, "head": False}
    assert messages.task(asked, "th", {"admin": "กลุ่มอำนวยการ"}).startswith("กลุ่มอำนวยการยังไม่มีผู้ปฏิบัติงาน")


# --- acting suspends the holder ------------------------------------------------------------------------------------


@pytest.mark.deep
def test_while_somebody_acts_the_holder_may_not_and_is_told_who_acts(both: SmallOffice) -> None:
    both.clock.forward(7)  # the deputy acts from the 9th to the 11th
    both.bring("submitted", "O1")
    with pytest.raises(WrongRole) as caught:
        both.sign("O1")
    told = caught.value.reasons[-1]
    assert (told.code, told.facts["by"], told.facts["until"]) == ("holder_suspended", "deputy", "2026-03-11")
    assert not [w for w in inbox(both.office, "head") if w.do == "sign"]
    both.sign("O1", by="deputy")
    both.clock.forward(3)
    both.bring("submitted", "O2")
    with pytest.raises(WrongRole):
        both.sign("O2", by="deputy")
    both.sign("O2")


# --- exceptions ----------------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_two_clerks_do_not_lift_a_rule_and_a_director_and_a_clerk_do(small: SmallOffice) -> None:
    small.clock.forward(14)  # director.hr acts as head from the 16th
    small.bring("submitted", "O5")
    number = waivers.request_exception(small.office, "clerk.admin", "O5", "signer_not_contributor", "มีคนเดียว")
    with pytest.raises(Refused) as caught:
        waivers.confirm_exception(small.office, "clerk.policy", number)
    assert codes_of(caught) == ["exception_needs_senior"]
    assert caught.value.reasons[0].who == "deputy"  # of no group: never of the one that asked
    assert not [w for w in inbox(small.office, "clerk.policy") if w.do.startswith("exception_confirm")]
    with pytest.raises(Refused) as caught:
        waivers.confirm_exception(small.office, "director.hr", number)
    assert codes_of(caught) == ["exception_serves"]
    waivers.confirm_exception(small.office, "director.policy", number)
    small.sign("O5", by="director.hr")


@pytest.mark.deep
def test_a_route_lifted_by_exception_waits_for_the_head_and_says_so_everywhere(copy_office: MakeOffice) -> None:
    """Found by the simulated year: the head could sign, while status waited for the next post, and no inbox said so."""
    office = copy_office(route=("deputy",))
    office.bring("submitted", "O1")
    assert "sign" not in [w.do for w in inbox(office.office, "head")]
    number = waivers.request_exception(office.office, "clerk.hr", "O1", "route_complete", "ไปราชการ")
    waivers.confirm_exception(office.office, "director.policy", number)
    (said,) = status(office.office, codes=["O1"]).items
    assert said.waiting_for == ("head",)
    assert "sign" in [w.do for w in inbox(office.office, "head")]
    assert "receive" in [w.do for w in inbox(office.office, "registrar")]
    assert "endorse" in [w.do for w in inbox(office.office, "deputy")]  # who may still say something
    office.sign("O1")
    assert office.states("O1") == ["head_signed"]


def test_whom_it_serves_does_not_ask_nor_who_holds_nothing(small: SmallOffice) -> None:
    small.clock.forward(14)
    small.bring("submitted", "O5")
    with pytest.raises(Refused) as caught:
        waivers.request_exception(small.office, "director.hr", "O5", "signer_not_contributor", "มีคนเดียว")
    assert codes_of(caught) == ["exception_serves"]
    number = waivers.request_exception(small.office, "director.admin", "O5", "signer_not_contributor", "มีคนเดียว")
    end(small, "clerk.policy")
    with pytest.raises(WrongRole) as refused:
        waivers.confirm_exception(small.office, "clerk.policy", number)
    assert codes_of(refused) == ["no_appointment_today"]
    with pytest.raises(WrongRole):
        waivers.request_exception(small.office, "clerk.policy", "O5", "route_complete", "ไปราชการ")


@pytest.mark.deep
def test_an_exception_ends_with_the_revision_it_was_asked_for(small: SmallOffice) -> None:
    small.bring("group_compiled", "O5")
    number = waivers.request_exception(small.office, "director.admin", "O5", "signer_not_contributor", "มีคนเดียว")
    done(returning.send_back(small.office, "director.hr", ["O5"], "ข้อมูลไม่ครบ"))
    small.contribute("O5", "hr", "another text")
    small.compile("O5")
    with pytest.raises(Refused) as caught:
        waivers.confirm_exception(small.office, "director.policy", number)
    assert codes_of(caught) == ["exception_ended"]
    again = waivers.request_exception(small.office, "director.admin", "O5", "signer_not_contributor", "มีคนเดียว")
    waivers.confirm_exception(small.office, "director.policy", again)
    with small.use_case() as use_case:
        assert use_case.waived(use_case.item("O5")) == {"signer_not_contributor"}


# --- whose work a revision is --------------------------------------------------------------------------------------


def contributors(office: SmallOffice, code: str) -> set[str]:
    with office.use_case() as use_case:
        return set(use_case.contributors(use_case.item(code)))


def test_who_added_what_is_carried_over_is_a_contributor_of_the_next_revision_too(small: SmallOffice) -> None:
    small.bring("published", "O5")
    assert contributors(small, "O5") == {"clerk.hr", "clerk.admin", "director.hr"}
    done(returning.revise(small.office, "second.admin", ["O5"], "ข้อมูลไตรมาสใหม่"))
    assert contributors(small, "O5") == {"clerk.hr", "clerk.admin", "second.admin"}
    small.contribute("O5", "hr", "anew")
    assert contributors(small, "O5") == {"clerk.hr", "clerk.admin", "second.admin"}


def test_the_same_bytes_handed_in_anew_replace_who_handed_in_before(small: SmallOffice) -> None:
    small.contribute("O1", "admin", "same")
    assert contributors(small, "O1") == {"clerk.admin"}
    path = small.folder / "papers" / "O1-admin.pdf"
    contributing.contribute(small.office, "second.admin", "O1", Contribution(files=[path]))
    assert contributors(small, "O1") == {"second.admin"}

"""Somebody tries to come to power alone. Each way is refused, or told at once to whom it concerns."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

import messages
from tests.services.small_office import SECRET, SmallOffice, done
from workflow.office_files.people import load_people
from workflow.records.models import Certificate, Outbox, Person, Request
from workflow.rules.errors import BadInput, NeedNotMet, NotFound, Refused, WorkflowError, WrongRole
from workflow.services.administration import naming, passwords, standing, two_people
from workflow.services.administration.certificates import register_key
from workflow.services.administration.people.updates import Updated, update_people
from workflow.services.administration.terms import back, end_person
from workflow.services.intake import receiving
from workflow.services.operations import settling
from workflow.services.operations.doctor_people import examine_people
from workflow.services.queries.contacts import contacts
from workflow.services.queries.inbox import inbox

HEAD_POST = "หัวหน้าสำนักงานทดลองเล็ก"
REGISTRAR = "registrar,นาง,ลงเลข ทะเบียนดี,admin,เจ้าพนักงานธุรการ"
BOTH = ("registrar", "web")


def take_over(office: SmallOffice, by: str, *lines: str) -> Updated:
    """Somebody adds lines to the people's file, and an administrator takes it over without a second thought."""
    path = office.folder / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    rows = load_people(path, office.office.settings.groups)
    return update_people(office.office, by, rows, confirmed=None)


def roles(office: SmallOffice, login: str) -> set[tuple[str, str]]:
    with office.use_case(login) as use_case:
        return {(one.role.value, one.kind.value) for one in use_case.me.appointments}


def refusals(office: SmallOffice, login: str, number: int) -> set[str]:
    with pytest.raises(Refused) as refused:
        settling.confirm(office.office, login, number)
    return {reason.code for reason in refused.value.reasons}


def told(office: SmallOffice) -> set[tuple[str, str]]:
    with office.use_case() as use_case:
        rows = use_case.session.scalars(select(Outbox).where(Outbox.recipient.startswith("person:")))
        return {(row.recipient.partition(":")[2], row.facts["told"]) for row in rows}


ACTING = f"{REGISTRAR},head,acting,2/3/2569,6/3/2569,99/2569,{HEAD_POST}"


def test_an_administrator_alone_does_not_become_acting_head(both: SmallOffice) -> None:
    both.bring("submitted", "O1")
    asked = take_over(both, "registrar", ACTING).asked
    assert asked is not None
    assert roles(both, "registrar") == {("registrar", "holder")}
    with pytest.raises(WrongRole):
        both.sign("O1", by="registrar") if both.key("registrar").exists() else done(_sign_with_stranger(both))
    assert refusals(both, "registrar", asked) == {"power_needs_second"}
    assert refusals(both, "clerk.admin", asked) == {"power_not_second"}
    assert {"head", "deputy", "web", "director.hr"} <= {who for who, event in told(both) if event == "power_asked"}
    assert f"power:{asked}" in {one.do for one in inbox(both.office, "head")}


def _sign_with_stranger(office: SmallOffice) -> Any:
    from workflow.services.approval import signing

    return signing.sign(
        office.office, "registrar", ["O1"], key_file=office.key("stranger"), passphrase=lambda: SECRET
    )  # fmt: skip


def test_a_clerks_line_in_the_file_gives_no_power_through_an_unsuspecting_administrator(small: SmallOffice) -> None:
    line = f"clerk.hr,นางสาว,ตัวแทน งานบุคคล,hr,นักทรัพยากรบุคคล,head,acting,2/3/2569,6/3/2569,99/2569,{HEAD_POST}"
    done_now = take_over(small, "registrar", line)
    assert done_now.recorded == ()
    assert [change.meaning.value for change in done_now.waits] == ["appointment_new"]
    assert roles(small, "clerk.hr") == {("officer", "holder")}
    assert done_now.asked is not None
    assert "power_not_second" in refusals(small, "clerk.hr", done_now.asked)
    (shown,) = two_people.listed(small.office, "head")
    assert (shown.act, shown.subject, shown.mine) == ("people", "clerk.hr", True)
    assert shown.told[0].facts["kind"] == "acting"


def test_every_role_but_an_officers_takes_two_and_nobody_served_is_the_second(small: SmallOffice) -> None:
    for role in ("director", "deputy", "registrar", "web", "secretary"):
        group = "hr" if role == "director" else "policy"
        line = f"new.{role},นาย,คนใหม่ {role},{group},ตำแหน่งใหม่,{role},holder,3/3/2569,,,"
        if role == "director":
            line = line.replace(
                "hr,ตำแหน่งใหม่,director,holder,3/3/2569,,,", "hr,ตำแหน่งใหม่,director,delegated,3/3/2569,,5/2569,ผอ."
            )
        assert take_over(small, "registrar", line).asked is not None, role
    officer = take_over(small, "registrar", "new.officer,นาย,คนใหม่ เอก,hr,นักทรัพยากรบุคคล,officer,holder,2/3/2569,,,")
    assert [change.login for change in officer.recorded] == ["new.officer"]
    own = take_over(small, "registrar", f"{REGISTRAR},officer,holder,2/3/2569,,,")
    assert any(change.login == "registrar" for change in own.waits), "one's own takes two"


def test_what_two_settled_is_recorded_and_says_who_asked_and_who_confirmed(both: SmallOffice) -> None:
    asked = take_over(both, "registrar", ACTING).asked
    assert asked is not None
    settling.confirm(both.office, "deputy", asked)
    assert ("head", "acting") in roles(both, "registrar")
    entries = [e for e in both.journal() if e.kind in ("power_asked", "power_confirmed", "appointed")][-3:]
    assert [(e.kind, e.actor) for e in entries] == [
        ("power_asked", "registrar"), ("power_confirmed", "deputy"), ("appointed", "deputy"),
    ]  # fmt: skip
    assert entries[1].command == entries[2].command
    with pytest.raises(NotFound):
        settling.confirm(both.office, "head", asked)
    assert ("head", "power_confirmed") in told(both)


def test_an_edited_request_settles_nothing(small: SmallOffice) -> None:
    asked = take_over(small, "registrar", ACTING).asked
    assert asked is not None
    with small.office.unit_of_work() as uow:
        row = uow.session.get_one(Request, asked)
        changed = {**row.facts, "changes": [{**row.facts["changes"][0], "login": "web"}]}
        uow.session.execute(update(Request).where(Request.id == asked).values(facts=changed))
        uow.commit()
    assert refusals(small, "head", asked) == {"request_changed"}


def test_a_code_from_the_asker_does_not_make_a_second_person(small: SmallOffice) -> None:
    slip = passwords.reset_password(small.office, "registrar", "director.hr")
    assert isinstance(slip, passwords.Slip), "of a director one administrator prints it"
    assert {("director.hr", "password"), ("web", "password")} <= told(small)
    asked = take_over(small, "registrar", ACTING).asked
    assert asked is not None
    assert refusals(small, "director.hr", asked) == {"power_code_by_asker"}
    small.clock.forward(7)
    settling.confirm(small.office, "director.hr", asked)


# --- certificates ----------------------------------------------------------------------------------------------------


def test_nobody_registers_a_key_of_his_own_for_the_head_and_receives_with_it(small: SmallOffice) -> None:
    key = small.key("stranger")
    asked = register_key(small.office, "registrar", person="head", key_file=key, passphrase=lambda: SECRET)
    assert asked.asked is not None
    with small.use_case() as use_case:
        owners = {c.person.login for c in use_case.session.scalars(select(Certificate))}
        count = len(list(use_case.session.scalars(select(Certificate))))
    assert (owners, count) == ({"head", "deputy", "director.hr"}, 3)
    for login in ("registrar", "web", "deputy", "director.policy"):
        assert refusals(small, login, asked.asked)
    # Even where the head is deceived, who registered it does not receive what it signs.
    settling.confirm(small.office, "head", asked.asked)
    small.bring("submitted", "O1")
    signed = small.folder / "signed.pdf"
    opened = small.office.keys.open(key, SECRET)
    files = []
    for number, due in enumerate(small.required_signatures("O1")):
        issued = small.office.store.get(due.issued)
        made = small.office.signer.sign(issued, opened, lines=("x",), name="x", reason="", at=small.clock.now())
        files.append(signed.with_name(f"signed-{number}.pdf"))
        files[-1].write_bytes(made)
    (outcome,) = receiving.receive(small.office, "registrar", files)
    assert outcome.error is not None
    assert outcome.error.code == "receiver_registered_key"
    assert small.states("O1") == ["submitted"]


# --- administrators and last days ------------------------------------------------------------------------------------


def test_administrators_are_named_and_removed_by_two_and_two_are_always_left(small: SmallOffice) -> None:
    asked = naming.name_administrator(small.office, "registrar", "clerk.admin")
    assert "power_needs_second" in refusals(small, "registrar", asked)
    assert {"power_serves", "power_not_second"} == refusals(small, "clerk.admin", asked)
    settling.confirm(small.office, "web", asked)
    removal = naming.name_administrator(small.office, "web", "registrar", yes=False)
    settling.confirm(small.office, "clerk.admin", removal)
    with pytest.raises(Refused) as refused:
        naming.name_administrator(small.office, "web", "clerk.admin", yes=False)
    assert refused.value.code == "administrators_too_few"
    with pytest.raises(WrongRole):
        naming.name_administrator(small.office, "clerk.hr", "clerk.hr")


def test_the_last_administrator_and_the_head_name_another(small: SmallOffice) -> None:
    with small.office.unit_of_work() as uow:
        uow.session.execute(update(Person).where(Person.login == "web").values(password_hash=None))
        uow.commit()
    checks = {check.code: check.severity for check in examine_people(small.office)}
    assert checks["administrators_few"] == "broken"
    asked = naming.name_administrator(small.office, "head", "clerk.admin")
    settling.confirm(small.office, "registrar", asked)
    assert "administrators_few" not in {check.code for check in examine_people(small.office)}


def test_who_has_power_is_not_ended_by_one(small: SmallOffice) -> None:
    day = small.office.today()
    ended = end_person(small.office, "registrar", "deputy", day)
    assert ended.asked is not None
    assert roles(small, "deputy") == {("deputy", "holder")}
    two_people.refuse(small.office, "head", ended.asked, "ยังปฏิบัติงานอยู่")
    small.clock.forward(1)
    assert roles(small, "deputy") == {("deputy", "holder")}
    with pytest.raises(BadInput):
        naming.name_administrator(small.office, "head", "web")


def test_an_administrator_who_holds_a_door_is_cautioned_of(small: SmallOffice) -> None:
    found = {(c.code, c.facts["person"]) for c in examine_people(small.office) if c.code == "administrator_holds"}
    assert found == {("administrator_holds", "registrar"), ("administrator_holds", "web")}


# --- absences --------------------------------------------------------------------------------------------------------


def with_order(office: SmallOffice) -> None:
    asked = standing.set_substitutes(
        office.office, "registrar", "head", ["deputy", "director.hr"], "12/2569"
    )  # fmt: skip
    settling.confirm(office.office, "web", asked)


def test_an_absence_within_the_standing_order_takes_one_and_holds_at_once(both: SmallOffice) -> None:
    with pytest.raises(Refused) as refused:
        standing.away(both.office, "registrar", "head")
    assert refused.value.code == "no_standing_order"
    with_order(both)
    with pytest.raises(WrongRole):
        standing.away(both.office, "clerk.admin", "head")
    found = standing.away(both.office, "registrar", "head")
    assert found.login == "deputy"
    assert ("head", "acting") in roles(both, "deputy")
    assert {("head", "absence"), ("web", "absence"), ("deputy", "absence")} <= told(both)
    with both.use_case() as use_case:
        assert use_case.head().login == "deputy"
    with pytest.raises(Refused) as refused:
        standing.away(both.office, "registrar", "head")
    assert refused.value.code == "somebody_acts"
    rows = load_people(both.folder / "people.csv", both.office.settings.groups)
    assert update_people(both.office, "registrar", rows, confirmed=None).recorded == (), "the file does not end it"


def test_who_is_away_too_is_passed_over_and_nobody_enters_their_own_power(small: SmallOffice) -> None:
    with_order(small)
    end = small.office.today()
    ended = end_person(small.office, "registrar", "deputy", end)
    assert ended.asked is not None
    settling.confirm(small.office, "head", ended.asked)
    tomorrow = end + timedelta(days=1)
    assert standing.away(small.office, "registrar", "head", first=tomorrow).login == "director.hr"
    for first, last in ((end - timedelta(days=1), None), (end, end + timedelta(days=7))):
        with pytest.raises(BadInput) as refused:
            standing.away(small.office, "registrar", "head", first=first, last=last)
        assert refused.value.code == "absence_days"


def test_an_objection_stops_who_acts_and_what_they_signed_until_it_is_lifted(both: SmallOffice) -> None:
    with_order(both)
    standing.away(both.office, "registrar", "head")
    both.bring("submitted", "O1")
    both.sign("O1", by="deputy")
    with pytest.raises(WrongRole):
        standing.object_to(both.office, "clerk.hr", "deputy", "ไม่ควร")
    standing.object_to(both.office, "head", "deputy", "วันนี้อยู่สำนักงาน")
    assert ("head", "holder") in roles(both, "head")
    assert ("head", "acting") not in roles(both, "deputy")
    with pytest.raises(NeedNotMet) as refused:
        both.publish("O1")
    assert [reason.code for reason in refused.value.reasons] == ["signer_objected"]
    with pytest.raises(WorkflowError):
        standing.lift_objection(both.office, "deputy", "deputy")
    standing.lift_objection(both.office, "head", "deputy")
    both.publish("O1")
    assert both.states("O1") == ["published"]


def test_an_objection_is_lifted_by_nobody_whom_it_is_against(both: SmallOffice) -> None:
    asked = naming.name_administrator(both.office, "registrar", "deputy")
    settling.confirm(both.office, "director.hr", asked)
    with_order(both)
    standing.away(both.office, "registrar", "head")
    both.bring("submitted", "O1")
    both.sign("O1", by="deputy")
    with pytest.raises(Refused) as refused:
        standing.object_to(both.office, "deputy", "deputy", "ขอหยุดเอง")
    assert refused.value.code == "objection_own"
    standing.object_to(both.office, "web", "deputy", "ไม่เห็นคำสั่ง")
    with pytest.raises(Refused) as refused:
        standing.object_to(both.office, "registrar", "deputy", "ไม่เห็นด้วย")
    assert refused.value.code == "objected_already"
    standing.object_to(both.office, "head", "deputy", "วันนี้อยู่สำนักงาน")
    with pytest.raises(WrongRole):
        standing.lift_objection(both.office, "web", "deputy")
    both.clock.forward(40)
    with pytest.raises(NeedNotMet) as unmet:
        both.publish("O1")
    assert [(reason.code, reason.facts["person"]) for reason in unmet.value.reasons] == [("signer_objected", "head")]
    standing.lift_objection(both.office, "head", "deputy")
    assert ("web", "objection_lifted") in told(both)
    standing.object_to(both.office, "web", "deputy", "ยังไม่เผยแพร่ จึงยังทักท้วงได้")
    with pytest.raises(NeedNotMet):
        both.publish("O1")
    standing.lift_objection(both.office, "web", "deputy")
    with pytest.raises(NotFound):
        standing.lift_objection(both.office, "web", "deputy")


def test_what_is_to_be_confirmed_says_how_a_post_is_held_and_by_which_order(small: SmallOffice) -> None:
    waits = take_over(small, "registrar", ACTING).waits
    assert [messages.say(one.unmet.code, one.facts) for one in waits] == [
        f"บรรทัดที่ {waits[0].facts['line']}: นางลงเลข ทะเบียนดี (registrar) เป็น หัวหน้าหน่วยงาน {HEAD_POST} "
        "(รักษาราชการแทน ตามคำสั่งที่ 99/2569) ตั้งแต่ 2 มี.ค. 2569 ถึง 6 มี.ค. 2569"
    ]
    asked = standing.set_substitutes(small.office, "registrar", "head", ["deputy"], order="12/2569")
    (order,) = (one for one in two_people.listed(small.office, "head") if one.number == asked)
    assert [messages.say(one.code, one.facts) for one in order.told] == [
        f"เมื่อ {HEAD_POST} ไม่อยู่ ผู้รักษาราชการแทนตามลำดับคือ {small_name(small, 'deputy')} ตามคำสั่งที่ 12/2569 ตั้งแต่ 2 มี.ค. 2569"
    ]


def small_name(office: SmallOffice, login: str) -> str:
    with office.use_case() as use_case:
        return use_case.everybody[login].name


def test_an_administrator_whose_code_ran_out_is_not_able(small: SmallOffice) -> None:
    asked = passwords.reset_password(small.office, "registrar", "web")
    assert isinstance(asked, int)
    settling.confirm(small.office, "head", asked)
    assert "administrators_few" not in {check.code for check in examine_people(small.office)}
    small.clock.forward(8)
    assert {c.code: c.severity for c in examine_people(small.office)}["administrators_few"] == "broken"


def test_who_is_named_as_the_second_may_be_it(both: SmallOffice) -> None:
    asked = passwords.reset_password(both.office, "registrar", "head")
    assert isinstance(asked, int)
    with pytest.raises(Refused) as refused:
        settling.confirm(both.office, "head", asked)
    (reason,) = refused.value.reasons
    assert messages.who(str(reason.who)) == "ผู้ที่ยืนยันคำขอนี้ได้"
    named = {name for one in contacts(both.office, str(reason.who), None) for name in one.names}
    assert small_name(both, "deputy") in named
    assert not {small_name(both, "head"), small_name(both, "registrar")} & named
    (waits,) = (one for one in inbox(both.office, "deputy") if one.do == f"power:{asked}")
    assert waits.act == "password"


def test_what_a_request_is_about_is_told_in_words() -> None:
    told_of = {"request": 1, "act": "substitutes", "asked_by": "registrar"}
    assert "(หัวหน้าหน่วยงาน)" in messages.say("told_power_confirmed", {**told_of, "subject": "post:head"})
    assert "cycle:1" not in messages.say("told_power_confirmed", {**told_of, "act": "adoption", "subject": "cycle:1"})
    assert "(clerk.hr)" in messages.say("told_power_confirmed", {**told_of, "act": "people", "subject": "clerk.hr"})


def test_who_came_back_may_be_away_again_on_the_same_day(both: SmallOffice) -> None:
    with_order(both)
    assert standing.away(both.office, "registrar", "head").login == "deputy"
    back(both.office, "registrar", "head")
    assert ("head", "holder") in roles(both, "head")
    assert ("head", "acting") not in roles(both, "deputy")
    assert standing.away(both.office, "registrar", "head").login == "deputy"
    assert ("head", "acting") in roles(both, "deputy")
    standing.object_to(both.office, "head", "deputy", "อยู่สำนักงาน")
    with pytest.raises(Refused) as refused:
        standing.away(both.office, "registrar", "head")
    assert refused.value.code == "objected_already"
    tomorrow = both.office.today() + timedelta(days=1)
    assert standing.away(both.office, "registrar", "head", first=tomorrow).login == "deputy"

"""``people.csv`` against what is recorded: each difference as what it means, asked or refused; last days; returns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import messages
from tests.services.small_office import SmallOffice, done
from workflow.office_files.people import load_people
from workflow.office_files.settings import Settings
from workflow.records import queries
from workflow.records.errors import ConstraintBroken
from workflow.records.models import Appointment
from workflow.rules.errors import BadInput, NotLoggedIn, Refused, WorkflowError, WrongRole
from workflow.rules.states import Kind, Role
from workflow.services.administration import sessions
from workflow.services.administration.bootstrap import open_year
from workflow.services.administration.files_brought import take_duties
from workflow.services.administration.people.updates import differences, update_people
from workflow.services.administration.terms import back, end_person
from workflow.services.administration.two_people import listed, may_settle, open_request
from workflow.services.approval import routing, signing
from workflow.services.collection import compiling, year_parts
from workflow.services.context.certificates import signer_terms
from workflow.services.intake import receiving
from workflow.services.operations import settling
from workflow.services.publication import publishing
from workflow.thai.periods import Rhythm

HEAD = "head,นาย,ตัวอย่าง ใจดี,,หัวหน้าสำนักงานทดลองเล็ก,head,holder,1/10/2565,,,\n"
ACTING = "deputy,นาง,สมมติ รักงาน,,รองหัวหน้าสำนักงานทดลองเล็ก,head,acting,9/3/2569,11/3/2569,18/2569,หัวหน้าสำนักงานทดลองเล็ก\n"


def write(office: SmallOffice, *changes: tuple[str, str]) -> None:
    """Change the office's people file as somebody in Excel does."""
    path = office.folder / "people.csv"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def rows(office: SmallOffice) -> Any:
    return load_people(office.folder / "people.csv", office.office.settings.groups)


def meanings(office: SmallOffice) -> list[tuple[str, str]]:
    return [(c.login, c.meaning.value) for c in differences(office.office, rows(office))]


def update(office: SmallOffice, *confirmed: str) -> list[str]:
    """Take the file over, and confirm what takes two as whoever may."""
    done_now = update_people(office.office, "registrar", rows(office), confirmed=confirmed)
    if done_now.asked is not None:
        with office.use_case() as use_case:
            second = may_settle(use_case, open_request(use_case, done_now.asked))[0]
        settling.confirm(office.office, second, done_now.asked)
    return [c.meaning.value for c in (*done_now.recorded, *done_now.waits)]


def in_force(office: SmallOffice, login: str) -> list[tuple[str, str, str | None]]:
    with office.use_case(login) as use_case:
        return [(h.role.value, h.kind.value, h.group) for h in use_case.me.appointments]


def test_nothing_differs_in_an_office_just_set_up(small: SmallOffice) -> None:
    assert meanings(small) == []
    assert update(small) == []


def test_a_new_head_ends_the_old_one_the_day_before_and_both_are_asked_about(both: SmallOffice) -> None:
    new = "newhead,นาย,มาใหม่ ตั้งใจดี,,หัวหน้าสำนักงานทดลองเล็ก,head,holder,2/3/2569,,,\n"
    write(both, (HEAD, new))
    assert meanings(both) == [("head", "appointment_replaced"), ("newhead", "appointment_new")]
    with pytest.raises(Refused) as caught:
        update(both)
    assert [r.code for r in caught.value.reasons] == ["appointment_replaced"]
    assert (caught.value.reasons[0].facts["until"], caught.value.reasons[0].facts["by"]) == (
        "2026-03-01", "นายมาใหม่ ตั้งใจดี",
    )  # fmt: skip
    assert in_force(both, "head") == [("head", "holder", None)]
    update(both, "head")
    assert in_force(both, "head") == []
    both.bring("submitted", "O1")
    with pytest.raises(WrongRole) as refused:
        both.sign("O1")
    assert [r.code for r in refused.value.reasons] == ["wrong_role", "no_appointment_today"]
    assert meanings(both) == []


def test_a_removed_clerk_compiles_no_more(small: SmallOffice) -> None:
    small.contribute("O1", "admin")
    write(small, ("clerk.admin,นางสาว,ทดลอง ขยันดี,admin,นักจัดการงานทั่วไป,officer,holder,1/10/2565,,,\n", ""))
    assert update(small, "clerk.admin") == ["appointment_ends"]
    with pytest.raises(WrongRole):
        done(compiling.compile_items(small.office, "clerk.admin", ["O1"]))
    done(compiling.compile_items(small.office, "second.admin", ["O1"]))


def test_a_corrected_window_leaves_one_in_force(small: SmallOffice) -> None:
    write(small, (ACTING, ACTING.replace("9/3/2569,11/3/2569", "10/3/2569,12/3/2569")))
    assert meanings(small) == [("deputy", "appointment_from")]
    assert update(small, "deputy") == ["appointment_from"]
    assert meanings(small) == []
    small.clock.forward(7)
    assert ("head", "acting", None) not in in_force(small, "deputy")
    small.clock.forward(1)
    assert ("head", "acting", None) in in_force(small, "deputy")


def test_who_moves_to_another_group_ends_there_and_begins_here_and_the_past_stays(small: SmallOffice) -> None:
    write(small, ("clerk.hr,นางสาว,ตัวแทน งานบุคคล,hr,", "clerk.hr,นางสาว,ตัวแทน งานบุคคล,policy,"))
    (change,) = differences(small.office, rows(small))
    assert (change.meaning.value, change.facts["from"], change.facts["to_group"]) == (
        "appointment_moves", "2026-03-02", "policy",
    )  # fmt: skip
    update(small, "clerk.hr")
    assert in_force(small, "clerk.hr") == [("officer", "holder", "policy")]
    assert meanings(small) == []
    with small.use_case() as use_case:
        assert use_case.person_on("clerk.hr", date(2026, 3, 1)).holds(Role.OFFICER, "hr")


def test_an_order_and_a_post_that_are_corrected_are_told(small: SmallOffice) -> None:
    write(small, ("18/2569", "19/2569"), ("ตัวแทน งานบุคคล,hr,นักทรัพยากรบุคคล", "ตัวแทน งานบุคคล,hr,เจ้าพนักงานธุรการ"))
    assert meanings(small) == [("deputy", "appointment_text"), ("clerk.hr", "appointment_text")]
    with pytest.raises(Refused):
        update(small, "deputy")
    update(small, "deputy", "clerk.hr")
    assert meanings(small) == []


def test_who_acts_is_told_as_acting_to_the_second_person(small: SmallOffice) -> None:
    """Of an acting window only role and post were told, as of a new head."""
    write(small, (ACTING, ACTING + ACTING.replace("9/3/2569,11/3/2569,18", "12/3/2569,13/3/2569,19")))
    update_people(small.office, "registrar", rows(small), confirmed=None)
    (asked,) = listed(small.office, "web")
    assert [one.code for one in asked.told] == ["appointment_new"]
    assert "(รักษาราชการแทน ตามคำสั่งที่ 19/2569)" in messages.say("appointment_new", asked.told[0].facts)


def test_two_who_act_in_one_post_are_refused_in_the_file_and_by_the_database(both: SmallOffice) -> None:
    other = ACTING.replace("deputy,นาง,สมมติ รักงาน,,รอง", "director.hr,นาง,แบบอย่าง บุคคลดี,,รอง").replace("18/", "19/")
    path = both.folder / "people.csv"
    path.write_text(path.read_text(encoding="utf-8") + other.replace("9/3/2569", "11/3/2569", 1), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        rows(both)
    assert [r.code for r in caught.value.reasons] == ["two_acting"]
    with both.office.unit_of_work() as uow:
        first = uow.session.query(Appointment).filter_by(role=Role.HEAD, kind=Kind.HOLDER).one()
        second = Appointment(
            office_id=first.office_id, person_id=first.person_id + 1, role=Role.HEAD, kind=Kind.HOLDER,
            post=first.post, starts=date(2026, 1, 1), ends=None,
        )  # fmt: skip
    with pytest.raises(ConstraintBroken):
        add(both, second)


def test_a_row_that_stands_twice_is_refused(small: SmallOffice) -> None:
    path = small.folder / "people.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text.splitlines()[-1] + "\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        rows(small)
    assert [r.code for r in caught.value.reasons] == ["appointment_twice"]


def test_a_holder_whom_an_older_office_had_twice_is_taken_over_and_can_be_ended(small: SmallOffice) -> None:
    with small.office.unit_of_work() as uow:
        first = uow.session.query(Appointment).filter_by(role=Role.HEAD, kind=Kind.HOLDER).one()
        first.tolerated_at = small.clock.now()
        uow.session.flush()
        deputy = queries.people.person(uow.session, first.office_id, "deputy")
        assert deputy is not None
        uow.session.add(
            Appointment(
                office_id=first.office_id, person_id=deputy.id, role=Role.HEAD, kind=Kind.HOLDER, post=first.post,
                starts=date(2026, 1, 1), ends=None, tolerated_at=small.clock.now(),
            )
        )  # fmt: skip
        uow.commit()
    assert meanings(small) == [("deputy", "appointment_ends")]
    update(small, "deputy")
    assert in_force(small, "deputy") == [("deputy", "holder", None)]


def add(office: SmallOffice, row: Appointment) -> None:
    with office.office.unit_of_work() as uow:
        uow.session.add(row)
        uow.commit()


def end(office: SmallOffice, by: str, second: str, login: str, day: date, successor: str | None = None) -> Any:
    """Somebody's last day, confirmed where it takes two; what waits for them."""
    ended = end_person(office.office, by, login, day, successor=successor)
    return ended.waiting if ended.asked is None else settling.confirm(office.office, second, ended.asked).waiting


# --- last days -----------------------------------------------------------------------------------------------------


def test_a_last_day_ends_every_appointment_and_the_login_and_says_what_waits(small: SmallOffice) -> None:
    small.bring("submitted", "O1")
    label = small.memo().label
    waiting = end(small, "registrar", "web", "director.admin", small.office.today())
    assert [(w.code, w.facts["memo"]) for w in waiting] == [("waits_for_who_left", label)]
    assert in_force(small, "director.admin") == [("director", "holder", "admin")]
    small.clock.forward(1)
    with small.use_case() as use_case:
        assert "director.admin" not in use_case.everybody
    assert ("director.admin", "appointment_open") in meanings(small), "the file says something else"
    with pytest.raises(WrongRole):
        end_person(small.office, "clerk.admin", "director.hr", small.office.today())


def test_two_administrators_are_always_left(small: SmallOffice) -> None:
    day = small.office.today() - timedelta(days=1)
    with pytest.raises(Refused) as caught:
        end_person(small.office, "registrar", "web", day)
    assert caught.value.code == "administrators_too_few"
    end(small, "registrar", "head", "web", day, successor="clerk.admin")
    with pytest.raises(NotLoggedIn):
        sessions.login(small.office, "web", "demo-only")
    end(small, "clerk.admin", "head", "second.admin", day)


# --- the holder is back --------------------------------------------------------------------------------------------


@pytest.mark.deep
def test_the_registrar_says_that_the_head_is_back_and_the_acting_ends_at_once(both: SmallOffice) -> None:
    both.clock.forward(7)
    both.bring("submitted", "O1")
    with pytest.raises(WrongRole):
        back(both.office, "clerk.admin", "deputy")
    with pytest.raises(BadInput):
        back(both.office, "registrar", "director.hr")
    (told,) = back(both.office, "registrar", "head")
    assert (told.code, told.facts["person"]) == ("memo_names_who_acted", "deputy")
    with pytest.raises(WrongRole):
        both.sign("O1", by="deputy")
    assert in_force(both, "head") == [("head", "holder", None)]
    assert meanings(both) == [], "the file still has the day that was planned"
    both.clock.forward(1)
    assert in_force(both, "head") == [("head", "holder", None)]
    with both.use_case() as use_case:
        terms = [(t.start, t.until) for t in signer_terms(use_case) if t.role == "head" and t.name.endswith("ใจดี")]
    assert terms == [(date(2022, 10, 1), date(2026, 3, 15)), (date(2026, 3, 21), None)]


# --- groups --------------------------------------------------------------------------------------------------------


def with_groups(office: SmallOffice, *changes: tuple[str, str], more: str = "") -> None:
    path = office.folder / "office.toml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text + more, encoding="utf-8")
    office.office.settings = Settings.load(office.folder)


@pytest.mark.deep
def test_a_group_that_is_renamed_new_or_ended_reaches_the_database_with_its_day(small: SmallOffice) -> None:
    with_groups(
        small, ('name = "กลุ่มบริหารงานบุคคล"', 'name = "กลุ่มทรัพยากรบุคคล"'),
        more='[[group]]\nkey = "digital"\nname = "กลุ่มดิจิทัล"\n',
    )  # fmt: skip
    assert meanings(small) == [("hr", "group_renamed"), ("digital", "group_new")]
    with pytest.raises(Refused):
        update(small)
    update(small, "hr")
    small.bring("submitted", "O5")
    setup_group = next(g for g in small.office.settings.groups if g.key == "digital")
    with small.use_case() as use_case:
        group = use_case.group("digital")
        assert (group.name, group.starts) == (setup_group.name, small.office.today())
        assert use_case.groups["hr"].name == "กลุ่มทรัพยากรบุคคล"
    told = [(e.facts["key"], e.facts["change"]) for e in small.journal() if e.kind == "group_changed"]
    assert told == [("hr", "group_renamed"), ("digital", "group_new")]


def test_an_ended_group_is_given_nothing_any_more(small: SmallOffice) -> None:
    from workflow.rules.errors import NotFound
    from workflow.services.administration import setup

    with_groups(small, ('[[group]]\nkey = "policy"\nname = "กลุ่มนโยบายและแผน"\n', ""))
    path = small.folder / "people.csv"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if ",policy," not in line]
    lines.append("web,นาย,ฝึกหัด เว็บดี,hr,นักวิชาการคอมพิวเตอร์,web,holder,2/3/2569,,,")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    update(small, "policy", "director.policy", "clerk.policy", "web")
    with small.use_case() as use_case:
        assert use_case.groups["policy"].ends == small.office.today() - timedelta(days=1)
    with pytest.raises(NotFound):
        setup.assign(small.office, "deputy", "O6", "policy", basis="คำสั่งที่ 1/2569")


# --- the secretary -------------------------------------------------------------------------------------------------


def test_the_secretary_runs_the_cycle_and_decides_nothing(small: SmallOffice) -> None:
    path = small.folder / "people.csv"
    row = "secretary,นาง,เลขา ตั้งใจดี,policy,นักวิเคราะห์นโยบายและแผน,secretary,holder,2/3/2569,,40/2569,\n"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert update(small) == ["appointment_new"]
    for name in ("catalogue", "responsible"):
        (small.folder / f"{name}-2570.csv").write_bytes((small.folder / f"{name}-2569.csv").read_bytes())
    with pytest.raises(WrongRole) as refused:
        open_year(small.office, "registrar", 2570)
    assert refused.value.code == "not_secretary"
    small.bring("submitted", "O1")
    for take in (
        lambda: done(routing.endorse(small.office, "secretary", ["O1"])),
        lambda: done(signing.sign(
            small.office, "secretary", ["O1"], key_file=small.key("head"), passphrase=lambda: "demo-only",
        )),
        lambda: receiving.receive(small.office, "secretary", [small.paper()]),
        lambda: done(publishing.publish(small.office, "secretary", ["O1"])),
        lambda: update_people(small.office, "secretary", rows(small)),
    ):  # fmt: skip
        with pytest.raises(WorkflowError):
            take()
    assert small.states("O1") == ["submitted"]
    assert open_year(small.office, "secretary", 2570) == 7
    with pytest.raises(WrongRole) as refused:
        year_parts.plan(small.office, "registrar", "O3", Rhythm.QUARTERLY, year=2570)
    assert refused.value.code == "not_secretary"
    assert len(year_parts.plan(small.office, "secretary", "O3", Rhythm.QUARTERLY, year=2570)) == 4
    brought = small.folder / "brought.csv"
    brought.write_bytes((small.folder / "responsible-2570.csv").read_bytes())
    assert take_duties(small.office, "secretary", 2570, brought) == "responsible-2570.csv"

"""people.csv: who holds which role, from when until when, by which order."""

from datetime import date
from pathlib import Path

import pytest

from workflow.office_files.people import PersonRow, load_people
from workflow.office_files.problems import BadInput
from workflow.office_files.settings import Group
from workflow.rules.states import Kind, Role

GROUPS = (Group("admin", "กลุ่มอำนวยการ"), Group("audit", "หน่วยตรวจสอบภายใน"))
HEADER = "login,title,name,group,position,role,kind,from,until,order,acts_for"
ENOUGH = (
    "head,นาย,ก,,ศึกษาธิการจังหวัด,head,,,,,",
    "director.admin,นาง,ข,กลุ่มอำนวยการ,ผู้อำนวยการกลุ่ม,ผู้อำนวยการกลุ่ม,,,,,",
    "clerk.admin,นางสาว,ค,admin,นักจัดการงานทั่วไป,officer,,,,,",
    "registrar,นาย,ง,admin,เจ้าพนักงานธุรการ,สารบรรณ,,,,,",
    "web,นาย,จ,admin,นักวิชาการคอมพิวเตอร์,web,,,,,",
)


def load(folder: Path, *lines: str) -> tuple[PersonRow, ...]:
    path = folder / "people.csv"
    path.write_text("\n".join([HEADER, *lines]), encoding="utf-8")
    return load_people(path, GROUPS)


def refusals(folder: Path, *lines: str) -> list[tuple[str, object, object]]:
    with pytest.raises(BadInput) as refused:
        load(folder, *lines)
    return [(p.code, p.facts.get("line"), p.facts.get("column")) for p in refused.value.reasons]


def test_roles_and_groups_may_be_written_in_thai(tmp_path: Path) -> None:
    people = load(tmp_path, *ENOUGH)
    assert [(p.login, p.role, p.group) for p in people[:2]] == [
        ("head", Role.HEAD, None),
        ("director.admin", Role.DIRECTOR, "admin"),
    ]
    assert people[3].role is Role.REGISTRAR
    assert people[0].kind is Kind.HOLDER
    assert people[0].full_name == "นายก"


def test_an_acting_head_has_a_window_an_order_and_the_post_acted_for(tmp_path: Path) -> None:
    acting = "deputy,นาง,ฉ,,รองศึกษาธิการจังหวัด,head,รักษาราชการแทน,17/4/2566,๒๑ เมษายน ๒๕๖๖,118/2566,ศึกษาธิการจังหวัด"
    person = load(tmp_path, *ENOUGH, acting)[-1]
    assert (person.kind, person.start, person.end) == (Kind.ACTING, date(2023, 4, 17), date(2023, 4, 21))
    assert (person.order, person.acts_for) == ("118/2566", "ศึกษาธิการจังหวัด")
    assert [person.in_force(date(2023, 4, n)) for n in (16, 17, 21, 22)] == [False, True, True, False]


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    lines = (
        "Head 1,,,,ศึกษาธิการจังหวัด,boss,,,,,",
        "clerk,นาย,ก,กลุ่มอำนวยกา,นักวิชาการ,officer,actin,31/2/2566,,,",
        "clerk,นาย,ข,,นักวิชาการ,officer,,1/5/2566,1/4/2566,,ผู้อำนวยการกลุ่ม",
        "d,นาย,ค,admin,ผู้อำนวยการกลุ่ม,director,acting,,,,ผู้อำนวยการกลุ่ม",
    )
    assert refusals(tmp_path, *lines) == [
        ("cell_empty", 2, "name"),
        ("bad_login", 2, "login"),
        ("unknown_choice", 2, "role"),
        ("unknown_group", 3, "group"),
        ("unknown_choice", 3, "kind"),
        ("date_no_such_day", 3, "from"),
        ("role_needs_group", 4, "group"),
        ("window_backwards", 4, "until"),
        ("holder_acts_for", 4, "acts_for"),
        ("login_of_another", 4, "login"),
        ("acting_needs", 5, "order"),
        ("acting_needs", 5, "from"),
        ("acts_for_own_post", 5, "acts_for"),
    ]


def test_nobody_acts_for_himself(tmp_path: Path) -> None:
    lines = (*ENOUGH, "head,นาย,ก,,ที่ปรึกษา,head,acting,1/4/2566,2/4/2566,1/2566,ศึกษาธิการจังหวัด")
    assert refusals(tmp_path, *lines) == [("acts_for_self", 7, "acts_for")]


def test_two_holders_of_one_post_at_a_time_are_refused(tmp_path: Path) -> None:
    assert refusals(tmp_path, *ENOUGH, "other,นาย,ช,,ศึกษาธิการจังหวัด,head,,,,,") == [("two_holders", 7, "role")]


def test_two_who_lead_groups_that_are_not_there_are_not_told_as_leading_one(tmp_path: Path) -> None:
    rows = (f"lead{n},นาย,ฉ{n},กลุ่มใหม่{n},ผู้อำนวยการ,director,,,,," for n in (1, 2))
    assert refusals(tmp_path, *ENOUGH, *rows) == [("unknown_group", 7, "group"), ("unknown_group", 8, "group")]


def test_one_holder_may_follow_another(tmp_path: Path) -> None:
    first = ENOUGH[0].replace("head,,,,,", "head,,,31/3/2566,,")
    assert len(load(tmp_path, first, *ENOUGH[1:], "other,นาย,ช,,ศึกษาธิการจังหวัด,head,,1/4/2566,,,")) == 6


def test_an_office_without_a_head_cannot_begin(tmp_path: Path) -> None:
    assert refusals(tmp_path, *ENOUGH[1:]) == [("role_without_person", None, None)]


def test_delegated_power_may_not_be_delegated_further(tmp_path: Path) -> None:
    """Nobody holds the post in the window but by delegation: then there was nobody to delegate (ปฏิบัติราชการแทน)."""
    vacant = "head,นาย,ก,,ศึกษาธิการจังหวัด,head,,1/10/2565,31/12/2565,,"
    by_delegation = "deputy,นาง,ฉ,,รองศึกษาธิการจังหวัด,head,ปฏิบัติราชการแทน,{},{},118/2566,ศึกษาธิการจังหวัด"
    after = by_delegation.format("1/1/2566", "31/1/2566")
    assert refusals(tmp_path, vacant, *ENOUGH[1:], after) == [("delegated_further", 7, "kind")]
    within = by_delegation.format("1/12/2565", "31/12/2565")
    assert load(tmp_path, vacant, *ENOUGH[1:], within)[-1].kind is Kind.DELEGATED


def test_rows_are_laid_beside_those_of_the_same_person_or_post_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fifty thousand rows, each against all, would be a thousand million pairs."""
    from workflow.office_files import people

    asked = []
    real = people._against
    monkeypatch.setattr(people, "_against", lambda *given, **more: asked.append(given) or real(*given, **more))
    rows = [f"clerk{n},นาย,ทดลองคนที่{n},admin,นักทรัพยากรบุคคล,officer,,,,," for n in range(60)]
    assert len(load(tmp_path, *ENOUGH, *rows)) == len(ENOUGH) + 60
    assert not asked
    assert refusals(tmp_path, *ENOUGH, *rows, rows[7]) == [("appointment_twice", 67, "role")]
    assert len(asked) == 1

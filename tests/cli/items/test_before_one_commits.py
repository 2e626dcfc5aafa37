"""What is shown before one commits, what comes next afterwards, and whom to call."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Oit, log_in
from tests.cli.terminal import oit_at_terminal
from tests.services.small_office import SmallOffice, accept_settings
from workflow.thai import width


def give_telephone(office: SmallOffice) -> None:
    """Its groups have one, as in a real office."""
    from sqlalchemy import update

    from workflow.records.models import Group

    with office.office.unit_of_work() as uow:
        uow.session.execute(update(Group).values(phone="0 0000 0001"))
        uow.commit()


def numbers_used(office: SmallOffice) -> int:
    with office.use_case() as use_case:
        from workflow.records.models import Submission

        return use_case.session.query(Submission).count()


@pytest.mark.parametrize(("answer", "state", "used"), [("n", "group_compiled", 0), ("y", "submitted", 1)])
def test_a_memo_is_shown_before_its_number_is_taken(desk: SmallOffice, answer: str, state: str, used: int) -> None:
    desk.bring("group_compiled", "O1")
    log_in(desk, "director.admin")
    words = ("--office", desk.folder, "--as", "director.admin", "submit", "O1")
    code, screen = oit_at_terminal([answer], *words)
    assert code == 0, screen
    for told in ("บันทึกเลขที่: ", "เรื่อง: ขอความเห็นชอบ", "  O1  ", "ดูภาพหน้าแรกที่"):
        assert told in screen
    (picture,) = (desk.folder / "hints").glob("memo-*.png")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert (desk.states("O1"), numbers_used(desk)) == ([state], used)
    shown = screen.partition("เสนอตามนี้หรือไม่")[0].splitlines()
    assert max(width(line) for line in shown if "hints" not in line) <= 80


def test_a_script_and_yes_are_not_asked(desk: SmallOffice, at: Oit) -> None:
    desk.bring("group_compiled", "O1")
    log_in(desk, "director.admin")
    code, screen = oit_at_terminal([], "--office", desk.folder, "submit", "O1", "--yes")
    assert (code, desk.states("O1")) == (0, ["submitted"])
    assert "เสนอตามนี้หรือไม่" not in screen


def test_all_that_will_be_signed_is_listed_before_the_passphrase(
    desk: SmallOffice, at: Oit, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bring("submitted", "O1")
    monkeypatch.setenv("OIT_PASSPHRASE", "wrong")
    refused = at("head", "sign", "--all")
    before, _, after = refused.err.partition("รวม 1 เรื่อง ลงนาม ")
    assert "ลงนามบน บันทึกข้อความ" in before
    assert "รหัสผ่าน" in after
    assert desk.states("O1") == ["submitted"]


def test_a_result_names_the_next_step_and_who_takes_it(desk: SmallOffice, at: Oit) -> None:
    desk.bring("group_compiled", "O1")
    done = at("director.admin", "submit", "O1")
    with desk.use_case() as use_case:
        head = use_case.everybody["head"].name
    assert f"ต่อไป: ลงนาม  (oit sign O1)  โดย {head}" in done.out


def test_who_must_act_is_named_with_telephone_and_nobody_logs_in_as_another(desk: SmallOffice, at: Oit) -> None:
    desk.bring("group_compiled", "O1")
    give_telephone(desk)
    with desk.use_case() as use_case:
        director = use_case.everybody["director.admin"].name
    refused = at("clerk.admin", "submit", "O1").refused(1, director, "โทร.\u00a00\u00a00000\u00a00001")
    assert "oit login" not in refused.err
    asked = at("clerk.admin", "why", "O1", "submit")
    assert director in asked.out, "answers for who is logged in"


def test_an_emblem_is_missed_in_a_real_office_unless_it_is_waived(desk: SmallOffice, at: Oit) -> None:
    desk.bring("group_compiled", "O1")
    settings = desk.folder / "office.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("sample = true", "sample = false"), encoding="utf-8"
    )
    accept_settings(desk.folder)
    at("director.admin", "submit", "O1").refused(1, "ตราครุฑ", "templates/emblem.png", "--without-emblem")
    assert numbers_used(desk) == 0
    assert at("director.admin", "submit", "O1", "--without-emblem").code == 0


def test_all_that_waits_is_listed_by_the_numbers_of_the_memos(desk: SmallOffice) -> None:
    from workflow.services.approval.signing import memos_to_sign

    desk.bring("submitted", "O3")
    desk.bring("submitted", "O1")
    with desk.use_case("head") as use_case:
        assert [memo.told for memo in memos_to_sign(use_case, None)] == ["ทล 01/1", "ทล 01/2"]
        assert [memo.told for memo in memos_to_sign(use_case, ["O1", "O3"])] == ["ทล 01/2", "ทล 01/1"]

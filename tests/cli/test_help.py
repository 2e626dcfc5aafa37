"""oit help: where I am in the procedure, the office's words; and what Tab completes."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from commands.counter import oit as root
from commands.help.helping import spoken
from tests.cli.conftest import Oit
from tests.cli.terminal import oit
from tests.services.small_office import SmallOffice
from workflow.rules.states import State
from workflow.rules.table import leading_on
from workflow.thai import width


def test_each_state_leads_on_by_the_steps_of_the_table() -> None:
    found = {state.value: [step.trigger for step in leading_on(state)] for state in State}
    assert found == {
        "draft": ["compile"],
        "group_compiled": ["submit"],
        "submitted": ["endorse", "sign", "receive"],
        "head_signed": ["publish"],
        "published": [],
    }


def test_help_says_where_i_am_and_what_i_do_next(desk: SmallOffice, at: Oit) -> None:
    desk.bring("group_compiled", "O1")
    told = at("director.admin", "help", "ขั้นตอน")
    assert told.code == 0, told
    assert "2. จัดทำข้อมูลเสร็จแล้ว รอเสนอ  ← ขณะนี้ 1 ข้อ" in told.out
    assert "O1  เสนอขอความเห็นชอบ" in told.out.partition("สิ่งที่ท่านทำต่อ")[2]
    assert max(map(width, told.out.splitlines())) <= 80
    assert "oit login" in at(None, "help", "--as", "nobody").err + oit("--office", desk.folder, "help").out


def test_help_tells_a_word_by_what_is_said_instead_of_it() -> None:
    told = oit("help", "แฮช")
    assert told.out.startswith("ค่าตรวจสอบไฟล์ (SHA-256)\n")
    oit("help", "ไม่มีคำนี้").refused(2, "ไม่มีหัวข้อหรือคำว่า")


def completions(desk: SmallOffice, words: list[str], begun: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("_OIT_COMPLETE", "bash_complete")
    monkeypatch.setenv("OIT_OFFICE", str(desk.folder))
    tab = ShellComplete(spoken(root, "th"), {}, "oit", "_OIT_COMPLETE")
    return [one.value for one in tab.get_completions(words, begun)]


@pytest.mark.parametrize(
    ("words", "begun", "found"),
    [
        (["show"], "O", ["O1", "O2", "O3", "O4", "O5", "O6", "O7"]),
        (["accept", "O5"], "h", ["hr"]),
        (["accept", "O5"], "บุคคล", ["hr"]),
        (["login"], "clerk.", ["clerk.admin", "clerk.hr", "clerk.policy"]),
        ([], "why", ["why"]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_tab_completes(
    desk: SmallOffice, words: list[str], begun: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert completions(desk, words, begun, monkeypatch) == found


def test_tab_outside_an_office_completes_nothing(
    desk: SmallOffice, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    monkeypatch.setenv("_OIT_COMPLETE", "bash_complete")
    tab = ShellComplete(spoken(root, "th"), {}, "oit", "_OIT_COMPLETE")
    assert tab.get_completions(["show"], "O") == []

"""What a person at a terminal sees of long answers and long work; a pipe and a script see neither."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr
from pathlib import Path

import click
import pytest

from commands.terminal import working as work
from commands.terminal.paging import wants_pager
from tests.cli.conftest import Oit
from tests.cli.terminal import Keyboard
from tests.services.small_office import SmallOffice


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def pager(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was handed to the pager, on a screen of 10 lines."""
    shown: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", lambda text, color=None: shown.append(text))
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((80, 10)))
    return shown


def at_screen(*arguments: str | Path) -> str:
    from commands.counter import run

    screen, before = Screen(), (sys.stdin, sys.stdout)
    try:
        sys.stdin, sys.stdout = Keyboard(""), screen
        assert run([str(one) for one in arguments]) == 0
    finally:
        sys.stdin, sys.stdout = before
    return screen.getvalue()


def test_what_is_longer_than_the_screen_goes_through_a_pager(desk: SmallOffice, pager: list[str]) -> None:
    assert at_screen("--office", desk.folder, "status") == ""
    assert "O3  " in pager[0]
    assert "\033[1m" in pager[0], "as it looks on the screen"
    short = at_screen("--office", desk.folder, "status", "--state", "ลงนามแล้ว")
    assert "ปีงบประมาณ" in short
    at_screen("contribute", "--help")
    assert "--covers" in pager[1]
    assert len(pager) == 2


@pytest.mark.parametrize(("command", "arguments"), [("status", ["status", "--json"]), ("submit", ["submit", "O1"])])
def test_what_is_for_machines_or_asks_is_never_paged(
    command: str, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Screen())
    monkeypatch.setattr(sys, "stdin", Keyboard(""))
    assert not wants_pager(command, arguments)
    assert wants_pager(command, ["--help"])
    monkeypatch.setenv("OIT_PAGER", "off")
    assert not wants_pager("status", ["status"])


def test_a_state_is_asked_for_by_any_of_its_names(at: Oit, desk: SmallOffice) -> None:
    desk.bring("submitted", "O1")
    for name in ("เสนอแล้ว", "submitted", "อยู่ระหว่างเสนอขอความเห็นชอบ"):
        assert [one["code"] for one in at(None, "status", "--state", name, "--json").json["items"]] == ["O1"]
    at(None, "status", "--state", "หัวหน้า").refused(2, "ไม่มีสถานะนี้", "เสนอแล้ว (submitted)")


def test_work_of_more_than_a_second_says_how_long_it_takes_as_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(work, "AFTER", 0.01)
    screen = Screen()

    def once(things: int, question: str = "") -> None:
        with redirect_stderr(screen), work.working("publish", "th", things) as line:
            (line._stop).wait(0.1)
            if question:
                ask = line.asking(lambda: screen.write(question))
                assert ask is not None
                ask()

    once(1)
    assert "กำลังดำเนินการ… 0 วินาที\033[K" in screen.getvalue()
    assert "มักใช้" not in screen.getvalue(), "nothing is made up the first time"
    (tmp_path / "oit" / "times.json").write_text(json.dumps({"publish": 4.0}))
    once(3, "?")
    assert "(มักใช้ราว 12 วินาที)" in screen.getvalue()
    assert "\r\033[K?" in screen.getvalue(), "the line is gone before somebody is asked"
    assert screen.getvalue().endswith("\r\033[K") or screen.getvalue().endswith("?")
    assert json.loads((tmp_path / "oit" / "times.json").read_text())["publish"] < 4.0


def test_work_says_nothing_where_nobody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(work, "AFTER", 0.01)
    plain = io.StringIO()
    with redirect_stderr(plain), work.working("publish", "th") as line:
        line._stop.wait(0.05)
    assert plain.getvalue() == ""

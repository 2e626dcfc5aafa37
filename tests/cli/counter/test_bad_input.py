"""What no office means to type is told once, in one clear sentence, as misuse: nothing is taken, nothing breaks."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.counter import run


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["status", "--year", "9" * 400], "ปีเป็น พ.ศ."),
        (["status", "--year", "๙" * 400], "ปีเป็น พ.ศ."),
        (["status", "--year", "-1"], "ปีเป็น พ.ศ."),
        (["status", "--year", "2026"], "ค.ศ. 2026 คือ พ.ศ. 2569"),
        (["document", "show", str(2**63)], "9223372036854775808"),
        (["journal", "show", "--limit", str(2**63)], "9223372036854775808"),
        (["show", "O1\0"], "อักขระที่อ่านไม่ได้"),
        (["show", "\udc80x"], "อักขระที่อ่านไม่ได้"),
        (["revise", "O1", "--reason", "ก" * 20_001], "20000"),
        (["--office", "9" * 400, "status"], "ยาว"),
    ],
)
def test_it_is_told_as_misuse(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code = run(words)
    told = capsys.readouterr()
    assert code in (1, 2)
    assert said in told.err
    assert "เลขอ้างอิง" not in told.err


@pytest.mark.parametrize("year", ["2569", "๒๕๖๙"])
def test_a_year_is_read_in_digits_of_either_kind(
    year: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["status", "--year", year]) == 1
    assert "office.toml" in capsys.readouterr().err

"""The first morning, in a real terminal: the screens are as they were read, and none is wider than 80 columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.morning import GOLDEN, play, told
from workflow.thai import width


def test_the_screens_that_were_read_fit_the_terminal() -> None:
    lines = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 150
    assert [line for line in lines if width(line) > 80] == []
    assert [line for line in lines if "Traceback" in line or "คาดหมาย" in line] == []


@pytest.mark.deep
def test_the_morning_goes_as_it_was_read(tmp_path: Path, libreoffice: object) -> None:
    assert told(play(tmp_path)) == GOLDEN.read_text(encoding="utf-8"), "python -m tests.cli.morning, then read it"

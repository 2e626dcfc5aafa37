"""Who listens goes away (``oit status | head -1``): the end is silent, and what was no reader's going is told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from commands.terminal.unheard import UNHEARD
from tests.cli.terminal import ROOT, oit
from tests.services.small_office import SmallOffice


def left_alone(*words: str, errors: bool = False) -> tuple[int, str]:
    """The exit code of a command whose reader has gone before it begins, and what it says elsewhere."""
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cli", *words], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=theirs,
            stderr=theirs if errors else subprocess.PIPE, check=False,
        )  # fmt: skip
    finally:
        os.close(theirs)
    return done.returncode, (done.stderr or b"").decode()


def test_a_reader_that_has_gone_is_told_nothing(small: SmallOffice) -> None:
    here = ("--office", str(small.folder))
    for words in (("status", *here), ("journal", "show", *here, "--json"), ("--help",), ("--version",)):
        assert left_alone(*words) == (UNHEARD, ""), words
    assert left_alone("show", "O99", *here, errors=True)[0] == UNHEARD


def test_what_was_refused_is_refused_although_the_reader_of_the_answer_has_gone(small: SmallOffice) -> None:
    code, told = left_alone("show", "O99", "--office", str(small.folder))
    assert (code, "O99" in told) == (2, True)


def test_a_program_of_ours_that_went_away_is_no_reader(small: SmallOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr(click.Command, "invoke", broken)
    told = oit("show", "O1", "--office", small.folder)
    assert told.code == 1
    assert "เลขอ้างอิง" in told.err
    Path(told.err.split()[-1]).unlink()

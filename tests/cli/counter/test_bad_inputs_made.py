"""Bad input from a generator: one clear message, exit 1 or 2, nothing taken, never an internal error or a hang."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.bad_input import TEXTS, Bad, bad_inputs
from tests.cli.conftest import Oit
from tests.services.small_office import SmallOffice

NO_WORDS = [text for text in TEXTS if sum(map(str.isalpha, text)) < 2 or text in ("true", "null", "NaN")]
TAKES_NOTHING = {"show", "why", "status", "journal", "check", "verify", "register", "doctor"}
"""Commands that only look: an answer to a strange question is no acceptance."""


def recorded(office: SmallOffice) -> int:
    """How many entries there are, but those of coming and going."""
    return sum(entry.kind not in ("logged_in", "logged_out", "login_failed") for entry in office.journal())


def wrongs(at: Oit, office: SmallOffice, folder: Path, times: int, seed: int) -> list[tuple[Bad, str]]:
    """Each bad input that broke something or was taken, with what was told."""
    found = []
    before = recorded(office)
    for bad in bad_inputs(folder, times, seed):
        ran = at(bad.who, *bad.words)
        after = recorded(office)
        told = ran.err + ran.out
        broken = "เลขอ้างอิง" in told or "Traceback" in told or ran.code not in (0, 1, 2, 3, 4)
        taken = after != before or (ran.code == 0 and bad.words[0] not in TAKES_NOTHING)
        if broken or taken:
            found.append((bad, f"{ran.code} {told[-300:]}"))
        before = after
    return found


def test_texts_that_say_nothing_are_no_subject_no_reason_and_no_nil_return(at: Oit, desk: SmallOffice) -> None:
    desk.bring("group_compiled", "O1")
    desk.bring("submitted", "O3")
    before = recorded(desk)
    for text in NO_WORDS:
        for who, words in (
            ("director.admin", ("submit", "O1", "--subject", text)),
            ("head", ("send-back", "O3", "--reason", text)),
            ("clerk.admin", ("contribute", "O6", "--none", text)),
        ):
            ran = at(who, *words)
            assert ran.code in (1, 2), (words, ran)
            assert "เลขอ้างอิง" not in ran.err
    assert recorded(desk) == before


def test_none_of_them_breaks_or_is_taken(at: Oit, desk: SmallOffice, tmp_path: Path) -> None:
    assert wrongs(at, desk, tmp_path, 40, seed=1) == []


@pytest.mark.deep
def test_none_of_two_thousand_does(at: Oit, desk: SmallOffice, tmp_path: Path) -> None:
    assert wrongs(at, desk, tmp_path, int(os.environ.get("OIT_BAD_INPUTS", "2000")), seed=2569) == []

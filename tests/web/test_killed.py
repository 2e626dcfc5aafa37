"""A server killed in the middle of a decision: it was taken whole or not at all, and pressing again takes it once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MakeOffice
from tests.services.killing import kind_of, points_of, run_and_kill
from tests.services.small_office import SECRET, SmallOffice
from tests.web.conftest import set_passwords
from web.addresses import Address
from web.app import _answer
from web.desk import Desk, Reached, Visit
from web.forms import new_key
from workflow.services.administration.browser_sessions import open_browser
from workflow.services.queries.memo_detail import memo_detail

if TYPE_CHECKING:
    from starlette.responses import Response

DECISIONS = {"approve": "submitted", "sign": "head_signed"}
"""What is pressed, and where both items are after it."""


def pressed(small: SmallOffice, token: str, do: str, key: str) -> Response:
    """The head's form as it reaches the page, of the memo as it was shown."""
    office = small.office
    form = {
        "forms": hashlib.sha256(f"forms of {token}".encode()).hexdigest()[:32], "key": key, "do": do,
        "digest": memo_detail(office, "head", 1).digest, "passphrase": SECRET,
    }  # fmt: skip
    extra = {"cookies": {"oit": token}, "etag": None, "host": "127.0.0.1"}
    visit = Visit(Desk(office, Reached()), "/memo/1", {"memo": "1"}, {}, "127.0.0.1", "-", office.now(), extra=extra)
    visit.form, visit.lists = form, {name: [value] for name, value in form.items()}
    return _answer(visit, Address("/memo/{memo:int}", "pages.memo:show", "pages.memo:act"), sent=True)


@pytest.fixture
def first(copy_office: MakeOffice) -> tuple[Path, str]:
    """A memo waits, and the head has logged in: the folder, and the session's token."""
    small = copy_office()
    small.bring("submitted", "O1", "O2")
    set_passwords(small)
    token = open_browser(small.office, "head", SECRET, "", "here").token
    small.close()
    return small.folder, token


def _sound_after(folder: Path, token: str, do: str, key: str, where: str) -> None:
    small = SmallOffice.open(folder)
    assert small.verify().ok, where
    before = small.states("O1", "O2")
    assert before in (["submitted"] * 2, [DECISIONS[do]] * 2), where
    pressed(small, token, do, key)  # the very form again: at most done once
    if small.states("O1", "O2") != [DECISIONS[do]] * 2 or not _taken(small, do):
        answer = pressed(small, token, do, new_key(small.office.now()))
        assert answer.status_code == 303, where
    assert small.states("O1", "O2") == [DECISIONS[do]] * 2, where
    assert _taken(small, do) == (2 if do == "sign" else 1), where
    assert small.verify().ok, where
    small.close()


def _taken(small: SmallOffice, do: str) -> int:
    return sum(e.step == "sign" if do == "sign" else e.kind == "approved" for e in small.journal())


@pytest.mark.parametrize("do", DECISIONS)
def test_killed_when_the_form_is_used_up_and_nothing_else_is_done(first: tuple[Path, str], do: str) -> None:
    folder, token = first
    key = new_key(SmallOffice.open(folder).office.now())
    assert run_and_kill(folder, lambda small: pressed(small, token, do, key), "after commit") == "after commit"
    _sound_after(folder, token, do, key, "after commit")


@pytest.mark.deep
@pytest.mark.parametrize("do", DECISIONS)
def test_killed_at_every_kind_of_point(
    first: tuple[Path, str], do: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, token = first
    key = new_key(SmallOffice.open(folder).office.now())

    def copy(name: str) -> Path:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / f"state-of-{name}"))
        return Path(shutil.copytree(folder, tmp_path / name, symlinks=True))

    command: Callable[[SmallOffice], object] = lambda small: pressed(small, token, do, key)  # noqa: E731
    listed = copy("listed")
    points = points_of(listed, command)
    chosen = {kind_of(where, listed): number for number, where in enumerate(points, 1)}
    commits = [number for number, where in enumerate(points, 1) if "commit" in where or "INSERT" in where]
    for number in sorted({*chosen.values(), *commits}):
        place = copy(f"killed{number}")
        where = run_and_kill(place, command, number)
        assert where is not None
        _sound_after(place, token, do, key, where)

"""Several things at once in forks of this process: everything is done once, and whoever dies has done nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from adapters import hands
from adapters.hands import PAYS_FROM, Forks
from workflow.ports.hands import OneAfterAnother
from workflow.rules.errors import BadInput

THINGS = [f"O{number}" for number in range(1, 25)]


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(hands, "_alone", lambda: True)  # pytest-xdist has a thread of its own, which holds no lock here


def test_everything_is_done_and_some_of_it_in_another_process() -> None:
    with Forks().share(lambda thing: (thing.lower(), os.getpid()), THINGS) as made:
        found = [made(thing) for thing in THINGS]
    assert [text for text, _ in found] == [thing.lower() for thing in THINGS]
    assert found[0][1] == os.getpid()  # what all of them need is loaded before anybody forks


def test_results_too_large_for_a_pipe_come_whole() -> None:
    with Forks().share(lambda thing: thing.encode() * 100_000, THINGS) as made:
        assert all(made(thing) == thing.encode() * 100_000 for thing in reversed(THINGS))


def test_what_is_wrong_with_one_is_raised_where_it_is_asked_for_and_stops_no_other() -> None:
    def do(thing: str) -> str:
        if thing in THINGS[::5]:
            raise BadInput("file_empty", file=thing)
        return thing

    with Forks().share(do, THINGS) as made:
        for thing in THINGS:
            if thing in THINGS[::5]:
                with pytest.raises(BadInput) as refused:
                    made(thing)
                assert refused.value.facts["file"] == thing
            else:
                assert made(thing) == thing


def test_a_fork_that_is_killed_has_only_not_done_it(tmp_path: Path) -> None:
    here = os.getpid()

    def do(thing: str) -> str:
        if os.getpid() != here:
            (tmp_path / "killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return thing

    with Forks(most=2).share(do, THINGS) as made:
        found = [made(THINGS[0])]
        for _ in range(1000):  # until the fork has taken one
            if (tmp_path / "killed").exists():
                break
            signal.sigtimedwait([], 0.005)
        assert [*found, *map(made, THINGS[1:])] == THINGS
    assert (tmp_path / "killed").exists()


def test_leaving_early_ends_what_still_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    here, fork, forked = os.getpid(), os.fork, []
    monkeypatch.setattr(os, "fork", lambda: forked.append(fork()) or forked[-1])

    def do(thing: str) -> int:
        if os.getpid() != here:
            signal.sigtimedwait([], 60)
        return os.getpid()

    def go_away() -> None:
        with Forks().share(do, THINGS) as made:
            made(THINGS[0])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        go_away()
    assert forked
    for child in forked:
        with pytest.raises(ChildProcessError):  # it was ended, and waited for
            os.waitpid(child, os.WNOHANG)


def test_forks_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    code = f"""
        import os, pathlib, signal, time
        os.sched_getaffinity = lambda _: {{0, 1}}
        from adapters.hands import Forks
        here, note = os.getpid(), pathlib.Path({str(tmp_path / "fork")!r})
        def do(thing):
            if os.getpid() != here:
                note.write_text(str(os.getpid()))
            elif thing:
                while not note.exists() or not note.read_text():
                    time.sleep(0.002)
                os.kill(here, signal.SIGKILL)
                return thing
            time.sleep(0 if os.getpid() == here else 60)
        with Forks().share(do, list(range(8))) as made:
            [made(thing) for thing in range(8)]
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    fork = int((tmp_path / "fork").read_text())
    for _ in range(2000):
        if not Path(f"/proc/{fork}").exists() or ") Z " in Path(f"/proc/{fork}/stat").read_text():
            break
        signal.sigtimedwait([], 0.005)
    else:
        pytest.fail("the fork lives on")


@pytest.mark.parametrize("things", [THINGS[: PAYS_FROM - 1], []])
def test_few_things_are_done_here(things: list[str]) -> None:
    with Forks().share(lambda thing: os.getpid(), things) as made:
        assert [made(thing) for thing in things] == [os.getpid()] * len(things)


def test_with_a_thread_beside_it_nothing_forks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "_alone", lambda: False)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it forked"))
    with Forks().share(str.lower, THINGS) as made, OneAfterAnother().share(str.lower, THINGS) as plain:
        assert [made(thing) for thing in THINGS] == [plain(thing) for thing in THINGS]


def test_what_is_done_apart_leaves_nothing_here() -> None:
    here = os.getpid()

    def load() -> tuple[int, bytes]:
        held.append("something large")
        return os.getpid(), b"x" * 200_000

    held: list[str] = []
    process, made = Forks().apart(load)
    assert process != here
    assert made == b"x" * 200_000
    assert held == []


def test_what_fails_apart_is_told_from_here() -> None:
    def fail() -> None:
        raise BadInput("file_empty", file=str(os.getpid()))

    with pytest.raises(BadInput) as refused:
        Forks().apart(fail)
    assert refused.value.facts["file"] == str(os.getpid())

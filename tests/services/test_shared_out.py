"""What a use case shares out comes whole out of a fork: nothing is quietly done once more by the command itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from adapters import hands
from tests.services.small_office import SmallOffice


@pytest.fixture
def all_in_forks(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Has each thing done by a fork of its own, and fails where one has to be done here; what was done, in order."""
    done: list[Any] = []

    @contextmanager
    def share(_: hands.Forks, do: Callable[[Any], Any], things: Sequence[Any]) -> Iterator[Callable[[Any], Any]]:
        def one(thing: Any) -> Any:
            done.append(thing)
            return hands.apart(lambda: do(thing))

        yield one

    def here(*_: Any) -> None:
        pytest.fail("a fork could not do it, or not send it")

    monkeypatch.setattr(hands.Forks, "share", share)
    monkeypatch.setattr(hands, "_alone", lambda: True)
    monkeypatch.setattr(hands._Shared, "_here", here)
    return done


def test_papers_memos_and_signatures_come_out_of_forks(small: SmallOffice, all_in_forks: list[Any]) -> None:
    small.bring("draft", "O1", "O3")
    small.compile("O1", "O3")
    label = small.submit("O1", "O3")
    small.sign("O1", "O3")
    assert label in all_in_forks[-1]  # signed, by its name, with what is on it
    assert len(all_in_forks) > 3  # the files, some with the sheet that is signed, and the memo were made before
    assert small.states("O1", "O3") == ["head_signed", "head_signed"]

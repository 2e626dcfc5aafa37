"""The tests themselves are shared out by what is made once: a group in one process, a module in few."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import sharing_out
from tests.sharing_out import PIECE, SharingOut, units

NAMES = ["a.py::one", "b.py::two[x@y]", "a.py::three", *(f"c.py::test[{n}]" for n in range(PIECE + 1)), "b.py::last"]


class Process:
    """What xdist knows of one of its processes."""

    def __init__(self, name: str) -> None:
        self.gateway = SimpleNamespace(id=name)
        self.shutting_down = False
        self.sent: list[str] = []

    def send_runtest_some(self, places: list[int]) -> None:
        self.sent += [NAMES[place] for place in places]

    def shutdown(self) -> None:
        self.shutting_down = True


def test_a_group_is_one_unit_and_a_long_module_several() -> None:
    found = units(NAMES, {"a.py::one": "browser", "b.py::last": "browser"})
    assert found["a.py::one"] == found["b.py::last"]
    assert found["a.py::three"] != found["a.py::one"]
    assert len({found[name] for name in NAMES if name.startswith("c.py")}) == 2


def test_groups_go_first_and_each_to_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "listed.json"
    listed.write_text(json.dumps({"a.py::one": "browser", "b.py::last": "browser", "a.py::three": "words"}))
    monkeypatch.setenv(sharing_out._LISTED, str(listed))
    config: Any = SimpleNamespace(getvalue=lambda name: ["2*popen"], option=SimpleNamespace(loadscopereorder=True))
    scheduler, processes = SharingOut(config), [Process("gw0"), Process("gw1")]
    for process in processes:
        scheduler.add_node(process)  # type: ignore[arg-type]
        scheduler.add_node_collection(process, NAMES)  # type: ignore[arg-type]
    scheduler.schedule()
    one, two = (process.sent for process in processes)
    assert one[:2] == ["a.py::one", "b.py::last"]
    assert two[0] == "a.py::three"
    assert not scheduler.tests_finished
    while any(process.sent for process in processes):
        for process in processes:
            for name in [process.sent.pop(0)] if process.sent else []:
                scheduler.mark_test_complete(process, NAMES.index(name))  # type: ignore[arg-type]
    assert not scheduler.has_pending

"""How the processes of the suite share the tests: by what is made once for several of them.

Tests marked ``xdist_group`` go to one process, groups before all else, because they take longest; the others go by
module, so that what a module makes for itself is made once. xdist's own ``loadgroup`` writes the mark into the names of
tests, which pytest 9.2 takes no notice of: each test went anywhere, and what was to be built once was built in every
process. Here the names stay, and the processes leave a list of the marks beside them.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

PIECE = 40
"""Tests of one module that go together: a longer module is shared, too."""
_LISTED = "OIT_TESTS_SHARED"


def units(names: Sequence[str], groups: Mapping[str, str]) -> dict[str, str]:
    """Name of a test -> what it is part of: its group, or a piece of its module."""
    found, seen = {}, Counter[str]()
    for name in names:
        module = name.partition("::")[0]
        found[name] = f"@{groups[name]}" if name in groups else f"{module} {seen[module] // PIECE}"
        seen[module] += name not in groups
    return found


class SharingOut(LoadScopeScheduling):
    """Hands groups out first, then the pieces of modules as they come."""

    def __init__(self, config: pytest.Config, log: Any = None) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False
        self._units: dict[str, str] = {}

    def schedule(self) -> None:
        """Begin, or go on with processes that came later."""
        if self.collection is None:
            names = next(iter(self.registered_collections.values()))
            self._units = units(names, json.loads(Path(os.environ[_LISTED]).read_text(encoding="utf-8") or "{}"))
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return self._units[nodeid]

    def _assign_work_unit(self, node: Any) -> None:
        first = next((unit for unit in self.workqueue if unit.startswith("@")), None)
        if first is not None:
            self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def begin(config: pytest.Config) -> None:
    """Before the processes are started: where they leave their list."""
    if config.getoption("dist", "no") == "loadgroup":
        handle, os.environ[_LISTED] = tempfile.mkstemp(prefix="oit-tests-", suffix=".json")
        os.close(handle)


def collected(session: pytest.Session) -> None:
    """In each process, before it says that it has all its tests: the marks of them."""
    if not hasattr(session.config, "workerinput") or _LISTED not in os.environ:
        return
    groups = {item.nodeid: mark.args[0] for item in session.items if (mark := item.get_closest_marker("xdist_group"))}
    whole = Path(os.environ[_LISTED])
    part = whole.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(groups), encoding="utf-8")
    part.replace(whole)  # each process has found the same


def end(config: pytest.Config) -> None:
    """The list goes with the run."""
    if config.getoption("dist", "no") == "loadgroup" and _LISTED in os.environ:
        Path(os.environ.pop(_LISTED)).unlink(missing_ok=True)

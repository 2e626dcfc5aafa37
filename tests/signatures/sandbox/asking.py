"""What the tests of the sandbox ask of it, and how they look at its processes; programs of theirs load it, too."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from signatures.pdf.limits import Limits
from signatures.sandbox.client import Sandbox
from signatures.sandbox.sample import sample

PATIENT = Limits(seconds=600, cpu_seconds=600)


class Unfinished(bytes):
    """A file that is said to be longer than what comes: its child waits, and costs neither memory nor time."""

    def __len__(self) -> int:
        return super().__len__() + 1


ENDLESS = ("look", {"through": True}, Unfinished(b"%PDF-"))
"""A task that no test waits for."""
LAST_WAIT = 120
"""Seconds after which what was waited for will not come: generous, for a machine with much else to do."""


def until(happened: Callable[[], object]) -> None:
    limit = time.monotonic() + LAST_WAIT
    while not happened():
        assert time.monotonic() < limit
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Whether it runs; one that ended and was not waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(process: int) -> list[int]:
    try:
        found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [int(child) for child in found if alive(int(child))]


def looked(box: Sandbox) -> int:
    """Pages of a good file."""
    ((facts, _),) = box.ask("look", {}, sample(), pages=1)
    return int(facts["pages"])

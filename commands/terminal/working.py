"""What takes longer than a second says so at a terminal: for how long it has been at work, and about how long it takes.

The estimate is what the same command took here the last times, for each thing it was given; the first time there is
none, and none is made up. The line is gone when the work is done or a question is asked.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from commands.locale import tr

T = TypeVar("T")
AFTER = 1.0
"""Seconds until it is said."""
WEIGHT = 0.5
"""Of the newest time in what is kept: machines and offices change."""


class Working:
    """The line of one command. :param name: what is kept under; ``things``: how many it works on."""

    def __init__(self, name: str, things: int, language: str, *, told: bool) -> None:
        self._name, self._things, self._language, self._told = name, max(1, things), language, told
        self._before = _times().get(name)
        self._spent, self._since = 0.0, time.monotonic()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Work begins, or goes on."""
        self._since, self._stop = time.monotonic(), threading.Event()
        if self._told:
            self._thread = threading.Thread(target=self._tell, args=(self._stop,), daemon=True)
            self._thread.start()

    def pause(self) -> None:
        """Somebody is asked, or the work is done: the line goes."""
        self._spent += time.monotonic() - self._since
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def asking(self, question: Callable[..., T] | None) -> Callable[..., T] | None:
        """The same question, for which the line makes room."""
        if question is None:
            return None

        def asked(*about: Any, **more: Any) -> T:
            self.pause()
            try:
                return question(*about, **more)
            finally:
                self.begin()

        return asked

    def finish(self) -> None:
        """Keep how long it took, for the next time."""
        if self._spent > AFTER / 2:
            each = self._spent / self._things
            _keep(self._name, each if self._before is None else self._before + WEIGHT * (each - self._before))

    def line(self) -> str:
        """What stands there now."""
        spent = round(self._spent + time.monotonic() - self._since)
        if self._before is None:
            return tr("กำลังดำเนินการ… {spent} วินาที", self._language, spent=spent)
        about = max(1, round(self._before * self._things))
        return tr("กำลังดำเนินการ… {spent} วินาที (มักใช้ราว {about} วินาที)", self._language, spent=spent, about=about)

    def _tell(self, stop: threading.Event) -> None:
        wait, shown = AFTER, False
        while not stop.wait(wait):
            sys.stderr.write(f"\r{self.line()}\033[K")
            sys.stderr.flush()
            wait, shown = 0.5, True
        if shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


@contextmanager
def working(name: str, language: str, things: int = 1, *, quiet: bool = False) -> Iterator[Working]:
    """Say that work goes on while the block runs. :param quiet: what machines read is asked for."""
    one = Working(name, things, language, told=not quiet and sys.stderr.isatty())
    one.begin()
    try:
        yield one
    except BaseException:
        one.pause()
        raise
    one.pause()
    one.finish()


def _place() -> Path:
    base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(base) / "oit" / "times.json"


def _times() -> dict[str, float]:
    """Seconds for each thing, by command; nothing where nothing is kept or it cannot be read."""
    try:
        found = json.loads(_place().read_text(encoding="utf-8"))
        return {str(name): float(value) for name, value in found.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(name: str, seconds: float) -> None:
    path = _place()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_suffix(f".{os.getpid()}")
        fresh.write_text(json.dumps(_times() | {name: round(seconds, 3)}), encoding="utf-8")
        fresh.replace(path)
    except OSError:
        return  # only an estimate

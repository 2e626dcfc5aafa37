"""Runs a command in a child process that kills itself (SIGKILL) at its n-th *point*.

A point is: before and after every call of a port (renderer, converter, signatures, site), before every change of the
file system (a file opened for writing, a rename, a link, a removal), before every statement that writes to the
database, before and after every commit. So n = 1, 2, 3 … until the command comes to its end visits them all. Of the
many files of a site that is being built beside the live one every eighth is a point: they are alike.
"""

from __future__ import annotations

import os
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.services.small_office import SmallOffice

Command = Callable[[SmallOffice], object]
PORTS = ("renderer", "converter", "pdf", "keys", "signer", "verifier", "scans")
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.symlink", "os.link", "os.truncate"}
ALIKE = ("before writing", "before os.remove", "before os.mkdir", "before os.link")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Points:
    """Counts, and ends the process at the n-th. ``last`` says where that was, in a file for the parent."""

    def __init__(self, at: int | str, note: Path) -> None:
        self.at, self.passed, self.alike, self.note, self.running = at, 0, 0, note, True
        self.pass_on: Callable[[str], object] = lambda where: None

    def __call__(self, where: str) -> None:
        if not self.running:
            return
        if "/staging/" in where and where.startswith(ALIKE):
            self.alike += 1
            if self.alike % 8:
                return
        self.passed += 1
        self.pass_on(where)
        if self.at in (self.passed, where):
            self.running = False
            self.note.write_text(where, encoding="utf-8")
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """A port, with a point before and after each call."""

    def __init__(self, port: Any, name: str, point: Points) -> None:
        self._port, self._name, self._point = port, name, point

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if not callable(found):
            return found

        def call(*args: Any, **kwargs: Any) -> Any:
            self._point(f"before {self._name}.{name}")
            result = found(*args, **kwargs)
            self._point(f"after {self._name}.{name}")
            return result

        return call


def watch(small: SmallOffice, point: Points) -> None:
    """Put points all through an office; for the rest of this process."""
    office = small.office
    for name in PORTS:
        setattr(office, name, Watched(getattr(office, name), name, point))
    site: Any = office.site
    prove, opened = site.prove, site.publisher

    def prove_site(*args: Any, **kwargs: Any) -> Any:
        point("before prove")
        found = prove(*args, **kwargs)
        point("after prove")
        return found

    @contextmanager
    def publisher() -> Any:
        with opened() as shop:
            yield Watched(shop, "publisher", point)

    site.prove, site.publisher = prove_site, publisher
    _watch_database(point)
    _watch_driver(point)
    inside = str(small.folder)

    def audit(event: str, args: tuple[Any, ...]) -> None:
        if event in CHANGES and str(args[0]).startswith(inside):
            point(f"before {event} {args[0]}")
        elif event == "open" and str(args[0]).startswith(inside) and isinstance(args[2], int) and args[2] & WRITING:
            point(f"before writing {args[0]}")

    sys.addaudithook(audit)


def _watch_database(point: Points) -> None:
    from sqlalchemy import Engine, event

    from workflow.records.unit_of_work import UnitOfWork

    event.listen(Engine, "commit", lambda connection: point("before commit"))

    def statement(connection: Any, cursor: Any, text: str, *rest: Any) -> None:
        if text.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") or "FOR UPDATE" in text:
            point(f"before {text.split()[0]} {text.split()[2]}")

    event.listen(Engine, "before_cursor_execute", statement)
    commit = UnitOfWork.commit

    def then(self: UnitOfWork) -> None:
        commit(self)
        point("after commit")

    UnitOfWork.commit = then  # type: ignore[method-assign]


def _watch_driver(point: Points) -> None:
    """The same points in what is written by the bare driver."""
    from workflow.records.plain import writing

    connect, commit = writing.connect, writing.WritingUnit.commit

    def statement(text: str) -> None:
        words = text.split()
        if words[0] in ("INSERT", "UPDATE", "DELETE"):
            point(f"before {words[0]} {words[2]}")
        elif words[0] == "COMMIT":
            point("before commit")

    def watched(file: Path) -> Any:
        connection = connect(file)
        connection.set_trace_callback(statement)
        return connection

    def then(self: writing.WritingUnit) -> None:
        commit(self)
        point("after commit")

    writing.connect = watched
    writing.WritingUnit.commit = then  # type: ignore[method-assign]


def kind_of(where: str, inside: Path) -> str:
    """What a point has in common with others: a call of a port, a statement, a change in a folder of the office."""
    what, _, path = where.partition(str(inside))
    if path:
        return f"{what.strip()} {path.split('/')[1]}"
    if what.split()[1] in ("INSERT", "UPDATE", "DELETE", "SELECT"):
        return "before statement"
    return f"{what.split()[0]} port" if "." in what else what


def points_of(folder: Path, command: Command) -> list[str]:
    """Where a command would be killed, point by point; it runs to its end in a child."""
    note = folder.parent / f"{folder.name}.points"
    note.write_text("", encoding="utf-8")
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            point = Points(0, note)
            small = SmallOffice.open(folder)
            with note.open("a", encoding="utf-8") as listed:
                point.pass_on = lambda where: listed.write(f"{where}\n")
                watch(small, point)
                command(small)
                point.running = False
            code = 0
        except BaseException:
            note.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    assert os.WIFEXITED(status)
    assert os.WEXITSTATUS(status) == 0, note.read_text(encoding="utf-8")
    return note.read_text(encoding="utf-8").splitlines()


def run_and_kill(folder: Path, command: Command, at: int | str, converter: Any = None) -> str | None:
    """Run the command in a child that dies at point ``at`` (its number or its name); where that was.

    ``None``: the command came to its end.

    :raises AssertionError: the command failed by itself; with its traceback.
    """
    note = folder.parent / f"{folder.name}.where"
    note.unlink(missing_ok=True)
    pid = os.fork()
    if pid == 0:
        code = 70
        try:
            point = Points(at, note)
            small = SmallOffice.open(folder, converter=converter)
            watch(small, point)
            command(small)
            point.running = False
            code = 0
        except BaseException:
            note.write_text(traceback.format_exc(), encoding="utf-8")
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return note.read_text(encoding="utf-8")
    assert os.WEXITSTATUS(status) == 0, note.read_text(encoding="utf-8")
    return None

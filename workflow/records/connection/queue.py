"""The line in which the writers of one SQLite file wait: first come, first served, for as long as it moves.

SQLite's own wait sleeps and tries again, so that who came last may go first, and gives up after a fixed time however
fast the others are. Here each writer draws a ticket: a file, named by its time of arrival, locked by the operating
system for as long as its process lives. Whoever holds the oldest ticket may begin; a ticket that nobody holds (its
process was killed) is removed by who waits behind it. On a machine with too much to do the one in front may need
minutes for what takes milliseconds: as long as its process runs, or would, the line moves. The line makes waiting fair,
nothing more: that there is one writer is still SQLite's promise, so a line that cannot be kept (a folder that may only
be read) is gone without.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable
from pathlib import Path

from workflow.records.errors import DatabaseBusy

Tell = Callable[[int], None]
"""Told how many are before us, when waiting has become noticeable and whenever the number has changed."""

NOTICEABLE_SECONDS = 1.0
_NEXT_SECONDS = 0.003  # how often the next in line looks
_SELDOM_SECONDS = 0.6  # how often who stands far behind does, at least
_DRAWN_NS = 60 * 10**9


class WritersLine:
    """The line of one database file. :param wait_seconds: how long nothing may move before ``DatabaseBusy``."""

    def __init__(self, database: Path, wait_seconds: float, tell: Tell | None = None) -> None:
        self.folder = database.with_name(database.name + "-line")
        self.wait_seconds = wait_seconds
        self.tell = tell

    def wait(self) -> Ticket | None:
        """Stand in line until it is our turn; None where no line can be kept.

        :raises DatabaseBusy: nobody before us went, or did anything, for ``wait_seconds``. Facts: before.
        """
        try:
            ticket = Ticket.draw(self.folder)
        except OSError:
            return None
        try:
            self._stand(ticket)
        except BaseException:
            ticket.give_back()
            raise
        return ticket

    def _stand(self, ticket: Ticket) -> None:
        came = moved = looked = time.monotonic()
        head, told, life, length = "", -1, "", 0
        while True:
            before = ticket.before()
            length = length or len(before)
            if not before:
                return
            now = time.monotonic()
            if before[0] != head:
                head, moved = before[0], now
                if _left_behind(self.folder / head):
                    continue
            elif now - looked > self.wait_seconds / 4 and (found := _life(head)) != life:
                life, moved, looked = found, now, now
            elif now - moved > self.wait_seconds:
                raise DatabaseBusy(before=len(before))
            elif _left_behind(self.folder / head):
                continue
            if self.tell is not None and now - came > NOTICEABLE_SECONDS and len(before) != told:
                told = len(before)
                self.tell(told)
            time.sleep(_pause(len(before), length - len(before), now - came))


def _pause(before: int, gone: int, seconds: float) -> float:
    """Seconds until it is worth looking again: half of what those before will take, at the pace of those who went.

    The next in line looks all the time; of two hundred who all did, the one in front would get no processor.
    """
    pace = seconds / gone if gone else _NEXT_SECONDS
    return _NEXT_SECONDS if before == 1 else min(max(_NEXT_SECONDS, pace * before / 2), _SELDOM_SECONDS)


class Ticket:
    """A place in the line, held until it is given back or the process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def draw(cls, folder: Path) -> Ticket:
        """Take a place at the end. :raises OSError: the folder cannot be written, or knows no locks."""
        name = f"{time.time_ns():020}-{os.getpid()}-{os.urandom(4).hex()}"
        drawing = folder / f".{name}"
        try:
            descriptor = os.open(drawing, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        except FileNotFoundError:
            folder.mkdir(mode=0o700, exist_ok=True)
            descriptor = os.open(drawing, os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            # Locked before it can be seen, or who waits would take it for one left behind.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            drawing.rename(folder / name)
        except OSError:
            drawing.unlink(missing_ok=True)
            os.close(descriptor)
            raise
        return cls(folder / name, descriptor)

    def before(self) -> list[str]:
        """The tickets older than this one, the oldest first."""
        own = self.path.name
        with os.scandir(self.path.parent) as entries:
            return sorted(entry.name for entry in entries if entry.name < own and not entry.name.startswith("."))

    def give_back(self) -> None:
        """Leave the line. Again is free."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            self.path.unlink(missing_ok=True)
            os.close(descriptor)


def _life(ticket: str) -> str:
    """What a process has done so far, by its processor time; never the same twice of one that wants to do something.

    Nothing of a process that is not seen here (another machine, another container), nor of our own, which looks.
    """
    try:
        number = ticket.split("-")[1]
        if number == str(os.getpid()):
            return ""
        told = Path("/proc", number, "stat").read_text(encoding="ascii", errors="replace")
    except (OSError, IndexError):
        return ""
    state, *numbers = told.rpartition(")")[2].split()
    waiting = time.monotonic_ns() if state in ("R", "D") else 0  # for a processor, or for the disk
    return f"{waiting} {numbers[10:12]}"


def _left_behind(ticket: Path) -> bool:
    """Whether nobody holds this ticket any more; it is removed then."""
    try:
        descriptor = os.open(ticket, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    else:
        ticket.unlink(missing_ok=True)
        return True
    finally:
        os.close(descriptor)


def sweep_line(database: Path) -> list[str]:
    """Remove tickets of killed processes, those too that were killed while they drew one; their names."""
    folder = database.with_name(database.name + "-line")
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError:
        return []
    old = time.time_ns() - _DRAWN_NS
    # One that is being drawn this moment is not locked yet.
    before = [name for name in names if _drawn_at(name) < old]
    return [name for name in before if _left_behind(folder / name)]


def _drawn_at(name: str) -> int:
    moment = name.lstrip(".").partition("-")[0]
    return int(moment) if moment.isdecimal() else 0

"""More than one process for the same work on several things: each a fork of this one, so that nothing loads twice.

Whoever is free takes the number of the next thing out of one pipe, which the kernel hands to one reader at a time. A
fork sends what it made through a pipe of its own and ends; one that fails at a thing, or is killed, has only not done
it: this process does it itself, and what is wrong with it is told from here. Forks never touch the database, the
network's sessions or a token's: those do not survive a fork.

What they send is unpickled, as it comes from this very program at work on what it would have done here: what is not to
be trusted with that is done in the sandbox, by them as by us.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import struct
import threading
import time
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T", bound=Hashable)
R = TypeVar("R")

PAYS_FROM = 4
"""Things from which on a fork pays: it costs about as much as signing one paper."""
_MOST = 4096
"""Numbers that fit into a pipe at once."""
_NUMBER = struct.Struct("=I")
_MOMENTS = 20
_THREADS = Path("/proc/self/task")


class Forks:
    """As many processes as there are processors, but no more than ``most``."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        # numpy, where something loads it, would begin a thread for each processor, and with it nothing could be forked.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    @contextlib.contextmanager
    def share(self, do: Callable[[T], R], things: Sequence[T]) -> Iterator[Callable[[T], R]]:
        """See :meth:`workflow.ports.hands.Hands.share`."""
        helpers = min(self._most, len(os.sched_getaffinity(0))) - 1
        if helpers < 1 or not PAYS_FROM <= len(things) <= _MOST or not _alone():
            yield do
            return
        shared = _Shared(do, things, helpers)
        try:
            yield shared.result
        finally:
            shared.end()

    def apart(self, do: Callable[[], R]) -> R:
        """See :meth:`workflow.ports.hands.Hands.apart`."""
        return apart(do)


def apart(do: Callable[[], R]) -> R:
    """What ``do`` gives, from a fork, with which all it loaded goes; from here, where none can be."""
    if not _alone():
        return do()
    shared = _Shared(lambda _: do(), [None], 1)
    try:
        return cast("R", shared.in_fork())
    finally:
        shared.end()


def _alone() -> bool:
    """Whether this process has one thread: a fork of several may begin with a lock that nobody gives back.

    One that was joined is gone a moment later for the kernel too.
    """
    with contextlib.suppress(OSError):
        for _ in range(_MOMENTS):
            if sum(1 for _ in _THREADS.iterdir()) == 1:
                return True
            if threading.active_count() > 1:
                return False
            time.sleep(0.001)
    return False


class _Shared:
    """One piece of work in hand. The first thing is done before anybody forks: it loads what all of them need."""

    def __init__(self, do: Callable[[Any], Any], things: Sequence[Any], helpers: int) -> None:
        self._do, self._things, self._helpers = do, things, helpers
        self._places = {thing: place for place, thing in enumerate(things)}
        self._done: dict[int, Any] = {}
        self._failed: dict[int, Exception] = {}
        self._hear: dict[Connection, int] = {}
        """Where a fork is heard, and its process number."""
        self._waiting, self._fill = os.pipe()
        os.set_blocking(self._waiting, False)

    def result(self, thing: Any) -> Any:
        """What was made of one thing. :raises Exception: what making it raised."""
        place = self._places[thing]
        if not self._fill_once(place):
            while place not in self._done and place not in self._failed:
                self._go_on(place)
        if place in self._failed:
            raise self._failed.pop(place)
        return self._done.pop(place)

    def in_fork(self) -> Any:
        """The first thing, done by a fork."""
        self._begin([0])
        while self._hear and not self._done:
            self._listen(None)
        return self.result(self._things[0])

    def _fill_once(self, first: int) -> bool:
        """Do the thing that is asked for first, then let the others begin on the rest. ``False``: that was so."""
        if self._fill < 0:
            return False
        self._here(first)
        self._begin([place for place in range(len(self._things)) if place != first])
        return True

    def _begin(self, places: Sequence[int]) -> None:
        os.write(self._fill, b"".join(map(_NUMBER.pack, places)))
        os.close(self._fill)
        self._fill = -1
        for _ in range(self._helpers):
            self._fork()

    def _go_on(self, wanted: int) -> None:
        """Do the next thing that nobody has begun; when there is none, hear what the others made."""
        self._listen(0)
        if wanted in self._done:
            return
        place = _next(self._waiting)
        if place is not None:
            self._here(place)
        elif self._hear:
            self._listen(None)
        else:  # who had begun it is gone, or failed at it
            self._here(wanted)

    def _here(self, place: int) -> None:
        try:
            self._done[place] = self._do(self._things[place])
        except Exception as error:
            self._failed[place] = error

    def _listen(self, seconds: float | None) -> None:
        """Take what was made by others. :param seconds: to wait for it; ``None``: until there is something."""
        from multiprocessing.connection import Connection, wait

        for heard in wait(list(self._hear), seconds) if self._hear else ():
            assert isinstance(heard, Connection)  # noqa: S101 -- only those are waited for
            try:
                place, made = heard.recv()
            except (EOFError, OSError):
                self._let_go(heard)
            else:
                self._done[place] = made

    def _let_go(self, heard: Connection) -> None:
        child = self._hear.pop(heard)
        heard.close()
        with contextlib.suppress(ChildProcessError):
            os.waitpid(child, 0)

    def end(self) -> None:
        """End what still runs."""
        os.close(self._waiting)
        if self._fill >= 0:
            os.close(self._fill)
        for heard, child in list(self._hear.items()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            self._let_go(heard)

    def _fork(self) -> None:
        from multiprocessing.connection import Connection

        from signatures.sandbox.confinement import end_with_parent

        hear, tell = os.pipe()
        parent = os.getpid()
        child = os.fork()
        if child == 0:
            try:
                end_with_parent(parent)
                _work(self._do, self._things, self._waiting, Connection(tell, readable=False))
            finally:
                os._exit(0)  # nothing of the parent's is put in order, written out or printed here
        os.close(tell)
        self._hear[Connection(hear, writable=False)] = child


def _work(do: Callable[[Any], Any], things: Sequence[Any], waiting: int, tell: Connection) -> None:
    """What a fork does until nothing waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, which then ends us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what is here now is not ours to collect, and walking through it would copy its pages
    while (place := _next(waiting)) is not None:
        with contextlib.suppress(Exception):  # the parent does it again, and tells
            tell.send((place, do(things[place])))


def _next(waiting: int) -> int | None:
    """The number of a thing nobody has begun; ``None``: there is none."""
    try:
        told = os.read(waiting, _NUMBER.size)
    except BlockingIOError:
        return None
    return int(_NUMBER.unpack(told)[0]) if told else None

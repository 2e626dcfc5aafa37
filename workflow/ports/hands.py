"""The same done with each of several things, by more than one processor where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Hands(Protocol):
    """Does work on several things at once, in processes of our own."""

    def share(self, do: Callable[[T], R], things: Sequence[T]) -> AbstractContextManager[Callable[[T], R]]:
        """What gives the result for one of ``things``, each asked for once; whoever is free does the next of them.

        ``do`` may run in another process: it records nothing, keeps nothing but files in the store, and gives what can
        be sent. What it raises is raised where its thing is asked for, and stops no other. Leaving the block ends what
        still runs.
        """
        ...

    def apart(self, do: Callable[[], R]) -> R:
        """What ``do`` gives, done so that what it loads and holds is given back with it; else as :meth:`share`."""
        ...


class OneAfterAnother:
    """Each in this process, when it is asked for."""

    def share(self, do: Callable[[T], R], things: Sequence[T]) -> AbstractContextManager[Callable[[T], R]]:
        """As :meth:`Hands.share`."""
        return nullcontext(do)

    def apart(self, do: Callable[[], R]) -> R:
        """As :meth:`Hands.apart`."""
        return do()

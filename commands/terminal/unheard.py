"""When who listens has gone (``oit status | head -1``): the program ends in silence, as others do on SIGPIPE.

Python tells of it as :class:`BrokenPipeError`, which click would turn into an exit code 1 without a word, also where it
was no reader but a program of ours that went away. So it is carried past click, and asked for its cause.
"""

from __future__ import annotations

import os
import select
from collections.abc import Iterator
from contextlib import contextmanager

UNHEARD = 141
"""The exit code: what a shell tells of a program that SIGPIPE ended."""


class Unheard(Exception):
    """Carries a broken pipe past click, which knows it by its kind."""

    def __init__(self, error: BrokenPipeError) -> None:
        super().__init__(str(error))
        self.error = error


@contextmanager
def carried() -> Iterator[None]:
    """Raise a broken pipe as :class:`Unheard`."""
    try:
        yield
    except BrokenPipeError as error:
        raise Unheard(error) from error


def nobody_listens() -> bool:
    """Whether the reader of our output, or of our errors, has gone; what is left to say is then said to nobody."""
    gone = [one for one in (1, 2) if _is_gone(one)]
    for descriptor in gone:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, descriptor)
        os.close(nowhere)
    return bool(gone)


def _is_gone(descriptor: int) -> bool:
    looked = select.poll()
    looked.register(descriptor, 0)
    return any(event & select.POLLERR for _, event in looked.poll(0))

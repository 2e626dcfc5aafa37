"""What is longer than the screen goes through a pager, for who sits at a terminal; a pipe, a script, ``--json`` never.

Off with ``OIT_PAGER=off``, or with ``PAGER=cat`` as for other programs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO

import click

LONG = frozenset({"status", "show", "help"})
"""Commands that only tell, and may tell much."""
HELP = frozenset({"--help", "-h"})


def wants_pager(command: str | None, arguments: Sequence[str]) -> bool:
    """Whether what is told now is for reading, and somebody reads it at a screen."""
    told = command in LONG or bool(HELP & set(arguments))
    off = os.environ.get("OIT_PAGER") == "off" or "--json" in arguments
    return told and not off and sys.stdout.isatty() and sys.stdin.isatty()


class _Kept(StringIO):
    """What would stand on the screen, colours too."""

    def isatty(self) -> bool:
        return True


@contextmanager
def paged() -> Iterator[None]:
    """Keep what is printed; at the end show it, through the pager where the screen is too low for it."""
    from shutil import get_terminal_size

    screen, kept = sys.stdout, _Kept()
    try:
        with redirect_stdout(kept):
            yield
    finally:
        text = kept.getvalue()
        if text.count("\n") < get_terminal_size().lines:
            screen.write(text)
            screen.flush()
        else:
            # less counts Thai vowels as columns unless told what it reads; -F, -X: as git does.
            os.environ.setdefault("LESSCHARSET", "utf-8")
            os.environ.setdefault("LESS", "-FRX")
            click.echo_via_pager(text, color=True)

"""A child of the sandbox's server: takes on its limits, reads the files, does one task, and ends."""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from signatures.errors import SignatureError
from signatures.pdf.limits import Limits
from signatures.sandbox.confinement import confine, end_with_parent
from signatures.sandbox.protocol import LAST, Listener, Piece, send
from signatures.sandbox.tasks import TASKS
from signatures.verdict import Reason

_REQUEST = 1 << 30
"""Bytes of a request, at most; what the client may send has limits of its own."""
_LATE = 5
"""Seconds after which a child ends by itself that the client should have ended."""
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")
_ROOT = Path(__file__).resolve().parents[2]
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/local/lib", "/usr/share/zoneinfo")


def work(task: str, conversation: int, *, parent: int) -> NoReturn:
    """Do a task for whoever is at the other end of the conversation; never returns.

    :param conversation: number of its socket. :param parent: number of the server.
    """
    status = 1
    try:
        end_with_parent(parent)
        client = socket.socket(fileno=conversation)
        listener = Listener(client, _REQUEST)
        asked, _ = listener.piece()
        limits = Limits(**asked["limits"])
        limit_this_process(limits, asked["cpu_seconds"])
        confine(readable=_code(asked["facts"]))
        _patience(limits)
        files = [listener.file(size) for size in asked["sizes"]]
        for facts, data in _pieces(task, asked["facts"], files):
            _patience(limits)
            send(client, facts, data)
        send(client, LAST)
        status = 0
    finally:
        os._exit(status)  # no clean-up of what belongs to the server, and nothing printed


def _pieces(task: str, facts: dict[str, Any], files: list[bytes]) -> Iterator[Piece]:
    """The task's own pieces; its refusal is a piece too."""
    try:
        yield from TASKS[task].run(facts, *files)
    except SignatureError as refused:
        told = [[item.code, _plain(item)] for item in refused.reasons]
        yield {"refused": type(refused).__name__, "reasons": told}, b""
    except RecursionError:
        yield {"refused": "PdfRefused", "reasons": [["LIMIT_DEPTH", {}]]}, b""


def _plain(item: Reason) -> dict[str, str | int]:
    return {name: value if isinstance(value, int) else str(value) for name, value in item.facts.items()}


def limit_this_process(limits: Limits, cpu_seconds: int) -> None:
    """Take on the limits: memory, processor time, and not a byte written to any file."""
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _code(facts: dict[str, Any]) -> list[str]:
    """All that stays open to read: the program's own code, should a library load one more part, and the font; with
    ``fonts`` those of the machine too, where a page has to be drawn as it was printed.

    Of the folder that holds the program only what is the program's: offices may lie in it.
    """
    modules = [place for place in sys.path if place not in ("", str(_ROOT))]
    font = [str(facts["font"])] if facts.get("font") else []
    font += _FONTS if facts.get("fonts") else []
    return [str(_ROOT / "signatures"), f"{sys.prefix}/lib", f"{sys.base_prefix}/lib", *modules, *_LIBRARIES, *font]


def _patience(limits: Limits) -> None:
    """Begin to wait for the next piece."""
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _LATE)

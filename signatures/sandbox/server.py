"""A warm server process that forks for each piece of work: its client's end, and the limits a fork takes on.

What is asked goes down one pipe as JSON and bytes, the answer comes back through another; never pickled objects.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from signatures.pdf.limits import Limits

HEAD = struct.Struct(">Q")
Piece = tuple[dict[str, Any], bytes]
"""Part of an answer: facts, bytes."""
Task = Callable[..., Iterator[Piece]]
"""What the server does with foreign files: takes facts and files, yields pieces."""
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 5
"""Seconds a server that was let go has to end by itself."""


class Server:
    """Client's end of one server process, ``python -m`` of the module named."""

    def __init__(self, module: str) -> None:
        path = os.pathsep.join(item for item in (str(_ROOT), os.environ.get("PYTHONPATH", "")) if item)
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a parser says while it breaks is nobody's business
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,  # Ctrl-C reaches the client, which then closes the server in order
        )

    def send(self, head: Mapping[str, Any], *files: bytes) -> IO[bytes]:
        """Ask; gives where the answer will be read. :raises BrokenPipeError: the server was closed, or ended."""
        target, source = self._process.stdin, self._process.stdout
        if target is None or source is None:
            raise BrokenPipeError("the server was closed")
        text = json.dumps(head).encode()
        for part in (HEAD.pack(len(text)), text, *files):
            target.write(part)
        target.flush()
        return source

    def close(self) -> None:
        """Let it go; one that does not end is killed."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what it was not told any more
                    pipe.close()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def read_part(source: IO[bytes]) -> bytes:
    """What was sent with its length before it; empty at the end."""
    head = source.read(HEAD.size)
    return source.read(HEAD.unpack(head)[0]) if len(head) == HEAD.size else b""


def limit_this_process(limits: Limits, cpu_seconds: int) -> None:
    """Take on the limits: memory, processor time, and not a byte written to any file."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

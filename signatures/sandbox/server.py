"""The sandbox's server: one small warm process that forks a limited child for each task, any number at once.

``python -m signatures.sandbox.server FD``, started by :mod:`signatures.sandbox.client`, whose end of the control socket
is the only thing that keeps it and its children alive. On the control socket it is told ``{"task": name}`` with the
child's end of a conversation, and answers with a number for the child; or ``{"kill": number}``.

It reads no file and nothing of a conversation itself. The libraries a task needs are imported before its first fork, so
that each child begins with them.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from signatures.sandbox.child import work
from signatures.sandbox.tasks import prepare

MESSAGE = 4096
"""Bytes of a message on the control socket, at most."""


class Server:
    """Forks, remembers and ends the children."""

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._children: dict[int, int] = {}
        self._begun = 0
        self._ready: set[str] = set()

    def serve(self) -> None:
        """Until the client is gone; no child outlives it."""
        try:
            while (told := self._next()) is not None:
                self._reap()
                text, conversation = told
                if conversation is not None:
                    self._start(text["task"], conversation)
                elif child := self._children.get(text["kill"]):  # not waited for yet: the process is still it
                    os.kill(child, signal.SIGKILL)
        finally:
            for child in self._children.values():
                with suppress(ProcessLookupError):
                    os.kill(child, signal.SIGKILL)

    def _next(self) -> tuple[dict[str, Any], int | None] | None:
        try:
            data, fds, _flags, _address = socket.recv_fds(self._control, MESSAGE, 1)
        except ConnectionError:
            return None
        return (json.loads(data), fds[0] if fds else None) if data else None

    def _start(self, task: str, conversation: int) -> None:
        if task not in self._ready:
            prepare(task)
            self._ready.add(task)
            gc.collect()
            gc.freeze()  # what is here now is garbage nowhere: children do not walk through it, nor copy its pages
        here = os.getpid()
        child = os.fork()
        if child == 0:
            self._control.close()
            work(task, conversation, parent=here)
        os.close(conversation)
        self._begun += 1
        self._children[self._begun] = child
        self._control.send(json.dumps({"child": self._begun}).encode())

    def _reap(self) -> None:
        for number, child in list(self._children.items()):
            if os.waitpid(child, os.WNOHANG)[0] != 0:
                del self._children[number]


def main() -> None:
    """Serve on the control socket whose number is the argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the client's business, which lets this end in order
    logging.disable(logging.CRITICAL)  # what a parser says while it breaks is nobody's business
    with socket.socket(fileno=int(sys.argv[1])) as control:
        Server(control).serve()


if __name__ == "__main__":
    main()

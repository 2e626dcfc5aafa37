"""The sandbox's server: one small warm process that forks a limited child for each task, any number at once.

``python -m signatures.sandbox.server FD``, started by :mod:`signatures.sandbox.client`, whose end of the connection is
the only thing that keeps it and its children alive. Over the connection it is told ``{"task": name}`` with the child's
end of a conversation, and answers with a number for the child; ``{"kill": number}``; or ``{"client": true}`` with the
end of one more connection, for a process that was forked from the client. A connection's end ends its children, the
last connection's end the server.

It reads no file and nothing of a conversation itself. The libraries a task needs are imported before its first fork, so
that each child begins with them.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from typing import Any

from signatures.sandbox.child import work
from signatures.sandbox.tasks import prepare

MESSAGE = 4096
"""Bytes of a message on the control socket, at most."""


class Client:
    """One connection, and the children it asked for by the numbers they were given."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.children: dict[int, int] = {}

    def next(self) -> tuple[dict[str, Any], int | None] | None:
        """What it says, and what it hands over; None when it is gone."""
        try:
            data, fds, _flags, _address = socket.recv_fds(self.connection, MESSAGE, 1)
        except ConnectionError:
            return None
        return (json.loads(data), fds[0] if fds else None) if data else None

    def end(self, child: int) -> None:
        """Kill a child: not waited for yet, so the process is still it."""
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)

    def leave(self) -> None:
        """No child outlives its client."""
        self.connection.close()
        for child in self.children.values():
            self.end(child)


class Server:
    """Forks, remembers and ends the children."""

    def __init__(self, first: socket.socket) -> None:
        self._clients = {first.fileno(): Client(first)}
        self._wake = select.poll()
        self._wake.register(first, select.POLLIN)
        self._left: list[Client] = []  # whose children are not waited for yet
        self._begun = 0
        self._ready: set[str] = set()

    def serve(self) -> None:
        """Until the last client is gone."""
        try:
            while self._clients:
                for number, _event in self._wake.poll():
                    self._reap()
                    self._hear(number)
        finally:
            for client in self._clients.values():
                client.leave()

    def _hear(self, number: int) -> None:
        client = self._clients[number]
        if (said := client.next()) is None:
            self._wake.unregister(number)
            del self._clients[number]
            client.leave()
            self._left.append(client)
            return
        told, handed = said
        if handed is None:
            if child := client.children.get(told["kill"]):
                client.end(child)
        elif "client" in told:
            other = socket.socket(fileno=handed)
            self._clients[handed] = Client(other)
            self._wake.register(other, select.POLLIN)
        else:
            self._start(client, told["task"], handed)

    def _start(self, client: Client, task: str, conversation: int) -> None:
        if task not in self._ready:
            prepare(task)
            self._ready.add(task)
            gc.collect()
            gc.freeze()  # what is here now is garbage nowhere: children do not walk through it, nor copy its pages
        here = os.getpid()
        child = os.fork()
        if child == 0:
            for other in self._clients.values():
                other.connection.close()
            work(task, conversation, parent=here)
        os.close(conversation)
        self._begun += 1
        client.children[self._begun] = child
        with suppress(OSError):  # it is gone, and is found so when it is heard next
            client.connection.send(json.dumps({"child": self._begun}).encode())

    def _reap(self) -> None:
        for client in (*self._clients.values(), *self._left):
            for number, child in list(client.children.items()):
                if os.waitpid(child, os.WNOHANG)[0] != 0:
                    del client.children[number]
        self._left = [client for client in self._left if client.children]


def main() -> None:
    """Serve on the connection whose number is the argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the client's business, which lets this end in order
    logging.disable(logging.CRITICAL)  # what a parser says while it breaks is nobody's business
    Server(socket.socket(fileno=int(sys.argv[1]))).serve()


if __name__ == "__main__":
    main()

"""The only way out that the browser has: a SOCKS server on this machine that knows the office's hosts and no others.

Every connection of the browser goes through it, for redirects, scripts, pictures, sockets and what a page fetches ahead
alike (RFC 1928, without authentication, on loopback). What a page asks of another host fails, and is told.
"""

from __future__ import annotations

import selectors
import socket
import socketserver
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_VERSION, _CONNECT, _NO_LOGIN = 5, 1, 0
_IPV4, _NAME, _IPV6 = 1, 3, 4
_DONE, _FAILED, _NOT_ALLOWED, _NOT_THIS_WAY = 0, 1, 2, 7
_BLOCK = 1 << 16
_TIMEOUT = 15.0


@contextmanager
def guard(lets_out: Callable[[str, int], bool]) -> Iterator[Guard]:
    """Run the guard while the block runs. `lets_out` says of a host and a port whether they may be connected to."""
    server = Guard(lets_out)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Guard(socketserver.ThreadingTCPServer):
    """The server. `refused` are the hosts that were asked for and not let out to."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, lets_out: Callable[[str, int], bool]) -> None:
        self.lets_out = lets_out
        self.refused: set[str] = set()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        """What a browser is told to use."""
        return f"socks5://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that breaks off is no news."""


class _Handler(socketserver.BaseRequestHandler):
    server: Guard
    request: socket.socket

    def handle(self) -> None:
        self.request.settimeout(_TIMEOUT)
        version, methods = self._exactly(2)
        self._exactly(methods)
        if version != _VERSION:
            return
        self.request.sendall(bytes((_VERSION, _NO_LOGIN)))
        _, command, _, kind = self._exactly(4)
        host = self._host(kind)
        (port,) = struct.unpack("!H", self._exactly(2))
        if command != _CONNECT:
            self._say(_NOT_THIS_WAY)
        elif not self.server.lets_out(host, port):
            self.server.refused.add(host)
            self._say(_NOT_ALLOWED)
        else:
            self._connect(host, port)

    def _connect(self, host: str, port: int) -> None:
        try:
            there = socket.create_connection((host, port), _TIMEOUT)
        except OSError:
            self._say(_FAILED)
            return
        with there:
            self._say(_DONE)
            self._relay(there)

    def _relay(self, there: socket.socket) -> None:
        """Hand bytes on both ways until one side has no more."""
        other = {self.request: there, there: self.request}
        with selectors.DefaultSelector() as waiting, suppress(OSError):
            for one in other:
                waiting.register(one, selectors.EVENT_READ)
            while True:
                for key, _ in waiting.select(_TIMEOUT * 4) or ():
                    here: socket.socket = key.fileobj  # type: ignore[assignment]
                    block = here.recv(_BLOCK)
                    if not block:
                        return
                    other[here].sendall(block)

    def _say(self, reply: int) -> None:
        with suppress(OSError):
            self.request.sendall(bytes((_VERSION, reply, 0, _IPV4, 0, 0, 0, 0, 0, 0)))

    def _host(self, kind: int) -> str:
        if kind == _NAME:
            return self._exactly(self._exactly(1)[0]).decode("latin-1").lower()
        family, size = (socket.AF_INET, 4) if kind == _IPV4 else (socket.AF_INET6, 16)
        return socket.inet_ntop(family, self._exactly(size))

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            block = self.request.recv(size - len(found))
            if not block:
                raise ConnectionError
            found += block
        return found

"""HTTP/1.x as it comes over a socket (RFC 9112), read as forgivingly as browsers read it.

The standard library's client parses every head as an e-mail: three times the work of all the rest, a head of more than
100 lines is refused, and one line without a colon loses the lines after it.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from io import BufferedReader

BLOCK = 1 << 16
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000
_QUICK_ACK = getattr(socket, "TCP_QUICKACK", None)


class Stale(Exception):
    """The server closed the connection without a word, as it may do with one that was idle."""


class Broken(Exception):
    """What came is no HTTP answer."""


class Connection:
    """One connection to a server, for one request after the other.

    :raises OSError: it cannot be made. :raises ssl.SSLError: the server's certificate is not trusted.
    """

    def __init__(self, host: str, port: int, timeout: float, tls: ssl.SSLContext | None) -> None:
        sock = socket.create_connection((host, port), timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock: socket.socket = sock
        if tls is not None:
            try:
                self.sock = tls.wrap_socket(sock, server_hostname=host)
            except BaseException:
                sock.close()
                raise
        self._file: BufferedReader = self.sock.makefile("rb", BLOCK)  # type: ignore[assignment]
        self.used = False

    def ask(self, request: bytes) -> Response:
        """Send a request and read the head of the answer.

        :raises Stale: nothing came. :raises Broken: nonsense came. :raises OSError: the connection failed.
        """
        try:
            self.sock.sendall(request)
            if _QUICK_ACK is not None:
                # A server that sends head and content apart waits for our acknowledgement between the two (Nagle's
                # algorithm); ours would be delayed by 40 ms otherwise. It does not last, so it is said every time.
                self.sock.setsockopt(socket.IPPROTO_TCP, _QUICK_ACK, 1)
            line = self._file.readline(_LONGEST_LINE)
        except (ConnectionResetError, BrokenPipeError) as error:
            raise Stale from error
        if not line:
            raise Stale
        self.used = True
        status, old = _status(line)
        lines = _head(self._file)
        while 100 <= status < 200:  # continue, early hints: the answer proper comes after it
            status, old = _status(self._file.readline(_LONGEST_LINE))
            lines = _head(self._file)
        return Response(self._file, status, lines, old)

    def close(self) -> None:
        """Close it; never raises."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.sock.close()


class Response:
    """The head of an answer, and its content as it comes.

    `headers` has each name once, in lower case; cookies are kept apart, all of them.
    """

    def __init__(self, file: BufferedReader, status: int, lines: list[tuple[str, str]], old: bool) -> None:
        self._file, self.status = file, status
        self.headers: dict[str, str] = {}
        self.cookies: list[str] = []
        for name, value in lines:
            if name == "set-cookie":
                self.cookies.append(value)
                self.headers.setdefault(name, value)
            # Most names may come once only; of those that may be a list, the values belong together.
            elif name == "content-encoding" and name in self.headers:
                self.headers[name] += f", {value}"
            else:
                self.headers.setdefault(name, value)
        connection = self.headers.get("connection", "").lower()
        self.keeps_open = "close" not in connection and (not old or "keep-alive" in connection)
        self.chunked = "chunked" in self.headers.get("transfer-encoding", "").lower()
        self.announced: int | None = None
        length = self.headers.get("content-length", "").partition(",")[0].strip()
        if status in (204, 304):
            self.announced = 0
        elif not self.chunked and length.isascii() and length.isdigit():
            self.announced = int(length)
        if not self.chunked and self.announced is None:
            self.keeps_open = False  # the end of the content is the end of the connection
        self.complete = False
        """After the content was read: whether all that was announced came."""

    def content(self) -> Iterator[bytes]:
        """The content in blocks, encoded as it was sent. :raises OSError: the connection failed on the way."""
        if self.chunked:
            yield from self._chunks()
            return
        left = self.announced
        while left is None or left > 0:
            block = self._file.read1(BLOCK if left is None else min(BLOCK, left))
            if not block:
                break
            yield block
            left = None if left is None else left - len(block)
        self.complete = not left

    def _chunks(self) -> Iterator[bytes]:
        while True:
            size = self._file.readline(_LONGEST_LINE).partition(b";")[0].strip()
            try:
                left = int(size, 16)
            except ValueError:
                return
            if left == 0:
                _head(self._file)
                self.complete = True
                return
            while left:
                block = self._file.read1(min(BLOCK, left))
                if not block:
                    return
                yield block
                left -= len(block)
            self._file.readline(3)


def _status(line: bytes) -> tuple[int, bool]:
    """The status of a status line, and whether the server speaks HTTP/1.0. :raises Broken: it is none."""
    words = line.split(None, 2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/") or not words[1][:3].isdigit():
        raise Broken
    return int(words[1][:3]), words[0] == b"HTTP/1.0"


def _head(file: BufferedReader) -> list[tuple[str, str]]:
    """The lines up to the empty one. Bytes that are no ASCII stay what they are (Latin-1), see `client.location`."""
    lines: list[tuple[str, str]] = []
    for _ in range(_MOST_LINES):
        line = file.readline(_LONGEST_LINE)
        if line in (b"\r\n", b"\n", b""):
            return lines
        if line[:1] in (b" ", b"\t") and lines:
            name, value = lines[-1]
            lines[-1] = name, f"{value} {line.decode('latin-1').strip()}"
            continue
        name_, colon, value_ = line.partition(b":")
        if colon:
            lines.append((name_.decode("latin-1").strip().lower(), value_.decode("latin-1").strip()))
    raise Broken

"""What the sandbox's two ends say to each other: JSON and bytes with their lengths before them, never pickled objects.

A conversation is one task: the request, the files it speaks of, the pieces of the answer, a last word. A child that
ends without its last word broke a limit, whatever it said before.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Piece = tuple[dict[str, Any], bytes]
"""Part of an answer: facts, bytes."""
Task = Callable[..., Iterator[Piece]]
"""What is done with foreign files: takes facts and files, yields pieces."""
LAST: Mapping[str, Any] = {"last": True}
_HEAD = struct.Struct(">QQ")
"""Lengths of the facts and of the bytes that follow them."""
_CHUNK = 1 << 20


class Broken(Exception):
    """The other end went away in mid-word, said nothing for too long, or said what cannot be meant."""


def send(to: socket.socket, facts: Mapping[str, Any], data: bytes = b"") -> None:
    """Say one piece. :raises OSError: nobody listens any more, or not in the socket's time."""
    text = json.dumps(facts).encode()
    to.sendall(_HEAD.pack(len(text), len(data)) + text)
    if data:
        to.sendall(data)


class Listener:
    """Hears what the other end says, up to so many bytes in all, each piece within so many seconds.

    :param seconds: ``None``: however long it takes.
    """

    def __init__(self, source: socket.socket, most: int, seconds: float | None = None) -> None:
        self._source, self._left, self._seconds = source, most, seconds
        self._until = 0.0

    def piece(self) -> Piece:
        """The next piece. :raises Broken: it did not come whole and in time, or is no piece."""
        self._begin()
        facts_length, data_length = _HEAD.unpack(self._exactly(_HEAD.size))
        try:
            facts = json.loads(bytes(self._exactly(facts_length)))
        except (ValueError, RecursionError) as error:
            raise Broken from error
        if not isinstance(facts, dict):
            raise Broken
        return facts, bytes(self._exactly(data_length))

    def file(self, size: int) -> bytes:
        """Bytes whose number was said before. :raises Broken: they did not come."""
        self._begin()
        return bytes(self._exactly(size))

    def _begin(self) -> None:
        if self._seconds is not None:
            self._until = time.monotonic() + self._seconds

    def _exactly(self, size: int) -> bytearray:
        self._left -= size
        if self._left < 0:
            raise Broken
        found = bytearray()
        while len(found) < size:
            if self._seconds is not None:
                left = self._until - time.monotonic()
                if left <= 0:
                    raise Broken
                self._source.settimeout(left)
            try:
                part = self._source.recv(min(_CHUNK, size - len(found)))
            except OSError as error:
                raise Broken from error
            if not part:
                raise Broken
            found += part
        return found

"""Large encoded stream bodies, images mostly: bytes that mean nothing as text, so no words are looked for in them.

:func:`announced` finds them in the raw bytes, before any parser, and can be deceived: by a stream written inside a
string, say. So :class:`Window`, which pyHanko reads the file through, keeps account of the bodies that the strict
parser really took for bodies and for nothing else; all others are searched after all.
"""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

LEAST = 64 * 1024
"""Smallest body worth the trouble, in bytes."""
WORTH = 1024 * 1024
"""Smallest sum of bodies worth it: reading through a window costs a tenth of a verification of a small file."""

_DICTIONARY = 2048
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\d)(?!\s+\d+\s+R)")
# Only what is binary from the first filter on: text filters leave words readable, and pyHanko wants bytes for them.
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|DCTDecode|JPXDecode|CCITTFaxDecode|JBIG2Decode)\b")
_OPEN = re.compile(rb"stream\r?\n")
_CLOSE = re.compile(rb"\r?\n?endstream")


class Body(NamedTuple):
    """Where the encoded bytes of a stream begin, and where they end."""

    start: int
    end: int


def announced(data: bytes, most: int, start: int = 0) -> tuple[Body, ...]:
    """Large encoded bodies from ``start`` on, in order, as their dictionaries announce them; empty when they are few.

    :param most: largest size of a file; what is larger will be refused, so nothing is looked for in it.

    Costs next to nothing where lengths stand in the dictionaries: it steps over each body.
    """
    if not start + WORTH <= len(data) <= most:
        return ()
    found: list[Body] = []
    place = data.find(b"stream", start)
    while place >= 0:
        body = _body(data, place, found[-1].end if found else start)
        if body is not None:
            found.append(body)
        place = data.find(b"stream", body.end + len(b"\nendstream") if body is not None else place + 6)
    return tuple(found) if sum(body.end - body.start for body in found) >= WORTH else ()


def between(bodies: Sequence[Body], start: int, end: int) -> list[tuple[int, int]]:
    """The stretches from ``start`` to ``end`` that lie outside ``bodies``."""
    edges = [start, *(edge for body in bodies for edge in body), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _body(data: bytes, place: int, after: int) -> Body | None:
    """The body behind the word ``stream`` at ``place``; None when small, not encoded, or not closed in its place."""
    opened = _OPEN.match(data, place)
    if opened is None:
        return None
    dictionary = data[max(after, place - _DICTIONARY) : place]
    dictionary = dictionary[dictionary.rfind(b"obj") + 3 :]
    length = _LENGTH.search(dictionary)
    if length is None or int(length[1]) < LEAST or _FILTER.search(dictionary) is None:
        return None
    start = opened.end()
    end = start + int(length[1])
    return Body(start, end) if _CLOSE.match(data, end) is not None else None


class Window(io.BytesIO):
    """A file as pyHanko reads it: each announced body is handed out as a view, not copied, and noted as taken.

    Everything else is read as usual. A body is read in one piece, at its very start, by nothing but the parser of
    stream objects, after the dictionary with its length.
    """

    def __init__(self, data: bytes, bodies: Sequence[Body]) -> None:
        super().__init__(data)
        self._data = memoryview(data)
        self._bodies = {body.start: body for body in bodies}
        self._taken: set[Body] = set()

    def read(self, size: int | None = -1, /) -> Any:
        """As ``BytesIO.read``; exactly an announced body gives a ``memoryview``."""
        if size is None or size < LEAST:
            return super().read(size)
        start = self.tell()
        body = self._bodies.get(start)
        if body is None or body.end != start + size:
            return super().read(size)
        self._taken.add(body)
        if len(self._taken) == len(self._bodies):
            # Nothing is left to hand out: pyHanko's thousands of reads of one byte go straight to BytesIO again.
            self.read = super().read  # type: ignore[method-assign]
        self.seek(body.end)
        return self._data[body.start : body.end]

    def untaken(self, places: Iterable[int]) -> list[Body]:
        """The announced bodies that the parser has not read as such, or in which something else begins as well.

        :param places: where tables and objects begin.
        """
        starts = sorted(self._bodies)
        found = {body for body in self._bodies.values() if body not in self._taken}
        for place in places if starts else ():
            before = bisect_right(starts, place)
            if before and place < self._bodies[starts[before - 1]].end:
                found.add(self._bodies[starts[before - 1]])
        return sorted(found)

"""Limits that are checked on the raw bytes, before any parser sees the file.

A regular expression over the bytes can be evaded; the limits of the child process
(:mod:`signatures.sandbox.child`) are the real guard. What this buys is a clear, quick answer for the common hostile
or unlucky file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from signatures.pdf.streams import Body, between
from signatures.verdict import Reason, reason

MEGABYTE = 1024 * 1024
MEGAPIXELS = 60
"""Largest picture on a page that is drawn, in millions of pixels: A4 at 600 dpi has 35."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest values accepted. Sizes in bytes, ``box`` in points (1/72 inch), ``seconds`` of wall time.

    What a file may cost is ``cpu_seconds``; ``seconds`` ends what waits and does nothing, and is long enough that
    a good file is not left undecided because the machine was busy.
    """

    size: int = 64 * MEGABYTE
    pages: int = 1_500
    declared: int = 200_000
    depth: int = 60
    signatures: int = 20
    revisions: int = 100
    box: float = 14_400
    stream: int = 64 * MEGABYTE
    decoded: int = 256 * MEGABYTE
    seconds: float = 60
    cpu_seconds: int = 15
    memory: int = 1024 * MEGABYTE


DEFAULT = Limits()

_SIZE = re.compile(rb"/Size\s*(\d{1,20})")
_INDEX = re.compile(rb"/Index\s*\[([\d\s]{0,20000})\]")
_LENGTH = re.compile(rb"/Length\s+(\d{8,20})(?!\d*\s+\d+\s+R)")
_XREF = re.compile(rb"xref\s+\d{1,20}\s+(\d{1,20})\s")
_OBJECT = re.compile(rb"\d{1,10}\s+\d{1,5}\s+obj\b")
_WHITE = b"\0\t\n\f\r "


def precheck(
    data: bytes, limits: Limits = DEFAULT, *, start: int = 0, bodies: Sequence[Body] = ()
) -> tuple[Reason, ...]:
    """Every reason why these bytes are not worth giving to a parser; empty when there is none.

    :param start: where to begin looking for absurd sizes: the length of the issued file, when ``data`` begins with it.
    :param bodies: encoded stream bodies from ``start`` on, in which sizes are not looked for.

    Looks at length, header at byte 0 (ISO 32000-1, 7.5.2), end-of-file marker, declared sizes of cross-reference
    tables and streams. Costs two milliseconds per megabyte outside of ``bodies``.
    """
    if not data[:4096].strip(_WHITE) and not data.strip(_WHITE):
        return (reason("EMPTY"),)
    if len(data) > limits.size:
        return (reason("LIMIT_BYTES", megabytes=len(data) // MEGABYTE, limit=limits.size // MEGABYTE),)
    found: list[Reason] = []
    if not data.startswith(b"%PDF-"):
        if b"%PDF-" not in data[:1024]:
            return (reason("NOT_PDF"),)
        found.append(reason("PREFIX_BYTES"))
    tail = data[-2048:].rstrip(_WHITE)
    if not tail.endswith(b"%%EOF"):
        rest = data[data.rfind(b"%%EOF") + 5 :].lstrip(_WHITE) if b"%%EOF" in data else b""
        # A revision that began and did not end is a file cut short; anything else was put there.
        cut = not rest or _OBJECT.match(rest) is not None
        found.append(reason("UNREADABLE", detail="cut short") if cut else reason("TRAILING_BYTES"))
    return (*found, *absurd_sizes(data, limits, between(bodies, start, len(data))))


def absurd_sizes(data: bytes, limits: Limits, places: Sequence[tuple[int, int]]) -> list[Reason]:
    """What is declared too large between the given offsets: tables, indexes, streams; or declared too often: each word
    is looked at by itself, and each revision costs another table."""
    revisions = sum(data.count(b"startxref", *place) for place in places)
    if revisions > limits.revisions:
        return [reason("LIMIT_REVISIONS", count=revisions, limit=limits.revisions)]
    for word in (b"/Size", b"xref", b"/Index", b"/Length"):
        if sum(data.count(word, *place) for place in places) > limits.declared:
            return [reason("LIMIT_OBJECTS")]
    declared = [int(match[1]) for match in _each(_SIZE, b"/Size", data, places)]
    declared += [int(match[1]) for match in _each(_XREF, b"xref", data, places)]
    for match in _each(_INDEX, b"/Index", data, places):
        declared += [int(number[:20]) for number in match[1].split()[:2000]]
    found: list[Reason] = []
    if any(number > limits.declared for number in declared):
        found.append(reason("LIMIT_DECLARED", declared=str(max(declared)), limit=limits.declared))
    largest = max(limits.stream, len(data))
    if any(int(match[1]) > largest for match in _each(_LENGTH, b"/Length", data, places)):
        found.append(reason("LIMIT_STREAM"))
    return found


def _each(
    pattern: re.Pattern[bytes], word: bytes, data: bytes, places: Sequence[tuple[int, int]]
) -> Iterator[re.Match[bytes]]:
    """Matches of a pattern that begins with a fixed word: looking for the word first is ten times faster."""
    for start, end in places:
        place = data.find(word, start, end)
        while place >= 0:
            match = pattern.match(data, place)
            if match is not None:
                yield match
            place = data.find(word, place + len(word), end)

"""Limits that are checked on the raw bytes, before any parser sees the file.

A regular expression over the bytes can be evaded; the limits of the child process (:mod:`signatures.worker`) are
the real guard. What this buys is a clear, quick answer for the common hostile or unlucky file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from signatures.verdict import Reason, reason

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Largest values accepted. Sizes in bytes, ``box`` in points (1/72 inch), ``seconds`` of wall time."""

    size: int = 64 * MEGABYTE
    pages: int = 500
    declared: int = 200_000
    depth: int = 60
    signatures: int = 20
    box: float = 14_400
    stream: int = 64 * MEGABYTE
    decoded: int = 256 * MEGABYTE
    seconds: float = 20
    cpu_seconds: int = 15
    memory: int = 1024 * MEGABYTE


DEFAULT = Limits()

_SIZE = re.compile(rb"/Size\s*(\d+)")
_INDEX = re.compile(rb"/Index\s*\[([\d\s]*)\]")
_LENGTH = re.compile(rb"/Length\s+(\d{8,})(?!\s+\d+\s+R)")
_XREF = re.compile(rb"xref\s+(\d+)\s+(\d+)\s")
_OBJECT = re.compile(rb"\d{1,10}\s+\d{1,5}\s+obj\b")
_WHITE = b"\0\t\n\f\r "


def precheck(data: bytes, limits: Limits = DEFAULT) -> tuple[Reason, ...]:
    """Every reason why these bytes are not worth giving to a parser; empty when there is none.

    Looks at length, header at byte 0 (ISO 32000-1, 7.5.2), end-of-file marker, declared sizes of cross-reference
    tables and streams. Costs well under a millisecond per megabyte.
    """
    if not data.strip(_WHITE):
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
    declared = [int(number[:20]) for number in _SIZE.findall(data)]
    for numbers in _INDEX.findall(data):
        declared += [int(number[:20]) for number in numbers.split()[:1000]]
    declared += [int(count[:20]) for _start, count in _XREF.findall(data)]
    if any(number > limits.declared for number in declared):
        found.append(reason("LIMIT_DECLARED", declared=str(max(declared)), limit=limits.declared))
    if any(int(number[:20]) > max(limits.stream, len(data)) for number in _LENGTH.findall(data)):
        found.append(reason("LIMIT_STREAM"))
    return tuple(found)

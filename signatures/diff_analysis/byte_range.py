"""Which bytes a signature really covers, computed from the raw bytes and from nothing else.

Libraries and viewers disagree about files with odd tails or re-defined dictionaries; this rule does not ask them
(SIGNATURES section 5.4). It is 0.1 ms.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

WHITE = b"\0\t\n\f\r "
_DIGITS = b"0123456789abcdefABCDEF"
_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]")
_TAIL = 1024 * 1024
_NESTED = 12
"""How deep values of indefinite length may lie in each other: a signature has half as many."""
_EOF = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")


class Covered(NamedTuple):
    """``end`` of the covered range (0 when it is not to be relied on) and the fault, None when there is none."""

    end: int
    fault: str | None


def true_coverage(data: bytes, byte_range: Sequence[object], contents: bytes) -> Covered:
    """Judge a ``/ByteRange``: from byte 0, one gap, and the gap is exactly the hexadecimal ``/Contents``.

    :param contents: the value of ``/Contents`` as the parser read it.
    """
    numbers = [int(item) for item in byte_range if isinstance(item, int) and not isinstance(item, bool)]
    if len(byte_range) != 4 or len(numbers) != 4:
        return Covered(0, "shape")
    zero, first, second, length = numbers
    if zero != 0 or first <= 0 or second <= first or length <= 0 or second + length > len(data):
        return Covered(0, "range")
    gap = data[first:second]
    if gap[:1] != b"<" or gap[-1:] != b">" or len(gap) % 2 or gap[1:-1].translate(None, _DIGITS):
        return Covered(0, "gap is not hexadecimal")
    if bytes.fromhex(gap[1:-1].decode()) != contents:
        return Covered(0, "gap is not the signature")
    end = value_length(contents)
    if end is None or contents[end:].strip(b"\0"):
        return Covered(0, "something behind the signature in its gap")
    return Covered(second + length, None)


def value_length(data: bytes, start: int = 0, depth: int = 0) -> int | None:
    """Where the DER or BER value at ``start`` ends (X.690, 8.1.3 and 8.1.5); None when it does not end in ``data``."""
    if len(data) < start + 2 or depth > _NESTED or data[start] & 0x1F == 0x1F:
        return None
    first = data[start + 1]
    if first != 0x80:
        width = first & 0x7F if first > 0x80 else 0
        length = int.from_bytes(data[start + 2 : start + 2 + width], "big") if width else first
        end = start + 2 + width + length
        return end if end <= len(data) else None
    place = start + 2
    while data[place : place + 2] != b"\0\0":
        inner = value_length(data, place, depth + 1)
        if inner is None:
            return None
        place = inner
    return place + 2


def raw_signed_end(data: bytes) -> int | None:
    """Largest end claimed by any ``/ByteRange`` in the raw bytes; None when there is none. For files that no strict
    parser opens, to say whether something was put behind the signed part."""
    ends = [int(match[3]) + int(match[4]) for match in _BYTE_RANGE.finditer(data)]
    return max(ends) if ends else None


def first_gap(data: bytes) -> int:
    """Where the first gap of the signatures in the last megabyte seems to begin; the length when none is seen.

    A guess that decides nothing: how far the bytes are common to what the signatures cover and to the whole file.
    """
    gaps = []
    place = data.find(b"/ByteRange", max(0, len(data) - _TAIL))
    while place >= 0:
        match = _BYTE_RANGE.match(data, place)
        if match is not None and 0 < int(match[2]) <= len(data):
            gaps.append(int(match[2]))
        place = data.find(b"/ByteRange", place + 10)
    return min(gaps, default=len(data))


def end_of_file_after(data: bytes, position: int) -> int | None:
    """End of the first ``%%EOF`` line at or after ``position``; None when there is none."""
    match = _EOF.search(data, position)
    return match.end() if match else None


def only_white(data: bytes, start: int, end: int | None = None) -> bool:
    """Whether there is nothing but PDF white space between two offsets."""
    return not data[start:end].strip(WHITE)

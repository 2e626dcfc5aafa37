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
    if contents[der_length(contents) :].strip(b"\0"):
        return Covered(0, "something behind the signature in its gap")
    return Covered(second + length, None)


def der_length(data: bytes) -> int:
    """Length of the DER value at the start (X.690, 8.1.3); all of it when the length is not definite or too long."""
    if len(data) < 2 or data[1] == 0x80:
        return len(data)
    if data[1] < 0x80:
        return 2 + data[1]
    width = data[1] & 0x7F
    return min(len(data), 2 + width + int.from_bytes(data[2 : 2 + width], "big"))


def raw_signed_end(data: bytes) -> int | None:
    """Largest end claimed by any ``/ByteRange`` in the raw bytes; None when there is none. For files that no strict
    parser opens, to say whether something was put behind the signed part."""
    ends = [int(match[3]) + int(match[4]) for match in _BYTE_RANGE.finditer(data)]
    return max(ends) if ends else None


def end_of_file_after(data: bytes, position: int) -> int | None:
    """End of the first ``%%EOF`` line at or after ``position``; None when there is none."""
    match = _EOF.search(data, position)
    return match.end() if match else None


def only_white(data: bytes, start: int, end: int | None = None) -> bool:
    """Whether there is nothing but PDF white space between two offsets."""
    return not data[start:end].strip(WHITE)

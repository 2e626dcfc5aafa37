"""Signature dictionaries read ahead: pyHanko reads the hexadecimal ``/Contents`` digit by digit, which is a good part
of all the time that a verification of a small file takes.

Each dictionary is still parsed by pyHanko, strictly, from the very bytes where its object stands; only the digits
between ``<`` and ``>`` are left out and put in afterwards. What is not spelt in the usual way is left to it as it is.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any

_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,10})\s+(\d{1,10})\s+\d{1,10}\s*\]")
_HEADER = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\s*(?=<<)")
_CONTENTS = re.compile(rb"/Contents\s*\Z")
_END = re.compile(rb"\s*\Z")
_DIGITS = b"0123456789abcdefABCDEF"
_LARGEST = 65536
"""Bytes of a signature's dictionary beside its digits, at most."""


def read_ahead(reader: Any, data: bytes, places: Sequence[tuple[int, int]]) -> None:
    """Put the signature dictionaries of ``data`` that can be read ahead where pyHanko keeps what it has read.

    :param places: between which offsets they are looked for: not in the issued bytes, not in large streams. What is
        missed is read by pyHanko, digit by digit.
    """
    for start, end in places:
        place = data.find(b"/ByteRange", start, end)
        while place >= 0:
            match = _RANGE.match(data, place)
            if match is not None:
                _read(reader, data, int(match[1]), int(match[2]))
            place = data.find(b"/ByteRange", place + 10, end)


def _read(reader: Any, data: bytes, first: int, second: int) -> None:
    from pyhanko.pdf_utils import generic

    digits = data[first + 1 : second - 1]
    if data[first : first + 1] != b"<" or data[second - 1 : second] != b">" or len(digits) % 2:
        return
    start = _header(data, first)
    stop = data.find(b"endobj", second, second + _LARGEST)
    if start is None or stop < 0 or digits.translate(None, _DIGITS) or not _CONTENTS.search(data[start.end() : first]):
        return
    reference = generic.Reference(int(start[1]), int(start[2]), reader)
    if reader.xrefs[reference] != start.start():
        return
    source = io.BytesIO(data[start.end() : first] + b"<>" + data[second:stop])
    value = generic.read_object(source, reference)
    if not isinstance(value, generic.DictionaryObject) or not _END.match(source.read()):
        return
    if str(value.get("/Contents")) == "":  # an empty string of either kind
        value[generic.pdf_name("/Contents")] = generic.ByteStringObject(bytes.fromhex(digits.decode()))
        reader.cache_indirect_object(reference.generation, reference.idnum, value)


def _header(data: bytes, before: int) -> re.Match[bytes] | None:
    """The header of the object in which an offset lies."""
    at = data.rfind(b" obj", max(0, before - _LARGEST), before)
    line = max(data.rfind(b"\n", 0, at), data.rfind(b"\r", 0, at)) + 1
    return _HEADER.match(data, line) if at >= 0 else None

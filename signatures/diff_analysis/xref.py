"""Cross-reference sections and object streams, read to the letter (ISO 32000-1, 7.5.4, 7.5.5, 7.5.7 and 7.5.8)."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field
from typing import Any

from signatures.diff_analysis.lexer import Object, Unclear, read_value, skip_space

_KEYWORD = re.compile(rb"xref(?:\r\n|\n|\r)")
_SUBSECTION = re.compile(rb"(0|[1-9]\d{0,9}) (0|[1-9]\d{0,9}) ?(?:\r\n|\n|\r)")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])(?: \n| \r|\r\n)")
_TRAILER = re.compile(rb"trailer(?=[\t\n\r <])")
_BIGGEST_TABLE = 1 << 24
_BIGGEST_STREAM = 1 << 26


@dataclass
class Section:
    """What a section says.

    :ivar used: number to (generation, offset) of objects in the file itself.
    :ivar packed: number to (object stream, place in it).
    :ivar freed: numbers given up or never taken, other than 0.
    :ivar words: offsets of the keywords ``xref`` and ``trailer``.
    """

    start: int
    end: int = 0
    trailer: dict[str, Any] = field(default_factory=dict)
    used: dict[int, tuple[int, int]] = field(default_factory=dict)
    packed: dict[int, tuple[int, int]] = field(default_factory=dict)
    freed: set[int] = field(default_factory=set)
    words: set[int] = field(default_factory=set)

    def _enter(self, number: int, kind: int, first: int, second: int) -> None:
        """One entry, in the terms of 7.5.8.3: kind 0 is free, 1 in the file, 2 in an object stream.

        What a free entry says of the next free number and of generations is read by nobody who only reads.
        """
        if number in self.used or number in self.packed or number in self.freed:
            raise Unclear("a number twice in a table")
        if number == 0:
            if kind != 0:
                raise Unclear("object 0")
        elif kind == 0:
            self.freed.add(number)
        elif kind == 1:
            self.used[number] = (second, first)
        elif kind == 2:
            self.packed[number] = (first, second)
        else:
            raise Unclear("kind of an entry")


def read_table(data: bytes, at: int) -> Section | None:
    """The classic table with its trailer at ``at``, None when none begins there.

    :raises Unclear: it begins there and is not one that every reader reads alike.
    """
    keyword = _KEYWORD.match(data, at)
    if keyword is None:
        return None
    section = Section(at, words={at})
    at = keyword.end()
    while (head := _SUBSECTION.match(data, at)) is not None:
        at = head.end()
        first, count = int(head[1]), int(head[2])
        for number in range(first, first + count):
            entry = _ENTRY.match(data, at)
            if entry is None:
                raise Unclear("entries of a table")
            at = entry.end()
            # Programs take a subsection's first entry with generation 65535 for object 0 and count the others from it.
            if number == first != 0 and entry[2] == b"65535":
                raise Unclear("generation of a free entry")
            section._enter(number, 1 if entry[3] == b"n" else 0, int(entry[1]), int(entry[2]))
    # Tables written by some end their last line with more than the standard asks for; white space says nothing.
    at = skip_space(data, at)
    trailer = _TRAILER.match(data, at)
    if trailer is None:
        raise Unclear("trailer")
    section.words.add(at)
    value, section.end = read_value(data, trailer.end())
    if not isinstance(value, dict):
        raise Unclear("trailer")
    section.trailer = value
    return section


def read_table_stream(data: bytes, item: Object) -> Section:
    """The cross-reference stream ``item``. :raises Unclear: it is not one that every reader reads alike."""
    keys = item.value
    widths, size = keys.get("/W"), keys.get("/Size")
    if not isinstance(widths, list) or len(widths) != 3 or not all(_whole(width, 0, 8) for width in widths):
        raise Unclear("widths of a table")
    if widths[0] != 1 or widths[1] == 0 or not _whole(size, 1, _BIGGEST_TABLE):
        raise Unclear("widths of a table")
    index = keys.get("/Index", [0, size])
    if not isinstance(index, list) or len(index) % 2 or not all(_whole(part, 0, _BIGGEST_TABLE) for part in index):
        raise Unclear("index of a table")
    row = sum(widths)
    rows = _unpredicted(decoded(data, item), keys.get("/DecodeParms"), row)
    if len(rows) != row * sum(index[1::2]):
        raise Unclear("length of a table")
    section = Section(item.start, item.end, keys)
    at = 0
    for first, count in zip(index[::2], index[1::2], strict=True):
        for number in range(first, first + count):
            kind = rows[at]
            place = int.from_bytes(rows[at + 1 : at + 1 + widths[1]], "big")
            section._enter(number, kind, place, int.from_bytes(rows[at + 1 + widths[1] : at + row], "big"))
            at += row
    return section


def _whole(value: Any, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def decoded(data: bytes, item: Object) -> bytes:
    """Content of a stream that has no filter or only ``/FlateDecode``, and nothing behind its end.

    :raises Unclear: it has another filter, or is broken or more than it.
    """
    assert item.stream is not None  # noqa: S101 - the callers looked
    raw = data[item.stream[0] : item.stream[1]]
    filters = item.value.get("/Filter")
    if isinstance(filters, list) and len(filters) == 1:
        filters = filters[0]
    if filters is None or filters == []:
        return raw
    if filters != "/FlateDecode":
        raise Unclear("filter of a table")
    engine = zlib.decompressobj()
    try:
        content = engine.decompress(raw, _BIGGEST_STREAM)
    except zlib.error:
        raise Unclear("compression of a table") from None
    if not engine.eof or engine.unused_data.strip(b"\r\n"):
        raise Unclear("compression of a table")
    return content


def _unpredicted(content: bytes, parameters: Any, row: int) -> bytes:
    """Undo PNG prediction (7.4.4.4), of whole bytes in rows of one entry each, as tables are written."""
    if isinstance(parameters, list) and len(parameters) == 1:
        parameters = parameters[0]
    if parameters is None:
        return content
    if not isinstance(parameters, dict):
        raise Unclear("prediction of a table")
    predictor = parameters.get("/Predictor", 1)
    if predictor == 1:
        return content
    told = (parameters.get("/Columns", 1), parameters.get("/Colors", 1), parameters.get("/BitsPerComponent", 8))
    if predictor not in range(10, 16) or told != (row, 1, 8) or len(content) % (row + 1):
        raise Unclear("prediction of a table")
    out, above = bytearray(), bytes(row)
    for at in range(0, len(content), row + 1):
        line = bytearray(content[at + 1 : at + 1 + row])
        if content[at] == 2:  # up: what tables use
            line = bytearray((left + right) & 255 for left, right in zip(line, above, strict=True))
        elif content[at] == 1:
            for place in range(1, row):
                line[place] = (line[place] + line[place - 1]) & 255
        elif content[at] != 0:
            raise Unclear("prediction of a table")
        out += line
        above = bytes(line)
    return bytes(out)


def read_packed(data: bytes, item: Object) -> dict[int, tuple[int, Any]]:
    """Objects of an object stream: number to (place, value). One after the other, nothing between them.

    :raises Unclear: it is not one that every reader reads alike.
    """
    count, first = item.value.get("/N"), item.value.get("/First")
    if not _whole(count, 0, _BIGGEST_TABLE) or "/Extends" in item.value:
        raise Unclear("an object stream")
    if _unusual(item.value.get("/DecodeParms")):
        raise Unclear("an object stream")
    content = decoded(data, item)
    if not _whole(first, 0, len(content)):
        raise Unclear("an object stream")
    words = content[:first].split()
    if len(words) != 2 * count or not all(re.fullmatch(rb"\d{1,10}", word) for word in words):
        raise Unclear("an object stream")
    head = [int(word) for word in words]
    found: dict[int, tuple[int, Any]] = {}
    at = first
    for place, (number, offset) in enumerate(zip(head[::2], head[1::2], strict=True)):
        if skip_space(content, at) != skip_space(content, first + offset) or first + offset < at or number in found:
            raise Unclear("an object stream")
        value, at = read_value(content, first + offset)
        found[number] = (place, value)
    if skip_space(content, at) != len(content):
        raise Unclear("an object stream")
    return found


def _unusual(parameters: Any) -> bool:
    return parameters is not None and parameters not in ({}, [None], {"/Predictor": 1})

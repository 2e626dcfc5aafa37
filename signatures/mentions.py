"""What the issued bytes refer to: nothing may later be put where they point and nothing was.

A page may name an object that does not exist; that counts as null (ISO 32000-1, 7.3.10), until a later revision makes
one. So a later revision's new numbers must be numbers that nothing before it mentions. Parsing a whole document for
that would cost more than everything else together, hence: references are looked for in the raw bytes, one ``R`` at a
time and with the streams of large objects left out, which takes a millisecond. What this cannot read for certain
(object streams, comments within a reference) is answered by parsing every object after all.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from signatures.lexing import Unclear, read_object
from signatures.objects import is_reference, raw, raw_items

_R = re.compile(b"R")
_SPACE = b"\t\n\f\r "
_BEFORE = frozenset(b"0123456789\0" + _SPACE)
_NUMBER = re.compile(rb"\d+\Z")
_LINE = re.compile(rb"[^\r\n]*\Z")
_COMMENT = re.compile(rb"(?:\A|\d)[\t\f ]*%")
_WINDOW, _WIDE = 32, 512
_LARGE = 2048


class _Doubt(Exception):
    """The raw bytes do not say for certain."""


def mentioned(reader: Any, data: bytes, base: int, first: int, wanted: set[int]) -> Counter[int]:
    """How often the first ``base`` bytes refer to each of the ``wanted`` object numbers.

    :param reader: pyHanko's reader over ``data``.
    :param first: number of the first revision behind ``base``.
    """
    if not wanted:
        return Counter()
    sections = range(first)
    if not any(reader.xrefs.get_xref_data(number).obj_streams_used for number in sections):
        offsets = {
            where for number in sections for _, where in reader.xrefs.get_xref_data(number).standard_xrefs.values()
        }
        offsets |= {reader.xrefs.get_xref_container_info(number).declared_startxref for number in sections}
        try:
            return _raw(data, sorted(offsets), base, wanted)
        except _Doubt:
            pass
    return _parsed(reader, first, wanted)


def _raw(data: bytes, offsets: list[int], base: int, wanted: set[int]) -> Counter[int]:
    """Count in the raw bytes."""
    found: Counter[int] = Counter()
    start = 0
    for here, after in zip(offsets, [*offsets[1:], base], strict=True):
        if after - here > _LARGE and here >= start and (skip := _stream(data, here, after)) is not None:
            _scan(data, start, skip[0], wanted, found)
            start = skip[1]
    _scan(data, start, base, wanted, found)
    return found


def _stream(data: bytes, start: int, end: int) -> tuple[int, int] | None:
    """Where the data of the stream at ``start`` lies, None when it is none or is not spelt as everyone spells it."""
    try:
        item = read_object(data, start)
    except Unclear:
        return None
    return item.stream if item is not None and item.end <= end else None


def _scan(data: bytes, start: int, end: int, wanted: set[int], found: Counter[int]) -> None:
    """Count references between two offsets. It may count what is none; it must not miss one."""
    for match in _R.finditer(data, start, end):
        at = match.start()
        if data[at - 1] not in _BEFORE:
            continue
        window = data[max(0, at - _WINDOW) : at]
        words = window.split()
        if len(words) > 1 and words[-1].isdigit() and window.endswith(b"%b %b " % (words[-2], words[-1])):
            digits = _NUMBER.search(words[-2])  # as every program writes it, behind a bracket perhaps
            number = int(digits[0]) if digits is not None else None
        else:
            number = _odd(data, at)
        if number in wanted:
            found[number] += 1


def _odd(data: bytes, at: int) -> int | None:
    """Number of a reference with unusual white space, None when it is none."""
    window = data[max(0, at - _WIDE) : at].replace(b"\0", b" ")
    rest = _without_space(window)
    generation = _NUMBER.search(rest)
    if generation is None:
        return None
    window = rest[: generation.start()]
    rest = _without_space(window)
    number = _NUMBER.search(rest)
    return int(number[0]) if number is not None and rest != window else None


def _without_space(window: bytes) -> bytes:
    """The window without its last white space. :raises _Doubt: when that may be the end of a comment."""
    rest = window.rstrip(_SPACE)
    space = window[len(rest) :]
    if not rest:
        raise _Doubt
    if b"\n" in space or b"\r" in space:
        line = _LINE.search(rest)
        if line is None or line.start() == 0 or _COMMENT.search(line[0]):
            raise _Doubt
    return rest


def _parsed(reader: Any, first: int, wanted: set[int]) -> Counter[int]:
    """Count in every object of every revision before ``first``."""
    from pyhanko.pdf_utils.generic import Reference

    found: Counter[int] = Counter()
    for revision in range(first):
        resolver = reader.get_historical_resolver(revision)
        for idnum, generation in reader.xrefs.get_xref_data(revision).explicit_refs_in_revision:
            reference = Reference(idnum, generation, reader)
            if reader.xrefs.get_historical_ref(reference, revision) is not None:
                _count(resolver.get_object(reference), wanted, found)
        _count(reader.trailer.flatten(revision), wanted, found)
    return found


def _count(value: Any, wanted: set[int], found: Counter[int], depth: int = 0) -> None:
    if depth > 60:
        raise RecursionError("objects nested too deep")
    if is_reference(value):
        if value.reference.idnum in wanted:
            found[value.reference.idnum] += 1
        return
    if isinstance(value, dict):
        children = [raw(value, key) for key in value]
    elif isinstance(value, list):
        children = raw_items(value)
    else:
        return
    for child in children:
        _count(child, wanted, found, depth + 1)

"""The drawing of a page as operators with their places in the bytes, so that one can be left out and all else kept.

Only what cutting needs: where an operator and its operands begin and end, and the operands as they are written
(ISO 32000-1, 7.8.2). Nothing is interpreted or written anew: what is not cut stays byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_WHITE = rb"\0\t\n\f\r "
_TOKEN = re.compile(
    rb"(?P<white>[" + _WHITE + rb"]+|%[^\r\n]*)"
    rb"|(?P<operand>/[^" + _WHITE + rb"()<>\[\]{}/%]*"  # a name
    rb"|[+\-.\d][^" + _WHITE + rb"()<>\[\]{}/%]*"  # a number, as programs write them
    rb"|<<|>>|<[^<>]*>|[\[\]{}])"
    rb"|(?P<text>\()"
    rb"|(?P<word>[^" + _WHITE + rb"()<>\[\]{}/%]+)"
)
_IN_TEXT = re.compile(rb"[()\\]")
_CONSTANTS = frozenset({b"true", b"false", b"null"})
_IMAGE_DATA_ENDS = re.compile(rb"[" + _WHITE + rb"]EI(?=[" + _WHITE + rb"]|\Z)")
_AFTER_IMAGE = re.compile(rb"[\t\n\r -~]*")
_SAVES = re.compile(rb"[qQ](?<![^" + _WHITE + rb"()<>\[\]{}/].)(?![^" + _WHITE + rb"()<>\[\]{}/%])", re.DOTALL)
"""The letter first, then what stands before it: everything else is run over quickly."""
_LOOK = 24
"""Bytes after ``EI`` that must be text for it to be the end of a picture, and not two of its bytes."""


class Broken(Exception):
    """The drawing cannot be told apart into operators without guessing."""


class Operation(NamedTuple):
    """One operator. ``start`` is where its first operand begins, ``end`` where the operator (or its picture) ends."""

    operator: bytes
    operands: tuple[bytes, ...]
    start: int
    end: int


def operations(data: bytes) -> Iterator[Operation]:
    """Every operator in order; an inline picture is one, ``BI``, from there to its ``EI``.

    :raises Broken: a text without an end, a picture without an end, a byte that begins nothing.
    """
    at, start = 0, -1
    operands: list[bytes] = []
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:
            raise Broken(f"byte {at}")
        kind, at = found.lastgroup, found.end()
        if kind == "white":
            continue
        if start < 0:
            start = found.start()
        if kind == "text":
            at = _end_of_text(data, at)
        elif kind == "word" and found[0] not in _CONSTANTS:
            if found[0] == b"BI":
                at = _end_of_picture(data, at)
            yield Operation(found[0], tuple(operands), start, at)
            operands, start = [], -1
            continue
        operands.append(data[found.start() : at])


def balance(data: bytes) -> tuple[int, int]:
    """How many states a drawing restores that it has not saved, and how many it saves and leaves open at its end.

    What is drawn before and behind it can then be kept apart from it. Counted roughly first: nearly every drawing is
    balanced, and a ``q`` in a text only costs a closer look.
    """
    found = _SAVES.findall(data)
    counted = _depths(found)
    if counted == (0, 0):
        return counted
    try:
        return _depths([one.operator for one in operations(data) if one.operator in (b"q", b"Q")])
    except Broken:
        return counted


def _depths(states: list[bytes]) -> tuple[int, int]:
    depth = lowest = 0
    for state in states:
        depth += 1 if state == b"q" else -1
        lowest = min(lowest, depth)
    return -lowest, depth - lowest


def _end_of_text(data: bytes, at: int) -> int:
    depth = 1
    while depth:
        found = _IN_TEXT.search(data, at)
        if found is None:
            raise Broken("text without end")
        at = found.end()
        if found[0] == b"\\":
            at += 1
        else:
            depth += 1 if found[0] == b"(" else -1
    return at


def _end_of_picture(data: bytes, at: int) -> int:
    for found in _IMAGE_DATA_ENDS.finditer(data, at):
        after = data[found.end() : found.end() + _LOOK]
        if _AFTER_IMAGE.fullmatch(after):
            return found.end()
    raise Broken("picture without end")

"""PDF values read to the letter, from raw bytes, with no help from any library.

A second reading of what was appended to a file, to hold against pyHanko's. It knows one spelling of everything and
guesses nothing: what every program reads alike passes, and anything else is :class:`Unclear` (ISO 32000-1, 7.2 and
7.3). Comments, NUL and form feed as white space, ``{}``, numbers such as ``--5``, ``+5`` or ``1e3`` and escaped
letters in names are such: the standard has them or programs forgive them, none writes them beside a signature, and
programs differ over them. A name without a letter (7.3.5) is one where a slash or the end of a dictionary follows at
once, as iText 7 writes the name of its program; it is never a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

DEPTH = 60
BIGGEST = 2**31 - 1

_END = rb"(?=[\t\n\r ()<>\[\]/]|\Z)"
_TOKEN = re.compile(
    rb"[\t\n\r ]*(?:"
    rb"(?P<ref>([1-9]\d{0,9})[\t\n\r ]+(0|[1-9]\d{0,4})[\t\n\r ]+R" + _END + rb")"
    rb"|(?P<whole>-?\d{1,10}" + _END + rb")"
    rb"|(?P<real>-?(?:\d{1,10}\.\d{0,60}|\.\d{1,60})" + _END + rb")"
    rb"|(?P<name>/(?:[!-$&'*-.0-;=?-Z\\^-z|~]+|(?=/|>>)))"
    rb"|(?P<dict><<)|(?P<enddict>>>)|(?P<array>\[)|(?P<endarray>\])"
    rb"|(?P<hex><)|(?P<text>\()"
    rb"|(?P<word>true|false|null)" + _END + rb")"
)
_DIGITS = b"0123456789abcdefABCDEF\t\n\r "
_SPACE = re.compile(rb"[\t\n\r ]*")
_IN_TEXT = re.compile(rb"[()\\]")
_ESCAPE = re.compile(r"#(.{0,2})")
_HEADER = re.compile(rb"([1-9]\d{0,9}) (0|[1-9]\d{0,4}) obj(?=[\t\n\r <\[(/])")
_STREAM = re.compile(rb"[\t\n\r ]*stream\r?\n")
_END_STREAM = re.compile(rb"endstream[\t\n\r ]+endobj" + _END)
_END_OBJECT = re.compile(rb"[\t\n\r ]*endobj" + _END)
_WORDS: dict[bytes, bool | None] = {b"true": True, b"false": False, b"null": None}


class Unclear(Exception):
    """Programs may read these bytes differently; ``code`` and ``detail`` make the reason."""

    def __init__(self, detail: str, code: str = "PARSER_DIFFERENTIAL") -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


class Name(str):
    """A name with its slash, escapes resolved."""

    __slots__ = ()


class Ref(NamedTuple):
    number: int
    generation: int


class Text(NamedTuple):
    """A string as written; what it says is of no concern here."""

    raw: bytes


class Object(NamedTuple):
    """An indirect object: ``start`` is the offset of its number, ``end`` the offset behind ``endobj``.

    :ivar stream: offsets of the stream's data, None for anything else.
    :ivar open_length: the object that says how long the stream is, to be compared later.
    """

    number: int
    generation: int
    start: int
    end: int
    value: Any
    stream: tuple[int, int] | None = None
    open_length: Ref | None = None


def skip_space(data: bytes, at: int) -> int:
    """Offset of the next byte that is no white space."""
    match = _SPACE.match(data, at)
    return match.end() if match is not None else at


def read_value(data: bytes, at: int, depth: int = 0) -> tuple[Any, int]:
    """The value at ``at`` and the offset behind it. :raises Unclear: for anything not spelt in the one way."""
    match = _TOKEN.match(data, at)
    if match is None or depth > DEPTH:
        raise Unclear("syntax of a value")
    kind, end = match.lastgroup, match.end()
    if kind == "ref":
        return Ref(int(match[2]), int(match[3])), end
    if kind == "name":
        return _name(match["name"]), end
    if kind == "whole":
        number = int(match["whole"])
        if abs(number) > BIGGEST:
            raise Unclear("a number too large")
        return number, end
    if kind == "real":
        return float(match["real"]), end
    if kind == "hex":
        return _hexadecimal(data, match.start("hex"))
    if kind == "text":
        return _text(data, match.start("text"))
    if kind == "word":
        return _WORDS[match["word"]], end
    if kind == "array":
        return _array(data, end, depth)
    if kind == "dict":
        return _dictionary(data, end, depth)
    raise Unclear("brackets")


def _name(raw: bytes) -> Name:
    text = raw.decode("ascii")
    if "#" not in text:
        return Name(text)

    def plain(match: re.Match[str]) -> str:
        if re.fullmatch("[0-9A-Fa-f]{2}", match[1]) is None:
            raise Unclear("escape in a name")
        letter = chr(int(match[1], 16))
        # Whoever escapes a letter wants one program to see another name than the next one does.
        if letter.isascii() and (letter.isalnum() or letter == "\0"):
            raise Unclear("escape in a name")
        return letter

    return Name(_ESCAPE.sub(plain, text))


def _hexadecimal(data: bytes, start: int) -> tuple[Text, int]:
    # By hand: a regular expression takes ten times as long, and a signature is 20,000 digits.
    stop = data.find(b">", start)
    raw = data[start + 1 : stop]
    if stop < 0 or raw.translate(None, _DIGITS):
        raise Unclear("a string of hexadecimal digits")
    return Text(data[start : stop + 1]), stop + 1


def _text(data: bytes, start: int) -> tuple[Text, int]:
    depth, at = 1, start + 1
    while depth:
        match = _IN_TEXT.search(data, at)
        if match is None:
            raise Unclear("a string without end")
        at = match.end()
        if match[0] == b"\\":
            at += 1
        else:
            depth += 1 if match[0] == b"(" else -1
    return Text(data[start:at]), at


def _array(data: bytes, at: int, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        at = skip_space(data, at)
        if data[at : at + 1] == b"]":
            return found, at + 1
        value, at = read_value(data, at, depth + 1)
        found.append(value)


def _dictionary(data: bytes, at: int, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        at = skip_space(data, at)
        if data[at : at + 2] == b">>":
            return found, at + 2
        key, at = read_value(data, at, depth + 1)
        if not isinstance(key, Name) or key in found or key == "/":
            raise Unclear("keys of a dictionary")
        found[key], at = read_value(data, at, depth + 1)


def read_object(data: bytes, at: int) -> Object | None:
    """The indirect object at ``at`` to the letter (7.3.10), None when none begins there.

    :raises Unclear: when one begins there and is not spelt in the one way.
    """
    header = _HEADER.match(data, at)
    if header is None:
        return None
    value, end = read_value(data, header.end())
    number, generation = int(header[1]), int(header[2])
    if isinstance(value, Ref):
        raise Unclear("an object that is only a reference")
    opening = _STREAM.match(data, end) if isinstance(value, dict) else None
    if opening is None:
        closing = _END_OBJECT.match(data, end)
        if closing is None:
            raise Unclear("end of an object")
        return Object(number, generation, at, closing.end(), value)
    start, length, open_length = opening.end(), value.get("/Length"), None
    # The first ``endstream`` must be the one: programs that mistrust lengths look for it.
    stop = data.find(b"endstream", start)
    closing = _END_STREAM.match(data, max(stop, start))
    if closing is None:
        raise Unclear("end of a stream")
    if isinstance(length, Ref):
        open_length, length = length, stop - start
    elif not fits(data, start, stop, length):
        raise Unclear("length of a stream")
    if value.keys() & {"/F", "/FFilter", "/FDecodeParms"}:  # 7.3.8.2: the data would be in another file
        raise Unclear("a stream kept elsewhere")
    return Object(number, generation, at, closing.end(), value, (start, start + length), open_length)


def fits(data: bytes, start: int, stop: int, length: Any) -> bool:
    """Whether a stream's data may be ``length`` bytes: nothing but one line end before ``endstream`` (7.3.8.1)."""
    if not isinstance(length, int) or isinstance(length, bool) or length < 0:
        return False
    return data[start + length : stop] in (b"", b"\n", b"\r", b"\r\n") and start + length <= stop


def read_opening(data: bytes, at: int) -> tuple[dict[str, Any], int] | None:
    """Dictionary of the stream at ``at`` and the offset of its data, None when no stream begins there.

    :raises Unclear: when one begins there and is not spelt in the one way.
    """
    header = _HEADER.match(data, at)
    if header is None:
        return None
    value, end = read_value(data, header.end())
    opening = _STREAM.match(data, end) if isinstance(value, dict) else None
    return (value, opening.end()) if opening is not None else None


def references(value: Any) -> Iterator[Ref]:
    """Every reference in a value."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from references(item)
    elif isinstance(value, list):
        for item in value:
            yield from references(item)

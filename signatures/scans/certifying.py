"""Print สำเนาถูกต้อง with room for the signature, name, post and day at the lower right of every page of a copy.

Never over anything: a blank place is sought, the lower corners left to the codes that are printed afterwards; a page
that has none is made a little smaller, and the words stand between its codes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from signatures.pdf.rewriting import understood, written
from signatures.pdf.text_outlines import face
from signatures.prepare.fields import BOX_HEIGHT, BOX_WIDTH, Box, drop_empty_signature_fields, drop_marks
from signatures.prepare.prepare import open_for_rewriting
from signatures.prepare.sign_here import add_mark
from signatures.prepare.transform import set_apart, shrink, upright
from signatures.scans.whitespace import CLEAR, EDGE, LABEL, SIDES, Pictures, find, stamp_corner

WORDS = "สำเนาถูกต้อง"
DAY = "วันที่"
_SIZE, _WORDS_SIZE, _PITCH = 14.0, 16.0, 16.0
"""Points of the lines and of the words above them, and from line to line."""
_WIDEST = 215.0
_ROOM = BOX_HEIGHT + 12
"""Height kept for the signature on the first page: its box, and more, as the codes may make the page smaller."""
_INITIALS = 30.0
"""Height kept on the other pages, where a pen signs too."""
_MARGIN = 16.0
_SMALLEST = 0.72
INK = "0.06 0.15 0.42 rg"
_LIGHT, _EVEN = 170, 48
"""Scanned paper is blank where it is this light and no point differs from another by more than this."""


@dataclass(frozen=True, slots=True)
class Certified:
    """The copy with the words. ``smaller``: numbers of the pages that were made smaller to have room for them."""

    data: bytes
    smaller: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Block:
    """What is printed on a page. ``middle``: height above its foot at which a signature stands."""

    width: float
    height: float
    middle: float
    operators: bytes


def certify(pdf: bytes, lines: Sequence[str], *, font: Path | None = None) -> Certified | None:
    """``pdf`` with the words on every page and a mark ``oit:sign/head`` between those of the first.

    :param lines: what stands under the signature: the name in brackets, the posts.
    :returns: ``None`` when a page is too small: such a copy is certified on a sheet of its own.
    :raises PdfRefused: as :func:`~signatures.prepare.prepare.prepare`.
    """
    writer = open_for_rewriting(pdf)
    drop_marks(writer, "head")
    drop_empty_signature_fields(writer)
    first, other = _block(lines, _ROOM, font), _block(lines, _INITIALS, font)
    smaller: list[int] = []
    with understood():
        pictures = Pictures(pdf)
        shared = {block: _stream(writer, block.operators) for block in {first, other}}
        end = _stream(writer, b"\nQ\n")
        for number, page in enumerate(writer.pages):
            upright(page)
            block = other if number else first
            at, shrunk = _where(page, pictures.page(number), block, first=number == 0)
            if at is None:
                pictures.close()
                return None
            smaller += [number + 1] if shrunk else []
            set_apart(page, b"q\n", f"\nQ\nq 1 0 0 1 {at[0]:.3f} {at[1]:.3f} cm\n".encode("ascii"))
            content: Any = page["/Contents"]
            content.extend([shared[block], end])
            if number == 0:
                add_mark(writer, page, at[0] + block.width / 2, at[1] + block.middle)
        pictures.close()
    return Certified(written(writer, pdf), tuple(smaller))


def _stream(writer: Any, operators: bytes) -> Any:
    from pypdf.generic import EncodedStreamObject, NameObject, StreamObject

    stream: Any = EncodedStreamObject() if len(operators) > 99 else StreamObject()
    stream._data = zlib.compress(operators, 9) if len(operators) > 99 else operators
    if len(operators) > 99:
        stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    return writer._add_object(stream)


def _block(lines: Sequence[str], room: float, font: Path | None) -> _Block:
    """The words, room for the signature, the lines, and where the day is written by pen."""
    opened = face(font)
    wide = [(opened.line(line)[0] * _SIZE / opened.units) for line in lines]
    width = min(_WIDEST, max(BOX_WIDTH + 6, *wide, 0.0))
    below = [*lines, DAY]
    height = _PITCH * (len(below) + 1) + room
    parts = [INK]

    def put(text: str, size: float, y: float, at: float | None = None) -> None:
        advance = max(1.0, opened.line(text)[0])
        scale = min(size / opened.units, width / advance)
        parts.append(opened.operators(text, (width - advance * scale) / 2 if at is None else at, y, scale))

    rise = _PITCH * 0.3
    put(WORDS, _WORDS_SIZE, height - _PITCH + rise)
    for number, line in enumerate(below, 1):
        put(line, _SIZE, height - _PITCH - room - number * _PITCH + rise, width * 0.22 if line == DAY else None)
    middle = height - _PITCH - room / 2
    return _Block(width, height, middle, "\n".join(parts).encode("ascii"))


def _where(page: Any, picture: Any, block: _Block, *, first: bool) -> tuple[tuple[float, float] | None, bool]:
    """Lower left corner of the block on this page, which is made smaller for it where it has no place."""
    seen = [float(edge) for edge in page.cropbox]
    kept = _fields(page)
    at = _blank_place(picture, seen, block, [*kept, *([stamp_corner(seen)] if first else [])])
    if at is not None and _codes_fit(picture, seen, block, at, kept):
        return at, False
    factor, at = _band(picture, seen, block)
    if factor < _SMALLEST or at is None:
        return None, False
    if factor < 1:
        width, height = seen[2] - seen[0], seen[3] - seen[1]
        shrink(page, factor, seen[0] + width * (1 - factor) / 2, seen[3] - height * factor)
    return at, factor < 1


def _blank_place(picture: Any, seen: list[float], block: _Block, kept: list[Box]) -> tuple[float, float] | None:
    """The lowest blank place at the right, else one further to the middle; the corners are left to the codes."""
    left, bottom, right, top = seen
    corner = EDGE + SIDES[0] + CLEAR
    taken = [
        *kept,
        Box(0, right - corner, bottom, right, bottom + corner + LABEL),
        Box(0, left, bottom, left + corner, bottom + corner + LABEL),
    ]
    across = right - 2 * _MARGIN - block.width
    while across >= left + (right - left) * 0.4:
        for y in _upwards(bottom + _MARGIN, bottom + (top - bottom) * 0.4):
            free = not any(_touches(across, y, block, place) for place in taken)
            if free and _blank(picture, seen, across, y, block):
                return across, y
        across -= 12
    return None


def _upwards(low: float, high: float) -> Iterator[float]:
    while low <= high:
        yield low
        low += 8


def _touches(x: float, y: float, block: _Block, place: Box) -> bool:
    return (
        x - CLEAR < place.right and place.left < x + block.width + CLEAR
        and y - CLEAR < place.top and place.bottom < y + block.height + CLEAR
    )  # fmt: skip


def _blank(picture: Any, seen: list[float], x: float, y: float, block: _Block) -> bool:
    left, _, _, top = seen
    area = (x - left - CLEAR, top - y - block.height - CLEAR, x - left + block.width + CLEAR, top - y + CLEAR)
    lightest = picture.crop([max(0, round(edge / 2)) for edge in area]).getextrema()
    return bool(lightest[0] >= 250 or (lightest[0] >= _LIGHT and lightest[1] - lightest[0] <= _EVEN))


def _codes_fit(picture: Any, seen: list[float], block: _Block, at: tuple[float, float], kept: list[Box]) -> bool:
    """Whether the page has room for its codes beside the block."""
    own = Box(0, at[0], at[1], at[0] + block.width, at[1] + block.height)
    return find(picture, seen, [*kept, own]) is not None


def _band(picture: Any, seen: list[float], block: _Block) -> tuple[float, tuple[float, float] | None]:
    """How small the page must be for a blank band at its foot that holds codes and block, and where the block stands.

    ``None``: the band is too narrow.
    """
    left, bottom, right, top = seen
    corner = EDGE + SIDES[0] + CLEAR
    x = right - corner - CLEAR - block.width
    if x < left + corner + CLEAR:
        return 1.0, None
    band = max(block.height + _MARGIN, corner + LABEL) + CLEAR
    ink = picture.point(lambda value: 0 if value >= 250 else 255).getbbox()
    lowest = 2.0 * (picture.height - ink[3]) if ink is not None else top - bottom
    if lowest >= band:
        return 1.0, (x, bottom + _MARGIN)
    return (top - bottom - band) / (top - bottom - lowest), (x, bottom + _MARGIN)


def _fields(page: Any) -> list[Box]:
    """Fields of others that are on the page."""
    found = []
    annotations = page.get("/Annots")
    for item in annotations.get_object() if annotations is not None else []:
        widget = item.get_object()
        if widget.get("/Subtype") == "/Widget":
            left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
            found.append(Box(0, left, bottom, right, top))
    return found

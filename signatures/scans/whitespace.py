"""Where a page has room for its two codes: near its lower corners, at its edges, or beside it when it is made a little
smaller. The upper right corner of the first page is left to the stamp of whoever receives it, the lower left one to
the pictures of programs that sign."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from signatures.pdf.drawing import measure
from signatures.prepare.fields import Box

MM = 72 / 25.4
SIDES = (25 * MM, 23 * MM)
"""Sides of the printed symbol, the wanted one first; the other, with room around it, fits a left margin of 3 cm."""
EDGE = 4.5 * MM
"""Distance from the edge of the paper: what office printers leave white."""
CLEAR, LABEL = 6.0, 15.0
"""White around the symbol, and the height of the two lines below it."""
STAMP = (70 * MM, 40 * MM)
"""Width and height of the upper right corner where a receiving office stamps number, day and time (ข้อ ๓๗)."""
DRAWN = 104.0
"""Points above the lower edge, at the left, below which programs that sign draw their picture unless told otherwise:
JSignPdf 100 x 100 points at the very corner, others somewhere in it. Over a code it would not pass."""
LIFT = 90.0
"""Points by which the symbol at the right gives way upwards."""
FACTORS = (0.96, 0.92, 0.88, 0.84, 0.8, 0.75)
"""How much smaller a full page may be made, the least first."""


@dataclass(frozen=True, slots=True)
class Room:
    """Two places for a symbol of ``side``: their lower left corners."""

    side: float
    corners: tuple[tuple[float, float], tuple[float, float]]

    @property
    def apart(self) -> float:
        """How far one is above the other: what one stamp or one tear does not reach."""
        return abs(self.corners[0][1] - self.corners[1][1])


@dataclass(frozen=True, slots=True)
class Smaller:
    """A page made smaller, its lower left corner moved to (left, bottom), and the room that this gives."""

    factor: float
    left: float
    bottom: float
    room: Room


def find(picture: Any, page: list[float], reserved: list[Box]) -> Room | None:
    """The lower right corner, or the lowest place above it, and, at the left, a place a hand above its corner, else the
    corner itself; where these are not empty, the two empty places farthest from each other.

    :param picture: the page seen at 36 dpi, as :class:`Pictures` gives it.
    :param page: left, bottom, right and top of what is seen of the page.
    :param reserved: where signatures will stand.
    """
    for above, side in itertools.product((DRAWN, EDGE), SIDES):
        at_left, at_right = _lower_corners(page, side, above)
        one = next(_free(picture, page, reserved, side, at_left), None)
        other = next(_free(picture, page, reserved, side, at_right), None)
        if one is not None and other is not None and other[0] - one[0] > side + 12:
            return Room(side, (one, other))
    tried = [_at_edges(picture, page, reserved, side) for side in SIDES[:1]]
    if tried[0] is None or tried[0].apart < (page[3] - page[1]) / 2:
        tried += [_at_edges(picture, page, reserved, side) for side in SIDES[1:]]
    # The smaller symbol is taken only where it brings the two well apart, or where nothing else fits.
    return max(
        (room for room in tried if room is not None), key=lambda room: room.apart // (2 * room.side), default=None
    )


def beside(picture: Any, page: list[float], reserved: list[Box]) -> Smaller | None:
    """The page only so much smaller that there is room at its left; ``None`` for a page too small for that."""
    from PIL import Image

    left, bottom, right, top = page
    for factor in FACTORS:
        x, y = right - (right - left) * factor, bottom + (top - bottom) * (1 - factor) / 2
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        sheet = Image.new("L", picture.size, 255)
        sheet.paste(picture.resize(size), (picture.width - size[0], (picture.height - size[1]) // 2))
        moved = [
            Box.around(0, x + (_middle(b)[0] - left) * factor, y + (_middle(b)[1] - bottom) * factor) for b in reserved
        ]
        room = find(sheet, page, moved)
        if room is not None:
            return Smaller(factor, x, y, room)
    return None


def stamp_corner(page: list[float]) -> Box:
    """Where the stamp of a receiving office stands on the first page, never more than a third of a small one."""
    left, bottom, right, top = page
    wide, high = min(STAMP[0], (right - left) / 3), min(STAMP[1], (top - bottom) / 3)
    return Box(0, right - wide, top - high, right, top)


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.bottom + box.top) / 2


def _at_edges(picture: Any, page: list[float], reserved: list[Box], side: float) -> Room | None:
    """Left and right edge first; only when these have no two places, the top and the bottom too."""
    upright = list(_free(picture, page, reserved, side, _left_and_right(page, side)))
    found = _farthest(upright, side)
    if found is None:
        across = list(_free(picture, page, reserved, side, _top_and_bottom(page, side)))
        found = _farthest(upright + across, side)
    return found


def _lower_corners(
    page: list[float], side: float, above: float
) -> tuple[Iterator[tuple[float, float]], Iterator[tuple[float, float]]]:
    """Places at the left and at the right, the lowest first. ``above``: how far above the lower edge the left one is.

    The right one gives way upwards to what stands in its corner, as the words of continuation do.
    """
    left, bottom, right, _ = page
    steps = (bottom + EDGE + LABEL + 6 * step for step in range(int(LIFT // 6) + 1))
    return iter([(left + EDGE, bottom + above + LABEL)]), ((right - EDGE - side, y) for y in steps)


def _left_and_right(page: list[float], side: float) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = page
    for x in (left + EDGE, right - EDGE - side):
        steps = int((top - bottom - 2 * EDGE - side - LABEL) // 12) + 1
        yield from ((x, top - EDGE - side - 12 * step) for step in range(max(0, steps)))


def _top_and_bottom(page: list[float], side: float) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = page
    for y in (top - EDGE - side, bottom + EDGE + LABEL):
        steps = int((right - left - 2 * EDGE - side) // 12) + 1
        yield from ((left + EDGE + 12 * step, y) for step in range(max(0, steps)))


def _free(
    picture: Any, page: list[float], reserved: list[Box], side: float, places: Iterator[tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    left, bottom, right, top = page
    for x, y in places:
        if x < left or x + side > right or y - LABEL < bottom or y + side > top:
            continue
        if any(_touch(x, y, side, place) for place in reserved):
            continue
        area = (x - left - CLEAR, top - y - side - CLEAR, x - left + side + CLEAR, top - y + LABEL + 2)
        crop = picture.crop([max(0, round(edge * 0.5)) for edge in area])
        if crop.getextrema()[0] >= 250:
            yield x, y


def _touch(x: float, y: float, side: float, place: Box) -> bool:
    return (
        x - CLEAR < place.right
        and place.left < x + side + CLEAR
        and y - LABEL < place.top
        and place.bottom < y + side + CLEAR
    )


def _farthest(free: list[tuple[float, float]], side: float) -> Room | None:
    pairs = [
        (one, two)
        for one, two in itertools.combinations(free, 2)
        if abs(one[1] - two[1]) > side + LABEL + 4 or abs(one[0] - two[0]) > side + 12
    ]
    if not pairs:
        return None
    return Room(side, max(pairs, key=lambda pair: abs(pair[0][1] - pair[1][1]) + abs(pair[0][0] - pair[1][0])))


class Pictures:
    """Pages as they are seen, at 36 dpi in grey."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(pdf)

    def close(self) -> None:
        self._document.close()

    def page(self, number: int) -> Any:
        page = self._document[number]
        measure(page, number + 1)
        bitmap = page.render(scale=0.5, grayscale=True, may_draw_forms=False)
        picture = bitmap.to_pil().convert("L")
        bitmap.close()
        page.close()
        return picture

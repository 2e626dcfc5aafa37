"""Whether a new signature's picture covers anything, by what a page looks like without it and with it.

Pixels prove nothing, and here they are not asked to: that the picture is clipped to its place follows from how it is
written (:mod:`signatures.diff_analysis.widgets`), that nothing else changed from the comparison of objects. What is
asked of pixels is only what people would ask of them: was there something to read, or a box for somebody else?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page's own coordinates."""

_BENEATH, _AROUND = 150 / 72, 1.0
"""Pixels for each point: a hair line of 0.1 pt shows at the first; the second is for the whole page."""
_LARGEST = 3000
_SHADE = 6
"""Steps of 256 by which scanned paper may differ from itself and is blank all the same."""
_MARGIN = 1.0
_EVEN = 0.01


def covers_nothing(before: bytes, after: bytes, page: int, place: Box, taken: Sequence[Box]) -> bool:
    """Whether a picture at ``place`` stands on blank paper, outside other fields, and leaves the rest of its page as it
    was. False as well where that cannot be told: a page that cannot be drawn, or is too large to be.

    :param before: the file up to the revision that brings the picture. :param after: with that revision.
    :param page: counted from 0.
    :param taken: places of the other fields on that page.
    """
    if any(_meet(place, other) for other in taken):
        return False
    try:
        return _looks_blank(before, after, page, place)
    except Exception:  # pdfium's errors are of many kinds, and all of them mean: not shown
        return False


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _looks_blank(before: bytes, after: bytes, page: int, place: Box) -> bool:
    old, new = _Page(before, page), _Page(after, page)
    try:
        if old.area != new.area or not _within(place, old.area) or max(old.wide, old.high) > _LARGEST:
            return False
        # A page may count in units of its own (14.11.2): then places are not where they seem to be.
        if abs(old.wide - (old.area[2] - old.area[0])) > _EVEN or abs(old.high - (old.area[3] - old.area[1])) > _EVEN:
            return False
        grown = (place[0] - _MARGIN, place[1] - _MARGIN, place[2] + _MARGIN, place[3] + _MARGIN)
        beneath = b"".join(old.drawn(_BENEATH, grown)[0])
        if any(max(beneath[colour::3]) - min(beneath[colour::3]) > _SHADE for colour in range(3)):
            return False
        (one, columns), (other, _) = (each.drawn(_AROUND, None) for each in (old, new))
        top, bottom = old.high - (grown[3] - old.area[1]), old.high - (grown[1] - old.area[1])
        left, right = 3 * int(max(0, grown[0] - old.area[0] - 1)), 3 * int(grown[2] - old.area[0] + 2)
        for row, (a, b) in enumerate(zip(one, other, strict=True)):
            if a != b and (not top - 2 <= row <= bottom + 2 or a[:left] != b[:left] or a[right:] != b[right:]):
                return False
        return bool(columns)
    finally:
        old.close()
        new.close()


def _within(place: Box, area: Box) -> bool:
    """Up to a point beyond the page: nobody sees that, and 842 of 841.89 is a page to most programs."""
    left, bottom, right, top = place
    return (
        area[0] - _MARGIN <= left
        and area[1] - _MARGIN <= bottom
        and right <= area[2] + _MARGIN
        and top <= area[3] + _MARGIN
    )


class _Page:
    """One page as pdfium draws it, its turn left out, with the pictures of its fields."""

    def __init__(self, pdf: bytes, number: int) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(pdf)
        self._document.init_forms()
        self._page = self._document[number]
        self._page.set_rotation(0)
        self.area: Box = self._page.get_bbox()
        self.wide, self.high = self._page.get_size()

    def drawn(self, scale: float, part: Box | None) -> tuple[list[bytes], int]:
        """Rows of three bytes a pixel, the top row first, and their number of pixels."""
        cut = (0.0, 0.0, 0.0, 0.0)
        if part is not None:
            left, bottom, right, top = self.area
            inside = (part[0] - left, part[1] - bottom, right - part[2], top - part[3])
            cut = tuple(max(0.0, edge) for edge in inside)  # type: ignore[assignment]
        bitmap = self._page.render(scale=scale, crop=cut, may_draw_forms=True, rev_byteorder=True)
        try:
            if bitmap.n_channels != 3:
                raise ValueError("unforeseen format")
            data, stride, width = bytes(bitmap.buffer), bitmap.stride, 3 * bitmap.width
            return [data[row * stride : row * stride + width] for row in range(bitmap.height)], bitmap.width
        finally:
            bitmap.close()

    def close(self) -> None:
        self._document.close()

"""Whether a page shows after preparing what it showed before: drawn by the same reader, and by its text.

What is prepared is signed by the head, so a page that came out otherwise is refused, never passed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.drawing import opened, picture_of, text_of
from signatures.pdf.entries import value

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdf import PdfWriter

_SCALE = 0.5
"""Pixels a point: 36 dpi, at which a full stop of 10 points still darkens a pixel. In grey: letters in fields are drawn
with coloured edges, and the same letters elsewhere without."""
_DEPTH = 5
_UNLIKE, _POINTS = 40, 2
"""A pixel that differs by more than this (of 255) counts; the same drawing gives the same pixels, so two are enough."""

Boxes = Mapping[int, Sequence[tuple[float, float, float, float]]]
"""Rectangles on pages (from 0), in points from the lower left corner of the page's own coordinates."""


def same_pages(before: bytes, after: bytes, *, less_text: bool = False, apart: Boxes | None = None) -> Iterator[int]:
    """Compare page by page; the number of each page (from 1) that is the same.

    :param less_text: hidden text was taken out: what is left must stand there in the same order.
    :param apart: places that were drawn anew, where only something has to be drawn.
    Sizes of pictures are not measured again: that was done when the file was looked at; the child's memory is limited.

    :raises PdfRefused: PAGE_CHANGED with the page and what differs on it; UNREADABLE
    """
    told, failed = 0, 0
    while True:
        # pdfium draws the first page that uses a font of the machine's otherwise than the next: only what differs
        # twice is different.
        try:
            for number in _compared(before, after, less_text, apart or {}, told):
                told = number
                yield number
            return
        except PdfRefused as refused:
            if refused.code != "PAGE_CHANGED" or failed == told + 1:
                raise
            failed = told + 1


def _compared(before: bytes, after: bytes, less_text: bool, apart: Boxes, start: int) -> Iterator[int]:
    """From page ``start`` on, counted from 0."""
    with opened(before, forms=True) as one, opened(after, forms=True) as other:
        if len(one) != len(other):
            raise refuse(PdfRefused, "PAGE_CHANGED", page=min(len(one), len(other)) + 1, what="pages")
        for number in range(start, len(one)):
            pages = one[number], other[number]
            what = _difference(*pages, less_text, apart.get(number, ()))
            for page in pages:
                page.close()
            if what:
                raise refuse(PdfRefused, "PAGE_CHANGED", page=number + 1, what=what)
            yield number + 1


def _difference(before: Any, after: Any, less_text: bool, apart: Sequence[tuple[float, float, float, float]]) -> str:
    """``size``, ``picture`` or ``text``; empty when there is none."""
    if any(abs(a - b) > 0.5 for a, b in zip(before.get_size(), after.get_size(), strict=True)):
        return "size"
    pictures = [picture_of(page, _SCALE, grey=True) for page in (before, after)]
    if pictures[0].tobytes() != pictures[1].tobytes():
        for left, bottom, right, top in apart:
            corners = [_on_picture(before, pictures[0], x, y) for x, y in ((left, top), (right, bottom))]
            area = (*map(min, *corners), *map(max, *corners))
            blank = [len(set(picture.crop(area).tobytes())) < 2 for picture in pictures]
            if blank[1] and not blank[0]:
                return "picture"
            for picture in pictures:
                picture.paste(255, area)
        if _unlike(*pictures) >= _POINTS:
            return "picture"
    texts = ["".join(text_of(page).split()) for page in (before, after)]
    if texts[0] == texts[1] or (less_text and _within(texts[1], texts[0])):
        return ""
    return "text"


def _unlike(before: Image, after: Image) -> int:
    from PIL import ImageChops

    return sum(ImageChops.difference(before, after).histogram()[_UNLIKE + 1 :])


def _on_picture(page: Any, picture: Image, x: float, y: float) -> tuple[int, int]:
    """A point of the page on its picture, whatever box and rotation the page has."""
    left, bottom, right, top = page.get_cropbox()
    across, down = (x - left) / max(1e-6, right - left), (top - y) / max(1e-6, top - bottom)
    for _ in range(page.get_rotation() // 90):
        across, down = 1 - down, across
    return round(across * picture.width), round(down * picture.height)


def _within(less: str, more: str) -> bool:
    """Whether ``less`` is ``more`` with some letters taken out."""
    left = iter(more)
    return all(letter in left for letter in less)


def is_layered_form_or_transparent(writer: PdfWriter) -> bool:
    """Whether a file is of a kind whose pages are compared unless told otherwise."""
    root = writer.root_object
    if "/OCProperties" in root or value(value(root, "/AcroForm"), "/Fields"):
        return True
    return any(isinstance(item, dict) and _blends(item) for item in writer._objects)


def _blends(item: Any, depth: int = 0) -> bool:
    """A soft mask, a constant alpha or a blend mode (ISO 32000-1, 11.6), here or in what stands directly in it."""
    mask = value(item, "/SMask")
    if mask is not None and mask != "/None":
        return True
    for entry in ("/ca", "/CA"):
        alpha = value(item, entry)
        if isinstance(alpha, int | float) and alpha < 1:
            return True
    mode = value(item, "/BM")
    if mode is not None and mode not in ("/Normal", "/Compatible"):
        return True
    return depth < _DEPTH and any(isinstance(held, dict) and _blends(held, depth + 1) for held in item.values())

"""Hints on a scan of an issued document: ink in the box, print that differs, marks added. Never a verdict.

Pixels are never proof: nothing here changes status or grade, and nothing here says that somebody signed. A hint is a
sentence and a picture for the eye of the registrar, who attests what the paper original shows. Whatever goes wrong
with a page (no code found, a photo, a hostile file, too little time) is CANNOT_COMPARE, never an exception.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from signatures.pdf.limits import DEFAULT, Limits
from signatures.reasons import Reason, reason

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

    from signatures.scans.comparison import Area, Pair, Spot
    from signatures.scans.registration import Code

LONG_SIDE = 2200
"""Pixels of the longer side at which a scanned page is looked at, whatever size it says it has: 190 dpi of A4."""
_ABOUT_CODE = (4.0, 4.0, 4.0, 18.0)
"""Left, above, right and below a printed code: its label and the words that keep stamps away."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """``reason`` has the tone NOTE. ``picture``: PNG, issued page left and scan right; None when there is none."""

    reason: Reason
    picture: bytes | None = None


def available() -> bool:
    """Whether pages can be compared: numpy, the extra ``scan-compare``, is installed."""
    return find_spec("numpy") is not None


def hints(scan: bytes, issued: bytes, **how: Any) -> tuple[Hint, ...]:
    """Compare a scan of a document with the issued file; :param how: as :func:`hinting`. Never raises."""
    return tuple(step for step in hinting(scan, issued, **how) if isinstance(step, Hint))


def hinting(
    scan: bytes, issued: bytes, *, limits: Limits = DEFAULT, seconds: float = 60.0, font: Path | None = None
) -> Iterator[Hint | int]:
    """The hints, page by page, with the number of each page that was looked at. Never raises.

    :param scan: a PDF whose pages are those of the issued one, in order and upright (:func:`batch.extract`).
    :param seconds: of wall time for all pages; those it does not suffice for are CANNOT_COMPARE.
    :param font: Thai, for the words in the pictures; ``None``: one of this machine.
    """
    until = time.monotonic() + seconds
    failed: dict[str, list[int]] = {}
    try:
        from signatures.prepare.fields import head_box
        from signatures.scans.asked import of_copies

        box, copies = head_box(issued), of_copies(issued)
        for number, pages in enumerate(_pages(scan, issued, limits), 1):
            try:
                if time.monotonic() > until:
                    raise _Stopped("time")
                at = (box.left, box.top, box.right, box.bottom) if box is not None and box.page == number - 1 else None
                issued_page, scanned, asked = pages()
                asked += [copies[number - 1]] if number - 1 in copies else []
                yield from list(_of_page(number, issued_page, scanned, at, asked, font))
            except Exception as error:
                failed.setdefault(_why(error), []).append(number)
            yield number
    except Exception as error:
        failed.setdefault(_why(error), []).append(0)
    for why, numbers in failed.items():
        told = ", ".join(str(number) for number in numbers if number) or "-"
        yield Hint(reason("CANNOT_COMPARE", page=told, why=why))


class _Stopped(Exception):
    """:ivar why: ``time``, ``size`` or ``pages``."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def _why(error: Exception) -> str:
    """A word of ours, ``unreadable`` for everything that a library found wrong."""
    return str(getattr(error, "why", "unreadable"))


def _pages(scan: bytes, issued: bytes, limits: Limits) -> Iterator[Callable[[], tuple[Image, Image, list[Area]]]]:
    """For each page a function that gives its two pictures, issued and scanned, and where it asks for handwriting;
    rendering is only done when asked."""
    import pypdfium2

    from signatures.scans.asked import places
    from signatures.scans.registration import DPI

    one, two = pypdfium2.PdfDocument(issued), pypdfium2.PdfDocument(scan)
    try:
        if len(one) != len(two) or len(one) > limits.pages:
            raise _Stopped("pages")

        def pictures(index: int) -> tuple[Image, Image, list[Area]]:
            width, height = two[index].get_size()
            # Twice as large and then halved: drawn small, a thin upright stroke is made to fit whole pixels.
            page = one[index]
            asked = places(page)
            drawn = _picture(page, 2 * DPI / 72).reduce(2)
            return drawn, _picture(two[index], LONG_SIDE / max(width, height, 1)), asked

        for index in range(len(one)):
            yield partial(pictures, index)
    finally:
        one.close()
        two.close()


def _picture(page: Any, scale: float) -> Image:
    from signatures.pdf.limits import MEGAPIXELS

    width, height = page.get_size()
    if width * height * scale**2 > MEGAPIXELS * 1e6 / 2 or min(width, height) * scale < 100:
        raise _Stopped("size")
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    try:
        picture: Image = bitmap.to_pil().convert("L").copy()
        return picture
    finally:
        bitmap.close()
        page.close()


def _of_page(
    number: int, issued: Image, scanned: Image, box: Area | None, asked: list[Area], font: Path | None
) -> Iterator[Hint]:
    """The hints of one page. :raises NotAligned: it cannot be laid over the issued one.

    :param asked: where the form asks for handwriting, which is told of nobody.
    """
    from signatures.scans.asked import inside
    from signatures.scans.comparison import Pair, Spot
    from signatures.scans.pictures import side_by_side
    from signatures.scans.registration import align, codes

    pair = Pair(issued, *align(issued, scanned), [_around(code) for code in codes(issued)])
    marks = pair.marks(box) if box is not None else None
    if box is not None and marks is not None:
        code = "INK_HINT" if marks.ink else "NO_INK_HINT"
        picture = side_by_side(pair, [Spot(box, marks.area)], around=36, font=font)
        yield Hint(reason(code, page=number, area=round(marks.area)), picture)
    written = pair.written(box)
    over = [spot.area for spot in written] + ([box] if box is not None and marks is not None and marks.area else [])
    altered = pair.altered(over)
    if altered:
        yield Hint(reason("CONTENT_DIFFERS", page=number, places=len(altered)), _shown(pair, altered, font))
    unasked = [spot for spot in written if not inside(spot.area, asked)]
    if unasked:
        yield Hint(reason("MARKS_ADDED", page=number, places=len(unasked)), _shown(pair, unasked, font))


def _shown(pair: Pair, spots: list[Spot], font: Path | None) -> bytes:
    from signatures.scans.pictures import side_by_side

    return side_by_side(pair, spots[:_SHOWN], around=36, font=font)


def _around(code: Code) -> Area:
    """The place of a printed code with what is printed about it, in points."""
    from signatures.scans.registration import POINT

    left, top = code.corners.min(axis=0) / POINT
    right, bottom = code.corners.max(axis=0) / POINT
    before, above, after, below = _ABOUT_CODE
    return float(left) - before, float(top) - above, float(right) + after, float(bottom) + below

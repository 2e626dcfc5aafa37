"""Whether a "scan" is no scan at all: a page of the issued file itself, saved or printed to PDF again.

A scanner makes one picture of each sheet, whatever text a reading program lays over it afterwards. So a page that is
not mostly picture and still says what the issued page says never was on paper: nobody can have signed it with a pen.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from signatures.errors import ScanRefused, refuse

COVERED = 0.5
"""Part of a page that pictures must cover for it to be a scan; scanners leave no margin, some cut one."""
ALIKE = 0.6
"""Part of the issued page's letters, by threes, that a page made from it still has."""
_NESTED = 6


def pages_never_scanned(scan: bytes, issued: bytes) -> list[int]:
    """Pages of ``scan``, from 1, that are the issued ones in their own letters.

    :raises ScanRefused: SCAN_UNREADABLE
    """
    import pypdfium2

    try:
        one, other = pypdfium2.PdfDocument(scan), pypdfium2.PdfDocument(issued)
        try:
            return [
                number + 1
                for number in range(min(len(one), len(other)))
                if not _is_picture(one, number) and _alike(_letters(one, number), _letters(other, number))
            ]
        finally:
            one.close()
            other.close()
    except Exception as error:
        raise refuse(ScanRefused, "SCAN_UNREADABLE", detail=type(error).__name__) from error


def _is_picture(document: Any, number: int) -> bool:
    import pypdfium2.raw

    page = document[number]
    try:
        left, bottom, right, top = page.get_mediabox()
        covered = 0.0
        for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=_NESTED):
            x1, y1, x2, y2 = _bounds(picture)
            width, height = min(x2, right) - max(x1, left), min(y2, top) - max(y1, bottom)
            covered += max(0.0, width) * max(0.0, height)
        return bool(covered >= COVERED * (right - left) * (top - bottom))
    finally:
        page.close()


def _bounds(picture: Any) -> tuple[float, float, float, float]:
    """Where a picture stands on its page, whatever forms it is in."""
    x1, y1, x2, y2 = picture.get_bounds()
    corners = [(x1, y1), (x1, y2), (x2, y1), (x2, y2)]
    form = picture.container
    while form is not None:
        matrix = form.get_matrix()
        corners = [matrix.on_point(x, y) for x, y in corners]
        form = form.container
    across, up = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(up), max(across), max(up)


def _letters(document: Any, number: int) -> str:
    page = document[number]
    words = page.get_textpage()
    try:
        text = unicodedata.normalize("NFKC", words.get_text_bounded())
        return "".join(letter for letter in text if letter.isalnum())
    finally:
        words.close()
        page.close()


def _alike(found: str, issued: str) -> bool:
    wanted = {issued[at : at + 3] for at in range(len(issued) - 2)}
    there = {found[at : at + 3] for at in range(len(found) - 2)}
    return bool(wanted) and len(wanted & there) >= ALIKE * len(wanted)

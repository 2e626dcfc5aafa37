"""One side of a picture file as it is meant to be seen: turned and mirrored as it says, in its own size on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

DENSITIES = (50, 1250)
"""Dots per inch that a scanner or telephone may mean; 1 or 72000 is what programs write that do not know."""
A4_LONG = 11.69
"""Inches."""


def upright(frame: Image) -> Image:
    """The frame turned and mirrored by its orientation (EXIF and TIFF tag 274); as it lies where that says nothing.

    0, which some scanners write, and anything else that is no orientation count as nothing.
    """
    from PIL import ImageOps

    try:
        frame.load()  # a TIFF turns itself when it is loaded, and drops the tag
        turned: Any = ImageOps.exif_transpose(frame)
    except (SyntaxError, ValueError, KeyError, TypeError, OverflowError):  # EXIF data that is no EXIF
        return frame
    return frame if turned is None else turned


def density(frame: Image) -> tuple[float, float]:
    """Dots per inch across and down: what the file says, else what makes its long side that of A4."""
    said: Any = frame.info.get("dpi")
    try:
        across, down = (float(value) for value in said)
    except (TypeError, ValueError, ZeroDivisionError):
        across = down = 0
    low, high = DENSITIES
    if low <= across <= high and low <= down <= high:
        return across, down
    guessed = max(frame.width, frame.height) / A4_LONG
    return guessed, guessed

"""A photograph for a paper: the right way up, no larger than it is printed, and nothing of the camera in it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from signatures.errors import PdfRefused, SignatureError, refuse
from signatures.pdf.drawing import must_fit
from signatures.pdf.limits import DEFAULT, MEGABYTE, Limits
from signatures.prepare.pictures import opened, plain

LONGEST = 1400
"""Pixels of the longer side: 300 to the inch of what is printed."""
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class Photograph:
    """A JPEG, and its size in pixels."""

    data: bytes
    wide: int
    high: int


def photograph(picture: bytes, *, limits: Limits = DEFAULT) -> Photograph:
    """The picture as a JPEG without its EXIF, where the place and the telephone stand.

    :raises PdfRefused: PICTURE_UNREADABLE, PICTURE_HEIC, LIMIT_BYTES, LIMIT_PIXELS.
    """
    from PIL import ImageOps

    if len(picture) > limits.size:
        raise refuse(PdfRefused, "LIMIT_BYTES", megabytes=len(picture) // MEGABYTE, limit=limits.size // MEGABYTE)
    try:
        frame = opened(picture)
        must_fit(frame.width, frame.height, 1)
        shown = plain(ImageOps.exif_transpose(frame)).convert("RGB")
        shown.thumbnail((LONGEST, LONGEST))
        out = io.BytesIO()
        shown.save(out, "JPEG", quality=_QUALITY)
    except SignatureError:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except Exception as error:
        raise refuse(PdfRefused, "PICTURE_UNREADABLE", detail=type(error).__name__) from error
    return Photograph(out.getvalue(), shown.width, shown.height)

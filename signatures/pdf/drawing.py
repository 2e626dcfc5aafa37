"""Pages as pdfium draws them: sizes first, then the picture; and a file saved again by pdfium.

The reader of Chrome: what it draws is what most people see. To be used in a limited process for files from outside.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from signatures.errors import PdfRefused, SignatureError, refuse
from signatures.pdf.limits import MEGAPIXELS
from signatures.pdf.page_parts import IMAGE, Part, parts_of, pixels

if TYPE_CHECKING:
    from PIL.Image import Image

_NEEDS_PASSWORD, _UNKNOWN_PROTECTION = 4, 5
"""Error codes of FPDF_GetLastError."""
_DEEPEST = 14
"""Drawings in drawings, at most."""
_REMOVE_PROTECTION = 3
"""Flag of FPDF_SaveAsCopy."""
_GREY = 12
"""Difference between the channels of a pixel up to which it counts as grey."""
CHANGE, ANNOTATE, FILL_IN = 1 << 3, 1 << 5, 1 << 8
"""Rights that an owner grants (ISO 32000-1, table 22, bits 4, 6 and 9): each of them allows a signature."""


@contextlib.contextmanager
def opened(pdf: bytes, *, forms: bool = False, how: str = "") -> Iterator[Any]:
    """The document as pdfium has it, closed afterwards.

    :param forms: draw fields as a viewer would, their values where the file has no picture of them.
    :param how: it is encrypted, for the refusal.
    :raises PdfRefused: ENCRYPTED, UNREADABLE
    """
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        kind = getattr(error, "err_code", None)
        if kind in (_NEEDS_PASSWORD, _UNKNOWN_PROTECTION):
            raise refuse(PdfRefused, "ENCRYPTED", **({"how": how} if how else {})) from error
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    try:
        if forms:
            document.init_forms()
        yield document
    except SignatureError:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    finally:
        document.close()


def rights(document: Any) -> int | None:
    """What the owner of a protected file allows, as bits; ``None``: it is not protected."""
    import pypdfium2.raw

    if pypdfium2.raw.FPDF_GetSecurityHandlerRevision(document) < 0:
        return None
    return int(pypdfium2.raw.FPDF_GetDocPermissions(document))


def saved_again(document: Any) -> bytes:
    """The file as pdfium writes it: unprotected, repaired, with the pictures it made for values that had none."""
    target = io.BytesIO()
    document.save(target, flags=_REMOVE_PROTECTION)
    return target.getvalue()


def measure(page: Any, number: int) -> list[Part]:
    """A picture is unpacked whole to draw it, however small the file that holds it: measured first.

    :returns: the page's objects, which were walked for that. :raises PdfRefused: LIMIT_PIXELS
    """
    parts = parts_of(page, _DEEPEST)
    for kind, handle, _ in parts:
        if kind == IMAGE:
            must_fit(*pixels(handle), number)
    return parts


def must_fit(width: int, height: int, number: int) -> None:
    """:raises PdfRefused: LIMIT_PIXELS, for a picture on page ``number`` that is too large to be unpacked."""
    if width * height > MEGAPIXELS * 1e6:
        raise refuse(PdfRefused, "LIMIT_PIXELS", sheet=number, megapixels=width * height // 10**6, limit=MEGAPIXELS)


def text_of(page: Any) -> str:
    """The text of a page, as a reader that searches it has it."""
    words = page.get_textpage()
    try:
        return str(words.get_text_bounded())
    finally:
        words.close()


def picture_of(page: Any, scale: float, *, grey: bool = False, forms: bool = True) -> Image:
    """The page drawn at ``scale`` pixels a point."""
    bitmap = page.render(scale=scale, grayscale=grey, may_draw_forms=forms)
    try:
        picture: Image = bitmap.to_pil()
        return picture.convert("L" if grey else "RGB")
    finally:
        bitmap.close()


class Drawn(NamedTuple):
    """A page that was drawn, as pdfium has it until the next is asked for."""

    page: Any
    words: Any
    parts: list[Part]
    text: str


def drawn(pdf: bytes, scale: float = 0.5) -> Iterator[Drawn]:
    """Draw every page small: the page, what can be read on it, its objects and its text.

    :raises PdfRefused: LIMIT_PIXELS, ENCRYPTED, UNREADABLE
    """
    with opened(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            try:
                parts = measure(page, number + 1)
                page.render(scale=scale, grayscale=True, may_draw_forms=False).close()
                yield Drawn(page, words, parts, str(words.get_text_bounded()))
            finally:
                words.close()
                page.close()


def page_picture(pdf: bytes, number: int, width: int) -> bytes:
    """A page as a PNG, in as few colours as show it: text is grey, and then a third of the size.

    :param number: from 1. :raises PdfRefused: LIMIT_PIXELS, ENCRYPTED, UNREADABLE
    """
    from PIL import ImageChops

    with opened(pdf, forms=True) as document:
        if not 1 <= number <= len(document):
            raise IndexError(number)  # told as UNREADABLE: who asks knows how many there are
        page = document[number - 1]
        measure(page, number)
        points, height = page.get_size()
        scale = width / max(points, 1)
        must_fit(width, round(height * scale), number)
        picture = picture_of(page, scale)
        page.close()
    red, green, blue = picture.split()
    coloured = any(ImageChops.difference(red, other).getextrema()[1] > _GREY for other in (green, blue))  # type: ignore[operator]
    slim = picture.quantize(128) if coloured else picture.convert("L").quantize(16)
    out = io.BytesIO()
    slim.save(out, "PNG", optimize=True)
    return out.getvalue()

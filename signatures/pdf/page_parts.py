"""What pdfium has on a page, object by object: a page of text has hundreds, so each is asked the short way.

An object is its handle, a number, from one walk over the page: an object of Python for each, or a pointer made anew for
each question, costs several times what pdfium needs to answer.
"""

from __future__ import annotations

import ctypes
import functools
import struct
from typing import Any

TEXT, PATH, IMAGE, FORM = 1, 2, 3, 5
_UNKNOWN = 0
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
Colour = tuple[int, int, int, int]
"""Red, green, blue, opacity."""
Turn = tuple[float, float, float, float, float, float]
"""The six numbers of a matrix (ISO 32000-1, 8.3.3)."""
Part = tuple[int, int, int]
"""Kind, handle, and in how many drawings within drawings it lies."""


def parts_of(page: Any, deepest: int) -> list[Part]:
    """All objects of a page that show something, in the order in which they are drawn; a drawing's stand in its place.

    :param deepest: drawings in more drawings than that are passed over. :raises PdfiumError: an object cannot be had.
    """
    found: list[Part] = []
    Asking.ready().walk(_number(page.raw), found, 0, deepest)
    return found


def pixels(handle: int) -> tuple[int, int]:
    """Width and height of a picture as it is stored. :raises PdfiumError: pdfium cannot tell."""
    return Asking.ready().pixels(handle)


def pointer(handle: int) -> Any:
    """The object as pypdfium2 has it."""
    import pypdfium2.raw as raw

    return ctypes.cast(handle, raw.FPDF_PAGEOBJECT)


def _number(pointed: Any) -> int:
    return ctypes.cast(pointed, ctypes.c_void_p).value or 0


class Asking:
    """pdfium's own functions, taking numbers; all answers come into the same places."""

    def __init__(self) -> None:
        number, integer = ctypes.c_void_p, ctypes.c_int
        self.page_count = _bound("FPDFPage_CountObjects", integer, number)
        self.page_object = _bound("FPDFPage_GetObject", number, number, integer)
        self.form_count = _bound("FPDFFormObj_CountObjects", integer, number)
        self.form_object = _bound("FPDFFormObj_GetObject", number, number, ctypes.c_ulong)
        self.kind = _bound("FPDFPageObj_GetType", integer, number)
        self.mode = _bound("FPDFTextObj_GetTextRenderMode", integer, number)
        self.mixed = _bound("FPDFPageObj_HasTransparency", integer, number)
        self._bounds = _bound("FPDFPageObj_GetBounds", integer, *[number] * 5)
        self._fill = _bound("FPDFPageObj_GetFillColor", integer, *[number] * 5)
        self._drawn = _bound("FPDFPath_GetDrawMode", integer, *[number] * 3)
        self._size = _bound("FPDFTextObj_GetFontSize", integer, number, number)
        self._font = _bound("FPDFTextObj_GetFont", number, number)
        self._embedded = _bound("FPDFFont_GetIsEmbedded", integer, number)
        self._matrix = _bound("FPDFPageObj_GetMatrix", integer, number, number)
        self._pixels = _bound("FPDFImageObj_GetImagePixelSize", integer, *[number] * 3)
        self._places = ctypes.create_string_buffer(24)
        first = ctypes.addressof(self._places)
        self._four = (first, first + 4, first + 8, first + 12)
        self._edges, self._numbers = struct.Struct("=4f").unpack_from, struct.Struct("=4I").unpack_from
        self._turn = struct.Struct("=6f").unpack_from

    @staticmethod
    @functools.cache
    def ready() -> Asking:
        """The one of this process."""
        return Asking()

    def walk(self, holder: int, found: list[Part], level: int, deepest: int) -> None:
        """Add the objects of a page, or at a deeper level of a drawing, to what was found.

        :raises PdfiumError: an object cannot be had.
        """
        from pypdfium2 import PdfiumError

        one_of, kind_of = self.form_object if level else self.page_object, self.kind
        count = (self.form_count if level else self.page_count)(holder)
        if count < 0:
            raise PdfiumError("Failed to get number of pageobjects.")
        for place in range(count):
            one = one_of(holder, place)
            kind = kind_of(one) if one else _UNKNOWN
            if kind == _UNKNOWN:
                raise PdfiumError("Failed to get pageobject.")
            if kind != FORM:
                found.append((kind, one, level))
            elif level < deepest:
                self.walk(one, found, level + 1, deepest)

    def box(self, handle: int) -> Box | None:
        """Where an object is drawn; ``None`` where pdfium cannot tell."""
        return self._edges(self._places) if self._bounds(handle, *self._four) else None

    def colour(self, handle: int) -> Colour:
        """What it is filled with; nothing where that cannot be told."""
        return self._numbers(self._places) if self._fill(handle, *self._four) else (0, 0, 0, 0)

    def filled(self, handle: int) -> bool:
        """Whether a path is filled, not its line alone."""
        there = self._drawn(handle, *self._four[:2])
        return bool(there and self._numbers(self._places)[0])

    def letters(self, handle: int) -> tuple[float, Turn] | None:
        """Size of a text's font and how it is turned; ``None`` where pdfium cannot tell."""
        if not self._size(handle, self._four[0]):
            return None
        size = self._edges(self._places)[0]
        return (size, self._turn(self._places)) if self._matrix(handle, self._four[0]) else None

    def embedded(self, handle: int) -> bool:
        """Whether a text's typeface is in the file; so it counts where that cannot be told."""
        font = self._font(handle)
        return not font or self._embedded(font) != 0

    def pixels(self, handle: int) -> tuple[int, int]:
        """As :func:`pixels`. :raises PdfiumError: pdfium cannot tell."""
        from pypdfium2 import PdfiumError

        if not self._pixels(handle, *self._four[:2]):
            raise PdfiumError("Failed to get image size.")
        return self._numbers(self._places)[:2]


def _bound(name: str, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes and gives numbers in place of pointers."""
    import pypdfium2.raw as raw

    return ctypes.CFUNCTYPE(result, *arguments)(_number(getattr(raw, name)))

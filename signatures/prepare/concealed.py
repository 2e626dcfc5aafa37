"""What a PDF holds that no page shows: text under boxes, invisible text, layers, attachments, scripts, names.

A black box drawn over text hides it from the eye alone: whoever selects or searches the page reads it. Geometry of page
objects says which text is covered; a scan with its recognised text behind it is no concealment. To be used in a limited
process for files from outside.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from signatures.pdf.drawing import opened
from signatures.pdf.entries import follow, items, word

if TYPE_CHECKING:
    from pypdf import PdfReader

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
_TEXT, _PATH, _IMAGE, _FORM = 1, 2, 3, 5
_PINNED = -1
_INVISIBLE, _CLIPPING = 3, 7
"""Text render modes that show nothing (ISO 32000-1, 9.3.6)."""
_COVERED = 0.8
"""Part of a text's box under something opaque from which it counts as covered."""
_SCAN = 0.6
"""Part of a page under pictures from which invisible text is what a scanner recognised."""
_TINY = 0.7
"""Points; letters lower than this are not read by anybody."""
_THICK = 3.0
"""Points; what is thinner hides no letter."""
_MOST = 400
"""Letters of concealed text that are told of a page."""
_DEEP = 6


@dataclass(frozen=True, slots=True)
class Concealed:
    """One kind of thing that is not seen. ``page`` from 1, 0 for the whole file; ``text``: what it is."""

    kind: str
    page: int
    text: str


class _Thing(NamedTuple):
    """An object of a page; a page has hundreds, and a tuple is made in a fraction of the time."""

    kind: int
    box: Box
    raw: Any = None
    mode: int = 0
    colour: tuple[int, int, int, int] = (0, 0, 0, 255)
    filled: bool = False


def concealed(pdf: bytes, reader: PdfReader) -> Iterator[Concealed]:
    """Everything of a file that its pages do not show.

    :raises PdfRefused: it cannot be read.
    """
    yield from in_catalogue(reader)
    with opened(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            words = page.get_textpage()
            try:
                yield from on_page(page, words, number, reader)
            finally:
                words.close()
                page.close()


class Unseen:
    """The same, page by page while each is open; what cannot be looked into is told as ``unclear``, and stops there."""

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self.found: list[Concealed] = []
        self._take(lambda: in_catalogue(reader))

    def look(self, page: Any, words: Any, number: int) -> None:
        """As :func:`on_page`."""
        if not any(one.kind == "unclear" for one in self.found):
            self._take(lambda: on_page(page, words, number, self._reader))

    def _take(self, look: Callable[[], Iterator[Concealed]]) -> None:
        try:
            self.found += look()
        except Exception as error:  # it can be read and signed all the same; that it was not looked into is told
            self.found = [Concealed("unclear", 0, type(error).__name__)]


def in_catalogue(reader: PdfReader) -> Iterator[Concealed]:
    """What the file has beside its pages."""
    from signatures.prepare.sanitize import active_in_catalogue
    from signatures.prepare.visibility import Layers

    for name in sorted(active_in_catalogue(reader.trailer["/Root"])):
        kind = {"attachments": "attachment", "javascript": "script", "actions": "script", "open_action": "script"}
        if name in kind:
            yield Concealed(kind[name], 0, name)
    for layer in Layers(reader.trailer["/Root"]).hidden:
        yield Concealed("hidden_layer", 0, layer)
    said = reader.metadata
    author = str(said.author or "").strip() if said is not None else ""
    if author:
        yield Concealed("author", 0, author)


def _boxes(page: Any) -> Iterator[_Thing]:
    """Filled squares that somebody put over the page as annotations, and attachments pinned to it."""
    for annotation in items(page, "/Annots"):
        one = follow(annotation)
        if word(one, "/Subtype") in ("/Square", "/Circle", "/Redact") and items(one, "/IC"):
            edges = [float(follow(edge)) for edge in items(one, "/Rect")]
            if len(edges) == 4:
                left, right = sorted((edges[0], edges[2]))
                bottom, top = sorted((edges[1], edges[3]))
                yield _Thing(_PATH, (left, bottom, right, top), filled=True)
        elif word(one, "/Subtype") == "/FileAttachment":
            yield _Thing(_PINNED, (0.0, 0.0, 0.0, 0.0))


def on_page(page: Any, words: Any, number: int, reader: PdfReader) -> Iterator[Concealed]:
    """What one page has and does not show.

    :param page: and ``words``: the page, and what can be read on it, as pdfium has them. :param number: from 0.
    """
    over = list(_boxes(reader.pages[number]))
    found: dict[str, list[str]] = {}
    sheet: Box = page.get_bbox()  # where content is drawn, whatever the page's origin or turn
    things = _things(page.raw)
    squares = [one for one in over if one.kind == _PATH]
    scan = sum(_area(one.box) for one in things if one.kind == _IMAGE) >= _SCAN * _area(sheet)
    empty = scan and words.count_chars() == 0
    covers = [(at, one) for at, one in enumerate([*things, *squares]) if _may_cover(one)]
    for at, one in enumerate(things):
        kind = _concealment(one, things, at, covers, scan, sheet) if one.kind == _TEXT else None
        if kind is not None and (text := _text(one.raw, words.raw).strip()):
            found.setdefault(kind, []).append(text)
    if len(over) > len(squares):
        yield Concealed("attachment", number + 1, "attachments")
    if empty:
        yield Concealed("image_only", number + 1, "")
    for kind, texts in found.items():
        yield Concealed(kind, number + 1, " ".join(texts)[:_MOST])


def _may_cover(one: _Thing) -> bool:
    """Something opaque that is thick enough to hide a letter: no line of a table."""
    left, bottom, right, top = one.box
    solid = one.kind == _PATH and one.filled and one.colour[3] == 255
    return solid and right - left >= _THICK and top - bottom >= _THICK


def _concealment(
    one: _Thing, things: Sequence[_Thing], at: int, covers: Sequence[tuple[int, _Thing]], scan: bool, page: Box
) -> str | None:
    _, box, text, mode, (red, green, blue, alpha), _ = one
    if mode in (_INVISIBLE, _CLIPPING) or alpha == 0:
        return None if scan else "hidden_text"
    if _beside(box, page) or (box[3] - box[1] < _TINY and _size(text) < _TINY):
        return "hidden_text"
    white = red >= 250 and green >= 250 and blue >= 250
    if not covers and not white:
        return None
    area = max(_area(box), 0.01)
    if any(later > at and _overlap(box, cover.box) >= _COVERED * area for later, cover in covers):
        return "covered_text"
    if white:  # white letters on the white of the page
        under = [t for t in things[:at] if (t.kind == _PATH and t.filled) or t.kind == _IMAGE]
        if not any(_overlap(box, t.box) >= 0.5 * area for t in under):
            return "hidden_text"
    return None


def _things(page: Any) -> list[_Thing]:
    """The objects of a page in the order they are drawn; those of forms inside it too."""
    import pypdfium2.raw as raw

    seeing = _Seeing()
    found: list[_Thing] = []
    for at in range(raw.FPDFPage_CountObjects(page)):
        seeing.take(raw.FPDFPage_GetObject(page, at), found, 0)
    return found


class _Seeing:
    """Asks pdfium about one object after another, all answers into the same places."""

    def __init__(self) -> None:
        import pypdfium2.raw as raw

        self._raw = raw
        self._edges, self._parts = [ctypes.c_float() for _ in range(4)], [ctypes.c_uint() for _ in range(4)]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._to_edges, self._to_parts = [*map(ctypes.byref, self._edges)], [*map(ctypes.byref, self._parts)]

    def take(self, one: Any, found: list[_Thing], depth: int) -> None:
        """Add an object, or those of a form, to what was found."""
        raw = self._raw
        kind = raw.FPDFPageObj_GetType(one)
        if kind == _FORM and depth < _DEEP:
            # A form's parts have its own coordinates; only whole pages in one form are looked into.
            for at in range(raw.FPDFFormObj_CountObjects(one)):
                self.take(raw.FPDFFormObj_GetObject(one, at), found, depth + 1)
            return
        if kind not in (_TEXT, _PATH, _IMAGE) or not raw.FPDFPageObj_GetBounds(one, *self._to_edges):
            return
        left, bottom, right, top = [edge.value for edge in self._edges]
        box = (left, bottom, right, top)
        if kind == _IMAGE:
            found.append(_Thing(kind, box))
            return
        colour = (0, 0, 0, 0)  # where it cannot be told, and not that of the one before
        if raw.FPDFPageObj_GetFillColor(one, *self._to_parts):
            red, green, blue, alpha = [part.value for part in self._parts]
            colour = (red, green, blue, alpha)
        if kind == _PATH:
            self._fill.value = 0
            raw.FPDFPath_GetDrawMode(one, ctypes.byref(self._fill), ctypes.byref(self._stroke))
            # What is mixed with what lies below it (a marker pen) covers nothing.
            solid = self._fill.value != 0 and not raw.FPDFPageObj_HasTransparency(one)
            found.append(_Thing(kind, box, None, 0, colour, solid))
            return
        if top - bottom < _TINY:
            box = _as_printed(one, box)
        found.append(_Thing(kind, box, one, raw.FPDFTextObj_GetTextRenderMode(one), colour))


def _as_printed(one: Any, box: Box) -> Box:
    """Where letters stand whose typeface is not in the file and not on this machine: who has it sees them."""
    import pypdfium2.raw as raw

    font, size, matrix = raw.FPDFTextObj_GetFont(one), ctypes.c_float(), raw.FS_MATRIX()
    if not font or raw.FPDFFont_GetIsEmbedded(font) != 0:
        return box
    if not raw.FPDFTextObj_GetFontSize(one, ctypes.byref(size)) or not raw.FPDFPageObj_GetMatrix(one, matrix):
        return box
    high = size.value * math.hypot(matrix.c, matrix.d)
    return (matrix.e, matrix.f, max(box[2], matrix.e + high), matrix.f + high)


def _text(one: Any, words: Any) -> str:
    """The letters of a text object; only those that nobody sees are read."""
    import pypdfium2.raw as raw

    length = raw.FPDFTextObj_GetText(one, words, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(one, words, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace").replace("\x00", "")


def _size(one: Any) -> float:
    """Points of a text as it is drawn. A font that is not here has letters without a height, and is no small print."""
    import pypdfium2.raw as raw

    size = ctypes.c_float()
    raw.FPDFTextObj_GetFontSize(one, ctypes.byref(size))
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix))
    return float(size.value * max(abs(matrix.a), abs(matrix.b), abs(matrix.c), abs(matrix.d)))


def _beside(one: Box, page: Box) -> bool:
    """Whether a box lies wholly outside another."""
    return one[2] < page[0] or one[0] > page[2] or one[3] < page[1] or one[1] > page[3]


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0

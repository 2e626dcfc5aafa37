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

from signatures.pdf.entries import follow, items, word
from signatures.pdf.page_parts import IMAGE, PATH, TEXT, Asking, Box, Colour, Part, pointer

if TYPE_CHECKING:
    from pypdf import PdfReader

    from signatures.pdf.drawing import Drawn

_PINNED = -1
_INVISIBLE, _CLIPPING = 3, 7
"""Text render modes that show nothing (ISO 32000-1, 9.3.6)."""
_COVERED = 0.8
"""Part of a text's box under something opaque from which it counts as covered."""
_SCAN = 0.6
"""Part of a page under pictures from which invisible text is what a scanner recognised."""
_TINY = 0.7
"""Points; letters lower than this are not read by anybody."""
_WHITE = 250
"""Of red, green and blue, from which letters are white ones."""
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
    handle: int = 0
    mode: int = 0
    colour: Colour = (0, 0, 0, 255)
    filled: bool = False
    seen: bool = False
    """Letters that only something drawn over them could hide."""


class Unseen:
    """Everything of a file that its pages do not show, page by page while each is open.

    What cannot be looked into is told as ``unclear``, and stops there.
    """

    def __init__(self, reader: PdfReader) -> None:
        self._reader = reader
        self.found: list[Concealed] = []
        self._take(lambda: in_catalogue(reader))

    def look(self, page: Drawn, number: int) -> None:
        """As :func:`on_page`."""
        if not any(one.kind == "unclear" for one in self.found):
            self._take(lambda: on_page(page, number, self._reader))

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
                yield _Thing(PATH, (left, bottom, right, top), filled=True)
        elif word(one, "/Subtype") == "/FileAttachment":
            yield _Thing(_PINNED, (0.0, 0.0, 0.0, 0.0))


def on_page(page: Drawn, number: int, reader: PdfReader) -> Iterator[Concealed]:
    """What one page has and does not show.

    :param page: as pdfium has it. :param number: from 0.
    """
    over = list(_boxes(reader.pages[number]))
    found: dict[str, list[str]] = {}
    sheet: Box = page.page.get_bbox()  # where content is drawn, whatever the page's origin or turn
    things = _things(page.parts, sheet)
    squares = [one for one in over if one.kind == PATH]
    scan = sum(_area(one.box) for one in things if one.kind == IMAGE) >= _SCAN * _area(sheet)
    empty = scan and page.words.count_chars() == 0
    covers = [(at, one) for at, one in enumerate([*things, *squares]) if one.kind == PATH and _may_cover(one)]
    for at, one in enumerate(things):
        if one.kind == TEXT and (covers or not one.seen):
            kind = _concealment(one, things, at, covers, scan, sheet)
            if kind is not None and (text := _text(one.handle, page.words.raw).strip()):
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
    return one.filled and one.colour[3] == 255 and right - left >= _THICK and top - bottom >= _THICK


def _concealment(
    one: _Thing, things: Sequence[_Thing], at: int, covers: Sequence[tuple[int, _Thing]], scan: bool, page: Box
) -> str | None:
    _, box, handle, mode, (red, green, blue, alpha), *_ = one
    if mode in (_INVISIBLE, _CLIPPING) or alpha == 0:
        return None if scan else "hidden_text"
    if _beside(box, page) or (box[3] - box[1] < _TINY and _tiny(Asking.ready(), handle)):
        return "hidden_text"
    white = min(red, green, blue) >= _WHITE
    if not covers and not white:
        return None
    area = max(_area(box), 0.01)
    if any(later > at and _overlap(box, cover.box) >= _COVERED * area for later, cover in covers):
        return "covered_text"
    if white:  # white letters on the white of the page
        under = [t for t in things[:at] if (t.kind == PATH and t.filled) or t.kind == IMAGE]
        if not any(_overlap(box, t.box) >= 0.5 * area for t in under):
            return "hidden_text"
    return None


def _things(parts: Sequence[Part], sheet: Box) -> list[_Thing]:
    """What of a page's objects can hide or be hidden, in the order they are drawn."""
    asking, made, (first, lowest, last, highest) = Asking.ready(), tuple.__new__, sheet
    found: list[_Thing] = []
    for kind, handle, depth in parts:
        # A form's parts have its own coordinates; only whole pages in one form are looked into.
        if kind not in (TEXT, PATH, IMAGE) or depth > _DEEP or (box := asking.box(handle)) is None:
            continue
        if kind == IMAGE:
            found.append(_Thing(kind, box))
            continue
        colour = asking.colour(handle)
        if kind == PATH:
            # What is mixed with what lies below it (a marker pen) covers nothing.
            solid = asking.filled(handle) and not asking.mixed(handle)
            found.append(_Thing(kind, box, 0, 0, colour, solid))
            continue
        if box[3] - box[1] < _TINY:
            box = _as_printed(asking, handle, box)
        left, bottom, right, top = box
        mode = asking.mode(handle)
        inked = mode not in (_INVISIBLE, _CLIPPING) and colour[3] > 0 and min(colour[:3]) < _WHITE
        there = right >= first and left <= last and top >= lowest and bottom <= highest
        there = there and (top - bottom >= _TINY or not _tiny(asking, handle))
        found.append(made(_Thing, (kind, box, handle, mode, colour, False, inked and there)))
    return found


def _as_printed(asking: Asking, handle: int, box: Box) -> Box:
    """Where letters stand whose typeface is not in the file and not on this machine: who has it sees them."""
    if asking.embedded(handle) or (told := asking.letters(handle)) is None:
        return box
    size, (_, _, across, up, left, bottom) = told
    high = size * math.hypot(across, up)
    return (left, bottom, max(box[2], left + high), bottom + high)


def _text(handle: int, words: Any) -> str:
    """The letters of a text object; only those that nobody sees are read."""
    import pypdfium2.raw as raw

    one = pointer(handle)
    length = raw.FPDFTextObj_GetText(one, words, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFTextObj_GetText(one, words, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le", "replace").replace("\x00", "")


def _tiny(asking: Asking, handle: int) -> bool:
    """Whether nobody reads a text as it is drawn. A font that is not here has letters without a height, and is no small
    print."""
    told = asking.letters(handle)
    return told is None or told[0] * max(map(abs, told[1][:4])) < _TINY


def _beside(one: Box, page: Box) -> bool:
    """Whether a box lies wholly outside another."""
    return one[2] < page[0] or one[0] > page[2] or one[3] < page[1] or one[1] > page[3]


def _area(box: Box) -> float:
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def _overlap(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0

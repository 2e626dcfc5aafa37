"""Take out what layers hide, so that the page without layers shows what the page with them showed.

A viewer that does not draw hidden content still follows its state: colours, matrices, where text would go on
(ISO 32000-1, 8.11.3.2). So only what paints is taken out of a hidden span; what sets something stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.content import Broken, Operation, operations
from signatures.pdf.entries import appearances, follow, items, key, raw, value
from signatures.prepare.visibility import Layers, Unclear

if TYPE_CHECKING:
    from pypdf import PdfWriter

_PATHS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
_SHOWS = frozenset({b"Tj", b"TJ"})
_PLACES_TEXT = frozenset({b"BT", b"ET", b"Td", b"TD", b"Tm", b"T*", b"'", b'"'})
"""Where text goes on does not depend on the text before."""
_NAMES = re.compile(rb"\b(?:BDC|Do)\b")
_DEPTH = 60


def flatten(writer: PdfWriter, limit: int) -> tuple[str, ...]:
    """Draw every page without its layers, as they are shown by default; names of those that were hidden.

    :param limit: bytes that the drawings may have together.
    :raises PdfRefused: LAYERS_UNCLEAR when this cannot be done without guessing; LIMIT_STREAM.
    """
    root = writer.root_object
    if "/OCProperties" not in root:
        return ()
    try:
        layers = Layers(root)
        hidden = layers.hidden
        _Flattening(writer, layers, limit).document()
    except (Unclear, Broken) as error:
        raise refuse(PdfRefused, "LAYERS_UNCLEAR", detail=str(error)) from error
    del root["/OCProperties"]
    return hidden


@dataclass
class _Uses:
    """How the drawings that share one dictionary of objects use them, by name."""

    shown: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


class _Flattening:
    def __init__(self, writer: PdfWriter, layers: Layers, limit: int) -> None:
        self._writer, self._layers, self._left = writer, layers, limit
        self._uses: dict[Any, tuple[Any, _Uses]] = {}
        self._resources: dict[Any, Any] = {}

    def document(self) -> None:
        for page in self._writer.pages:
            resources = page.get_inherited("/Resources")
            self._page(page, follow(resources))
            for annotation in self._annotations(page):
                for stream in appearances(annotation):
                    self._form(stream, None, 0)
        # What only hidden spans drew is on no page any more: it must not travel along in the file either.
        for drawn, uses in self._uses.values():
            for name in uses.hidden - uses.shown:
                if isinstance(drawn, dict):
                    drawn.pop(name, None)

    def _page(self, page: Any, resources: Any) -> None:
        from pypdf.generic import NameObject, StreamObject

        content = value(page, "/Contents")
        if content is None:
            return
        parts = [follow(part) for part in content] if isinstance(content, list) else [content]
        data = b"\n".join(self._unpacked(part) for part in parts if part is not None)
        fresh = self._without_hidden(data, resources)
        self._inside(resources, 0)
        if fresh != data:
            stream = StreamObject()
            stream.set_data(fresh)
            page[NameObject("/Contents")] = self._writer._add_object(stream.flate_encode())

    def _annotations(self, page: Any) -> list[Any]:
        """The page's annotations. Of one whose layer is hidden nobody can say what is seen: Chrome shows it.

        :raises Unclear: there is such a one.
        """
        found = [one for one in map(follow, items(page, "/Annots")) if isinstance(one, dict)]
        for annotation in found:
            if "/OC" in annotation:
                if not self._layers.shows(raw(annotation, "/OC")) and appearances(annotation):
                    raise Unclear("an annotation in a hidden layer")
                del annotation["/OC"]
        return found

    def _inside(self, resources: Any, depth: int) -> None:
        """Whatever these resources hold that draws: forms, pictures, patterns, letters that are drawings."""
        if depth > _DEPTH:
            raise RecursionError("drawings nested too deep")
        for name in ("/XObject", "/Pattern"):
            held = value(resources, name)
            for item in held.values() if isinstance(held, dict) else ():
                self._form(follow(item), resources, depth + 1)
        fonts = value(resources, "/Font")
        for font in map(follow, fonts.values() if isinstance(fonts, dict) else ()):
            if value(font, "/Subtype") == "/Type3":
                letters = value(font, "/CharProcs")
                for item in letters.values() if isinstance(letters, dict) else ():
                    self._form(follow(item), value(font, "/Resources") or resources, depth + 1)

    def _form(self, stream: Any, outer: Any, depth: int) -> None:
        """One stream that draws, with all that it draws. ``outer``: resources of who draws it, if it has none."""
        if not hasattr(stream, "get_data"):
            return
        own = value(stream, "/Resources")
        resources = own if own is not None else outer
        if key(stream) in self._resources:
            borrowed = own is None and self._resources[key(stream)] is not resources
            if borrowed and value(stream, "/Subtype") != "/Image" and _NAMES.search(bytes(stream.get_data())):
                raise Unclear("one drawing with several resources")
            return
        self._resources[key(stream)] = resources
        if "/OC" in stream:
            shown = self._layers.shows(raw(stream, "/OC"))
            del stream["/OC"]
            if not shown:
                _empty(stream)
                return
        if value(stream, "/Subtype") == "/Image":
            stream.pop("/Alternates", None)
            return
        data = self._unpacked(stream)
        fresh = self._without_hidden(data, resources)
        if fresh != data:
            for entry in ("/Filter", "/DecodeParms"):
                stream.pop(entry, None)
            stream._data = fresh
        self._inside(resources, depth)

    def _unpacked(self, stream: Any) -> bytes:
        data = bytes(stream.get_data())
        self._left -= len(data)
        if self._left < 0:
            raise refuse(PdfRefused, "LIMIT_STREAM")
        return data

    def _without_hidden(self, data: bytes, resources: Any) -> bytes:
        """A drawing without its hidden spans; the same bytes where it has none."""
        drawn = value(resources, "/XObject")
        _, uses = self._uses.setdefault(key(drawn), (drawn, _Uses()))
        marks: list[bool] = []  # one for each open mark: whether it is of a layer
        hidden = 0
        open_hidden: list[bool] = []
        cuts: list[tuple[int, int, bytes]] = []
        owed = False  # text was taken out, and what follows would have begun behind it
        for one in operations(data):
            operator = one.operator
            if operator in (b"BDC", b"BMC"):
                layer = operator == b"BDC" and len(one.operands) == 2 and one.operands[0] == b"/OC"
                hides = layer and not self._shows(one.operands[1], resources)
                marks.append(layer)
                open_hidden.append(hides)
                hidden += hides
                if layer:
                    cuts.append((one.start, one.end, b" "))
            elif operator == b"EMC" and marks:
                if marks.pop():
                    cuts.append((one.start, one.end, b" "))
                hidden -= open_hidden.pop()
            elif operator == b"Do" and one.operands:
                name = _name(one.operands[-1])
                (uses.hidden if hidden else uses.shown).add(name)
                if hidden:
                    cuts.append((one.start, one.end, b" "))
            elif hidden:
                instead = _instead(one)
                if instead is not None:
                    cuts.append((one.start, one.end, instead))
                owed = operator in _SHOWS or (owed and operator not in _PLACES_TEXT)
            elif operator in _PLACES_TEXT:
                owed = False
            elif owed and operator in _SHOWS:
                raise Unclear("text goes on behind hidden text")
        return _cut(data, cuts) if cuts else data

    def _shows(self, operand: bytes, resources: Any) -> bool:
        listed = value(resources, "/Properties")
        name = _name(operand)
        if not operand.startswith(b"/") or not isinstance(listed, dict) or name not in listed:
            return True
        return self._layers.shows(raw(listed, name))


def _instead(one: Operation) -> bytes | None:
    """What stands for a painting operator where nothing is to be painted; ``None``: it paints nothing."""
    operator = one.operator
    if operator in _PATHS:
        return b"n"  # ends the path, and with it a pending clip
    if operator in _SHOWS or operator in (b"sh", b"BI"):
        return b" "
    if operator == b"'":
        return b"T*"
    if operator == b'"' and len(one.operands) == 3:
        return b"%s Tw %s Tc T*" % (one.operands[0], one.operands[1])
    if operator == b"Tr" and one.operands and one.operands[-1] in (b"4", b"5", b"6", b"7"):
        raise Unclear("hidden text that clips")
    return None


def _cut(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    parts, at = [], 0
    for start, end, instead in cuts:
        parts += [data[at:start], instead]
        at = end
    return b"".join([*parts, data[at:]])


def _name(operand: bytes) -> str:
    """A name as pypdf has it in dictionaries."""
    from io import BytesIO

    from pypdf.generic import NameObject

    return str(NameObject.read_from_stream(BytesIO(operand + b" "), None)) if operand.startswith(b"/") else ""


def _empty(stream: Any) -> None:
    """A drawing or picture of nothing, in the place of one that is hidden, wherever it is drawn from."""
    from pypdf.generic import ArrayObject, NameObject, NumberObject

    stream.clear()
    stream[NameObject("/Type")], stream[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
    stream[NameObject("/BBox")] = ArrayObject([NumberObject(0)] * 4)
    stream._data = b""

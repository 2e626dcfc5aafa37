"""Values of a form as they are seen, the same in any viewer: none drawn otherwise on another machine, or by a script.

A field whose script formats it (``1,234.00`` for 1234) shows something else once scripts are taken out; and a value in
Thai in a field whose font has no Thai letters is drawn with whatever font the machine has.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.content import operations
from signatures.pdf.entries import follow, items, raw, value, word
from signatures.pdf.text_outlines import Face, face
from signatures.prepare.opening import inherited

if TYPE_CHECKING:
    from pypdf import PdfWriter

_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats")
"""Fonts that every reader has (ISO 32000-1, 9.6.2.2), by how their names begin."""
_PICTURE = frozenset({"/Type", "/Rect", "/P", "/M", "/NM", "/OC", "/StructParent"})
_MULTILINE, _PASSWORD = 1 << 12, 1 << 13
_UNSEEN = 1 << 1 | 1 << 5
"""Flags of an annotation that is hidden, or not seen on a screen (ISO 32000-1, table 165)."""
_FIXED = 1 << 6 | 1 << 7 | 1 << 9
"""Read only, locked, and its content too."""
_DEPTH = 30
_COLOURS = (b"g", b"rg", b"k")
_MARGIN = 2.0


def outline_values(writer: PdfWriter, font: Path | None) -> dict[int, list[tuple[float, float, float, float]]]:
    """Draw anew what rests on a font that is not in the file; where on which page (from 0) that was.

    :raises PdfRefused: FORM_VALUE_UNDRAWN with the field and its page, when the font has no such letters.
    """
    found: dict[int, list[tuple[float, float, float, float]]] = {}
    for number, page in enumerate(writer.pages):
        for widget in map(follow, items(page, "/Annots")):
            if not isinstance(widget, dict) or value(widget, "/Subtype") != "/Widget":
                continue
            picture = value(value(widget, "/AP"), "/N")
            text = inherited(widget, "/V")
            foreign = isinstance(text, str) and not text.isascii()
            if foreign and hasattr(picture, "get_data") and _rests_on_machine(picture):
                _outline(widget, picture, face(font), number)
                left, bottom, right, top = (float(edge) for edge in value(widget, "/Rect"))
                box = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
                found.setdefault(number, []).append(box)
    return found


def fix_form(writer: PdfWriter) -> bool:
    """Turn the fields of a form, but those for signatures, into their pictures; whether there was any.

    A picture stays where it is, as that of a rubber stamp that nobody can move; its value is its description.
    """
    from pypdf.generic import ArrayObject, NameObject

    fixed = False
    for page in writer.pages:
        kept, pictures, fields = [], [], 0
        for item in items(page, "/Annots"):
            widget = follow(item)
            if word(widget, "/Subtype") != "/Widget" or inherited(widget, "/FT") == "/Sig":
                kept.append(item)
                continue
            fields += 1
            if _become_picture(widget):
                pictures.append(item)
        if fields:
            fixed = True
            page[NameObject("/Annots")] = ArrayObject([*kept, *pictures])  # a viewer draws fields last
    form = value(writer.root_object, "/AcroForm")
    if isinstance(form, dict):
        left = [item for item in items(form, "/Fields") if _for_signature(follow(item), 0)]
        if left:
            form[NameObject("/Fields")] = ArrayObject(left)
        else:
            del writer.root_object["/AcroForm"]
    return fixed


def _for_signature(field: Any, depth: int) -> bool:
    kids = items(field, "/Kids") if depth < _DEPTH else []
    return inherited(field, "/FT") == "/Sig" or any(_for_signature(follow(kid), depth + 1) for kid in kids)


def _become_picture(widget: Any) -> bool:
    """Whether there is anything to be seen of a field; it is its picture then, and no field any more."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, TextStringObject

    flags = value(widget, "/F") or 0
    picture = value(value(widget, "/AP"), "/N")
    if isinstance(picture, dict) and not hasattr(picture, "get_data"):
        picture = raw(picture, word(widget, "/AS") or "/Off")  # a box that is ticked or not has a picture of each
    if not hasattr(follow(picture), "get_data") or flags & _UNSEEN:
        return False
    normal = picture if follow(picture) is not picture else picture.indirect_reference
    said = inherited(widget, "/V")
    secret = int(inherited(widget, "/Ff") or 0) & _PASSWORD
    for entry in [entry for entry in widget if entry not in _PICTURE]:
        del widget[entry]
    widget[NameObject("/Subtype")] = NameObject("/Stamp")
    widget[NameObject("/AP")] = DictionaryObject({NameObject("/N"): normal})
    widget[NameObject("/F")] = NumberObject(int(flags) | _FIXED)
    if isinstance(said, str) and said and not secret:
        widget[NameObject("/Contents")] = TextStringObject(said.lstrip("/"))
    return True


def _rests_on_machine(picture: Any) -> bool:
    fonts = value(value(picture, "/Resources"), "/Font")
    return isinstance(fonts, dict) and any(not _travels(follow(font)) for font in fonts.values())


def _travels(font: Any) -> bool:
    """Whether a font is in the file, or with every reader."""
    inner = items(font, "/DescendantFonts")
    described = value(follow(inner[0]) if inner else font, "/FontDescriptor")
    if isinstance(described, dict):
        return any(entry in described for entry in ("/FontFile", "/FontFile2", "/FontFile3"))
    return value(font, "/Subtype") == "/Type3" or str(value(font, "/BaseFont") or "")[1:].startswith(_STANDARD)


def _outline(widget: Any, picture: Any, letters: Face, page: int) -> None:
    text = str(inherited(widget, "/V") or "")
    edges = [float(edge) for edge in value(picture, "/BBox")]
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    before, after, size, colour = _around(picture.get_data())
    scale = size / letters.units
    flags = int(inherited(widget, "/Ff") or 0)
    lines = _wrapped(text, letters, (width - 2 * _MARGIN) / scale) if flags & _MULTILINE else [text]
    pitch = (letters.highest - letters.lowest) * scale
    top = height - _MARGIN if flags & _MULTILINE else (height + pitch * len(lines)) / 2
    aligned = int(inherited(widget, "/Q") or 0)
    parts = [b"q", colour]
    for row, line in enumerate(lines):
        advance, _low, _high, placed = letters.line(line)
        if any(glyph == 0 for glyph, _x, _y in placed):
            name = str(inherited(widget, "/T") or "")
            raise refuse(PdfRefused, "FORM_VALUE_UNDRAWN", field=name, page=page + 1)
        x = _MARGIN + (width - 2 * _MARGIN - advance * scale) * aligned / 2
        y = top - pitch * row - letters.highest * scale
        parts.append(letters.operators(line, edges[0] + x, edges[1] + y, scale).encode("ascii"))
    picture._data = b"\n".join([before, *parts, b"Q", after])
    for entry in ("/Filter", "/DecodeParms"):
        picture.pop(entry, None)
    value(picture, "/Resources").pop("/Font", None)


def _around(data: bytes) -> tuple[bytes, bytes, float, bytes]:
    """What stands before and after the text in the picture of a value, the size of its letters and their colour."""
    before = after = b""
    size, colour = 12.0, b"0 g"
    began = ended = None
    for one in operations(data):
        if one.operator == b"BT" and began is None:
            began = one.start
        elif one.operator == b"ET":
            ended = one.end
        elif began is not None and one.operator == b"Tf" and len(one.operands) == 2:
            size = float(one.operands[1]) or size
        elif began is not None and ended is None and one.operator in _COLOURS:
            colour = data[one.start : one.end]
    if began is not None and ended is not None:
        before, after = data[:began], data[ended:]
    return before, after, size, colour


def _wrapped(text: str, letters: Face, width: float) -> list[str]:
    """Lines of a value of several lines, broken at spaces, and within a word that is longer than a line."""
    lines: list[str] = []
    for written in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = ""
        for part in written.split(" "):
            joined = f"{line} {part}" if line else part
            if line and letters.line(joined)[0] > width:
                lines.append(line)
                joined = part
            while len(joined) > 1 and letters.line(joined)[0] > width:
                fits = next(n for n in range(len(joined) - 1, 0, -1) if n == 1 or letters.line(joined[:n])[0] <= width)
                lines.append(joined[:fits])
                joined = joined[fits:]
            line = joined
        lines.append(line)
    return lines

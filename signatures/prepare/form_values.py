"""Values of a form that pdfium drew with a font of this machine, drawn again so that they look the same anywhere.

A value in Thai in a field whose font has no Thai letters is drawn by every viewer with whatever font it finds. What
the head signs must not depend on that: such a value becomes outlines, with its text beside them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.content import operations
from signatures.pdf.entries import follow, items, value
from signatures.pdf.text_outlines import Face, face
from signatures.prepare.opening import inherited

if TYPE_CHECKING:
    from pypdf import PdfWriter

_STANDARD = ("Helvetica", "Times", "Courier", "Symbol", "ZapfDingbats")
"""Fonts that every reader has (ISO 32000-1, 9.6.2.2), by how their names begin."""
_MULTILINE = 1 << 12
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
        for word in written.split(" "):
            joined = f"{line} {word}" if line else word
            if line and letters.line(joined)[0] > width:
                lines.append(line)
                joined = word
            while len(joined) > 1 and letters.line(joined)[0] > width:
                fits = next(n for n in range(len(joined) - 1, 0, -1) if n == 1 or letters.line(joined[:n])[0] <= width)
                lines.append(joined[:fits])
                joined = joined[fits:]
            line = joined
        lines.append(line)
    return lines

"""Thai in Word files that are made without a form: Word keeps size and weight of Thai apart from those of Latin."""

from __future__ import annotations

from typing import Any

FONT = "TH Sarabun New"


def set_font(style: Any, points: int) -> None:
    """Font and size of a style, for Latin and for Thai."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = FONT, Pt(points)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), FONT)
    _append(properties, "w:szCs", str(2 * points))


def set_bold(run: Any, points: int | None = None) -> None:
    """A bold run, and its size where it has one of its own."""
    from docx.shared import Pt

    run.bold = True
    properties = run._r.get_or_add_rPr()
    _append(properties, "w:bCs", None)
    if points is not None:
        run.font.size = Pt(points)
        _append(properties, "w:szCs", str(2 * points))


def _append(properties: Any, name: str, value: str | None) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    one = OxmlElement(name)
    if value is not None:
        one.set(qn("w:val"), value)
    properties.append(one)

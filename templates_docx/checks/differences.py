"""One thing that prints otherwise than Word shows it, and the styles in which such things hide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from templates_docx.locate import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Difference:
    """``severity`` error or caution. Codes: errors ``docx_date_field``, ``docx_number_field``, ``docx_field_lost``,
    ``docx_reference_lost``, ``docx_thai_counting``, ``docx_linked_picture``; cautions ``docx_thai_list``,
    ``docx_latin_only``, ``docx_header_rows``, ``docx_text_box``, ``docx_macros``, ``docx_font_missing``.

    ``where`` is None when the whole file, or a style, is meant.
    """

    severity: str
    code: str
    where: Place | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def styles_of(parts: Mapping[str, bytes]) -> dict[str, Any]:
    """Key of a style -> its element."""
    from lxml import etree

    data = parts.get("word/styles.xml")
    if not data:
        return {}
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    return {one.get(f"{W}styleId", ""): one for one in root.findall(f"{W}style")}

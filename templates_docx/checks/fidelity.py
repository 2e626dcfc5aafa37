"""What Word shows and LibreOffice prints otherwise, found in the Word file before anything is printed.

Each was seen with LibreOffice 7.4; the tests of this module keep the file that showed it. An *error* prints something
that the author did not see: it is refused wherever a Word file becomes a PDF. A *caution* looks other than intended, or
is right only because the program sees to it: it is told where a form is checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from templates_docx import locate
from templates_docx.checks.differences import Difference, W, styles_of
from templates_docx.checks.fields import Field, fields

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

DAY = frozenset({"DATE", "TIME", "SAVEDATE", "PRINTDATE"})
"""Fields that print a day nobody chose: of the conversion, or of somebody's last saving or printing."""
DATE_TAG = "{{ date }}"
"""What a form has instead of a field with a day."""
COUNTED_ANEW = frozenset(
    {"AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "EDITTIME", "FILENAME", "IF", "NUMCHARS", "NUMWORDS", "REVNUM", "TEMPLATE"}
)
"""Fields that print nothing, or a value of the file that is being converted instead of what Word showed."""
NUMBERED = frozenset({"NUMPAGES", "PAGE", "PAGEREF", "SEQ"})
THAI_SWITCHES = frozenset({"thaiarabic", "thaicardtext"})
COUNTING = frozenset({"thaiCounting", "bahtText"})
"""Number formats of lists and pages that are printed as 1, 2, 3."""

_WORTH_A_LOOK = re.compile(rb"instrText|fldSimple|thaiCounting|bahtText|r:link=|imagedata\b")
_EXTERNAL_IMAGE = re.compile(rb"<Relationship\b(?=[^>]*/image\")(?=[^>]*\bTargetMode=\"External\")[^>]*>")
_THAI = re.compile("[\u0e01-\u0e5b]|\\{\\{")


def printed_otherwise(parts: Mapping[str, bytes]) -> list[Difference]:
    """The errors alone: quick for a file that has none of them.

    :raises lxml.etree.XMLSyntaxError: a part is no XML.
    """
    suspicious = {
        name: data for name, data in parts.items()
        if name.startswith("word/") and name.endswith(".xml") and _WORTH_A_LOOK.search(data)
    }  # fmt: skip
    if not suspicious:
        return []
    if "word/numbering.xml" in suspicious:
        # Which of its formats is used, the document and its styles say.
        suspicious = dict(parts)
    texts = list(locate.text_parts(suspicious))
    found: list[Difference] = []
    for name, root in texts:
        found += _fields(name, root, parts)
        found += _linked(name, root, parts)
    found += _lists(parts, texts, COUNTING, "docx_thai_counting", "error")
    found += _pages(texts)
    return found


def differences(parts: Mapping[str, bytes]) -> list[Difference]:
    """Errors, then cautions.

    :raises lxml.etree.XMLSyntaxError: a part is no XML.
    """
    from templates_docx.checks.appearance import latin_only, missing_fonts

    texts = list(locate.text_parts(parts))
    found = printed_otherwise(parts)
    found += _lists(parts, texts, frozenset({"thaiNumbers"}), "docx_thai_list", "caution")
    for name, root in texts:
        found += _header_rows(name, root)
        found += _text_boxes(name, root)
    found += latin_only(parts, texts)
    found += missing_fonts(parts, texts)
    if any(name.endswith("vbaProject.bin") for name in parts):
        found.append(Difference("caution", "docx_macros"))
    return found


# --- fields ------------------------------------------------------------------------------------------------------


def wrong_as(one: Field, bookmarks: frozenset[str], thai_pages: bool) -> str | None:
    """The code of what LibreOffice does to a field, None when it prints what Word shows.

    ``thai_pages``: every section counts its pages in Thai numbers, so that a page number needs no switch.
    """
    if one.name in DAY:
        return "docx_date_field"
    if one.name in COUNTED_ANEW:
        return "docx_field_lost"
    if one.name in NUMBERED and any(kind.lower() in THAI_SWITCHES for kind in one.formats):
        # Word reads the switch in any case of letters; LibreOffice knows one spelling, prints ก ข for it, and lets go
        # of the others, which leaves a page number to its section.
        unread = not {"ThaiArabic", "ThaiCardText"} & set(one.formats)
        return None if one.name == "PAGE" and unread and thai_pages else "docx_number_field"
    target = one.words[1] if len(one.words) > 1 else ""
    if "{{" in target:
        return None  # a form's own bookmark, whose name comes when it is filled
    if one.name in ("REF", "PAGEREF") and target and not target.startswith("\\") and target not in bookmarks:
        return "docx_reference_lost"
    return None


def bookmarks(parts: Mapping[str, bytes]) -> frozenset[str]:
    """Names of every bookmark of the file."""
    found: set[str] = set()
    for name, data in parts.items():
        if name.startswith("word/") and b"<w:bookmarkStart" in data:
            found |= {
                one[1].decode("utf-8", "replace")
                for one in re.finditer(rb'<w:bookmarkStart\b[^>]*\bw:name="([^"]*)"', data)
            }
    return frozenset(found)


def thai_pages(document: bytes) -> bool:
    """Whether every section of a document part counts its pages in Thai numbers."""
    return document.count(b'<w:pgNumType w:fmt="thaiNumbers"') >= max(1, document.count(b"<w:sectPr"))


def _fields(name: str, root: Any, parts: Mapping[str, bytes]) -> Iterator[Difference]:
    known = bookmarks(parts)
    pages = thai_pages(parts.get("word/document.xml", b""))
    for one in fields(root):
        if code := wrong_as(one, known, pages):
            facts = {"instruction": " ".join(one.code.split())}
            facts |= {"tag": DATE_TAG} if code == "docx_date_field" else {}
            yield Difference("error", code, locate.place_of(name, root, one.paragraph), facts)


# --- lists, pages ------------------------------------------------------------------------------------------------


def formats_of_lists(numbering: bytes) -> dict[str, dict[str, str]]:
    """Number of a list -> level -> its format, as ``word/numbering.xml`` has them."""
    from lxml import etree

    if not numbering:
        return {}
    root = etree.fromstring(numbering, etree.XMLParser(resolve_entities=False, no_network=True))

    def levels(above: Any) -> dict[str, str]:
        return {
            level.get(f"{W}ilvl", "0"): kind.get(f"{W}val", "")
            for level in above.iter(f"{W}lvl")
            if (kind := level.find(f"{W}numFmt")) is not None
        }

    plans = {one.get(f"{W}abstractNumId"): levels(one) for one in root.findall(f"{W}abstractNum")}
    found: dict[str, dict[str, str]] = {}
    for one in root.findall(f"{W}num"):
        plan = one.find(f"{W}abstractNumId")
        of_plan = plans.get(plan.get(f"{W}val"), {}) if plan is not None else {}
        found[one.get(f"{W}numId", "")] = of_plan | levels(one)
    return found


def _value(above: Any, *path: str) -> str:
    for tag in path:
        above = above.find(f"{W}{tag}") if above is not None else None
    return above.get(f"{W}val", "") if above is not None else ""


def _lists(
    parts: Mapping[str, bytes], texts: list[tuple[str, Any]], formats: frozenset[str], code: str, severity: str
) -> Iterator[Difference]:
    """The first paragraph of each list numbered in one of the formats."""
    wanted = {
        (number, level): kind
        for number, levels in formats_of_lists(parts.get("word/numbering.xml", b"")).items()
        for level, kind in levels.items()
        if kind in formats
    }
    if not wanted:
        return
    styles = styles_of(parts)
    told: set[str] = set()
    for name, root in texts:
        for paragraph in root.iter(f"{W}p"):
            props = paragraph.find(f"{W}pPr")
            style = styles.get(_value(props, "pStyle"))
            of_style = style.find(f"{W}pPr") if style is not None else None
            number = _value(props, "numPr", "numId") or _value(of_style, "numPr", "numId")
            level = _value(props, "numPr", "ilvl") or _value(of_style, "numPr", "ilvl") or "0"
            if (kind := wanted.get((number, level))) and number not in told:
                told.add(number)
                yield Difference(severity, code, locate.place_of(name, root, paragraph), {"format": kind})


def _pages(texts: list[tuple[str, Any]]) -> Iterator[Difference]:
    for _, root in texts:
        kinds = {one.get(f"{W}fmt") for one in root.iter(f"{W}pgNumType")} & COUNTING
        yield from (Difference("error", "docx_thai_counting", None, {"format": kind}) for kind in sorted(kinds))


# --- pictures, tables, boxes -------------------------------------------------------------------------------------


def external_images(parts: Mapping[str, bytes], name: str) -> frozenset[str]:
    """Keys of the relationships of a part whose picture lies outside the file."""
    folder, _, file = name.rpartition("/")
    relations = parts.get(f"{folder}/_rels/{file}.rels", b"")
    return frozenset(
        key[1].decode() for one in _EXTERNAL_IMAGE.findall(relations) if (key := re.search(rb'\bId="([^"]+)"', one))
    )


def _linked(name: str, root: Any, parts: Mapping[str, bytes]) -> Iterator[Difference]:
    outside = external_images(parts, name)
    if not outside:
        return
    for one in root.iter(f"{_A}blip", "{urn:schemas-microsoft-com:vml}imagedata"):
        if outside & {one.get(f"{_R}link"), one.get(f"{_R}embed"), one.get(f"{_R}href"), one.get(f"{_R}id")}:
            yield Difference("error", "docx_linked_picture", locate.place_of(name, root, one))


def half_headed(table: Any) -> list[Any]:
    """Rows that belong to the head of a table and do not say so, so that they stand on its first page alone.

    A cell that reaches from a marked row into the next makes that row part of the head; and a head whose first row is
    not marked is repeated nowhere.
    """
    rows = table.findall(f"{W}tr")
    marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    if not any(marked):
        return []
    last = 0
    while last + 1 < len(rows) and (marked[last + 1] or (marked[last] and _joined(rows[last + 1]))):
        last += 1
    if not any(marked[: last + 1]):
        # Rows marked further down repeat nowhere in Word either.
        return []
    return [row for row, is_marked in zip(rows[: last + 1], marked, strict=False) if not is_marked]


def _joined(row: Any) -> bool:
    """Whether a cell of the row continues one of the row above."""
    return any(one.get(f"{W}val", "continue") == "continue" for one in row.iter(f"{W}vMerge"))


def _header_rows(name: str, root: Any) -> Iterator[Difference]:
    for table in root.iter(f"{W}tbl"):
        for row in half_headed(table)[:1]:
            yield Difference("caution", "docx_header_rows", locate.place_of(name, root, row))


def _text_boxes(name: str, root: Any) -> Iterator[Difference]:
    """Boxes of a fixed size with text: what does not fit is cut off."""
    for content in root.iter(f"{W}txbxContent"):
        if any(one.tag.endswith("}Fallback") for one in content.iterancestors()):
            continue
        shape = content.getparent().getparent()
        if next(shape.iter(f"{_A}spAutoFit"), None) is None and _THAI.search("".join(content.itertext())):
            yield Difference("caution", "docx_text_box", locate.place_of(name, root, content))

"""What can be mended in a Word file without asking its author: ``oit template mend``.

Each change writes the same page another way, one that Word and LibreOffice print alike, or adds the half that was
forgotten. What needs a decision (which tracked changes hold, where the text of a box belongs) is left and told.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from templates_docx import contexts, locate
from templates_docx.checks.appearance import PAIRS, halves, used_styles
from templates_docx.checks.differences import W
from templates_docx.checks.fidelity import COUNTING, DATE_TAG, bookmarks, half_headed, thai_pages, wrong_as
from templates_docx.checks.fields import Field, fields
from templates_docx.locate import Place
from templates_docx.package import read_zip, write_zip

_COMMENTS = re.compile(
    rb"<w:comment(?:RangeStart|RangeEnd)\b[^>]*/>|<w:r\b[^>]*>(?:(?!</w:r>).)*?<w:commentReference\b[^>]*/></w:r>",
    re.DOTALL,
)
_DROPPED = re.compile(
    r"word/(?:(?:comments\w*|people|vbaData)\.xml|vbaProject\.bin|_rels/(?:vbaProject\.bin|comments\w*\.xml)\.rels)"
)
_MACRO_TYPE = b"application/vnd.ms-word.document.macroEnabled.main+xml"
_PLAIN_TYPE = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was written another way. ``code`` is that of the difference it mends; ``where`` as there."""

    code: str
    where: Place | None = None


def mended(docx: bytes, form: str | None = None) -> tuple[bytes, list[Change]]:
    """The file with everything mechanical mended, and what was changed; the same bytes when nothing was.

    ``form``: it is a template of this form, so that a field with today's date becomes the form's own ``{{ date }}``.

    :raises zipfile.BadZipFile: it is no zip. :raises lxml.etree.XMLSyntaxError: a part is no XML.
    """
    from lxml import etree

    parts = read_zip(docx)
    dated = form is not None and "date" in contexts.all_names(form)
    texts = list(locate.text_parts(parts))
    changes: list[Change] = []
    numbered = False
    for name, root in texts:
        found = _fields(name, root, parts, dated)
        numbered |= any(change.code == "docx_number_field" for change in found)
        changes += found + _rows(name, root) + _runs(name, root)
    styles = etree.fromstring(parts["word/styles.xml"]) if "word/styles.xml" in parts else None
    if styles is not None:
        changes += _styles(styles, parts, texts)
    changes += _counting(parts, texts)
    if numbered:
        _count_in_thai(texts)
    written = dict(texts) | ({"word/styles.xml": styles} if styles is not None else {})
    fresh = {
        name: etree.tostring(written[name], xml_declaration=True, encoding="UTF-8", standalone=True)
        if name in written else data for name, data in parts.items()
    } if changes else dict(parts)  # fmt: skip
    if "word/numbering.xml" in fresh and any(change.code == "docx_thai_counting" for change in changes):
        fresh["word/numbering.xml"] = _COUNTING_FORMAT.sub(rb"\1thaiNumbers\2", fresh["word/numbering.xml"])
    changes += _left_overs(fresh)
    return (write_zip(fresh), changes) if changes else (docx, [])


_COUNTING_FORMAT = re.compile(rb'(<w:numFmt\b[^>]*w:val=")(?:' + "|".join(sorted(COUNTING)).encode() + rb')(")')


# --- fields ------------------------------------------------------------------------------------------------------


def _fields(name: str, root: Any, parts: Mapping[str, bytes], dated: bool) -> list[Change]:
    known, pages = bookmarks(parts), thai_pages(parts.get("word/document.xml", b""))
    changes = []
    for one in list(fields(root)):
        code = wrong_as(one, known, pages)
        where = locate.place_of(name, root, one.paragraph) if code else None
        if code == "docx_number_field" and one.name == "PAGE":
            _recode(one, "PAGE")
        elif code == "docx_date_field" and one.name == "DATE" and dated and _alone(one):
            _flatten(one, DATE_TAG)
        elif code == "docx_field_lost" and one.shown and _alone(one):
            _flatten(one, one.shown)
        else:
            continue
        changes.append(Change(code or "", where))
    return changes


def _recode(one: Field, code: str) -> None:
    """Another instruction in the same field."""
    first = one.runs[0]
    if first.tag == f"{W}fldSimple":
        first.set(f"{W}instr", f" {code} ")
        return
    text = f" {code} "
    for run in one.runs:
        for node in run.findall(f"{W}instrText"):
            node.text, text = text, ""


def _alone(one: Field) -> bool:
    """Whether the runs of a field hold nothing else, so that they may go."""
    if one.runs[0].tag == f"{W}fldSimple":
        return True
    marks = [child for run in one.runs for child in run if child.tag != f"{W}rPr"]
    ends = [one.get(f"{W}fldCharType") for one in (marks[0], marks[-1])]
    return one.closed and ends == ["begin", "end"] and all(run.getparent() is not None for run in one.runs)


def _flatten(one: Field, text: str) -> None:
    """Plain text in place of a field, looking as its first run does: what Ctrl+Shift+F9 does in Word."""
    first = one.runs[0]
    look = first.find(f"{W}rPr") if first.tag == f"{W}r" else first.find(f"{W}r/{W}rPr")
    plain = first.makeelement(f"{W}r")
    if look is not None:
        plain.append(copy.deepcopy(look))
    node = plain.makeelement(f"{W}t")
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    node.text = text
    plain.append(node)
    first.addprevious(plain)
    for run in one.runs:
        run.getparent().remove(run)


def _count_in_thai(texts: list[tuple[str, Any]]) -> None:
    """Thai page numbers in every section: what the switch of the field asked for."""
    for _, root in texts:
        for section in root.iter(f"{W}sectPr"):
            kind = section.find(f"{W}pgNumType")
            if kind is None:
                kind = section.makeelement(f"{W}pgNumType")
                before = ("footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType")
                early = [one for one in section if one.tag.endswith(("}headerReference", "}footerReference"))]
                early += [one for one in section if one.tag in {f"{W}{tag}" for tag in before}]
                (early[-1].addnext(kind) if early else section.insert(0, kind))
            kind.set(f"{W}fmt", "thaiNumbers")


# --- lists, tables, runs -----------------------------------------------------------------------------------------


def _counting(parts: Mapping[str, bytes], texts: list[tuple[str, Any]]) -> list[Change]:
    from templates_docx.checks.fidelity import printed_otherwise

    found = [one for one in printed_otherwise(parts) if one.code == "docx_thai_counting"]
    for _, root in texts:
        for kind in root.iter(f"{W}pgNumType"):
            if kind.get(f"{W}fmt") in COUNTING:
                kind.set(f"{W}fmt", "thaiNumbers")
    return [Change(one.code, one.where) for one in found]


def _rows(name: str, root: Any) -> list[Change]:
    changes = []
    for table in root.iter(f"{W}tbl"):
        for row in half_headed(table):
            changes.append(Change("docx_header_rows", locate.place_of(name, root, row)))
            props = row.find(f"{W}trPr")
            if props is None:
                props = row.makeelement(f"{W}trPr")
                # After a row's exceptions to its table's properties, before its cells.
                own = row.find(f"{W}tblPrEx")
                (own.addnext(props) if own is not None else row.insert(0, props))
            props.append(props.makeelement(f"{W}tblHeader"))
    return changes


def _runs(name: str, root: Any) -> list[Change]:
    from templates_docx.checks.appearance import is_thai

    changes = []
    for place, paragraph in locate.placed(name, root):
        done = [run for run in paragraph.iter(f"{W}r") if is_thai(run) and _complete(run.find(f"{W}rPr"))]
        if done:
            changes.append(Change("docx_latin_only", place))
    return changes


def _styles(styles: Any, parts: Mapping[str, bytes], texts: list[tuple[str, Any]]) -> list[Change]:
    used = used_styles(parts, texts)
    return [
        Change("docx_latin_only_style")
        for style in styles.findall(f"{W}style")
        if style.get(f"{W}styleId") in used and _complete(style.find(f"{W}rPr"))
    ]


def _complete(props: Any) -> bool:
    """Give Thai letters the marks that run properties have for Latin ones; whether any was missing."""
    marks = halves(props)
    for mark in marks:
        if mark == "font":
            fonts = props.find(f"{W}rFonts")
            fonts.set(f"{W}cs", fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"))
            continue
        latin = props.find(f"{W}{mark}")
        thai = props.makeelement(f"{W}{PAIRS[mark]}", dict(latin.attrib))
        latin.addnext(thai)
    return bool(marks)


# --- left in the file --------------------------------------------------------------------------------------------


def _left_overs(parts: dict[str, bytes]) -> list[Change]:
    """Comments and macros taken out, with whatever names them."""
    changes = []
    if any(name.endswith("vbaProject.bin") for name in parts):
        changes.append(Change("docx_macros"))
    for name, data in list(parts.items()):
        if locate.TEXT_PART.fullmatch(name) and b"<w:comment" in data:
            parts[name] = _COMMENTS.sub(b"", data)
            changes.append(Change("template_comments"))
    if not changes:
        return []
    gone = [name for name in parts if _DROPPED.fullmatch(name)]
    for name in gone:
        del parts[name]
    for name in [one for one in parts if one.endswith(".rels") or one == "[Content_Types].xml"]:
        for lost in gone:
            file = re.escape(lost.rpartition("/")[2].encode())
            parts[name] = re.sub(rb'<(?:Relationship|Override)\b[^>]*"[^"]*\b' + file + rb'"[^>]*/>', b"", parts[name])
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(_MACRO_TYPE, _PLAIN_TYPE)
    return changes

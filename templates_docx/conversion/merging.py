"""Papers made of one form, converted as one document and cut apart: LibreOffice spends half of a short paper's time on
beginning and ending it.

Only papers that end up the same are taken together: those of our own forms in which nothing counts across a document
but the number of a page, which begins anew. Each becomes a section, with headers and footers of its own. What is not
seen to be so is left to be converted by itself, and so is everything of a batch that does not come out as it must.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from templates_docx.checks.docx_checks import Ready
from templates_docx.package import read_zip, write_zip

MOST = 8
"""Papers made one document of: a few more are hardly quicker each, and lost together when LibreOffice dies."""
BEGINS, ANEW, ON = "B", "N", "-"
"""What a page is: the first of a paper, one that a break of its own begins, one onto which text or a table runs on."""

_DOCUMENT, _RELATIONS, _TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_SHARED = re.compile(r"(?:_rels/\.rels|docProps/\w+\.xml|word/(?:styles|settings|fontTable|webSettings)\.xml|"
                     r"word/theme/\w+\.xml|word/media/[\w.]+)")  # fmt: skip
_FIELD = re.compile(rb"<w:(?:instrText\b[^>]*>([^<]*)|fldSimple\b[^>]*w:instr=\"([^\"]*)\")")
_PAGE_NUMBER = re.compile(rb"\s*PAGE\b[^\w]*(?:\\\*\s*\w+\s*)*")
_COUNTS = re.compile(
    rb"<w:(?:bookmarkStart|numPr|footnote|endnote|altChunk|sdt|txbxContent|lnNumType|evenAndOddHeaders|"
    rb"subDoc)\b"
)
_SECTION = re.compile(r"<w:sectPr\b[^>]*>.*?</w:sectPr>\s*\Z", re.DOTALL)
_OTHER_BREAK = re.compile(r'<w:type w:val="(?!nextPage")')
_NUMBERED = re.compile(r"<w:pgNumType\b(?![^>]*w:start=)([^>]*?)\s*/>")
_REFERENCE = re.compile(r'(<w:(?:header|footer)Reference\b[^>]*r:id=")([^"]+)(")')
_RELATION = re.compile(r"<Relationship\b[^>]*/>")


class Batch(NamedTuple):
    """Papers to be converted as one: their places in the list they came in, and what LibreOffice gets."""

    places: tuple[int, ...]
    ready: Ready


@dataclass(frozen=True, slots=True)
class _Part:
    """One paper taken apart. ``key``: what must be the same in all that are taken together."""

    key: tuple[object, ...]
    head: str
    body: str
    section: str
    tail: str
    edges: dict[str, bytes]
    """Headers and footers by the identifier by which the section refers to them."""
    files: dict[str, bytes]


def batches(papers: Sequence[Ready | None], listeners: int = 1) -> list[Batch]:
    """Which of the papers are converted as one; the rest, ``None`` too, by itself.

    :param listeners: so many work at once, and none is to wait for another.
    """
    alike: dict[tuple[object, ...], list[tuple[int, _Part]]] = {}
    for place, paper in enumerate(papers):
        part = _taken_apart(paper) if paper is not None else None
        if part is not None:
            alike.setdefault(part.key, []).append((place, part))
    made = []
    for found in alike.values():
        turns = math.ceil(len(found) / (MOST * listeners)) * listeners
        size = max(2, math.ceil(len(found) / turns))
        for at in range(0, len(found), size):
            together = found[at : at + size]
            first = papers[together[0][0]]
            if len(together) > 1 and first is not None:
                docx = _joined([part for _, part in together])
                made.append(Batch(tuple(place for place, _ in together), first._replace(docx=docx, thai_pages="all")))
    return made


def _taken_apart(paper: Ready) -> _Part | None:
    """``None``: it is not seen to end up the same among others."""
    if not paper.ends or not paper.thai_pages or paper.thai_lists:
        return None
    files = read_zip(paper.docx)
    own = {name for name in files if _EDGES.fullmatch(name)}
    if any(n not in own and n not in (_DOCUMENT, _RELATIONS, _TYPES) and not _SHARED.fullmatch(n) for n in files):
        return None
    for name in (_DOCUMENT, "word/settings.xml", *own):
        part = files.get(name, b"")
        fields = (one or other for one, other in _FIELD.findall(part))
        if _COUNTS.search(part) or not all(_PAGE_NUMBER.fullmatch(field) for field in fields):
            return None
    text = files[_DOCUMENT].decode()
    begin, end = text.find("<w:body"), text.rfind("</w:body>")
    begin = text.find(">", begin) + 1
    section = _SECTION.search(text[begin:end])
    if section is None or text.count("<w:sectPr") != 1 or _OTHER_BREAK.search(section[0]):
        return None
    body = text[begin : begin + section.start()].rstrip()
    if not body.endswith("</w:p>") or 'w:start="' in section[0]:
        return None
    edges = _edges(files)
    if edges is None or own - {name for name, _ in edges.values()}:
        return None
    shared = {name: data for name, data in files.items() if name not in own and name != _DOCUMENT}
    key = (
        paper[1:],
        text[:begin],
        section[0],
        tuple(sorted(shared.items())),
        tuple(sorted(n for n, _ in edges.values())),
    )
    return _Part(key, text[:begin], body, section[0], text[end:], {i: data for i, (_, data) in edges.items()}, files)


def _edges(files: dict[str, bytes]) -> dict[str, tuple[str, bytes]] | None:
    """Headers and footers by identifier, each with its name; ``None``: one is not where the document says."""
    found = {}
    for relation in _RELATION.findall(files.get(_RELATIONS, b"").decode()):
        kind, target, name = (_attribute(relation, one) for one in ("Type", "Target", "Id"))
        if kind.endswith(("/header", "/footer")):
            if f"word/{target}" not in files:
                return None
            found[name] = (f"word/{target}", files[f"word/{target}"])
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found[1] if found else ""


def _joined(papers: Sequence[_Part]) -> bytes:
    """One document of several, each a section of its own that is numbered from 1."""
    first = papers[0]
    files = dict(first.files)
    relations, types = files[_RELATIONS].decode(), files[_TYPES].decode()
    known = {_attribute(one, "Id"): one for one in _RELATION.findall(relations)}
    more_relations, more_types, bodies = [], [], []
    for number, paper in enumerate(papers):
        section = _NUMBERED.sub(r'<w:pgNumType\1 w:start="1"/>', paper.section)
        renamed = {}
        for identifier, data in paper.edges.items():
            if data == first.edges[identifier]:
                continue
            target = _attribute(known[identifier], "Target")
            fresh = f"{target.removesuffix('.xml')}_{number}.xml"
            files[f"word/{fresh}"] = data
            renamed[identifier] = f"{identifier}_{number}"
            more_relations.append(
                known[identifier]
                .replace(f'"{identifier}"', f'"{renamed[identifier]}"')
                .replace(f'"{target}"', f'"{fresh}"')
            )
            kind = re.search(rf'<Override\b[^>]*PartName="/word/{re.escape(target)}"[^>]*/>', types)
            if kind is not None:
                more_types.append(kind[0].replace(f'"/word/{target}"', f'"/word/{fresh}"'))
        section = _REFERENCE.sub(lambda m, to=renamed: m[1] + to.get(m[2], m[2]) + m[3], section)  # type: ignore[misc]
        bodies.append(_closed(paper.body, section) if number < len(papers) - 1 else paper.body + section)
    files[_DOCUMENT] = (first.head + "".join(bodies) + first.tail).encode()
    files[_RELATIONS] = relations.replace("</Relationships>", "".join(more_relations) + "</Relationships>").encode()
    files[_TYPES] = types.replace("</Types>", "".join(more_types) + "</Types>").encode()
    return write_zip(files, 1)


def _closed(body: str, section: str) -> str:
    """The body with its section's properties in its last paragraph, where all sections but the last have them."""
    at = max(body.rfind("<w:p>"), body.rfind("<w:p "))
    begun = body.index(">", at) + 1
    if body.startswith("<w:pPr>", begun):
        closing = body.index("</w:pPr>", begun)
        return body[:closing] + section + body[closing:]
    return f"{body[:begun]}<w:pPr>{section}</w:pPr>{body[begun:]}"


def cut(pdf: bytes, pages: str, papers: int) -> list[bytes | None]:
    """The papers of a batch; ``None`` for one that is to be converted by itself: one whose text runs on to a second
    page, as how its pages end is looked at in a document of its own; all of them, where they cannot be told apart.

    :param pages: what LibreOffice says of each page, one letter each.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    starts = [number for number, letter in enumerate(pages) if letter == BEGINS]
    if len(reader.pages) != len(pages) or len(starts) != papers or starts[:1] != [0]:
        return [None] * papers
    ends = [*starts[1:], len(pages)]
    return [
        None if pages[start + 1 : end].startswith(ON) else _cut_out(reader, range(start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _cut_out(reader: Any, pages: range) -> bytes:
    """Some pages as a file that says of itself what the whole says."""
    from pypdf import PdfWriter
    from pypdf.generic import NameObject

    writer = PdfWriter()
    for number in pages:
        writer.add_page(reader.pages[number])
    for entry in ("/Lang", "/ViewerPreferences"):
        if entry in reader.root_object:
            writer.root_object[NameObject(entry)] = reader.root_object[entry].clone(writer)
    if reader.metadata is not None:
        writer.add_metadata(dict(reader.metadata))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()

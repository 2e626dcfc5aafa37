"""What a document fetches from outside itself: linked pictures, objects, workbooks, templates from the network.

LibreOffice and Word follow such links when they open a file: an address is asked for, or a file of this machine drawn
into the page the head signs. Links that a reader clicks fetch nothing and are no concern here.

Sources: ECMA-376-2 (relationships, ``TargetMode``), ECMA-376-1 17.16.5 (fields), OpenDocument 1.3-2 (``xlink:href``).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PART = 64 << 20
"""Bytes of one unpacked part that are read."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_CLICKED = frozenset({f"{_TEXT}a", f"{_DRAW}a"})
_SCHEME = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]+:|//|\\\\)")
_LOCAL_TEMPLATE = re.compile(r"(?:file:///)?(?:[A-Za-z]:[\\/])?[^\\/:][^:]*|/[^/\\:][^:]*")
_FETCHING = re.compile(r"(?<![A-Za-z])(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK)\b\s*([^\n]*)", re.IGNORECASE)
_OLDER = re.compile(rb"\x13\s*(INCLUDEPICTURE|INCLUDETEXT|DDEAUTO|DDE|LINK)\b[^\x14\x15]{0,300}", re.IGNORECASE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Begins a compound file ([MS-CFB], 2.2): .doc, .xls, and anything new that has a password."""
TEMPLATE = "attachedTemplate"
"""A Word file names the template it was made from; from this machine that is only a name, from elsewhere a fetch."""


@dataclass(frozen=True, slots=True)
class Outside:
    """One thing that would be fetched. ``kind``: the last word of the relation's type, or the field's name."""

    kind: str
    target: str
    part: str

    def __str__(self) -> str:
        return f"{self.kind} {self.target}".strip()


def outside(data: bytes) -> tuple[Outside, ...]:
    """All that a .docx, .xlsx, .odt or .doc would fetch; nothing of a file that is none of these or damaged."""
    if data.startswith(OLE):
        return tuple(_of_doc(data))
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = package.namelist()

            def part(name: str) -> bytes:
                with package.open(name) as opened:
                    return opened.read(_MOST_PART)

            return tuple(found_in(names, part))
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        return ()


def found_in(names: list[str], part: Callable[[str], bytes]) -> Iterator[Outside]:
    """The same of a package that is open. :param part: gives the bytes of a part by its name."""
    for name in names:
        if name.endswith(".rels"):
            yield from _relations(name, part(name))
        elif name in ("content.xml", "styles.xml", "meta.xml") and "mimetype" in names:
            yield from _open_document(name, part(name), frozenset(names))
        elif name.startswith("word/") and name.endswith(".xml"):
            content = part(name)
            if b"instr" in content:
                yield from _fields(name, content)
        elif name == "xl/connections.xml":
            yield Outside("connection", "", name)
        elif name.startswith("xl/externalLinks/") and name.endswith(".xml") and b"ddeLink" in part(name):
            yield Outside("ddeLink", "", name)


def without_template(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts that change when the name of the template is taken out: nothing then looks for it on this machine."""
    name = "word/_rels/settings.xml.rels"
    content = parts.get(name, b"")
    if TEMPLATE.encode() not in content:
        return {}
    from lxml import etree

    root = _xml(content)
    if root is None:
        return {}
    for relation in [r for r in root if str(r.get("Type", "")).endswith(f"/{TEMPLATE}")]:
        root.remove(relation)
    settings = re.sub(rb"<w:attachedTemplate\b[^>]*/>", b"", parts.get("word/settings.xml", b""))
    fresh = {name: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    return {**fresh, "word/settings.xml": settings} if settings else fresh


def _relations(name: str, content: bytes) -> Iterator[Outside]:
    root = _xml(content)
    for relation in root.iter("{*}Relationship") if root is not None else ():
        kind, target = str(relation.get("Type", "")).rpartition("/")[2], str(relation.get("Target", ""))
        leads_out = str(relation.get("TargetMode", "")).lower() == "external" or _SCHEME.match(target)
        local = kind == TEMPLATE and _LOCAL_TEMPLATE.fullmatch(target)
        if leads_out and kind != "hyperlink" and not local:
            yield Outside(kind, target, name)


def _fields(name: str, content: bytes) -> Iterator[Outside]:
    root = _xml(content)
    if root is None:
        return
    said = ""
    for one in root.iter(f"{_W}instrText", f"{_W}fldChar", f"{_W}fldSimple"):
        said += (one.text or "") if one.tag == f"{_W}instrText" else f"\n{one.get(f'{_W}instr', '')}\n"
    for found in _FETCHING.finditer(said):
        yield Outside(found[1].upper(), found[2].strip(), name)


def _open_document(name: str, content: bytes, names: frozenset[str]) -> Iterator[Outside]:
    root = _xml(content)
    for one in root.iter() if root is not None else ():
        target = str(one.get(_HREF, ""))
        if not target or target.startswith("#") or one.tag in _CLICKED:
            continue
        kind = str(one.tag).rpartition("}")[2]
        inside = target.removeprefix("./")
        held = inside in names or any(other.startswith(f"{inside}/") for other in names)
        if _SCHEME.match(target) or not (held or (kind == "template" and _LOCAL_TEMPLATE.fullmatch(target))):
            yield Outside(kind, target, name)


def _of_doc(data: bytes) -> Iterator[Outside]:
    """Fields of an older Word file stand in its text between 0x13 and 0x15, in one byte a letter or in UTF-16."""
    for text in (data, data.replace(b"\0", b"")):
        found = [match[0][1:] for match in _OLDER.finditer(text)]
        if found:
            told = (one.decode("latin-1").strip() for one in found)
            return (yield from (Outside(one.split()[0].upper(), one.partition(" ")[2].strip(), "") for one in told))


def _xml(content: bytes) -> _Element | None:
    from lxml import etree

    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return None

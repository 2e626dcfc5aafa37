"""Where in a Word file something stands, as its user counts: paragraph, or table, row and cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{[{%#].*$", re.DOTALL)


TRACKED = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\b")
"""Tracked changes in the XML of a Word document."""


@dataclass(frozen=True, slots=True)
class Place:
    """``part`` body, header or footer. Numbers count from 1; ``table``, ``row``, ``cell`` are 0 outside tables.

    ``paragraph`` counts within the cell, or among the paragraphs outside tables. ``text`` is what stands there.
    """

    part: str
    paragraph: int
    table: int
    row: int
    cell: int
    text: str


def _text(paragraph: Any) -> str:
    return "".join(
        node.text or ("\t" if node.tag == f"{_WORD}tab" else "") for node in paragraph.iter(f"{_WORD}t", f"{_WORD}tab")
    )


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and tables as they follow each other on the page: a content control is a frame around some of them."""
    for child in root:
        if child.tag == f"{_WORD}sdt":
            for content in child.findall(f"{_WORD}sdtContent"):
                yield from _blocks(content)
        else:
            yield child


def _walk(root: Any, part: str) -> Iterator[tuple[Place, Any]]:
    paragraphs = tables = 0
    for child in _blocks(root):
        if child.tag == f"{_WORD}p":
            paragraphs += 1
            yield Place(part, paragraphs, 0, 0, 0, _text(child)), child
        elif child.tag == f"{_WORD}tbl":
            tables += 1
            for number, line in enumerate(child.iter(f"{_WORD}tr"), 1):
                for column, box in enumerate(line.findall(f"{_WORD}tc"), 1):
                    for at, paragraph in enumerate(box.iter(f"{_WORD}p"), 1):
                        yield Place(part, at, tables, number, column, _text(paragraph)), paragraph


def paragraphs(data: bytes) -> Iterator[Place]:
    """Every paragraph of body, headers and footers with its place."""
    return (place for place, _ in _elements(data))


def text_parts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Name and root of the document, then of its headers and footers, in the file's order.

    :raises lxml.etree.XMLSyntaxError: a part is no XML.
    """
    from lxml import etree

    for name, xml in parts.items():
        if TEXT_PART.fullmatch(name):
            # Entities would let a template read files of this machine.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
            yield name, etree.fromstring(xml, parser)


def placed(name: str, root: Any) -> Iterator[tuple[Place, Any]]:
    """Every paragraph of a part with its place; those in a text box follow the paragraph the box is tied to."""
    body = root.find(f"{_WORD}body")
    found = TEXT_PART.fullmatch(name)
    kind = "body" if body is not None or found is None else found[1].rstrip("0123456789")
    return _walk(root if body is None else body, kind)


def place_of(name: str, root: Any, element: Any) -> Place | None:
    """Where an element of a part stands: the paragraph it is or is in, for a row its first; None outside paragraphs."""
    inside = {element, *element.iter(f"{_WORD}p"), *element.iterancestors(f"{_WORD}p")}
    return next((place for place, paragraph in placed(name, root) if paragraph in inside), None)


def _elements(data: bytes) -> Iterator[tuple[Place, Any]]:
    from templates_docx.package import read_zip

    for name, root in text_parts(read_zip(data)):
        yield from placed(name, root)


def tags(text: str) -> list[str]:
    """The template tags in a text."""
    return _TAGS.findall(text)


def changed(data: bytes) -> Place | None:
    """The first paragraph with a tracked change."""
    return _first(data, f"{_WORD}ins", f"{_WORD}del", f"{_WORD}moveFrom", f"{_WORD}moveTo")


def commented(data: bytes) -> Place | None:
    """The first paragraph a comment is tied to."""
    return _first(data, f"{_WORD}commentRangeStart", f"{_WORD}commentReference")


def _first(data: bytes, *names: str) -> Place | None:
    return next((place for place, element in _elements(data) if next(element.iter(*names), None) is not None), None)


def field(data: bytes, name: str) -> Place | None:
    """The first place whose tags use ``name``; None if it is spread over several paragraphs."""
    used = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)|\.{re.escape(name)}(?!\w)")
    return next((p for p in paragraphs(data) if any(used.search(tag) for tag in _TAGS.findall(p.text))), None)


def first_tag(data: bytes, words: Iterable[str]) -> Place | None:
    """The first place whose tags hold one of the forbidden constructs (its last word, or a call's bracket)."""
    looks = [re.escape("(" if word == "call" else word.rpartition(":")[2]) for word in words]
    used = re.compile("|".join(looks), re.IGNORECASE)
    return next((p for p in paragraphs(data) if any(used.search(tag) for tag in _TAGS.findall(p.text))), None)


def unclosed(data: bytes) -> Place | None:
    """The first paragraph with half a tag: ``{{ name`` without its end, or an end without its beginning.

    docxtpl would look for the other half in the paragraphs that follow, and drop everything between.
    """
    whole = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
    return next((p for p in paragraphs(data) if re.search(r"\{[{%#]|[}%#]\}", whole.sub("", p.text))), None)


def syntax(data: bytes, error: TemplateSyntaxError) -> Place | None:
    """Where a tag is not closed or not understood: found by trying each paragraph's tags alone."""
    from jinja2 import TemplateSyntaxError as Broken

    from templates_docx.sandbox import environment

    env = environment()
    depth: list[tuple[str, Place]] = []
    for place in paragraphs(data):
        for tag in _TAGS.findall(place.text):
            inner = re.sub(r"^\{%-?\s*(?:p|tr|tc|r)\s", "{% ", tag)
            word = re.match(r"\{%-?\s*(\w+)", inner)
            if word and word[1] in ("for", "if"):
                depth.append((word[1], place))
                inner += "{% end" + word[1] + " %}"
            elif word and word[1] in ("endfor", "endif"):
                if not depth or depth[-1][0] != word[1][3:]:
                    return place
                depth.pop()
                continue
            elif word and word[1] in ("else", "elif"):
                if not depth:
                    return place
                continue
            try:
                env.parse(inner)
            except Broken:
                return place
    return depth[-1][1] if depth else None


def close_to(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, None if none is near."""
    near = difflib.get_close_matches(name, sorted(known), 1, 0.6)
    return near[0] if near else None

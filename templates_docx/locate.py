"""Where in a Word file something stands, as its user counts: paragraph, or table, row and cell."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
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


def _walk(root: Any, part: str) -> Iterator[tuple[Place, Any]]:
    paragraphs = tables = 0
    for child in root:
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


def _elements(data: bytes) -> Iterator[tuple[Place, Any]]:
    from lxml import etree

    from templates_docx.package import read_zip

    for name, xml in read_zip(data).items():
        found = re.fullmatch(r"word/(document|header\d*|footer\d*)\.xml", name)
        if not found:
            continue
        # Entities would let a template read files of this machine.
        root = etree.parse(BytesIO(xml), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
        body = root.find(f"{_WORD}body")
        kind = "body" if body is not None else found[1].rstrip("0123456789")
        yield from _walk(root if body is None else body, kind)


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

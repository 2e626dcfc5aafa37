"""Signature fields that are filled: a signed file is never rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signatures.pdf.entries import follow, items, value
from signatures.pdf.rewriting import understood

if TYPE_CHECKING:
    from pypdf import PdfReader

_DEPTH = 60


def filled_fields(reader: PdfReader) -> list[str]:
    """Full names of all signature fields that have a value. :raises PdfRefused: UNREADABLE"""
    names: list[str] = []
    seen: set[int] = set()

    def walk(node: Any, depth: int, kind: Any, name: str) -> None:
        if depth > _DEPTH or not isinstance(node, dict) or id(node) in seen:
            return
        seen.add(id(node))
        kind = value(node, "/FT") or kind
        name = f"{name}.{value(node, '/T') or ''}".strip(".")
        if kind == "/Sig" and isinstance(value(node, "/V"), dict):
            names.append(name)
        for kid in items(node, "/Kids"):
            walk(follow(kid), depth + 1, kind, name)

    with understood():
        for item in items(value(reader.root_object, "/AcroForm"), "/Fields"):
            walk(follow(item), 0, None, "")
    return names

"""The HTML of a page as a tree."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import HTMLParser

_here = threading.local()
_DEEPEST = 2000
_FORMATTING = re.compile(rb"</?(?:font|b|i|u|span|center|strong|em|big|small|tt|div|p)\b[^>]*>", re.IGNORECASE)


def tree_of(source: bytes) -> Any:
    """The page as a tree, None when there is none in it.

    libxml2 stops, without a word, where elements lie more than 2,048 deep (unclosed `<font>` tags); browsers go on.
    """
    from lxml import etree

    if not source.strip():
        return None
    try:
        root = etree.fromstring(source, parser=_parser())
        if root is not None and source.count(b"<") > _DEEPEST and _depth(root) > _DEEPEST:
            root = etree.fromstring(_FORMATTING.sub(b"", source), parser=_parser())
    except etree.LxmlError:
        return None
    return root


def _depth(root: Any) -> int:
    """How deep the last branch goes."""
    depth = 0
    while len(root):
        root, depth = root[-1], depth + 1
    return depth


def _parser() -> HTMLParser:
    """A parser for this thread: making one for every page costs as much as a small page."""
    from lxml import etree

    parser: HTMLParser | None = getattr(_here, "parser", None)
    if parser is None:
        parser = _here.parser = etree.HTMLParser(
            encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
        )
    return parser

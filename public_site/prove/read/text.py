"""The words of a page, in a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Any

_SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+")
_NOT_TEXT = ("script", "style", "template", "title", "noscript", "noframes", "head", "textarea", "select")
_FOLDED = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def squash(text: str) -> str:
    """A text without white space and zero-width marks: Thai is broken anywhere, so only the letters can be compared."""
    return _SPACE.sub("", text)


def words_of(text: str) -> str:
    """A text as its letters and digits alone: who types it again by hand uses other digits, quotes and dashes.

    Thai digits become Arabic ones, a nikhahit with sara a becomes sara am, two sara e become sara ae.
    """
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41").casefold()
    return "".join(c for c in text if unicodedata.category(c)[0] in "LMN")


def text_of(root: Any, unseen: Collection[Any] = ()) -> str:
    """All text below `root` but what no visitor reads; `unseen` are elements left out with all that is in them."""
    left_out: set[Any] = set()
    for element in (*root.iter(*_NOT_TEXT), *unseen):
        left_out.update(element.iter())
    return "".join(
        ("" if element in left_out else element.text or "")
        + ("" if (parent := element.getparent()) is not None and parent in left_out else element.tail or "")
        for element in root.iter()
        if isinstance(element.tag, str)
    )

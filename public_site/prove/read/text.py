"""The words of a page, in a form in which they can be compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Any

_SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff\u00ad]+")
_NOT_TEXT = ("script", "style", "template", "title", "noscript", "noframes", "head", "select")
_WRITTEN_IN = ("", "text", "button", "submit", "url", "search")
_TONE_FIRST = re.compile("([\u0e48-\u0e4b])([\u0e31\u0e34-\u0e3a])")
_TONE_IN_AM = re.compile("\u0e4d([\u0e48-\u0e4b])\u0e32")
_FOLDED = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def squash(text: str) -> str:
    """A text without white space and zero-width marks: Thai is broken anywhere, so only the letters can be compared."""
    return _SPACE.sub("", text)


def words_of(text: str) -> str:
    """A text as its letters and digits alone: who types it again by hand uses other digits, quotes and dashes.

    Thai digits become Arabic ones, a nikhahit with sara a becomes sara am, two sara e become sara ae, and a tone mark
    comes after the vowel above or below, however they were typed.
    """
    text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    text = _TONE_FIRST.sub(r"\2\1", text)
    text = (
        _TONE_IN_AM.sub("\\1\u0e33", text)
        .replace("\u0e4d\u0e32", "\u0e33")
        .replace("\u0e40\u0e40", "\u0e41")
        .casefold()
    )
    return "".join(c for c in text if unicodedata.category(c)[0] in "LMN")


def text_of(root: Any, unseen: Collection[Any] = ()) -> str:
    """All text below `root` but what no visitor reads; `unseen` are elements left out with all that is in them."""
    left_out: set[Any] = set()
    for element in (*root.iter(*_NOT_TEXT), *unseen):
        left_out.update(element.iter())
    return "".join(
        ("" if element in left_out else element.text or _value(element))
        + ("" if (parent := element.getparent()) is not None and parent in left_out else element.tail or "")
        for element in root.iter()
        if isinstance(element.tag, str)
    )


def _value(element: Any) -> str:
    """What is written in a field or on a button, which a person reads like any other text."""
    if element.tag == "input" and (element.get("type") or "").strip().lower() in _WRITTEN_IN:
        return element.get("value") or ""
    return ""

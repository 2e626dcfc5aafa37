"""Colours of a text and of what lies behind it: of nearly the same colour, nobody can read it (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

_SAME = 1.1
"""Contrast below which a text is not to be seen; pale grey on white, that people still find, has 1.16."""
_CANVAS = (1.0, 1.0, 1.0)
_NO_COLOUR = ("", "inherit", "initial", "unset", "revert", "currentcolor")
_NO_BACKGROUND = ("none", "transparent", "inherit", "initial", "unset", "0 0", "0")


def is_lost(chain: Iterable[tuple[Any, Mapping[str, str]]], *, sure: bool) -> bool:
    """Whether a text is transparent, or of the colour that is written for what lies behind it.

    :param chain: the elements that the text stands in, innermost first, each with its own styles.
    :param sure: all style sheets were read: then a page without a background is white.
    """
    chain = list(chain)
    own = _own_colour(chain)
    if own is None:
        return False
    if own[3] < 0.05:
        return not any("url(" in one or "gradient" in one for _, style in chain for one in _behind(style))
    for element, style in chain:
        for written in _behind(style):
            if written in _NO_BACKGROUND:
                continue
            colour = _colour(written)
            if colour is None or colour[3] > 0.05:
                return colour is not None and colour[3] > 0.95 and _contrast(colour[:3], own[:3]) < _SAME
        if element.tag not in ("html", "body") and style.get("position", "static") != "static":
            sure = False  # a picture beside it may lie below it
    return sure and _contrast(_CANVAS, own[:3]) < _SAME


def _own_colour(chain: list[tuple[Any, Mapping[str, str]]]) -> tuple[float, float, float, float] | None:
    for element, style in chain:
        written = style.get("color", "")
        if written not in _NO_COLOUR:
            return _colour(written)
        if element.tag == "a" and element.get("href") is not None and written != "inherit":
            return None  # links have a colour of their own
    return None


def _behind(style: Mapping[str, str]) -> list[str]:
    return [one for name in ("background-image", "background-color", "background") if (one := style.get(name, ""))]


def _contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=1024)
def _colour(value: str) -> tuple[float, float, float, float] | None:
    from tinycss2.color3 import parse_color

    found = parse_color(value) if value else None
    return None if found is None or isinstance(found, str) else (found.red, found.green, found.blue, found.alpha)

"""The box of an element as styles make it: off the page, cut down to nothing, too small to see (CSS 2.2 and later)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FAR = -400.0
"""Pixels left of or above the page from which on nothing of a link can be on it."""
_LENGTH = re.compile(r"(-?[\d.]+)(px|r?em|vw|vh|%|pt)?")
_PIXELS = {"px": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "vw": 12.8, "vh": 8.0, "%": 0.0, "pt": 1.33}


@dataclass(frozen=True, slots=True)
class Box:
    """An element with what styles say of it, own properties only."""

    element: Any
    style: Mapping[str, str]
    decorated: bool

    def get(self, name: str) -> str:
        return self.style.get(name, "")


def is_gone(box: Box) -> bool:
    """Whether an element is nowhere on the page, with all that is in it."""
    if not box.style:
        return False
    if box.get("display") == "none" or box.get("content-visibility") == "hidden":
        return True
    if _TRANSPARENT.search(box.get("filter")) or 0 <= number(box.get("zoom"), 1.0) < 0.1:
        return True
    return _out_of_page(box) or _clipped(box)


_TRANSPARENT = re.compile(r"opacity\(\s*0?(?:\.0\d*|0)?%?\s*\)")


def is_beside(chain: list[Box]) -> bool:
    """Whether the last of a chain stands wholly beside the page, or far off in a part that lets nothing flow over."""
    box = chain[-1]
    if not box.style or box.get("position") not in ("absolute", "fixed"):
        return False
    outer = chain[:-1]
    far = max(pixels(box.get("left")), -pixels(box.get("right"))) >= _WIDE
    if far and any("hidden" in one.get(name) or "clip" in one.get(name) for one in outer for name in _FLOW):
        return True
    frame = next((one for one in reversed(outer) if one.get("position") not in ("", "static")), None)
    if frame is not None and box.get("position") != "fixed":
        # It is placed by something whose own place is not known, but whose size may be, and what it cuts off.
        return "hidden" in frame.get("overflow") and any(
            0 < pixels(frame.get(long)) <= pixels(box.get(side))
            for side, long in (("left", "width"), ("top", "height"))
        )
    return any(
        0 < pixels(box.get(long)) <= -pixels(box.get(side)) for side, long in (("left", "width"), ("top", "height"))
    )


_FLOW = ("overflow", "overflow-x")
_WIDE = 1280.0
"""Pixels from the left from which on nothing is in sight unless one scrolls to it."""


def _out_of_page(box: Box) -> bool:
    """Moved out to the left or above, where no scrolling leads (to the right of it, a page grows)."""
    if box.get("position") in ("absolute", "fixed", "relative"):
        if min(pixels(box.get("left")), pixels(box.get("top"))) <= FAR:
            return True
        if box.get("position") == "fixed" and pixels(box.get("right")) <= FAR:
            return True
    if min(pixels(box.get("margin-left")), pixels(box.get("margin-top"))) <= FAR:
        return True
    if re.fullmatch(r"0(\.0+)?( 0(\.0+)?)*", box.get("scale")):
        return True
    if _is_moved_out(box.get("translate")):
        return True
    transform = box.get("transform")
    if not transform or transform == "none":
        return False
    if re.search(r"scale(?:3d|x|y)?\(\s*0(?:\.0+)?\s*[,)]", transform):
        return True
    return any(_is_moved_out(moved.replace(",", " ")) for moved in _TRANSLATED.findall(transform))


_TRANSLATED = re.compile(r"translate(?:3d|x|y)?\(([^()]*)\)")


def _is_moved_out(by: str) -> bool:
    """Whether a shift takes something off the page, to the left or above."""
    return any(
        float(number) <= -100 if unit in ("%", "vw", "vh") else float(number) * _PIXELS[unit] <= FAR
        for number, unit in _LENGTH.findall(by)
    )


def _clipped(box: Box) -> bool:
    """Cut down to nothing: by `clip`, by `clip-path`, or by a size of nothing whose contents may not flow over."""
    clip, path = box.get("clip"), box.get("clip-path")
    if clip.startswith("rect") and box.get("position") in ("absolute", "fixed"):
        sides = [pixels(n + u) for n, u in _LENGTH.findall(clip)]
        if len(sides) == 4 and (sides[2] - sides[0] <= 1 or sides[1] - sides[3] <= 1):
            return True
    if re.match(r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%", path) or re.match(r"(?:circle|ellipse)\(\s*0", path):
        return True
    if path.startswith("polygon") and len(set(_LENGTH.findall(path))) == 1:
        return True
    flows = any(
        box.get(name) in ("hidden", "clip", "scroll", "auto") for name in ("overflow", "overflow-x", "overflow-y")
    )
    return flows and is_tiny(box)


_SIZED = ("iframe", "embed", "object", "frame", "img", "video", "canvas", "svg")


def is_tiny(box: Box) -> bool:
    """At most one pixel wide or high. Padding makes room all the same: so frames keep their shape on every screen."""
    if any(
        pixels(part, 1.0)
        for name in ("padding", "padding-top", "padding-bottom", "min-height")
        if (part := box.get(name))
    ):
        return False
    for name in ("width", "height", "max-width", "max-height"):
        value = box.get(name)
        if not value and not name.startswith("max") and box.element.tag in _SIZED:
            value = box.element.get(name) or ""
        found = _LENGTH.fullmatch(value.strip())
        if found is not None:
            unit = found.group(2) or ""
            if float(found.group(1)) * (1.0 if unit in ("%", "vw", "vh") else _PIXELS[unit]) <= 1:
                return True
    return False


def has_surface(box: Box) -> bool:
    """An element without a word that a style gives a size and so a place to press, as a splash page does."""
    if box.element.tag not in ("a", "button", "div", "li", "td", "span", "label"):
        return False
    if is_tiny(box):
        return False
    picture = box.get("background-image") or box.get("background")
    if "url(" in picture and (box.get("padding") or box.get("width") or box.get("height")):
        return True
    if not (box.get("width") and box.get("height")):
        return False
    blocks = ("block", "inline-block", "flex", "grid", "inline-flex")
    return box.get("display") in blocks or box.get("position") in ("absolute", "fixed")


def font_size(box: Box, outer: float) -> float:
    """The size of letters in an element, in pixels."""
    found = _LENGTH.fullmatch(box.get("font-size"))
    if found is None:
        return outer
    number, unit = float(found.group(1)), found.group(2) or ""
    if unit in ("em", "%"):
        return outer * number / (100 if unit == "%" else 1)
    return number * _PIXELS[unit]


def pixels(value: str | None, default: float = 0.0) -> float:
    """A length in pixels; `default` for none, for one that depends on what is around it, and for what is no length."""
    found = _LENGTH.fullmatch(value.strip()) if value else None
    if found is None:
        return default
    return float(found.group(1)) * (_PIXELS[found.group(2) or ""] or (1.0 if float(found.group(1)) else 0.0))


def number(value: str, default: float) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return default

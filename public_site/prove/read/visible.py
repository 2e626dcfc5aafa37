"""Whether a person can see and press an element, as far as mark-up and style sheets say (CSS 2.2 and later)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from public_site.prove.read.styles import Declaration, Styles, declarations

_FAR = -400.0
"""Pixels left of or above the page from which on nothing of a link can be on it."""
_INHERITED = ("visibility", "font-size", "color", "pointer-events", "text-indent")
_PICTURES = ("img", "svg", "picture", "canvas", "video", "object", "embed", "iframe", "input", "button")
_LENGTH = re.compile(r"(-?[\d.]+)(px|r?em|vw|vh|%|pt)?")
_PIXELS = {"px": 1.0, "": 1.0, "em": 16.0, "rem": 16.0, "vw": 12.8, "vh": 8.0, "%": 0.0, "pt": 1.33}


class Sight(Enum):
    """Seen at rest; seen once somebody points at it or presses (no script needed); not seen."""

    SHOWN = "shown"
    OPENS = "opens"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class _Box:
    """An element with what styles say of it, own properties only."""

    element: Any
    style: Mapping[str, str]
    decorated: bool

    def get(self, name: str) -> str:
        return self.style.get(name, "")


class Looker:
    """Looks at elements of one page."""

    def __init__(self, root: Any, styles: Styles) -> None:
        import cssselect2

        self._styles = styles
        self._top = cssselect2.ElementWrapper.from_html_root(root)
        self._wrapped: dict[Any, Any] = {root: self._top}
        self._boxes: dict[tuple[Any, bool], _Box] = {}

    def look(self, element: Any, *, pressed: bool = True) -> Sight:
        """How an element can be seen; `pressed`: it has to be pressed too, not only read."""
        for sight, matcher, opened in (
            (Sight.SHOWN, self._styles.rest, False), (Sight.OPENS, self._styles.by_hand, True),
        ):  # fmt: skip
            if self._visible(self._chain(element, matcher, opened=opened), pressed, matcher, opened=opened):
                return sight
        return Sight.HIDDEN

    def _chain(self, element: Any, matcher: Any, *, opened: bool) -> list[_Box]:
        """The element and all that it stands in, outermost first."""
        chain = [element, *element.iterancestors()]
        return [self._box(one, matcher, opened=opened) for one in reversed(chain)]

    def _wrap(self, element: Any) -> Any:
        known = self._wrapped.get(element)
        if known is None:
            parent = element.getparent()
            for child in self._wrap(parent).iter_children():
                self._wrapped[child.etree_element] = child
            known = self._wrapped[element]
        return known

    def _box(self, element: Any, matcher: Any, *, opened: bool) -> _Box:
        known = self._boxes.get((element, opened))
        if known is None:
            known = self._boxes[element, opened] = self._made(element, matcher, opened=opened)
        return known

    def _made(self, element: Any, matcher: Any, *, opened: bool) -> _Box:
        won: dict[str, tuple[tuple[bool, int, tuple[int, ...], int], str]] = {}
        decorated = False

        def declare(declared: tuple[Declaration, ...], rank: tuple[int, tuple[int, ...], int]) -> None:
            for one in declared:
                key = (one.important, *rank)
                if one.name not in won or won[one.name][0] <= key:
                    won[one.name] = (key, one.value)

        if _hidden_by_default(element, opened=opened):
            won["display"] = ((False, 0, (), 0), "none")
        for (ids, classes, types), order, pseudo, (declared, taken) in matcher.match(self._wrap(element)):
            if pseudo is None:
                declare(declared, (1, (ids, classes + taken, types), order))
            elif pseudo in ("before", "after"):
                decorated = decorated or any(
                    d.name == "content" and d.value not in ("none", "normal", '""', "''") for d in declared
                )
        inline = element.get("style")
        if inline:
            declare(declarations(inline), (2, (), 0))
        return _Box(element, {name: value for name, (_, value) in won.items()}, decorated)

    def _visible(self, chain: list[_Box], pressed: bool, matcher: Any, *, opened: bool) -> bool:
        opacity = 1.0
        inherited: dict[str, str] = {}
        for box in chain:
            if _gone(box):
                return False
            opacity *= _number(box.get("opacity"), 1.0)
            for name in _INHERITED:
                if (value := box.get(name)) and value != "inherit":
                    inherited[name] = value
        if opacity < 0.05 or inherited.get("visibility") in ("hidden", "collapse"):
            return False
        if pressed and inherited.get("pointer-events") == "none":
            return False
        target = chain[-1]
        if target.element.tag in ("iframe", "frame", "embed", "object"):
            return not _tiny(target)
        if target.element.tag in ("area", "input", "select", "form", "meta", "script"):
            return True
        return self._has_something(target, inherited, chain, matcher, opened=opened)

    def _has_something(
        self, box: _Box, inherited: Mapping[str, str], chain: list[_Box], matcher: Any, *, opened: bool
    ) -> bool:
        """Whether there is a word, a picture or a surface to see in an element that is not hidden itself."""
        if box.decorated or _has_surface(box) or box.element.tag in _PICTURES:
            return True
        if self._says(box.element.text, inherited, chain):
            return True
        for child in box.element:
            if isinstance(child.tag, str):
                inner = self._box(child, matcher, opened=opened)
                own = {**inherited, **{name: value for name in _INHERITED if (value := inner.get(name))}}
                seen = not _gone(inner) and own.get("visibility") not in ("hidden", "collapse")
                if seen and _number(inner.get("opacity"), 1.0) >= 0.05:
                    # An icon font draws by a class; where its sheet is on another host, the class is all there is.
                    icon = bool(child.get("class")) and bool(self._styles.unread) and child.tag in ("i", "span", "em")
                    if icon or self._has_something(inner, own, [*chain, inner], matcher, opened=opened):
                        return True
            if self._says(child.tail, inherited, chain):
                return True
        return False

    def _says(self, text: str | None, inherited: Mapping[str, str], chain: list[_Box]) -> bool:
        if not text or not text.strip():
            return False
        if _pixels(inherited.get("font-size"), 16.0) == 0 or _pixels(inherited.get("text-indent")) <= _FAR:
            return False
        return not _without_colour(chain)


def _gone(box: _Box) -> bool:
    """Whether an element is nowhere on the page, with all that is in it."""
    if box.get("display") == "none" or box.get("content-visibility") == "hidden":
        return True
    return _out_of_page(box) or _clipped(box)


def _hidden_by_default(element: Any, *, opened: bool) -> bool:
    """What browsers hide by their own style sheet; a page's rule may show it all the same."""
    tag = element.tag
    if tag in ("template", "noscript", "noframes", "head", "script", "style"):
        return True
    if element.get("hidden") is not None:
        return True
    if tag == "dialog":
        return element.get("open") is None
    if element.get("popover") is not None:
        return not (opened and _opened_by_button(element))
    return False


def _opened_by_button(element: Any) -> bool:
    name = element.get("id")
    if not name:
        return False
    root = element.getroottree().getroot()
    return any(one.get("popovertarget") == name for one in root.iter("button", "input"))


def _out_of_page(box: _Box) -> bool:
    """Moved out to the left or above, where no scrolling leads (to the right of it, a page grows)."""
    if box.get("position") in ("absolute", "fixed", "relative"):
        if min(_pixels(box.get("left")), _pixels(box.get("top"))) <= _FAR:
            return True
        if box.get("position") == "fixed" and _pixels(box.get("right")) <= _FAR:
            return True
    if min(_pixels(box.get("margin-left")), _pixels(box.get("margin-top"))) <= _FAR:
        return True
    if re.fullmatch(r"0(\.0+)?( 0(\.0+)?)*", box.get("scale")):
        return True
    transform = box.get("transform")
    if not transform or transform == "none":
        return False
    if re.search(r"scale(?:3d|x|y)?\(\s*0(?:\.0+)?\s*[,)]", transform):
        return True
    moved = re.search(r"translate(?:3d|x|y)?\(\s*(-?[\d.]+)(px|%|r?em|vw|vh)?", transform)
    if moved is None:
        return False
    by = float(moved.group(1))
    unit = moved.group(2) or "px"
    return by <= -100 if unit in ("%", "vw", "vh") else by * _PIXELS[unit] <= _FAR


def _clipped(box: _Box) -> bool:
    """Cut down to nothing: by `clip`, by `clip-path`, or by a size of nothing whose contents may not flow over."""
    clip, path = box.get("clip"), box.get("clip-path")
    if clip.startswith("rect") and box.get("position") in ("absolute", "fixed"):
        sides = [_pixels(n + u) for n, u in _LENGTH.findall(clip)]
        if len(sides) == 4 and (sides[2] - sides[0] <= 1 or sides[1] - sides[3] <= 1):
            return True
    if re.match(r"inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%", path) or re.match(r"(?:circle|ellipse)\(\s*0", path):
        return True
    flows = any(
        box.get(name) in ("hidden", "clip", "scroll", "auto") for name in ("overflow", "overflow-x", "overflow-y")
    )
    return flows and _tiny(box)


def _tiny(box: _Box) -> bool:
    """At most one pixel wide or high. Padding makes room all the same: so frames keep their shape on every screen."""
    if any(
        _pixels(part, 1.0)
        for name in ("padding", "padding-top", "padding-bottom", "min-height")
        if (part := box.get(name))
    ):
        return False
    for name in ("width", "height", "max-width", "max-height"):
        value = box.get(name)
        if not value and not name.startswith("max") and box.element.tag in ("iframe", "embed", "object", "frame"):
            value = box.element.get(name) or ""
        found = _LENGTH.fullmatch(value.strip())
        if found is not None:
            unit = found.group(2) or ""
            if float(found.group(1)) * (1.0 if unit in ("%", "vw", "vh") else _PIXELS[unit]) <= 1:
                return True
    return False


def _has_surface(box: _Box) -> bool:
    """An element without a word that a style gives a size and so a place to press, as a splash page does."""
    if box.element.tag not in ("a", "button", "div", "li", "td", "span", "label"):
        return False
    if _tiny(box):
        return False
    picture = box.get("background-image") or box.get("background")
    if "url(" in picture and (box.get("padding") or box.get("width") or box.get("height")):
        return True
    if not (box.get("width") and box.get("height")):
        return False
    blocks = ("block", "inline-block", "flex", "grid", "inline-flex")
    return box.get("display") in blocks or box.get("position") in ("absolute", "fixed")


def _without_colour(chain: list[_Box]) -> bool:
    """Text that is transparent, or of the very colour that is written for what lies behind it."""
    own = None
    for box in reversed(chain):
        if box.get("color") and box.get("color") != "inherit":
            own = _colour(box.get("color"))
            break
        if box.element.tag == "a" and box.element.get("href") is not None:
            return False  # links have a colour of their own
    if own is None:
        return False
    behind = [
        f"{box.get('background')} {box.get('background-image')} {box.get('background-color')}".strip() for box in chain
    ]
    if own[3] < 0.05:
        return not any("url(" in one or "gradient" in one for one in behind)
    for one in reversed(behind):
        if one:
            colour = _colour(one)
            return colour is not None and colour[3] > 0.95 and colour[:3] == own[:3]
    return False


@lru_cache(maxsize=1024)
def _colour(value: str) -> tuple[float, float, float, float] | None:
    from tinycss2.color3 import parse_color

    found = parse_color(value) if value else None
    return None if found is None or isinstance(found, str) else (found.red, found.green, found.blue, found.alpha)


def _pixels(value: str | None, default: float = 0.0) -> float:
    """A length in pixels; `default` for none, for one that depends on what is around it, and for what is no length."""
    found = _LENGTH.fullmatch(value.strip()) if value else None
    if found is None:
        return default
    return float(found.group(1)) * (_PIXELS[found.group(2) or ""] or (1.0 if float(found.group(1)) else 0.0))


def _number(value: str, default: float) -> float:
    try:
        return float(value.rstrip("%")) / (100 if value.endswith("%") else 1)
    except ValueError:
        return default

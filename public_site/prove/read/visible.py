"""Whether a person can see and press an element, as far as mark-up and style sheets say (CSS 2.2 and later)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from public_site.prove.read.boxes import FAR, Box, font_size, has_surface, is_beside, is_gone, is_tiny, number, pixels
from public_site.prove.read.colours import is_lost
from public_site.prove.read.styles import Declaration, Styles, declarations

_INHERITED = ("visibility", "pointer-events", "text-indent")
_MOST_INNER = 20
_READABLE = 3.0
"""Pixels of a letter's size from which on a person can read it."""
_NOTHING = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
"""Letters that take no place."""
_NEVER_SHOWN = frozenset(
    (
        "template", "noscript", "noframes", "head", "script", "style", "rp", "datalist", "desc", "metadata", "defs",
        "symbol", "clippath", "noembed",
    )
)  # fmt: skip
_SHOWN_INSTEAD = frozenset(("video", "audio", "canvas", "meter", "progress"))
"""Elements that every browser of today knows, so that what stands in them is never shown."""
_PICTURES = (
    "img", "svg", "picture", "canvas", "video", "object", "embed", "iframe", "input", "button", "rect", "path",
    "circle", "ellipse", "polygon", "image", "use",
)  # fmt: skip


class Sight(Enum):
    """Seen at rest; seen once somebody points at it or presses (no script needed); not seen."""

    SHOWN = "shown"
    OPENS = "opens"
    HIDDEN = "hidden"


class Looker:
    """Looks at elements of one page."""

    def __init__(self, root: Any, styles: Styles) -> None:
        import cssselect2

        self._styles = styles
        self._top = cssselect2.ElementWrapper.from_html_root(root)
        self._wrapped: dict[Any, Any] = {root: self._top}
        self._boxes: dict[tuple[Any, bool], Box] = {}

    def look(self, element: Any, *, pressed: bool = True) -> Sight:
        """How an element can be seen; `pressed`: it has to be pressed too, not only read."""
        for sight, matcher, opened in (
            (Sight.SHOWN, self._styles.rest, False), (Sight.OPENS, self._styles.by_hand, True),
        ):  # fmt: skip
            if self._visible(self._chain(element, matcher, opened=opened), pressed, matcher, opened=opened):
                return sight
        return Sight.HIDDEN

    def layers(self, written: Callable[[str], bool]) -> list[tuple[Any, bool]]:
        """Elements that lie over others at rest and take presses; `written` says it of a `style` attribute.

        True for one that is no layer itself: a style draws one before or after its content.
        """
        found: list[tuple[Any, bool]] = []
        for element in self._top.etree_element.iter():
            if not isinstance(element.tag, str):
                continue
            inline = element.get("style") or ""
            matched = self._styles.layers.match(self._wrap(element)) if self._styles.layers is not None else []
            itself = any(pseudo is None for _, _, pseudo, _ in matched) or (inline and written(inline))
            if (matched or itself or _is_open_dialog(element)) and self._takes_presses(element):
                found.append((element, not itself and bool(matched)))
        return found

    def holds_still(self) -> bool:
        """Whether styles keep the page from being moved up and down, as far as can be told without a browser."""
        root = self._top.etree_element
        return any(self._flow(one) in ("hidden", "clip") for one in (root, *root.iterchildren("body")))

    def moves_within(self, element: Any) -> bool:
        """Whether an element stands in a part of the page that moves by itself."""
        return any(self._flow(one) in ("auto", "scroll") for one in element.iterancestors())

    def _flow(self, element: Any) -> str:
        """What becomes of what is longer than the element (CSS Overflow 3, `overflow-y`)."""
        box = self._box(element, self._styles.rest, opened=False)
        return box.get("overflow-y") or box.get("overflow").rpartition(" ")[2]

    def is_unknowable(self, element: Any, written: Callable[[str], bool]) -> bool:
        """Whether a rule that only a browser works out holds for an element, what it stands in or what stands in it."""
        inner = [one for one in element.iterdescendants() if isinstance(one.tag, str)][:_MOST_INNER]
        for one in (element, *element.iterancestors(), *inner):
            if written(one.get("style") or ""):
                return True
            if self._styles.unknowable is not None and self._styles.unknowable.match(self._wrap(one)):
                return True
        return False

    def _takes_presses(self, element: Any) -> bool:
        chain = self._chain(element, self._styles.rest, opened=False)
        own = [{name: value for name in _INHERITED if (value := box.get(name))} for box in chain]
        said = {name: value for one in own for name, value in one.items()}
        hidden = said.get("visibility") in ("hidden", "collapse") or said.get("pointer-events") == "none"
        return not hidden and not any(is_gone(box) for box in chain)

    def _chain(self, element: Any, matcher: Any, *, opened: bool) -> list[Box]:
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

    def _box(self, element: Any, matcher: Any, *, opened: bool) -> Box:
        known = self._boxes.get((element, opened))
        if known is None:
            known = self._boxes[element, opened] = self._made(element, matcher, opened=opened)
        return known

    def _made(self, element: Any, matcher: Any, *, opened: bool) -> Box:
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
        written = {name: self._styles.value_of(value) for name, (_, value) in won.items()}
        return Box(element, _by_attributes(element) | written, decorated)

    def _visible(self, chain: list[Box], pressed: bool, matcher: Any, *, opened: bool) -> bool:
        opacity, size = 1.0, 16.0
        inherited: dict[str, str] = {}
        for at, box in enumerate(chain):
            if is_gone(box) or is_beside(chain[: at + 1]) or (pressed and box.element.get("inert") is not None):
                return False
            opacity *= number(box.get("opacity"), 1.0)
            size = font_size(box, size)
            for name in _INHERITED:
                if (value := box.get(name)) and value != "inherit":
                    inherited[name] = value
        if opacity < 0.05 or inherited.get("visibility") in ("hidden", "collapse"):
            return False
        if pressed and inherited.get("pointer-events") == "none":
            return False
        target = chain[-1]
        if target.element.tag in ("iframe", "frame", "embed", "object"):
            return not is_tiny(target)
        if target.element.tag == "area":
            pictures = _pictures_of(target.element)
            return any(
                self._visible(self._chain(p, matcher, opened=opened), False, matcher, opened=opened) for p in pictures
            )
        if target.element.tag in ("input", "select", "form", "meta", "script"):
            return True
        return self._has_something(target, inherited, size, chain, matcher, opened=opened)

    def _has_something(
        self, box: Box, inherited: Mapping[str, str], size: float, chain: list[Box], matcher: Any, *, opened: bool
    ) -> bool:
        """Whether there is a word, a picture or a surface to see in an element that is not hidden itself."""
        if box.decorated or has_surface(box) or (box.element.tag in _PICTURES and not is_tiny(box)):
            return True
        if self._says(box.element.text, inherited, size, chain):
            return True
        for child in box.element:
            if isinstance(child.tag, str):
                inner = self._box(child, matcher, opened=opened)
                own = {**inherited, **{name: value for name in _INHERITED if (value := inner.get(name))}}
                seen = not is_gone(inner) and own.get("visibility") not in ("hidden", "collapse")
                if seen and number(inner.get("opacity"), 1.0) >= 0.05:
                    # An icon font draws by a class; where its sheet is on another host, the class is all there is.
                    icon = bool(child.get("class")) and bool(self._styles.unread) and child.tag in ("i", "span", "em")
                    within = [*chain, inner]
                    if icon or self._has_something(inner, own, font_size(inner, size), within, matcher, opened=opened):
                        return True
            if self._says(child.tail, inherited, size, chain):
                return True
        return False

    def _says(self, text: str | None, inherited: Mapping[str, str], size: float, chain: list[Box]) -> bool:
        if not text or not text.translate(_NOTHING).strip():
            return False
        if size < _READABLE or pixels(inherited.get("text-indent")) <= FAR:
            return False
        return not is_lost(((box.element, box.style) for box in reversed(chain)), sure=not self._styles.unread)


def _is_open_dialog(element: Any) -> bool:
    return bool(element.tag == "dialog" and element.get("open") is not None)


def _hidden_by_default(element: Any, *, opened: bool) -> bool:
    """What browsers hide by their own style sheet; a page's rule may show it all the same."""
    tag = element.tag
    if tag in _NEVER_SHOWN:
        return True
    parent = element.getparent()
    if parent is not None and parent.tag in _SHOWN_INSTEAD:
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


def _by_attributes(element: Any) -> dict[str, str]:
    """What old mark-up says by attributes, and any style overrules."""
    said = {}
    if element.get("bgcolor"):
        said["background-color"] = element.get("bgcolor").strip().lower()
    if element.get("background"):
        said["background-image"] = "url(picture)"
    if (colour := element.get("color" if element.tag == "font" else "text")) and element.tag in ("font", "body"):
        said["color"] = colour.strip().lower()
    return said


def _pictures_of(area: Any) -> list[Any]:
    """The pictures on which a map's area lies."""
    of = next((one for one in area.iterancestors("map")), None)
    name = of.get("name") or of.get("id") if of is not None else None
    if not name:
        return []
    pictures = area.getroottree().getroot().iter("img", "object")
    return [one for one in pictures if (one.get("usemap") or "").lstrip("#") == name]

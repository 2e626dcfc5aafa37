"""Style sheets as far as they can hide a link: what hides and what shows, at rest and when somebody points or presses.

Only rules that touch a property of `TELLING` are kept. The parser is tinycss2, selectors are matched by cssselect2; the
splitting into blocks is done here, since parsing a whole framework takes a second and nine tenths of it tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from public_site.prove.read.shorthands import SHORTHANDS, longhands

TELLING = frozenset(
    (
        "display", "visibility", "opacity", "content-visibility", "position", "left", "right", "top", "text-indent",
        "margin-left", "margin-top", "clip", "clip-path", "transform", "scale", "width", "height", "max-width",
        "max-height", "overflow", "overflow-x", "overflow-y", "font-size", "color", "background", "background-color",
        "background-image", "pointer-events", "content", "padding", "padding-top", "padding-bottom", "min-height",
        "filter", "translate", "zoom",
    )
)  # fmt: skip
"""Properties by which a link can be there and yet not be seen or pressed."""
_TOKEN = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|[{};]", re.DOTALL)
_LAYER = re.compile(
    r"(?=.*position\s*:\s*(?:fixed|absolute))(?=.*\b(?:inset|top)\s*:)(?=.*\b(?:inset|bottom|(?:min-)?height)\s*:\s*"
    r"(?:0|100(?:%|[dsl]?vh)|[3-9]\d\dpx|\d{4,}px))", re.DOTALL | re.IGNORECASE,
)  # fmt: skip
"""What may lie over a whole page, or over all of something on it."""
_UNKNOWABLE = re.compile(
    r"animation|mask|backface|rotate|matrix|perspective|skew|letter-spacing\s*:\s*-|text-fill|\b0fr|offset-path|blend-mode"
    r"|color\s*:\s*(?:hsl|hwb|lab|lch|ok|color|light-dark|rgba?\([^)]*/)|inset\(|translatez",
    re.IGNORECASE,
)  # fmt: skip
"""What may hide or show a thing in ways that only a browser works out."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TELLS = re.compile(rf"(?:^|[;\s{{}}])(?:{'|'.join(sorted(TELLING | SHORTHANDS))})\s*:", re.IGNORECASE)
_OWN_NAME = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_VAR = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")
_GROUPS = ("@media", "@supports", "@layer", "@container", "@scope", "@document")
_IMPORT = re.compile(r"@import\s+(?:url\(\s*)?[\"']?([^\"')\s;]+)[\"']?\s*\)?\s*([^;]*)", re.IGNORECASE)
# What holds while somebody points at a thing, has pressed it, or has come to it by a link to its id.
_BY_HAND = r":(?:hover|focus-within|focus-visible|focus|active|target|checked)"
_IS_BY_HAND = re.compile(_BY_HAND)
_NOT_BY_HAND = re.compile(rf":not\(\s*[^()]*{_BY_HAND}[^()]*\)")
_NAME = re.compile(r"[.#]([\w-]+)")
_AT = re.compile(r"(@?[\w-]*)(.*)", re.DOTALL)
_NOT_HERE = re.compile(r"prefers-reduced-motion\s*:\s*reduce|prefers-color-scheme\s*:\s*dark|hover\s*:\s*none")
_WIDTH = 1280
_EM = 16
_MAX_SELECTORS = 60_000


@dataclass(frozen=True, slots=True)
class Declaration:
    """One property set, as text in lower case."""

    name: str
    value: str
    important: bool


@dataclass(slots=True)
class Styles:
    """The rules that hold on a page, in their order: one matcher for the page at rest, one for what a hand does.

    `unread` are addresses of sheets that could not be read, so that what they hide is not known. `layers` matches what
    may lie over other things (None: no rule does), `layer_words` are the classes and ids that those rules name.
    `unknowable` matches what only a browser can tell (None: nothing); `layered`: rules come in layers, in some order.
    """

    rest: Any = None
    by_hand: Any = None
    unread: list[str] = field(default_factory=list)
    selectors: int = 0
    layers: Any = None
    unknowable: Any = None
    layered: bool = False
    layer_words: set[str] = field(default_factory=set)
    _named: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        import cssselect2

        self.rest, self.by_hand = cssselect2.Matcher(), cssselect2.Matcher()

    def add(self, css: str) -> None:
        """Add a sheet after those that are there. What cannot be parsed is passed over, as browsers do."""
        if "var(" in css or "--" in css:
            for name, value in _OWN_NAME.findall(css):
                value = value.strip().lower()
                self._named[name] = value if self._named.get(name, value) == value else None
        self.layered = self.layered or "@layer" in css
        for selector, body in rules(css):
            self._add_rule(selector, body)

    def _with(self, matcher: Any, selector: str) -> Any:
        import cssselect2

        matcher = matcher or cssselect2.Matcher()
        for one in _compiled(_IS_BY_HAND.sub("", selector)):
            matcher.add_selector(one, None)
        return matcher

    def value_of(self, value: str) -> str:
        """A value with the names in it (`var(--x)`) put in; "" where they are not known, or not the same everywhere."""
        if "var(" not in value:
            return value
        return _VAR.sub(lambda found: self._named.get(found.group(1), found.group(2)) or "", value).strip()

    def _add_rule(self, selector: str, body: str) -> None:
        declared = declarations(body)
        if is_layer(body):
            self.layers = self._with(self.layers, selector)
            self.layer_words.update(_NAME.findall(selector))
        if is_unknowable(body):
            self.unknowable = self._with(self.unknowable, selector)
        if declared and self.selectors <= _MAX_SELECTORS:
            self.selectors += 1
            by_hand = bool(_IS_BY_HAND.search(selector))
            for one in _compiled(selector):
                self.rest.add_selector(one, (declared, 0))
                if not by_hand:
                    self.by_hand.add_selector(one, (declared, 0))
            if by_hand and not _NOT_BY_HAND.search(selector):
                # What is taken out of the selector still counts in its specificity.
                bare, taken = _IS_BY_HAND.subn("", selector)
                for one in _compiled(bare):
                    self.by_hand.add_selector(one, (declared, taken))
        if "{" in body:
            for inner, held in _nested(selector, body):
                self._add_rule(inner, held)


def is_layer(body: str) -> bool:
    """Whether declarations (of a rule, of a `style` attribute) make something lie over others, a whole screen of it."""
    return "position" in body and _LAYER.match(body) is not None


def is_unknowable(body: str) -> bool:
    """Whether declarations say something whose effect only a browser works out."""
    return _UNKNOWABLE.search(body) is not None


def _nested(selector: str, body: str) -> Iterator[tuple[str, str]]:
    """The rules inside a rule, each with its whole selector (CSS Nesting)."""
    import tinycss2

    for node in tinycss2.parse_blocks_contents(body, skip_comments=True, skip_whitespace=True):
        if node.type == "at-rule" and node.content and node.lower_at_keyword in ("media", "supports", "layer"):
            if _holds(f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude)}"):
                yield selector, tinycss2.serialize(node.content)
        elif node.type == "qualified-rule":
            inner = tinycss2.serialize(node.prelude).strip()
            parent = f":is({selector})"
            whole = inner.replace("&", parent) if "&" in inner else f"{parent} {inner}"
            yield whole, tinycss2.serialize(node.content)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Selector and body of every rule that holds on a wide screen and tells something."""
    css = _COMMENT.sub("", css)
    start, holds, depth = 0, [True], 0
    opened: int | None = None  # where the body of a style rule, or of a rule of no interest, begins
    selector = ""
    for token in _TOKEN.finditer(css):
        mark = token.group()
        if mark == "{":
            if opened is not None:
                depth += 1
                continue
            prelude = css[start : token.start()].strip()
            if prelude.lower().startswith(_GROUPS):
                holds.append(holds[-1] and _holds(prelude))
            else:
                opened, selector = token.end(), prelude
            start = token.end()
        elif mark == "}":
            if opened is None:
                if len(holds) > 1:
                    holds.pop()
            elif depth:
                depth -= 1
                continue
            else:
                body = css[opened : token.start()]
                if holds[-1] and selector and selector[0] != "@" and (_TELLS.search(body) or is_unknowable(body)):
                    yield selector, body
                opened = None
            start = token.end()
        elif mark == ";" and opened is None:
            start = token.end()


def imports(css: str) -> Iterator[str]:
    """The addresses that a sheet imports for a screen."""
    for found in _IMPORT.finditer(_COMMENT.sub("", css[:20_000])):
        if _holds(f"@media {found.group(2)}"):
            yield found.group(1)


@lru_cache(maxsize=4096)
def declarations(body: str) -> tuple[Declaration, ...]:
    """The telling declarations of a rule's body or of a `style` attribute."""
    import tinycss2

    found = []
    for node in tinycss2.parse_blocks_contents(body, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            continue
        name = node.lower_name
        if name in TELLING:
            value = tinycss2.serialize(node.value).strip().lower()
            found.append(Declaration(name, value, node.important))
        elif name in SHORTHANDS:
            value = tinycss2.serialize(node.value).strip().lower()
            found += [Declaration(long, part, node.important) for long, part in longhands(name, value)]
    return tuple(found)


def holds_on_screen(media: str) -> bool:
    """Whether a `media` attribute lets a sheet hold on a wide screen."""
    return _holds(f"@media {media}")


def _compiled(selector: str) -> list[Any]:
    """A selector list compiled; of one with a part that the library does not know, the parts that it does."""
    import cssselect2

    try:
        return list(cssselect2.compile_selector_list(selector))
    except (cssselect2.SelectorError, RecursionError):
        if "," not in selector:
            return []
    found = []
    for part in selector.split(","):
        try:
            found += cssselect2.compile_selector_list(part)
        except (cssselect2.SelectorError, RecursionError):
            continue
    return found


def _holds(prelude: str) -> bool:
    """Whether a group of rules holds on a screen of 1280 pixels; what is not understood holds."""
    name, condition = _AT.match(prelude.lower()).groups()  # type: ignore[union-attr]
    if name == "@supports":
        return not condition.strip().startswith("not")
    if name != "@media" or not condition.strip():
        return True
    return any(_query(one) for one in condition.split(","))


def _query(query: str) -> bool:
    query = query.strip().removeprefix("only ").strip()
    if query.startswith("not ") and "(" not in query.split()[1]:
        return not _query(query[4:])
    if query.split(" ")[0] in ("print", "speech", "braille", "tty", "tv", "projection", "handheld"):
        return False
    if _NOT_HERE.search(query):
        return False
    for bound, number, unit in re.findall(r"(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|r?em)?", query):
        width = float(number) * (_EM if unit.endswith("em") else 1)
        if (bound == "min" and width > _WIDTH) or (bound == "max" and width < _WIDTH):
            return False
    for sign, number, unit in re.findall(r"width\s*([<>]=?)\s*([\d.]+)(px|r?em)?", query):
        width = float(number) * (_EM if unit.endswith("em") else 1)
        if (sign.startswith(">") and width > _WIDTH) or (sign.startswith("<") and width < _WIDTH):
            return False
    return True


FALLBACK = """
.d-none,.collapse:not(.show):not(.in):not(.navbar-collapse),.dropdown-menu:not(.show),.modal:not(.show):not(.in),
.tab-content>.tab-pane:not(.active),.visually-hidden,.sr-only,.invisible,.offcanvas:not(.show){display:none}
"""
"""What Bootstrap hides, for pages that fetch it from a host that is not asked."""

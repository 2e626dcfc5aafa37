"""Signs that what the mark-up shows may not be there for a person: a script takes it away, a layer covers it.

A sign proves nothing, so it is read generously: it makes a browser look, and where none can, it cannot be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote

from public_site.prove.read.controls import handler_targets
from public_site.prove.read.page import Lead
from public_site.prove.read.parts import is_script
from public_site.prove.read.styles import Styles, is_layer, is_unknowable
from public_site.prove.read.visible import Looker

Sign = Literal["script", "layer", "press", "instead", "style", "window"]
"""It may be taken away by a script, be covered, do nothing when pressed, or stand in for what is shown;
a style may hide it in a way that only a browser works out; it may lie outside a window that cannot be moved."""

_TAKES = re.compile(
    r"remove|replace|innerHTML|outerHTML|textContent|innerText|\.(?:text|html|empty|attr|prop|css|detach|append\w*)\(|style"
    r"|display|visib|opacity|hidd?en?\b|fade|slide|classList|className|[cC]lass\(|toggle|setAttribute|cssText|animate"
    r"|showModal|\.href\s*=|document\.(?:write|open)|location|insertRule"
)
"""What a script says that takes something out of sight."""
_PREVENTS = re.compile(r"preventDefault|return\s*\(?\s*(?:false|!1)|returnValue|stopImmediate|cancel")
_LISTENS = re.compile(r"click|mousedown|mouseup|pointer|submit|onbefore")
_WHOLE = re.compile(
    r"document\s*\.\s*(?:body|documentElement|links|all\b|write|open\(|anchors|designMode|adoptedStyleSheets|styleSheets"
    r"|firstElementChild|lastElementChild|child)|\$\(\s*document\s*\)\s*\.\s*(?:html|empty|remove)|insertRule"
    r"|createElement\(\s*[\"'`](?:style|link|dialog|iframe)|location(?:\s*\.\s*href)?\s*=(?!=)"
    r"|location\s*\.\s*(?:assign|replace|reload)|showModal|[\"'`]\*[\"'`]|position\W{1,4}(?:fixed|absolute)|<style|z-?[iI]ndex"
)
"""What it says that takes a whole page, or lays something over it."""
_WORD = re.compile(r"[\w-]+")
_QUOTED = re.compile(r"\"([^\"\n]{1,300})\"|'([^'\n]{1,300})'|`([^`]{1,300})`")
_AT_ONCE = re.compile(
    r"on(?:load|error|pageshow|focus|scroll|resize|toggle|animation\w*|transition\w*|hashchange|message)$"
)
_SECOND_BODY = re.compile(rb"<body[^>]*?\son(?:load|pageshow)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)", re.IGNORECASE)
_NO_JS = re.compile(r"[\w.]*document\.documentElement(?=[^;]{0,120}no-js)|\(document\.documentElement\)")
"""What hundreds of thousands of sites say to style a page that has scripts."""
_LATER = re.compile(r"set(?:Timeout|Interval)\s*\(")
_NUMBER = re.compile(r",\s*(\d+(?:\.\d+)?(?:e\d)?)\s*\)")
_ANYWHERE = re.compile(
    r"document\s*(?:\.\s*body\s*)?\.\s*(?:addEventListener|on)|window\.addEventListener|\$\(\s*document"
)
_OPENS_IT = re.compile(r"(?:open|location)\b[^;]*\bthis\s*\.\s*(?:href|getAttribute)")
_LIBRARY = re.compile(
    r"jquery|bootstrap|popper|swiper|owl[.-]|slick|lightbox|fancybox|fontawesome|font-awesome|moment|angular|react|vue"
    r"|chart|gtag|analytics|recaptcha|emoji|wp-includes|polyfill|modernizr|mootools|html5shiv|respond|aos|wow|animate",
    re.IGNORECASE,
)
_MOST_STAY = 6.0


def is_library(url: str) -> bool:
    """Whether a script is one of the usual libraries, which do nothing by themselves."""
    return _LIBRARY.search(url.rpartition("/")[2]) is not None or "/wp-includes/" in url


def scripts_of(root: Any, source: bytes) -> tuple[list[str], list[str]]:
    """The text of the scripts that run by themselves on a page, and the addresses of those that are fetched."""
    inline = [handler.decode("utf-8", "replace") for handler in _SECOND_BODY.findall(source)]
    fetched: list[str] = []
    for element in root.iter():
        if element.tag == "script":
            if not is_script(element):
                continue
            if element.get("src"):
                fetched.append(element.get("src"))
            elif element.text:
                inline.append(_NO_JS.sub("", element.text))
        elif isinstance(element.tag, str):
            inline += [value for name, value in element.attrib.items() if _AT_ONCE.match(name)]
    return inline, fetched


@dataclass(slots=True)
class Signs:
    """The signs of one page. `scripts` are the texts of those that take something from sight or keep presses back."""

    scripts: list[str]
    looker: Looker
    styles: Styles
    _words: list[tuple[str, set[str], set[str]]] = field(default_factory=list)
    _layers: list[tuple[Any, bool]] | None = None
    _still: bool | None = None

    def __post_init__(self) -> None:
        for text in self.scripts:
            if _TAKES.search(text) or _PREVENTS.search(text):
                quoted = {
                    word
                    for found in _QUOTED.findall(text)
                    for one in found
                    if one
                    for word in _WORD.findall(one.lower())
                }
                self._words.append((text, set(_WORD.findall(text)), quoted))

    @property
    def stay(self) -> float:
        """Seconds that a script here waits before it does something, as far as that can be read."""
        late = [text for text, _, _ in self._words if _LATER.search(text)]
        told = [float(number) / 1000 for text in late for number in _NUMBER.findall(text)]
        return min(max(told, default=1.0) + 0.3, _MOST_STAY) if late else 0.0

    def of_lead(self, lead: Lead) -> Sign | None:
        """The sign against one lead, None when there is none."""
        element = lead.element
        if element.tag in ("meta", "script"):
            return None
        chain = [element, *element.iterancestors()]
        if self._stands_instead(chain):
            return "instead"
        if self._is_kept_back(lead, chain):
            return "press"
        if self.looker.is_unknowable(element, is_unknowable):
            return "style"
        if any(self._touches(words, quoted, chain) or _WHOLE.search(text) for text, words, quoted in self._words
               if _TAKES.search(text)):  # fmt: skip
            return "script"
        if self.is_covered(chain):
            return "layer"
        return "window" if self.holds_still and not self.looker.moves_within(element) else None

    def of_text(self) -> Sign | None:
        """The sign against a text of the page, wherever on it that stands."""
        if any(_TAKES.search(text) for text, _, _ in self._words):
            return "script"
        return "layer" if self.layers else None

    def is_covered(self, chain: list[Any]) -> bool:
        """Whether some layer may lie over an element: it does not hold it, or is drawn around what it stands in."""
        held = set(chain)
        return any(layer not in held or (drawn and layer is not chain[0]) for layer, drawn in self.layers)

    @property
    def holds_still(self) -> bool:
        """Whether a person may not move down the page (CSS Overflow 3, section 3.2): what is below stays there."""
        if self._still is None:
            self._still = self.looker.holds_still()
        return self._still

    @property
    def layers(self) -> list[tuple[Any, bool]]:
        """What lies over other things on the page at rest."""
        if self._layers is None:
            self._layers = self.looker.layers(is_layer)
        return self._layers

    def _touches(self, words: set[str], quoted: set[str], chain: Iterable[Any]) -> bool:
        if not self.styles.layer_words.isdisjoint(words):
            return True
        for element in chain:
            names = {*(element.get("class") or "").split(), element.get("id") or "", element.get("name") or ""} - {""}
            if not names.isdisjoint(words) or (element.tag in quoted and element.tag not in ("html", "body")):
                return True
        return False

    def _is_kept_back(self, lead: Lead, chain: list[Any]) -> bool:
        """Whether pressing may do nothing, or something else."""
        if lead.element.tag not in ("a", "area"):
            return False
        said = (text for one in chain for name in ("onclick", "onmousedown", "onmouseup") if (text := one.get(name)))
        if any(_PREVENTS.search(text) and not _opens(text, lead.url) for text in said):
            return True
        return any(
            _PREVENTS.search(text) and _LISTENS.search(text)
            and (self._touches(words, quoted, chain) or _ANYWHERE.search(text))
            for text, words, quoted in self._words
        )  # fmt: skip

    def _stands_instead(self, chain: list[Any]) -> bool:
        """Whether an object is shown in place of what stands in it, or nothing is there to unfold it by."""
        for element in chain[1:]:
            if element.tag == "object" and element.get("data"):
                return True
            if element.tag == "details" and element.get("open") is None:
                summary = next(element.iterchildren("summary"), None)
                if summary is not None and self._is_hidden(summary):
                    return True
        return False

    def _is_hidden(self, element: Any) -> bool:
        return self.looker.look(element, pressed=False).value == "hidden"


_ANYWHERE = re.compile(
    r"document\s*(?:\.\s*body\s*)?\.\s*(?:addEventListener|on)|window\.addEventListener|\$\(\s*document"
)


def _opens(handler: str, url: str) -> bool:
    """Whether a handler opens what the link names, by its own address or by one that ends alike."""
    names = (target.rpartition("/")[2] for target in handler_targets(handler))
    return bool(_OPENS_IT.search(handler)) or any(name and quote(name, safe="%?=&") in url for name in names)

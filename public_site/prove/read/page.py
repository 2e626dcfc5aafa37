"""Reads a page as a visitor would: where a press may lead, what comes with it, and whether it asks for a password."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urljoin

from public_site.prove.fetch.client import location
from public_site.prove.read import controls, viewers
from public_site.prove.read.addresses import absolute, folder_of, known_of
from public_site.prove.read.charset import decode
from public_site.prove.read.parts import FRAMES, Parts, has, is_script
from public_site.prove.read.text import squash, text_of, words_of
from public_site.prove.read.tree import tree_of

REFRESH = re.compile(
    r"^\s*[\d.]*\s*[;,\s]\s*(?:url\s*=\s*)?(?:'([^']*)'?|\"([^\"]*)\"?|(\S.*))$", re.IGNORECASE | re.DOTALL
)
"""The target of a refresh (WHATWG HTML, shared declarative refresh steps)."""
# What the mark-up itself hides; what style sheets hide is seen when a way is gone over again (`walk.ways`).
_HIDDEN = (
    "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none') "
    "or contains(translate(@style, ' ', ''), 'visibility:hidden')] | //template | //dialog[not(@open)] | //*[@inert]"
)
# Few pages hide anything or act, and those that do say one of these words. Looking for words in the ASCII of the page,
# in lower case, costs a fraction of one search that does not mind the case; without Thai letters it is half as long.
_LOW = bytes(range(256)).lower()
_NO_ASCII = bytes(range(128, 256))
_MAY_HIDE = (b"hidden", b"display", b"visib", b"<template", b"<dialog", b"inert")
_MAY_ACT = (b"javascript:", b"<form", b"<select", b"data-embed-", b"srcdoc")
_MAY_BE_PRESSED = (b"onclick", b"onmouse", b"onchange")
_NEVER = (b"<noscript", b"<noframes")
_ON = (b" on", b"\ton", b"\non")
_HANDLERS = re.compile(rb"\son[a-z]{4,}\s*=")
_LAZY = ("data-src", "data-lazy-src", "data-litespeed-src", "data-original", "data-url")

Kind = Literal["link", "within"]


@dataclass(frozen=True, slots=True)
class Lead:
    """One thing on a page that leads somewhere, or that comes with it.

    `hidden`: the mark-up hides it. `viewer`: it leads to a viewer of somebody else's, which shows what is at `url`.
    """

    element: Any
    url: str
    kind: Kind
    hidden: bool = False
    viewer: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a page holds. Addresses are absolute and normal (see `normal`), in the order of the page, each once.

    `links` can be pressed, with the words on them; `hidden` are those that mark-up hides, which a script may show;
    `within` come with the page (frames, embedded files, a refresh), `moves` are those of them that take its place;
    `insecure` are parts fetched over http; `disk` are
    links to the disk of whoever made the page. `found` are those of the texts asked for that the page says. `scripts`
    counts scripts, `acts` says that there are event handlers. `posts`: a form has to be sent before there is more.
    `unreadable` counts letters that are none in the page's `charset`.
    """

    title: str
    links: Mapping[str, str] = field(default_factory=dict)
    hidden: Mapping[str, str] = field(default_factory=dict)
    within: tuple[str, ...] = ()
    moves: frozenset[str] = frozenset()
    insecure: tuple[str, ...] = ()
    disk: tuple[str, ...] = ()
    asks_password: bool = False
    found: frozenset[str] = frozenset()
    text: str = ""
    scripts: int = 0
    acts: bool = False
    posts: bool = False
    unreadable: int = 0
    charset: str = "utf-8"

    def without_links(self) -> Reading:
        """What has to be known of a page after its links were noted."""
        return Reading(
            self.title, moves=self.moves, insecure=self.insecure, disk=self.disk, asks_password=self.asks_password,
            found=self.found, text=self.text, scripts=self.scripts, acts=self.acts, posts=self.posts,
            unreadable=self.unreadable, charset=self.charset,
        )  # fmt: skip


def read_page(
    url: str,
    body: bytes,
    content_type: str = "",
    *,
    refresh: str = "",
    with_text: bool = False,
    texts: Mapping[str, str] | None = None,
) -> Reading:
    """Read the HTML of the page at `url`. Never raises: what is no HTML has no links.

    :param refresh: the Refresh header that came with it.
    :param with_text: keep the text too, squashed.
    :param texts: texts to look for, each with its words (`words_of`).
    """
    page = Page(url, body, content_type)
    if page.root is None:
        return Reading("", unreadable=page.unreadable, charset=page.charset)
    return page.read(refresh, with_text=with_text, texts=texts or {})


class Page:
    """A page taken apart. `root` None: it is empty, or nothing that could be taken apart."""

    def __init__(self, url: str, body: bytes, content_type: str = "") -> None:
        decoded = decode(body, content_type)
        self.url, self.charset, self.unreadable = url, decoded.charset, decoded.unreadable
        self.source = decoded.utf8
        self.low = decoded.utf8.translate(_LOW, _NO_ASCII)
        self.root: Any = tree_of(decoded.utf8)
        if self.root is None:
            return
        base = None
        if b"<base" in self.low:
            base = next((e.get("href") for e in self.root.iter("base") if e.get("href")), None)
        try:
            self.base = urljoin(url, base.strip()) if base else url
        except ValueError:
            self.base = url
        # What a browser with scripts never shows, then what only a script may show. Finding the containers first
        # spares a climb from every link to the root.
        self.never: set[Any] = set()
        if has(self.low, _NEVER):
            for box in self.root.iter("noscript", "noframes"):
                self.never.update(box.iter())
        if b"<select" in self.low:
            # A list shows the words of its choices, and no link that is written between them.
            self.never.update(link for box in self.root.iter("select") for link in box.iter("a"))
        self.unseen: set[Any] = set()
        if has(self.low, _MAY_HIDE):
            for box in self.root.xpath(_HIDDEN):
                self.unseen.update(box.iter())

    def absolute(self, href: str | None) -> str | None:
        """A link of this page as an address."""
        return absolute(self.base, href, self.charset) if href else None

    def leads(self) -> Iterator[Lead]:
        """Everything that leads somewhere, with its element: what `read` goes by, and what `ways` looks at again."""
        for element in self.root.iter("a", "area"):
            href = element.get("href") or element.get("xlink:href")
            url = self.absolute(href)
            if url is not None and element not in self.never:
                yield from self._shown(element, url, href or "", "link", element in self.unseen)
        yield from self._others()

    def _others(self) -> Iterator[Lead]:
        """What leads somewhere and is no plain link."""
        for element in self.root.iter(*FRAMES, "meta", "script"):
            if element in self.never:
                continue
            for target in self._comes_along(element):
                url = self.absolute(target)
                if url is not None:
                    yield from self._shown(element, url, target, "within", element in self.unseen)
        if has(self.low, _MAY_ACT) or (b"on" in self.low and has(self.low, _MAY_BE_PRESSED)):
            yield from self._acting()

    def _shown(self, element: Any, url: str, raw: str, kind: Kind, hidden: bool) -> Iterator[Lead]:
        """A lead, and the file behind it where it is a viewer of somebody else's."""
        yield Lead(element, url, kind, hidden)
        if "=" in raw and (file := viewers.shown_elsewhere(url)):
            yield Lead(element, file, kind, hidden, viewer=True)
        elif "#" in raw and "/" in raw.partition("#")[2] and (file := viewers.shown_here(url, raw)):
            yield Lead(element, file, kind, hidden)

    def _comes_along(self, element: Any) -> Iterator[str]:
        tag = element.tag
        if tag == "meta":
            if (element.get("http-equiv") or "").strip().lower() == "refresh":
                yield from refresh_target(element.get("content") or "")
        elif tag == "script":
            if (
                element.get("src") is None
                and is_script(element)
                and (target := controls.script_target(element.text or ""))
            ):
                yield target
        elif tag == "object":
            yield element.get("data") or ""
        else:
            source = element.get("src") or ""
            if source in ("", "about:blank"):
                source = next((found for name in _LAZY if (found := element.get(name))), "")
            yield source

    def _acting(self) -> Iterator[Lead]:
        """What leads somewhere when it is pressed or chosen, and is no plain link."""
        for element in self.root.xpath("//*[@onclick or @onmousedown or @onmouseup]"):
            yield from self._targets(
                element,
                controls.handler_targets(
                    element.get("onclick") or element.get("onmousedown") or element.get("onmouseup")
                ),
            )
        for element in self.root.xpath(
            "//*[starts-with(translate(normalize-space(@href), 'JAVSCRIPT', 'javscript'), 'javascript:')]"
        ):
            yield from self._targets(element, controls.handler_targets(element.get("href")))
        for form in self.root.iter("form"):
            yield from self._targets(form, controls.form_targets(form, self.charset))
        for choice in self.root.iter("select"):
            yield from self._targets(choice, controls.list_targets(choice))
        for element in self.root.xpath("//*[@data-embed-download-url or @data-embed-open-url]"):
            names = ("data-embed-download-url", "data-embed-open-url")
            yield from self._targets(element, (value for name in names if (value := element.get(name))))
        for frame in self.root.xpath("//iframe[@srcdoc]"):
            inner = Page(self.base, frame.get("srcdoc").encode(), "text/html; charset=utf-8")
            if inner.root is not None and frame not in self.never:
                for lead in inner.leads():
                    yield Lead(frame, lead.url, lead.kind, lead.hidden or frame in self.unseen)

    def _targets(self, element: Any, targets: Iterator[str]) -> Iterator[Lead]:
        if element in self.never or element.get("disabled") is not None:
            return
        for target in targets:
            url = self.absolute(target)
            if url is not None:
                yield from self._shown(element, url, target, "link", element in self.unseen)

    def read(self, refresh: str = "", *, with_text: bool = False, texts: Mapping[str, str] | None = None) -> Reading:
        """All that the walk needs to know of the page."""
        links: dict[str, str] = {}
        hidden: dict[str, str] = {}
        within: dict[str, None] = {}
        for target in refresh_target(location(refresh)) if refresh else ():
            if url := self.absolute(target):
                within[url] = None
        moves = set(within)
        never, unseen, base, charset = self.never, self.unseen, self.base, self.charset
        known = known_of(folder_of(base), charset)
        for element in self.root.iter("a", "area"):  # `leads` in one go: nearly all of a page's links are these
            href = element.get("href") or element.get("xlink:href")
            if not href:
                continue
            url = known[href] if href[0] > " " and href[0] != "?" else absolute(base, href, charset)
            if url is None or (never and element in never):
                continue
            shown = hidden if unseen and element in unseen else links
            if url not in shown:
                shown[url] = element.text or ""
            if "=" in href or "#" in href:
                for lead in self._shown(element, url, href, "link", shown is hidden):
                    shown.setdefault(lead.url, element.text or "")
        for lead in self._others():
            if lead.kind == "within" and not lead.hidden:
                within[lead.url] = None
                if lead.element.tag in ("meta", "script"):
                    moves.add(lead.url)
            elif lead.url not in links:
                (hidden if lead.hidden else links)[lead.url] = lead.element.text or ""
        file = viewers.shown_here(self.url) or viewers.behind_drive(self.url)
        if file and (url := self.absolute(file)):
            within[url] = None
        parts = Parts(self)
        text = text_of(self.root, self.unseen) if with_text or texts else ""
        words = words_of(text) if texts else ""
        return Reading(
            title=parts.title, links=links, hidden={url: said for url, said in hidden.items() if url not in links},
            within=tuple(within), moves=frozenset(moves), insecure=tuple(parts.insecure), disk=parts.disk(),
            asks_password=parts.password, found=frozenset(t for t, w in (texts or {}).items() if w and w in words),
            text=squash(text) if with_text else "", scripts=parts.scripts,
            acts=self._acts(), posts=parts.posts(len(links)),
            unreadable=self.unreadable, charset=self.charset,
        )  # fmt: skip

    def _acts(self) -> bool:
        """Whether something on the page is done when it is pressed, pointed at, or there."""
        return (b"on" in self.low and has(self.low, _ON) and bool(_HANDLERS.search(self.low))) or (
            b"javascript:" in self.low
        )


def refresh_target(content: str) -> Iterator[str]:
    """The address in the value of a refresh, when it names one."""
    found = REFRESH.match(content) if content else None
    if found:
        target = next((group for group in found.groups() if group is not None), "").strip()
        if target:
            yield target

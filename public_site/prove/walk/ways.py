"""Goes over a way once more, with the style sheets: a link that nobody can see or press leads nowhere."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Container
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from public_site.prove.fetch.answer import MOVED, Answer
from public_site.prove.fetch.client import location
from public_site.prove.hosts import Hosts
from public_site.prove.read.addresses import absolute
from public_site.prove.read.doubtful import Sign, Signs, is_library, scripts_of
from public_site.prove.read.page import Lead, Page
from public_site.prove.read.parts import holds_still
from public_site.prove.read.styles import FALLBACK, Styles, holds_on_screen, imports, is_unknowable
from public_site.prove.read.text import text_of, words_of
from public_site.prove.read.visible import Looker, Sight
from public_site.prove.walk.graph import Crawl, Edge
from workflow.ports.site import Step

_TAKEN_LATER = re.compile(r"media|rel|disabled")
"""What a sheet's `onload` says that is fetched for print, or ahead, and holds on screens once it is there."""
_MOST_SHEETS = 40
_MOST_HOPS = 5
_MOST_TURNS = 60
_MOST_SCRIPTS = 12


@dataclass(slots=True)
class _Seen:
    """A page taken apart, with its styles; `scripted`: something on it may show what styles hide."""

    page: Page
    leads: dict[str, list[Lead]]
    looker: Looker
    styles: Styles
    scripted: bool
    signs: Signs | None = None
    steps: dict[str, tuple[Sight, str]] = field(default_factory=dict)


class Ways:
    """Finds ways that a person can go. `fetch` gets style sheets, from the office's hosts only.

    :param sure: steps (page, address) that a browser saw; nothing else is asked about them.
    :param gone: steps that a browser looked for and did not see.
    """

    def __init__(
        self,
        crawl: Crawl,
        hosts: Hosts,
        fetch: Callable[[str, str | None], Answer],
        sure: Container[tuple[str, str]] = (),
        gone: Collection[tuple[str, str]] = (),
    ) -> None:
        self._crawl, self._hosts, self._fetch, self._sure = crawl, hosts, fetch, sure
        self._sheets: dict[str, str | None] = {}
        self._load = lru_cache(maxsize=64)(self._load_page)
        self._styles = lru_cache(maxsize=32)(_styles)
        self.hidden: dict[str, tuple[str, bool]] = {url: (page, False) for page, url in gone}
        """Addresses that were hidden somewhere: the page, and whether a script there may show them."""

    def find(self, url: str) -> tuple[str, ...]:
        """The shortest way to `url` on which everything can be seen and pressed; empty when there is none."""
        for _ in range(_MOST_TURNS):
            way = self._crawl.way(url)
            if not way and self._shows_more(url):
                continue
            bad = next(((a, b) for a, b in itertools.pairwise(way) if not self.is_seen(a, b)), None)
            if bad is None:
                return way
            self._crawl.bar(*bad)
        return ()

    def _shows_more(self, url: str) -> bool:
        """Whether styles show a step to `url` that the mark-up hides; it is a link then like any other."""
        shown = False
        for page, step in itertools.pairwise(self._crawl.way(url, unseen=True)):
            if self._crawl.edge(page, step) is Edge.HIDDEN and self._look(page, step)[0] is not Sight.HIDDEN:
                self._crawl.lead(page, step, Edge.LINK)
                shown = True
        return shown

    def is_seen(self, page: str, url: str) -> bool:
        """Whether what leads from a page to an address can be seen and pressed without any script."""
        return (page, url) in self._sure or self._look(page, url)[0] is not Sight.HIDDEN

    def steps(self, way: tuple[str, ...]) -> tuple[Step, ...]:
        """A way with the words that a person presses on it."""
        found = []
        for page, url in itertools.pairwise(way):
            words = self._look(page, url)[1] if self._crawl.edge(page, url) is not Edge.WITHIN else None
            found.append(Step(words=words, url=url))
        return tuple(found)

    def through_viewer(self, page: str, url: str) -> bool:
        """Whether a page shows a file by a viewer of somebody else's alone."""
        seen = self._load(page)
        leads = seen.leads.get(url, []) if seen else []
        return bool(leads) and all(lead.viewer for lead in leads)

    def sign(self, page: str, url: str) -> Sign | None:
        """Why what leads from a page to an address may not be there for a person, though the mark-up shows it."""
        if (page, url) in self._sure:
            return None
        seen = self._load(page)
        leads = seen.leads.get(url) if seen else None
        if not seen or not leads:
            return None
        signs = self._signs(page, seen)
        found = [signs.of_lead(lead) for lead in leads if seen.looker.look(lead.element) is not Sight.HIDDEN]
        return None if None in found or not found else found[0]

    def holds_still(self, page: str, inner: str) -> bool:
        """Whether a page shows another in frames alone that cannot be moved: what is below their end is not there."""
        if self._crawl.edge(page, inner) is not Edge.WITHIN:
            return False
        seen = self._load(page)
        leads = seen.leads.get(inner, []) if seen else []
        return bool(leads) and all(holds_still(lead.element) for lead in leads)

    def is_sure(self, page: str, step: str) -> bool:
        """Whether a browser saw a step."""
        return (page, step) in self._sure

    def sign_of_text(self, page: str, words: str) -> Sign | None:
        """Why a text that the mark-up has may not be there for a person."""
        seen = None if (page, words) in self._sure else self._load(page)
        return self._signs(page, seen).of_text() if seen else None

    def stay(self, page: str) -> float:
        """Seconds that scripts of a page wait before they change anything."""
        seen = self._load(page)
        return self._signs(page, seen).stay if seen else 0.0

    def _signs(self, page: str, seen: _Seen) -> Signs:
        if seen.signs is None:
            texts, sources = scripts_of(seen.page.root, seen.page.source)
            for source in sources[:_MOST_SCRIPTS]:
                url = seen.page.absolute(source)
                if url is not None and not is_library(url) and (text := self._script(url, page)):
                    texts.append(text)
            seen.signs = Signs(texts, seen.looker, seen.styles)
        return seen.signs

    def _script(self, url: str, page: str) -> str | None:
        """The text of a script on the office's hosts."""
        if url not in self._sheets:
            text = None
            if self._hosts.may_walk(url, page):
                answer = self._followed(url, page)
                if answer.status == 200:
                    text = answer.body.decode("utf-8", "replace")
            self._sheets[url] = text
        return self._sheets[url]

    def says(self, page: str, words: str) -> bool:
        """Whether a person can read a text on a page (its words, see `words_of`)."""
        seen = self._load(page)
        if seen is None or seen.page.root is None:
            return False
        gone = [e for e in seen.page.root.iter() if isinstance(e.tag, str) and _may_hide(e, seen.looker)]
        return words in words_of(text_of(seen.page.root, gone))

    def _look(self, page: str, url: str) -> tuple[Sight, str]:
        seen = self._load(page)
        if seen is None:
            return Sight.SHOWN, ""  # nothing was kept: a redirect, or a link in a PDF
        known = seen.steps.get(url)
        if known is None:
            known = seen.steps[url] = self._looked(page, url, seen)
        return known

    def _looked(self, page: str, url: str, seen: _Seen) -> tuple[Sight, str]:
        best, words = Sight.HIDDEN, ""
        leads = seen.leads.get(url)
        if leads is None:
            return Sight.SHOWN, ""  # it came with the page's own address (a viewer, a header), not by an element
        for lead in leads:
            if lead.element.tag in ("meta", "script"):
                return Sight.SHOWN, ""
            sight = seen.looker.look(lead.element)
            if sight is Sight.HIDDEN:
                continue
            if best is Sight.HIDDEN or sight is Sight.SHOWN:
                best, words = sight, said_by(lead.element)
            if best is Sight.SHOWN:
                break
        if best is Sight.HIDDEN:
            unsure = seen.scripted or bool(seen.styles.unread) or seen.styles.layered
            unsure = unsure or any(seen.looker.is_unknowable(lead.element, is_unknowable) for lead in leads)
            self.hidden.setdefault(url, (page, unsure))
        return best, words

    def _load_page(self, url: str) -> _Seen | None:
        kept = self._crawl.pages.get(url)
        visit = self._crawl.at(url)
        if kept is None or visit is None:
            return None
        page = Page(visit.final, *kept)
        if page.root is None:
            return None
        styles = self._styles(tuple(self._css(page)))
        leads: dict[str, list[Lead]] = {}
        for lead in page.leads():
            leads.setdefault(lead.url, []).append(lead)
        scripted = bool(visit.reading and (visit.reading.scripts or visit.reading.acts))
        return _Seen(page, leads, Looker(page.root, styles), styles, scripted)

    def _css(self, page: Page) -> list[tuple[str | None, str]]:
        """The sheets of a page in their order, with what they import before them; None for what cannot be read."""
        found: list[tuple[str | None, str]] = []
        for element in page.root.iter("link", "style"):
            later = _TAKEN_LATER.search(element.get("onload") or "") is not None
            if len(found) > _MOST_SHEETS or element.get("disabled") is not None:
                continue
            if not later and not holds_on_screen(element.get("media") or ""):
                continue
            if (element.get("type") or "text/css").strip().lower() != "text/css":
                continue
            if element.tag == "style":
                css = element.text or ""
                found += self._imported(css, page.base)
                found.append((css, "style"))
            elif (later or "stylesheet" in (element.get("rel") or "").lower()) and "alternate" not in (
                element.get("rel") or ""
            ).lower():
                url = page.absolute(element.get("href"))
                if url is not None:
                    css_or_none = self._sheet(url, page.url)
                    if css_or_none is not None:
                        found += self._imported(css_or_none, url)
                    found.append((css_or_none, url))
        return found

    def _imported(self, css: str, base: str) -> list[tuple[str | None, str]]:
        if "@import" not in css:
            return []
        urls = [url for href in imports(css) if (url := absolute(base, href))]
        return [(self._sheet(url, base), url) for url in urls[:10]]

    def _followed(self, url: str, page: str) -> Answer:
        answer = self._fetch(url, page)
        for _ in range(_MOST_HOPS):
            target = absolute(url, location(answer.headers.get("location", ""))) if answer.status in MOVED else None
            if target is None or not self._hosts.may_walk(target, page):
                break
            url, answer = target, self._fetch(target, page)
        return answer

    def _sheet(self, url: str, page: str) -> str | None:
        if url not in self._sheets:
            text = None
            if self._hosts.may_walk(url, page):
                answer = self._followed(url, page)
                if answer.status == 200 and "css" in answer.headers.get("content-type", "css"):
                    text = answer.body.decode("utf-8", "replace")
            self._sheets[url] = text
        return self._sheets[url]


def _styles(sheets: tuple[tuple[str | None, str], ...]) -> Styles:
    """The styles of pages that have the same sheets, as most pages of a site do."""
    styles = Styles()
    for css, address in sheets:
        if css is not None:
            styles.add(css)
        else:
            styles.unread.append(address)
    if any("bootstrap" in address.lower() for address in styles.unread):
        styles.add(FALLBACK)
    return styles


def said_by(element: Any) -> str:
    """The words on what is pressed, or what stands for them: a picture's description, a label."""
    text = " ".join("".join(element.itertext()).split())
    if not text:
        pictures = [one.get("alt") or "" for one in element.iter("img")]
        text = next((one.strip() for one in pictures if one.strip()), "")
    return (text or element.get("aria-label") or element.get("title") or element.get("value") or "")[:120]


def _may_hide(element: Any, looker: Looker) -> bool:
    """Whether an element that holds text directly, or has it written in it, is hidden."""
    said = element.text or element.get("value") or ""
    return bool(said.strip()) and looker.look(element, pressed=False) is Sight.HIDDEN

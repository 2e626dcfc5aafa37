"""The second look: a browser goes where the plain walk did not find something, and what it sees joins the walk.

It looks at pages near where the missing things should be: pages on which they are hidden, pages that were recorded or
speak of the items, the home page. What comes to sight there is noted as a link of that page, and the plain walk goes on
from it; so a page is only ever opened in the browser when its own mark-up does not show enough.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

from public_site.prove.fetch.answer import Answer
from public_site.prove.fetch.client import HttpFetcher
from public_site.prove.hosts import Hosts
from public_site.prove.look.chromium import browsing
from public_site.prove.read.page import Reading
from public_site.prove.read.text import words_of
from public_site.prove.walk.frontier import key_of
from public_site.prove.walk.graph import Crawl, Edge, Visit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

    from public_site.prove.look.guard import Guard
    from public_site.prove.look.looker import Looker
    from public_site.prove.look.view import View
    from public_site.prove.walk.walker import Walker

SECONDS_AN_ITEM = 3.0
_LEAST_SECONDS, _MOST_SECONDS = 20.0, 180.0
_PAGE_SECONDS = 8.0
_MOST_PAGES = 40
_MOST_REFUSED = 60
_MOST_CONFIRMED = 150
_FEW = 3
"""Pages looked at for their own sake (not for something hidden on them) at first, before others that speak of items."""


@dataclass(slots=True)
class Missing:
    """What the walk did not find: addresses, digests of files, texts with their words, and the codes of their items."""

    addresses: frozenset[str] = frozenset()
    digests: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.addresses or self.digests or self.texts)


@dataclass(slots=True)
class Looked:
    """What the browser saw. `presses` has the words pressed for what it showed, by page and address.

    `texts` are texts read on a page; `pages` those looked at; `let_in` those that refused us and not the browser;
    `everywhere`: no page that should have been was left out. `confirmed` and `gone` are steps (page, address) and texts
    (page, words) that mark-up has and that are there for a person, or not.
    """

    browser: str | None = None
    pages: set[str] = field(default_factory=set)
    presses: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    screenshots: dict[str, bytes] = field(default_factory=dict)
    missing_hosts: set[str] = field(default_factory=set)
    let_in: set[str] = field(default_factory=set)
    everywhere: bool = True
    confirmed: set[tuple[str, str]] = field(default_factory=set)
    gone: set[tuple[str, str]] = field(default_factory=set)


@dataclass(slots=True)
class Doubted:
    """What of one page may not be there for a person: where it leads, each with its sign, and words on it.

    `stay` are the seconds that its scripts wait. `outer` is the page in whose frame, which cannot be moved, steps with
    the sign `window` are; None when there are none.
    """

    steps: dict[str, str] = field(default_factory=dict)
    texts: set[str] = field(default_factory=set)
    stay: float = 0.0
    outer: str | None = None

    def __len__(self) -> int:
        return len(self.steps) + len(self.texts)


class Explorer:
    """Explores with one browser, which starts when it is needed, until nothing is missing or its time is up.

    :param stack: closes the browser. :param seconds: the time for a look; None for as long as the items need.
    """

    def __init__(
        self, crawl: Crawl, walker: Walker, hosts: Hosts, fetcher: HttpFetcher, stack: ExitStack, seconds: float | None
    ) -> None:
        self._crawl, self._walker, self._hosts, self._fetcher = crawl, walker, hosts, fetcher
        self._stack, self._seconds = stack, seconds
        self._missing: Callable[[Looked], Missing]
        self.found = Looked()
        self._context: BrowserContext
        self._looker: Looker
        self._way_out: Guard | None = None

    def _open(self, count: int) -> float:
        """Start the browser, if it was not; the monotonic time until which it may look for so many things."""
        from public_site.prove.look.looker import Looker

        time_for_it = self._seconds or min(max(SECONDS_AN_ITEM * count, _LEAST_SECONDS), _MOST_SECONDS)
        if self._way_out is None:
            self._context, self._way_out, name = self._stack.enter_context(
                browsing(self._hosts.lets_out, _PAGE_SECONDS)
            )
            self.found.browser = name
            self._looker = Looker(self._context, 0.0)
        self._context.add_cookies(self._fetcher.cookies_for_browser())  # type: ignore[arg-type]
        self._looker.until = time.monotonic() + time_for_it
        return self._looker.until

    def explore(self, missing_of: Callable[[Looked], Missing]) -> Looked:
        """Look as long as something is missing. :raises NoBrowser: there is none to look with."""
        self._missing = missing_of
        missing = missing_of(self.found)
        until = self._open(len(missing.addresses) + len(missing.digests) + len(missing.texts))
        self.found.pages = set()
        self._look_around(self._looker, missing, until)
        refused = self._way_out.refused if self._way_out else set()
        self.found.missing_hosts = {h for h in self.found.missing_hosts if h.partition(":")[0] in refused}
        return self.found

    def confirm(self, doubted: Mapping[str, Doubted]) -> Looked:
        """Look whether what was found by links is there for a person; what is not has no way any more.

        What could not be looked at is in neither `confirmed` nor `gone`. :raises NoBrowser: there is none.
        """
        until = self._open(2 * len(doubted))
        found, crawl = self.found, self._crawl
        for page, doubt in list(doubted.items())[:_MOST_CONFIRMED]:
            if time.monotonic() > until:
                break
            visit = crawl.at(page)
            keys = {key_of(url): sign for url, sign in doubt.steps.items()}
            view, there = self._looker.confirm(
                page, visit.page if visit else None, keys, doubt.texts, doubt.stay, doubt.outer
            )
            if view.status is None or view.status >= 400:
                continue
            for url in doubt.steps:
                shown = next((one for at, one in view.shown.items() if key_of(at) == key_of(url)), None)
                if key_of(url) not in there:
                    crawl.bar(page, url)
                    found.gone.add((page, url))
                elif shown is not None and len(shown.presses) > 1:
                    found.presses[page, url] = shown.presses
                else:
                    found.confirmed.add((page, url))
            for words in doubt.texts:
                (found.confirmed if words in there else found.gone).add((page, words))
        return found

    def _look_around(self, looker: Looker, missing: Missing, until: float) -> None:
        while missing:
            page = self._next(missing)
            if page is None:
                break
            if time.monotonic() > until or len(self.found.pages) >= _MOST_PAGES:
                self.found.everywhere = False
                return
            targets = frozenset(self._targets(page, missing))
            referer = self._crawl.at(page)
            self.found.pages.add(page)
            view = looker.look(page, referer.page if referer else None, targets, partial(self._is_enough, page))
            self._take(page, view)
            missing = self._missing(self.found)
        for page in list(self.found.pages)[:_FEW] if missing else ():
            if time.monotonic() > until:
                self.found.everywhere = False
                return
            self._take(page, looker.try_presses(page, _speaks(missing), 6))
            missing = self._missing(self.found)
            if not missing:
                return

    def _is_enough(self, page: str, view: View) -> bool:
        self._take(page, view)
        return not self._missing(self.found)

    def _next(self, missing: Missing) -> str | None:
        """The page to look at next: where something missing is hidden, then where it should be."""
        for url in (*missing.addresses, *(u for d in missing.digests for u in self._at(d))):
            way = self._crawl.way(url, unseen=True)
            for page, step in itertools.pairwise(way):
                seen = self._crawl.edge(page, step) is not Edge.HIDDEN and not self._crawl.is_barred(page, step)
                if not seen and page not in self.found.pages:
                    return page
        waiting = [page for page in self._near(missing) if page not in self.found.pages]
        return waiting[0] if waiting else None

    def _near(self, missing: Missing) -> Iterable[str]:
        """Pages on which more may come to sight than their mark-up shows, those near the items first."""
        speaks = _speaks(missing)
        ranked: list[tuple[bool, bool, int, int, str]] = []
        for url, visit in self._crawl.visits.items():
            reading = visit.reading
            clicks = self._crawl.clicks(url, unseen=True)
            if clicks is None:
                continue
            if reading is None:
                if _walled(visit):
                    ranked.append((url not in missing.near, clicks > 0, clicks, len(ranked), url))
                continue
            acts = bool(reading.scripts or reading.acts or reading.posts)
            near = url in missing.near or visit.final in missing.near
            said = speaks.search(f"{reading.title} {unquote(url)}") is not None
            if acts and (near or said or clicks == 0 or len(self.found.pages) < _FEW):
                ranked.append((not near, clicks > 0 and not said, clicks, len(ranked), url))
        ranked.sort()
        # The home page is where everybody begins, and the first to be drawn by script.
        pages = [url for *_, url in ranked]
        home = self._crawl.home
        if home in pages:
            pages.remove(home)
            pages.insert(0, home)
        pages += [url for url in self._routes() if url not in pages]
        return pages

    def _routes(self) -> list[str]:
        """Routes of single-page sites that a browser saw: they are one address for everybody else."""
        return [url for _, url in self.found.presses if "#" in url]

    def _targets(self, page: str, missing: Missing) -> Iterable[str]:
        """What is on a page and not in sight, and leads to something missing."""
        for url in (*missing.addresses, *(u for d in missing.digests for u in self._at(d))):
            way = self._crawl.way(url, unseen=True)
            yield from (step for at, step in itertools.pairwise(way) if at == page)

    def _at(self, digest: str) -> list[str]:
        return [url for url, visit in self._crawl.visits.items() if visit.answer.sha256 == digest]

    def _take(self, page: str, view: View) -> None:
        """Take what a view showed into the crawl, and let the plain walk go on from there."""
        crawl, found = self._crawl, self.found
        known = crawl.visits.get(page)
        if known is not None and known.reading is None and view.status == 200 and view.shown:
            # A wall that lets browsers pass: what it hides is a page after all.
            answer = replace(known.answer, status=200, error=None, detail={}, cut=False)
            crawl.visits[page] = replace(known, answer=answer, reading=Reading("", scripts=1))
            found.let_in.add(page)
        found.missing_hosts |= view.missing_hosts
        new: list[str] = []
        for shown in view.shown.values():
            edge = crawl.edge(page, shown.url)
            if edge in (Edge.LINK, Edge.WITHIN) and not crawl.is_barred(page, shown.url):
                continue
            if not self._hosts.may_walk(shown.url, page):
                crawl.note_out(shown.url, page, shown.presses[-1] if shown.presses else "")
                continue
            crawl.unbar(page, shown.url)
            crawl.lead(page, shown.url, Edge.WITHIN if shown.within and not shown.presses else Edge.LINK)
            found.presses[page, shown.url] = shown.presses
            if urldefrag(shown.url)[1]:
                crawl.visits.setdefault(
                    shown.url, Visit(url=shown.url, answer=Answer(url=shown.url, status=200), page=page)
                )
            else:
                new.append(shown.url)
        final = self._hosts.may_walk(view.final) and urldefrag(view.final)[0]
        if final and final != page and view.final != crawl.home:
            crawl.lead(page, final, Edge.WITHIN)
            found.presses.setdefault((page, final), ())
            new.append(final)
        for file in view.files:
            self._take_file(page, file.url, file.sha256, file.size, file.presses)
        words = words_of(view.text)
        if words:
            found.texts.setdefault(page, set()).update(t for t, w in self._missing(found).texts.items() if w in words)
        if new or view.files or page in found.texts or page in found.screenshots:
            found.screenshots[page] = view.screenshot or found.screenshots.get(page, b"")
        if new:
            self._fetcher.cookies_from_browser(self._context.cookies())
            if self._walker.add(page, new):
                self._walker.walk()
            if page in found.let_in:
                self._get_refused(page, new)

    def _get_refused(self, page: str, urls: Iterable[str]) -> None:
        """Have the browser get the files that a wall refuses to everybody else."""
        for url in list(urls)[:_MOST_REFUSED]:
            visit = self._crawl.at(url)
            if visit is not None and visit.reading is None and _walled(visit):
                content = self._looker.bytes_of(page, url)
                if content and content.lstrip()[:1] != b"<":
                    presses = self.found.presses.get((page, url), ())
                    self._take_file(page, url, hashlib.sha256(content).hexdigest(), len(content), presses)

    def _take_file(self, page: str, url: str, sha256: str, size: int, presses: tuple[str, ...]) -> None:
        """A file whose bytes the browser itself got: from a script, or from a place without an address of its own."""
        visit = Visit(url=url, answer=Answer(url=url, status=200, sha256=sha256, size=size), page=page)
        known = self._crawl.at(url)
        if known is None or known.answer.sha256 != sha256:
            self._crawl.visits[url] = visit
        self._crawl.lead(page, url, Edge.LINK if presses else Edge.WITHIN)
        self.found.presses[page, url] = presses


def _walled(visit: Visit) -> bool:
    """Whether a browser may be let in where we were not."""
    answer = visit.answer
    return "wall" in answer.detail or answer.status in (403, 406, 429, 503) or answer.error == "encoding"


def _speaks(missing: Missing) -> re.Pattern[str]:
    """What names the missing items, or what they are part of."""
    codes = "|".join(
        rf"(?<![a-z0-9]){re.escape(code[0])}-?0?{re.escape(code[1:])}(?!\d)" for code in sorted(missing.codes)[:60]
    )
    common = r"\boit|\bita\b|ข้อมูลสาธารณะ|คุณธรรม|โปร่งใส|integrity|เมนู|menu"
    return re.compile(f"{codes}|{common}" if codes else common, re.IGNORECASE)

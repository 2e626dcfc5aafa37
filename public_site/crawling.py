"""Walks a site from its home page, level by level, so that the first way found has the fewest clicks."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from public_site.fetching import Answer, Fetcher
from public_site.reading import Reading, absolute, read_page

_MOVED = (301, 302, 303, 307, 308)
_MOST_HOPS = 6
# A calendar or a search page has a new address for every question; a person would not ask them all.
_MOST_QUERIES = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a proof goes before it says that it stopped: requests, seconds, clicks from the home page.

    `workers` are requests at a time. More than two only wait for each other while this very process serves the site;
    against a distant host they hide its slowness (see `prove`).
    """

    requests: int = 6000
    seconds: float = 180.0
    clicks: int = 12
    workers: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """An address as it was found: `clicks` and `parent` say how (None: it was asked for directly, not linked).

    `hops` are the addresses of a redirect, the last one being where it ended; empty when there was none.
    """

    url: str
    answer: Answer
    hops: tuple[str, ...] = ()
    clicks: int | None = None
    parent: str | None = None
    reading: Reading | None = None

    @property
    def final(self) -> str:
        """Where the visitor stands in the end."""
        return self.hops[-1] if self.hops else self.url


@dataclass(slots=True)
class Crawl:
    """What a walk found. `out` are links that leave the site, with the page that has them and the clicks."""

    home: str
    visits: dict[str, Visit] = field(default_factory=dict)
    hidden: dict[str, str] = field(default_factory=dict)
    out: dict[str, tuple[str, int]] = field(default_factory=dict)
    stopped: str | None = None
    requests: int = 0

    def at(self, url: str) -> Visit | None:
        """The visit of an address that was reached by clicks, also as the end of a redirect."""
        return self.visits.get(url)

    def path(self, url: str) -> tuple[str, ...]:
        """The addresses from the home page to `url`; empty when there is no way."""
        way: list[str] = []
        step: str | None = url
        while step is not None and step not in way:
            visit = self.visits.get(step)
            if visit is None:
                break
            way.append(step)
            step = visit.parent
        return tuple(reversed(way))


class Walker:
    """Fetches and reads. `wanted` addresses have their text kept, and are visited on the `recorded` hosts as well."""

    def __init__(
        self, home: str, fetch: Fetcher, *, wanted: Iterable[str], recorded: frozenset[str], limits: Limits
    ) -> None:
        self._fetch, self._limits = fetch, limits
        self._wanted = frozenset(wanted)
        self._recorded = recorded
        self._until = time.monotonic() + limits.seconds
        self._queries: Counter[str] = Counter()
        self._sites: dict[str, bool] = {}
        self.crawl = Crawl(home)
        self._own = _site(home)

    def walk(self) -> Crawl:
        """From the home page to wherever links lead, within the limits."""
        crawl = self.crawl
        seen = {crawl.home}
        level: list[tuple[str, str | None]] = [(crawl.home, None)]
        clicks = 0
        with ThreadPoolExecutor(self._limits.workers) as pool:
            while level and crawl.stopped is None:
                if clicks > self._limits.clicks:
                    crawl.stopped = "clicks"
                    break
                following: list[tuple[str, str | None]] = []
                while level:  # what comes with a page (frames, refresh) costs no click: same level once more
                    level = self._one_level(pool, level, clicks, seen, following)
                level, clicks = following, clicks + 1
        return crawl

    def ask(self, urls: Sequence[str]) -> dict[str, Visit]:
        """Visit addresses directly, without a link to them."""
        if not urls:
            return {}
        with ThreadPoolExecutor(self._limits.workers) as pool:
            found = dict(zip(urls, pool.map(self._visit, urls), strict=True))
        self.crawl.requests += sum(1 + len(visit.hops) for visit in found.values())
        return found

    def is_own(self, url: str) -> bool:
        """Whether an address is on the site's own host, `www.` or not."""
        parts = url.split("/", 3)
        host = parts[2]
        if host not in self._sites:
            self._sites[host] = _site(url) == self._own
        return self._sites[host]

    def _one_level(
        self,
        pool: ThreadPoolExecutor,
        level: list[tuple[str, str | None]],
        clicks: int,
        seen: set[str],
        following: list[tuple[str, str | None]],
    ) -> list[tuple[str, str | None]]:
        crawl, limits = self.crawl, self._limits
        room = limits.requests - crawl.requests
        if len(level) > room:
            crawl.stopped, level = "requests", level[: max(room, 0)]
        within: list[tuple[str, str | None]] = []
        for (url, parent), bare in zip(level, pool.map(self._in_time, [url for url, _ in level]), strict=True):
            if bare is None:
                crawl.stopped = "seconds"
                continue
            crawl.requests += 1 + len(bare.hops)
            visit = Visit(
                url=url, answer=bare.answer, hops=bare.hops, clicks=clicks, parent=parent, reading=bare.reading
            )
            crawl.visits[url] = visit
            seen.add(visit.final)
            crawl.visits.setdefault(visit.final, visit)
            if visit.reading is None:
                continue
            own = self.is_own(visit.final)
            self._sort(visit, visit.reading.within, clicks, seen, within, own=own)
            self._sort(visit, visit.reading.links, clicks + 1, seen, following, own=own)
            for target in visit.reading.hidden:
                crawl.hidden.setdefault(target, visit.url)
        return within

    def _sort(
        self,
        visit: Visit,
        urls: tuple[str, ...],
        clicks: int,
        seen: set[str],
        into: list[tuple[str, str | None]],
        *,
        own: bool,
    ) -> None:
        """Which of the links to follow: the site's own ones, and one recorded hop to another host."""
        for url in urls:
            if url in seen:
                continue
            if self.is_own(url) and own:
                if "?" in url:
                    place = url.partition("?")[0]
                    self._queries[place] += 1
                    if self._queries[place] > _MOST_QUERIES and url not in self._wanted:
                        continue
            elif url not in self._wanted or not (self.is_own(url) or self._is_recorded(url)):
                self.crawl.out.setdefault(url, (visit.url, clicks))
                continue
            seen.add(url)
            into.append((url, visit.url))

    def _is_recorded(self, url: str) -> bool:
        return (urlsplit(url).hostname or "") in self._recorded

    def _in_time(self, url: str) -> Visit | None:
        return None if time.monotonic() > self._until else self._visit(url)

    def _visit(self, url: str) -> Visit:
        hops: list[str] = []
        answer = self._fetch(url)
        while answer.status in _MOVED and len(hops) < _MOST_HOPS:
            target = absolute(answer.url, answer.headers.get("location", ""))
            if target is None or target in hops or target == url:
                break
            hops.append(target)
            if not (self.is_own(target) or self._is_recorded(target)):
                break  # it left the site: where to is told, what is there is nobody's business here
            answer = self._fetch(target)
        reading = None
        if answer.status == 200 and answer.is_html:
            place = hops[-1] if hops else url
            wanted = url in self._wanted or place in self._wanted
            reading = read_page(place, answer.body, answer.headers.get("content-type", ""), with_text=wanted)
            answer = _without_body(answer)
        return Visit(url=url, answer=answer, hops=tuple(hops), reading=reading)


def _without_body(answer: Answer) -> Answer:
    """The answer alone: what was read of the page is kept, the page is not."""
    return Answer(
        url=answer.url, status=answer.status, headers=answer.headers, sha256=answer.sha256, size=answer.size,
        tls_until=answer.tls_until,
    )  # fmt: skip


def _site(url: str) -> str:
    """Host and port, where `www.` and http or https make no difference to a visitor."""
    return urlsplit(url).netloc.removeprefix("www.")

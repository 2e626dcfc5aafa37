"""Walks a site from its home page to wherever links lead, within its limits, and notes how everything was found."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from public_site.prove.fetch.answer import MOVED, Answer
from public_site.prove.fetch.client import location
from public_site.prove.fetch.polite import Polite
from public_site.prove.fetch.walls import wall_in, wall_of
from public_site.prove.hosts import Hosts
from public_site.prove.limits import Limits
from public_site.prove.read.addresses import absolute
from public_site.prove.read.page import Reading, read_page
from public_site.prove.walk.frontier import Frontier, form_of, key_of, runs_in_circles
from public_site.prove.walk.graph import Crawl, Cut, Edge, Visit

MOST_HOPS = 20
"""Redirects that browsers follow before they give up."""
_MOST_RELOADS = 3
_FEW_LINKS = 3
"""Links below which a page with a puzzle on it is a wall, and no page with a form to write to the office."""
_EVERY = 2.0
_ENDS = ("seconds", "pages", "enough")


class Walker:
    """Fetches and reads. `wanted` addresses have their text kept, and are visited on recorded hosts as well.

    :param texts: texts to look for on every page, each with its words; a page says which of them it has.
    :param done: told of every address asked, how many there were so far.
    :param enough: whether all that is looked for was found; then the walk goes on for a fifth of its time, for what
        must not be there, and no longer.
    :param leave: addresses that are not visited unless they are wanted: what they lead to is known.
    """

    def __init__(
        self,
        home: str,
        fetch: Polite,
        hosts: Hosts,
        *,
        wanted: Collection[str],
        texts: Mapping[str, str],
        limits: Limits,
        done: Callable[[int], None] | None = None,
        enough: Callable[[Crawl], bool] | None = None,
        leave: Collection[str] = (),
    ) -> None:
        self._fetch, self._hosts, self._limits = fetch, hosts, limits
        self._wanted, self._texts = set(wanted), texts
        self._done, self._enough = done, enough
        self._asked_enough = time.monotonic() + _EVERY
        self._settled: float | None = None
        self.crawl = Crawl(home)
        self._frontier = Frontier()
        self._seen: set[str] = {key_of(home), *(set(leave) - self._wanted)}
        self._frontier.add(home, None, 0, wanted=True)
        self._lock = threading.Condition()
        self._busy = 0
        self._walked = self._again = False

    def walk(self) -> Crawl:
        """From what is waiting (the home page at first) to wherever links lead.

        Called again after `add`, it goes on; a walk that had to stop then visits what was added, and no more.
        """
        self._again = self._walked
        self._walked = True
        if self._limits.workers == 1:
            self._work()
        else:
            with ThreadPoolExecutor(self._limits.workers) as pool:
                for worker in [pool.submit(self._work) for _ in range(self._limits.workers)]:
                    worker.result()
        crawl = self.crawl
        if crawl.stopped:
            crawl.unasked = len(self._frontier)
        return crawl

    def add(self, page: str, urls: Sequence[str]) -> bool:
        """Put links that were found otherwise (in a PDF, by a browser) before the walk; whether any of them is new."""
        depth = (self.crawl.clicks(page, unseen=True) or 0) + 1
        self._wanted |= set(urls)
        with self._lock:
            before = len(self._frontier)
            for url in urls:
                self._note(page, url, "", Edge.LINK, depth)
            return len(self._frontier) > before

    def fetch_again(self, url: str) -> Answer:
        """What is at an address, with its content, which the walk does not keep."""
        visit = self.crawl.at(url)
        return self._fetch(visit.final if visit else url, visit.page if visit else None)

    def ask(self, urls: Sequence[str], referer: str | None = None) -> dict[str, Visit]:
        """Visit addresses directly, without a link to them."""
        if not urls:
            return {}
        with ThreadPoolExecutor(min(self._limits.workers, len(urls))) as pool:
            found = dict(zip(urls, pool.map(lambda url: self._visit(url, referer), urls), strict=True))
        self.crawl.requests += sum(1 + len(visit.hops) for visit in found.values())
        return found

    def _work(self) -> None:
        """Take the best address and visit it, as long as there are any."""
        while (task := self._take()) is not None:
            url, page, depth = task
            try:
                visit = self._visit(url, page)
                with self._lock:
                    self._integrate(visit, depth)
            finally:
                with self._lock:
                    self._busy -= 1
                    self._lock.notify_all()

    def _take(self) -> tuple[str, str | None, int] | None:
        """The next address to visit; None when the walk is over. Waits while others may still find some."""
        crawl, limits = self.crawl, self._limits
        with self._lock:
            while True:
                self._look_at_the_clock()
                if crawl.stopped in _ENDS and not self._again:
                    return None
                found = self._frontier.next(wanted_only=crawl.stopped in _ENDS)
                if found is None:
                    if not self._busy:
                        self._lock.notify_all()
                        return None
                    self._lock.wait()
                    continue
                url, page, depth, endless = found
                if endless:
                    cut = crawl.cuts.setdefault(form_of(url), Cut(url, self._frontier.asked_of(url)))
                    cut.left += 1
                elif len(crawl.visits) >= limits.pages and crawl.stopped is None:
                    crawl.stopped = "pages"
                    self._frontier.put_back(found)
                else:
                    self._busy += 1
                    return url, page, depth

    def _look_at_the_clock(self) -> None:
        now = time.monotonic()
        if self.crawl.stopped is not None:
            return
        if now > self._fetch.until:
            self.crawl.stopped = "seconds"
        elif self._enough is not None and now > self._asked_enough:
            self._asked_enough = now + _EVERY
            if self._settled is None and self._enough(self.crawl):
                self._settled = now
            if self._settled is not None and now > self._settled + self._limits.seconds / 5:
                self.crawl.stopped = "enough"

    def _integrate(self, visit: Visit, depth: int) -> None:
        """Take what a visit found into the crawl, and what it leads to into what waits."""
        crawl = self.crawl
        answer, reading = visit.answer, visit.reading
        if answer.error == "no_time":
            crawl.stopped = crawl.stopped or "seconds"
            crawl.unasked += 1
            return
        crawl.requests += answer.tries + len(visit.hops)
        crawl.visits[visit.url] = visit if reading is None else visit.kept()
        if visit.hops:
            self._seen.add(key_of(visit.final))
            crawl.lead(visit.url, visit.final, Edge.WITHIN)
            if visit.final not in crawl.visits:
                crawl.visits[visit.final] = crawl.visits[visit.url]
                crawl.same(visit.final, visit.url)
        if self._done is not None:
            self._done(len(crawl.visits))
        if reading is None:
            return
        place = visit.final
        for url in reading.within:
            self._note(visit.url, url, "", Edge.WITHIN, depth, place, moves=url in reading.moves)
        for links, edge in ((reading.links, Edge.LINK), (reading.hidden, Edge.HIDDEN)):
            if links:
                note = partial(self._note_link, visit.url, edge, depth + 1, place)
                crawl.lead_each(visit.url, links, edge, self._seen, note)

    def _note_link(self, page: str, edge: Edge, depth: int, place: str, url: str, words: str) -> None:
        self._note(page, url, words, edge, depth, place)

    def _note(
        self, page: str, url: str, words: str, edge: Edge, depth: int, place: str | None = None, *, moves: bool = False
    ) -> None:
        """Note one lead of a page, and put where it leads among what waits when nobody knew it.

        :param place: where the page stands in the end. :param moves: it takes the place of the page (a refresh).
        """
        key = key_of(url) if "?" in url or ";" in url else url
        if key in self._seen:
            self.crawl.lead(page, url, edge)
            return
        hosts = self._hosts
        own = hosts.is_own(url)
        wanted = url in self._wanted
        allowed = own or hosts.may_walk(url, place or page) or (wanted and hosts.is_recorded(url))
        if not allowed and not (moves and page == self.crawl.home and self._moved(url)):
            self.crawl.note_out(url, page, words, framed=edge is Edge.WITHIN)
            return
        self.crawl.lead(page, url, edge)
        if depth > self._limits.clicks and not wanted:
            if self.crawl.stopped is None:
                self.crawl.stopped = "clicks"
            self.crawl.unasked += 1
            return
        if runs_in_circles(url) and not wanted:
            self.crawl.cuts.setdefault("circle", Cut(url, 0)).left += 1
            return
        self._seen.add(key)
        extra = (0.0 if own else 3.0) + (4.0 if edge is Edge.HIDDEN else 0.0)
        self._frontier.add(url, page, depth, words, wanted=wanted, extra=extra)
        self._lock.notify()

    def _moved(self, url: str) -> bool:
        """Whether the home page itself leads on to another host, which is then the office's."""
        if self.crawl.moved_to is None and self._hosts.adopt(url):
            self.crawl.moved_to = url
            return True
        return self._hosts.is_own(url)

    def _visit(self, url: str, page: str | None) -> Visit:
        """Ask an address as a browser does, over redirects, and read what is there."""
        hops: list[str] = []
        answer = self._fetch(url, page)
        place = url
        while answer.status in MOVED and len(hops) < MOST_HOPS:
            target = absolute(place, location(answer.headers.get("location", "")))
            # Back to where one came from: a ring, unless a cookie was given that will make the difference.
            if target is None or ((target == url or target in hops) and "set-cookie" not in answer.headers):
                break
            hops.append(target)
            if not self._may_follow(url, target, place):
                break  # it left the office's hosts: where to is told, what is there is nobody's business here
            place = target
            answer = self._fetch(target, page)
        reading = self._read(place, answer, wanted=url in self._wanted or place in self._wanted)
        for _ in range(_MOST_RELOADS):
            # A page that gives a cookie and calls itself again.
            if reading is None or place not in reading.within or "set-cookie" not in answer.headers:
                break
            answer = self._fetch(place, page)
            reading = self._read(place, answer, wanted=place in self._wanted)
        if reading is not None:
            self.crawl.pages.keep(url, answer.body, answer.headers.get("content-type", ""))
        if answer.body:
            wall = wall_of(answer) if answer.status != 200 else None
            if reading is not None and len(reading.links) < _FEW_LINKS and not reading.asks_password:
                wall = wall_in(answer.body)  # a question to people that answers 200
            answer = answer.without_body({**answer.detail, "wall": wall} if wall else answer.detail)
        return Visit(url=url, answer=answer, hops=tuple(hops), page=page, reading=reading)

    def _may_follow(self, url: str, target: str, place: str) -> bool:
        if self._hosts.may_walk(target, place):
            return True
        if url in self._wanted and self._hosts.is_recorded(target):
            return True
        return url == self.crawl.home and self._moved(target)

    def _read(self, url: str, answer: Answer, *, wanted: bool) -> Reading | None:
        if answer.status != 200 or not answer.is_html:
            return None
        headers = answer.headers
        return read_page(
            url, answer.body, headers.get("content-type", ""), refresh=headers.get("refresh", ""),
            with_text=wanted, texts=self._texts,
        )  # fmt: skip

"""Why something that was not found may be there all the same. With no doubt left, it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from public_site.prove.fetch.walls import is_challenge, is_repair
from public_site.prove.findings import finding
from public_site.prove.hosts import Hosts
from public_site.prove.read.viewers import is_drive
from public_site.prove.walk.graph import Crawl, Visit
from workflow.ports.site import Finding

_REFUSED = (403, 406, 451)
_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|zip|odt|ods)([?#]|$)", re.IGNORECASE)
_SPEAKS = re.compile(r"\boit|\bita\b|(?<![a-z0-9])o-?\d{1,2}(?!\d)|ข้อมูลสาธารณะ|คุณธรรมและความโปร่งใส", re.IGNORECASE)
# Where offices keep files that are not on their own host, and what shortens an address.
_STORES = (
    "drive.google.com", "docs.google.com", "sites.google.com", "onedrive.live.com", "1drv.ms", "dropbox.com",
    "www.dropbox.com", "anyflip.com", "online.anyflip.com", "bit.ly", "tinyurl.com", "shorturl.at", "shorturl.asia",
    "www.canva.com", "issuu.com", "www.slideshare.net", "goo.gl", "me2.do", "qr.page", "linktr.ee", "lin.ee", "t.ly",
)  # fmt: skip
# What pages show of other hosts, and no office keeps its documents in.
_EMBEDDED = re.compile(
    r"//([\w-]+\.)*(facebook\.com|youtube(-nocookie)?\.com|youtu\.be|twitter\.com|x\.com|tiktok\.com|instagram\.com|line\.me"
    r"|google\.[\w.]+/maps|maps\.google\.|googletagmanager\.com|doubleclick\.net|windy\.com|recaptcha)", re.IGNORECASE,
)  # fmt: skip


@dataclass(slots=True)
class Doubts:
    """What keeps a walk from being certain.

    :param plain: the pages are ours, and known to draw nothing by script.
    :param looked: pages that a browser has looked at, None when there was no second look.
    :param looked_at_all: it looked at every page that it should have.
    :param let_in: a browser was let in where we were refused.
    :param missing_hosts: hosts from which pages wanted scripts that the browser was not allowed to fetch.
    """

    crawl: Crawl
    hosts: Hosts
    home: Visit | None
    plain: bool = False
    looked: frozenset[str] | None = None
    looked_at_all: bool = True
    missing_hosts: tuple[str, ...] = ()
    let_in: bool = False
    _made: list[Finding] | None = field(default=None)

    @property
    def may_look(self) -> bool:
        """Whether a browser might still see more."""
        return self.looked is None or not self.looked_at_all

    @property
    def blocked(self) -> bool:
        """Whether the site refuses us as such, and not single pages: the home page, or most of what came last."""
        if self.let_in or (self.home is not None and self.home.answer.status in _REFUSED):
            return True
        own = [visit.answer.status for visit in self.crawl.distinct()]
        refused = sum(status in _REFUSED for status in own)
        return refused >= 3 and refused * 2 >= len(own[own.index(next(s for s in own if s in _REFUSED)) :])

    def is_scripted(self, page: str) -> bool:
        """Whether something on a page may show what its mark-up hides."""
        visit = self.crawl.at(page)
        return bool(visit and visit.reading and (visit.reading.scripts or visit.reading.acts))

    def findings(self) -> list[Finding]:
        """Each doubt with what was seen; the same for every item that was not found."""
        if self._made is None:
            self._made = [*self._of_walk(), *self._of_answers(), *self._of_pages(), *self._of_hosts()]
        return self._made

    def _of_walk(self) -> Iterable[Finding]:
        crawl = self.crawl
        if crawl.stopped:
            yield finding("walk_stopped", limit=crawl.stopped, pages=len(crawl.visits), count=crawl.unasked)
        for cut in crawl.cuts.values():
            if cut.kept:
                yield finding("list_cut", url=cut.example, pages=cut.kept, count=cut.left)

    def _of_answers(self) -> Iterable[Finding]:
        told: dict[str, list[Visit]] = {}
        blocked = self.blocked
        for visit in self.crawl.distinct():
            answer = visit.answer
            if not self.hosts.may_walk(visit.url):
                continue
            title = visit.reading.title if visit.reading else ""
            if "wall" in answer.detail or (blocked and answer.status in _REFUSED) or is_challenge(title):
                told.setdefault("robots_blocked", []).append(visit)
            elif answer.status == 429 or answer.error == "busy":
                told.setdefault("asked_too_fast", []).append(visit)
            elif answer.status == 503 or (visit is self.home and is_repair(title)):
                told.setdefault("under_maintenance", []).append(visit)
            elif answer.cut:
                told.setdefault("answer_cut", []).append(visit)
            elif answer.error in ("network", "timeout", "encoding"):
                told.setdefault("pages_failed", []).append(visit)
        for code, visits in told.items():
            first = visits[0]
            yield finding(
                code, url=first.url, count=len(visits), status=first.answer.status, error=first.answer.error,
                to=first.final,
            )  # fmt: skip

    def _of_pages(self) -> Iterable[Finding]:
        if self.plain or not self.may_look:
            return
        pages = [visit for visit in self.crawl.distinct() if visit.reading is not None]
        posting = [
            visit for visit in pages if visit.reading and visit.reading.posts and not visit.reading.asks_password
        ]
        if posting:
            yield finding("form_first", url=posting[0].final, count=len(posting))
        scripted = [visit for visit in pages if visit.reading and (visit.reading.scripts or visit.reading.acts)]
        if scripted:
            count = sum(visit.reading.scripts for visit in scripted if visit.reading)
            yield finding("drawn_by_script", url=scripted[0].final, count=count, pages=len(scripted))

    def _of_hosts(self) -> Iterable[Finding]:
        if self.plain:
            return
        likely: dict[str, str] = {}
        count = 0
        home = urlsplit(self.crawl.home).hostname or ""
        for url, (page, words) in self.crawl.out.items():
            if may_hold(url, words, home) or (url in self.crawl.framed and not _EMBEDDED.search(url)):
                count += 1
                likely.setdefault(urlsplit(url).netloc, page)
        if likely:
            names = list(likely)
            yield finding(
                "other_hosts", hosts=", ".join(names[:5]), host=names[0], count=count, page=next(iter(likely.values()))
            )
        if self.missing_hosts:
            yield finding("scripts_elsewhere", hosts=", ".join(self.missing_hosts[:5]), host=self.missing_hosts[0])


def may_hold(url: str, words: str, home: str) -> bool:
    """Whether a link to another host is one behind which an office's documents may be."""
    host = urlsplit(url).hostname or ""
    if (
        is_drive(url)
        or host in _STORES
        or host.endswith(".sharepoint.com")
        or host.removeprefix("www.").endswith(f".{home.removeprefix('www.')}")
    ):
        return True
    return bool(_DOCUMENT.search(url) or _SPEAKS.search(words) or _SPEAKS.search(unquote(urlsplit(url).path)))

"""What all items are judged with: the walk, the ways through it, and what an answer means by itself."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from public_site.prove.doubts import Doubts
from public_site.prove.fetch.answer import MOVED
from public_site.prove.fetch.walls import is_challenge, is_repair
from public_site.prove.findings import finding
from public_site.prove.hosts import Hosts
from public_site.prove.look.explore import Doubted
from public_site.prove.read.addresses import absolute
from public_site.prove.walk.graph import Crawl, Visit
from public_site.prove.walk.ways import Ways
from workflow.ports.site import Finding, ProofKind, Step

_LOGIN_PATH = re.compile(
    r"/(wp-login\.php|log-?in|sign-?in|signin|auth|sso|oauth2?|account/login|user/login)(\.\w+)?(/|$)", re.IGNORECASE
)
_LOGIN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_MISSING_TITLE = re.compile(r"\b404\b|page not found|ไม่พบหน้า|ไม่พบข้อมูลที่", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SoftMissing:
    """How this site answers for a page that does not exist, when it answers 200: the digest and the title."""

    sha256: str = ""
    title: str = ""

    def is_like(self, visit: Visit) -> bool:
        """Whether a page is that answer, or calls itself missing."""
        title = visit.reading.title if visit.reading else ""
        if _MISSING_TITLE.search(title):
            return True
        return bool(self.sha256) and visit.answer.sha256 == self.sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How something is reached: the addresses, home page first, and the presses between them."""

    path: tuple[str, ...]
    steps: tuple[Step, ...]
    clicks: int
    by_browser: bool
    screenshot: bytes | None = None

    @property
    def url(self) -> str:
        """Where it ends."""
        return self.path[-1]


@dataclass(slots=True, kw_only=True)
class Bench:
    """What all items are judged with. `asked` are answers to addresses that no link leads to.

    `base` is what relative addresses of items are relative to. `presses` has what a browser saw on a page: for the page
    and where it leads, the words pressed; `read` the texts that it read on pages, `screenshots` how they looked; `gone`
    steps and texts that it looked for and did not see. `unsure` are those that no browser could be asked about.
    """

    crawl: Crawl
    ways: Ways
    doubts: Doubts
    hosts: Hosts
    base: str
    asked: Mapping[str, Visit]
    soft: SoftMissing
    home_asks_password: bool
    kind: ProofKind
    now: datetime
    presses: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    read: Mapping[str, Collection[str]] = field(default_factory=dict)
    screenshots: Mapping[str, bytes] = field(default_factory=dict)
    gone: Collection[tuple[str, str]] = ()
    unsure: Mapping[str, Doubted] = field(default_factory=dict)
    by_digest: dict[str, list[str]] = field(default_factory=dict)
    _found: dict[str, Way | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for url, visit in (*self.crawl.visits.items(), *self.asked.items()):
            if visit.answer.status == 200 and visit.answer.sha256 and not visit.answer.cut:
                self.by_digest.setdefault(visit.answer.sha256, []).append(url)

    def absolute(self, place: str) -> str | None:
        """An address of an item, relative to where the tree was built."""
        return absolute(self.base, place)

    def visit(self, url: str) -> Visit | None:
        """What is at an address, however it was come to."""
        return self.crawl.at(url) or self.asked.get(url)

    def way(self, url: str) -> Way | None:
        """The shortest way that a person can go; None when there is none. The other end of a redirect will do too."""
        if url not in self._found:
            path = self.ways.find(url)
            visit = self.asked.get(url)
            if not path and visit is not None and visit.final != url:
                path = self.ways.find(visit.final)
            self._found[url] = self._told(path) if path else None
        return self._found[url]

    def shortest(self, urls: list[str]) -> Way | None:
        """The shortest way to any of several addresses."""
        ways = [way for url in urls if (way := self.way(url)) is not None]
        return min(ways, key=lambda way: way.clicks, default=None)

    def doubts_of(self, way: Way) -> list[Finding]:
        """A finding for each step of a way that may not be there for a person, though the mark-up has it."""
        return [
            finding("perhaps_hidden", url=step, page=page)
            for page, step in itertools.pairwise(way.path)
            if page in self.unsure and step in self.unsure[page].steps
        ]

    def not_seen(self, code: str, at: str | None, /, **facts: str | int | None) -> list[Finding]:
        """Findings for what nothing leads to, though it may be `at` an address: why we cannot tell, or `code`."""
        page, scripted = self.ways.hidden.get(at or "", (None, False))
        if page is None and at is not None:
            over = self.crawl.way(at, unseen=True)
            page = over[-2] if len(over) > 1 else None
            scripted = page is not None and self.doubts.is_scripted(page)
        if page is not None and not scripted:
            return [finding("link_hidden", url=at, page=page)]
        doubts = self.doubts.findings()
        if page is not None and self.doubts.may_look:
            return [finding("hidden_in_menu", url=at, page=page), *doubts]
        if page is not None:
            return [finding("link_hidden", url=at, page=page), *doubts]
        return doubts or [finding(code, **facts)]

    def _told(self, path: tuple[str, ...]) -> Way:
        steps = []
        by_browser, screenshot = False, None
        for page, step in zip(path, self.ways.steps(path), strict=False):
            pressed = self.presses.get((page, step.url))
            if pressed is not None:
                by_browser, screenshot = True, self.screenshots.get(page) or screenshot
            words = " › ".join(pressed) if pressed else step.words
            steps.append(Step(words=words, url=step.url))
        return Way(
            path=path, steps=tuple(steps), clicks=self.crawl.clicks(path[-1]) or 0, by_browser=by_browser,
            screenshot=screenshot,
        )  # fmt: skip


def trouble(visit: Visit, bench: Bench) -> str | None:
    """What is wrong with an answer before its content matters, as the code of an item's page; None when nothing is."""
    answer = visit.answer
    status = answer.status
    if visit.hops and is_login(visit.final):
        return "needs_login"
    if status is None:
        return {"busy": "asked_too_fast", "no_time": "no_time_left"}.get(answer.error or "", "no_answer")
    if status == 429:
        return "asked_too_fast"
    if "wall" in answer.detail or (status in (403, 406, 451) and bench.doubts.blocked):
        return "robots_blocked"
    if status in (401, 403, 407):
        return "needs_login"
    if status in MOVED:
        return "redirected_away"
    if status == 503:
        return "under_maintenance"
    if status >= 500:
        return "server_error"
    if status != 200:
        return "page_missing"
    if answer.cut:
        return "answer_cut"
    title = visit.reading.title if visit.reading else ""
    if title and is_challenge(title):
        return "robots_blocked"
    if title and is_repair(title):
        return "under_maintenance"
    if visit.reading is not None and bench.soft.is_like(visit):
        return "soft_404"
    return None


def facts_of(visit: Visit, url: str) -> dict[str, str | int | None]:
    """What a finding says of an answer."""
    answer = visit.answer
    return {"url": url, "status": answer.status, "error": answer.error, "to": visit.final}


def is_login(url: str) -> bool:
    """Whether an address is that of a login page."""
    parts = urlsplit(url)
    return (parts.hostname or "") in _LOGIN_HOSTS or bool(_LOGIN_PATH.search(parts.path))

"""Proves a site from its home page: each item reachable, no login, the signed bytes, and no draft beside it.

The one question of the evaluators that decided the grade at Roi Et: is it linked from the home page?
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from public_site.addresses import href
from public_site.prove.bench import Bench, SoftMissing
from public_site.prove.case import Case
from public_site.prove.doubts import Doubts
from public_site.prove.fetch.answer import Fetcher
from public_site.prove.fetch.client import HttpFetcher
from public_site.prove.fetch.polite import Polite
from public_site.prove.findings import finding
from public_site.prove.hosts import Hosts
from public_site.prove.judging import judge, looked_for
from public_site.prove.limits import Limits
from public_site.prove.look.chromium import NoBrowser
from public_site.prove.look.explore import Doubted, Explorer, Looked, Missing
from public_site.prove.missing import Enough, add_pdf_links, doubted_of, is_worth_a_look, missing_of, still_missing
from public_site.prove.read.addresses import absolute, normal
from public_site.prove.site_findings import NOWHERE, PRIVATE, Exposed, of_no_home, of_site
from public_site.prove.walk.graph import Crawl, Visit
from public_site.prove.walk.walker import Walker
from public_site.prove.walk.ways import Ways
from workflow.ports.site import ExpectedItem, Expiry, Finding, Forbidden, ItemProof, ProofKind, SiteProof

_LAST_QUESTIONS = 60.0
"""Seconds for what has to be asked after the walk."""
_MOST_TURNS = 4
_FILMS = (".mp4", ".webm", ".mp3", ".wav", ".m4a", ".ogg", ".mov", ".avi")


def prove(
    home_url: str,
    expected: Sequence[ExpectedItem],
    *,
    kind: ProofKind,
    now: datetime,
    tree: str | None = None,
    hosts: Sequence[str] = (),
    recorded_hosts: frozenset[str] = frozenset(),
    forbidden: Sequence[Forbidden] = (),
    unchanged: Collection[str] = (),
    led_to: Collection[str] = (),
    expiries: Sequence[Expiry] = (),
    seconds: float | None = None,
    pages: int | None = None,
    pace: float | None = None,
    probe: bool | None = None,
    second_look: bool | None = None,
    done: Callable[[int], None] | None = None,
    limits: Limits | None = None,
    fetch: Fetcher | None = None,
) -> SiteProof:
    """Check the site at `home_url` and say what was found; see `workflow.ports.site.publisher.Site` for the rest.

    :param limits: instead of `seconds`, `pages` and `pace`, which are parts of it.
    :param fetch: stands in for the network; None asks it. Where something stands in, no browser looks.
    :raises ValueError: when `home_url` or `tree` is no http or https address.
    """
    home, root = normal(home_url), normal(tree or home_url)
    if home is None or root is None:
        raise ValueError(home_url if home is None else tree)
    rehearsal = kind == "rehearsal"
    if limits is None:
        given = {"seconds": seconds, "pages": pages, "pace": pace}
        usual = Limits(workers=2, pace=0) if rehearsal else Limits()
        limits = replace(usual, **{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    office = Hosts(home, root, hosts, recorded_hosts)
    case = Case(
        home=home, tree=root, expected=tuple(expected), kind=kind, now=now, hosts=office, forbidden=tuple(forbidden),
        led_to=tuple(url for path in led_to if (url := absolute(home, href(path))) is not None),
        expiries=tuple(expiries), limits=limits, probe=rehearsal if probe is None else probe,
        look=fetch is None and (not rehearsal if second_look is None else second_look),
    )  # fmt: skip
    with ExitStack() as stack:
        fetcher: HttpFetcher | None = None
        if fetch is None:
            films = any(file.name.lower().endswith(_FILMS) for item in expected for file in item.files)
            fetch = fetcher = stack.enter_context(HttpFetcher(timeout=5.0 if rehearsal else 15.0, films=films))
        polite = Polite(
            fetch, pace=limits.pace, again_after=0.1 if rehearsal else 1.0, until=time.monotonic() + limits.seconds,
            patient={urlsplit(home).hostname or "", urlsplit(root).hostname or ""},
        )  # fmt: skip
        # As `absolute` gives them, which takes long for each of many: they are paths of our own.
        below = home.rpartition("/")[0]
        leave = {f"{below}/{href(path)}" for path in unchanged}
        return _Proof(case, polite, fetcher, done, leave).make()


class _Proof:
    """One proof in the making."""

    def __init__(
        self, case: Case, fetch: Polite, fetcher: HttpFetcher | None, done: Callable[[int], None] | None,
        leave: Collection[str],
    ) -> None:  # fmt: skip
        self.case, self.fetch, self.fetcher = case, fetch, fetcher
        self.wanted = tuple(dict.fromkeys(_addresses(case)))
        signed = {file.sha256 for item in case.expected for file in item.files}
        self.exposed = Exposed(
            [f for f in case.forbidden if f.sha256 is None or f.sha256 not in signed], case.tree, frozenset(self.wanted)
        )
        texts: dict[str, str] = {}
        for item in case.expected:
            if item.address is None:
                texts |= looked_for(item)
        self.walker = Walker(
            case.home, fetch, case.hosts, wanted=self.wanted, texts=texts, limits=case.limits, done=done,
            enough=Enough(case.expected, case.tree, texts), leave=leave,
        )  # fmt: skip
        self.looked = Looked()
        self.explorer: Explorer | None = None
        self.asked: dict[str, Visit] = {}
        self.unsure: Mapping[str, Doubted] = {}
        self.stack = ExitStack()

    def make(self) -> SiteProof:
        with self.stack:
            self.stack.callback(self.walker.crawl.pages.close)
            return self._made(self.walker.walk())

    def _made(self, crawl: Crawl) -> SiteProof:
        # The walk may have used its time up; what is left to ask is little, and decides.
        self.fetch.until = max(self.fetch.until, time.monotonic() + _LAST_QUESTIONS)
        first = crawl.visits.get(self.case.home)
        more: list[Finding] = []
        if first is None or first.reading is None:
            if first is None or not self._look(crawl, _home_alone(self.case), more):
                return of_no_home(self.case, first, crawl, more)
            first = crawl.visits[self.case.home]
            if first.reading is None:
                return of_no_home(self.case, first, crawl, more)
        bench = self._bench(crawl, first)
        items = self._judged(bench)
        missing = missing_of(self.case.expected, items, bench)
        if missing and add_pdf_links(self.walker, bench, missing):
            bench = self._bench(crawl, first)
            items = self._judged(bench)
            missing = missing_of(self.case.expected, items, bench)
        if missing and is_worth_a_look(items) and self._look(crawl, missing, more):
            bench = self._bench(crawl, first)
            items = self._judged(bench)
        for _ in range(_MOST_TURNS):
            doubted = doubted_of(self.case.expected, items, bench)
            if not doubted or self.unsure:
                break
            if not self._confirm(crawl, doubted, more):
                self.unsure = doubted
            bench = self._bench(crawl, first)
            items = self._judged(bench)
        pages = sum(visit.reading is not None for visit in crawl.distinct())
        findings = (*of_site(self.case, bench, first, self.exposed), *more)
        return SiteProof(
            base_url=self.case.home, kind=self.case.kind, at=self.case.now, items=items, findings=findings, pages=pages,
            requests=crawl.requests, browser=self.looked.browser,
        )  # fmt: skip

    def _look(self, crawl: Crawl, missing: Missing, more: list[Finding]) -> bool:
        """Let a browser look, when one may and can; whether it did. That there is none is said once."""
        return self._with_browser(
            crawl, more, lambda explorer: explorer.explore(lambda found: still_missing(missing, crawl, found))
        )

    def _confirm(self, crawl: Crawl, doubted: Mapping[str, Doubted], more: list[Finding]) -> bool:
        """Let a browser look whether what was found is there for a person; whether it could."""
        return self._with_browser(crawl, more, lambda explorer: explorer.confirm(doubted))

    def _with_browser(self, crawl: Crawl, more: list[Finding], look: Callable[[Explorer], Looked]) -> bool:
        if not self.case.look or self.fetcher is None:
            return False
        if self.explorer is None:
            self.explorer = Explorer(
                crawl, self.walker, self.case.hosts, self.fetcher, self.stack, self.case.limits.look_seconds
            )
        try:
            self.looked = look(self.explorer)
        except NoBrowser as none:
            if not any(one.code == "no_browser" for one in more):
                more.append(finding("no_browser", why=none.why, error=none.detail or None))
            return False
        self.fetch.until = max(self.fetch.until, time.monotonic() + _LAST_QUESTIONS)
        return True

    def _bench(self, crawl: Crawl, first: Visit) -> Bench:
        looked = self.looked
        self.asked |= self.walker.ask([url for url in self._questions(crawl) if url not in self.asked])
        asked = {url: visit for url, visit in self.asked.items() if url not in crawl.visits}
        doubts = Doubts(
            crawl, self.case.hosts, first, plain=self.case.plain,
            looked=frozenset(looked.pages) if looked.browser else None, looked_at_all=looked.everywhere,
            missing_hosts=tuple(sorted(looked.missing_hosts)), let_in=bool(looked.let_in),
        )  # fmt: skip
        sure = {*looked.presses, *looked.confirmed}
        return Bench(
            crawl=crawl, ways=Ways(crawl, self.case.hosts, self.fetch, sure, looked.gone), doubts=doubts,
            hosts=self.case.hosts, base=self.case.tree, asked=asked, soft=self._soft(asked),
            home_asks_password=bool(first.reading and first.reading.asks_password), kind=self.case.kind,
            now=self.case.now, presses=looked.presses, read=looked.texts, screenshots=looked.screenshots,
            gone=looked.gone, unsure=self.unsure,
        )  # fmt: skip

    def _judged(self, bench: Bench) -> tuple[ItemProof, ...]:
        exposed = self.exposed.findings(bench)
        return tuple(
            judge(item, bench, tuple(f for draft, f in exposed if _is_of(draft, item))) for item in self.case.expected
        )

    def _questions(self, crawl: Crawl) -> list[str]:
        """What no link led to and still has to be asked: unlinked items, drafts' addresses, private folders."""
        tree = self.case.tree
        urls = [url for url in self.wanted if self._may_ask(url)]
        urls += [url for place in self.exposed.places if (url := absolute(tree, place)) and self._may_ask(url)]
        own = (NOWHERE,) if self.case.ours or self.case.kind == "rehearsal" else ()
        urls += [url for place in (*own, *(PRIVATE if self.case.probe else ())) if (url := absolute(tree, place))]
        return [url for url in dict.fromkeys(urls) if url not in crawl.visits]

    def _may_ask(self, url: str) -> bool:
        return self.case.hosts.may_walk(url) or self.case.hosts.is_recorded(url)

    def _soft(self, asked: dict[str, Visit]) -> SoftMissing:
        visit = asked.get(absolute(self.case.tree, NOWHERE) or "")
        if visit is None or visit.answer.status != 200:
            return SoftMissing()
        return SoftMissing(visit.answer.sha256, visit.reading.title if visit.reading else "")


def _is_of(draft: Forbidden, item: ExpectedItem) -> bool:
    same_year = draft.fiscal_year is None or (draft.framework, draft.fiscal_year) == (item.framework, item.fiscal_year)
    return draft.code == item.code and same_year


def _home_alone(case: Case) -> Missing:
    """What is missing when not even the home page could be read: everything."""
    return Missing(
        addresses=frozenset(_addresses(case)), digests=frozenset(f.sha256 for i in case.expected for f in i.files),
        codes=frozenset(item.code for item in case.expected),
    )  # fmt: skip


def _addresses(case: Case) -> Iterable[str]:
    for item in case.expected:
        places = (item.address, *(f.url for f in item.files), *(w.url for w in item.web), *item.addresses)
        yield from (url for place in places if place and (url := absolute(case.tree, place)))

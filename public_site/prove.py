"""Proves a site from its home page: each item reachable, no login, the signed bytes, and no draft beside it.

The one question of the evaluators that decided the grade at Roi Et: is it linked from the home page?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from public_site.crawling import Crawl, Limits, Visit, Walker
from public_site.fetching import Fetcher, HttpFetcher
from public_site.findings import finding
from public_site.judging import Bench, SoftMissing, judge, trouble
from public_site.reading import absolute, normal
from workflow.ports.site import (
    ExpectedItem,
    Expiry,
    Finding,
    Forbidden,
    ItemProof,
    ProofKind,
    Severity,
    SiteProof,
)

__all__ = ["Limits", "prove"]

# What an office folder holds and no visitor may get, asked for beside the home page.
PRIVATE = (
    "office.toml", "oit.db", "people.csv", "store/", "keys/", "staging/", "releases/", "release.json", ".git/HEAD",
    ".env",
)  # fmt: skip
# An address that no site has; its answer shows how this one treats a missing page.
NOWHERE = "oit-no-such-page-7c1f0e9b/"
RENEW_WITHIN = timedelta(days=45)
_MOST_BROKEN_LINKS = 50


def prove(
    home_url: str,
    expected: Sequence[ExpectedItem],
    *,
    kind: ProofKind,
    now: datetime,
    recorded_hosts: frozenset[str] = frozenset(),
    forbidden: Sequence[Forbidden] = (),
    expiries: Sequence[Expiry] = (),
    limits: Limits | None = None,
    fetch: Fetcher | None = None,
) -> SiteProof:
    """Check the site at `home_url` and say what was found. Raises for nothing that is found on the network.

    :param kind: `rehearsal` when the built site is served on this machine, `live` for the real address; in a rehearsal
        another host that does not answer is judged from its dated capture.
    :param now: aware time that the proof is dated with; ages and expiries are counted from it.
    :param recorded_hosts: other hosts that one link may lead to (Q&A, Facebook), recorded before.
    :param forbidden: drafts, and files suspended or retracted. A digest that is also expected does not count.
    :param fetch: stands in for the network; None asks it.
    :raises ValueError: when `home_url` is no http or https address.
    """
    home = normal(home_url)
    if home is None:
        raise ValueError(home_url)
    limits = limits or Limits(workers=2 if kind == "rehearsal" else 6)
    with ExitStack() as stack:
        if fetch is None:
            patient = frozenset({urlsplit(home).hostname or ""})
            timeout = 5.0 if kind == "rehearsal" else 15.0
            fetch = stack.enter_context(HttpFetcher(timeout=timeout, patient=patient))
        return _Proof(home, tuple(expected), kind, now, recorded_hosts, tuple(forbidden), limits, fetch).make(expiries)


class _Proof:
    """One proof in the making."""

    def __init__(
        self,
        home: str,
        expected: tuple[ExpectedItem, ...],
        kind: ProofKind,
        now: datetime,
        recorded: frozenset[str],
        forbidden: tuple[Forbidden, ...],
        limits: Limits,
        fetch: Fetcher,
    ) -> None:
        self.home, self.expected, self.kind, self.now = home, expected, kind, now
        self.recorded = recorded
        self.wanted = tuple(dict.fromkeys(_addresses(home, expected)))
        signed = {file.sha256 for item in expected for file in item.files}
        self.forbidden = tuple(f for f in forbidden if f.sha256 is None or f.sha256 not in signed)
        self.walker = Walker(home, fetch, wanted=self.wanted, recorded=recorded, limits=limits)

    def make(self, expiries: Sequence[Expiry]) -> SiteProof:
        crawl = self.walker.walk()
        first = crawl.visits.get(self.home)
        if first is None or first.reading is None:
            return self._no_home(first, expiries)
        asked = self.walker.ask(self._questions(crawl))
        bench = Bench(
            crawl=crawl, asked=asked, soft=self._soft(asked), home_asks_password=first.reading.asks_password,
            recorded=self.recorded, own_site=urlsplit(self.home).netloc.removeprefix("www."), kind=self.kind,
            now=self.now,
        )  # fmt: skip
        exposed = tuple(self._exposed(bench))
        items = tuple(
            judge(item, bench, tuple(f for draft, f in exposed if _of_item(draft, item))) for item in self.expected
        )
        site = (
            *(f for _, f in exposed),
            *self._private(bench),
            *self._of_site(bench, first),
            *_renewals(expiries, self._tls(first), self.now),
        )
        pages = sum(visit.reading is not None for visit in _distinct(crawl))
        return SiteProof(
            base_url=self.home, kind=self.kind, at=self.now, items=items, findings=site, pages=pages,
            requests=crawl.requests,
        )  # fmt: skip

    def _questions(self, crawl: Crawl) -> list[str]:
        """What no link led to and still has to be asked: unlinked items, drafts' addresses, private folders."""
        urls = [url for url in self.wanted if url not in crawl.visits and self._may_ask(url)]
        urls += [url for f in self.forbidden if f.url and (url := absolute(self.home, f.url)) and self._may_ask(url)]
        urls += [url for place in (NOWHERE, *PRIVATE) if (url := absolute(self.home, place))]
        return [url for url in dict.fromkeys(urls) if url not in crawl.visits]

    def _may_ask(self, url: str) -> bool:
        return self.walker.is_own(url) or (urlsplit(url).hostname or "") in self.recorded

    def _soft(self, asked: dict[str, Visit]) -> SoftMissing:
        visit = asked.get(absolute(self.home, NOWHERE) or "")
        if visit is None or visit.answer.status != 200:
            return SoftMissing()
        return SoftMissing(visit.answer.sha256, visit.reading.title if visit.reading else "")

    def _exposed(self, bench: Bench) -> Iterator[tuple[Forbidden, Finding]]:
        """Drafts the public can get: by digest wherever they turned up, or at an address known to be a draft's."""
        by_digest: dict[str, str] = {}
        for visit in (*bench.crawl.visits.values(), *bench.asked.values()):
            if visit.answer.status == 200 and visit.answer.sha256:
                by_digest.setdefault(visit.answer.sha256, visit.final)
        for draft in self.forbidden:
            url = by_digest.get(draft.sha256) if draft.sha256 else None
            if url is None and draft.url and draft.sha256 is None:
                url = self._answers(draft.url, bench)
            if url is not None:
                yield draft, finding("draft_exposed", item=draft.code, url=url)

    def _private(self, bench: Bench) -> Iterator[Finding]:
        for place in PRIVATE:
            url = self._answers(place, bench)
            if url is not None:
                yield finding("private_exposed", url=url, place=place)

    def _answers(self, place: str, bench: Bench) -> str | None:
        """The address when something real is there."""
        url = absolute(self.home, place)
        if url is None or url in self.wanted:
            return None
        visit = bench.crawl.at(url) or bench.asked.get(url)
        return url if visit is not None and trouble(visit, bench) is None else None

    def _of_site(self, bench: Bench, first: Visit) -> Iterator[Finding]:
        crawl = bench.crawl
        if first.hops:
            yield finding("home_redirected", to=first.final)
        if crawl.stopped:
            yield finding("stopped", limit=crawl.stopped, requests=crawl.requests)
        if bench.soft.sha256:
            yield finding("missing_page_says_ok", url=absolute(self.home, NOWHERE))
        broken = 0
        for visit in _distinct(crawl):
            code = trouble(visit, bench)
            if code and visit.url not in self.wanted and broken < _MOST_BROKEN_LINKS:
                broken += 1
                status, error = visit.answer.status, visit.answer.error
                yield finding("broken_link", url=visit.url, page=visit.parent, why=code, status=status, error=error)
            elif visit.reading and visit.reading.insecure and visit.url not in self.wanted:
                parts = visit.reading.insecure
                yield finding("mixed_content", url=visit.url, part=parts[0], count=len(parts))

    def _tls(self, first: Visit) -> Expiry | None:
        until = first.answer.tls_until
        return Expiry(kind="tls", on=until.date()) if until else None

    def _no_home(self, first: Visit | None, expiries: Sequence[Expiry]) -> SiteProof:
        answer = first.answer if first else None
        why = finding(
            "tls_untrusted" if answer and answer.error == "tls" else "home_unreachable",
            url=self.home, status=answer.status if answer else None, error=answer.error if answer else None,
        )  # fmt: skip
        items = tuple(
            ItemProof(
                code=item.code, fiscal_year=item.fiscal_year, severity=Severity.BROKEN, findings=(why,), clicks=None,
                path=(),
                address=absolute(self.home, item.address) if item.address else None, http_status=None, bytes_ok=None,
                checked_at=self.now, kind=self.kind,
            )
            for item in self.expected
        )  # fmt: skip
        return SiteProof(
            base_url=self.home, kind=self.kind, at=self.now, items=items,
            findings=(why, *_renewals(expiries, None, self.now)), pages=0, requests=self.walker.crawl.requests,
        )  # fmt: skip


def _addresses(home: str, expected: Sequence[ExpectedItem]) -> Iterator[str]:
    for item in expected:
        places = (item.address, *(file.url for file in item.files), *(web.url for web in item.web))
        yield from (url for place in places if place and (url := absolute(home, place)))


def _of_item(draft: Forbidden, item: ExpectedItem) -> bool:
    return draft.code == item.code and draft.fiscal_year in (None, item.fiscal_year)


def _distinct(crawl: Crawl) -> list[Visit]:
    """Each visit once: one that ended a redirect stands under both addresses."""
    return list({id(visit): visit for visit in crawl.visits.values()}.values())


def _renewals(expiries: Sequence[Expiry], tls: Expiry | None, now: datetime) -> Iterator[Finding]:
    """What has to be renewed, with the days left; nothing is said of what still has time."""
    for expiry in (*expiries, *((tls,) if tls else ())):
        days = (expiry.on - now.date()).days
        if days < 0:
            yield finding("expired", kind=expiry.kind, on=expiry.on.isoformat(), days=-days)
        elif days <= RENEW_WITHIN.days:
            yield finding("expires_soon", kind=expiry.kind, on=expiry.on.isoformat(), days=days)

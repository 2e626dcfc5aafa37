"""What a proof says of the site as a whole, and of what the public must not get."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from public_site.prove.bench import Bench, trouble
from public_site.prove.findings import SEVERITIES, finding, worst
from public_site.prove.read.addresses import absolute
from public_site.prove.read.viewers import is_drive
from public_site.prove.walk.graph import Crawl, Visit
from workflow.ports.site import Expiry, Finding, Forbidden, ItemProof, SiteProof
from workflow.thai.zone import BANGKOK

if TYPE_CHECKING:
    from public_site.prove.case import Case

PRIVATE = (
    "office.toml", "oit.db", "people.csv", "store/", "keys/", "staging/", "releases/", "release.json", ".git/HEAD",
    ".env",
)  # fmt: skip
"""What an office folder holds and no visitor may get, asked for beside our own tree and nowhere else."""
NOWHERE = "oit-no-such-page-7c1f0e9b/"
"""An address that no site has; its answer shows how this one treats a missing page."""
RENEW_WITHIN = timedelta(days=60)
_MOST_BROKEN_LINKS = 50
_MOST_ODD_LINKS = 10
_NOT_TOLD = ("robots_blocked", "asked_too_fast", "under_maintenance", "answer_cut", "no_time_left")
_HERE = re.compile(r"localhost$|127\.|192\.168\.|10\.\d+\.|172\.(1[6-9]|2\d|3[01])\.|\[?::1")
_TRIAL = re.compile(r"^(test|dev|staging|uat|demo|beta)\d*[.-]|\.(test|local|localdomain|lan)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Exposed:
    """Drafts and what was withdrawn: found by digest wherever they turned up, or at an address known to be theirs."""

    forbidden: Sequence[Forbidden]
    base: str
    wanted: frozenset[str]

    @property
    def places(self) -> list[str]:
        """Addresses that have to be asked."""
        return [one.url for one in self.forbidden if one.url]

    def findings(self, bench: Bench) -> tuple[tuple[Forbidden, Finding], ...]:
        """One for each draft that the public can get, with the draft."""
        found = []
        for draft in self.forbidden:
            places = bench.by_digest.get(draft.sha256, []) if draft.sha256 else []
            visit = bench.visit(places[0]) if places else None
            url = visit.final if visit else None
            if url is None and draft.url and draft.sha256 is None:
                url = self.answers(draft.url, bench)
            if url is not None:
                found.append((draft, finding("draft_exposed", item=draft.code, url=url)))
        return tuple(found)

    def private(self, bench: Bench) -> Iterator[Finding]:
        """What lies in the office's folder and can be got."""
        for place in PRIVATE:
            url = self.answers(place, bench)
            if url is not None:
                yield finding("private_exposed", url=url, place=place)

    def answers(self, place: str, bench: Bench) -> str | None:
        """The address when something real is there."""
        url = absolute(self.base, place)
        if url is None or url in self.wanted:
            return None
        visit = bench.visit(url)
        return url if visit is not None and trouble(visit, bench) is None else None


def of_site(case: Case, bench: Bench, first: Visit, exposed: Exposed) -> tuple[Finding, ...]:
    """All findings that are of no single item (drafts exposed are in both)."""
    until = first.answer.tls_until
    tls = [Expiry(kind="tls", on=until.astimezone(BANGKOK).date())] if until else []
    return (
        *(found for _, found in exposed.findings(bench)),
        *(exposed.private(bench) if case.probe else ()),
        *_of_home(case, bench, first),
        *(finding("year_not_linked", url=url, page=case.home) for url in case.led_to if bench.way(url) is None),
        *_of_walk(case, bench),
        *_of_pages(bench, exposed.wanted),
        *_of_links(bench),
        *renewals([*case.expiries, *tls], case.now),
    )


def of_no_home(case: Case, first: Visit | None, crawl: Crawl, more: Sequence[Finding] = ()) -> SiteProof:
    """The proof when the home page cannot be read: one reason for every item."""
    why = _why_no_home(case.home, first)
    items = tuple(
        ItemProof(
            code=item.code, framework=item.framework, fiscal_year=item.fiscal_year, severity=worst((why,)),
            findings=(why,), clicks=None, path=(),
            address=absolute(case.tree, item.address) if item.address else None, http_status=None, bytes_ok=None,
            checked_at=case.now, kind=case.kind,
        )
        for item in case.expected
    )  # fmt: skip
    return SiteProof(
        base_url=case.home, kind=case.kind, at=case.now, items=items,
        findings=(why, *more, *renewals(case.expiries, case.now)), pages=0, requests=crawl.requests,
    )  # fmt: skip


def _why_no_home(home: str, first: Visit | None) -> Finding:
    if first is None:
        return finding("walk_stopped", limit="seconds", pages=0, count=1)
    answer = first.answer
    facts = {"url": home, "status": answer.status, "error": answer.error, "to": first.final}
    if answer.error in SEVERITIES:
        return finding(answer.error or "tls", url=home, **answer.detail)
    if "wall" in answer.detail or answer.status in (403, 406, 451):
        return finding("robots_blocked", count=1, **facts)
    if answer.status == 429 or answer.error == "busy":
        return finding("asked_too_fast", count=1, **facts)
    if answer.status == 503:
        return finding("under_maintenance", count=1, **facts)
    return finding("home_unreachable", **facts)


def _of_home(case: Case, bench: Bench, first: Visit) -> Iterator[Finding]:
    if bench.crawl.moved_to is not None:
        yield finding("home_moved", to=first.final if first.hops else bench.crawl.moved_to)
    elif first.hops and first.final != case.home:
        yield finding("home_redirected", to=first.final)
    if case.ours and case.tree != case.home and bench.way(case.tree) is None:
        ways = (bench.way(url) for item in case.expected if item.address and (url := bench.absolute(item.address)))
        if not any(ways):
            yield finding("tree_not_linked", url=case.tree, page=case.home)


def _of_walk(case: Case, bench: Bench) -> Iterator[Finding]:
    crawl = bench.crawl
    if crawl.stopped:
        yield finding(
            "stopped",
            limit=crawl.stopped,
            requests=crawl.requests,
            count=crawl.unasked,
            seconds=int(case.limits.seconds),
        )
    for cut in crawl.cuts.values():
        if cut.kept:
            yield finding("list_cut", url=cut.example, pages=cut.kept, count=cut.left)
    if bench.soft.sha256:
        yield finding("missing_page_says_ok", url=absolute(case.tree, NOWHERE))


def _of_pages(bench: Bench, wanted: frozenset[str]) -> Iterator[Finding]:
    broken = 0
    unreadable: list[Visit] = []
    for visit in bench.crawl.distinct():
        code = trouble(visit, bench)
        reading = visit.reading
        if code in _NOT_TOLD:
            continue  # nothing is known of what is there, so nothing is said against the link
        if code and visit.url not in wanted and broken < _MOST_BROKEN_LINKS:
            broken += 1
            status, error = visit.answer.status, visit.answer.error
            yield finding("broken_link", url=visit.url, page=visit.page, why=code, status=status, error=error)
        elif reading and reading.insecure and visit.url not in wanted:
            yield finding("mixed_content", url=visit.url, part=reading.insecure[0], count=len(reading.insecure))
        if reading and reading.unreadable:
            unreadable.append(visit)
    if unreadable:
        most = max(unreadable, key=lambda visit: visit.reading.unreadable if visit.reading else 0)
        assert most.reading is not None  # noqa: S101  chosen for it
        yield finding(
            "unreadable_letters", url=most.final, count=most.reading.unreadable, charset=most.reading.charset,
            pages=len(unreadable),
        )  # fmt: skip


def _of_links(bench: Bench) -> Iterator[Finding]:
    """Links that work on one desk only, or depend on somebody else's drive."""
    here = urlsplit(bench.crawl.home).hostname or ""
    told = 0
    for visit in bench.crawl.distinct():
        for href in visit.reading.disk if visit.reading else ():
            if told < _MOST_ODD_LINKS:
                told += 1
                yield finding("link_to_disk", url=href, page=visit.url)
    drive: list[str] = []
    for url, (page, _) in bench.crawl.out.items():
        host = urlsplit(url).hostname or ""
        if is_drive(url):
            drive.append(page)
        elif told >= _MOST_ODD_LINKS:
            continue
        elif (_HERE.match(host) and not _HERE.match(here)) or (host == "localhost" and here != "localhost"):
            told += 1
            yield finding("link_to_own_machine", url=url, page=page)
        elif _TRIAL.search(host) and host != here:
            told += 1
            yield finding("link_to_test_host", url=url, page=page, host=host)
    if drive:
        yield finding("drive_links", count=len(drive), page=drive[0])


def renewals(expiries: Iterable[Expiry], now: datetime) -> Iterator[Finding]:
    """What has to be renewed, with the days left; nothing is said of what still has time."""
    for expiry in expiries:
        days = _days(expiry.on, now)
        if days < 0:
            yield finding("expired", kind=expiry.kind, on=expiry.on.isoformat(), days=-days)
        elif days <= RENEW_WITHIN.days:
            yield finding("expires_soon", kind=expiry.kind, on=expiry.on.isoformat(), days=days)


def _days(on: date, now: datetime) -> int:
    return (on - now.date()).days

"""Judges one item from what the walk found: every finding, never the first alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from public_site.crawling import Crawl, Visit
from public_site.findings import finding, worst
from public_site.reading import absolute, squash
from workflow.ports.site import (
    ExpectedFile,
    ExpectedItem,
    ExpectedWeb,
    Finding,
    ItemProof,
    OnlineState,
    ProofKind,
)

# An evaluator who needs more clicks than this has stopped looking (our reading: no source gives a number).
MANY_CLICKS = 4
# How old a dated capture may be and still speak for a channel that cannot be reached (our reading).
FRESH = timedelta(days=45)

_LOGIN_PATH = re.compile(
    r"/(wp-login\.php|log-?in|sign-?in|signin|auth|sso|oauth2?|account/login|user/login)(\.\w+)?(/|$)", re.IGNORECASE
)
_LOGIN_HOSTS = ("accounts.google.com", "login.microsoftonline.com", "login.live.com")
_MISSING_TITLE = re.compile(r"\b404\b|page not found|ไม่พบหน้า|ไม่พบข้อมูลที่", re.IGNORECASE)
_REFUSED_ROBOT = (400, 401, 403, 405, 406, 429, 999)


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
class Bench:
    """What all items are judged with. `asked` are answers to addresses that no link leads to."""

    crawl: Crawl
    asked: Mapping[str, Visit]
    soft: SoftMissing
    home_asks_password: bool
    recorded: frozenset[str]
    own_site: str
    kind: ProofKind
    now: datetime


@dataclass(slots=True)
class _Notes:
    """What gathers while an item is judged."""

    findings: list[Finding] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    bytes_ok: bool | None = None


def judge(item: ExpectedItem, bench: Bench, exposed: tuple[Finding, ...]) -> ItemProof:
    """The proof of one item; `exposed` are findings about drafts of this very item."""
    notes = _Notes(list(exposed))
    home = bench.crawl.home
    page_url = absolute(home, item.address) if item.address else None
    page = _judge_page(item, page_url, bench, notes) if page_url else None
    if item.state is OnlineState.PUBLISHED:
        for file in item.files:
            _judge_file(file, bench, notes)
        for web in item.web:
            _judge_web(web, bench, notes)
    arrived = page_url if page_url and page and page.clicks is not None else None
    if page_url is None and notes.ways:
        arrived = min(notes.ways, key=lambda url: _clicks(bench, url))
    visit = page or (bench.crawl.at(arrived) if arrived else None)
    clicks = _clicks(bench, arrived) if arrived else None
    if clicks is not None and clicks > MANY_CLICKS:
        notes.findings.append(finding("many_clicks", clicks=clicks, most=MANY_CLICKS))
    found = tuple(notes.findings)
    return ItemProof(
        code=item.code, fiscal_year=item.fiscal_year, severity=worst(found), findings=found, clicks=clicks,
        path=_way(bench, arrived) if arrived else (), address=page_url or arrived,
        http_status=visit.answer.status if visit else None, bytes_ok=notes.bytes_ok,
        checked_at=bench.now, kind=bench.kind,
    )  # fmt: skip


def trouble(visit: Visit, bench: Bench) -> str | None:
    """What is wrong with an answer before its content matters, as the code of an item's page; None when nothing is."""
    answer = visit.answer
    if visit.hops and is_login(visit.final):
        return "needs_login"
    if answer.status is None:
        return "no_answer"
    if answer.status in (401, 403, 407):
        return "needs_login"
    if answer.status in (301, 302, 303, 307, 308):
        return "redirected_away"
    if answer.status >= 500:
        return "server_error"
    if answer.status != 200:
        return "page_missing"
    if answer.is_html and bench.soft.is_like(visit):
        return "soft_404"
    return None


def is_login(url: str) -> bool:
    """Whether an address is that of a login page."""
    parts = urlsplit(url)
    return (parts.hostname or "") in _LOGIN_HOSTS or bool(_LOGIN_PATH.search(parts.path))


def _judge_page(item: ExpectedItem, url: str, bench: Bench, notes: _Notes) -> Visit | None:
    visit = bench.crawl.at(url)
    if visit is None:
        visit = bench.asked.get(url)
        if url in bench.crawl.hidden:
            notes.findings.append(finding("link_hidden", url=url, page=bench.crawl.hidden[url]))
        elif bench.crawl.stopped:
            notes.findings.append(finding("not_reached", url=url, limit=bench.crawl.stopped))
        else:
            notes.findings.append(finding("not_linked", url=url))
    if visit is None:
        return None
    code = trouble(visit, bench)
    if code:
        facts = {"url": url, "status": visit.answer.status, "error": visit.answer.error, "to": visit.final}
        notes.findings.append(finding(code, **facts))
        return visit
    reading = visit.reading
    if reading is None:
        return visit
    if reading.asks_password:
        notes.findings.append(finding("login_box" if bench.home_asks_password else "login_form", url=url))
    for text in item.must_show:
        if squash(text) not in reading.text:
            notes.findings.append(finding("text_missing", url=url, text=text[:80]))
    if reading.insecure:
        notes.findings.append(finding("mixed_content", url=url, part=reading.insecure[0], count=len(reading.insecure)))
    return visit


def _judge_file(file: ExpectedFile, bench: Bench, notes: _Notes) -> None:
    good = _find_file(file, bench, notes)
    notes.bytes_ok = good and notes.bytes_ok is not False
    if file.image_only:
        notes.findings.append(finding("image_only", file=file.name))


def _find_file(file: ExpectedFile, bench: Bench, notes: _Notes) -> bool:
    """Whether the file's bytes are the signed ones (not whether a link leads there: that is a finding of its own)."""
    crawl = bench.crawl
    url = absolute(crawl.home, file.url) if file.url else None
    if url is None:
        for visit in crawl.visits.values():
            if visit.answer.status == 200 and visit.answer.sha256 == file.sha256:
                notes.ways.append(visit.url)
                return True
        notes.findings.append(finding("file_not_found", file=file.name, sha256=file.sha256))
        return False
    reached = crawl.at(url)
    visit_or_none = reached or bench.asked.get(url)
    if reached is None:
        notes.findings.append(finding("file_not_linked", file=file.name, url=url))
    else:
        notes.ways.append(url)
    if visit_or_none is None:
        return False
    visit = visit_or_none
    same = visit.answer.status == 200 and visit.answer.sha256 == file.sha256
    if same:
        return True
    facts = {"file": file.name, "url": url, "status": visit.answer.status, "error": visit.answer.error}
    code = trouble(visit, bench)
    if code in ("needs_login", "redirected_away") or (visit.reading and visit.reading.asks_password):
        notes.findings.append(finding("file_needs_login", **facts))
    elif code in ("no_answer", "server_error"):
        notes.findings.append(finding("file_no_answer", **facts))
    elif code:
        notes.findings.append(finding("file_missing", **facts))
    else:
        notes.findings.append(
            finding("file_changed", file=file.name, url=url, expected=file.sha256, found=visit.answer.sha256)
        )
    return False


def _judge_web(web: ExpectedWeb, bench: Bench, notes: _Notes) -> None:
    crawl = bench.crawl
    url = absolute(crawl.home, web.url)
    if url is None:
        notes.findings.append(finding("web_unreachable", url=web.url, error="address"))
        return
    host = urlsplit(url).hostname or ""
    own = urlsplit(url).netloc.removeprefix("www.") == bench.own_site
    visit = crawl.at(url)
    if visit is not None:
        notes.ways.append(url)
    elif url in crawl.out and not own and host not in bench.recorded:
        notes.findings.append(finding("hop_not_recorded", url=url, host=host, page=crawl.out[url][0]))
        return
    else:
        notes.findings.append(finding("web_not_linked", url=url))
        visit = bench.asked.get(url)
    if visit is None:
        return
    _judge_channel(web, visit, bench, notes, own=own)


def _judge_channel(web: ExpectedWeb, visit: Visit, bench: Bench, notes: _Notes, *, own: bool) -> None:
    """Whether a page or channel answers now; if it cannot be asked, whether its dated capture may speak for it."""
    code = trouble(visit, bench)
    status, error = visit.answer.status, visit.answer.error
    if code is None:
        if own and visit.reading and visit.reading.asks_password and not bench.home_asks_password:
            notes.findings.append(finding("web_needs_login", url=visit.url, status=status))
        return
    from_capture: str | None = None
    if not own and code == "no_answer" and bench.kind == "rehearsal":
        from_capture = "judged_from_capture"
    elif not own and (status in _REFUSED_ROBOT or code == "needs_login"):
        from_capture = "robots_refused"
    if from_capture is None:
        code = {"needs_login": "web_needs_login", "no_answer": "web_unreachable"}.get(code, "web_gone")
        notes.findings.append(finding(code, url=visit.url, status=status, error=error, to=visit.final))
        return
    if web.captured_at is None or web.status != 200:
        notes.findings.append(finding("web_unreachable", url=visit.url, status=status, error=error, to=visit.final))
        return
    facts = {"url": visit.url, "captured_at": web.captured_at.isoformat(), "status": status, "error": error}
    age = bench.now - web.captured_at
    if age > FRESH:
        notes.findings.append(finding("capture_too_old", **facts, days=age.days, most=FRESH.days))
    else:
        notes.findings.append(finding(from_capture, **facts))


def _clicks(bench: Bench, url: str) -> int:
    visit = bench.crawl.at(url)
    return visit.clicks if visit is not None and visit.clicks is not None else 10**6


def _way(bench: Bench, url: str) -> tuple[str, ...]:
    return bench.crawl.path(url)

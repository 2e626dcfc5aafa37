"""Judges the web addresses of an item: a page of the office's own, or a channel on another host."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from public_site.prove.bench import trouble
from public_site.prove.walk.graph import Visit
from workflow.ports.site import ExpectedWeb

if TYPE_CHECKING:
    from public_site.prove.notes import Notes

FRESH = timedelta(days=45)
"""How old a dated capture may be and still speak for a channel that cannot be reached (our reading)."""
_REFUSED_ROBOT = (400, 401, 403, 405, 406, 429, 999)


def judge_web(web: ExpectedWeb, notes: Notes) -> None:
    """Look for a web address: something leads there, and it answers or its dated capture may speak for it."""
    bench = notes.bench
    url = bench.absolute(web.url)
    if url is None:
        notes.add("web_unreachable", url=web.url, status=None, error="address")
        return
    own = bench.hosts.is_own(url)
    way, visit = bench.way(url), bench.visit(url)
    notes.observe("web", url, visit, way)
    if way is None:
        host = urlsplit(url).hostname or ""
        out = bench.crawl.out.get(url)
        if out is not None and not own and not bench.hosts.is_recorded(url):
            notes.add("hop_not_recorded", url=url, host=host, page=out[0])
            return
        notes.add_all(bench.not_seen("web_not_linked", url, url=url))
    if visit is not None:
        _judge_channel(web, visit, notes, own=own)


def _judge_channel(web: ExpectedWeb, visit: Visit, notes: Notes, *, own: bool) -> None:
    """Whether a page or channel answers now; if it cannot be asked, whether its dated capture may speak for it."""
    bench = notes.bench
    code = trouble(visit, bench)
    status, error = visit.answer.status, visit.answer.error
    facts = {"url": visit.url, "status": status, "error": error, "to": visit.final}
    if code is None:
        if own and visit.reading and visit.reading.asks_password and not bench.home_asks_password:
            notes.add("web_needs_login", **facts)
        return
    from_capture: str | None = None
    if not own and code == "no_answer" and bench.kind == "rehearsal":
        from_capture = "judged_from_capture"
    elif not own and (status in _REFUSED_ROBOT or code in ("needs_login", "robots_blocked", "asked_too_fast")):
        from_capture = "robots_refused"
    if from_capture is None:
        if code in ("robots_blocked", "asked_too_fast", "under_maintenance", "answer_cut"):
            notes.add(code, **facts)
        elif code == "no_time_left":
            notes.add_all(bench.doubts.findings())
        else:
            notes.add({"needs_login": "web_needs_login", "no_answer": "web_unreachable"}.get(code, "web_gone"), **facts)
        return
    if web.captured_at is None or web.status != 200:
        notes.add("web_unreachable", **facts)
        return
    seen = {"url": visit.url, "captured_at": web.captured_at.isoformat(), "status": status, "error": error}
    age = bench.now - web.captured_at
    if age > FRESH:
        notes.add("capture_too_old", **seen, days=age.days, most=FRESH.days)
    else:
        notes.add(from_capture, **seen)

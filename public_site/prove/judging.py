"""Judges one item from what the walk found: every finding, never the first alone."""

from __future__ import annotations

from public_site.prove.bench import Bench, Way, facts_of, trouble
from public_site.prove.findings import finding, worst
from public_site.prove.judging_files import judge_file
from public_site.prove.judging_web import judge_web
from public_site.prove.notes import Notes
from public_site.prove.read.text import squash, words_of
from public_site.prove.walk.graph import Visit
from workflow.ports.site import ExpectedItem, Finding, ItemProof, OnlineState

MANY_CLICKS = 4
"""An evaluator who needs more clicks than this has stopped looking (our reading: no source gives a number)."""


def judge(item: ExpectedItem, bench: Bench, exposed: tuple[Finding, ...]) -> ItemProof:
    """The proof of one item; `exposed` are findings about drafts of this very item."""
    notes = Notes(item, bench, list(exposed))
    page_url = bench.absolute(item.address) if item.address else None
    page: Visit | None = None
    if page_url is not None:
        page = _judge_page(page_url, notes)
    if item.state is OnlineState.PUBLISHED:
        for file in item.files:
            judge_file(file, notes)
        for web in item.web:
            judge_web(web, notes)
        if page_url is None and item.must_show:
            _judge_texts(notes)
        if not (item.address or item.files or item.web or any(words_of(text) for text in item.must_show)):
            notes.add("nothing_expected", item=item.code)
    arrived = bench.way(page_url) if page_url else min(notes.ways, key=lambda way: way.clicks, default=None)
    _of_way(arrived, notes)
    visit = page or (bench.visit(arrived.url) if arrived else None)
    found = tuple(notes.findings)
    return ItemProof(
        code=item.code, framework=item.framework, fiscal_year=item.fiscal_year, severity=worst(found), findings=found,
        clicks=arrived.clicks if arrived else None,
        path=arrived.path if arrived else (), address=page_url or (arrived.url if arrived else None),
        http_status=visit.answer.status if visit else None, bytes_ok=notes.bytes_ok, checked_at=bench.now,
        kind=bench.kind, steps=arrived.steps if arrived else (), observations=tuple(notes.seen),
        screenshot=next((way.screenshot for way in notes.ways if way.screenshot), None),
    )  # fmt: skip


def _judge_page(url: str, notes: Notes) -> Visit | None:
    bench = notes.bench
    way = bench.way(url)
    visit = bench.visit(url)
    notes.observe("page", url, visit, way)
    if way is None:
        notes.add_all(bench.not_seen("not_linked", url, url=url))
    if visit is None:
        return None
    code = trouble(visit, bench)
    if code is not None:
        notes.add(code, **facts_of(visit, url))
        return visit
    reading = visit.reading
    if reading is None:
        return visit
    if reading.asks_password:
        notes.add("login_box" if bench.home_asks_password else "login_form", url=url)
    for text in notes.item.must_show:
        if squash(text) not in reading.text:
            notes.add("text_missing", url=url, text=text[:80])
    if reading.insecure:
        notes.add("mixed_content", url=url, part=reading.insecure[0], count=len(reading.insecure))
    return visit


def _judge_texts(notes: Notes) -> None:
    """Texts that may stand on any page of a site that is not ours: all of them on one that can be reached."""
    bench = notes.bench
    texts = looked_for(notes.item)
    if not texts:
        return
    hidden: str | None = None
    for visit in bench.crawl.distinct():
        read = bench.read.get(visit.url, ())
        said = (visit.reading.found if visit.reading else frozenset()) | frozenset(read)
        gone = any((visit.url, words) in bench.gone for words in texts.values())
        if gone or not texts.keys() <= said or trouble(visit, bench):
            hidden = visit.url if gone else hidden
            continue
        way = bench.way(visit.url)
        if way is not None and all(text in read or bench.ways.says(visit.url, words) for text, words in texts.items()):
            notes.observe("text", notes.item.must_show[-1], visit, way)
            if visit.url in bench.unsure and bench.unsure[visit.url].texts.intersection(texts.values()):
                notes.add("perhaps_hidden", url=visit.url, page=visit.url)
            return
        hidden = hidden or visit.url
    notes.observe("text", notes.item.must_show[-1], None, None)
    text = max(notes.item.must_show, key=len)[:80]
    notes.add_all(bench.not_seen("text_not_found", hidden, text=text))


def looked_for(item: ExpectedItem) -> dict[str, str]:
    """The texts of an item that are looked for on any page, each with its words.

    "ไม่มี" alone stands on every page: with so few letters the page has to name the item as well.
    """
    texts = {text: words for text in item.must_show if (words := words_of(text))}
    if texts and sum(map(len, texts.values())) < 20:
        texts[item.code] = words_of(item.code)
    return texts


def _of_way(way: Way | None, notes: Notes) -> None:
    """What there is to say of the way itself."""
    if way is not None and way.clicks > MANY_CLICKS:
        notes.add("many_clicks", clicks=way.clicks, most=MANY_CLICKS)
    every = notes.ways if way is None or way in notes.ways else [way, *notes.ways]
    for one in every:
        notes.add_all(notes.bench.doubts_of(one))
    for one in every:
        if one.by_browser:
            said = " › ".join(step.words or "…" for step in one.steps if step.words is not None)
            notes.add_all([finding("found_in_browser", url=one.url, presses=said, page=one.path[0])])
            break
    recorded = [url for place in notes.item.addresses if (url := notes.bench.absolute(place))]
    if recorded and notes.ways and not any(notes.bench.way(url) for url in recorded):
        visit = notes.bench.visit(recorded[0])
        notes.add(
            "not_at_address", url=recorded[0], status=visit.answer.status if visit else None, to=notes.ways[0].url
        )

"""What the walk did not find, and where it may still turn up: in a PDF that lists the others, or in a browser."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from public_site.prove.bench import Bench
from public_site.prove.look.explore import Doubted, Looked, Missing
from public_site.prove.read.addresses import absolute
from public_site.prove.walk.graph import Crawl
from workflow.ports.site import ExpectedItem, ItemProof, OnlineState

if TYPE_CHECKING:
    from public_site.prove.walk.walker import Walker

# What a browser may settle, by the finding that says that it cannot be told.
_LOOKED_INTO = ("hidden_in_menu", "drawn_by_script", "form_first", "robots_blocked", "pages_failed", "asked_too_fast")
_MOST_PDFS = 20


@dataclass(slots=True)
class Enough:
    """Whether a walk has found everything that is expected, as far as links tell."""

    expected: Sequence[ExpectedItem]
    base: str
    texts: Mapping[str, str]

    def __call__(self, crawl: Crawl) -> bool:
        """Called now and then while the walk goes on."""
        digests = {visit.answer.sha256: url for url, visit in list(crawl.visits.items()) if visit.answer.status == 200}
        said = {t for v in list(crawl.visits.values()) if v.reading for t in v.reading.found} if self.texts else set()
        if not self.texts.keys() <= said:
            return False
        for item in self.expected:
            places = [item.address, *(web.url for web in item.web), *(f.url for f in item.files)]
            urls = [absolute(self.base, place) for place in places if place]
            urls += [digests.get(file.sha256) for file in item.files if file.url is None]
            if any(url is None or crawl.clicks(url) is None for url in urls):
                return False
        return True


def missing_of(expected: Sequence[ExpectedItem], items: Sequence[ItemProof], bench: Bench) -> Missing:
    """What has no way yet, of items that are not proven."""
    addresses: set[str] = set()
    digests: set[str] = set()
    texts: dict[str, str] = {}
    codes: set[str] = set()
    near: list[str] = []
    from public_site.prove.judging import looked_for

    for item, proof in zip(expected, items, strict=True):
        if proof.passed:
            continue
        codes.add(item.code)
        near += [url for place in item.addresses if (url := bench.absolute(place))]
        published = item.state is OnlineState.PUBLISHED
        places = [item.address]
        if published:
            places += [*(file.url for file in item.files), *(web.url for web in item.web)]
        addresses |= {url for place in places if place and (url := bench.absolute(place)) and bench.way(url) is None}
        if published:
            anywhere = [file.sha256 for file in item.files if file.url is None]
            digests |= {sha256 for sha256 in anywhere if bench.shortest(bench.by_digest.get(sha256, [])) is None}
            if item.address is None:
                texts |= looked_for(item)
    return Missing(frozenset(addresses), frozenset(digests), texts, frozenset(codes), tuple(dict.fromkeys(near)))


def still_missing(missing: Missing, crawl: Crawl, found: Looked) -> Missing:
    """What of it a browser has not brought to light so far."""
    by_digest: dict[str, list[str]] = {}
    for url, visit in crawl.visits.items():
        if visit.answer.sha256 in missing.digests and not visit.answer.cut:
            by_digest.setdefault(visit.answer.sha256, []).append(url)
    seen = {text for texts in found.texts.values() for text in texts}
    return replace(
        missing,
        addresses=frozenset(url for url in missing.addresses if crawl.clicks(url) is None),
        digests=frozenset(
            d for d in missing.digests if not any(crawl.clicks(url) is not None for url in by_digest.get(d, ()))
        ),
        texts={text: words for text, words in missing.texts.items() if text not in seen},
    )


def doubted_of(expected: Sequence[ExpectedItem], items: Sequence[ItemProof], bench: Bench) -> dict[str, Doubted]:
    """What the walk found and a person may not: steps and texts, by page, that no browser has looked at."""
    from public_site.prove.judging import looked_for

    found: dict[str, Doubted] = {}
    if bench.doubts.plain:
        return found
    for item, proof in zip(expected, items, strict=True):
        if not proof.passed:
            continue
        for seen in proof.observations:
            if seen.clicks is None:
                continue
            path = (bench.crawl.home, *(step.url for step in seen.way))
            for page, step in itertools.pairwise(path):
                sign = bench.ways.sign(page, step)
                if sign is not None:
                    found.setdefault(page, Doubted(stay=bench.ways.stay(page))).steps[step] = sign
            for outer, page, step in zip(path, path[1:], path[2:], strict=False):
                if not bench.ways.is_sure(page, step) and bench.ways.holds_still(outer, page):
                    doubt = found.setdefault(page, Doubted(stay=bench.ways.stay(page)))
                    doubt.steps[step], doubt.outer = "window", outer
            if seen.what != "text":
                continue
            for words in looked_for(item).values():
                if not bench.read.get(path[-1]) and bench.ways.sign_of_text(path[-1], words) is not None:
                    found.setdefault(path[-1], Doubted(stay=bench.ways.stay(path[-1]))).texts.add(words)
    return found


def is_worth_a_look(items: Sequence[ItemProof]) -> bool:
    """Whether a browser could settle anything."""
    return any(one.code in _LOOKED_INTO for item in items if not item.passed for one in item.findings)


def add_pdf_links(walker: Walker, bench: Bench, missing: Missing) -> bool:
    """Go on from links inside PDFs, as a list of all items may be one. Whether that led to anything new."""
    from public_site.prove.read.pdf_links import links_in

    if not (missing.digests or missing.addresses):
        return False
    candidates = [
        visit.url
        for visit in bench.crawl.distinct()
        if visit.answer.status == 200
        and visit.reading is None
        and visit.answer.pdf
        and not visit.answer.cut
        and bench.way(visit.url) is not None
    ]
    candidates.sort(key=lambda url: bench.crawl.clicks(url) or 0)
    before = len(bench.crawl.visits)
    for url in candidates[:_MOST_PDFS]:
        answer = walker.fetch_again(url)
        links = [link for href in links_in(answer.body) if (link := absolute(url, href))]
        if links and walker.add(url, links):
            walker.walk()
    return len(bench.crawl.visits) > before

"""What cannot be published as it stands: every reason, before a single file is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from workflow.ports.site import Fact, OnlineState, SiteFacts, SiteItem, SiteYear


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason as a stable code and its facts; the sentence is in `public_site.words`."""

    code: str
    facts: dict[str, Fact]


class SiteRefused(Exception):
    """The site cannot be built from these facts. `problems` has every reason, never the first alone."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code for problem in problems))
        self.problems = problems


def problems_of(facts: SiteFacts) -> Iterator[Problem]:
    """Reasons that can be seen in the facts alone; those of the stored bytes come while they are copied."""
    if not facts.years:
        yield Problem("no_year", {})
    for place, times in Counter(year.place for year in facts.years).items():
        if times > 1:
            yield Problem("year_twice", {"year": place})
    if facts.base_url is not None and not re.fullmatch(r"https?://[^/?#\s]+/([^?#\s]*/)?", facts.base_url):
        yield Problem("base_url", {"url": facts.base_url})
    for year in facts.years:
        yield from _of_year(year)


def _of_year(year: SiteYear) -> Iterator[Problem]:
    subs = [sub.number for indicator in year.indicators for sub in indicator.subs]
    for code, times in Counter(item.code.lower() for item in year.items).items():
        if times > 1:
            yield Problem("code_twice", {"item": code, "year": year.fiscal_year})
    for item in year.items:
        if item.sub_indicator not in subs:
            yield Problem("unknown_sub_indicator", {"item": item.code, "sub_indicator": item.sub_indicator})
        yield from _of_item(item)


def _nil(item: SiteItem) -> bool:
    """Whether there is the statement that there is nothing in a part of its year."""
    return any(part.nil for part in item.parts)


def _of_item(item: SiteItem) -> Iterator[Problem]:
    if not re.fullmatch(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*", item.code):
        yield Problem("item_code", {"item": item.code})
    if item.state is not OnlineState.PUBLISHED and (item.files or item.web or item.note or item.parts):
        yield Problem("not_public", {"item": item.code, "state": item.state.value})
    unsigned = not (item.signature or item.memo_label or item.revision)
    if item.state is OnlineState.NOT_YET and not unsigned:
        yield Problem("not_public", {"item": item.code, "state": item.state.value})
    if item.state is OnlineState.PUBLISHED and not (
        item.files or item.web or item.note or any(p.nil for p in item.parts)
    ):
        yield Problem("nothing_to_publish", {"item": item.code})
    for address in item.web:
        parts = urlsplit(address.url)
        own = not parts.scheme and not parts.netloc and bool(parts.path) and not parts.path.startswith(("/", "."))
        if not own and (parts.scheme not in ("http", "https") or not parts.hostname):
            yield Problem("web_address", {"item": item.code, "url": address.url})
    for file in item.files:
        if not re.fullmatch(r"[0-9a-f]{64}", file.sha256):
            yield Problem("digest_form", {"item": item.code, "file": file.name})

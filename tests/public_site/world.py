"""Stands in for the world outside: answers for chosen addresses, the real network on this machine for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from public_site.prove import prove
from public_site.prove.fetch.answer import Answer
from public_site.prove.fetch.client import HttpFetcher
from tests.public_site.conftest import NOW
from workflow.ports.site import ExpectedItem, SiteProof

HOSTS = frozenset({"social.example"})


def page(body: str, status: int = 200, **headers: str) -> Answer:
    """An HTML answer; header names are given with underscores."""
    content = body.encode()
    named = {"content-type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
    return Answer(
        url="", status=status, headers=named, body=content, sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )  # fmt: skip


def moved(to: str) -> Answer:
    return page("", 302, location=to)


class World:
    """A fetcher with a few answers of its own; other hosts do not exist, as in a rehearsal without a network."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = answers
        self._network = HttpFetcher(timeout=60)
        self.asked: list[str] = []

    def __enter__(self) -> World:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._network.close()

    def __call__(self, url: str, referer: str | None = None) -> Answer:
        self.asked.append(url)
        known = self._answers.get(url)
        if known is not None:
            return Answer(
                url=url, status=known.status, headers=known.headers, body=known.body, sha256=known.sha256,
                size=known.size, error=known.error, tls_until=known.tls_until,
            )  # fmt: skip
        if not url.startswith("http://127.0.0.1:"):
            # A host that answers for one address is there for all of them.
            there = urlsplit(url).netloc in {urlsplit(one).netloc for one in self._answers}
            return replace(page("", 404), url=url) if there else Answer(url=url, status=None, error="dns")
        return self._network(url, referer)


def check(
    home: str, expected: Sequence[ExpectedItem], answers: Mapping[str, Answer] | None = None, **more: Any
) -> SiteProof:
    """A proof in such a world, a rehearsal with the sample's hosts recorded unless said otherwise."""
    now: datetime = more.pop("now", NOW)
    settings = {"kind": "rehearsal", "recorded_hosts": HOSTS} | more
    with World(answers or {}) as world:
        return prove(home, expected, now=now, fetch=world, **settings)


def codes(proof: SiteProof, item: str) -> set[str]:
    return {finding.code for finding in proof.item(item).findings}


def site_codes(proof: SiteProof) -> set[str]:
    return {finding.code for finding in proof.findings}

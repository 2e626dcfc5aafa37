"""What a server said to one GET, and who may stand in for the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

MOVED = (301, 302, 303, 307, 308)
"""Statuses that a browser follows when they come with a Location (RFC 9110, 15.4)."""
_PAGE_TYPES = ("text/html", "application/xhtml+xml")
# The tags that WHATWG MIME sniffing knows a page by, followed by a space or the end of the tag.
_PAGE_START = re.compile(
    rb"\s*(<!doctype html|<(html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[\s>]|<!--)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to one GET.

    `status` None: nothing usable answered, `error` says why: `dns`, `refused`, `timeout`, `too_big`, `encoding` (a
    content encoding that cannot be undone), `tls_*` (see `certificates`), `network`, `no_time` (the proof had no time
    left to ask) or `busy` (the server asked us to wait longer than we may).
    `body` is kept for pages and small PDFs only; `sha256` and `size` (bytes) are of the whole content, decoded as a
    browser saves it, "" and 0 where there is none. `cut`: fewer bytes came than were announced, so the digest proves
    nothing. `pdf`: the content is a PDF, whatever the server calls it. `unread`: the content was not fetched on purpose
    (a film), only its headers.
    `tls_until` is when the certificate of an https connection ends, None for http. `detail` are facts about the error.
    `tries` counts how often it was asked.
    """

    url: str
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    sha256: str = ""
    size: int = 0
    cut: bool = False
    unread: bool = False
    pdf: bool = False
    error: str | None = None
    detail: Mapping[str, str] = field(default_factory=dict)
    tls_until: datetime | None = None
    tries: int = 1

    def without_body(self, detail: Mapping[str, str]) -> Answer:
        """The same after its body was read, with other facts."""
        return Answer(
            url=self.url, status=self.status, headers=self.headers, sha256=self.sha256, size=self.size, cut=self.cut,
            unread=self.unread, pdf=self.pdf, error=self.error, detail=detail, tls_until=self.tls_until,
            tries=self.tries,
        )  # fmt: skip

    @property
    def is_html(self) -> bool:
        """Whether a browser shows it as a page."""
        return is_html(self.headers, self.body)


class Fetcher(Protocol):
    """Something that answers a GET; the prover takes any, so that a test may stand in for the world."""

    def __call__(self, url: str, referer: str | None = None) -> Answer:
        """Never raises for what happens on the network."""
        ...


def is_html(headers: Mapping[str, str], start: bytes) -> bool:
    """Whether a browser takes this for a page.

    By its media type; where none is given by how it begins (WHATWG MIME sniffing). What begins as a PDF is none, though
    PHP scripts send it as text/html unless told otherwise.
    """
    media_type = headers.get("content-type", "").replace(",", ";").partition(";")[0].strip().lower()
    if media_type in _PAGE_TYPES:
        return start[:5] != b"%PDF-"
    if "/" in media_type:
        return False
    return _PAGE_START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None

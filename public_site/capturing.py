"""Looks at a web address once, as a visitor would, and says what was there: the evidence of a ``web`` item."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from public_site.prove.fetch.answer import Answer, Fetcher
from public_site.prove.fetch.client import HttpFetcher

MOST_HOPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)


class CaptureRefused(Exception):
    """The address does not show a page. ``facts``: ``status`` (HTTP, or None) and ``error``, see ``Answer``."""

    def __init__(self, **facts: object) -> None:
        super().__init__(str(facts))
        self.facts = facts


def capture(url: str, *, fetch: Fetcher | None = None) -> Mapping[str, object]:
    """What ``url`` showed: ``final`` address, ``hops`` on the way, ``status``, ``title``, ``sha256``, ``size``;
    and ``private`` where it lies in a network that the public cannot reach.

    :raises CaptureRefused: no http(s) address, no answer, an answer other than 200, or too many redirects.
    """
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise CaptureRefused(status=None, error="address")
    if fetch is None:
        with HttpFetcher(timeout=15.0, most_seconds=30.0, most_bytes=32 << 20) as fetcher:
            return _capture(url, fetcher)
    return _capture(url, fetch)


def _capture(url: str, fetch: Fetcher) -> Mapping[str, object]:
    at, hops = url, []
    for _ in range(MOST_HOPS + 1):
        answer = fetch(at)
        if answer.status in _REDIRECTS and answer.headers.get("location"):
            hops.append({"address": at, "status": answer.status})
            at = urljoin(at, answer.headers["location"])
            if "@" in urlsplit(at).netloc:
                raise CaptureRefused(status=answer.status, error="address")
            continue
        if answer.status != 200:
            raise CaptureRefused(status=answer.status, error=answer.error or "status")
        return {
            "final": at,
            "hops": hops,
            "status": answer.status,
            "title": _title(answer) if answer.is_html else "",
            "sha256": answer.sha256,
            "size": answer.size,
            **({"private": True} if _is_private(at) else {}),
        }
    raise CaptureRefused(status=None, error="redirects")


def _is_private(url: str) -> bool:
    """Whether the address lies in a network of its own, where nobody of the public can come."""
    host = urlsplit(url).hostname or ""
    try:
        found = {str(told[4][0]) for told in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)}
    except OSError:
        return False
    return bool(found) and not any(ipaddress.ip_address(one.partition("%")[0]).is_global for one in found)


def _title(answer: Answer) -> str:
    from public_site.prove.read.page import read_page

    title = read_page(answer.url, answer.body, answer.headers.get("content-type", "")).title
    return re.sub(r"\s+", " ", title).strip()

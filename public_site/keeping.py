"""Keeps what is seen of an item: each answer on the way as it came (WARC, ISO 28500), and how the pages looked.

The words are "seen by this office on …", never "was": a capture is what this program got, by its own clock, and what a
server said to it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from public_site.prove.fetch.client import HttpFetcher
from public_site.prove.hosts import Hosts
from workflow.ports.site.kept_pages import KeptPage, KeptPages, Steps

if TYPE_CHECKING:
    from public_site.prove.fetch.answer import Answer

_SOFTWARE = "oit (saraban-oit)"
_WAIT = 15.0


class NoWarc(Exception):
    """The library that writes WARC files is not installed (extra ``capture``)."""


class NotSeen(Exception):
    """Something on the way does not answer any more. ``url``, ``status``: what it was."""

    def __init__(self, url: str, status: int | None) -> None:
        super().__init__(url, status)
        self.url, self.status = url, status


def keep(
    home: str,
    steps: Steps,
    *,
    hosts: Sequence[str] = (),
    known: Mapping[str, Path],
    now: Callable[[], datetime],
    whatever: bool = False,
) -> KeptPages:
    """Go the way once more and keep every answer.

    :param steps: the way, home page first. :param hosts: further hosts of the office, as ``[site] hosts`` has them.
    :param known: where the bytes of files are by their digest: a large file is not held in memory twice.
    :param whatever: keep what a server says instead of the page, too: that it is gone is what was seen.
    :raises NoWarc: the extra is not installed. :raises NotSeen: something on the way does not answer with 200.
    """
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise NoWarc from error

    allowed = Hosts(home, None, hosts)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record("seen.warc.gz", {"software": _SOFTWARE, "isPartOf": home}))
    found: list[tuple[Answer, str | None, datetime]] = []
    missed: list[KeptPage] = []
    with HttpFetcher(timeout=_WAIT, films=True) as fetch:
        before: str | None = None
        for words, url in steps:
            if not allowed.may_walk(url):
                continue
            answer, at = fetch(url, before), now()
            if answer.status is None and whatever:
                missed.append(KeptPage(url, None, "", 0, words, at))
                continue
            if not whatever and (answer.status != 200 or answer.cut):
                raise NotSeen(url, answer.status)
            found.append((answer, words, at))
            body = answer.body or _from(known, answer.sha256)
            if len(body) != answer.size and whatever:
                missed.append(KeptPage(url, answer.status, answer.sha256, answer.size, words, at))
                continue
            if len(body) != answer.size:  # a large file that is not the signed one: its bytes were not held
                raise NotSeen(url, answer.status)
            # What is kept is the content as a browser saves it: transfer and content encodings are undone.
            headers = [(n, v) for n, v in answer.headers.items() if n not in ("content-encoding", "transfer-encoding")]
            record = writer.create_warc_record(
                url, "response", payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(_said(answer.status), headers, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")},
            )  # fmt: skip
            writer.write_record(record)
            record.raw_stream.close()  # warcio leaves its temporary file open
            before = url
    pictures, browser = _pictures([a.url for a, _, _ in found if a.is_html], allowed)
    pages = tuple(KeptPage(a.url, a.status, a.sha256, a.size, words, at, pictures.get(a.url)) for a, words, at in found)
    return KeptPages(pages + tuple(missed), out.getvalue(), browser)


def _said(status: int | None) -> str:
    """A status with its phrase, as it stands in an answer."""
    from http import HTTPStatus

    try:
        return f"{status} {HTTPStatus(status or 0).phrase}"
    except ValueError:
        return f"{status} -"


def _from(known: Mapping[str, Path], sha256: str) -> bytes:
    path = known.get(sha256)
    return path.read_bytes() if path is not None else b""


def _pictures(urls: Sequence[str], allowed: Hosts) -> tuple[dict[str, bytes], str | None]:
    """How pages look in a browser, where there is one."""
    from public_site.prove.look.chromium import NoBrowser, browsing

    pictures: dict[str, bytes] = {}
    try:
        with browsing(allowed.lets_out, _WAIT) as (context, _, name):
            for url in urls:
                page = context.new_page()
                with suppress(Exception):  # a page that does not come to rest has no picture
                    page.goto(url, wait_until="load")
                    page.wait_for_timeout(300)
                    pictures[url] = page.screenshot(type="png")
                page.close()
            return pictures, name
    except NoBrowser:
        return pictures, None

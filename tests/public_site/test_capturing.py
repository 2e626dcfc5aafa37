"""Looking at a web address once: what a ``web`` item's evidence says was there."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from public_site.capturing import CaptureRefused, capture
from public_site.prove.fetch.answer import Answer


def world(*answers: Answer) -> object:
    """Stands in for the network: each address answers what it is given."""
    by_url: Mapping[str, Answer] = {answer.url: answer for answer in answers}
    return lambda url: by_url[url]


def page(url: str, body: bytes, content_type: str = "text/html") -> Answer:
    headers = {"content-type": content_type}
    return Answer(url=url, status=200, headers=headers, body=body, sha256="0" * 64, size=len(body))


THAI = "<html><title> ข่าว\nประชาสัมพันธ์ </title></html>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (THAI.encode(), "text/html"),
        (THAI.encode(), "text/html; charset=utf-8"),
        (THAI.encode("cp874"), "text/html; charset=windows-874"),
        (THAI.replace("<title>", '<meta charset="tis-620"><title>').encode("cp874"), "text/html"),
    ],
)
def test_a_thai_title_is_read_whatever_the_page_says_of_its_letters(body: bytes, content_type: str) -> None:
    url = "https://office.example/news"
    assert capture(url, fetch=world(page(url, body, content_type)))["title"] == "ข่าว ประชาสัมพันธ์"  # type: ignore[arg-type]


def test_redirects_are_followed_and_told() -> None:
    there = "https://other.example/qa"
    moved = Answer(url="https://office.example/qa", status=302, headers={"location": there})
    seen = capture(moved.url, fetch=world(moved, page(there, b"<title>Q</title>")))  # type: ignore[arg-type]
    assert (seen["final"], seen["hops"]) == (there, [{"address": moved.url, "status": 302}])


@pytest.mark.parametrize("url", ["ftp://office.example/", "news.html", "https://"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(CaptureRefused) as refused:
        capture(url, fetch=world())  # type: ignore[arg-type]
    assert refused.value.facts["error"] == "address"


def test_a_page_that_is_gone_is_refused_with_its_status() -> None:
    gone = Answer(url="https://office.example/old", status=404)
    with pytest.raises(CaptureRefused) as refused:
        capture(gone.url, fetch=world(gone))  # type: ignore[arg-type]
    assert refused.value.facts["status"] == 404


def test_a_ring_of_redirects_ends() -> None:
    ring = Answer(url="https://office.example/a", status=301, headers={"location": "https://office.example/a"})
    with pytest.raises(CaptureRefused) as refused:
        capture(ring.url, fetch=world(ring))  # type: ignore[arg-type]
    assert refused.value.facts["error"] == "redirects"

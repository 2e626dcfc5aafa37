"""Addresses in one form, and pages as a visitor reads them."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from public_site.prove.read.addresses import absolute, normal
from public_site.prove.read.page import read_page
from public_site.prove.read.text import squash

BASE = "https://office.example/a/b/page.html?x=1"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("c.html", "https://office.example/a/b/c.html"),
        ("../c.html#part", "https://office.example/a/c.html"),
        ("/c/", "https://office.example/c/"),
        ("./", "https://office.example/a/b/"),
        ("..", "https://office.example/a/"),
        ("../../../../c", "https://office.example/c"),
        ("?y=ก", "https://office.example/a/b/page.html?y=%E0%B8%81"),
        ("//Other.Example:443/x", "https://other.example/x"),
        ("https://office.example", "https://office.example/"),
        ("คู่มือ 1.pdf", "https://office.example/a/b/%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD%201.pdf"),
        ("%e0%b8%81%7Ex", "https://office.example/a/b/%E0%B8%81~x"),
        ("100%.pdf", "https://office.example/a/b/100%25.pdf"),
        ("files\\a.pdf", "https://office.example/a/b/files/a.pdf"),
        (" c.html\n", "https://office.example/a/b/c.html"),
        ("https://สำนักงาน.example/", "https://xn--12cm6cc5fxbfe1v.example/"),
        ("https://ตำบล.ไทย/", "https://xn--m3ck7a0cwh.xn--o3cw4h/"),
        ("#top", None),
        ("", None),
        ("mailto:office@sample.example", None),
        ("tel:020000000", None),
        ("javascript:void(0)", None),
        ("http://[bad", None),
        ("https://office.example:99999999/", None),
    ],
)
def test_links_become_addresses_in_one_form(href: str, url: str | None) -> None:
    assert absolute(BASE, href) == url


@given(st.lists(st.sampled_from(["a", "b.html", "..", ".", "c-d"]), min_size=1, max_size=6), st.booleans())
def test_the_quick_way_agrees_with_the_standard_library(parts: list[str], slash: bool) -> None:
    href = "/".join(parts) + ("/" if slash else "")
    assert absolute(BASE, href) == urljoin(BASE, href)


@given(st.text(max_size=60))
def test_any_link_gives_an_address_or_nothing_and_stays_itself(href: str) -> None:
    url = absolute(BASE, href)
    if url is not None:
        assert url.isascii()
        assert normal(url) == url


def test_a_page_in_the_thai_code_page_is_read() -> None:
    html = '<html><head><meta charset="tis-620"><title>สำนักงาน</title></head><body><a href="คู่มือ.pdf">ก</a></body>'
    reading = read_page("https://office.example/", html.encode("cp874"))
    assert reading.title == "สำนักงาน"
    assert tuple(reading.links) == (
        "https://office.example/%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD.pdf",
    )


def test_links_follow_the_base_of_the_page() -> None:
    reading = read_page("https://office.example/x/", b'<base href="/y/"><a href="z">z</a><map><area href="w"></map>')
    assert tuple(reading.links) == ("https://office.example/y/z", "https://office.example/y/w")


@pytest.mark.parametrize("body", [b"", b"   ", b"\x00\xff\xfe", b"%PDF-1.4", b"<" * 5000])
def test_what_is_no_page_has_no_links_and_does_no_harm(body: bytes) -> None:
    assert not read_page("https://office.example/", body).links


def test_text_is_compared_without_white_space_and_scripts() -> None:
    body = "<p>ไม่มี\n เรื่อง<b>ร้อง</b>\u200bเรียน</p><script>ลับ</script><noscript>x</noscript>".encode()
    reading = read_page("https://office.example/", body, with_text=True)
    assert squash("ไม่มีเรื่องร้องเรียน") in reading.text
    assert "ลับ" not in reading.text

"""Addresses as people read them."""

from __future__ import annotations

import pytest

from workflow.thai.web import readable


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("https://a.example/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.pdf", "https://a.example/แผน%202566.pdf"),
        ("https://a.example/%E1%BC.pdf?x=%A1%A2", "https://a.example/%E1%BC.pdf?x=%A1%A2"),
        ("https://a.example/a%2Fb?x=1", "https://a.example/a%2Fb?x=1"),
        ("https://a.example/%E2%80%8B.pdf", "https://a.example/%E2%80%8B.pdf"),
    ],
)
def test_thai_is_read_and_what_cannot_be_read_stays(url: str, read: str) -> None:
    assert readable(url) == read

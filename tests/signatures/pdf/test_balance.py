"""How many states a drawing saves and restores, whatever stands around the letters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signatures.pdf import content

_SLOWLY = re.compile(rb"(?<![^\0\t\n\f\r ()<>\[\]{}/])([qQ])(?![^\0\t\n\f\r ()<>\[\]{}/%])")
"""The same question put the other way round: what stands before, then the letter."""


@given(st.lists(st.sampled_from([b"q", b"Q", b" ", b"\n", b"/", b"(", b")", b"%", b"\0", b"x", b"1"])).map(b"".join))
def test_the_letters_found_are_the_same(data: bytes) -> None:
    assert content._SAVES.findall(data) == [match[1] for match in _SLOWLY.finditer(data)]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", (0, 0)),
        (b"q", (0, 1)),
        (b"Q", (1, 0)),
        (b"q\nq\nQ\nQ", (0, 0)),
        (b"Q q", (1, 1)),
        (b"1 0 0 rg\nq 1 0 0 1 0 0 cm Q", (0, 0)),
        (b"/q gs qq Qq", (0, 0)),
        (b"(q) Tj", (0, 0)),
    ],
)
def test_balance(data: bytes, expected: tuple[int, int]) -> None:
    assert content.balance(data) == expected

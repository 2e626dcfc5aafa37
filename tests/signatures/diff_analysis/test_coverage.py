"""Where a value ends in the gap of a signature (X.690): nothing may hide behind it."""

from __future__ import annotations

import pytest

from signatures.diff_analysis.byte_range import value_length


@pytest.mark.parametrize(
    ("data", "end"),
    [
        (b"\x30\x03abc", 5),
        (b"\x30\x03abc\0\0\0", 5),
        (b"\x30\x81\x03abc!", 6),
        (b"\x30\x80\x04\x01a\0\0words nobody signed", 7),
        (b"\x30\x80\x30\x80\x04\x01a\0\0\0\0!", 11),
        (b"\x30\x80\x04\x01a", None),
        (b"\x30\x09abc", None),
        (b"\x30", None),
        (b"\x30\x80" * 40 + b"\0\0" * 40, None),
    ],
)
def test_a_value_ends_where_its_length_says_or_its_end_mark_stands(data: bytes, end: int | None) -> None:
    assert value_length(data) == end

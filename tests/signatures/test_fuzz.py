"""Fuzz over real signed files: no crash, no hang, no false PASSED."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signatures.verdict import Status

from .goods import GOODS
from .world import World

QUIET = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
BLANK = b"\0\t\n\f\r "


def good_data(world: World, name: str) -> bytes:
    return _kept.setdefault((id(world), name), GOODS[name](world).data)


_kept: dict[tuple[int, str], bytes] = {}
NAMES = st.sampled_from(["plain", "time_stamped", "with_validation_data"])


def must_not_pass(world: World, data: bytes, good: bytes) -> None:
    for issued in (world.issued.data, None):
        verdict = world.verify(data, issued=issued)
        if verdict.status is Status.PASSED:
            # Only what says the same may pass: the good file, or an earlier whole revision of it, and blank ends.
            assert good.startswith(data.rstrip(BLANK)) or harmless(data, good)


def harmless(data: bytes, good: bytes) -> bool:
    """Letters of hexadecimal digits in the signature may be written large or small, and its padding is blank."""
    return data.lower() == good.lower()


@QUIET
@given(name=NAMES, changes=st.lists(st.tuples(st.integers(0, 1 << 30), st.integers(0, 255)), min_size=1, max_size=4))
def test_changed_bytes_never_pass(world: World, name: str, changes: list[tuple[int, int]]) -> None:
    good = good_data(world, name)
    data = bytearray(good)
    for place, value in changes:
        data[place % len(data)] = value
    if bytes(data) != good:
        must_not_pass(world, bytes(data), good)


@QUIET
@given(name=NAMES, start=st.integers(0, 1 << 30), length=st.integers(1, 4000))
def test_removed_bytes_never_pass(world: World, name: str, start: int, length: int) -> None:
    good = good_data(world, name)
    start %= len(good)
    must_not_pass(world, good[:start] + good[start + length :], good)


@QUIET
@given(
    name=NAMES,
    place=st.integers(0, 1 << 30),
    words=st.sampled_from(
        [b"%%EOF\n", b"4 0 obj\n", b"endobj\n", b"<<", b">>", b"/Contents 4 0 R ", b"xref\n0 1\n", b"null ", b"\0"]
    )
    | st.binary(min_size=1, max_size=60),
)
def test_inserted_bytes_never_pass(world: World, name: str, place: int, words: bytes) -> None:
    good = good_data(world, name)
    place %= len(good) + 1
    data = good[:place] + words + good[place:]
    must_not_pass(world, data, good)


@QUIET
@given(first=NAMES, second=NAMES, cut=st.integers(0, 1 << 30), join=st.integers(0, 1 << 30))
def test_spliced_files_never_pass(world: World, first: str, second: str, cut: int, join: int) -> None:
    one, two = good_data(world, first), good_data(world, second)
    data = one[: cut % len(one)] + two[join % len(two) :]
    if data not in (one, two):
        must_not_pass(world, data, two if two.startswith(data[:100]) and len(data) <= len(two) else one)

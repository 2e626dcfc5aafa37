"""Fuzz over real signed files: no crash, no hang, no false PASSED."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from signatures.verdict import Status

from .attacks import byte_range
from .goods import GOODS
from .world import World

QUIET = settings(
    max_examples=1000 if settings().max_examples >= 1000 else 12,  # make test-deep has a thousand
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def good_data(world: World, name: str) -> bytes:
    return _kept.setdefault((id(world), name), GOODS[name](world).data)


_kept: dict[tuple[int, str], bytes] = {}
NAMES = st.sampled_from(["plain", "time_stamped", "with_validation_data"])


def must_not_pass(world: World, data: bytes, good: bytes) -> None:
    """Only a file that says the same may pass: the signed bytes are there unchanged, and pages look as before."""
    for issued in (world.issued.data, None):
        verdict = world.verify(data, issued=issued)
        if verdict.status is Status.PASSED:
            _zero, first, second, length = byte_range(good)
            assert data[:first] == good[:first]
            assert data[second : second + length] == good[second : second + length]
            assert words(data) == words(good)


def words(data: bytes) -> list[str]:
    """Text of each page as an independent reader (pdfium) sees it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        found.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return found


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

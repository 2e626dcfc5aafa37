"""Large files are read with few copies and few searches, and judged no differently: bombs, absurd sizes, digests."""

from __future__ import annotations

import dataclasses
import hashlib
import random
import threading
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from signatures.diff_analysis.byte_range import first_gap
from signatures.pdf.limits import DEFAULT, MEGABYTE, precheck
from signatures.pdf.reader import inflated_size, inspect_objects, open_strict
from signatures.pdf.streams import LEAST, WORTH, Window, announced, between
from signatures.validation import prefix_hash
from signatures.validation.cms import range_digest
from signatures.validation.prefix_hash import BESIDE, Hashed
from signatures.verdict import Status, Verdict
from tests.signatures.attacks import paper_with, revise, stream
from tests.signatures.world import World

FLATE = b"/Filter /FlateDecode"
SMALL = dataclasses.replace(DEFAULT, stream=3 * MEGABYTE, decoded=5 * MEGABYTE)
"""Limits that a test reaches quickly."""
ABSURD = b" /Size 99999999 "


def filler(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - filler, not secrets


def noise(size: int, level: int = 0) -> bytes:
    """Deflated noise of ``size`` bytes: does not get smaller, as a scanned page does not."""
    return zlib.compress(filler(size), level)


def deflated(data: bytes, window: int) -> bytes:
    engine = zlib.compressobj(9, zlib.DEFLATED, window)
    return engine.compress(data) + engine.flush()


def large(world: World, *streams: bytes, first: bytes | None = None) -> bytes:
    """A signed file with these objects more, and a large encoded body among them unless ``first`` says otherwise."""
    body = stream(noise(WORTH + 1), FLATE) if first is None else first
    return world.sign(paper_with(lambda objects: objects.extend([body, *streams])))


def judge(world: World, data: bytes, **options: Any) -> Verdict:
    return world.verify(data, **{"issued": None, **options})


def test_a_large_file_passes_alone_and_with_its_digest(world: World) -> None:
    data = large(world)
    assert announced(data, DEFAULT.size)
    verdict = judge(world, data)
    assert verdict.status is Status.PASSED, verdict.codes
    assert verdict.file.sha256 == hashlib.sha256(data).hexdigest()


def test_a_changed_byte_in_a_large_body_is_seen(world: World) -> None:
    data = large(world)
    place = announced(data, DEFAULT.size)[0].start + 500_000
    changed = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
    assert "DIGEST_MISMATCH" in judge(world, changed).codes


# --- bombs -------------------------------------------------------------------------------------------------------

BOMBS: dict[str, Callable[[], list[bytes]]] = {
    "one byte over the stream's limit": lambda: [stream(noise(SMALL.stream + 1), FLATE)],
    "one byte over, much smaller in the file": lambda: [stream(zlib.compress(bytes(SMALL.stream + 1)), FLATE)],
    "nested, large in the file": lambda: [
        stream(zlib.compress(zlib.compress(noise(SMALL.stream + 1)), 0), b"/Filter [/FlateDecode /FlateDecode]")
    ],
    "nested, the outer one small": lambda: [
        stream(zlib.compress(zlib.compress(bytes(SMALL.stream + 1))), b"/Filter [/FlateDecode /FlateDecode]")
    ],
    "nested, the checksum of the outer one wrong": lambda: [
        stream(zlib.compress(zlib.compress(bytes(SMALL.stream + 1)))[:-4] + b"sums", b"/Filter [/FlateDecode /Fl]")
    ],
    "with a small window and a wrong checksum": lambda: [
        stream(deflated(bytes(SMALL.stream + 1), window=9)[:-4] + b"sums", FLATE)
    ],
    "together over the document's limit": lambda: [stream(noise(WORTH + number), FLATE) for number in range(5)],
    "many small ones together": lambda: [stream(zlib.compress(bytes(100_000)), FLATE) for _ in range(60)],
    "first an image filter's name in an array": lambda: [
        stream(noise(SMALL.stream + 1), b"/Filter [/FlateDecode /DCTDecode]")
    ],
}


@pytest.mark.parametrize("kind", BOMBS)
@pytest.mark.parametrize("beside", ["a large body", "no large body"])
def test_a_bomb_is_refused(world: World, kind: str, beside: str) -> None:
    first = None if beside == "a large body" else b"<< >>"
    verdict = judge(world, large(world, *BOMBS[kind](), first=first), limits=SMALL)
    assert "LIMIT_STREAM" in verdict.codes, verdict.codes
    assert verdict.status is Status.INDETERMINATE


def test_exactly_the_limit_is_no_bomb(world: World) -> None:
    data = large(world, stream(noise(SMALL.stream), FLATE))
    verdict = judge(world, data, limits=SMALL)
    assert verdict.status is Status.PASSED, verdict.codes


# --- absurd sizes --------------------------------------------------------------------------------------------------


def test_a_size_before_between_and_behind_bodies_is_found(world: World) -> None:
    body = stream(noise(WORTH), FLATE)
    good = large(world, b"<< /Note (%s) >>" % ABSURD.replace(b"/Size", b"/Zise"), body)
    assert judge(world, good).status is Status.PASSED
    for bad in (
        good.replace(b"/Zise", b"/Size"),
        good.replace(b"/Size ", b"/Size 99999999"),
        good.replace(b"xref\n0 ", b"xref\n0 99999999"),
    ):
        assert bad != good
        verdict = judge(world, bad)
        assert verdict.codes[0] == "LIMIT_DECLARED", verdict.codes
        assert verdict.status is Status.INDETERMINATE


def test_a_body_that_is_none_hides_no_size(world: World) -> None:
    """Announced within a string: the parser does not take it for a stream."""
    inside = ABSURD + bytes(LEAST) + b"x" * WORTH
    told = b"<< %s /Length %d >>\nstream\n%s\nendstream" % (FLATE, len(inside), inside)
    data = large(world, b"<< /Note (%s) >>" % told.replace(b"\0", b" "))
    assert len(announced(data, DEFAULT.size)) == 2
    assert not precheck(data, bodies=announced(data, DEFAULT.size))
    verdict = judge(world, data)
    assert "LIMIT_DECLARED" in verdict.codes, verdict.codes
    assert verdict.status is Status.INDETERMINATE


def test_a_body_written_over_later_hides_no_size(world: World) -> None:
    """The strict parser sees the newer object only."""
    inside = bytes(LEAST) + ABSURD + bytes(WORTH)
    data = paper_with(lambda objects: objects.append(stream(inside, FLATE)))

    def empty(writer: Any) -> None:
        from pyhanko.pdf_utils.generic import DictionaryObject, Reference

        writer.objects[0, 7] = DictionaryObject()
        writer.mark_update(Reference(7, 0, writer))

    verdict = judge(world, world.sign(revise(data, empty)))
    assert "LIMIT_DECLARED" in verdict.codes, verdict.codes


def test_a_body_with_a_table_in_it_hides_no_size(world: World) -> None:
    """One stretch of bytes that is a stream's body and a cross-reference table as well."""
    good = large(world, stream(b" " * LEAST + b"%TABLE" + b" " * WORTH, b"/Filter /DCTDecode"))
    last = good.rindex(b"startxref")
    number = int(good[last:].split()[1])
    table = good[number:last].replace(b"/Size ", b"/Size 9999999")
    # The table is moved to the middle of the body, and pointed to.
    place = good.index(b"%TABLE")
    moved = good[:place] + table
    moved += good[len(moved) : last] + b"startxref\n%d\n%%%%EOF\n" % place
    reader, _ = open_strict(moved, DEFAULT)
    assert not inspect_objects(reader, DEFAULT)  # a sound file, as far as the parser can tell
    assert not precheck(moved, bodies=announced(moved, DEFAULT.size))
    verdict = judge(world, moved)
    assert "LIMIT_DECLARED" in verdict.codes, verdict.codes


def test_encoded_bytes_that_spell_a_size_declare_nothing(world: World) -> None:
    picture = noise(WORTH)[:-9] + ABSURD + b"xref 0 99999999 "
    verdict = judge(world, large(world, stream(picture, b"/Filter /DCTDecode")))
    assert verdict.status is Status.PASSED, verdict.codes


def test_plain_bytes_that_spell_a_size_are_refused_as_ever(world: World) -> None:
    verdict = judge(world, large(world, stream(ABSURD + bytes(WORTH))))
    assert verdict.codes[0] == "LIMIT_DECLARED"


# --- the parts -----------------------------------------------------------------------------------------------------


def file_of(*entries: bytes, closing: bytes = b"\nendstream") -> bytes:
    body = b"\x80" * WORTH
    return b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n<< %s >>\nstream\n%s%s\nendobj\n" % (number, entry, body, closing)
        for number, entry in enumerate(entries, 1)
    )


DIRECT = b"/Length %d /Filter /FlateDecode" % WORTH


def test_bodies_are_announced_by_length_and_binary_filter() -> None:
    data = file_of(DIRECT, b"/Filter [/DCTDecode] /Length %d" % WORTH)
    bodies = announced(data, len(data))
    assert [body.end - body.start for body in bodies] == [WORTH, WORTH]
    assert all(data[body.start : body.end] == b"\x80" * WORTH for body in bodies)
    gaps = between(bodies, 0, len(data))
    assert b"".join(data[start:end] for start, end in gaps) == data.replace(b"\x80", b"")


@pytest.mark.parametrize(
    "entry",
    [
        b"/Length %d" % WORTH,
        b"/Length %d /Filter /ASCIIHexDecode" % WORTH,
        b"/Length %d /Filter [/ASCII85Decode /FlateDecode]" % WORTH,
        b"/Length 12 0 R /Filter /FlateDecode",
        b"/Length 1000 /Filter /FlateDecode",
        b"/Length %d /Filter /FlateDecode" % (WORTH - 1),
        b"/Length %d /Filter /FlateDecode" % (WORTH * 9),
        b"/Length1 %d /Filter /FlateDecode" % WORTH,
    ],
)
def test_what_is_not_encoded_or_not_closed_in_its_place_is_no_body(entry: bytes) -> None:
    data = file_of(entry)
    assert announced(data, len(data)) == ()


def test_nothing_is_announced_in_a_file_too_large() -> None:
    data = file_of(DIRECT)
    assert announced(data, len(data) - 1) == ()


def test_a_window_hands_out_a_body_once_read_in_one_piece() -> None:
    data = file_of(DIRECT, DIRECT)
    first, second = announced(data, len(data))
    window = Window(data, (first, second))
    window.seek(first.start)
    assert isinstance(window.read(WORTH - 1), bytes)
    assert window.untaken(()) == [first, second]
    window.seek(first.start)
    assert window.read(WORTH) == data[first.start : first.end]
    assert window.tell() == first.end
    assert window.read(10) == b"\nendstream"
    assert window.untaken(()) == [second]
    assert window.untaken([0, first.start - 1, first.end]) == [second]
    assert window.untaken([first.end - 1]) == [first, second]
    window.seek(second.start)
    assert window.read(WORTH) == data[second.start : second.end]
    assert window.untaken(()) == []
    window.seek(first.start)
    assert window.read(WORTH) == data[first.start : first.end]
    assert window.tell() == first.end
    window.seek(0)
    assert window.read() == data


@pytest.mark.parametrize("size", [0, 1, 70_000, 3_000_000])
@pytest.mark.parametrize("level", [0, 1, 9])
def test_the_inflated_size_is_what_zlib_says(size: int, level: int) -> None:
    data = zlib.compress(filler(size // 2) + bytes(size - size // 2), level)
    assert inflated_size(data, "/FlateDecode", size) == size
    assert inflated_size(data + b"behind", "/Fl", size) == size
    if size:
        assert inflated_size(data, "/FlateDecode", size - 1) is None
        assert inflated_size(data[: len(data) // 2], "/FlateDecode", size) in range(size + 1)


@pytest.mark.parametrize("broken", [b"", b"x", b"x\x9c", b"\x78\x9d\x00", b"\x79\x9c\x00", b"\x78\xbb\0\0\0\0", b"no"])
def test_what_is_no_deflated_stream_has_no_size(broken: bytes) -> None:
    assert inflated_size(broken, "/FlateDecode", 1000) == 0


@pytest.mark.parametrize("length", [0, 1000, BESIDE, BESIDE + 1])
def test_a_beginning_is_hashed_and_gone_on_from(length: int) -> None:
    data = filler(BESIDE + 5000)
    begun = Hashed(data, length)
    for _ in range(2):
        state = begun.state()
        assert state.digest() == hashlib.sha256(data[:length]).digest()
        state.update(data[length:])
        assert state.digest() == hashlib.sha256(data).digest()


def test_without_room_for_a_thread_it_is_hashed_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(prefix_hash.threading.Thread, "start", full)
    data = bytes(BESIDE)
    assert Hashed(data, BESIDE).state().digest() == hashlib.sha256(data).digest()


@pytest.mark.parametrize("length", [0, 700, 1000, 1001, 3000])
def test_a_range_has_one_digest_wherever_the_hashing_began(length: int) -> None:
    data = filler(3000)
    digest = range_digest(data, [0, 1000, 2000, 500], "sha256", Hashed(data, length))
    assert digest == hashlib.sha256(data[:1000] + data[2000:2500]).digest()


def test_the_first_gap_seen_is_where_hashing_stops() -> None:
    assert first_gap(b"%PDF" + b" " * 96) == 100
    ranges = b"/ByteRange [0 70 80 5] /ByteRange[0 60 65 9] /ByteRange [0 999 1 1] /ByteRange [1 2 3]"
    assert first_gap(b"%PDF" + ranges) == 60

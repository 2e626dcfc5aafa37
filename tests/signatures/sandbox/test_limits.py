"""A hostile scan costs a limited child process its own time and memory, never the program."""

from __future__ import annotations

import io
import resource
import zlib

import pytest

from signatures.errors import PdfRefused, ScanRefused, SignatureError
from signatures.pdf.limits import Limits
from signatures.sandbox.client import limited
from signatures.sandbox.scans import read_isolated
from signatures.scans.batch import extract
from signatures.scans.reading import Sheet, read_scan
from tests.signatures.stamped import stamp_codes

from ..world import assemble, paper

KEY = b"office code key " * 2


def zeros(size: int) -> bytes:
    """What zlib makes of so many zero bytes (RFC 1950), put together from one megabyte of them."""
    whole, rest = divmod(size, 1 << 20)
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH)
    end = engine.compress(bytes(rest)) + engine.flush()
    return b"\x78\xda" + megabyte * whole + end + ((size % 65521) << 16 | 1).to_bytes(4, "big")


def with_picture(width: int, height: int) -> bytes:
    """One page that shows one grey picture of so many pixels, all alike: a small file."""
    data = zeros(width * height)
    content = b"q 595 0 0 842 0 0 cm /Im Do Q"
    return assemble([
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /Im 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (width, height, len(data), data),
    ])  # fmt: skip


def with_nested_forms(depth: int) -> bytes:
    """Each form draws the next one ten times: 10 to the power of ``depth`` lines."""
    content = b"/F0 Do"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /F0 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    for level in range(depth):
        drawn = b"/F%d Do " % (level + 1) * 10 if level < depth - 1 else b"0 0 m 9 9 l S"
        inner = b"/XObject << /F%d %d 0 R >>" % (level + 1, 6 + level) if level < depth - 1 else b""
        bodies.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << %s >> /Length %d >>\n"
            b"stream\n%s\nendstream" % (inner, len(drawn), drawn)
        )
    return assemble(bodies)


def test_the_pictures_are_what_they_say() -> None:
    assert zlib.decompress(zeros((3 << 20) + 5)) == bytes((3 << 20) + 5)


def test_an_enormous_picture_is_refused_by_its_size_before_it_is_unpacked() -> None:
    scan = with_picture(45_000, 45_000)
    assert len(scan) < 3 << 20
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ScanRefused) as refused:
        read_isolated(scan, KEY)
    assert refused.value.code == "LIMIT_PIXELS"
    assert refused.value.reasons[0].facts == {"sheet": 1, "megapixels": 2025, "limit": 60}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


@pytest.mark.deep
def test_forms_within_forms_end_with_the_time_of_one_page_and_the_next_scan_is_read() -> None:
    with pytest.raises(SignatureError) as refused:
        read_isolated(with_nested_forms(9), KEY, limits=Limits(seconds=3))
    assert refused.value.code == "LIMIT_TIME"
    assert [sheet.number for sheet in read_isolated(paper(pages=2), KEY)] == [1, 2]


def test_what_needs_more_memory_than_there_is_ends_alone() -> None:
    little = Limits(memory=160 << 20)
    assert len(read_isolated(paper(), KEY, limits=little)) == 1
    with pytest.raises(SignatureError) as refused:
        read_isolated(paper() + bytes(100 << 20), KEY, limits=little)
    assert refused.value.code == "LIMIT_TIME"
    assert len(read_isolated(paper(), KEY, limits=little)) == 1


def test_the_child_says_what_the_reader_says() -> None:
    assert read_isolated(paper(pages=3), KEY) == list(read_scan(paper(pages=3), KEY))
    with pytest.raises(PdfRefused) as refused:
        limited("look", None, b"nothing of the kind")
    assert refused.value.code == "NOT_PDF"
    ((found, _),) = limited("look", None, paper(pages=3))
    assert found == {"pages": 3, "signed": False, "broken": {}, "concealed": []}


def test_a_picture_in_evidence_is_measured_before_codes_are_printed_beside_it() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SignatureError) as refused:
        stamp_codes(with_picture(45_000, 45_000), "M1", KEY)
    assert refused.value.code == "LIMIT_PIXELS"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_evidence_is_read_through_and_drawn_once_in_the_child() -> None:
    pieces = limited("look", {"through": True}, paper("Memo 12/2569", pages=2), pages=2)
    facts, text = pieces[-1]
    assert facts == {"pages": 2, "signed": False, "broken": {}, "concealed": []}
    assert text.decode().count("Memo 12/2569") == 2
    with pytest.raises(SignatureError) as refused:
        limited("look", {"through": True}, with_nested_forms(9), limits=Limits(seconds=3))
    assert refused.value.code == "LIMIT_TIME"


@pytest.mark.deep
@pytest.mark.parametrize("sheets", [60, 100])
def test_many_blank_sheets_are_cut_out_one_at_a_time(sheets: int) -> None:
    """Fax pictures are tiny in a file and large unpacked: 60 of A4 at 300 dpi are 520 MB in grey."""
    from PIL import Image

    blank = Image.new("1", (2480, 3508), 1)
    out = io.BytesIO()
    blank.save(out, "TIFF", save_all=True, append_images=[blank] * (sheets - 1), compression="group4")
    ((_, cut),) = limited(
        "cut", {"parts": [[(0, number, 0) for number in range(1, sheets + 1)]]}, out.getvalue(), pages=100,
        limits=Limits(memory=500 << 20),
    )  # fmt: skip
    ((found, _),) = limited("look", None, cut)
    assert found["pages"] == sheets
    assert extract(out.getvalue(), [Sheet(7, (), ())]).startswith(b"%PDF-")

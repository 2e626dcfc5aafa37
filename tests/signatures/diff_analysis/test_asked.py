"""A form filled in as it asks is no surprise: where writing is asked for, and that writing elsewhere is still told."""

from __future__ import annotations

import pypdfium2
import pytest

from signatures.prepare.fields import Box
from signatures.prepare.prepare import prepare
from signatures.scans.asked import inside, of_copies, places
from signatures.scans.certifying import certify
from signatures.scans.hints import hints
from tests.signatures.scanner import KEY, Scanner, page, printed, strokes
from tests.signatures.scans.test_hints import codes, seeded
from tests.signatures.stamped import stamp_codes
from tests.signatures.world import World, assemble


def form(lines: dict[tuple[float, float], str]) -> bytes:
    """A page with these texts, each from a point, that are read back as they are."""
    ranges = "\n".join(f"<{n:02x}00> <{n:02x}ff> <{n:02x}00>" for n in (0x00, 0x0E))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /W def 1 begincodespacerange "
        f"<0000> <ffff> endcodespacerange 2 beginbfrange\n{ranges}\nendbfrange endcmap end end"
    )
    drawn = " ".join(
        f"BT /W 14 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET" for (x, y), text in lines.items()
    )
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /W 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn.encode()),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /W /Encoding /Identity-H /ToUnicode 7 0 R "
            b"/DescendantFonts [6 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /W /DW 500 "
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap.encode()),
        ]
    )


@pytest.mark.parametrize(
    ("text", "written", "elsewhere"),
    [
        ("(     ) เห็นชอบ", (312, 637), (380, 637)),
        ("วันที่", (380, 637), (380, 560)),
        ("วันที่ ๒ มีนาคม ๒๕๖๙", None, (420, 637)),
        ("(นายตัวอย่าง ใจดี)", (350, 605), (350, 540)),
        ("ความเห็น", (340, 670), (340, 740)),
        ("ข้อมูลสาธารณะ (OIT) ปี ๒๕๖๙", None, (360, 637)),
    ],
)
def test_writing_is_asked_for_by_the_words_that_are_printed(
    text: str, written: tuple[float, float] | None, elsewhere: tuple[float, float]
) -> None:
    """Points from the upper left corner; the text begins at (300, 842 - 200)."""
    document = pypdfium2.PdfDocument(form({(300, 200): text, (72, 700): "เรื่อง ขอความเห็นชอบ"}))
    asked = places(document[0])
    document.close()
    x, y = elsewhere
    assert not inside((x - 1, y - 1, x + 1, y + 1), asked)
    if written is not None:
        x, y = written
        assert inside((x - 1, y - 1, x + 1, y + 1), asked)


@pytest.mark.deep
@pytest.mark.hints
def test_a_pen_between_the_words_of_a_certified_copy_is_not_told_and_one_over_its_text_is(world: World) -> None:
    made = certify(page(world.font), ("(นายตัวอย่าง ใจดี)", "หัวหน้าหน่วยงาน"), font=world.font)
    assert made is not None
    issued = prepare(stamp_codes(made.data, "O1-7", KEY, font=world.font)).data
    (area,) = of_copies(issued).values()
    found = []
    for box in ([area[0] + 60, area[3] - 26, area[0] + 150, area[3] - 12], [100, 500, 300, 540]):
        (paper,) = printed(issued)
        strokes(40, 1.1)(paper, Box(0, *box), seeded())
        found.append(codes(hints(Scanner().scan([paper], seeded()), issued)))
    assert "MARKS_ADDED" not in found[0]
    assert "MARKS_ADDED" in found[1]

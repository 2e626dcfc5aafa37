"""สำเนาถูกต้อง on the copy itself: on every page, never over anything, with the codes and the place to sign."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter

from signatures.prepare.fields import head_box
from signatures.prepare.prepare import prepare
from signatures.scans.certifying import certify
from signatures.scans.stamping import stamp
from tests.signatures.scans.test_room import codes_of, lines, page
from tests.signatures.scans.test_scans import KEY, pictures
from tests.signatures.world import World, read_text

BELOW = ("(นายตัวอย่าง ใจดี)", "ผู้อำนวยการกลุ่มนโยบายและแผน", "รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง")


def scanned(pdf: bytes) -> bytes:
    """The pages as a scanner has them: no point is white."""
    seen = [picture.point(lambda light: round(light * 0.92)) for picture in pictures(pdf)]
    out = io.BytesIO()
    seen[0].save(out, "PDF", save_all=True, append_images=seen[1:], resolution=150)
    return out.getvalue()


COPIES = {
    "half a page": (page(lines(bottom=500), pages=2), ()),
    "full pages": (page(lines(), pages=2), (1, 2)),
    "full to the edges": (page(lines(left=5, right=590, top=835, bottom=5)), (1,)),
    "scanned": (scanned(page(lines(bottom=400))), (1,)),
    "turned": (page(lines(), rotate=90), (1,)),
    "A5": (page(lines(left=30, right=390, top=560), box="0 0 420 595"), (1,)),
    "with a place to sign of its own": (page(lines(bottom=300), link="300 600 310 610"), ()),
}


@pytest.mark.parametrize("which", COPIES)
def test_the_words_stand_on_blank_paper_at_the_lower_right_of_every_page(world: World, which: str) -> None:
    pdf, smaller = COPIES[which]
    made = certify(pdf, BELOW, font=world.font)
    assert made is not None
    assert made.smaller == smaller
    coded = stamp(made.data, "O1-7", KEY, font=world.font)
    assert coded.smaller == ()
    ready = prepare(coded.data)
    for number, picture in enumerate(drawn(ready.data), 1):
        left, top, right, bottom = ink(picture)
        assert (left + right) / 2 > picture.width * 0.5, number
        assert top > picture.height * 0.5, number
        # Nothing of the copy stands among the words: what else there is are the edges of letters.
        assert darkest_else(picture.crop((left, top, right, bottom))) > 60, number
    box = head_box(ready.data)
    assert box is not None
    assert box.page == 0
    signed = drawn(ready.data)[0].crop(tuple(round(edge * 1.5) for edge in (box.left, box.top, box.right, box.bottom)))
    assert signed.convert("L").getextrema()[0] > 220  # type: ignore[operator]
    assert read_text(pdf).split() == read_text(ready.data).split()


def test_the_codes_are_read_beside_the_words(world: World) -> None:
    made = certify(COPIES["full pages"][0], BELOW, font=world.font)
    assert made is not None
    assert codes_of(stamp(made.data, "O1-7", KEY, font=world.font).data) == [[1], [2]]


def test_pages_after_the_first_share_one_drawing(world: World) -> None:
    few, many = (certify(page("", pages=count), BELOW, font=world.font) for count in (2, 42))
    assert few is not None
    assert many is not None
    assert (len(many.data) - len(few.data)) / 40 < 1500


def test_a_page_too_small_for_the_words_has_none(world: World) -> None:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.add_blank_page(250, 300)
    writer.write(out)
    assert len(PdfReader(out).pages) == 2
    assert certify(out.getvalue(), BELOW, font=world.font) is None


def drawn(pdf: bytes) -> list[Image.Image]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return [one.render(scale=1.5).to_pil().convert("RGB") for one in document]
    finally:
        document.close()


def in_ink(picture: Image.Image) -> Image.Image:
    """A mask of the points in the blue of the words."""
    red, _, blue = picture.split()
    return ImageChops.subtract(blue, red).point(lambda more: 255 if more > 25 else 0)


def darkest_else(picture: Image.Image) -> float:
    """How light the darkest point is that is not in the blue of the words."""
    rest = picture.convert("L")
    rest.paste(255, mask=in_ink(picture))
    return float(rest.getextrema()[0])  # type: ignore[arg-type]


def ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Where something in that blue stands."""
    found = in_ink(picture).getbbox()
    assert found is not None
    return found

"""Pictures of phones and scanners become pages, the right way up; text that cannot be searched is told."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from signatures.errors import PdfRefused
from signatures.pdf.limits import Limits
from signatures.pdf.text_layer import MARKS_LOST, OLD_FONT, UNMAPPED, fault
from signatures.prepare.pictures import pages_of
from signatures.sandbox.client import limited

HELD = {
    1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip
"""How a camera stores a picture, by EXIF orientation."""


def drawing(mode: str = "RGB") -> Image.Image:
    """Dark at the upper left, grey at the lower left, white elsewhere; higher than wide."""
    made = Image.new("L", (300, 420), 255)
    pen = ImageDraw.Draw(made)
    pen.rectangle((0, 0, 150, 100), fill=0)
    pen.rectangle((0, 340, 100, 420), fill=120)
    return made.convert(mode)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **how)  # type: ignore[arg-type]
    return target.getvalue()


def made(picture: bytes) -> bytes:
    *_, pdf = pages_of(picture)
    assert isinstance(pdf, bytes)
    return pdf


def corners(pdf: bytes, number: int = 0) -> tuple[int, int, int]:
    """Grey of the upper left, lower left and upper right of a page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        seen = document[number].render(scale=0.5, grayscale=True).to_pil().convert("L")
        width, height = seen.size
        return tuple(seen.getpixel(at) for at in ((9, 9), (9, height - 9), (width - 9, 9)))  # type: ignore[return-value]
    finally:
        document.close()


@pytest.mark.parametrize("held", HELD)
def test_a_phone_s_picture_stands_upright_however_it_was_held(held: int) -> None:
    how = HELD[held]
    turned = drawing().transpose(how) if how is not None else drawing()
    exif = Image.Exif()
    exif[0x0112] = held
    pdf = made(saved(turned, "JPEG", exif=exif, quality=95))
    dark, grey, white = corners(pdf)
    assert dark < 20
    assert 100 < grey < 140
    assert white > 235


def test_a_jpeg_goes_in_byte_for_byte() -> None:
    jpeg = saved(drawing(), "JPEG")
    assert jpeg[jpeg.index(b"\xff\xda") :] in made(jpeg)


def test_each_page_of_a_scanner_s_tiff_is_a_page_of_its_size() -> None:
    first, second = drawing("1"), drawing("L").resize((420, 300))
    tiff = saved(first, "TIFF", save_all=True, append_images=[second], dpi=(100, 100))
    document = pypdfium2.PdfDocument(made(tiff))
    assert [tuple(round(edge) for edge in document[n].get_size()) for n in range(2)] == [(216, 302), (302, 216)]
    document.close()
    *_, (facts, data) = limited("picture", None, tiff)
    assert facts == {"pages": 2}
    assert data.startswith(b"%PDF-")


@pytest.mark.parametrize("mode", ["P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_picture_is_on_white_paper(mode: str) -> None:
    picture = drawing("I;16").point(lambda v: v * 256) if mode == "I;16" else drawing(mode)
    dark, _, white = corners(made(saved(picture, "TIFF" if mode in ("CMYK", "I;16") else "PNG")))
    assert dark < 30
    assert white > 225


def test_a_screen_s_resolution_is_no_size_of_paper() -> None:
    document = pypdfium2.PdfDocument(made(saved(drawing(), "PNG", dpi=(72, 72))))
    assert [round(edge) for edge in document[0].get_size()] == [595, 842]
    document.close()


@pytest.mark.parametrize("held", HELD)
def test_an_iphone_s_picture_stands_upright_however_it_was_held(held: int) -> None:
    """A .heic says by properties of its own how it is turned; the camera's note (EXIF) says it once more."""
    from pillow_heif import HeifFile

    how = HELD[held]
    turned = drawing().transpose(how) if how is not None else drawing()
    note = Image.Exif()
    note[0x0112] = held
    file = HeifFile()
    file.add_frombytes(turned.mode, turned.size, turned.tobytes()).info["exif"] = note.tobytes()
    target = io.BytesIO()
    file.save(target, quality=80)
    heic = target.getvalue()
    assert (heic[4:12], b"irot" in heic or b"imir" in heic) == (b"ftypheic", held != 1)
    upper, lower, right = corners(made(heic))
    assert upper < 30
    assert 90 < lower < 150
    assert right > 240


def test_what_cannot_be_a_page_is_refused_by_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def code(picture: bytes, **limits: int) -> str:
        with pytest.raises(PdfRefused) as refused:
            list(pages_of(picture, limits=Limits(**limits)))
        return refused.value.code

    assert code(b"no picture") == "PICTURE_UNREADABLE"
    assert code(saved(drawing(), "PNG")[:200]) == "PICTURE_UNREADABLE"
    assert code(saved(Image.new("1", (9000, 9000)), "PNG")) == "LIMIT_PIXELS"
    assert code(saved(drawing(), "PNG"), size=10) == "LIMIT_BYTES"
    assert code(saved(drawing(), "TIFF", save_all=True, append_images=[drawing()]), pages=1) == "LIMIT_PAGES"
    monkeypatch.setitem(__import__("sys").modules, "pillow_heif", None)
    assert code(b"\0\0\0\x18ftypheic" + bytes(20)) == "PICTURE_HEIC"


THAI = "ตามที่สำนักงานได้กำหนดแผนการดำเนินงานด้านการป้องกันการทุจริต เพื่อให้การปฏิบัติราชการเป็นไปด้วยความโปร่งใส " * 3


def test_text_that_cannot_be_searched_is_told_apart() -> None:
    assert fault(THAI) is None
    assert fault("") is None
    assert fault("Annual report of the office, in English and with résumés, naïve and façade") is None
    assert fault(THAI.replace("น", "\ufffd")) == UNMAPPED
    assert fault(THAI.encode("tis-620", "ignore").decode("latin-1")) == OLD_FONT
    assert fault(THAI.replace("ำ", "ำา")) == MARKS_LOST  # as Ghostscript writes it
    assert (
        fault("".join(letter for letter in THAI if not "\u0e31" <= letter <= "\u0e4e" or letter in "าเแ")) == MARKS_LOST
    )

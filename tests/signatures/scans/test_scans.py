"""Codes are printed where nothing is covered, found again on bad scans, and never taken for others."""

from __future__ import annotations

import hashlib
import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from signatures.errors import ScanRefused
from signatures.prepare.prepare import page_count, prepare
from signatures.scans.batch import Batch, Issued, extract, sort_batch
from signatures.scans.codes import PageCode, office_mark, page_code, read_code
from signatures.scans.cutting import cut_out
from signatures.scans.likeness import pages_never_scanned
from signatures.scans.reading import read_scan
from signatures.verdict import Reason
from tests.signatures.stamped import stamp_codes
from tests.signatures.world import World, assemble, paper, read_text

KEY, OTHER = b"office code key " * 2, b"another office's" * 2
PLAIN = {"M2569-12": paper("Memo 12/2569", pages=3), "M2569-13": paper("Memo 13/2569", pages=2)}


@pytest.fixture(scope="session")
def stamped(world: World) -> dict[str, bytes]:
    return {name: stamp_codes(data, name, KEY, font=world.font) for name, data in PLAIN.items()}


def known(**void: bool) -> dict[str, Issued]:
    return {
        name: Issued(page_count(data), hashlib.sha256(data).hexdigest()[:12], void.get(name.replace("-", "_"), False))
        for name, data in PLAIN.items()
    }


def pictures(pdf: bytes, dpi: int = 150) -> list[Image.Image]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    found = []
    for index in range(len(document)):
        page = document[index]
        bitmap = page.render(scale=dpi / 72, grayscale=True)
        found.append(bitmap.to_pil().convert("L").copy())
        bitmap.close()
        page.close()
    document.close()
    return found


def tiff(frames: list[Image.Image]) -> bytes:
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def sort(scan: bytes, documents: dict[str, Issued] | None = None, key: bytes = KEY) -> Batch:
    return sort_batch(read_scan(scan, key), documents if documents is not None else known())


def noisy(picture: Image.Image) -> Image.Image:
    seed = random.Random(7)  # noqa: S311 - noise, not secrets
    noise = Image.frombytes("L", picture.size, seed.randbytes(picture.width * picture.height))
    return Image.blend(picture, noise, 0.25)


def jpeg(picture: Image.Image) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=15)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


def stamped_over(picture: Image.Image) -> Image.Image:
    picture = picture.copy()
    side = picture.width // 6
    ImageDraw.Draw(picture).ellipse((0, picture.height - side, side, picture.height), outline=60, width=14)
    return picture


def received(picture: Image.Image) -> Image.Image:
    """The stamp of the receiving office, 7 by 4 cm in the upper right corner, with number, day and time in ink."""
    picture = picture.copy()
    wide, high = picture.width * 70 // 210, picture.height * 40 // 297
    box = (picture.width - wide, 0, picture.width, high)
    draw = ImageDraw.Draw(picture)
    draw.rectangle(box, fill=225, outline=60, width=8)
    for line in range(1, 4):
        draw.line((box[0] + 20, high * line // 4, box[2] - 20, high * line // 4 - 8), fill=40, width=9)
    return picture


def torn(picture: Image.Image) -> Image.Image:
    """Without its lower left corner."""
    picture = picture.copy()
    side = picture.width // 4
    ImageDraw.Draw(picture).rectangle((0, picture.height - side, side, picture.height), fill=255)
    return picture


CONDITIONS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "as it is": lambda picture: picture,
    "upside down": lambda picture: picture.rotate(180),
    "sideways": lambda picture: picture.rotate(90, expand=True),
    "skewed": lambda picture: picture.rotate(5, fillcolor=255, expand=True),
    "skewed and cut": lambda picture: picture.rotate(1.5, fillcolor=255),
    "noisy": noisy,
    "jpeg": jpeg,
    "fax": lambda picture: picture.point([0 if grey < 128 else 255 for grey in range(256)]),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(1.2)),
    "faded": lambda picture: picture.point([min(255, 150 + grey // 3) for grey in range(256)]),
    "one code under a stamp": stamped_over,
    "one corner torn off": torn,
    "received": received,
}


@pytest.mark.parametrize("condition", CONDITIONS)
@pytest.mark.parametrize("dpi", [150, 300])
def test_a_page_is_recognised_on_a_bad_scan(stamped: dict[str, bytes], condition: str, dpi: int) -> None:
    page = CONDITIONS[condition](pictures(stamped["M2569-12"], dpi)[0])
    (sheet,) = read_scan(tiff([page]), KEY)
    assert [(code.document, code.page, code.pages) for code in sheet.codes] == [("M2569-12", 1, 3)]


def test_one_scan_of_many_memos_is_split_and_sorted(stamped: dict[str, bytes]) -> None:
    one, two = pictures(stamped["M2569-12"]), pictures(stamped["M2569-13"])
    scan = tiff([one[2], two[1], one[0].rotate(180), two[0], one[1]])
    batch = sort(scan)
    assert {item.document: [sheet.number for sheet in item.sheets] for item in batch.documents} == {
        "M2569-12": [3, 5, 1],
        "M2569-13": [4, 2],
    }
    assert all(item.complete for item in batch.documents)
    assert not batch.aside


def test_pages_that_do_not_fit_are_set_aside_with_the_reason_and_never_dropped(
    world: World, stamped: dict[str, bytes]
) -> None:
    one = pictures(stamped["M2569-12"])
    foreign = pictures(stamp_codes(PLAIN["M2569-12"], "M2569-12", OTHER, font=world.font))
    unknown = pictures(stamp_codes(paper("never issued"), "M2569-99", KEY, font=world.font))
    blank = Image.new("L", one[0].size, 255)
    forged = pictures(forged_page(world))
    scan = tiff([one[0], blank, foreign[0], one[0], unknown[0], forged[0]])
    batch = sort(scan)
    assert {item.sheet.number: item.reason.code for item in batch.aside} == {
        2: "PAGE_NO_CODE",
        3: "PAGE_OTHER_OFFICE",
        4: "PAGE_DOUBLED",
        5: "PAGE_UNKNOWN",
        6: "PAGE_FORGED",
    }
    (document,) = batch.documents
    assert [item.code for item in document.reasons] == ["PAGES_INCOMPLETE"]
    assert document.reasons[0].facts["missing"] == "2, 3"


def forged_page(world: World) -> bytes:
    """Made by someone who knows the form of the code but not the key."""

    class Forged(bytes):
        pass

    from signatures.scans import stamping

    real = stamping.page_code
    mark = office_mark(KEY)
    try:
        stamping.page_code = lambda document, page, pages, sha, key: PageCode(
            mark, document, page, pages, sha[:12].upper()
        )  # type: ignore[assignment]
        return stamp_codes(PLAIN["M2569-12"], "M2569-12", OTHER, font=world.font)
    finally:
        stamping.page_code = real


def test_pages_of_a_voided_memo_are_set_aside(stamped: dict[str, bytes]) -> None:
    batch = sort(stamped["M2569-13"], known(M2569_13=True))
    assert [item.reason.code for item in batch.aside] == ["PAGE_VOID", "PAGE_VOID"]
    assert not batch.documents


def test_a_reissued_memo_does_not_take_pages_of_the_earlier_edition(stamped: dict[str, bytes]) -> None:
    documents = known()
    documents["M2569-13"] = Issued(2, "0" * 12)
    assert {item.reason.code for item in sort(stamped["M2569-13"], documents).aside} == {"PAGE_UNKNOWN"}


def test_two_different_pages_on_one_sheet_are_ambiguous(stamped: dict[str, bytes]) -> None:
    first, second = pictures(stamped["M2569-12"])[:2]
    both = Image.new("L", (first.width * 2, first.height), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    assert [item.reason.code for item in sort(tiff([both])).aside] == ["PAGE_AMBIGUOUS"]


@pytest.mark.parametrize("kind", ["pdf", "tiff"])
def test_the_sheets_of_a_document_are_taken_out_upright(stamped: dict[str, bytes], kind: str) -> None:
    turned = [picture.rotate(180) for picture in pictures(stamped["M2569-13"])][::-1]
    scan = tiff(turned)
    if kind == "pdf":
        out = io.BytesIO()
        turned[0].save(out, "PDF", save_all=True, append_images=turned[1:], resolution=150)
        scan = out.getvalue()
    (document,) = sort(scan).documents
    again = list(read_scan(extract(scan, document.sheets), KEY))
    assert [sheet.codes[0].page for sheet in again] == [1, 2]
    assert [sheet.turned for sheet in again] == [0, 0]


LAID = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip
"""EXIF orientation -> how the upright picture lies in the file (0, which some scanners write, and 1: as it is)."""


@pytest.mark.parametrize("orientation", range(9))
@pytest.mark.parametrize("kind", ["JPEG", "TIFF"])
def test_a_picture_that_says_how_it_is_to_be_turned_or_mirrored_is_taken_out_upright(
    stamped: dict[str, bytes], orientation: int, kind: str
) -> None:
    (upright, *_), exif = pictures(stamped["M2569-12"], 100), Image.Exif()
    exif[0x0112] = orientation
    stored = upright.transpose(LAID[orientation]) if orientation in LAID else upright
    out = io.BytesIO()
    stored.save(out, kind, exif=exif, dpi=(100, 100))
    (sheet,) = read_scan(out.getvalue(), KEY)
    assert (sheet.codes[0].page, sheet.turned) == (1, 0)
    (again,) = pictures(cut_out([out.getvalue()], [(0, 1, 0)])[0], 100)
    assert again.size == pytest.approx(upright.size, abs=2)
    difference = ImageChops.difference(again.resize(upright.size), upright).filter(ImageFilter.GaussianBlur(3))
    assert difference.getextrema()[1] < 90


@pytest.mark.parametrize("dpi", [75, 300, 600, None])
def test_a_picture_becomes_a_page_of_its_own_size(dpi: int | None) -> None:
    from pypdf import PdfReader

    out = io.BytesIO()
    # A4 at 150 dots per inch, whatever the file says; one that says nothing sensible is taken for A4.
    wide, high = (round(side * (dpi or 150) / 25.4) for side in (210, 297))
    Image.new("1", (wide, high), 1).save(out, "TIFF", compression="group4", **({"dpi": (dpi, dpi)} if dpi else {}))
    (page,) = PdfReader(io.BytesIO(cut_out([out.getvalue()], [(0, 1, 0)])[0])).pages
    assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


def test_stamping_keeps_the_text_and_the_place_to_sign(stamped: dict[str, bytes]) -> None:
    made = prepare(stamped["M2569-12"])
    assert made.box is not None
    assert "Memo 12/2569" in read_text(made.data)


def test_codes_never_lie_on_ink_nor_on_the_place_to_sign(world: World) -> None:
    plain = paper(anchors=("head",))
    before, after = (pictures(item, 72)[0] for item in (plain, stamp_codes(plain, "M1", KEY, font=world.font)))
    assert all(new <= old for old, new in zip(before.tobytes(), after.tobytes(), strict=True))
    box = prepare(plain).box
    assert box is not None
    place = (int(box.left) + 1, 842 - int(box.top) + 1, int(box.right), 842 - int(box.bottom))
    assert after.crop(place).getextrema()[0] == 255


def test_codes_stand_low_and_leave_the_upper_right_to_the_stamp_and_the_lower_left_to_programs(
    stamped: dict[str, bytes],
) -> None:
    before, after = (pictures(data["M2569-12"], 72)[0] for data in (PLAIN, stamped))
    added = ImageChops.difference(before, after)
    left, top, right, bottom = added.getbbox() or (0, 0, 0, 0)
    assert top > after.height - 200
    assert (left, bottom) < (20, after.height)
    assert right > after.width - 20
    # JSignPdf draws in 0 0 100 100; the examples of iText, PDFBox and pyHanko somewhere at the lower left
    assert added.crop((0, after.height - 102, 200, after.height)).getbbox() is None


def test_beside_text_that_runs_to_its_foot_a_page_keeps_the_lower_left_free(world: World) -> None:
    """A left margin of 3 cm, as official letters have it, and a footer: the smaller symbol stands beside the text."""
    content = b"0 g 86 120 425 640 re f 200 40 150 12 re f"
    made = stamp_codes(page_of(content), "M1", KEY, font=world.font)
    (after,) = pictures(made, 72)
    assert after.crop((0, after.height - 102, 190, after.height)).getextrema()[0] == 255
    assert after.crop((0, after.height - 220, 84, after.height - 102)).getextrema()[0] < 60


def test_a_page_whose_margin_is_narrow_has_its_code_in_the_corner_below_the_text(world: World) -> None:
    made = stamp_codes(page_of(b"0 g 60 140 475 640 re f"), "M1", KEY, font=world.font)
    (after,) = pictures(made, 72)
    assert after.crop((0, after.height - 120, 90, after.height)).getextrema()[0] < 60


def page_of(content: bytes) -> bytes:
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )


def test_the_upper_right_stays_free_where_the_lower_corners_are_not(world: World) -> None:
    """Text down to the lower edge on the right: the codes go to the left margin."""
    full = page_of(b"0 g 86 20 480 560 re f")
    made = stamp_codes(full, "M1", KEY, font=world.font)
    before, after = pictures(full, 72)[0], pictures(made, 72)[0]
    corner = (after.width - 198, 0, after.width, 113)
    assert ImageChops.difference(before, after).crop(corner).getbbox() is None


def test_a_full_page_is_refused_by_its_number(world: World) -> None:
    content = b"0 g 0 0 595 842 re f"
    full = assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    )
    with pytest.raises(ScanRefused) as refused:
        stamp_codes(full, "M1", KEY, font=world.font)
    assert refused.value.code == "NO_ROOM_FOR_CODE"
    assert refused.value.reasons[0].facts == {"page": 1}


@pytest.mark.parametrize("scan", [b"", b"not a scan", b"%PDF-1.7\nbroken", b"\x89PNG\r\n\x1a\n" + bytes(64)])
def test_what_is_no_scan_is_refused(scan: bytes) -> None:
    with pytest.raises(ScanRefused) as refused:
        list(read_scan(scan, KEY))
    assert refused.value.code == "SCAN_UNREADABLE"


@given(
    document=st.from_regex(r"[0-9A-Z.+-]{1,24}", fullmatch=True),
    page=st.integers(1, 999),
    more=st.integers(0, 50),
    digest=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
)
def test_what_a_code_says_comes_back(document: str, page: int, more: int, digest: str) -> None:
    code = page_code(document, page, min(999, page + more), digest, KEY)
    assert read_code(code.payload(KEY), KEY) == code


@given(place=st.integers(0, 200), letter=st.sampled_from("0123456789ABCDEFXYZ:/"))
def test_no_changed_letter_passes(place: int, letter: str) -> None:
    text = page_code("M2569-12", 1, 3, "0123456789abcdef", KEY).payload(KEY)
    place %= len(text)
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        assert not isinstance(read_code(changed, KEY), PageCode)


def test_another_office_s_code_is_told_from_a_forged_one() -> None:
    text = page_code("M1", 1, 1, "ab" * 32, OTHER).payload(OTHER)
    said = read_code(text, KEY)
    assert isinstance(said, Reason)
    assert said.code == "CODE_OTHER_OFFICE"
    forged = read_code(f"OIT1:{office_mark(KEY)}" + text[9:], KEY)
    assert isinstance(forged, Reason)
    assert forged.code == "CODE_INVALID"


def test_other_codes_on_the_paper_are_nobody_s_business() -> None:
    assert read_code("https://www.example.go.th/", KEY) is None


# --- a file that never was on paper ---------------------------------------------------------------------------------


def printed_again(pdf: bytes) -> bytes:
    """What a PDF printer makes: every page drawn anew inside a form, other bytes, the same letters."""
    import pypdf
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject

    writer = pypdf.PdfWriter()
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        form = StreamObject()
        form.set_data(page.get_contents().get_data())
        form.update({
            NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(page.mediabox), NameObject("/Resources"): page["/Resources"].clone(writer),
        })  # fmt: skip
        new = writer.add_blank_page(page.mediabox.width, page.mediabox.height)
        inside = DictionaryObject({NameObject("/Fx"): writer._add_object(form)})
        new[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): inside})
        drawn = StreamObject()
        drawn.set_data(b"q /Fx Do Q")
        new[NameObject("/Contents")] = writer._add_object(drawn)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned(pdf: bytes, *, read_aloud: bool = False) -> bytes:
    """Pictures of the pages; ``read_aloud``: with the letters a reading program (OCR) lays over each."""
    import pypdf

    shots = pictures(pdf)
    out = io.BytesIO()
    shots[0].save(out, "PDF", save_all=True, append_images=shots[1:], resolution=150)
    if not read_aloud:
        return out.getvalue()
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(out))
    for page, letters in zip(writer.pages, pypdf.PdfReader(io.BytesIO(pdf)).pages, strict=True):
        page.merge_page(letters)
    again = io.BytesIO()
    writer.write(again)
    return again.getvalue()


def test_the_issued_file_is_no_scan_of_itself_nor_when_printed_to_pdf_again() -> None:
    issued = PLAIN["M2569-12"]
    assert pages_never_scanned(issued, issued) == [1, 2, 3]
    again = printed_again(issued)
    assert read_text(again).split() == read_text(issued).split()
    assert pages_never_scanned(again, issued) == [1, 2, 3]


@pytest.mark.parametrize("read_aloud", [False, True], ids=["pictures", "with letters laid over"])
def test_a_scan_is_one_whatever_a_reading_program_laid_over_it(read_aloud: bool) -> None:
    issued = PLAIN["M2569-12"]
    scan = scanned(issued, read_aloud=read_aloud)
    assert ("12/2569" in read_text(scan)) == read_aloud
    assert pages_never_scanned(scan, issued) == []


def test_other_words_without_a_picture_are_not_the_issued_ones() -> None:
    assert pages_never_scanned(paper("something else altogether", pages=3), PLAIN["M2569-13"]) == []

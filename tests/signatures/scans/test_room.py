"""Codes on pages that are full: at another edge, beside the page made a little smaller, and never over anything."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from signatures.errors import ScanRefused
from signatures.prepare.prepare import prepare
from signatures.scans import whitespace
from signatures.scans.reading import read_scan
from signatures.scans.stamping import stamp
from tests.signatures.scans.test_scans import KEY, jpeg, pictures, tiff
from tests.signatures.world import World, assemble, read_text

MM = 72 / 25.4


def page(
    content: str, *, box: str = "0 0 595 842", rotate: int = 0, link: str = "", crop: str = "", pages: int = 1
) -> bytes:
    """A page drawn by these operators, twice or more when asked; ``link``: the rectangle of a place to sign."""
    mark = f"/Annots [<< /Type /Annot /Subtype /Link /Rect [{link}] /A << /S /URI /URI (oit:sign/head) >> >>]"
    seen = f"/CropBox [{crop}]" if crop else ""
    one = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {seen} /Rotate {rotate} /Contents 4 0 R "
        f"/Resources << /Font << /F1 3 0 R >> >> {mark if link else ''} >>"
    )
    kids = " ".join(f"{5 + n} 0 R" for n in range(pages))
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content.encode()),
            *[one.encode()] * pages,
        ]
    )


def lines(left: float = 40, right: float = 555, top: float = 800, bottom: float = 40) -> str:
    """Text set so densely that no symbol fits between."""
    rows = []
    y = top
    while y > bottom:
        rows.append(
            f"BT /F1 9 Tf {left} {y:.0f} Td (Dense line of the clerk) Tj ET {left} {y - 3:.0f} {right - left} 1 re f"
        )
        y -= 12
    return "\n".join(rows)


def codes_of(pdf: bytes) -> list[list[int]]:
    """Pages that the codes on each page name, as a scanner of the usual kind sees them."""
    return [[code.page for code in sheet.codes] for sheet in read_scan(tiff([jpeg(p) for p in pictures(pdf)]), KEY)]


@pytest.mark.parametrize("pages", [1, 3])
def test_every_page_of_a_dense_file_carries_its_two_codes(world: World, pages: int) -> None:
    made = stamp(page(lines(), pages=pages), "O1-7", KEY, font=world.font)
    assert made.smaller == tuple(range(1, pages + 1))
    assert codes_of(made.data) == [[number] for number in range(1, pages + 1)]
    assert "Dense line of the clerk" in read_text(made.data)
    assert len(PdfReader(io.BytesIO(made.data)).pages) == pages


def test_a_page_with_room_keeps_its_size(world: World) -> None:
    made = stamp(page(lines(left=100)), "O1-7", KEY, font=world.font)
    assert made.smaller == ()
    assert codes_of(made.data) == [[1]]


def test_room_at_the_top_and_the_bottom_is_found(world: World) -> None:
    made = stamp(page(lines(left=5, right=590, top=720, bottom=130)), "O1-7", KEY, font=world.font)
    assert made.smaller == ()
    assert codes_of(made.data) == [[1]]


def test_nothing_is_cut_off_when_a_page_is_made_smaller(world: World) -> None:
    corners = "0 0 9 9 re f 586 0 9 9 re f 0 833 9 9 re f 586 833 9 9 re f " + lines()
    (made,) = pictures(stamp(page(corners), "O1-7", KEY, font=world.font).data, 72)
    (before,) = pictures(page(corners), 72)
    right = made.crop((made.width - 9, 0, made.width, made.height))
    assert right.getextrema()[0] < 60  # the right corners are at the edge still
    assert before.getextrema()[0] < 60


def test_what_the_paper_s_edge_hid_stays_hidden(world: World) -> None:
    hidden = page("0 0 20 842 re f " + lines(left=60), crop="30 0 595 842")
    made = stamp(hidden, "O1-7", KEY, font=world.font)
    assert made.smaller == (1,)
    assert codes_of(made.data) == [[1]]
    (picture,) = pictures(made.data, 72)
    assert picture.crop((0, 300, 12, 420)).getextrema()[0] == 255


@pytest.mark.parametrize(
    ("rotate", "link", "expected"),
    [
        (0, "300 200 400 220", (350, 210)),
        (90, "300 200 400 220", (210, 595 - 350)),
        (180, "300 200 400 220", (245, 632)),
    ],
)
def test_the_place_to_sign_turns_with_its_page(
    world: World, rotate: int, link: str, expected: tuple[float, float]
) -> None:
    box = prepare(stamp(page("", rotate=rotate, link=link), "O1-7", KEY, font=world.font).data).box
    assert box is not None
    assert ((box.left + box.right) / 2, (box.bottom + box.top) / 2) == pytest.approx(expected, abs=0.1)


def test_the_place_to_sign_moves_with_a_page_made_smaller(world: World) -> None:
    made = stamp(page(lines(), link="300 150 400 170"), "O1-7", KEY, font=world.font)
    box = prepare(made.data).box
    assert made.smaller == (1,)
    assert box is not None
    middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    assert middle[0] > 350 + 5
    before = 595 - 350
    factor = (595 - middle[0]) / before
    assert 0.75 <= factor < 1
    assert middle[1] == pytest.approx(421 + (160 - 421) * factor, abs=0.5)


def test_the_symbol_has_25_mm_where_there_is_room(world: World) -> None:
    (picture,) = pictures(stamp(page(""), "O1-7", KEY, font=world.font).data, 254)  # ten dots a millimetre
    dark = picture.point([255 if grey < 128 else 0 for grey in range(256)])
    low = dark.crop((0, dark.height - 720, 600, dark.height - 360)).getbbox()
    assert low is not None
    assert low[2] - low[0] == pytest.approx(250, abs=2)


def test_a_word_in_the_lower_right_corner_lifts_that_symbol_alone(world: World) -> None:
    """A page that goes on says so there: the symbol at the left is not sent up beside the emblem for it."""
    seen = [0.0, 0.0, 595.0, 842.0]
    rooms = []
    for content in ("", "BT /F1 16 Tf 480 60 Td (goes on ...) Tj ET"):
        drawn = whitespace.Pictures(page(content))
        rooms.append(whitespace.find(drawn.page(0), seen, []))
        drawn.close()
    empty, lifted = rooms
    assert empty is not None
    assert lifted is not None
    assert lifted.corners[0] == empty.corners[0]
    assert lifted.corners[1][0] == empty.corners[1][0]
    assert 70 < lifted.corners[1][1] - whitespace.LABEL < 100


def test_a_page_too_small_for_codes_is_refused_by_its_number(world: World) -> None:
    with pytest.raises(ScanRefused) as refused:
        stamp(page("0 0 100 100 re f", box="0 0 100 100"), "O1-7", KEY, font=world.font)
    assert refused.value.code == "NO_ROOM_FOR_CODE"

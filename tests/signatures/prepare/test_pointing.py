"""A clerk points with a ruler: centimetres from the left and the top of the page as it is seen."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter

from signatures.errors import PdfRefused
from signatures.prepare.prepare import prepare
from signatures.prepare.sign_here import Spot, point, preview
from tests.signatures.scans.test_room import lines, page
from tests.signatures.world import World, paper

CM = 72 / 2.54


def middle(pdf: bytes) -> tuple[int, float, float]:
    """Page, and centimetres from left and top, of the box reserved for the head."""
    made = prepare(pdf)
    assert made.box is not None
    seen = PdfReader(io.BytesIO(made.data)).pages[made.box.page].cropbox
    x, y = (made.box.left + made.box.right) / 2, (made.box.bottom + made.box.top) / 2
    return made.box.page + 1, (x - float(seen.left)) / CM, (float(seen.top) - y) / CM


@pytest.mark.parametrize("how", [{}, {"rotate": 90}, {"rotate": 270}, {"crop": "40 50 500 700"}])
def test_the_box_lies_around_what_the_clerk_measured(how: dict[str, object]) -> None:
    pointed = point(page("", pages=2, **how), Spot(2, 10, 12.5))  # type: ignore[arg-type]
    assert middle(pointed.data) == (2, pytest.approx(10, abs=0.01), pytest.approx(12.5, abs=0.01))


def test_the_clerk_s_word_counts_more_than_a_mark_or_an_empty_field_in_the_file() -> None:
    marked = paper()
    assert middle(point(marked, Spot(1, 5, 5)).data)[1:] == pytest.approx((5, 5), abs=0.01)
    prepared = prepare(marked).data
    assert middle(point(prepared, Spot(1, 5, 5)).data)[1:] == pytest.approx((5, 5), abs=0.01)
    assert "DirectorSignature" in prepare(point(paper(anchors=("head", "director")), Spot(1, 5, 5)).data).boxes


@pytest.mark.parametrize(
    ("spot", "code"),
    [
        (Spot(3, 10, 10), "BOX_NO_PAGE"),
        (Spot(0, 10, 10), "BOX_NO_PAGE"),
        (Spot(1, 2.9, 10), "BOX_OUTSIDE_PAGE"),
        (Spot(1, 18.2, 10), "BOX_OUTSIDE_PAGE"),
        (Spot(1, 10, 0.8), "BOX_OUTSIDE_PAGE"),
        (Spot(1, 10, 29), "BOX_OUTSIDE_PAGE"),
    ],
)
def test_a_place_that_is_not_there_is_refused_with_what_is(spot: Spot, code: str) -> None:
    with pytest.raises(PdfRefused) as refused:
        point(page("", pages=2), spot)
    (why,) = refused.value.reasons
    assert why.code == code
    assert {"pages": 2, "page": spot.page}.items() <= {"pages": 2, **why.facts}.items()
    if code == "BOX_OUTSIDE_PAGE":
        assert (why.facts["width"], why.facts["height"]) == ("21.0", "29.7")


def test_a_box_over_words_is_told_a_dotted_line_is_not() -> None:
    dotted = "BT /F1 12 Tf 200 421 Td (...............................................) Tj ET"
    assert point(page(lines()), Spot(1, 10, 14.8)).covers
    assert not point(page(dotted), Spot(1, 10, 14.8)).covers
    assert not point(page(lines(top=300)), Spot(1, 10, 14.8)).covers
    assert point(
        page(lines(top=300), rotate=90), Spot(1, 3.9, 10)
    ).covers  # the words stand at the left when it is turned


def test_the_picture_shows_the_frame_where_it_will_be() -> None:
    picture = Image.open(io.BytesIO(preview(page(""), Spot(1, 10, 14.8))))
    scale = picture.width / 21.0
    red = [
        (x, y)
        for x in range(picture.width)
        for y in range(picture.height)
        if picture.getpixel((x, y))[0] > 180 and picture.getpixel((x, y))[1] < 90  # type: ignore[index]
    ]
    assert (min(x for x, _ in red) / scale, max(x for x, _ in red) / scale) == pytest.approx((7, 13), abs=0.1)
    assert (min(y for _, y in red) / scale, max(y for _, y in red) / scale) == pytest.approx((13.95, 15.65), abs=0.1)


def test_the_one_empty_field_of_a_file_is_the_head_s_whatever_its_name() -> None:
    from signatures.prepare.fields import Box, add_field

    def with_fields(*names: str) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(page(""))))
        for at, name in enumerate(names):
            add_field(writer, name, Box(0, 100, 100 + 90 * at, 270, 150 + 90 * at))
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    assert prepare(with_fields("Signature1")).box == Box(0, 100, 100, 270, 150)
    for two in (("Signature1", "Signature2"), ("DirectorSignature",)):
        with pytest.raises(PdfRefused) as refused:
            prepare(with_fields(*two))
        assert refused.value.code == "NO_SIGNATURE_BOX"


def test_a_signed_file_is_never_pointed_into(world: World) -> None:
    with pytest.raises(PdfRefused) as refused:
        point(world.signed, Spot(1, 10, 10))
    assert refused.value.code == "ALREADY_SIGNED"

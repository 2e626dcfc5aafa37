"""A paper opened once and written once is the paper that two steps make: in text, in pixels, in where one signs."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pypdf import PdfReader

from signatures.errors import PdfRefused
from signatures.prepare.prepare import prepare
from signatures.scans.issuing import issue
from signatures.scans.stamping import stamp
from tests.signatures.scans.test_room import lines, page
from tests.signatures.scans.test_scans import KEY
from tests.signatures.world import World

PLACE = "400 150 420 160"


def seen(pdf: bytes) -> list[tuple[str, bytes]]:
    """Text and pixels of each page."""
    document, found = pypdfium2.PdfDocument(pdf), []
    for one in document:
        words, bitmap = one.get_textpage(), one.render(scale=2)
        found.append((words.get_text_bounded(), bytes(bitmap.buffer)))
        words.close()
        one.close()
    document.close()
    return found


def fields(pdf: bytes) -> list[tuple[str, list[float]]]:
    widgets = [one.get_object() for of in PdfReader(io.BytesIO(pdf)).pages for one in of.get("/Annots", [])]
    return [(str(widget["/T"]), [float(edge) for edge in widget["/Rect"]]) for widget in widgets]


@pytest.mark.parametrize(
    "pdf",
    [
        page(lines(left=100), link=PLACE),
        page(lines(left=100), link=PLACE, pages=3),
        page(lines(), link=PLACE),  # made smaller for its codes, and the place to sign with it
        page(lines(left=60), link=PLACE, rotate=90),
        page("0 0 20 842 re f " + lines(left=60), link=PLACE, crop="30 0 595 842"),
    ],
    ids=["text", "pages", "full", "turned", "cropped"],
)
def test_once_is_as_one_after_the_other(world: World, pdf: bytes) -> None:
    once = issue(pdf, "O1-7", KEY, others=["director"], font=world.font)
    stamped = stamp(pdf, "O1-7", KEY, font=world.font)
    twice = prepare(stamped.data, others=["director"])
    assert once.coded
    assert once.smaller == stamped.smaller
    assert seen(once.prepared.data) == seen(twice.data)
    assert fields(once.prepared.data) == fields(twice.data) != []
    assert once.prepared.pages == twice.pages
    assert once.prepared.boxes == twice.boxes


def test_a_page_too_small_for_codes_goes_without(world: World) -> None:
    small = page("0 0 90 90 re f", box="0 0 200 100", link="100 50 110 60")
    made = issue(small, "O1-7", KEY, font=world.font)
    assert not made.coded
    assert seen(made.prepared.data) == seen(prepare(small).data)


def test_a_paper_that_says_nowhere_where_to_sign_is_told(world: World) -> None:
    with pytest.raises(PdfRefused) as refused:
        issue(page(lines(left=100)), "O1-7", KEY, font=world.font)
    assert refused.value.code == "NO_SIGNATURE_BOX"

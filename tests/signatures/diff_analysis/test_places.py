"""Every place of a document that a signing revision could change besides, tried one by one: by who signs, and by a
stranger who signs once more behind the head. Nothing of it passes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from signatures.verdict import Status
from tests.signatures.appended import append, reader, size_of, stream, written
from tests.signatures.dialects import head_field, in_the_box, new_field, page_ref
from tests.signatures.world import World

NEW = b"@ 0 R"
"""Stands for a new object: a stream that draws a black page, beside which the page's own is nothing."""

CATALOGUE = [
    b"/Names <</Dests <</Names [(a) [3 0 R /Fit]]>>>>", b"/Dests @ 0 R", b"/Outlines <</Type/Outlines/Count 0>>",
    b"/PageLabels <</Nums [0 <</S/r>>]>>", b"/PageMode /FullScreen", b"/PageLayout /TwoColumnLeft",
    b"/OpenAction [3 0 R /Fit]", b"/URI <</Base (http://a.example/)>>", b"/ViewerPreferences <</HideToolbar true>>",
    b"/OCProperties <</OCGs []/D <<>>>>", b"/Lang (en)", b"/StructTreeRoot <</Type/StructTreeRoot>>",
    b"/MarkInfo <</Marked true>>", b"/Threads []", b"/Collection <<>>", b"/Requirements []", b"/NeedsRendering true",
    b"/Legal <<>>", b"/PieceInfo <<>>", b"/SpiderInfo <<>>", b"/AF []", b"/DPartRoot <<>>", b"/Pages @ 0 R",
    b"/Type /Pages", b"/AA <</WC <</S/JavaScript/JS(x)>>>>", b"/DSS @ 0 R", b"/DSS <</Type/DSS/Certs [4 0 R]/X 1>>",
    b"/OutputIntents []", b"/OutputIntents 5", b"/OutputIntents [<</S <</S/JavaScript/JS(x)>>>>]",
    b"/Perms <</DocMDP @ 0 R>>", b"/AcroForm null", b"/Unknown 1",
]  # fmt: skip
PAGE = [
    b"/Contents @ 0 R", b"/Contents []", b"/Resources <<>>", b"/MediaBox [0 0 595 421]", b"/CropBox [0 0 595 421]",
    b"/BleedBox [0 0 10 10]", b"/TrimBox [0 0 10 10]", b"/ArtBox [0 0 10 10]", b"/Rotate 90", b"/UserUnit 2",
    b"/Group <</S/Transparency/K true>>", b"/Trans <</S/Fly>>", b"/Dur 1", b"/AA <</O <</S/JavaScript/JS(x)>>>>",
    b"/StructParents 0", b"/Tabs /S", b"/B []", b"/Thumb @ 0 R", b"/PieceInfo <<>>", b"/Metadata @ 0 R",
    b"/LastModified (D:20260615)", b"/ID (x)", b"/PZ 2", b"/SeparationInfo <<>>", b"/TemplateInstantiated /a",
    b"/PresSteps <<>>", b"/VP []", b"/AF []", b"/OutputIntents []", b"/DPart <<>>", b"/Parent @ 0 R",
    b"/Type /Template",    b"/Annots []", b"/Annots [<</Type/Annot/Subtype/Stamp/Rect [0 0 595 842]/AP <</N @ 0 R>>>>]",
    b"/Annots [<</Type/Annot/Subtype/FreeText/Rect [80 690 400 720]/DA (/F1 14 Tf)/Contents (13/2569)>>]",
]  # fmt: skip
FORM = [
    b"/XFA @ 0 R", b"/CO []", b"/Q 1", b"/Fields []", b"/Fields [@ 0 R]", b"/SigFlags 3 /Unknown 1", b"/Type /Page",
    b"/DR <</XObject <</X @ 0 R>>>> /XFA []",
]  # fmt: skip
FIELD = [
    b"/T (Other)", b"/TU (other)", b"/TM (other)", b"/Parent @ 0 R", b"/Kids [@ 0 R]", b"/FT /Tx", b"/Ff 1",
    b"/OC @ 0 R",    b"/SV <<>>", b"/AA <</E <</S/JavaScript/JS(x)>>>>", b"/A <</S/URI/URI(http://sample.example/)>>",
    b"/MK <</I @ 0 R>>", b"/BS <</W 400>>", b"/Border [0 0 400]", b"/StructParent (x)", b"/Contents (other)",
    b"/Rect [0 0 595 842]", b"/AP <</N @ 0 R/D @ 0 R>>", b"/AP <</N <</On @ 0 R>>>> /AS /On",
    b"/AP @ 0 R", b"/F 2", b"/F 1", b"/Subtype /Stamp", b"/Type /Page", b"/DV 5", b"/Q 2", b"/DS (x)", b"/RV (x)",
    b"/Popup @ 0 R", b"/AF []", b"/BM /Multiply", b"/Lang (en)", b"/Opt []", b"/MaxLen 1",
]  # fmt: skip

COVER = b"0 g 0 0 595 842 re f"


def _entry(value: Any, entry: bytes, number: int) -> bytes:
    """A dictionary with one entry set, whatever it was before."""
    for key in (word for word in entry.split() if word.startswith(b"/")):
        value.pop(key.decode(), None)
        break
    return written(value)[:-2] + entry.replace(NEW, b"%d 0 R" % number) + b">>"


def _changed(data: bytes, objects: dict[int, bytes], where: str, entry: bytes) -> dict[int, bytes]:
    """A signing revision with one entry set in the catalogue, the page, the form or the head's field besides."""
    free = max(max(objects) + 1, size_of(data))
    found = reader(data)
    place = {
        "catalogue": found.trailer_view.raw_get("/Root"), "page": page_ref(data),
        "form": found.root.raw_get("/AcroForm"), "field": head_field(data),
    }[where]  # fmt: skip
    number = place.idnum
    if number in objects:
        key = entry.split()[0]
        body = objects[number]
        if key in body:  # a key twice is another attack
            body = body.replace(key, b"/Old" + key[1:])
        objects[number] = body[:-2] + entry.replace(NEW, b"%d 0 R" % free) + b">>"
    else:
        objects[number] = _entry(place.get_object(), entry, free)
    if NEW in entry:
        objects[free] = stream(COVER, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]")
    return objects


def _by_who_signs(world: World, where: str, entry: bytes) -> bytes:
    data = world.issued.data
    return append(data, _changed(data, in_the_box(data), where, entry), signer=world.head)


def _by_a_stranger(world: World, where: str, entry: bytes) -> bytes:
    data = world.signed_twice_allowed
    return append(data, _changed(data, new_field(data), where, entry), signer=world.stranger)


def _without_a_signature(world: World, where: str, entry: bytes) -> bytes:
    return append(world.signed, _changed(world.signed, {size_of(world.signed): b"null"}, where, entry))


WAYS = [
    _by_who_signs,
    pytest.param(_by_a_stranger, marks=pytest.mark.deep),
    pytest.param(_without_a_signature, marks=pytest.mark.deep),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("where", "entries"), [("catalogue", CATALOGUE), ("page", PAGE), ("form", FORM), ("field", FIELD)]
)
def test_nothing_else_may_come_with_a_signature(
    world: World, way: Callable[[World, str, bytes], bytes], where: str, entries: list[bytes]
) -> None:
    passed = []
    for entry in entries:
        verdict = world.verify(way(world, where, entry))
        if verdict.status is Status.PASSED:
            passed.append(entry)
    assert passed == []

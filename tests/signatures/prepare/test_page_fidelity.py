"""What a page shows before it is made ready to be signed is what it shows after: drawn, and by its text."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdfium2
import pytest
from PIL import ImageChops
from pypdf import PdfReader

from signatures.errors import PdfRefused
from signatures.pdf.limits import DEFAULT
from signatures.pdf.reader import inspect_objects, open_strict
from signatures.pdf.rewriting import written
from signatures.prepare.normalise import Normalised, clean, normalise
from signatures.prepare.page_comparison import same_pages
from signatures.prepare.prepare import prepare
from signatures.sandbox.client import limited
from signatures.scans.stamping import stamp
from tests.signatures import producers
from tests.signatures.world import World, paper, read_text

KEY = b"office code key " * 2


def picture(pdf: bytes, number: int = 0) -> object:
    """A page as a viewer draws it, with its fields."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    try:
        return document[number].render(scale=1, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def unlike(before: bytes, after: bytes) -> int:
    """Pixels of the first page that differ."""
    return sum(ImageChops.difference(picture(before), picture(after)).histogram()[33:])  # type: ignore[arg-type]


def refused(pdf: bytes) -> tuple[str, ...]:
    with pytest.raises(PdfRefused) as caught:
        normalise(pdf)
    return tuple(item.code for item in caught.value.reasons)


KINDS: dict[str, Callable[[], bytes]] = {
    "Distiller 8, a layer off": producers.distiller_layers,
    "Distiller 8, off by its own usage": lambda: producers.distiller_layers(
        b"/AS [<< /Event /View /Category [/View] /OCGs [7 0 R] >>]", b"/Usage << /View << /ViewState /OFF >> >>"
    ),
    "Adobe Library 15, base state off": producers.adobe_library_layers,
    "LuraDocument, a scan in layers": producers.luradocument_scan,
    "LibreOffice, a value without a picture": producers.libreoffice_form,
    "LibreOffice, the same without saying so": lambda: producers.libreoffice_form(needs=b""),
    "Acrobat, a field formatted by a script": producers.acrobat_calculated_form,
    "pdfTeX, letters called A and AA": producers.pdftex_letters,
    "Skia, a state called A": producers.state_called_a,
    "an old Thai program, names in TIS-620": producers.thai_names,
    "PDFlib 3, a field without its parent": producers.missing_parent,
    "a program that counts wrong": producers.broken_table,
    "SANE, a scan without a table of places": producers.scanned_by_sane,
    "protected, open to everybody": lambda: producers.protected("AES-256"),
    "LibreOffice, opens at a page": producers.opens_at_a_page,
    "a page that leaves its scale open": producers.unbalanced,
    "a page on its side": lambda: producers.turned(90),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_file_shows_what_it_showed(kind: str) -> None:
    source = KINDS[kind]()
    made = normalise(source)
    assert made.compared
    assert unlike(source, made.data) == 0
    reader, why = open_strict(made.data, DEFAULT)
    assert not why
    if "AA" not in kind:  # a letter of that name is no action
        assert not inspect_objects(reader, DEFAULT)
    ready = prepare(made.data, need_box=False)
    assert unlike(source, ready.data) == 0


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_made_upright_with_its_stamps_and_codes(degrees: int) -> None:
    source = producers.turned(degrees)
    before = picture(source)
    after = picture(stamp(normalise(source).data, "O1-1", KEY).data)
    assert after.size == before.size  # type: ignore[attr-defined]
    middle = [round(edge) for edge in (140, 140, before.width - 140, before.height - 140)]  # type: ignore[attr-defined]
    apart = ImageChops.difference(before.crop(middle), after.crop(middle))  # type: ignore[attr-defined]
    assert sum(apart.histogram()[60:]) < 30  # lines fall on other pixels; nothing is elsewhere


def test_codes_stand_where_they_should_on_a_page_that_leaves_its_scale_open() -> None:
    stamped = stamp(normalise(producers.unbalanced()).data, "O1-1", KEY).data
    ((facts, _),) = limited("sheets", {"key": KEY.hex()}, stamped)
    assert len(facts["codes"]) == 1
    assert unlike(producers.unbalanced(), producers.unbalanced()) == 0


def text_of(made: Normalised) -> str:
    return read_text(made.data)


def test_what_a_layer_hides_is_in_the_file_no_more() -> None:
    made = normalise(producers.distiller_layers())
    assert made.hidden == ("Draft",)
    assert "SECRET" not in text_of(made)
    assert all(word in text_of(made) for word in ("always", "shown", "after"))
    other = normalise(producers.adobe_library_layers())
    assert other.hidden == ("Off",)
    assert "in a drawing" in text_of(other)
    for words in (b"hidden drawing", b"only in a hidden span"):
        assert words not in b"".join(_streams(other.data))
    scan = normalise(producers.luradocument_scan())
    assert scan.hidden == ("Notes",)
    assert b"\x00\x00\x00\x00" not in _streams(scan.data)


def _streams(pdf: bytes) -> list[bytes]:
    reader = PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]
    return [bytes(one.get_data()) for one in found if hasattr(one, "get_data")]


def test_layers_that_are_all_shown_are_not_worth_a_word() -> None:
    made = normalise(producers.distiller_layers(b""))
    assert made.hidden == ()
    assert made.removed == ()


def test_what_cannot_be_flattened_without_guessing_is_refused() -> None:
    assert refused(producers.cad_layers()) == ("LAYERS_UNCLEAR",)
    assert refused(producers.adobe_library_layers(b"7 0 R")) == ("LAYERS_UNCLEAR",)


def test_a_page_that_would_show_something_else_is_refused_with_its_number() -> None:
    one, other = paper("One", pages=2), paper("One", pages=2).replace(b"page 2", b"page 3")
    with pytest.raises(PdfRefused) as caught:
        list(same_pages(one, other))
    assert caught.value.reasons[0].facts == {"page": 2, "what": "picture"}
    assert list(same_pages(one, one)) == [1, 2]
    assert "หน้า 2" in caught.value.reasons[0].text("th")


def test_text_that_changes_without_a_pixel_is_seen() -> None:
    one = producers.page(b"3 Tr BT /F1 14 Tf 80 700 Td (said) Tj ET")
    with pytest.raises(PdfRefused) as caught:
        list(same_pages(one, one.replace(b"(said)", b"(told)")))
    assert caught.value.reasons[0].facts == {"page": 1, "what": "text"}


def test_a_thai_value_is_drawn_as_outlines_so_that_it_is_the_same_anywhere(world: World) -> None:
    source = producers.libreoffice_form(producers.THAI_VALUE.encode())
    made = normalise(source, font=world.font)
    assert made.drawn
    widget = PdfReader(io.BytesIO(made.data)).pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    drawing = widget["/AP"]["/N"]
    assert b"/ActualText" in drawing.get_data()
    assert "/Font" not in drawing["/Resources"]
    assert len(set(picture(made.data).crop((130, 126, 430, 150)).tobytes())) > 2  # type: ignore[attr-defined]


def test_a_value_whose_letters_cannot_be_drawn_is_refused_by_field_and_page(world: World) -> None:
    source = producers.libreoffice_form(b"<FEFF0E014E2D>")
    with pytest.raises(PdfRefused) as caught:
        normalise(source, font=world.font)
    assert caught.value.reasons[0].facts == {"field": "name", "page": 1}


def test_fields_become_pictures_where_a_viewer_would_draw_them_otherwise() -> None:
    source = producers.acrobat_calculated_form()
    cleaned = clean(source, DEFAULT, fix=True)
    assert cleaned.fixed
    assert cleaned.removed == ("javascript",)
    data = written(cleaned.writer, source)
    assert list(same_pages(source, data)) == [1]
    assert "/AcroForm" not in PdfReader(io.BytesIO(data)).root_object


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_protection_is_told_as_what_it_is(algorithm: str) -> None:
    with pytest.raises(PdfRefused) as caught:
        normalise(producers.protected(algorithm, user="secret"))
    (why,) = caught.value.reasons
    assert why.code == "ENCRYPTED"
    assert algorithm.split("-")[0] in str(why.facts["how"])
    assert str(why.facts["how"]) in why.text("th")


def test_a_file_open_to_everybody_is_taken_where_its_owner_allows_a_signature() -> None:
    assert normalise(producers.protected("AES-128")).unlocked
    assert normalise(producers.protected("AES-128", rights=~0xFFF | 0b1_0000_0000)).unlocked
    assert refused(producers.protected("AES-128", rights=~0xFFF | 0b100)) == ("ENCRYPTED_RIGHTS",)


def test_what_was_taken_out_does_not_travel_along_unseen() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=io.BytesIO(paper()))
    writer.add_attachment("salaries.xlsx", b"everybody's salary")
    out = io.BytesIO()
    writer.write(out)
    made = normalise(out.getvalue())
    assert made.removed == ("attachments",)
    assert b"everybody's salary" not in b"".join(_streams(made.data))


@pytest.mark.parametrize("kind", ["LibreOffice, opens at a page", "pdfTeX, letters called A and AA"])
def test_a_file_with_nothing_odd_in_it_raises_no_word(kind: str) -> None:
    made = normalise(KINDS[kind]())
    assert (made.removed, made.hidden, made.drawn, made.fixed, made.repaired) == ((), (), False, False, False)


def test_the_child_does_the_same_and_looks_ahead(world: World) -> None:
    facts = {"compare": "auto", "font": str(world.font)}
    *steps, (found, data) = limited("normalise", facts, producers.distiller_layers())
    assert data == normalise(producers.distiller_layers(), font=world.font).data
    assert found["hidden"] == ["Draft"]
    assert {"page": 1} in [step for step, _ in steps]
    with pytest.raises(PdfRefused) as caught:
        limited("look", {"prepare": True}, producers.cad_layers())
    assert caught.value.code == "LAYERS_UNCLEAR"
    assert limited("look", {}, producers.cad_layers())[-1][0]["pages"] == 1

"""What is issued is clean, has its places to sign, and is refused with every reason when it cannot be taken."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from pypdf import PdfReader

from signatures.errors import PdfRefused
from signatures.pdf.limits import DEFAULT
from signatures.pdf.reader import inspect_objects, open_strict
from signatures.prepare.prepare import HEAD_FIELD, Box, already_signed, append_pages, page_count, prepare
from tests.signatures.attacks import active_paper, paper_with, stream
from tests.signatures.world import PLACE, World, paper, read_text


def refused(data: bytes, **options: object) -> tuple[str, ...]:
    with pytest.raises(PdfRefused) as caught:
        prepare(data, **options)  # type: ignore[arg-type]
    return tuple(item.code for item in caught.value.reasons)


def test_the_link_of_the_form_becomes_the_place_to_sign() -> None:
    made = prepare(paper())
    assert set(made.boxes) == {HEAD_FIELD}
    assert made.box == Box(0, 265.0, 186.0, 435.0, 234.0)
    assert b"oit:" not in made.data


def test_each_role_gets_its_own_field() -> None:
    made = prepare(paper(anchors=("head", "director", "officer")))
    assert set(made.boxes) == {HEAD_FIELD, "DirectorSignature", "OfficerSignature"}
    fields = PdfReader(io.BytesIO(made.data)).root_object["/AcroForm"]["/Fields"]  # type: ignore[index]
    assert len(fields) == 3


def test_a_clerk_s_own_file_is_signed_where_the_clerk_points() -> None:
    assert prepare(paper(anchors=()), box=PLACE).box == PLACE


def test_without_a_place_the_caller_is_told_and_may_append_a_sheet() -> None:
    assert refused(paper(anchors=())) == ("NO_SIGNATURE_BOX",)
    joined = append_pages(paper("Annex", 2, ()), paper("Certified copy", 1))
    made = prepare(joined)
    assert made.pages == 3
    assert made.box is not None
    assert made.box.page == 2


def test_a_place_outside_the_page_is_refused() -> None:
    assert refused(paper(anchors=()), box=Box(0, 500, 10, 700, 60)) == ("BOX_OUTSIDE_PAGE",)
    assert refused(paper(anchors=()), box=Box(4, 100, 100, 270, 148)) == ("BOX_NO_PAGE",)


def test_preparing_twice_gives_the_same_bytes() -> None:
    assert prepare(paper()).data == prepare(paper()).data


def test_preparing_what_is_prepared_keeps_the_place() -> None:
    once = prepare(paper())
    assert prepare(once.data).box == once.box


def test_the_text_stays_and_the_structure_is_classic() -> None:
    made = prepare(paper(pages=2))
    assert "Memo 12/2569: publish O15 page 2" in read_text(made.data)
    assert made.data.count(b"startxref") == 1
    assert b"/ObjStm" not in made.data
    assert b"/XRef" not in made.data


@pytest.mark.parametrize("form", [paper(anchors=("head", "director")), paper_with(lambda objects: None)])
def test_form_and_annotations_are_spelt_as_programs_that_read_pdfs_as_text_look_for_them(form: bytes) -> None:
    """node-signpdf's plain placeholder finds the form by these very bytes, and breaks the file where they are not."""
    made = prepare(form, others=("director",))
    number = re.search(rb"/AcroForm (\d+) 0 R", made.data)
    assert number is not None
    assert re.search(rb"\n%s 0 obj\n<<\n/Type /AcroForm\n/Fields \[ \d+ 0 R \d+ 0 R \]\n" % number[1], made.data)
    assert re.search(rb"\n/Annots \[ \d+ 0 R \d+ 0 R \]\n", made.data)


def test_the_first_page_lists_its_annotations_wherever_the_place_is() -> None:
    """endesive 3.0.1 looks the list of page 1 up, also to sign in a field of page 2."""
    made = prepare(paper(pages=2))
    first, last = (page for page in PdfReader(io.BytesIO(made.data)).pages)
    assert (first["/Annots"], len(last["/Annots"])) == ([], 1)


@pytest.mark.parametrize(
    ("extra", "name"),
    [
        (b"/OpenAction << /S /JavaScript /JS (x) >>", "open_action"),
        (b"/AA << /WC << /S /Launch /F (x) >> >>", "actions"),
        (b"/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /EF << >> >>] >> >>", "attachments"),
        (b"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (x) >>] >> >>", "javascript"),
    ],
)
def test_whatever_acts_or_hides_is_taken_out_and_named(extra: bytes, name: str) -> None:
    made = prepare(active_paper(extra))
    assert name in made.removed
    reader, why = open_strict(made.data, DEFAULT)
    assert not why
    assert not inspect_objects(reader, DEFAULT)


def test_a_link_that_launches_a_program_loses_its_action() -> None:
    def link(objects: list[bytes]) -> None:
        objects[2] = objects[2].replace(b"/Annots [6 0 R]", b"/Annots [6 0 R 7 0 R]")
        objects.append(b"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /Launch /F (cmd) >> >>")

    made = prepare(paper_with(link))
    assert b"/Launch" not in made.data


def test_files_that_cannot_be_taken_are_refused_by_code(world: World) -> None:
    bomb = zlib.compress(bytes(80 << 20), 9)
    assert refused(b"") == ("EMPTY",)
    assert refused(b"hello") == ("NOT_PDF",)
    assert refused(b"%PDF-1.7\n%%EOF") == ("UNREADABLE",)
    assert refused(world.signed) == ("ALREADY_SIGNED",)
    swollen = stream(bomb, b"/Filter /FlateDecode")
    assert refused(paper_with(lambda items: items.__setitem__(3, swollen))) == ("LIMIT_STREAM",)
    assert refused(paper_with(lambda items: items.__setitem__(1, b"<< /Type /Pages /Count 0 /Kids [] >>"))) == (
        "NO_PAGES",
    )


def test_an_encrypted_file_is_refused() -> None:
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(paper())))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    assert refused(out.getvalue()) == ("ENCRYPTED",)


def test_a_mail_gateway_s_blank_lines_do_no_harm() -> None:
    made = prepare(b"\n" + paper() + b"\n\n")
    assert made.data.startswith(b"%PDF-")


def test_signed_files_are_known_as_such(world: World) -> None:
    assert already_signed(world.signed)
    assert not already_signed(world.issued.data)
    assert page_count(world.signed) == 1
    with pytest.raises(PdfRefused) as caught:
        append_pages(world.signed, paper())
    assert caught.value.code == "ALREADY_SIGNED"

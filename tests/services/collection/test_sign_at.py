"""A clerk points to where the head signs, sees it, hands it in; and compile tells what it did to each file."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest

from tests.services.small_office import SmallOffice, small_pdf
from workflow.ports.papers import CertifiedCopyFacts
from workflow.rules.errors import BadInput
from workflow.services.collection import compiling, contributing
from workflow.services.collection.contributing import Contribution
from workflow.services.collection.signature_position import place_preview
from workflow.services.context.use_case import reading
from workflow.services.documents.form_facts import sheet_facts
from workflow.services.queries.item_detail import show

CM = 72 / 2.54


def codes_of(refused: BadInput) -> set[str]:
    return {r.code for r in refused.reasons}


def hand_in(office: SmallOffice, *files: Path, sign_at: str, **how: object) -> contributing.HandedIn:
    return contributing.contribute(
        office.office, "clerk.admin", "O1", Contribution(files=files, sign_at=sign_at, **how)
    )  # type: ignore[arg-type]


def head_box(office: SmallOffice, code: str = "O1") -> tuple[int, float, float]:
    """Page and middle, in centimetres from left and top, of the head's field in the issued file."""
    (file,) = show(office.office, code)["files"]
    reader = pypdf.PdfReader(file["issued_path"])
    for number, page in enumerate(reader.pages, 1):
        for item in page.get("/Annots") or ():
            widget = item.get_object()
            if widget.get("/T") == "HeadSignature":
                left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
                return number, (left + right) / 2 / CM, (842 - (bottom + top) / 2) / CM
    raise AssertionError("no field")


def test_the_head_signs_where_the_clerk_pointed(small: SmallOffice) -> None:
    done = hand_in(small, small.paper("plan.pdf", pages=3), sign_at="๒:12.5,๒๔")
    assert done.notices == ()
    small.compile("O1")
    assert head_box(small) == (2, pytest.approx(12.5, abs=0.01), pytest.approx(24, abs=0.01))
    (file,) = show(small.office, "O1")["files"]
    assert file["sign_at"] == {"page": 2, "left": 12.5, "top": 24.0}
    small.submit("O1")
    small.sign("O1")
    assert small.states("O1") == ["head_signed"]


def test_among_several_files_the_one_named_is_meant(small: SmallOffice) -> None:
    files = [small.paper("one.pdf"), small.paper("two.pdf")]
    hand_in(small, *files, sign_at="two.pdf=1:10,20")
    told = {f["name"]: f["sign_at"] for f in show(small.office, "O1")["files"]}
    assert told == {"one.pdf": None, "two.pdf": {"page": 1, "left": 10.0, "top": 20.0}}


@pytest.mark.parametrize(
    ("said", "how", "code"),
    [
        ("middle", {}, "sign_at_form"),
        ("1:10", {}, "sign_at_form"),
        ("two.pdf=1:10,20", {}, "sign_at_which_file"),
        ("1:10,20", {"duty": "certified"}, "sign_at_duty"),
        ("1:10,20", {"duty": "external"}, "sign_at_duty"),
        ("4:10,20", {}, "sign_at_refused"),
        ("1:1,20", {}, "sign_at_refused"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_recorded(
    small: SmallOffice, said: str, how: dict[str, str], code: str
) -> None:
    with pytest.raises(BadInput) as refused:
        hand_in(small, small.paper("one.pdf", pages=3), sign_at=said, **how)
    assert codes_of(refused.value) == {code}
    assert show(small.office, "O1")["files"] == []


def test_two_files_and_no_name_is_refused(small: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        hand_in(small, small.paper("one.pdf"), small.paper("two.pdf"), sign_at="1:10,20")
    assert codes_of(refused.value) == {"sign_at_which_file"}
    with pytest.raises(BadInput) as refused:
        contributing.contribute(small.office, "clerk.admin", "O7", Contribution(url="/ask.html", sign_at="1:10,20"))
    assert codes_of(refused.value) == {"sign_at_which_file"}


def test_the_reason_names_the_page_that_is_not_there(small: SmallOffice) -> None:
    with pytest.raises(BadInput) as refused:
        hand_in(small, small.paper("one.pdf", pages=3), sign_at="4:10,20")
    (why,) = refused.value.reasons
    assert why.facts["reason"] == "BOX_NO_PAGE"
    assert why.facts["file"] == "one.pdf"


def test_a_box_over_words_is_a_caution_and_not_a_refusal(small: SmallOffice) -> None:
    done = hand_in(
        small, small.paper("one.pdf", "W" * 40), sign_at="1:8,4.2"
    )  # its one line stands 4.3 cm from the top
    assert [t.code for t in done.notices] == ["sign_at_covers"]
    small.compile("O1")


def test_the_picture_is_shown_and_nothing_is_handed_in(small: SmallOffice) -> None:
    assert place_preview(small.office, [small.paper("one.pdf")], "1:10,20").startswith(b"\x89PNG")
    with pytest.raises(BadInput):
        place_preview(small.office, [small.paper("one.pdf")], "2:10,20")
    assert show(small.office, "O1")["files"] == []


def test_compile_tells_that_a_sheet_was_added_and_what_was_taken_out(small: SmallOffice) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(small_pdf("dressed")))
    writer.add_attachment("salaries.xlsx", b"hidden")
    tree = writer.root_object["/Names"]
    tree[pypdf.generic.NameObject("/JavaScript")] = pypdf.generic.DictionaryObject()  # type: ignore[index]
    path = small.folder / "dressed.pdf"
    writer.write(path)
    contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    told = {t.code: t.facts for t in outcome.notices}
    assert told.keys() == {"sheet_added", "taken_out"}
    assert told["taken_out"] == {"file": "dressed.pdf", "taken": ["attachments", "javascript"]}
    assert told["sheet_added"] == {"file": "dressed.pdf", "form": "signature_sheet"}
    (file,) = show(small.office, "O1")["files"]
    assert (file["pages"], file["handed_in_pages"]) == (2, 1)


@pytest.mark.parametrize("marks", [(), ("head",)])
def test_a_certified_copy_is_signed_on_its_first_page_and_says_so_on_every_page(
    small: SmallOffice, marks: tuple[str, ...]
) -> None:
    copy = small.paper("copy.pdf", marks=marks, pages=3)
    contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[copy], duty="certified"))
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert [t.code for t in outcome.notices] == ["copy_certified"]
    number, left, top = head_box(small)
    assert number == 1
    assert left > 10.5
    assert top > 20
    (file,) = show(small.office, "O1")["files"]
    assert file["pages"] == 3
    for page in pypdf.PdfReader(file["issued_path"]).pages:
        said = spoken(page.get_contents())
        assert said[:4] == ["สำเนาถูกต้อง", "(นายตัวอย่าง ใจดี)", "หัวหน้าสำนักงานทดลองเล็ก", "วันที่"]
    small.submit("O1")
    small.sign("O1")
    with reading(small.office) as use_case:
        (e,) = use_case.evidence(use_case.item("O1"))
        signed = small.office.store.get(e.signed_sha256 or "")
    assert drawn_in_boxes(signed) == ["ลงลายมือชื่อดิจิทัล ๒ มีนาคม ๒๕๖๙"]  # name and post are printed under it


def spoken(content: Any) -> list[str]:
    """The words given beside outlines that are drawn."""
    found = re.findall(rb"/ActualText <feff([0-9a-f]+)>", content.get_data())
    return [bytes.fromhex(text.decode()).decode("utf-16-be") for text in found]


def drawn_in_boxes(pdf: bytes) -> list[str]:
    """What the pictures of signatures say."""
    found = []
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        for item in page.get("/Annots") or ():
            widget = item.get_object()
            if "/AP" in widget:
                found.append(" ".join(spoken(widget["/AP"]["/N"].get_object())))
    return found


def test_a_copy_too_small_for_the_words_is_certified_on_a_sheet(small: SmallOffice) -> None:
    slip = small.folder / "papers" / "slip.pdf"
    slip.parent.mkdir(exist_ok=True)
    writer = pypdf.PdfWriter()
    writer.add_blank_page(250, 300)
    writer.write(slip)
    contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[slip], duty="certified"))
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    told = [(t.code, t.facts.get("form")) for t in outcome.notices]
    assert ("certification_added", "certified_copy") in told
    assert head_box(small)[0] == 2


def test_the_sheet_of_a_copy_says_number_and_day_of_its_paper_and_its_file_once(small: SmallOffice) -> None:
    given = Contribution(
        files=[small.paper("copy.pdf")], duty="certified", number="ศธ 02102/45", dated=date(2023, 3, 1)
    )
    contributing.contribute(small.office, "clerk.admin", "O1", given)
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    with reading(small.office) as use_case:
        (item,) = [i for i in use_case.items() if i.code == "O1"]
        (e,) = use_case.evidence(item)
        form, facts = sheet_facts(use_case, item, e, e.sha256, 1, use_case.head())
    assert isinstance(facts, CertifiedCopyFacts)
    assert (form, facts.source) == ("certified_copy", "ที่ ศธ 02102/45 ลงวันที่ ๑ มีนาคม ๒๕๖๖")
    assert facts.file_name == "copy.pdf"


def test_compile_says_nothing_of_a_file_that_stays_as_it_is(small: SmallOffice) -> None:
    hand_in(small, small.paper("one.pdf"), sign_at="1:10,20")
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.notices == ()


def page_of(content: str, width: int, height: int) -> bytes:
    """One page, drawn by these operators."""
    body = pypdf.generic.DecodedStreamObject()
    body.set_data(content.encode())
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width, height)
    page[pypdf.generic.NameObject("/Contents")] = writer._add_object(body)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "size", "code"), [("20 20 555 802 re f", (595, 842), "made_smaller"), ("", (100, 100), "no_codes")]
)
def test_compile_tells_of_pages_without_room_for_codes(
    small: SmallOffice, content: str, size: tuple[int, int], code: str
) -> None:
    path = small.folder / "full.pdf"
    path.write_bytes(page_of(content, *size))
    contributing.contribute(small.office, "clerk.admin", "O1", Contribution(files=[path]))
    (outcome,) = compiling.compile_items(small.office, "clerk.admin", ["O1"])
    assert outcome.error is None
    assert [t.code for t in outcome.notices] == ["sheet_added", code]

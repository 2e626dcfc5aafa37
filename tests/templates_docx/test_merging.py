"""Papers of one form converted as one document and cut apart: the same as each by itself, or not taken together."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from PIL import ImageChops
from pypdf import PdfReader

from templates_docx.checks.docx_checks import Ready, ready_for_conversion
from templates_docx.conversion import to_pdf
from templates_docx.conversion.merging import batches, cut
from templates_docx.conversion.to_pdf import LibreOffice, is_shown_alike
from templates_docx.package import read_zip, write_zip
from templates_docx.render import render
from templates_docx.samples import memo, sample, variants
from workflow.ports.papers import FORMS

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.slow]


def alike(one: bytes, other: bytes) -> bool:
    """Whether two files have the same text and the same pixels on each page, the same places to sign and language."""
    pages = [list(_pages(pdf)) for pdf in (one, other)]
    if len(pages[0]) != len(pages[1]):
        return False
    same = all(
        text == said and picture.size == drawn.size and ImageChops.difference(picture, drawn).getbbox() is None
        for (text, picture), (said, drawn) in zip(*pages, strict=True)
    )
    return same and _around(one) == _around(other)


def _pages(pdf: bytes) -> Any:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded(), page.render(scale=1.5).to_pil().convert("L")
    finally:
        document.close()


def _around(pdf: bytes) -> tuple[object, ...]:
    reader = PdfReader(BytesIO(pdf))
    links = [
        [
            (str(a.get_object()["/A"]["/URI"]), [round(float(x), 1) for x in a.get_object()["/Rect"]])
            for a in p.get("/Annots", ())
        ]
        for p in reader.pages
    ]
    said = {name: str(value) for name, value in (reader.metadata or {}).items() if name in ("/Title", "/Creator")}
    return links, said, str(reader.root_object.get("/Lang")), str(reader.root_object.get("/ViewerPreferences"))


def taken_together(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What became of each paper of the batches to come."""
    came: list[bool] = []
    usual = LibreOffice._several

    def watched(self: LibreOffice, *given: Any) -> list[bytes | None]:
        made = usual(self, *given)
        came.extend(one is not None for one in made)
        return made

    monkeypatch.setattr(LibreOffice, "_several", watched)
    return came


def test_memos_and_sheets_of_a_batch_are_as_each_by_itself(
    libreoffice: LibreOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two pages, of three (an empty page is put behind them, and not printed), of one."""
    papers = [render("memo", memo(1)), render("signature_sheet", sample("signature_sheet")), render("memo", memo(12))]
    papers += [render("signature_sheet", replace(sample("signature_sheet"), title="อีกเรื่องหนึ่ง"))]  # type: ignore[type-var]
    papers += [render("memo", memo(2))]
    single = [libreoffice.convert_one(paper) for paper in papers]
    came = taken_together(monkeypatch)
    many = libreoffice.convert(papers)
    assert came == [True] * (5 if is_shown_alike() else 0)  # where it was not shown, each is converted by itself
    for one, other in zip(single, many, strict=True):
        assert isinstance(other, bytes)
        assert alike(one, other)


@pytest.mark.deep
@pytest.mark.parametrize("form", FORMS)
def test_each_form_in_a_batch_is_as_by_itself(libreoffice: LibreOffice, form: str) -> None:
    papers = [render(form, facts) for facts in (*variants(form), sample(form), *variants(form))]
    together = {place for batch in batches([ready_for_conversion(paper) for paper in papers]) for place in batch.places}
    single = [libreoffice.convert_one(paper) for paper in papers]
    for place, (one, other) in enumerate(zip(single, libreoffice.convert(papers), strict=True)):
        assert isinstance(other, bytes)
        # LibreOffice by itself does not break every line alike twice, which is not the subject.
        assert place not in together or alike(one, other)


def test_a_libreoffice_that_dies_of_a_batch_converts_each_by_itself(
    libreoffice: LibreOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise to_pdf._Died(late=False)

    monkeypatch.setattr(to_pdf._Listener, "convert_several", die)
    done: list[int] = []
    made = libreoffice.convert([render("memo", memo(1))] * 2, done.append)
    assert all(isinstance(one, bytes) for one in made)
    assert sorted(done) == [0, 1]


def ready(form: str = "memo", **changed: bytes) -> Ready:
    """A paper as LibreOffice gets it, parts of it changed: ``document`` is put before the first paragraph."""
    made = ready_for_conversion(render(form, sample(form)))
    parts = read_zip(made.docx)
    document = parts["word/document.xml"].replace(b"<w:p>", changed.pop("document", b"") + b"<w:p>", 1)
    parts |= {"word/document.xml": document, **{f"word/{name}.xml": data for name, data in changed.items()}}
    return made._replace(docx=write_zip(parts))


def test_papers_of_one_form_are_taken_together_in_batches_that_no_listener_waits_for() -> None:
    papers = [ready(), None, ready("certified_copy"), *[ready()] * 8, ready("letter")]
    assert [batch.places for batch in batches(papers, 2)] == [(0, 3, 4, 5, 6), (7, 8, 9, 10)]
    assert batches([ready()]) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"document": b'<w:p><w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/></w:p>'},
        {"document": b'<w:p><w:fldSimple w:instr=" NUMPAGES "/></w:p>'},
        {"document": b'<w:p><w:r><w:instrText xml:space="preserve"> SEQ a </w:instrText></w:r></w:p>'},
        {"document": b"<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"},
        {"numbering": b"<w:numbering/>"},
        {"footnotes": b"<w:footnotes/>"},
        {"header3": b"<w:hdr/>"},
    ],
)
def test_a_paper_in_which_something_counts_across_it_is_left_by_itself(changed: dict[str, bytes]) -> None:
    assert batches([ready(**changed)] * 2) == []


def test_papers_that_differ_in_more_than_their_text_are_not_taken_together() -> None:
    other = ready(settings=read_zip(render("memo", memo(1)))["word/settings.xml"].replace(b'w:val="15"', b'w:val="14"'))
    assert batches([ready(), other]) == []


def test_pages_that_cannot_be_told_apart_are_not_cut(pdfs: dict[str, bytes]) -> None:
    """Of a memo and its annex, taken for two papers; a text that runs on is looked at by itself."""
    memo_and_annex = pdfs["memo-1"]
    first, second = cut(memo_and_annex, "BB", 2)
    assert first is not None
    assert second is not None
    assert cut(memo_and_annex, "BNB", 2) == [None, None]
    assert cut(memo_and_annex, "BN", 2) == [None, None]
    assert cut(memo_and_annex, "NB", 1) == [None]
    assert cut(memo_and_annex, "B-", 1) == [None]

"""Where a paper's pages end: no last page of a few lines, and the foot of a page that goes on says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops

from templates_docx.checks.docx_checks import ready_for_conversion
from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.render import render
from templates_docx.samples import sample
from workflow.ports.papers import FORMS

from .conftest import lines_of

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.slow]


def pages(libreoffice: LibreOffice, form: str, **changed: Any) -> list[list[str]]:
    """The lines of each page, without blanks; dots that follow each other are one sign."""
    facts: Any = sample(form)
    lines = lines_of(libreoffice.convert_one(render(form, replace(facts, **changed))))
    return [[line.text for line in lines if line.page == page] for page in range(1, lines[-1].page + 1)]


def longer(form: str, field: str, times: int) -> dict[str, Any]:
    return {field: getattr(sample(form), field) * times}


def test_an_order_a_little_longer_than_a_page_is_drawn_in_onto_it(libreoffice: LibreOffice) -> None:
    (page,) = pages(libreoffice, "order")
    assert page[-1] == "ศึกษาธิการจังหวัดตัวอย่าง"


def test_a_reply_whose_last_three_lines_went_over_is_drawn_in(libreoffice: LibreOffice) -> None:
    first, second = pages(libreoffice, "reply", **longer("reply", "rows", 3))
    assert first[-1].startswith("ไปรษณีย์อิเล็กทรอนิกส์")
    assert second[1].startswith("ข้อO12")


def test_the_closing_takes_text_along_where_nothing_can_be_drawn_in(libreoffice: LibreOffice) -> None:
    first, second = pages(libreoffice, "letter", **longer("letter", "paragraphs", 3))
    assert first[-1].startswith("/เพื่อให้")
    assert first[-1].endswith("…")
    assert second[1].startswith("เพื่อให้การเปิดเผยข้อมูลต่อสาธารณะ")
    assert second[3].startswith("จึงเรียนมา")
    assert second[4] == "ขอแสดงความนับถือ"


def test_a_row_that_goes_over_is_named_with_what_it_is_about(libreoffice: LibreOffice) -> None:
    first, second = pages(libreoffice, "order", **longer("order", "members", 3))
    assert first[-1] == "/๒๐.นางสาว…"
    assert second[1].startswith("๒๐.")


def test_no_closing_stands_alone_behind_a_table(libreoffice: LibreOffice) -> None:
    first, second, _ = pages(libreoffice, "reply", **longer("reply", "rows", 6))
    assert first[-1] == "/จึงเรียน…"
    assert second[1:3] == ["จึงเรียนมาเพื่อโปรดพิจารณา", "ขอแสดงความนับถือ"]


def test_nothing_goes_over_where_it_would_cost_a_page(libreoffice: LibreOffice) -> None:
    """With three posts on the way the head's block needs the second page for itself."""
    first, second, third = pages(libreoffice, "memo", **longer("memo", "endorsements", 3))
    assert first[-2] == "/ความเห็น…"
    assert [line for line in first if line.startswith("จึงเรียนมา")]
    assert second[1].startswith("ความเห็น")
    assert third[1] == "บัญชีเอกสารแนบท้าย"


def test_the_word_of_continuation_hides_nothing_at_the_foot(libreoffice: LibreOffice) -> None:
    """Its frame is 8 cm wide and reaches over the memo's own code, which stands in the middle."""
    facts: Any = sample("memo")
    pdf = libreoffice.convert_one(render("memo", replace(facts, **longer("memo", "endorsements", 3))))
    first, second = (foot(pdf, page) for page in (0, 1))
    assert first.getextrema() != (255, 255)
    assert ImageChops.difference(first, second).getextrema()[1] < 64


def foot(pdf: bytes, page: int) -> Image.Image:
    """The middle of a page's foot, where the code of the memo stands."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[page].render(scale=2, grayscale=True).to_pil().convert("L")
    finally:
        document.close()
    return picture.crop((picture.width // 2 - 100, picture.height - 130, picture.width // 2 + 40, picture.height - 20))


@pytest.mark.parametrize("name", ["memo-43", "general_order", "reply"])
def test_an_annex_is_not_a_text_that_goes_on(pdfs: dict[str, bytes], name: str) -> None:
    said = lines_of(pdfs[name])
    assert said[-1].page > 1
    assert not [line for line in said if line.text.endswith("…") and line.text.startswith("/")]


def test_which_papers_are_looked_at() -> None:
    """A report, a table and what staff wrote themselves end as they were written."""
    found = {form: ready_for_conversion(render(form, sample(form))).ends for form in FORMS}
    assert {form for form, ends in found.items() if ends == "continued"} == {
        "memo", "cover_memo", "letter", "reply", "reply_memo", "order", "general_order", "announcement",
    }  # fmt: skip
    assert {form for form, ends in found.items() if not ends} == {"report", "responsibility", "calendar", "newsletter"}

"""What a paper must say, found in its text whatever line breaks, digits and neighbours there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from templates_docx import samples
from workflow.ports.papers import OBLIGATORY
from workflow.thai import official
from workflow.thai.read_back import lacking

FACTS = samples.memo(2)
FIELDS = OBLIGATORY["memo"]
ROWS = "\n".join(f"{row.item} {row.sha256}" for row in FACTS.annex)
WHOLE = f"ที่ {official(FACTS.number)} วันที่ ๒๐ เมษายน ๒๕๖๖ ({FACTS.head.name})\n{ROWS}\n{FACTS.seal}"


def test_a_paper_that_says_everything_lacks_nothing() -> None:
    assert lacking(FACTS, FIELDS, WHOLE) == []


def test_lines_broken_anywhere_change_nothing_but_a_code_is_one_word() -> None:
    broken = WHOLE.replace(
        FACTS.annex[0].sha256, "\r\n".join(FACTS.annex[0].sha256[n : n + 9] for n in range(0, 64, 9))
    )
    assert lacking(FACTS, FIELDS, broken.replace("ใจดี", "\ufffe\r\nใจดี").replace(" ", "\u00a0")) == []
    assert lacking(FACTS, FIELDS, WHOLE.replace("O10", "O1 0")) == [("annex.item", "O10")]
    assert lacking(FACTS, FIELDS, WHOLE.replace("O10", "O101")) == [("annex.item", "O10")]


@pytest.mark.parametrize(
    ("gone", "field"),
    [
        (official(FACTS.number), "number"), ("เมษายน", "date"), (FACTS.head.name, "head.name"), ("O11", "annex.item"),
        (FACTS.annex[1].sha256, "annex.sha256"), (FACTS.seal, "seal"),
    ],
)  # fmt: skip
def test_each_field_that_is_gone_is_named_with_its_value(gone: str, field: str) -> None:
    assert [name for name, _ in lacking(FACTS, FIELDS, WHOLE.replace(gone, ""))] == [field]


def test_two_rows_of_one_item_need_its_code_twice() -> None:
    twice = replace(FACTS, annex=(FACTS.annex[0], replace(FACTS.annex[1], item="O10")))
    assert lacking(twice, FIELDS, WHOLE.replace("O11", "")) == [("annex.item", "O10")]
    assert lacking(twice, FIELDS, WHOLE.replace("O11", "O10")) == []


def test_marks_that_a_reader_of_pdf_puts_behind_another_letter_are_no_lack() -> None:
    """Seen with LibreOffice 7.4 and pdfium: the mark of silence of สวัสดิ์ was read two letters later."""
    named = replace(FACTS, head=replace(FACTS.head, name="นางสาวน้ำทิพย์ สวัสดิ์ปัญญา"))
    read = WHOLE.replace(FACTS.head.name, "นางสาวนํ้าทิพย์สวัสดิปัญญ ์ า")
    assert lacking(named, FIELDS, read) == []
    assert lacking(named, FIELDS, WHOLE) == [("head.name", "นางสาวน้ำทิพย์ สวัสดิ์ปัญญา")]

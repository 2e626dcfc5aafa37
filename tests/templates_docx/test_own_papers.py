"""Our own papers, as Word files and as PDFs, have nothing that `oit check` flags."""

from __future__ import annotations

import pytest

from adapters.papers.texts import document_of
from assessment.checks.run import check
from templates_docx.render import render
from templates_docx.samples import sample
from workflow.ports.papers import FORMS

pytestmark = [pytest.mark.xdist_group("libreoffice"), pytest.mark.slow]


def told(name: str, data: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.text) for one in check(document_of(name, data))]


@pytest.mark.parametrize("form", FORMS)
def test_a_paper_of_ours_has_no_finding(pdfs: dict[str, bytes], form: str) -> None:
    assert told(f"{form}.docx", render(form, sample(form))) == []
    assert told(f"{form}.pdf", pdfs[form]) == []

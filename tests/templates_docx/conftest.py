"""One LibreOffice for the session; every sample paper is converted once."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.render import render
from templates_docx.samples import memo, responsibility, sample
from workflow.ports.papers import FORMS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    with LibreOffice(listeners=1) as office:
        yield office


@pytest.fixture(scope="session")
def pdfs(libreoffice: LibreOffice) -> dict[str, bytes]:
    """Every form's sample as PDF, and the memo and table in their longest and shortest."""
    docx = {form: render(form, sample(form)) for form in FORMS}
    docx["memo-1"] = render("memo", memo(1))
    docx["memo-43"] = render("memo", memo(43))
    docx["responsibility-1"] = render("responsibility", responsibility(1))
    made = dict(zip(docx, libreoffice.convert(list(docx.values())), strict=True))
    assert all(isinstance(pdf, bytes) for pdf in made.values()), made
    return {name: pdf for name, pdf in made.items() if isinstance(pdf, bytes)}


def text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")
    finally:
        document.close()

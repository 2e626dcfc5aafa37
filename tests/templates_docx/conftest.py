"""One LibreOffice for the session; every sample paper is converted once."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from adapters.papers.confined import confined
from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.render import render
from templates_docx.samples import memo, responsibility, sample
from workflow.ports.papers import FORMS

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def libreoffice() -> Iterator[LibreOffice]:
    """As the program starts it: without network and without our files."""
    with LibreOffice(listeners=1, confined=confined) as office:
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


class Line(NamedTuple):
    """One printed line: page from 1, points from the left and from the top to the base line, its text without blanks.

    Blanks in text read from a PDF are the reader's guess, and how many dots a leader has is LibreOffice's.
    """

    page: int
    left: float
    down: float
    text: str

    @classmethod
    def read(cls, written: str) -> Line:
        page, left, down, text = written.split(" ", 3)
        return cls(int(page), float(left), float(down), text)

    def __str__(self) -> str:
        return f"{self.page} {self.left:.1f} {self.down:.1f} {self.text}"


SAME_LINE = 2.0
"""Points by which the base lines of one line may differ."""


def lines_of(pdf: bytes) -> list[Line]:
    """What is printed and where, in the order in which it is read on the page: top to bottom, left to right.

    LibreOffice writes a link, a tab's leader or a cell earlier or later into the file from version to version; where
    it stands on the page does not change.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return [line for number, page in enumerate(document, 1) for line in _lines(number, page)]
    finally:
        document.close()


def _lines(number: int, page: Any) -> Iterator[Line]:
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    pieces: list[list[Any]] = []  # base line, left, text, where its last letter begins
    for index in range(text.count_chars()):
        letter = chr(raw.FPDFText_GetUnicode(text, index))
        if letter.isspace() or letter in "\0\ufffe":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        down = height - y.value
        # Thai marks begin a little before or after the letter they stand on: a piece is kept as it was written.
        if pieces and abs(pieces[-1][0] - down) < SAME_LINE and x.value >= pieces[-1][3] - 3:
            pieces[-1][2:] = pieces[-1][2] + letter, x.value
        else:
            pieces.append([down, x.value, letter, x.value])
    rows: list[list[list[Any]]] = []
    for piece in sorted(pieces):
        if rows and piece[0] - rows[-1][0][0] < SAME_LINE:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda piece: piece[1])
        said = re.sub(r"\.{3,}", "…", "".join(piece[2] for piece in row))
        yield Line(number, row[0][1], row[0][0], said)


def text_of(pdf: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(BytesIO(pdf))
    try:
        return "\f".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")
    finally:
        document.close()

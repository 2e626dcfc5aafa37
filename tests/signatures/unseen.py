"""Everything of a PDF that its pages do not show, as a look at it finds it."""

from __future__ import annotations

import io

from signatures.pdf.drawing import drawn
from signatures.prepare.concealed import Concealed, Unseen


def concealed(pdf: bytes) -> list[Concealed]:
    """What is told of the file and of each page, in their order."""
    from pypdf import PdfReader

    unseen = Unseen(PdfReader(io.BytesIO(pdf)))
    for number, page in enumerate(drawn(pdf)):
        unseen.look(page, number)
    return unseen.found

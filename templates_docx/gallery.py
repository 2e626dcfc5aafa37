"""Every form with sample facts in one PDF to leaf through: ``python -m templates_docx.gallery OUT.pdf [OVERRIDES]``."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from templates_docx.conversion.to_pdf import LibreOffice
from templates_docx.errors import ConversionError, PaperError
from templates_docx.render import render
from templates_docx.samples import sample
from workflow.ports.papers import FORMS


def gallery(overrides: Path | None = None) -> bytes:
    """One PDF, a bookmark for each form.

    :raises PaperError: a form cannot be filled or converted, or something is missing on this machine.
    """
    from pypdf import PdfReader, PdfWriter

    with LibreOffice() as office:
        office.warm()
        pdfs = office.convert([render(form, sample(form), overrides=overrides) for form in FORMS])
    writer = PdfWriter()
    for form, pdf in zip(FORMS, pdfs, strict=True):
        if isinstance(pdf, ConversionError):
            raise pdf
        writer.append(PdfReader(BytesIO(pdf)), outline_item=form)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def main() -> int:
    if len(sys.argv) not in (2, 3):
        sys.stderr.write("python -m templates_docx.gallery OUT.pdf [OVERRIDES]\n")
        return 2
    try:
        pdf = gallery(Path(sys.argv[2]) if len(sys.argv) == 3 else None)
    except PaperError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    Path(sys.argv[1]).write_bytes(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())

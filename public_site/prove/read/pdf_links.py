"""Links inside a PDF: the addresses that a reader can press (ISO 32000-1, 12.6.4.7)."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

_MOST_PAGES = 100
_MOST_LINKS = 500


def links_in(content: bytes) -> list[str]:
    """The addresses of URI links in a PDF, each once, in the order of the pages. Empty for what is no PDF.

    Read by PDFium, the engine by which Chromium shows the same file.
    """
    if content.lstrip()[:5] != b"%PDF-":
        return []
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return []
    try:
        found: dict[str, None] = {}
        for number in range(min(len(document), _MOST_PAGES)):
            try:
                page = document[number]
            except pypdfium2.PdfiumError:
                continue
            for uri in _of_page(document, page):
                found[uri] = None
                if len(found) >= _MOST_LINKS:
                    return list(found)
            page.close()
        return list(found)
    finally:
        document.close()


def _of_page(document: object, page: object) -> Iterator[str]:
    import pypdfium2.raw as pdfium

    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if 1 < size <= 4096:
            buffer = ctypes.create_string_buffer(size)
            pdfium.FPDFAction_GetURIPath(document, action, buffer, size)
            yield buffer.value.decode("utf-8", "replace")

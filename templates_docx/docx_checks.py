"""Before and after LibreOffice, which exits 0 on every failure and makes PDFs of junk."""

from __future__ import annotations

import re
import zipfile

from templates_docx.errors import ConversionError
from templates_docx.package import read_zip, write_zip

MAX_UNPACKED = 400_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_THAI_JUSTIFIED = re.compile(rb'(<w:jc\b[^>]*w:val=")thaiDistribute(")')


def ready_for_conversion(docx: bytes) -> bytes:
    """The document as LibreOffice gets it: checked, and with ``both`` for ``thaiDistribute``, which it ignores.

    :raises ConversionError: ``docx_empty``; ``docx_encrypted`` (a password; Word wraps it in OLE); ``docx_old_doc``
        (a .doc); ``docx_not_docx``; ``docx_corrupt``; ``docx_too_large``.
    """
    from lxml import etree

    if not docx:
        raise ConversionError("docx_empty")
    if docx.startswith(_OLE):
        # The stream name of an encrypted package stands in the directory of the OLE file, in UTF-16.
        encrypted = "EncryptedPackage".encode("utf-16-le") in docx
        raise ConversionError("docx_encrypted" if encrypted else "docx_old_doc")
    if not docx.startswith(b"PK"):
        raise ConversionError("docx_not_docx")
    try:
        _check_size(docx)
        parts = read_zip(docx)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise ConversionError("docx_corrupt", detail=str(error)) from error
    except RuntimeError as error:
        raise ConversionError("docx_encrypted", detail=str(error)) from error
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        raise ConversionError("docx_not_docx")
    try:
        root = etree.fromstring(parts["word/document.xml"], etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ConversionError("docx_corrupt", detail=str(error)) from error
    if not root.tag.endswith("}document"):
        raise ConversionError("docx_not_docx")
    changed = {
        name: new
        for name, part in parts.items()
        if name.startswith("word/") and name.endswith(".xml")
        and (new := _THAI_JUSTIFIED.sub(rb"\1both\2", part)) is not part and new != part
    }  # fmt: skip
    return write_zip(parts | changed) if changed else docx


def _check_size(docx: bytes) -> None:
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(docx)) as archive:
        total = sum(info.file_size for info in archive.infolist())
    if total > MAX_UNPACKED:
        raise ConversionError("docx_too_large", size=total, limit=MAX_UNPACKED)


def checked_pdf(pdf: bytes) -> bytes:
    """The PDF if it is one, with at least one page.

    :raises ConversionError: ``conversion_failed``.
    """
    import pypdfium2

    if not pdf.startswith(b"%PDF-"):
        raise ConversionError("conversion_failed", detail="not a PDF")
    try:
        document = pypdfium2.PdfDocument(pdf)
        try:
            pages = len(document)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise ConversionError("conversion_failed", detail=str(error)) from error
    if not pages:
        raise ConversionError("conversion_failed", detail="no page")
    return pdf

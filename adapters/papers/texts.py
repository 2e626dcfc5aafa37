"""Files to texts for the checks: plain text, Word, PDF and Excel, each with its lines, tables and pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from workflow.rules.errors import BadInput

if TYPE_CHECKING:
    from assessment.texts.document import Document

MAX_BYTES = 60 * 1024 * 1024
PLAIN = (".txt", ".md", ".csv", ".text", ".markdown")
ENDINGS = (*PLAIN, ".docx", ".pdf", ".xlsx")
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OTHER_WORD = re.compile(
    rb"application/vnd\.(?:ms-word\.(?:document\.macroEnabled|template\.macroEnabledTemplate)"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
"""Kinds of a Word file with macros, and of a template; python-docx reads what is called a document only."""


def read_document(path: Path) -> Document:
    """Read a file for the checks. What it is, is told by its first bytes, not by its name.

    :raises BadInput: ``check_not_readable``, ``check_has_password``, ``check_older_kind``, ``check_damaged`` or
        ``check_no_text``.
    """
    name = path.name
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadInput("check_damaged", file=name, detail=f"> {MAX_BYTES // 2**20} MB")
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("check_damaged", file=name, detail=error.strerror or str(error)) from None
    return document_of(name, data)


def document_of(name: str, data: bytes) -> Document:
    """The same of a file that is in memory, such as one of the store. :raises BadInput: as :func:`read_document`."""
    from assessment.texts.document import read_text
    from templates_docx.outside import OLE

    if data.startswith(b"%PDF") or b"%PDF" in data[:1024]:
        text = _pdf(name, data)
    elif data.startswith(b"PK\x03\x04"):
        text = _package(name, data)
    elif data.startswith(OLE):
        raise BadInput("check_has_password" if _has_password(data) else "check_older_kind", file=name)
    elif b"\x00" in data[:2000] and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise BadInput("check_not_readable", file=name)
    else:
        text = _plain(data)
    if not text.strip():
        raise BadInput("check_no_text", file=name)
    return read_text(text)


def _has_password(data: bytes) -> bool:
    """As where a document is converted: of a new kind and of an older one."""
    from templates_docx.checks.docx_checks import older_kind
    from templates_docx.errors import ConversionError

    try:
        older_kind(data)
    except ConversionError:
        return True
    return False


def _plain(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # One damaged byte does not make a UTF-8 text Windows-874: most of its Thai letters say which it is.
        wide = data.decode("utf-8", errors="replace")
        narrow = data.decode("cp874", errors="replace")
        thai = sum("ก" <= char <= "๛" for char in wide)
        return wide if thai > wide.count("\ufffd") else narrow


def _pdf(name: str, data: bytes) -> str:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        try:
            pages = [_page(document[number]) for number in range(len(document))]
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise BadInput("check_damaged", file=name, detail=str(error)) from None
    return "\f".join(pages)


def _page(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_bounded()).replace("\r\n", "\n").replace("\ufffe", "")
    finally:
        text.close()
        page.close()


def _package(name: str, data: bytes) -> str:
    import zipfile
    from io import BytesIO

    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise BadInput("check_damaged", file=name, detail=str(error)) from None
    if unpacked > 8 * MAX_BYTES:
        raise BadInput("check_damaged", file=name, detail=f"> {8 * MAX_BYTES // 2**20} MB")
    try:
        if "word/document.xml" in names:
            return "\n".join(_word(BytesIO(_as_document(data))))
        if "xl/workbook.xml" in names:
            return "\n".join(_sheets(BytesIO(data)))
    except BadInput:
        raise
    except Exception as error:  # the libraries raise whatever their parsers do on a damaged file
        raise BadInput("check_damaged", file=name, detail=type(error).__name__) from None
    raise BadInput("check_not_readable", file=name)


def _as_document(data: bytes) -> bytes:
    """A Word file with macros, or a template, called a document; anything else as it is."""
    import zipfile
    from io import BytesIO

    listed = "[Content_Types].xml"
    with zipfile.ZipFile(BytesIO(data)) as package:
        if not _OTHER_WORD.search(package.read(listed)):
            return data
        out = BytesIO()
        with zipfile.ZipFile(out, "w") as called:
            for name in package.namelist():
                part = package.read(name)
                called.writestr(name, _OTHER_WORD.sub(_WORD, part) if name == listed else part)
    return out.getvalue()


def _word(file: IO[bytes]) -> Iterator[str]:
    """Paragraphs and tables in order; a heading has a number sign before it, a row its cells between tabs."""
    import docx
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for part in docx.Document(file).iter_inner_content():
        if isinstance(part, Paragraph):
            style = str(getattr(part.style, "name", "") or "")
            mark = "# " if style.startswith(("Heading", "Title", "หัวเรื่อง")) and part.text.strip() else ""
            yield from (mark + part.text).splitlines() or [""]
        elif isinstance(part, Table):
            yield from _rows(part)


def _rows(table: Any) -> Iterator[str]:
    for row in table.rows:
        # A cell merged over several columns is given for each of them.
        cells = list({id(cell._tc): cell.text for cell in row.cells}.values())
        if len(cells) > 1:
            yield "\t".join(" ".join(text.split()) for text in cells)
        else:
            # A row of one cell is a frame around paragraphs, as one around a signature that may not part.
            yield from (" ".join(line.split()) for text in cells for line in text.splitlines() or [""])


def _sheets(file: IO[bytes]) -> Iterator[str]:
    from openpyxl import load_workbook

    book = load_workbook(file, data_only=True, read_only=True)
    try:
        for sheet in book.worksheets:
            for row in sheet.iter_rows(values_only=True):
                cells = ["" if value is None else " ".join(str(value).split()) for value in row]
                if any(cells):
                    yield "\t".join(cells)
            yield ""
    finally:
        book.close()

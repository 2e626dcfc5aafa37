"""Before and after LibreOffice, which exits 0 on every failure and makes PDFs of junk."""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO
from typing import Any, Literal, NamedTuple

from templates_docx import locate
from templates_docx.checks.fidelity import printed_otherwise
from templates_docx.errors import ConversionError
from templates_docx.office_words import join_in_part
from templates_docx.outside import OLE, Outside, found_in, outside, without_template
from templates_docx.package import read_zip, write_zip

MAX_UNPACKED = 400_000_000
_ODT = b"application/vnd.oasis.opendocument.text"
_DOCUMENT = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_UNBREAKABLE = re.compile("[!-~]{18}")
_COMMENTS = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_THAI_JUSTIFIED = re.compile(rb'(<w:jc\b[^>]*w:val=")thaiDistribute(")')
_THAI_LIST = re.compile(rb'(<w:numFmt\b[^>]*w:val=")thaiNumbers(")')
LIST_MARK = "hebrew1"
"""A number format no Thai office uses. LibreOffice 7.4 reads Word's thaiNumbers as Arabic digits and has no other name
for them, so in the copy lists bear this one, by which the worker knows those it must give native numbers."""
_CONTINUED = ("ตราครุฑ", "คำว่าบันทึกข้อความ")
_SIGNED = "ที่ว่างสำหรับลงลายมือชื่อ"
"""Names of styles (``templates_docx.making.styles``): of letters, orders and memos, and of papers somebody signs."""
_DEFAULTS = re.compile(rb"(<w:rPrDefault>\s*<w:rPr>.*?)(</w:rPr>)", re.DOTALL)
_LANGUAGE = re.compile(rb'<w:lang\b(?![^>]*w:val="th-TH")[^>]*/>')


class Ready(NamedTuple):
    """What LibreOffice gets: the checked document, and what the worker sets once it is loaded.

    ``thai_pages``: in which of its page styles pages are numbered ๑ ๒ ๓: "" in none, "first" in the first one (enough
    for one section, and quicker), "all". ``thai_lists``: lists marked with :data:`LIST_MARK` count so too.
    ``line_breaks``: a justified line that ends with a manual break is not stretched. ``ends``: whether it looks where
    the pages end ("drawn": no short last one; "continued": a page that goes on says so as well), "" in other papers.
    """

    docx: bytes
    thai_pages: str
    thai_lists: bool = False
    line_breaks: bool = False
    ends: Literal["", "drawn", "continued"] = ""


def ready_for_conversion(docx: bytes) -> Ready:
    """The document checked and, in a copy, put into words LibreOffice understands.

    It ignores ``thaiDistribute`` and fills lines for ``both``, so that is what it gets; but a justified line before an
    address that cannot break would be torn apart letter by letter, so those paragraphs are set left. Comments are taken
    out: LibreOffice 7.4 without a window dies of them, and they are not for the public. Thai numbers of pages and lists
    are native numbers there, which are those of the text's first language: that becomes Thai. Words of the office that
    it would break in two are held together (``templates_docx.office_words``).

    :raises ConversionError: ``docx_empty``; ``docx_encrypted`` (a password; Word wraps it in OLE); ``docx_not_docx``;
        ``docx_corrupt``; ``docx_too_large``; ``docx_tracked_changes`` with ``where``,
        because deleted words would be printed struck through; ``docx_prints_otherwise`` with every difference to what
        Word shows (``templates_docx.checks.fidelity``); ``file_reaches_out`` with everything it would fetch.
    """
    parts = _parts(docx)
    root = _document(parts)
    if locate.TRACKED.search(parts[_DOCUMENT]):
        raise ConversionError("docx_tracked_changes", where=locate.changed(docx))
    if differences := printed_otherwise(parts):
        problems = [ConversionError(one.code, (), where=one.where, **one.facts) for one in differences]
        raise ConversionError("docx_prints_otherwise", problems)
    _must_stay_inside(tuple(found_in(list(parts), parts.__getitem__)))
    changed = without_template(parts)
    if _long_words(root) and _set_left(root, _justified_styles(parts.get("word/styles.xml", b""))):
        from lxml import etree

        changed[_DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    pages = _thai_pages(parts)
    lists = _THAI_LIST.search(parts.get("word/numbering.xml", b"")) is not None
    for name, part in (parts | changed).items():
        if name.startswith("word/") and name.endswith(".xml"):
            fresh = _COMMENTS.sub(b"", part) if b"<w:comment" in part else part
            fresh = _THAI_JUSTIFIED.sub(rb"\1both\2", fresh) if b"thaiDistribute" in fresh else fresh
            fresh = join_in_part(fresh) if b"<w:t" in fresh else fresh
            if pages or lists:
                fresh = _in_thai(name, fresh)
            if lists and name == "word/numbering.xml":
                fresh = _THAI_LIST.sub(rf"\g<1>{LIST_MARK}\g<2>".encode(), fresh)
            if fresh is not part:
                changed[name] = fresh
    breaks = b"<w:br" in parts[_DOCUMENT]
    return Ready(write_zip(parts | changed, 1) if changed else docx, pages, lists, breaks, _ends(parts))


def _ends(parts: dict[str, bytes]) -> Literal["", "drawn", "continued"]:
    """See :class:`Ready`. Our own forms are known by their styles, which they keep when an office edits them: those for
    letters, orders and announcements on the Garuda paper and for memos, and those in which somebody signs."""
    styles = parts.get("word/styles.xml", b"").decode("utf-8", "replace")
    if b'"landscape"' in parts[_DOCUMENT]:
        return ""
    if any(f'"{name}"' in styles for name in _CONTINUED):
        return "continued"
    return "drawn" if f'"{_SIGNED}"' in styles else ""


def _thai_pages(parts: dict[str, bytes]) -> Literal["", "first", "all"]:
    """See :class:`Ready`. A numbered first page of its own (``titlePg``) is a second page style in LibreOffice 7.4."""
    document = parts[_DOCUMENT]
    if b'"thaiNumbers"' not in document:
        return ""
    if b"PAGEREF" in document:
        return "all"
    numbered = sum(b"PAGE" in part for name, part in parts.items() if re.match(r"word/(?:header|footer)", name))
    return "first" if document.count(b"<w:sectPr") == 1 and (numbered < 2 or b"<w:titlePg" not in document) else "all"


def _in_thai(name: str, part: bytes) -> bytes:
    """The part with Thai as the first language of all its text; the styles' defaults say so where nothing else does."""
    fresh = _LANGUAGE.sub(b'<w:lang w:val="th-TH" w:bidi="th-TH"/>', part)
    if name == "word/styles.xml" and b"<w:lang" not in fresh:
        fresh = _DEFAULTS.sub(rb'\1<w:lang w:val="th-TH" w:bidi="th-TH"/>\2', fresh, count=1)
    return part if fresh == part else fresh


def older_kind(data: bytes) -> str | None:
    """``.doc`` or ``.odt`` for a document that LibreOffice has to write as .docx first; ``None`` for anything else.

    :raises ConversionError: ``docx_encrypted``: it has a password.
    """
    if data.startswith(OLE):
        # Names of streams stand in the directory of the OLE file, in UTF-16.
        if "EncryptedPackage".encode("utf-16-le") in data or _has_password(data):
            raise ConversionError("docx_encrypted")
        return ".doc" if "WordDocument".encode("utf-16-le") in data else None
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if "mimetype" not in archive.namelist() or not archive.read("mimetype").startswith(_ODT):
                return None
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise ConversionError("docx_encrypted")
    except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error):
        return None  # what is wrong with it, if anything, is said when it is read as a .docx
    return ".odt"


def must_stay_inside(data: bytes) -> None:
    """:raises ConversionError: ``file_reaches_out`` with everything that a document of an older kind would fetch."""
    _must_stay_inside(outside(data))


def _must_stay_inside(found: tuple[Outside, ...]) -> None:
    if found:
        problems = [ConversionError("file_fetches", fetched=told) for told in dict.fromkeys(map(str, found))]
        raise ConversionError("file_reaches_out", problems)


def _has_password(doc: bytes) -> bool:
    """The flag fEncrypted of the file information block, which begins a sector ([MS-DOC], 2.5.2)."""
    for at in range(0, len(doc) - 12, 512):
        if doc[at : at + 2] == b"\xec\xa5":
            return bool(int.from_bytes(doc[at + 10 : at + 12], "little") & 0x0100)
    return False


def _parts(docx: bytes) -> dict[str, bytes]:
    if not docx:
        raise ConversionError("docx_empty")
    if docx.startswith(OLE):
        raise ConversionError("docx_not_docx")
    if not docx.startswith(b"PK"):
        raise ConversionError("docx_not_docx")
    try:
        _check_size(docx)
        parts = read_zip(docx)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, zlib.error) as error:
        raise ConversionError("docx_corrupt", detail=str(error)) from error
    except RuntimeError as error:
        raise ConversionError("docx_encrypted", detail=str(error)) from error
    if "[Content_Types].xml" not in parts or _DOCUMENT not in parts:
        raise ConversionError("docx_not_docx")
    return parts


def _document(parts: dict[str, bytes]) -> Any:
    from lxml import etree

    try:
        root = etree.fromstring(parts[_DOCUMENT], etree.XMLParser(resolve_entities=False, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise ConversionError("docx_corrupt", detail=str(error)) from error
    if root.tag != f"{_WORD}document":
        raise ConversionError("docx_not_docx")
    return root


def _long_words(element: Any) -> bool:
    return _UNBREAKABLE.search("".join(element.itertext())) is not None


def _justified_styles(styles: bytes) -> set[str]:
    return {
        found[1].decode()
        for found in re.finditer(rb'<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>.*?</w:style>', styles, re.DOTALL)
        if re.search(rb'<w:jc w:val="(?:both|thaiDistribute)"', found[0])
    }


def _set_left(root: Any, justified: set[str]) -> bool:
    """Left alignment for justified paragraphs with an unbreakable word; whether there were any."""
    found = False
    for props in root.iter(f"{_WORD}pPr"):
        style, own = props.find(f"{_WORD}pStyle"), props.find(f"{_WORD}jc")
        if own is not None:
            filled = own.get(f"{_WORD}val") in ("both", "thaiDistribute")
        else:
            filled = style is not None and style.get(f"{_WORD}val") in justified
        paragraph = props.getparent()
        if filled and paragraph is not None and _long_words(paragraph):
            if own is None:
                own = props.makeelement(f"{_WORD}jc")
                # Before the mark's properties and a section's, as the schema orders them.
                late = next((c for c in props if c.tag in (f"{_WORD}rPr", f"{_WORD}sectPr")), None)
                if late is None:
                    props.append(own)
                else:
                    late.addprevious(own)
            own.set(f"{_WORD}val", "left")
            found = True
    return found


def _check_size(docx: bytes) -> None:
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

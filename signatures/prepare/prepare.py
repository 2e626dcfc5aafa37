"""Make a PDF ready to be issued and signed: normalised, nothing active in it, an empty field where to sign.

What the office issues is written anew by one writer (classic cross-reference table, one revision, only what can be
reached from the catalogue), so that "the signed file is the issued file plus signatures" can be checked on bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.limits import DEFAULT, Limits, precheck
from signatures.prepare.fields import (
    HEAD_FIELD,
    NOWHERE,
    Box,
    add_field,
    drop_empty_signature_fields,
    drop_marks,
    field_name,
    inside,
    is_for_another,
    take_anchors,
)
from signatures.verdict import reason

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

__all__ = [
    "HEAD_FIELD",
    "Box",
    "Prepared",
    "already_signed",
    "append_pages",
    "field_name",
    "open_for_rewriting",
    "page_count",
    "precheck",
    "prepare",
    "write",
]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready to be issued.

    :ivar data: the bytes to keep; the signed file must start with exactly these.
    :ivar sha256: digest of ``data``, hexadecimal.
    :ivar boxes: field name to its box, one per signature to come.
    :ivar removed: what was taken out (``javascript``, ``attachments``...), to be shown to the clerk.
    """

    data: bytes
    sha256: str
    pages: int
    boxes: Mapping[str, Box] = field(default_factory=dict)
    removed: tuple[str, ...] = ()

    @property
    def box(self) -> Box | None:
        """Box of the head's signature."""
        return self.boxes.get(HEAD_FIELD) or next(iter(self.boxes.values()), None)


def prepare(
    pdf: bytes,
    *,
    field: str = HEAD_FIELD,
    box: Box | None = None,
    others: Collection[str] | None = None,
    limits: Limits = DEFAULT,
    need_box: bool = True,
) -> Prepared:
    """Normalise ``pdf`` and add an empty, reserved signature field for each place to sign.

    Places: a link annotation whose address is ``oit:sign/head`` (our forms print one; ``oit:sign/ROLE`` for
    others) gives the centre of a box of 170 x 48 points and is removed; otherwise ``box``; otherwise an empty
    signature field that is already there under the name ``field``, or the only one there is.

    :param others: roles who sign besides the head; one for whom the form has no place gets a field that is not drawn.
        None: whoever the form has a place for.
    :raises PdfRefused: with every reason: EMPTY, NOT_PDF, UNREADABLE, ENCRYPTED, NO_PAGES, LIMIT_*, ALREADY_SIGNED,
        BOX_OUTSIDE_PAGE, or NO_SIGNATURE_BOX when no place is known (the caller then appends a certification sheet
        with :func:`append_pages` and tries again).
    """
    reader = _open(pdf, limits)
    if _filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    writer, removed = _rewrite(reader, limits)
    boxes = take_anchors(writer, field, others)
    earlier = drop_empty_signature_fields(writer)
    if field not in boxes:
        if box is not None:
            boxes[field] = inside(writer, box)
        elif field in earlier:
            boxes[field] = earlier[field]
        elif len(earlier) == 1 and not any(map(is_for_another, earlier)):
            (boxes[field],) = earlier.values()  # the clerk's program named it; there is no doubt which is meant
        elif need_box:
            raise refuse(PdfRefused, "NO_SIGNATURE_BOX")
    for role in others or ():
        boxes.setdefault(field_name(role), NOWHERE)
    for name, place in boxes.items():
        add_field(writer, name, place)
    data = write(writer, pdf)
    return Prepared(data, hashlib.sha256(data).hexdigest(), len(writer.pages), boxes, removed)


def append_pages(pdf: bytes, sheet: bytes, *, limits: Limits = DEFAULT) -> bytes:
    """The bytes of :func:`append`."""
    return append(pdf, sheet, limits=limits).data


def append(pdf: bytes, sheet: bytes, *, limits: Limits = DEFAULT) -> Prepared:
    """``pdf`` followed by the pages of ``sheet`` (for instance the sheet สำเนาถูกต้อง), where the head then
    signs: marks for the head before it are taken away. No place is reserved yet.

    :raises PdfRefused: as :func:`prepare`; ALREADY_SIGNED for a signed ``pdf``, which must never be rewritten.
    """
    reader, extra = _open(pdf, limits), _open(sheet, limits)
    if _filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    writer, removed = _rewrite(reader, limits)
    drop_marks(writer, "head")
    drop_empty_signature_fields(writer)
    for page in extra.pages:
        writer.add_page(page)
    data = write(writer, pdf + sheet)
    return Prepared(data, hashlib.sha256(data).hexdigest(), len(writer.pages), removed=removed)


def page_count(pdf: bytes, *, limits: Limits = DEFAULT) -> int:
    """Number of pages. :raises PdfRefused: when it cannot be read."""
    return len(_open(pdf, limits).pages)


def already_signed(pdf: bytes, *, limits: Limits = DEFAULT) -> bool:
    """Whether any signature field is filled, of whatever kind. :raises PdfRefused: when it cannot be read."""
    return bool(_filled_fields(_open(pdf, limits)))


def open_for_rewriting(pdf: bytes, limits: Limits) -> PdfWriter:
    """The file as a writer has it, nothing taken out. :raises PdfRefused: as :func:`append_pages`."""
    from pypdf import PdfWriter

    reader = _open(pdf, limits)
    if _filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    try:
        return PdfWriter(clone_from=reader)
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error


def _open(pdf: bytes, limits: Limits) -> PdfReader:
    # A file that is about to be rewritten may have junk around it (a mail gateway's blank lines, say): pypdf repairs
    # it, and what counts afterwards is only what we wrote.
    import logging

    from pypdf import PdfReader

    found = [item for item in precheck(pdf, limits) if item.code not in ("PREFIX_BYTES", "TRAILING_BYTES")]
    if found and {item.code for item in found} != {"UNREADABLE"}:
        raise PdfRefused(*found)
    logger = logging.getLogger("pypdf")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(pdf), strict=False)
        if reader.is_encrypted:
            raise refuse(PdfRefused, "ENCRYPTED")
        pages = len(reader.pages)
        boxes = [reader.pages[index].mediabox for index in range(min(pages, limits.pages))]
        wide = max((max(abs(float(box.width)), abs(float(box.height))) for box in boxes), default=0)
    except PdfRefused:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except RecursionError:
        raise refuse(PdfRefused, "LIMIT_DEPTH") from None
    except Exception as error:  # pypdf raises many kinds on broken files; all mean the same to the clerk
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    finally:
        logger.setLevel(before)
    found = []
    if pages == 0:
        found.append(reason("NO_PAGES"))
    if pages > limits.pages:
        found.append(reason("LIMIT_PAGES", pages=pages, limit=limits.pages))
    if wide > limits.box:
        found.append(reason("LIMIT_BOX"))
    if found:
        raise PdfRefused(*found)
    return reader


def _rewrite(reader: PdfReader, limits: Limits) -> tuple[PdfWriter, tuple[str, ...]]:
    from pypdf import PdfWriter

    from signatures.prepare.sanitize import strip

    try:
        writer = PdfWriter(clone_from=reader)
        removed = strip(writer, limits)
    except PdfRefused:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except RecursionError:
        raise refuse(PdfRefused, "LIMIT_DEPTH") from None
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    return writer, removed


def write(writer: PdfWriter, source: bytes) -> bytes:
    """The bytes of the file. ``source``: what it was made of."""
    from pypdf.generic import ArrayObject, ByteStringObject

    # The identifier comes from the input, so that the same input gives the same issued file and the same digest.
    mark = ByteStringObject(hashlib.sha256(source).digest()[:16])
    writer._ID = ArrayObject([mark, mark])
    writer.pdf_header = "%PDF-1.7"
    target = io.BytesIO()
    try:
        writer.write(target)
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    return target.getvalue()


def _filled_fields(reader: PdfReader) -> list[str]:
    """Names of all signature fields that have a value, and marks for filled /Sig dictionaries not in any field."""
    names: list[str] = []

    def walk(node: Any, depth: int, kind: Any, name: str) -> None:
        node = node.get_object()
        if depth > DEFAULT.depth or not hasattr(node, "get"):
            return
        kind = node.get("/FT", kind)
        name = f"{name}.{node.get('/T', '')}".strip(".")
        value = node.get("/V")
        if kind == "/Sig" and value is not None and hasattr(value.get_object(), "get"):
            names.append(name)
        for kid in node.get("/Kids", []):
            walk(kid, depth + 1, kind, name)

    try:
        form = reader.root_object.get("/AcroForm")
        for item in form.get_object().get("/Fields", []) if form is not None else []:
            walk(item, 0, None, "")
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    return names

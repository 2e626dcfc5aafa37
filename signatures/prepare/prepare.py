"""Make a PDF ready to be issued and signed: normalised, nothing active in it, an empty field where to sign.

What the office issues is written anew by one writer (classic cross-reference table, one revision, only what can be
reached from the catalogue), so that "the signed file is the issued file plus signatures" can be checked on bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from signatures.errors import PdfRefused, refuse
from signatures.pdf.limits import DEFAULT, Limits, precheck
from signatures.pdf.rewriting import copy_of, open_reader, understood, written
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
    list_annotations,
    take_anchors,
)
from signatures.prepare.filled import filled_fields
from signatures.prepare.normalise import Cleaned, clean
from signatures.prepare.opening import open_foreign

if TYPE_CHECKING:
    from pypdf import PdfWriter

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
    "reserve",
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
    return reserve(clean(pdf, limits), pdf, field=field, box=box, others=others, need_box=need_box)


def reserve(
    cleaned: Cleaned,
    *sources: bytes,
    field: str = HEAD_FIELD,
    box: Box | None = None,
    others: Collection[str] | None = None,
    need_box: bool = True,
) -> Prepared:
    """The fields of :func:`prepare` in a file that is open, which is then written. ``sources``: what it was made of.

    :raises PdfRefused: BOX_OUTSIDE_PAGE, NO_SIGNATURE_BOX.
    """
    writer, removed = cleaned.writer, cleaned.told
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
    list_annotations(writer.pages[0])
    pages = len(writer.pages)
    data = written(writer, *sources)
    return Prepared(data, hashlib.sha256(data).hexdigest(), pages, boxes, removed)


def append_pages(pdf: bytes, sheet: bytes, *, limits: Limits = DEFAULT) -> bytes:
    """The bytes of :func:`append`."""
    return append(pdf, sheet, limits=limits).data


def append(pdf: bytes, sheet: bytes, *, limits: Limits = DEFAULT) -> Prepared:
    """``pdf`` followed by the pages of ``sheet`` (for instance the sheet สำเนาถูกต้อง), where the head then
    signs: marks for the head before it are taken away. No place is reserved yet.

    :raises PdfRefused: as :func:`prepare`; ALREADY_SIGNED for a signed ``pdf``, which must never be rewritten.
    """
    extra, cleaned = open_reader(sheet, limits), clean(pdf, limits)
    writer = cleaned.writer
    drop_marks(writer, "head")
    drop_empty_signature_fields(writer)
    with understood():
        for page in extra.pages:
            writer.add_page(page)
    pages = len(writer.pages)
    data = written(writer, pdf, sheet)
    return Prepared(data, hashlib.sha256(data).hexdigest(), pages, removed=cleaned.told)


def page_count(pdf: bytes, *, limits: Limits = DEFAULT) -> int:
    """Number of pages. :raises PdfRefused: when it cannot be read."""
    return len(open_foreign(pdf, limits).reader.pages)


def already_signed(pdf: bytes, *, limits: Limits = DEFAULT) -> bool:
    """Whether any signature field is filled, of whatever kind. :raises PdfRefused: when it cannot be read."""
    return bool(filled_fields(open_foreign(pdf, limits).reader))


def open_for_rewriting(pdf: bytes, limits: Limits = DEFAULT) -> PdfWriter:
    """The file as a writer has it, nothing taken out. :raises PdfRefused: as :func:`append_pages`."""
    reader = open_foreign(pdf, limits).reader
    if filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    return copy_of(reader)

"""Make a file from outside ready to be worked with: one writer, nothing active, no layers, every value drawn.

What the page shows afterwards is what it showed before; that is compared, and where it is not so the file is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from signatures.errors import PdfRefused, refuse
from signatures.pdf.entries import is_true
from signatures.pdf.limits import DEFAULT, Limits
from signatures.pdf.rewriting import copy_of, understood, written
from signatures.prepare.filled import filled_fields
from signatures.prepare.flatten import flatten
from signatures.prepare.form_values import fix_form, outline_values
from signatures.prepare.metadata import mend_metadata
from signatures.prepare.opening import Opened, open_foreign
from signatures.prepare.page_comparison import Boxes, is_layered_form_or_transparent, same_pages
from signatures.prepare.sanitize import strip

if TYPE_CHECKING:
    from pypdf import PdfWriter

_WAYS: tuple[dict[str, bool], ...] = ({}, {"fix": True}, {"mend": True})
"""How a file is written anew: as it is; where that shows something else, with its fields as pictures, as scripts
formatted them; and at last from what pdfium makes of it."""
_LIGHT = 50_000
"""Bytes a page below which a file is text rather than a scan or a drawing."""

When = Literal["auto", "always", "never"]
"""When pages are compared: ``auto`` for layered, form and transparent files, for whatever pdfium had to mend, and for
any file whose pages are light: scans and large drawings cost more to draw than to write."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A file that can be stamped, signed upon and issued.

    :ivar removed: what was taken out, by name (``javascript``, ``attachments``...), for the clerk to know.
    :ivar hidden: names of the layers that were not shown, and are not there any more.
    :ivar unlocked: it was protected by its owner, and open to everybody.
    :ivar repaired: it was broken, and opened as a viewer opens it.
    :ivar drawn: values of its form that were left to the viewer are drawn.
    :ivar fixed: fields of its form are pictures now, as its scripts formatted them.
    :ivar compared: its pages were compared with those it came with.
    """

    data: bytes
    pages: int
    removed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    unlocked: bool = False
    repaired: bool = False
    drawn: bool = False
    fixed: bool = False
    compared: bool = False


@dataclass(slots=True)
class Cleaned:
    """A file open to be changed further. ``worth_comparing``: what was done to it, or what it is, asks for it."""

    writer: PdfWriter
    opened: Opened
    removed: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    fixed: bool = False
    apart: Boxes = field(default_factory=dict)
    worth_comparing: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """Everything that is not there any more, by name."""
        return tuple(sorted({*self.removed, *(("layers",) if self.hidden else ())}))


def clean(pdf: bytes, limits: Limits, font: Path | None = None, *, fix: bool = False, mend: bool = False) -> Cleaned:
    """Open a file and take out of it all that acts, hides or travels along.

    :param fix: make pictures of the fields of its form. :param mend: take what pdfium makes of it.
    :param font: TrueType file with Thai letters, for values of forms; None looks for one on this machine.
    :raises PdfRefused: as :func:`normalise`, PAGE_CHANGED apart.
    """
    opened, writer = _copied(pdf, limits, mend)
    with understood():
        worth = opened.by_pdfium or is_layered_form_or_transparent(writer)
        apart = outline_values(writer, font) if opened.by_pdfium else {}
        hidden = flatten(writer, limits.decoded)
        fixed = fix and fix_form(writer)
        removed = strip(writer, limits)
        mend_metadata(writer)
    return Cleaned(writer, opened, removed, hidden, fixed, apart, worth)


def _copied(pdf: bytes, limits: Limits, mend: bool) -> tuple[Opened, PdfWriter]:
    """The file open, and its copy; from what pdfium makes of it where pypdf reads it and cannot copy it."""
    opened = open_foreign(pdf, limits, mend=mend)
    if filled_fields(opened.reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    if is_true(opened.reader.root_object, "/NeedsRendering"):
        # Its pages are made by the viewer (dynamic XFA): there is none that could be signed.
        raise refuse(PdfRefused, "XFA_ONLY")
    try:
        return opened, copy_of(opened.reader)
    except PdfRefused as refused:
        if opened.by_pdfium or refused.code != "UNREADABLE":
            raise
        opened = open_foreign(pdf, limits, mend=True)
        return opened, copy_of(opened.reader)


def normalise(pdf: bytes, *, compare: When = "auto", limits: Limits = DEFAULT, font: Path | None = None) -> Normalised:
    """``pdf`` written anew, its pages the same.

    :raises PdfRefused: EMPTY, NOT_PDF, UNREADABLE, ENCRYPTED, ENCRYPTED_RIGHTS, XFA_ONLY, NO_PAGES, LIMIT_*,
        ALREADY_SIGNED, LAYERS_UNCLEAR, FORM_VALUE_UNDRAWN, or PAGE_CHANGED with the page.
    """
    *_, made = normalising(pdf, compare=compare, limits=limits, font=font)
    assert isinstance(made, Normalised)  # noqa: S101 -- the last one is
    return made


def normalising(
    pdf: bytes, *, compare: When = "auto", limits: Limits = DEFAULT, font: Path | None = None
) -> Iterator[int | Normalised]:
    """The same, telling the number of each page as it has been compared; 0: it is open, it is written.

    :raises PdfRefused: as :func:`normalise`.
    """
    refused: PdfRefused | None = None
    for way in _WAYS:
        if way.get("fix") and b"/AcroForm" not in pdf and b"/ObjStm" not in pdf:
            continue
        cleaned = clean(pdf, limits, font, **way)
        yield 0
        pages = len(cleaned.writer.pages)
        data = written(cleaned.writer, pdf)
        yield 0
        compared = compare == "always" or (compare == "auto" and (cleaned.worth_comparing or _is_light(data, pages)))
        try:
            if compared:
                yield from same_pages(pdf, data, less_text=bool(cleaned.hidden), apart=cleaned.apart)
        except PdfRefused as no:
            if no.code != "PAGE_CHANGED":
                raise
            refused = refused or no
            continue
        opened = cleaned.opened
        yield Normalised(
            data, pages, cleaned.removed, cleaned.hidden, opened.unlocked, opened.repaired, opened.drawn,
            cleaned.fixed, compared,
        )  # fmt: skip
        return
    if refused is not None:
        raise refused


def is_odd(opened: Opened) -> bool:
    """Whether a file has what may not come through being written anew; most files have nothing of the kind."""
    root = opened.reader.root_object
    return opened.by_pdfium or any(entry in root for entry in ("/OCProperties", "/AcroForm", "/NeedsRendering"))


def _is_light(data: bytes, pages: int) -> bool:
    """Whether drawing the pages costs little beside writing them: they are not pictures of pages."""
    return len(data) < _LIGHT * max(1, pages)

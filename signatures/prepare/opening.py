"""Open a file that came from outside so that it can be written anew: unlocked, repaired, its values drawn.

What pypdf cannot do is asked of pdfium, once: it opens what its owner protected without a password, repairs what is
broken as every viewer does, and draws the values that a form left to the viewer (``NeedAppearances``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.drawing import ANNOTATE, CHANGE, FILL_IN, opened, rights, saved_again
from signatures.pdf.entries import follow, is_true, items, value
from signatures.pdf.limits import Limits
from signatures.pdf.rewriting import open_reader

if TYPE_CHECKING:
    from pypdf import PdfReader

_VALUE_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it can be written anew.

    :ivar unlocked: it was protected by its owner, without a password to open it.
    :ivar repaired: pypdf could not read it, pdfium could.
    :ivar drawn: values of its form had no picture; now they have one.
    """

    reader: PdfReader
    unlocked: bool = False
    repaired: bool = False
    drawn: bool = False

    @property
    def by_pdfium(self) -> bool:
        """Whether what is rewritten is not the file itself but what pdfium made of it."""
        return self.unlocked or self.repaired or self.drawn


def open_foreign(pdf: bytes, limits: Limits, *, mend: bool = False) -> Opened:
    """:raises PdfRefused: EMPTY, NOT_PDF, UNREADABLE, ENCRYPTED, ENCRYPTED_RIGHTS, NO_PAGES, LIMIT_*

    :param mend: take what pdfium makes of it, although pypdf reads it.
    """
    unlocked, repaired, drawn, how = False, mend, False, ""
    try:
        reader = open_reader(pdf, limits)
        drawn = leaves_values_to_viewer(reader)
        if not drawn and not mend:
            return Opened(reader)
    except PdfRefused as refused:
        unlocked, repaired = refused.code == "ENCRYPTED", refused.code == "UNREADABLE"
        if not unlocked and not repaired:
            raise
        how = str(refused.reasons[0].facts.get("how", ""))
    with opened(pdf, forms=True, how=how) as document:
        granted = rights(document)
        if granted is not None and not granted & (CHANGE | ANNOTATE | FILL_IN):
            raise refuse(PdfRefused, "ENCRYPTED_RIGHTS")
        unlocked = unlocked or granted is not None
        if len(document) <= limits.pages:
            _draw_values(document)
        again = saved_again(document)
    reader = open_reader(again, limits)
    if not drawn and leaves_values_to_viewer(reader):
        drawn = True
    return Opened(reader, unlocked, repaired, drawn)


def _draw_values(document: Any) -> None:
    """pdfium makes the pictures of values when it draws the page they are on, and keeps them in the document."""
    for number in range(len(document)):
        page = document[number]
        page.render(scale=0.1, grayscale=True).close()
        page.close()


def leaves_values_to_viewer(reader: PdfReader) -> bool:
    """Whether a value of the form is to be drawn by the viewer: the form says so, or it has no picture of one."""
    form = value(reader.root_object, "/AcroForm")
    if not isinstance(form, dict):
        return False
    if is_true(form, "/NeedAppearances"):
        return True
    for page in reader.pages:
        for widget in map(follow, items(page, "/Annots")):
            if not isinstance(widget, dict) or value(widget, "/Subtype") != "/Widget":
                continue
            filled = inherited(widget, "/FT") in ("/Tx", "/Ch") and inherited(widget, "/V")
            if filled and value(value(widget, "/AP"), "/N") is None:
                return True
    return False


def inherited(field: Any, name: str) -> Any:
    """An entry of a form field, or of the nearest parent that has it; a parent that is not there has nothing."""
    for _ in range(_VALUE_DEPTH):
        if not isinstance(field, dict):
            return None
        found = value(field, name)
        if found is not None:
            return found
        field = value(field, "/Parent")
    return None

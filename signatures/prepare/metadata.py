"""What a file says about itself, such that a program that signs it can write it again and says the same.

Signing writes the catalogue, the document information and the XMP packet anew. What cannot be written again would be
refused only on the head's table: a packet that no reader of XML reads (TIS-620 in it, cut short), a title with the
zero at its end that ImageMagick leaves there, a form that is the document information (a much copied way of filling
one). None of it shows on a page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from signatures.pdf.entries import value

if TYPE_CHECKING:
    from pypdf import PdfWriter

_BLANKS = "\t\n\r"
_OF_A_FORM = ("/Fields", "/NeedAppearances", "/SigFlags", "/CO", "/DR", "/DA", "/Q", "/XFA")
"""Entries of an interactive form (ISO 32000-1, table 218)."""


def mend_metadata(writer: PdfWriter) -> None:
    """Take away an unreadable packet of XMP, control characters in the information, and a form without fields."""
    from pypdf.generic import DictionaryObject, NameObject, TextStringObject

    root, information = writer.root_object, writer._info
    packet = value(root, "/Metadata")
    if packet is not None and not _is_read(packet):
        del root["/Metadata"]
    form = value(root, "/AcroForm")
    if information is not None and form is information:
        held = {NameObject(entry): information.pop(entry) for entry in _OF_A_FORM if entry in information}
        root[NameObject("/AcroForm")] = form = DictionaryObject(held)
    if isinstance(form, dict) and "/Fields" not in form:
        del root["/AcroForm"]
    if information is None:
        return
    for entry, text in list(information.items()):
        if isinstance(text, TextStringObject) and (said := _printable(text)) != text:
            information[NameObject(entry)] = TextStringObject(said)


def _is_read(packet: Any) -> bool:
    """Whether pyHanko, which writes the packet again, can read it."""
    from pyhanko.pdf_utils.metadata.xmp_xml import parse_xmp

    try:
        parse_xmp(io.BytesIO(packet.get_data()))
    except Exception:  # whatever is wrong with it, by whoever reads it
        return False
    return True


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter >= " " or letter in _BLANKS)

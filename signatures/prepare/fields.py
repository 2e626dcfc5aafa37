"""Where to sign: links that a form prints, boxes, and the empty signature fields made of them."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.entries import follow, items, value, word

if TYPE_CHECKING:
    from pypdf import PdfWriter

HEAD_FIELD = "HeadSignature"
ANCHOR_SCHEME = "oit:sign/"
BOX_WIDTH, BOX_HEIGHT = 170.0, 48.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the lower left corner of the page's own coordinates.

    :ivar page: counted from 0; negative counts from the end.
    """

    page: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @classmethod
    def around(cls, page: int, x: float, y: float, width: float = BOX_WIDTH, height: float = BOX_HEIGHT) -> Box:
        """The usual box, centred on a point."""
        return cls(page, x - width / 2, y - height / 2, x + width / 2, y + height / 2)


NOWHERE = Box(0, 0.0, 0.0, 0.0, 0.0)
"""The box of a signature that is not drawn (ISO 32000-1, 12.7.4.5): it is there for the checker and the reader's list
of signatures."""


def field_name(role: str) -> str:
    """Name of the signature field of a role: ``head`` gives ``HeadSignature``."""
    return f"{role[:1].upper()}{role[1:]}Signature"


_RESERVED = re.compile(r"(?:Officer|Director|Deputy|Route[1-9][0-9]*)Signature")
"""Names that :func:`field_name` gives the fields of those who sign before the head."""


def is_for_another(field: str, reserved: Collection[str] = ()) -> bool:
    """Whether a field was reserved, by its name, for somebody else than the head. Other programs call theirs
    ``Signature`` or ``USGPOSignature``: only names that this office gives count.

    :param reserved: further names, of fields that the issued file has.
    """
    return field != HEAD_FIELD and (_RESERVED.fullmatch(field) is not None or field in reserved)


def head_box(pdf: bytes, name: str = HEAD_FIELD) -> Box | None:
    """Where the head's signature field is in an issued file: from the upper left corner of the page as it is shown.

    ``bottom`` and ``top`` of the answer count downwards from there: top is the smaller. None: the file has no such
    field, or its page is turned, which no issued page with printed codes is.
    """
    from pypdf import PdfReader

    for index, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        for widget in map(follow, items(page, "/Annots")):
            if word(widget, "/FT") == "/Sig" and word(widget, "/T") == name and not page.rotation:
                rect = [float(number) for number in widget["/Rect"]]
                left, top = float(page.cropbox.left), float(page.cropbox.top)
                xs, ys = sorted(rect[0::2]), sorted(rect[1::2])
                return Box(index, xs[0] - left, top - ys[0], xs[1] - left, top - ys[1])
    return None


def take_anchors(writer: PdfWriter, head: str, others: Collection[str] | None = None) -> dict[str, Box]:
    """Find and remove the link annotations that say where to sign; every ``oit:`` link goes, known or not.

    :param others: roles besides the head whose place is taken; None: of everybody for whom there is one.
    """
    boxes: dict[str, Box] = {}
    for index, page in enumerate(writer.pages):
        kept: list[Any] = []
        changed = False
        for item in items(page, "/Annots"):
            uri = _uri(item)
            if uri is None or not uri.startswith("oit:"):
                kept.append(item)
                continue
            changed = True
            match = re.fullmatch(re.escape(ANCHOR_SCHEME) + r"([a-z][a-z0-9_]{0,39})/?", uri)
            if match is None or (others is not None and match[1] not in ("head", *others)):
                continue
            name = head if match[1] == "head" else field_name(match[1])
            left, bottom, right, top = (float(number) for number in items(follow(item), "/Rect"))
            if name not in boxes:  # a link broken over two lines gives two annotations: the first one counts
                boxes[name] = inside(writer, Box.around(index, (left + right) / 2, (bottom + top) / 2), shift=True)
        if changed:
            _set_annotations(page, kept)
    return boxes


def drop_marks(writer: PdfWriter, role: str) -> None:
    """Remove the marks that say where this role signs."""
    for page in writer.pages:
        before = items(page, "/Annots")
        kept = [item for item in before if (_uri(item) or "").rstrip("/") != ANCHOR_SCHEME + role]
        if len(kept) != len(before):
            _set_annotations(page, kept)


def _uri(item: Any) -> str | None:
    annotation = follow(item)
    if word(annotation, "/Subtype") != "/Link":
        return None
    return word(value(annotation, "/A"), "/URI") or None


def _set_annotations(page: Any, kept: list[Any]) -> None:
    from pypdf.generic import ArrayObject, NameObject

    if kept:
        page[NameObject("/Annots")] = ArrayObject(kept)
    else:
        page.pop("/Annots", None)


def inside(writer: PdfWriter, box: Box, *, shift: bool = False) -> Box:
    """The box as it is when it lies on the page; moved onto it when ``shift``. Refused otherwise.

    :raises PdfRefused: BOX_NO_PAGE, BOX_OUTSIDE_PAGE.
    """
    pages = len(writer.pages)
    number = box.page + pages if box.page < 0 else box.page
    if not 0 <= number < pages:
        raise refuse(PdfRefused, "BOX_NO_PAGE", page=box.page + 1, pages=pages)
    media = writer.pages[number].mediabox
    left, bottom, right, top = (float(edge) for edge in (media.left, media.bottom, media.right, media.top))
    if shift:
        dx = max(0.0, left - box.left) - max(0.0, box.right - right)
        dy = max(0.0, bottom - box.bottom) - max(0.0, box.top - top)
        box = Box(number, box.left + dx, box.bottom + dy, box.right + dx, box.top + dy)
    if box.left < left or box.bottom < bottom or box.right > right or box.top > top or min(box.width, box.height) < 10:
        sides = {"width": f"{(right - left) / 72 * 2.54:.1f}", "height": f"{(top - bottom) / 72 * 2.54:.1f}"}
        raise refuse(PdfRefused, "BOX_OUTSIDE_PAGE", page=number + 1, **sides)
    return Box(number, box.left, box.bottom, box.right, box.top)


def drop_empty_signature_fields(writer: PdfWriter, only: str | None = None) -> dict[str, Box]:
    """Remove empty signature fields of the source, or the one named, and say where they were."""
    from pypdf.generic import ArrayObject, NameObject

    found: dict[str, Box] = {}
    dropped: set[int] = set()
    for index, page in enumerate(writer.pages):
        before = items(page, "/Annots")
        kept = []
        for item in before:
            widget = follow(item)
            kind = word(widget, "/FT") or word(value(widget, "/Parent"), "/FT")
            name = word(widget, "/T")
            if word(widget, "/Subtype") == "/Widget" and kind == "/Sig" and only in (None, name):
                rect = [float(number) for number in items(widget, "/Rect") or [0, 0, 0, 0]]
                box = Box(index, min(rect[0::2]), min(rect[1::2]), max(rect[0::2]), max(rect[1::2]))
                if name and min(box.width, box.height) >= 10:
                    found[name] = box
                dropped.add(getattr(item, "idnum", -1))
            else:
                kept.append(item)
        if len(kept) != len(before):
            _set_annotations(page, kept)
    form = value(writer.root_object, "/AcroForm")
    if isinstance(form, dict) and dropped:
        left = [item for item in items(form, "/Fields") if getattr(item, "idnum", -1) not in dropped]
        form[NameObject("/Fields")] = ArrayObject(left)
    return found


def add_field(writer: PdfWriter, name: str, box: Box) -> None:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        IndirectObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    page = writer.pages[box.page]
    edges = (box.left, box.bottom, box.right, box.top)
    # Of a field that is not drawn, signing programs write the four zeros again, as whole numbers.
    rect = [FloatObject(round(edge, 3)) if any(edges) else NumberObject(0) for edge in edges]
    widget = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject(name),
            NameObject("/Rect"): ArrayObject(rect),
            NameObject("/F"): NumberObject(132),  # print, locked (ISO 32000-1, 12.5.3)
            NameObject("/P"): page.indirect_reference,
        }
    )
    reference = writer._add_object(widget)
    annotations = page.get("/Annots")
    items = list(annotations.get_object()) if annotations is not None else []
    # Signing programs that read PDFs as text (node-signpdf) look for ``/Annots [`` in the page and for a form that
    # begins with its type: anything else they break.
    page[NameObject("/Annots")] = ArrayObject([*items, reference])
    root = writer.root_object
    if "/AcroForm" not in root:
        root[NameObject("/AcroForm")] = DictionaryObject({NameObject("/SigFlags"): NumberObject(0)})
    form: Any = root["/AcroForm"].get_object()
    if not isinstance(root.raw_get("/AcroForm"), IndirectObject):
        root[NameObject("/AcroForm")] = writer._add_object(form)
    fields = form.get("/Fields", [])
    rest = {key: value for key, value in form.items() if key not in ("/Type", "/Fields")}
    form.clear()
    form[NameObject("/Type")] = NameObject("/AcroForm")
    form[NameObject("/Fields")] = ArrayObject([*fields.get_object(), reference] if fields else [reference])
    form.update(rest)


def list_annotations(page: Any) -> None:
    """Give a page an empty list of annotations where it has none: endesive asks for the first page's, wherever the
    field is that it signs in."""
    from pypdf.generic import ArrayObject, NameObject

    if "/Annots" not in page:
        page[NameObject("/Annots")] = ArrayObject()

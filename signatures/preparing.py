"""Make a PDF ready to be issued and signed: normalised, nothing active in it, an empty field where to sign.

What the office issues is written anew by one writer (classic cross-reference table, one revision, only what can be
reached from the catalogue), so that "the signed file is the issued file plus signatures" can be checked on bytes.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.limits import DEFAULT, Limits, precheck
from signatures.verdict import reason

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

HEAD_FIELD = "HeadSignature"
ANCHOR_SCHEME = "oit:sign/"
BOX_WIDTH, BOX_HEIGHT = 170.0, 48.0

__all__ = [
    "HEAD_FIELD",
    "Box",
    "Prepared",
    "already_signed",
    "append_pages",
    "field_name",
    "page_count",
    "precheck",
    "prepare",
]


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


def field_name(role: str) -> str:
    """Name of the signature field of a role: ``head`` gives ``HeadSignature``."""
    return f"{role[:1].upper()}{role[1:]}Signature"


def prepare(
    pdf: bytes, *, field: str = HEAD_FIELD, box: Box | None = None, limits: Limits = DEFAULT, need_box: bool = True
) -> Prepared:
    """Normalise ``pdf`` and add an empty, reserved signature field for each place to sign.

    Places: a link annotation whose address is ``oit:sign/head`` (our forms print one; ``oit:sign/ROLE`` for
    others) gives the centre of a box of 170 x 48 points and is removed; otherwise ``box``; otherwise an empty
    signature field that is already there under the name ``field``.

    :raises PdfRefused: with every reason: EMPTY, NOT_PDF, UNREADABLE, ENCRYPTED, NO_PAGES, LIMIT_*, ALREADY_SIGNED,
        BOX_OUTSIDE_PAGE, or NO_SIGNATURE_BOX when no place is known (the caller then appends a certification sheet
        with :func:`append_pages` and tries again).
    """
    reader = _open(pdf, limits)
    if _filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    writer, removed = _rewrite(reader, limits)
    boxes = _take_anchors(writer, field)
    earlier = _drop_empty_signature_fields(writer)
    if field not in boxes:
        if box is not None:
            boxes[field] = _inside(writer, box)
        elif field in earlier:
            boxes[field] = earlier[field]
        elif need_box:
            raise refuse(PdfRefused, "NO_SIGNATURE_BOX")
    for name, place in boxes.items():
        _add_field(writer, name, place)
    data = _write(writer, pdf)
    return Prepared(data, hashlib.sha256(data).hexdigest(), len(writer.pages), boxes, removed)


def append_pages(pdf: bytes, sheet: bytes, *, limits: Limits = DEFAULT) -> bytes:
    """``pdf`` followed by the pages of ``sheet`` (for instance the sheet สำเนาถูกต้อง), link annotations kept.

    :raises PdfRefused: as :func:`prepare`; ALREADY_SIGNED for a signed ``pdf``, which must never be rewritten.
    """
    reader, extra = _open(pdf, limits), _open(sheet, limits)
    if _filled_fields(reader):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    writer, _removed = _rewrite(reader, limits)
    for page in extra.pages:
        writer.add_page(page)
    return _write(writer, pdf + sheet)


def page_count(pdf: bytes, *, limits: Limits = DEFAULT) -> int:
    """Number of pages. :raises PdfRefused: when it cannot be read."""
    return len(_open(pdf, limits).pages)


def already_signed(pdf: bytes, *, limits: Limits = DEFAULT) -> bool:
    """Whether any signature field is filled, of whatever kind. :raises PdfRefused: when it cannot be read."""
    return bool(_filled_fields(_open(pdf, limits)))


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

    from signatures.active import strip

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


def _write(writer: PdfWriter, source: bytes) -> bytes:
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


def _take_anchors(writer: PdfWriter, head: str) -> dict[str, Box]:
    """Find and remove the link annotations that say where to sign; every ``oit:`` link goes, known or not."""
    boxes: dict[str, Box] = {}
    for index, page in enumerate(writer.pages):
        annotations = page.get("/Annots")
        if annotations is None:
            continue
        kept: list[Any] = []
        changed = False
        for item in annotations.get_object():
            uri = _uri(item)
            if uri is None or not uri.startswith("oit:"):
                kept.append(item)
                continue
            changed = True
            match = re.fullmatch(re.escape(ANCHOR_SCHEME) + r"([a-z_]{1,40})/?", uri)
            if match is None:
                continue
            name = head if match[1] == "head" else field_name(match[1])
            left, bottom, right, top = (float(number) for number in item.get_object()["/Rect"])
            if name not in boxes:  # a link broken over two lines gives two annotations: the first one counts
                boxes[name] = _inside(writer, Box.around(index, (left + right) / 2, (bottom + top) / 2), shift=True)
        if changed:
            _set_annotations(page, kept)
    return boxes


def _uri(item: Any) -> str | None:
    annotation = item.get_object()
    if not hasattr(annotation, "get") or annotation.get("/Subtype", "") != "/Link":
        return None
    action = annotation.get("/A")
    action = action.get_object() if action is not None else {}
    uri = action.get("/URI")
    return str(uri) if uri is not None else None


def _set_annotations(page: Any, kept: list[Any]) -> None:
    from pypdf.generic import ArrayObject, NameObject

    if kept:
        page[NameObject("/Annots")] = ArrayObject(kept)
    else:
        page.pop("/Annots", None)


def _inside(writer: PdfWriter, box: Box, *, shift: bool = False) -> Box:
    """The box as it is when it lies on the page; moved onto it when ``shift``. Refused otherwise."""
    pages = len(writer.pages)
    number = box.page + pages if box.page < 0 else box.page
    if not 0 <= number < pages:
        raise refuse(PdfRefused, "BOX_OUTSIDE_PAGE", page=box.page + 1)
    media = writer.pages[number].mediabox
    left, bottom, right, top = (float(edge) for edge in (media.left, media.bottom, media.right, media.top))
    if shift:
        dx = max(0.0, left - box.left) - max(0.0, box.right - right)
        dy = max(0.0, bottom - box.bottom) - max(0.0, box.top - top)
        box = Box(number, box.left + dx, box.bottom + dy, box.right + dx, box.top + dy)
    if box.left < left or box.bottom < bottom or box.right > right or box.top > top or min(box.width, box.height) < 10:
        raise refuse(PdfRefused, "BOX_OUTSIDE_PAGE", page=number + 1)
    return Box(number, box.left, box.bottom, box.right, box.top)


def _drop_empty_signature_fields(writer: PdfWriter) -> dict[str, Box]:
    """Remove empty signature fields of the source and say where they were."""
    from pypdf.generic import ArrayObject, NameObject

    found: dict[str, Box] = {}
    dropped: set[int] = set()
    for index, page in enumerate(writer.pages):
        annotations = page.get("/Annots")
        if annotations is None:
            continue
        kept = []
        for item in annotations.get_object():
            widget = item.get_object()
            parent = widget.get("/Parent", {})
            kind = widget.get("/FT", parent.get_object().get("/FT") if hasattr(parent, "get_object") else None)
            if widget.get("/Subtype") == "/Widget" and kind == "/Sig":
                rect = [float(number) for number in widget.get("/Rect", [0, 0, 0, 0])]
                name = str(widget.get("/T", ""))
                box = Box(index, min(rect[0::2]), min(rect[1::2]), max(rect[0::2]), max(rect[1::2]))
                if name and min(box.width, box.height) >= 10:
                    found[name] = box
                dropped.add(getattr(item, "idnum", -1))
            else:
                kept.append(item)
        if len(kept) != len(annotations.get_object()):
            _set_annotations(page, kept)
    form = writer.root_object.get("/AcroForm")
    if form is not None and dropped:
        fields = form.get_object().get("/Fields", [])
        left = ArrayObject([item for item in fields if getattr(item, "idnum", -1) not in dropped])
        form.get_object()[NameObject("/Fields")] = left
    return found


def _add_field(writer: PdfWriter, name: str, box: Box) -> None:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )

    page = writer.pages[box.page]
    rect = [FloatObject(round(number, 3)) for number in (box.left, box.bottom, box.right, box.top)]
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
    # The array is an object of its own: adding an invisible time stamp later then changes this array, not the page.
    array = writer._add_object(ArrayObject([*items, reference]))
    page[NameObject("/Annots")] = array
    root = writer.root_object
    form: Any = root.get("/AcroForm")
    if form is None:
        fresh = DictionaryObject({NameObject("/Fields"): ArrayObject(), NameObject("/SigFlags"): NumberObject(0)})
        root[NameObject("/AcroForm")] = writer._add_object(fresh)
        form = fresh
    fields = form.get_object().get("/Fields")
    form.get_object()[NameObject("/Fields")] = ArrayObject([*(fields.get_object() if fields else []), reference])

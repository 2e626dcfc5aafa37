"""Where a clerk points, with a ruler: a mark like those our forms print, put there; and a picture to see it first."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.limits import DEFAULT, Limits
from signatures.pdf.rewriting import written
from signatures.prepare.fields import (
    ANCHOR_SCHEME,
    BOX_HEIGHT,
    BOX_WIDTH,
    HEAD_FIELD,
    drop_empty_signature_fields,
    drop_marks,
)
from signatures.prepare.prepare import open_for_rewriting
from signatures.prepare.transform import upright

if TYPE_CHECKING:
    from pypdf import PdfWriter

CM = 72 / 2.54
_DARK, _COVERED = 160, 0.02
"""A point of the page darker than this is ink; a box with more ink than this share lies on something to be read (a
dotted line has less)."""
_SCALE = 1.25


@dataclass(frozen=True, slots=True)
class Spot:
    """Middle of the box to sign: page from 1, centimetres from the left and the top of the page as it is seen."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Pointed:
    """The file with its mark. ``covers``: something stands in the box that the signature would hide."""

    data: bytes
    covers: bool


def point(pdf: bytes, spot: Spot, *, limits: Limits = DEFAULT) -> Pointed:
    """``pdf`` with a mark ``oit:sign/head`` at the spot, instead of any that it had.

    :raises PdfRefused: as :func:`~.prepare.prepare`; BOX_NO_PAGE and BOX_OUTSIDE_PAGE with what there is.
    """
    writer = open_for_rewriting(pdf, limits)
    page = _page(writer, spot)
    drop_marks(writer, "head")
    drop_empty_signature_fields(writer, only=HEAD_FIELD)
    seen = page.cropbox
    x, y = float(seen.left) + spot.left * CM, float(seen.top) - spot.top * CM
    add_mark(writer, page, x, y)
    picture = _picture(pdf, spot)
    frame = picture.crop(tuple(round(edge) for edge in _frame(spot))).convert("L")
    dark = sum(frame.histogram()[:_DARK]) / max(1, frame.width * frame.height)
    return Pointed(written(writer, pdf), dark > _COVERED)


def add_mark(writer: PdfWriter, page: Any, x: float, y: float) -> None:
    """Put the mark ``oit:sign/head``, as our forms print it, on a page of the writer around a point."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

    action = {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(f"{ANCHOR_SCHEME}head")}
    mark = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Link"),
            NameObject("/Rect"): ArrayObject([FloatObject(edge) for edge in (x - 5, y - 5, x + 5, y + 5)]),
            NameObject("/A"): DictionaryObject(action),
        }
    )
    annotations = page.get("/Annots")
    items = list(annotations.get_object()) if annotations is not None else []
    page[NameObject("/Annots")] = ArrayObject([*items, writer._add_object(mark)])


def preview(pdf: bytes, spot: Spot, *, limits: Limits = DEFAULT) -> bytes:
    """A picture (PNG) of the page with the box in red, and a ruler in centimetres along its left and top.

    :raises PdfRefused: as :func:`point`.
    """
    from PIL import ImageDraw

    _page(open_for_rewriting(pdf, limits), spot)
    picture = _picture(pdf, spot)
    draw: Any = ImageDraw.Draw(picture)
    step = CM * _SCALE
    for length, along in ((picture.width, 0), (picture.height, 1)):
        for number in range(1, int(length / step) + 1):
            at, deep = round(number * step), 14 if number % 5 == 0 else 7
            draw.line((at, 0, at, deep) if along == 0 else (0, at, deep, at), fill=(0, 70, 200), width=1)
            if number % 5 == 0:
                draw.text((at - 5, 16) if along == 0 else (17, at - 6), str(number), fill=(0, 70, 200))
    left, top, right, bottom = _frame(spot)
    draw.rectangle((left, top, right, bottom), outline=(220, 0, 0), width=3)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _page(writer: PdfWriter, spot: Spot) -> Any:
    """The page of the spot, upright. :raises PdfRefused: there is none, or the box would not lie on it."""
    pages = len(writer.pages)
    if not 1 <= spot.page <= pages:
        raise refuse(PdfRefused, "BOX_NO_PAGE", page=spot.page, pages=pages)
    page = writer.pages[spot.page - 1]
    upright(page)
    width, height = float(page.cropbox.width), float(page.cropbox.height)
    x, y, across, up = spot.left * CM, spot.top * CM, BOX_WIDTH / 2, BOX_HEIGHT / 2
    if not (across <= x <= width - across and up <= y <= height - up):
        raise refuse(
            PdfRefused, "BOX_OUTSIDE_PAGE", page=spot.page, width=f"{width / CM:.1f}", height=f"{height / CM:.1f}"
        )
    return page


def _frame(spot: Spot) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the box on the picture."""
    x, y, across, up = spot.left * CM, spot.top * CM, BOX_WIDTH / 2, BOX_HEIGHT / 2
    return (x - across) * _SCALE, (y - up) * _SCALE, (x + across) * _SCALE, (y + up) * _SCALE


def _picture(pdf: bytes, spot: Spot) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[spot.page - 1]
        bitmap = page.render(scale=_SCALE)
        picture = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
        return picture
    except pypdfium2.PdfiumError as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    finally:
        document.close()

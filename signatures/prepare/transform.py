"""Turn a page upright, or make it a little smaller on its sheet; its links and fields move with what is printed."""

from __future__ import annotations

from typing import Any

from signatures.pdf.content import balance
from signatures.pdf.entries import appearances, follow, items, value

_WORTH_PACKING = 256
_BOXES = ("/BleedBox", "/TrimBox", "/ArtBox")


def upright(page: Any) -> None:
    """Take a page's rotation into its content, with its links and fields, so that what is seen is what is counted.

    The content itself is not touched: it is put between a matrix and its end, byte for byte as it is.
    """
    from pypdf import Transformation
    from pypdf.generic import FloatObject, RectangleObject

    if not page.rotation:
        return
    media = page.mediabox
    turned = Transformation().rotate(-page.rotation)
    corners = [turned.apply_on(corner) for corner in (media.lower_left, media.upper_right)]
    turned = turned.translate(-min(x for x, _ in corners), -min(y for _, y in corners))
    boxes = {name: value(page, name) for name in _BOXES} | {"/MediaBox": media, "/CropBox": page.cropbox}
    _wrap(page, " ".join(f"{number:.5f}" for number in turned.ctm) + " cm")
    _move_annotations(page, turned)
    _turn_pictures(page, -page.rotation)
    for name, box in boxes.items():
        if box is not None:
            ends = [turned.apply_on((float(box[0]), float(box[1]))), turned.apply_on((float(box[2]), float(box[3])))]
            xs, ys = sorted(x for x, _ in ends), sorted(y for _, y in ends)
            edges = (xs[0], ys[0], xs[1], ys[1])
            page[_name(name)] = RectangleObject(tuple(FloatObject(round(float(edge), 3)) for edge in edges))
    page.pop("/Rotate", None)
    page[_name("/Rotate")] = _number(0)  # a page above may turn all below it


def shrink(page: Any, factor: float, left: float, bottom: float) -> None:
    """The page's picture at ``factor``, its lower left corner at (left, bottom). What was cut off stays cut off."""
    from pypdf import Transformation

    seen = [float(edge) for edge in page.cropbox]
    dx, dy = left - seen[0] * factor, bottom - seen[1] * factor
    window = f"{seen[0]:.3f} {seen[1]:.3f} {seen[2] - seen[0]:.3f} {seen[3] - seen[1]:.3f}"
    _wrap(page, f"{factor:.4f} 0 0 {factor:.4f} {dx:.3f} {dy:.3f} cm {window} re W n")
    _move_annotations(page, Transformation().scale(factor).translate(dx, dy))


def _wrap(page: Any, first: str) -> None:
    """Put the page's content, whatever states it leaves open, between ``q``, some operators, and ``Q``."""
    set_apart(page, f"q {first}\n".encode("ascii"), b"\nQ\n")


def set_apart(page: Any, before: bytes, after: bytes) -> None:
    """Draw something before the page's content and something behind it, as if each were alone on the page.

    A drawing may restore what it has not saved, or leave open what it saves: neither may reach what is put around it.
    """
    from pypdf.generic import ArrayObject, DecodedStreamObject

    content = page.get("/Contents")
    inner = content.get_object() if content is not None else ArrayObject()
    middle = list(inner) if isinstance(inner, ArrayObject) else [content]
    parts = [follow(part) for part in middle]
    restored, left = balance(b"\n".join(part.get_data() for part in parts if hasattr(part, "get_data")))
    first, last = DecodedStreamObject(), DecodedStreamObject()
    first.set_data(before + b"q " * restored)
    last.set_data(b"\n" + b"Q " * left + after)
    writer = page.indirect_reference.pdf
    behind = last.flate_encode(6) if len(after) > _WORTH_PACKING else last
    page[_name("/Contents")] = ArrayObject([writer._add_object(first), *middle, writer._add_object(behind)])


def _move_annotations(page: Any, how: Any) -> None:
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    annotations = page.get("/Annots")
    for item in annotations.get_object() if annotations is not None else []:
        annotation = item.get_object()
        for key in ("/Rect", "/QuadPoints"):
            numbers = annotation.get(key)
            if numbers is None:
                continue
            flat = [float(number) for number in numbers.get_object()]
            points = [how.apply_on(point) for point in zip(flat[0::2], flat[1::2], strict=False)]
            if key == "/Rect":
                xs, ys = [x for x, _ in points], [y for _, y in points]
                points = [(min(xs), min(ys)), (max(xs), max(ys))]
            moved = [FloatObject(round(float(number), 3)) for point in points for number in point]
            annotation[NameObject(key)] = ArrayObject(moved)


def _turn_pictures(page: Any, degrees: int) -> None:
    """Turn the pictures of the page's annotations with it: each is fitted into its rectangle as its matrix has it."""
    from pypdf import Transformation
    from pypdf.generic import ArrayObject, FloatObject

    done: set[int] = set()
    for annotation in map(follow, items(page, "/Annots")):
        for picture in appearances(annotation):
            if hasattr(picture, "get_data") and id(picture) not in done:
                done.add(id(picture))
                matrix = [float(number) for number in value(picture, "/Matrix") or (1, 0, 0, 1, 0, 0)]
                turned = (
                    Transformation((matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5]))
                    .rotate(degrees)
                    .ctm
                )
                picture[_name("/Matrix")] = ArrayObject([FloatObject(round(float(number), 5)) for number in turned])


def _name(text: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(text)


def _number(number: int) -> Any:
    from pypdf.generic import NumberObject

    return NumberObject(number)

"""Turn a page upright, or make it a little smaller on its sheet; its links and fields move with what is printed."""

from __future__ import annotations

from typing import Any


def upright(page: Any) -> None:
    """Take a page's rotation into its content, with its links and fields, so that what is seen is what is counted."""
    from pypdf import Transformation

    if not page.rotation:
        return
    media = page.mediabox
    middle = float(media.left + media.right) / 2, float(media.bottom + media.top) / 2
    turned = Transformation().translate(-middle[0], -middle[1]).rotate(-page.rotation)
    corners = [turned.apply_on(corner) for corner in (media.lower_left, media.upper_right)]
    turned = turned.translate(-min(x for x, _ in corners), -min(y for _, y in corners))
    page.transfer_rotation_to_content()
    _move_annotations(page, turned)


def shrink(page: Any, factor: float, left: float, bottom: float) -> None:
    """The page's picture at ``factor``, its lower left corner at (left, bottom). What was cut off stays cut off."""
    from pypdf import Transformation
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

    seen = [float(edge) for edge in page.cropbox]
    dx, dy = left - seen[0] * factor, bottom - seen[1] * factor
    before, after = DecodedStreamObject(), DecodedStreamObject()
    window = f"{seen[0]:.3f} {seen[1]:.3f} {seen[2] - seen[0]:.3f} {seen[3] - seen[1]:.3f}"
    before.set_data(f"q {factor:.4f} 0 0 {factor:.4f} {dx:.3f} {dy:.3f} cm {window} re W n\n".encode("ascii"))
    after.set_data(b"\nQ\n")
    content = page.get("/Contents")
    inner = content.get_object() if content is not None else ArrayObject()
    middle = list(inner) if isinstance(inner, ArrayObject) else [content]
    writer = page.indirect_reference.pdf
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), *middle, writer._add_object(after)])
    _move_annotations(page, Transformation().scale(factor).translate(dx, dy))


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

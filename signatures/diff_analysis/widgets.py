"""What a signature may look like: an invisible new field, a picture inside the box that was reserved, or a picture
whose place is then shown to be blank (:mod:`signatures.diff_analysis.looks`).

A viewer paints the appearance of a widget mapped from its ``/BBox`` to its ``/Rect`` and clipped to it (ISO 32000-1,
12.5.5). Where a box is missing or has no area viewers differ, and some paint over the page. So boxes are exact, or the
picture has nothing in it, or the file is refused.
"""

from __future__ import annotations

import math
from decimal import Decimal
from enum import Enum
from typing import Any

from signatures.pdf.objects import follow, get, is_reference, items, raw, raw_items
from signatures.verdict import Reason, reason

_NEW_KEYS = {
    "/Type", "/Subtype", "/FT", "/T", "/TU", "/V", "/Rect", "/F", "/Ff", "/P", "/AP", "/DA", "/DR", "/MK", "/Lock",
    "/H", "/NM", "/CA", "/Kids", "/AS", "/Border", "/M", "/StructParent",
}  # fmt: skip
_WIDGET_KEYS = {
    "/Type", "/Subtype", "/Rect", "/F", "/P", "/AP", "/DA", "/DR", "/MK", "/H", "/NM", "/CA", "/Parent",
    "/AS", "/Border", "/M", "/StructParent",
}  # fmt: skip
_FORM_KEYS = {
    "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Name", "/LastModified",
    "/Length", "/Filter", "/DecodeParms",
}  # fmt: skip
_FILLED_KEYS = {"/V", "/AP", "/M", "/F", "/Rect"}
_ADDED_KEYS = {"/DA", "/DR", "/MK", "/H", "/NM", "/CA", "/StructParent"}
"""What says nothing of a signature that has a picture or none: how a text would be set, what a viewer's own drawing
would look like, how a press of the mouse is shown, where a screen reader finds it (12.5.6.19, 12.7.3.3, 14.7.4.4)."""
_STYLE_KEYS = {"/R", "/BC", "/BG", "/CA"}
_RESOURCE_KEYS = {"/Font", "/XObject", "/ProcSet", "/Encoding", "/ExtGState", "/ColorSpace", "/Pattern"}
_HARMLESS_FLAGS = 4 | 64 | 128 | 512  # print, read only, locked, contents locked (table 165)
_LIMIT = 14_400.0
_FLATTEST = 1e-6


class Picture(Enum):
    """What an appearance dictionary draws."""

    NOTHING = 0
    POINT = 1
    """Something in a box of four zeros: nothing, where the widget's place is a point, too."""
    CLIPPED = 2
    """One picture, clipped to its box."""
    UNCLEAR = 3


def plain(value: Any) -> bool:
    """Whether this is a dictionary and not a stream: pyHanko's streams are dictionaries too."""
    return isinstance(value, dict) and not hasattr(value, "encoded_data")


def numbers(value: Any) -> list[float] | None:
    """The numbers of an array, None when it is no array of finite numbers of a sensible size."""
    if not isinstance(value, list):
        return None
    found = items(value)
    if any(
        isinstance(item, bool) or not isinstance(item, int | float | Decimal) or not math.isfinite(item)
        for item in found
    ):
        return None
    return [float(item) for item in found] if all(abs(item) <= _LIMIT for item in found) else None


def flags(field: Any) -> int:
    value = get(field, "/F")
    return int(value) if isinstance(value, int) else 0


def box_of(widget: Any) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of a widget's place; None when it is no rectangle."""
    box = numbers(get(widget, "/Rect"))
    if box is None or len(box) != 4:
        return None
    return min(box[0::2]), min(box[1::2]), max(box[0::2]), max(box[1::2])


def widget_of(field: Any, reference: Any) -> tuple[Any, Any]:
    """The widget of a field and its reference: the field itself, or its only kid (12.7.3.1)."""
    kids = raw_items(get(field, "/Kids"))
    if len(kids) == 1 and is_reference(kids[0]):
        return follow(kids[0]), kids[0].reference
    return field, reference


def new_field_faults(field: Any, widget: Any, reference: Any, name: str) -> tuple[list[Reason], bool]:
    """What speaks against a new field, which must be a signature and nothing besides; and whether it is seen, so that
    its place has to be blank.

    :param reference: of the field.
    """
    if not plain(field) or get(field, "/FT") != "/Sig" or not plain(get(field, "/V")):
        return [changed(f"a new field {name}")], False
    found = [changed(f"a new field with {key}") for key in sorted({str(key) for key in field} - _NEW_KEYS)]
    if "/Kids" in field and not _kid(field, widget, reference):
        return [*found, changed("a new field with /Kids")], False
    if get(widget, "/Subtype") not in (None, "/Widget") or get(widget, "/Type") not in (None, "/Annot"):
        found.append(changed(f"a new field {name}"))
    found += [changed(f"a new field with {key}") for key in sorted(_odd_styles(field) | _odd_styles(widget))]
    if "/Rect" not in widget and "/Subtype" not in widget and "/AP" not in widget:
        return found, False  # a field without a widget has no place at all
    box = box_of(widget)
    if box is None or not _fits(box, pictured(widget)):
        return [*found, reason("APPEARANCE_OUTSIDE", field=name)], False
    return found, box[0] != box[2]


def filled_field_faults(old: Any, new: Any, differing: set[str], name: str) -> list[Reason]:
    """What speaks against a field that was empty and has a signature now, ``differing`` from what it was."""
    found = []
    for key in sorted(differing - _FILLED_KEYS):
        if key not in _ADDED_KEYS or key in old or key in _odd_styles(new):
            found.append(changed(f"field {key}"))
    if flags(new) & ~flags(old) & ~_HARMLESS_FLAGS:
        found.append(changed("field hidden"))
    box = box_of(new)
    # PDFBox takes the place away when it draws nothing there; an empty field drew nothing before, either.
    moved = "/Rect" in differing and (box is None or any(box) or "/AP" in old)
    if moved or ("/AP" in new and not _fits(box, pictured(new))):
        found.append(reason("APPEARANCE_OUTSIDE", field=name))
    return found


def _fits(box: tuple[float, float, float, float] | None, picture: Picture) -> bool:
    """Whether every viewer draws the same: nothing, or a picture clipped to a place that has an area."""
    if box is None or picture is Picture.UNCLEAR:
        return False
    wide, high = box[0] != box[2], box[1] != box[3]
    if wide and high:
        return picture is not Picture.POINT
    return wide == high and picture in (Picture.NOTHING, Picture.POINT)


def pictured(widget: Any) -> Picture:
    """What the appearance dictionary of a widget draws."""
    appearance = get(widget, "/AP")
    if appearance is None:
        return Picture.NOTHING
    if not plain(appearance) or {str(key) for key in appearance} != {"/N"} or not is_reference(raw(appearance, "/N")):
        return Picture.UNCLEAR
    form = get(appearance, "/N")
    if not hasattr(form, "encoded_data"):
        # endesive writes a dictionary that is no stream: there is nothing in it that could be drawn.
        return Picture.NOTHING if plain(form) and not _holds_more(form) else Picture.UNCLEAR
    if not {str(key) for key in form} & {"/F", "/FFilter"} and _blank(form):
        return Picture.NOTHING
    if {str(key) for key in form} - _FORM_KEYS:
        return Picture.UNCLEAR
    if get(form, "/Subtype") != "/Form" or get(form, "/Type") not in (None, "/XObject"):
        return Picture.UNCLEAR
    box = numbers(get(form, "/BBox"))
    if box is None or len(box) != 4 or ("/Matrix" in form and not _regular(numbers(get(form, "/Matrix")))):
        return Picture.UNCLEAR
    if not any(box):
        return Picture.POINT
    # Opposite corners in any order (7.9.5); pyHanko writes the upper first.
    return Picture.UNCLEAR if box[0] == box[2] or box[1] == box[3] else Picture.CLIPPED


def _holds_more(form: Any) -> bool:
    values = [get(form, str(key)) for key in form]
    return any(isinstance(value, dict) or any(isinstance(item, dict) for item in items(value)) for value in values)


def _blank(form: Any) -> bool:
    """Whether a stream's data is white space only, whatever it is packed in."""
    try:
        return not bytes(form.data).strip(b"\0\t\n\f\r ")
    except Exception:  # a filter that is not known: there may be anything in it
        return False


def _kid(field: Any, widget: Any, reference: Any) -> bool:
    """Whether ``widget`` is the only widget of ``field``, no field of its own, and ``field`` no widget."""
    if widget is field or not plain(widget) or {str(key) for key in widget} - _WIDGET_KEYS:
        return False
    parent = raw(widget, "/Parent")
    if not is_reference(parent) or (parent.idnum, parent.generation) != (reference.idnum, reference.generation):
        return False
    return not {str(key) for key in field} & {"/Rect", "/AP", "/Subtype"}


def _odd_styles(field: Any) -> set[str]:
    """Keys whose values are more than style: an icon, resources that are none, a colour that is a dictionary, a border
    that has width, where there is anything to be bordered.

    ``/AS`` chooses among pictures (12.5.5), of which there is one.
    """
    found = set()
    style, resources = get(field, "/MK"), get(field, "/DR")
    if style is not None and (
        not plain(style)
        or {str(key) for key in style} - _STYLE_KEYS
        or any(isinstance(get(style, str(key)), dict) for key in style)
    ):
        found.add("/MK")
    if resources is not None and (not plain(resources) or {str(key) for key in resources} - _RESOURCE_KEYS):
        found.add("/DR")
    if "/StructParent" in field and not isinstance(get(field, "/StructParent"), int):
        found.add("/StructParent")
    if "/Border" in field and any(numbers(get(field, "/Border")) or [1]) and any(box_of(field) or [1]):
        found.add("/Border")
    return found


def _regular(matrix: list[float] | None) -> bool:
    """Whether a matrix turns an area into an area (8.3.4)."""
    if matrix is None or len(matrix) != 6:
        return False
    a, b, c, d = matrix[:4]
    return abs(a * d - b * c) > _FLATTEST


def changed(detail: str) -> Reason:
    """The reason for any change that is no signing."""
    return reason("MODIFIED_AFTER_SIGNING", detail=detail)

"""What a signature may look like: an invisible new field, or a picture inside the box that was reserved.

A viewer paints the appearance of a widget mapped from its ``/BBox`` to its ``/Rect`` and clipped to it (ISO 32000-1,
12.5.5). Where a box is missing or has no area viewers differ, and some paint over the page. So boxes are exact or the
file is refused.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from signatures.pdf.objects import get, is_reference, items, raw
from signatures.verdict import Reason, reason

_NEW_KEYS = {"/Type", "/Subtype", "/FT", "/T", "/TU", "/V", "/Rect", "/F", "/Ff", "/P", "/AP", "/DA", "/MK", "/Lock"}
_FORM_KEYS = {
    "/Type", "/Subtype", "/FormType", "/BBox", "/Matrix", "/Resources", "/Group", "/Name", "/LastModified",
    "/Length", "/Filter", "/DecodeParms",
}  # fmt: skip
_HARMLESS_FLAGS = 4 | 64 | 128 | 512  # print, read only, locked, contents locked (table 165)
_LIMIT = 14_400.0
_FLATTEST = 1e-6


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


def new_field_faults(field: Any, name: str) -> list[Reason]:
    """What speaks against a new field: it must be an invisible signature and nothing besides."""
    if not plain(field) or get(field, "/FT") != "/Sig" or not plain(get(field, "/V")):
        return [changed(f"a new field {name}")]
    found = [changed(f"a new field with {key}") for key in sorted({str(key) for key in field} - _NEW_KEYS)]
    if get(field, "/Subtype") not in (None, "/Widget") or get(field, "/Type") not in (None, "/Annot"):
        found.append(changed(f"a new field {name}"))
    # An empty dictionary says nothing about borders and captions; Acrobat writes one.
    style = get(field, "/MK")
    if style is not None and (not plain(style) or len(style)):
        found.append(changed("a new field with /MK"))
    box, picture = numbers(get(field, "/Rect")), get(field, "/AP")
    # A field without a widget has no place at all; a widget has one without area.
    placed = "/Rect" in field or "/Subtype" in field
    unseen = not placed or (box is not None and len(box) == 4 and box[0] == box[2] and box[1] == box[3])
    if not unseen or (picture is not None and not _pictured(picture, empty=True)):
        found.append(reason("APPEARANCE_OUTSIDE", field=name))
    return found


def filled_field_faults(old: Any, new: Any, name: str) -> list[Reason]:
    """What speaks against the look of a field that was empty and has a signature now."""
    found = []
    if flags(new) & ~flags(old) & ~_HARMLESS_FLAGS:
        found.append(changed("field hidden"))
    picture = get(new, "/AP")
    if picture is not None and not _pictured(picture, empty=False):
        found.append(reason("APPEARANCE_OUTSIDE", field=name))
    return found


def _pictured(appearance: Any, *, empty: bool) -> bool:
    """Whether an appearance dictionary holds one form XObject with an exact box, and nothing else."""
    if not plain(appearance) or {str(key) for key in appearance} != {"/N"} or not is_reference(raw(appearance, "/N")):
        return False
    form = get(appearance, "/N")
    if not hasattr(form, "encoded_data") or {str(key) for key in form} - _FORM_KEYS:
        return False
    if get(form, "/Subtype") != "/Form" or get(form, "/Type") not in (None, "/XObject"):
        return False
    box = numbers(get(form, "/BBox"))
    if box is None or len(box) != 4:
        return False
    if empty:
        if any(box):
            return False
    elif box[0] == box[2] or box[1] == box[3]:  # opposite corners in any order (7.9.5); pyHanko writes the upper first
        return False
    return "/Matrix" not in form or _regular(numbers(get(form, "/Matrix")))


def _regular(matrix: list[float] | None) -> bool:
    """Whether a matrix turns an area into an area (8.3.4)."""
    if matrix is None or len(matrix) != 6:
        return False
    a, b, c, d = matrix[:4]
    return abs(a * d - b * c) > _FLATTEST


def changed(detail: str) -> Reason:
    """The reason for any change that is no signing."""
    return reason("MODIFIED_AFTER_SIGNING", detail=detail)

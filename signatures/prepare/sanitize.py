"""Take out of a PDF whatever acts, hides or travels along: scripts, actions, attachments, layers, media."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.limits import Limits
from signatures.pdf.reader import inflated_size

if TYPE_CHECKING:
    from pypdf import PdfWriter

HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named"})
"""Action types that stay: going to a page or a web address when clicked (ISO 32000-1, 12.6.4)."""

ACTIVE_ANNOTATIONS = frozenset(
    {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/Projection", "/TrapNet", "/Redact"}
)

CATALOGUE = {
    "/OpenAction": "open_action",
    "/AA": "actions",
    "/JavaScript": "javascript",
    "/AF": "attachments",
    "/Collection": "attachments",
    "/OCProperties": "layers",
    "/Threads": "threads",
    "/Perms": "permissions",
    "/Legal": "permissions",
    "/Requirements": "requirements",
    "/SpiderInfo": "web_capture",
    "/PieceInfo": "private_data",
    "/DSS": "old_validation_data",
    "/NeedsRendering": "xfa",
}


def strip(writer: PdfWriter, limits: Limits, *, pictures: bool = True) -> tuple[str, ...]:
    """Remove it all from ``writer`` and return the sorted names of what was removed.

    :param pictures: count what pictures inflate to; not for scans, whose pictures were measured before.
    :raises PdfRefused: LIMIT_STREAM for streams that inflate beyond the limits.
    """
    removed: set[str] = set()
    root = writer.root_object
    for key, name in CATALOGUE.items():
        if key in root:
            del root[key]
            removed.add(name)
    names = root.get("/Names")
    if names is not None:
        tree = names.get_object()
        for key, name in (("/JavaScript", "javascript"), ("/EmbeddedFiles", "attachments"), ("/Renditions", "media")):
            if key in tree:
                del tree[key]
                removed.add(name)
    form = root.get("/AcroForm")
    if form is not None:
        for key in ("/XFA", "/CO", "/NeedAppearances"):
            if key in form.get_object():
                del form.get_object()[key]
                removed.add("xfa" if key == "/XFA" else "form_settings")
    for page in writer.pages:
        _strip_annotations(page, removed)
    budget = limits.decoded
    for item in writer._objects:
        _strip_object(item, removed, 0)
        measured = not pictures and isinstance(item, dict) and _value(item, "/Subtype") == "/Image"
        if hasattr(item, "_data") and isinstance(item, dict) and not measured:
            size = inflated_size(item._data, _value(item, "/Filter"), min(limits.stream, budget))
            if size is None:
                raise refuse(PdfRefused, "LIMIT_STREAM")
            budget -= size
    return tuple(sorted(removed))


def _strip_annotations(page: Any, removed: set[str]) -> None:
    from pypdf.generic import ArrayObject, NameObject

    annotations = page.get("/Annots")
    if annotations is None:
        return
    items = annotations.get_object()
    kept = [item for item in items if _value(item.get_object(), "/Subtype") not in ACTIVE_ANNOTATIONS]
    if len(kept) != len(items):
        removed.add("media")
        page[NameObject("/Annots")] = ArrayObject(kept)


def _strip_object(item: Any, removed: set[str], depth: int) -> None:
    if depth > 60:
        raise RecursionError("objects nested too deep")
    if isinstance(item, dict):
        if "/AA" in item:
            del item["/AA"]
            removed.add("actions")
        if "/OC" in item:
            del item["/OC"]
            removed.add("layers")
        if "/AF" in item:
            del item["/AF"]
            removed.add("attachments")
        action = item.get("/A")
        if action is not None and _acts(action):
            del item["/A"]
            removed.add("actions")
        kind = _value(item, "/S")
        if kind is not None and ("/JS" in item or kind in ("/JavaScript", "/Launch")):
            for key in ("/JS", "/F", "/Win", "/Mac", "/Unix", "/Next"):
                item.pop(key, None)
            item[_name("/S")] = _name("/Named")
            removed.add("javascript" if kind == "/JavaScript" else "actions")
        for value in item.values():
            if isinstance(value, (dict, list)):
                _strip_object(value, removed, depth + 1)
    elif isinstance(item, list):
        for value in item:
            if isinstance(value, (dict, list)):
                _strip_object(value, removed, depth + 1)


def _acts(action: Any) -> bool:
    value = action.get_object()
    if not isinstance(value, dict):
        return False
    return _value(value, "/S") not in HARMLESS_ACTIONS or "/Next" in value


def _value(item: Any, key: str) -> Any:
    """pypdf's ``dict.get`` does not follow references; its ``[]`` does."""
    try:
        value = item[key]
    except KeyError:
        return None
    return [entry.get_object() for entry in value] if isinstance(value, list) else value


def _name(text: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(text)

"""Take out of a PDF whatever acts or travels along: scripts, actions, attachments, media, data of other programs.

What is drawn stays as it is. A key means what it means only in its own kind of dictionary: ``/A`` is an action of a
link and the letter A of a font whose letters are drawings, so what is taken out is told by its value too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, refuse
from signatures.pdf.entries import follow, items, value, word
from signatures.pdf.limits import Limits
from signatures.pdf.reader import inflated_size

if TYPE_CHECKING:
    from pypdf import PdfWriter

HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/Named", "/GoToDp", "/Thread"})
"""Action types that stay: going to a page or a web address when clicked (ISO 32000-1, 12.6.4)."""
ACTIONS = HARMLESS_ACTIONS | {
    "/GoToR", "/GoToE", "/Launch", "/Sound", "/Movie", "/Hide", "/SubmitForm", "/ResetForm", "/ImportData",
    "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
}  # fmt: skip
"""Every type of action there is (ISO 32000-2, table 201)."""

ACTIVE_ANNOTATIONS = frozenset(
    {"/FileAttachment", "/RichMedia", "/Movie", "/Screen", "/Sound", "/3D", "/Projection", "/TrapNet", "/Redact"}
)
_PICTURE_OF_ANNOTATION = frozenset({"/Type", "/Rect", "/AP", "/AS", "/F", "/P", "/M", "/NM", "/OC", "/StructParent"})
"""What stays of an annotation that acts and has a picture: the picture, as that of a rubber stamp."""

CATALOGUE = {
    "/AA": "actions",
    "/AF": "attachments",
    "/Collection": "attachments",
    "/NeedsRendering": "xfa",
}
"""Entries of the catalogue that are taken out, and told."""
_QUIETLY = ("/OpenAction", "/Threads", "/Perms", "/Legal", "/Requirements", "/SpiderInfo", "/PieceInfo", "/DSS")
"""Entries that go without a word: they change nothing of what anybody sees or relies on."""
_PRINTED_OTHERWISE = ("/Alternates", "/OPI", "/Ref", "/PS", "/F", "/FFilter", "/FDecodeParms", "/PieceInfo")
"""Entries of a drawing or picture that let it be drawn, or printed, as something else than what is in the file."""


def strip(writer: PdfWriter, limits: Limits, *, pictures: bool = True) -> tuple[str, ...]:
    """Remove it all from ``writer`` and return the sorted names of what a clerk should know of.

    :param pictures: count what pictures inflate to; not for scans, whose pictures were measured before.
    :raises PdfRefused: LIMIT_STREAM for streams that inflate beyond the limits.
    """
    removed: set[str] = set()
    _strip_catalogue(writer.root_object, removed)
    for page in writer.pages:
        _strip_annotations(page, removed)
    budget = limits.decoded
    for item in writer._objects:
        _strip_object(item, removed, 0)
        measured = not pictures and isinstance(item, dict) and word(item, "/Subtype") == "/Image"
        if hasattr(item, "_data") and isinstance(item, dict) and not measured:
            size = inflated_size(item._data, _filters(item), min(limits.stream, budget))
            if size is None:
                raise refuse(PdfRefused, "LIMIT_STREAM")
            budget -= size
    return tuple(sorted(removed))


def active_in_catalogue(root: Any) -> set[str]:
    """Names of what acts in a whole document, not on a page of it."""
    found = {name for entry, name in CATALOGUE.items() if entry in root}
    if _acts(value(root, "/OpenAction")):
        found.add("open_action")
    names = value(root, "/Names")
    for entry, name in (("/JavaScript", "javascript"), ("/EmbeddedFiles", "attachments"), ("/Renditions", "media")):
        if isinstance(names, dict) and entry in names:
            found.add(name)
    return found


def _strip_catalogue(root: Any, removed: set[str]) -> None:
    removed |= active_in_catalogue(root)
    for entry in (*CATALOGUE, *_QUIETLY):
        root.pop(entry, None)
    names = value(root, "/Names")
    if isinstance(names, dict):
        for entry in ("/JavaScript", "/EmbeddedFiles", "/Renditions"):
            names.pop(entry, None)
    form = value(root, "/AcroForm")
    if isinstance(form, dict):
        if form.pop("/XFA", None) is not None:
            removed.add("xfa")
        for entry in ("/CO", "/NeedAppearances"):
            form.pop(entry, None)


def _strip_annotations(page: Any, removed: set[str]) -> None:
    from pypdf.generic import ArrayObject, NameObject

    entries = items(page, "/Annots")
    kept = []
    for item in entries:
        annotation = follow(item)
        if not isinstance(annotation, dict) or word(annotation, "/Subtype") not in ACTIVE_ANNOTATIONS:
            kept.append(item)
            continue
        removed.add("attachments" if word(annotation, "/Subtype") == "/FileAttachment" else "media")
        if value(value(annotation, "/AP"), "/N") is not None:
            for entry in [entry for entry in annotation if entry not in _PICTURE_OF_ANNOTATION]:
                del annotation[entry]
            annotation[NameObject("/Subtype")] = NameObject("/Stamp")
            kept.append(item)
    if len(kept) != len(entries):
        page[NameObject("/Annots")] = ArrayObject(kept)


def _strip_object(item: Any, removed: set[str], depth: int) -> None:
    if depth > 60:
        raise RecursionError("objects nested too deep")
    if isinstance(item, dict):
        _strip_dictionary(item, removed)
        held = list(item.values())
    elif isinstance(item, list):
        held = item
    else:
        return
    for one in held:
        if isinstance(one, dict | list):
            _strip_object(one, removed, depth + 1)


def _strip_dictionary(item: Any, removed: set[str]) -> None:
    if "/AA" in item and _triggers(value(item, "/AA")):
        removed.update(_kind(one) for one in map(follow, value(item, "/AA").values()) if _acts(one))
        del item["/AA"]
    if "/A" in item and _acts(value(item, "/A")) and word(value(item, "/A"), "/S") not in HARMLESS_ACTIONS:
        removed.add(_kind(value(item, "/A")))
        del item["/A"]
    if "/AF" in item and _attached(value(item, "/AF")):
        removed.add("attachments")
        del item["/AF"]
    if "/EF" in item and ("/F" in item or "/UF" in item or word(item, "/Type") == "/Filespec"):
        removed.add("attachments")
        del item["/EF"]
    if _acts(item):
        removed.add(_kind(item))
        if word(item, "/S") in HARMLESS_ACTIONS:
            del item["/Next"]  # the page or address it goes to is no harm; what it does afterwards may be
        else:
            for entry in [entry for entry in item if entry not in ("/Type", "/S")]:
                del item[entry]
            item[_name("/S")] = _name("/Named")  # of no name: does nothing
    if hasattr(item, "_data"):
        for entry in _PRINTED_OTHERWISE:
            item.pop(entry, None)
        if word(item, "/Subtype") == "/PS" or word(item, "/Subtype2") == "/PS":
            item.pop("/Subtype2", None)
            item[_name("/Subtype")] = _name("/Form")
            item._data = b""
            item.pop("/Filter", None)
            item.pop("/DecodeParms", None)


def _acts(action: Any) -> bool:
    """Whether this is an action that does more than go somewhere when clicked."""
    if not isinstance(action, dict) or hasattr(action, "_data") or "/K" in action or "/P" in action:
        return False  # an element of the structure has a type of its own under /S
    kind = word(action, "/S")
    if kind not in ACTIONS or (word(action, "/Type") or "/Action") != "/Action":
        return False
    return kind not in HARMLESS_ACTIONS or "/Next" in action


def _kind(action: Any) -> str:
    return "javascript" if word(action, "/S") == "/JavaScript" else "actions"


def _triggers(held: Any) -> bool:
    """Whether this is a dictionary of actions by event (12.6.3), and not a letter or a drawing called AA."""
    if not isinstance(held, dict) or hasattr(held, "_data"):
        return False
    return all(word(follow(one), "/S") in ACTIONS for one in held.values())


def _attached(held: Any) -> bool:
    files = [follow(one) for one in held] if isinstance(held, list) else [held]
    return any(isinstance(one, dict) and ("/EF" in one or word(one, "/Type") == "/Filespec") for one in files)


def _filters(item: Any) -> Any:
    found = value(item, "/Filter")
    return [follow(entry) for entry in found] if isinstance(found, list) else found


def _name(text: str) -> Any:
    from pypdf.generic import NameObject

    return NameObject(text)

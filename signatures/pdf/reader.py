"""Open a PDF strictly and look at everything in it. Any exception means: not accepted, with a code."""

from __future__ import annotations

import contextlib
import io
import logging
import zlib
from collections.abc import Iterator
from typing import Any

from signatures.pdf.limits import Limits
from signatures.pdf.objects import get, items, raw, raw_items
from signatures.pdf.streams import Window
from signatures.verdict import Reason, reason

_STEP = 1 << 16

ACTIVE_KEYS = {
    "/JS": "javascript",
    "/JavaScript": "javascript",
    "/OpenAction": "open action",
    "/AA": "action",
    "/EmbeddedFiles": "attachment",
    "/EF": "attachment",
    "/RichMediaContent": "media",
    "/XFA": "xfa",
}
ACTIVE_ACTIONS = {
    "/Launch": "launch",
    "/JavaScript": "javascript",
    "/SubmitForm": "form submission",
    "/ImportData": "data import",
    "/GoToE": "attachment",
    "/GoToR": "remote file",
    "/Rendition": "media",
    "/SetOCGState": "layer switch",
    "/Hide": "hide action",
}
_NO_ACTIONS = {"/Transparency", "/Alpha", "/Luminosity"}


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the libraries' log messages to themselves: what matters becomes a reason.

    They stay quiet: another thread may be inside when this one leaves, and to change a level makes every logger forget
    what it knew, which a look at a small file would feel.
    """
    for name in ("pyhanko", "pyhanko_certvalidator", "pypdf", "fontTools", "PIL"):
        logger = logging.getLogger(name)
        if logger.level <= logging.CRITICAL:
            logger.setLevel(logging.CRITICAL + 1)
    yield


def open_strict(data: bytes | Window, limits: Limits) -> tuple[Any, list[Reason]]:
    """pyHanko's strict reader over ``data``, or None with the reasons why not."""
    from pyhanko.pdf_utils.decode_limits import DecodeLimits
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        stream = io.BytesIO(data) if isinstance(data, bytes) else data
        reader = PdfFileReader(stream, strict=True, decode_limits=DecodeLimits.for_untrusted_input())
        if "/Encrypt" in reader.trailer_view or reader.encrypted:
            return None, [reason("ENCRYPTED")]
        if len(_numbers(reader)) > limits.declared:
            return None, [reason("LIMIT_OBJECTS")]
        return reader, []
    except Exception as error:
        return None, [explain(error)]


def explain(error: BaseException) -> Reason:
    """The reason for whatever a parser threw."""
    if isinstance(error, MemoryError):
        return reason("LIMIT_STREAM")
    if isinstance(error, RecursionError):
        return reason("LIMIT_DEPTH")
    text = str(error).lower()
    if "limit" in text and ("decod" in text or "size" in text or "exceed" in text):
        return reason("LIMIT_STREAM")
    return reason("UNREADABLE", detail=type(error).__name__)


def count_pages(reader: Any, limits: Limits) -> tuple[int | None, list[Reason]]:
    """Walk the page tree (depth, loops, sizes) and count its leaves."""
    found: list[Reason] = []
    seen: set[tuple[int, int]] = set()
    count = 0
    stack: list[tuple[Any, int]] = [(reader.root.raw_get("/Pages"), 0)]
    while stack:
        item, depth = stack.pop()
        if depth > limits.depth:
            return None, [reason("LIMIT_DEPTH")]
        reference = getattr(item, "reference", None)
        if reference is not None:
            key = (reference.idnum, reference.generation)
            if key in seen:
                return None, [reason("LIMIT_DEPTH")]
            seen.add(key)
        node = item.get_object()
        box = get(node, "/MediaBox")
        if box is not None:
            edges = [abs(float(edge)) for edge in items(box)]
            if len(edges) != 4 or any(not edge <= limits.box for edge in edges):  # also catches "not a number"
                found.append(reason("LIMIT_BOX"))
        if "/Kids" in node:
            stack += [(kid, depth + 1) for kid in raw_items(node["/Kids"])]
        else:
            count += 1
            if count > limits.pages:
                return None, [*found, reason("LIMIT_PAGES", pages=count, limit=limits.pages)]
    declared = get(reader.root["/Pages"], "/Count")
    if count == 0:
        found.append(reason("NO_PAGES"))
    elif declared != count:
        found.append(reason("PARSER_DIFFERENTIAL", detail="page count"))
    return count, found


def inspect_objects(reader: Any, limits: Limits) -> list[Reason]:
    """Parse every object strictly (duplicate keys, broken syntax); look for what acts or hides, and for bombs."""
    from pyhanko.pdf_utils.generic import Reference

    active: set[str] = set()
    budget = limits.decoded
    for idnum, generation in _numbers(reader):
        reference = Reference(idnum, generation, reader)
        if reader.xrefs[reference] is None:
            continue
        value = reader.get_object(reference)
        active |= _active(value)
        if hasattr(value, "encoded_data"):
            size = inflated_size(value.encoded_data, get(value, "/Filter"), min(limits.stream, budget))
            if size is None:
                return [reason("LIMIT_STREAM")]
            budget -= size
    return [reason("ACTIVE_CONTENT", kind=", ".join(sorted(active)))] if active else []


def inflated_size(data: bytes | memoryview, filters: Any, limit: int) -> int | None:
    """Size after leading ``/FlateDecode`` filters, None when over ``limit``. Broken data counts as far as it goes."""
    names = items(filters) if isinstance(filters, list) else [filters]
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            break
        engine, view = _inflater(memoryview(data))
        parts = bytearray() if len(names) > 1 else None
        size = 0
        for start in range(0, len(view), _STEP):
            rest: bytes | memoryview = view[start : start + _STEP]
            while rest and not engine.eof:  # bytes behind the end stay in ``unconsumed_tail`` for ever
                try:
                    part = engine.decompress(rest, 1 << 20)
                except zlib.error:
                    return min(size, limit)
                size += len(part)
                if parts is not None:
                    parts += part
                if size > limit:
                    return None
                rest = engine.unconsumed_tail
            if engine.eof:
                break
        if parts is None:
            return size
        data = bytes(parts)
    return len(data) if len(data) <= limit else None


def _inflater(data: memoryview) -> tuple[Any, memoryview]:
    """An engine, and the data for it: without checksum, which says nothing of a size and takes most of the time when
    noise was stored; a header that is not right (RFC 1950, 2.2) is left to zlib to refuse."""
    if len(data) > 2 and data[0] & 0x8F == 8 and (data[0] << 8 | data[1]) % 31 == 0 and not data[1] & 0x20:
        return zlib.decompressobj(-zlib.MAX_WBITS), data[2:]
    return zlib.decompressobj(), data


def places(reader: Any) -> Iterator[int]:
    """Where in the file the tables and objects of all revisions begin."""
    for number in range(reader.xrefs.total_revisions):
        yield reader.xrefs.get_xref_container_info(number).start_location
        table = reader.xrefs.get_xref_data(number)
        tables = [table] if table.hybrid is None else [table, table.hybrid.xref_data]
        if table.hybrid is not None:
            yield table.hybrid.meta_info.start_location
        for each in tables:
            for _generation, where in each.standard_xrefs.values():
                yield where


def _numbers(reader: Any) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for number in range(reader.xrefs.total_revisions):
        table = reader.xrefs.get_xref_data(number)
        found |= table.explicit_refs_in_revision
        if table.hybrid is not None:
            found |= table.hybrid.xref_data.explicit_refs_in_revision
    return found


def active_content(value: Any) -> set[str]:
    """Kinds of active content in one object, what it refers to aside."""
    return _active(value)


def _active(value: Any, depth: int = 0) -> set[str]:
    if depth > 60:
        raise RecursionError("objects nested too deep")
    found: set[str] = set()
    if isinstance(value, dict):
        for key in value:
            if key in ACTIVE_KEYS and _acts(str(key), value):
                found.add(ACTIVE_KEYS[key])
        kind = get(value, "/S")
        action = ACTIVE_ACTIONS.get(kind) if isinstance(kind, str) else None
        if action is not None and ("/Type" not in value or get(value, "/Type") == "/Action"):
            found.add(action)
        children = [raw(value, key) for key in value]
    elif isinstance(value, list):
        children = raw_items(value)
    else:
        return found
    for child in children:
        if isinstance(child, dict | list):
            found |= _active(child, depth + 1)
    return found


def _acts(key: str, holder: Any) -> bool:
    """Whether an entry is what its name says: among resources a font or picture may be called ``/AA`` or ``/JS`` too.

    Additional actions are a dictionary with an action in it (12.6.3); a script stands in an action, which says of which
    kind it is (12.6.4.17); the document's scripts are a name tree (7.7.4). Of other things no viewer makes any.
    """
    value = get(holder, key)
    if key == "/OpenAction":
        return not _harmless_open(holder)
    if key == "/AA":
        return _plain(value) and any(_action(get(value, str(name))) for name in value)
    if key == "/JS":
        return "/S" in holder or "/Next" in holder or get(holder, "/Type") == "/Action"
    if key == "/JavaScript":
        return _plain(value) and bool({"/Names", "/Kids"} & set(value))
    return True


def _action(value: Any) -> bool:
    """Whether a value may be taken for an action; of a drawing's group or mask ``/S`` says another thing."""
    return _plain(value) and (
        ("/S" in value and get(value, "/S") not in _NO_ACTIONS) or bool({"/JS", "/Next", "/URI"} & set(value))
    )


def _plain(value: Any) -> bool:
    return isinstance(value, dict) and not hasattr(value, "encoded_data")


def _harmless_open(catalogue: Any) -> bool:
    """An open action that only chooses the first view (a destination) acts on nothing."""
    action = get(catalogue, "/OpenAction")
    return isinstance(action, list) or (isinstance(action, dict) and get(action, "/S") == "/GoTo")

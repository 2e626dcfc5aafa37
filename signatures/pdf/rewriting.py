"""Open a PDF to write it anew with pypdf, and write it: one place, so that nothing is changed on the way.

pypdf repairs what is broken, which is wanted here and only here: what counts afterwards is what was written, and that
is compared with what was read. Names are kept byte for byte: a font or a picture called by a name in TIS-620 or GBK
would otherwise be looked for under a name that no drawing uses (ISO 32000-1, 7.3.5: names are bytes).
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, SignatureError, refuse
from signatures.pdf.entries import value, word
from signatures.pdf.limits import Limits, precheck
from signatures.pdf.reader import quiet
from signatures.verdict import reason

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter

_KEPT = 0x10FF00
"""A byte of a name that is not UTF-8 becomes a letter of a private plane that no name uses."""
_CODEC = "oit-pdf-names"


@contextlib.contextmanager
def understood() -> Iterator[None]:
    """What pypdf raises on files that are broken or too large becomes a refusal with a code.

    :raises PdfRefused: LIMIT_STREAM, LIMIT_DEPTH, UNREADABLE
    """
    try:
        with quiet():
            yield
    except SignatureError:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except RecursionError:
        raise refuse(PdfRefused, "LIMIT_DEPTH") from None
    except Exception as error:  # pypdf raises many kinds on broken files; all mean the same to the clerk
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error


def open_reader(pdf: bytes, limits: Limits) -> PdfReader:
    """The file as pypdf has it. Junk around it, a mail gateway's blank lines say, does no harm.

    :raises PdfRefused: EMPTY, NOT_PDF, UNREADABLE, ENCRYPTED, NO_PAGES, LIMIT_*
    """
    from pypdf import PdfReader

    found = [item for item in precheck(pdf, limits) if item.code not in ("PREFIX_BYTES", "TRAILING_BYTES")]
    if found and {item.code for item in found} != {"UNREADABLE"}:
        raise PdfRefused(*found)
    _keep_names()
    with understood():
        reader = PdfReader(io.BytesIO(pdf), strict=False)
        if reader.is_encrypted:
            raise refuse(PdfRefused, "ENCRYPTED", how=protection(reader))
        pages = len(reader.pages)
        boxes = [reader.pages[index].mediabox for index in range(min(pages, limits.pages))]
        wide = max((max(abs(float(box.width)), abs(float(box.height))) for box in boxes), default=0)
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


def protection(reader: PdfReader) -> str:
    """How a file is encrypted, as people call it: ``AES-256``, ``RC4``... (ISO 32000-2, tables 20 and 25)."""
    entry = value(reader.trailer, "/Encrypt")
    version = value(entry, "/V") or 0
    if version in (4, 5, 6):
        method = word(value(value(entry, "/CF"), word(entry, "/StmF")), "/CFM")
        return {"/AESV2": "AES-128", "/AESV3": "AES-256", "/AESV4": "AES-256-GCM"}.get(method, "RC4-128")
    return "RC4-40" if version == 1 else "RC4"


def copy_of(reader: PdfReader) -> PdfWriter:
    """Everything that can be reached from the catalogue, to be changed and written. :raises PdfRefused: UNREADABLE"""
    from pypdf import PdfWriter

    with understood():
        return PdfWriter(clone_from=reader)


def written(writer: PdfWriter, *sources: bytes) -> bytes:
    """The bytes of the file: a classic cross-reference table, one revision. ``sources``: what it was made of."""
    from pypdf.generic import ArrayObject, ByteStringObject

    # The identifier comes from the input, so that the same input gives the same issued file and the same digest.
    made_of = hashlib.sha256()
    for source in sources:
        made_of.update(source)
    mark = ByteStringObject(made_of.digest()[:16])
    writer._ID = ArrayObject([mark, mark])
    writer.pdf_header = "%PDF-1.7"
    target = io.BytesIO()
    with understood():
        _leave_orphans(writer)
        if _seen:
            for item in writer._objects:
                _with_names(item, 0)
        writer.write(target)
    return target.getvalue()


def _leave_orphans(writer: PdfWriter) -> None:
    """Keep only what can be reached, numbered without gaps: what was taken out must not travel along unseen."""
    from pypdf.generic import IndirectObject, NullObject

    objects: list[Any] = writer._objects
    references: dict[int, IndirectObject] = {}
    reached: set[int] = set()
    waiting: list[Any] = []

    def kept(one: Any) -> Any:
        """The value as it stays: a reference to nothing is null (ISO 32000-1, 7.3.10)."""
        if not isinstance(one, IndirectObject):
            if isinstance(one, dict | list):
                waiting.append(one)
            return one
        if one.pdf is not writer or not 0 < one.idnum <= len(objects) or objects[one.idnum - 1] is None:
            return NullObject()
        references[id(one)] = one
        if one.idnum not in reached:
            reached.add(one.idnum)
            waiting.append(objects[one.idnum - 1])
        return one

    for first in (writer.root_object, writer._info):
        kept(getattr(first, "indirect_reference", None))
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            for name, held in item.items():
                fresh = kept(held)
                if fresh is not held:
                    dict.__setitem__(item, name, fresh)
        elif isinstance(item, list):
            for place, held in enumerate(item):
                fresh = kept(held)
                if fresh is not held:
                    item[place] = fresh
    order = sorted(reached)
    numbers = {old: new for new, old in enumerate(order, 1)}
    for old in order:
        own = getattr(objects[old - 1], "indirect_reference", None)
        if own is not None:
            references[id(own)] = own
    for reference in references.values():
        reference.idnum = numbers[reference.idnum]
    objects[:] = [objects[old - 1] for old in order]


# --- names ---------------------------------------------------------------------------------------------------------

_seen: list[bytes] = []
"""The first name that was not UTF-8; while there is none, nothing has to be looked for."""


def _keep_names() -> None:
    """Tell pypdf how to read a name that is not UTF-8; ``CHARSETS`` is what it has for that."""
    from pypdf.generic import NameObject

    if _CODEC not in NameObject.CHARSETS:
        codecs.register(lambda name: codecs.CodecInfo(_encode, _decode, name=_CODEC) if _plain(name) else None)
        NameObject.CHARSETS = ("utf-8", _CODEC, "latin1")


def _plain(name: str) -> bool:
    return name.replace("_", "-") == _CODEC


def _decode(data: Any, errors: str = "strict", /) -> tuple[str, int]:
    raw = bytes(data)
    _seen[:] = [raw]
    return "".join(chr(byte) if byte < 128 else chr(_KEPT + byte) for byte in raw), len(raw)


def _encode(text: str, errors: str = "strict", /) -> tuple[bytes, int]:
    return bytes(ord(letter) & 0xFF for letter in text), len(text)


def _with_names(item: Any, depth: int) -> None:
    """Names below ``item`` that were read byte for byte are made to be written so."""
    from pypdf.generic import NameObject

    if depth > 60:
        raise RecursionError("objects nested too deep")
    if isinstance(item, dict):
        pairs = [(_faithful(name), _faithful(held)) for name, held in item.items()]
        if any(new is not old for new, old in zip((n for n, _ in pairs), item, strict=True)):
            item.clear()
        for name, held in pairs:
            dict.__setitem__(item, name, held)
            if isinstance(held, dict | list):
                _with_names(held, depth + 1)
    elif isinstance(item, list):
        for place, held in enumerate(item):
            if isinstance(held, NameObject):
                item[place] = _faithful(held)
            elif isinstance(held, dict | list):
                _with_names(held, depth + 1)


def _faithful(name: Any) -> Any:
    from pypdf.generic import NameObject

    if not isinstance(name, NameObject) or not any(ord(letter) > _KEPT for letter in name):
        return name

    class ByteName(NameObject):
        """A name written with the bytes it was read from."""

        def renumber(self) -> bytes:
            parts = [b"/"]
            for letter in self[1:]:
                byte = ord(letter) & 0xFF
                parts.append(b"#%02X" % byte if ord(letter) > _KEPT else NameObject("/" + letter).renumber()[1:])
            return b"".join(parts)

    return ByteName(name)

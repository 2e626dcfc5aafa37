"""Fill a form. ``render("memo", facts)`` gives the bytes of a .docx; the same facts give the same bytes.

The first use of a template file patches and compiles it with docxtpl's own code and packs what never changes; each
further document is one Jinja call and one deflate, and equal (c14n) to what docxtpl itself makes. A template that needs
more than that (dynamic table columns, pictures in loops, tags in footnotes or properties) goes through docxtpl.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from templates_docx import contexts
from templates_docx.errors import TemplateError
from templates_docx.package import read_zip, write_zip
from templates_docx.prepared import Prepared, prepare

_SHIPPED = Path(__file__).resolve().parent
_JPEG = b"\xff\xd8"
_cache: dict[tuple[str, Path | None], tuple[tuple[object, ...], Prepared]] = {}


def template_file(form: str, overrides: Path | None = None) -> Path:
    """The Word file in use: the office's ``overrides/<form>.docx`` if there is one, else ours.

    :raises TemplateError: ``template_unknown_form``.
    """
    contexts.contract(form)
    own = overrides / f"{form}.docx" if overrides else None
    return own if own is not None and own.is_file() else _SHIPPED / f"{form}.docx"


def _stamp(path: Path) -> tuple[object, ...]:
    try:
        state = path.stat()
    except OSError:
        return (path, None)
    return (path, state.st_mtime_ns, state.st_size)


def prepared(form: str, overrides: Path | None = None) -> Prepared:
    """The template made ready, from the cache while neither the file nor the emblem changed.

    :raises TemplateError: see :class:`~templates_docx.errors.TemplateError`.
    """
    path = template_file(form, overrides)
    emblem = overrides / "emblem.png" if overrides else None
    stamp = (*_stamp(path), *(_stamp(emblem) if emblem else ()))
    held = _cache.get((form, overrides))
    if held is None or held[0] != stamp:
        picture = emblem.read_bytes() if emblem is not None and emblem.is_file() else None
        held = (stamp, prepare(form, path.read_bytes(), picture))
        _cache[form, overrides] = held
    return held[1]


def render(form: str, facts: object, *, overrides: Path | None = None) -> bytes:
    """The form filled with the facts, as .docx bytes.

    ``overrides`` is the office's template folder: its ``<form>.docx`` and its ``emblem.png`` win over ours.

    :raises TemplateError: unknown form or field, facts of another form, forbidden or broken template.
    """
    ready = prepared(form, overrides)
    return with_pictures(ready.fill(contexts.context(form, facts)), facts)


def with_pictures(docx: bytes, facts: object) -> bytes:
    """The document with the pictures of its facts: a form names each ``rIdPic`` and its digest."""
    found = {picture.sha256: picture.data for picture in contexts.pictures(facts) if picture.data}
    if not found:
        return docx
    parts = read_zip(docx)
    name = "word/_rels/document.xml.rels"
    files = {digest: f"{digest}.{'jpeg' if data.startswith(_JPEG) else 'png'}" for digest, data in found.items()}
    rows = "".join(
        f'<Relationship Id="rIdPic{digest}" Target="media/{files[digest]}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/>'
        for digest in found
    )
    parts[name] = parts[name].replace(b"</Relationships>", rows.encode() + b"</Relationships>")
    kinds = "[Content_Types].xml"
    if any(file.endswith(".jpeg") for file in files.values()) and b'Extension="jpeg"' not in parts[kinds]:
        known = b'<Default Extension="jpeg" ContentType="image/jpeg"/></Types>'
        parts[kinds] = parts[kinds].replace(b"</Types>", known)
    return write_zip(parts | {f"word/media/{files[digest]}": data for digest, data in found.items()})


def placeholder_emblem(form: str, overrides: Path | None = None) -> bool:
    """Whether the paper would show the drawn box instead of an emblem: a caution when a document is issued."""
    return prepared(form, overrides).placeholder


@dataclass(frozen=True, slots=True)
class Rendered:
    """A filled form and what should be said about it: ``placeholder_emblem``."""

    docx: bytes
    cautions: tuple[str, ...]


def render_noted(form: str, facts: object, *, overrides: Path | None = None) -> Rendered:
    """As :func:`render`, with cautions."""
    docx = render(form, facts, overrides=overrides)
    return Rendered(docx, ("placeholder_emblem",) if placeholder_emblem(form, overrides) else ())


def render_by_docxtpl(form: str, facts: object, *, overrides: Path | None = None) -> bytes:
    """The same through docxtpl alone: what :func:`render` must equal, and what it falls back to."""
    ready = prepared(form, overrides)
    values: dict[str, Any] = contexts.context(form, facts)
    return with_pictures(ready.fill_slowly(values), facts)


__all__ = [
    "Rendered",
    "TemplateError",
    "placeholder_emblem",
    "prepared",
    "render",
    "render_by_docxtpl",
    "render_noted",
    "template_file",
]

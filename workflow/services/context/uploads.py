"""What comes in: a file or a web address looked at before anything is recorded, and stored by its digest."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workflow.ports.inspection import Inspected
from workflow.records.canonical import canonical_json
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import Duty
from workflow.thai import arabic_digits, one_line

if TYPE_CHECKING:
    from workflow.services.context.office import Office

DOC = "application/msword"
ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {
    ".pdf": "application/pdf",
    ".docx": DOCX,
    ".doc": DOC,
    ".odt": ODT,
    ".xlsx": XLSX,
    ".csv": "text/csv",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".heic": "image/heic",
}
"""Kinds of files an office hands in; anything else is refused by name."""
WORDS = frozenset({DOCX, DOC, ODT})
"""Kinds that LibreOffice makes a PDF of."""
PICTURES = frozenset(kind for kind in MEDIA.values() if kind.startswith("image/"))
"""Kinds that become the pages of a PDF; the picture is kept as the evidence."""
_PAGES = frozenset(suffix for suffix, kind in MEDIA.items() if kind == "application/pdf" or kind in WORDS | PICTURES)
_SUITS: dict[Duty, frozenset[str]] = {
    Duty.ORIGINAL: _PAGES,
    Duty.CERTIFIED: _PAGES,
    Duty.SIGNED_BEFORE: frozenset({".pdf", *(suffix for suffix, kind in MEDIA.items() if kind in PICTURES)}),
    Duty.EXTERNAL: frozenset(MEDIA),
    Duty.DATA: frozenset({".xlsx", ".csv"}),
    Duty.WEB: frozenset(),
}
_OFFICE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".odt": "content.xml"}
"""The part by which a package is known for what it is."""
_MAGIC: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF",),
    ".jpg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".doc": (b"\xd0\xcf\x11\xe0",),
    ".zip": (b"PK\x03\x04",),
    ".exe": (b"MZ", b"\x7fELF"),
    ".gif": (b"GIF8",),
    ".html": (b"<!doctype html", b"<html"),
}
"""How files of a kind begin; of .heic see :func:`kind_of`."""
_SAME = {".jpeg": ".jpg", ".tiff": ".tif", **dict.fromkeys(_OFFICE, ".zip")}
_MOST_UNPACKED = 512 << 20
_MOST_PARTS = 10_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_YEAR = re.compile(r"(?<![0-9])25[5-9][0-9](?![0-9])")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file or web address that passed its first look. ``capture``: what the address showed."""

    name: str
    media_type: str
    size: int
    pages: int | None
    sha256: str
    duty: Duty
    url: str | None = None
    capture: dict[str, object] | None = None
    years_in_text: tuple[int, ...] = ()
    broken_text: Mapping[str, Sequence[int]] = field(default_factory=dict)
    inspected: Inspected = field(default_factory=Inspected)


def read_all(office: Office, files: Sequence[Path], duty: Duty | None) -> list[Incoming]:
    """Look at every file and store it. :raises BadInput: with each reason of each file; a name that comes twice."""
    found: list[Incoming] = []
    problems: list[Unmet] = []
    for path in files:
        try:
            found.append(_read(office, path, duty))
        except BadInput as bad:
            problems += [Unmet(r.code, {"file": path.name, **r.facts}, r.who) for r in bad.reasons]
    names = [one.name for one in found]
    problems += [Unmet("file_twice", {"file": name}) for name in dict.fromkeys(names) if names.count(name) > 1]
    if problems:
        raise BadInput("files_refused", problems)
    return found


def _read(office: Office, path: Path, duty: Duty | None) -> Incoming:
    suffix = path.suffix.lower()
    if suffix not in MEDIA:
        raise BadInput("file_kind_unknown", kind=suffix or "-", kinds=sorted(MEDIA))
    chosen = duty or (Duty.DATA if suffix in (".xlsx", ".csv") else Duty.ORIGINAL)
    if suffix not in _SUITS[chosen]:
        raise BadInput("duty_unsuitable", kind=suffix, duty=chosen.value, kinds=sorted(_SUITS[chosen]))
    data = read_file(path, office.settings.files.max_mb)
    _must_be_as_named(data, suffix)
    pages: int | None = None
    years: tuple[int, ...] = ()
    broken: Mapping[str, Sequence[int]] = {}
    inspected: Inspected | None = None
    if suffix == ".pdf":
        looked = office.pdf.look(data, through=True, to_prepare=chosen.head_signs)
        pages = looked.pages
        if chosen.head_signs and looked.signed:
            raise BadInput("signed_already", duty=chosen.value)
        broken, inspected = looked.broken, Inspected(looked.text, looked.concealed)
        text = arabic_digits(looked.text)
        years = tuple(sorted({int(y) for y in _YEAR.findall(text)}))
    elif suffix in (".docx", ".xlsx", ".odt"):
        _must_be_zip(data, suffix)
    elif suffix == ".doc":
        _must_be_ole(data, suffix)
    if fetched := office.inspector.fetches(MEDIA[suffix], data):
        raise BadInput("file_reaches_out", [Unmet("file_fetches", {"fetched": str(one)}) for one in fetched])
    if MEDIA[suffix] in PICTURES and (chosen.head_signs or chosen is Duty.SIGNED_BEFORE):
        _, pages = office.pdf.picture_pages(data)
    if inspected is None:
        inspected = office.inspector.inspect(MEDIA[suffix], data)
    name = one_line(path.name)
    return Incoming(
        name, MEDIA[suffix], len(data), pages, office.store.put(data), chosen, years_in_text=years, broken_text=broken,
        inspected=inspected,
    )  # fmt: skip


def read_file(path: Path, max_mb: int) -> bytes:
    """A file's bytes, looked at before it is read.

    :raises BadInput: missing, a folder, unreadable (open in another program, no right), empty, over the limit.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise BadInput("not_a_file")
        if size > max_mb * 1024 * 1024:
            raise BadInput("file_too_large", mb=-(-size // (1024 * 1024)), max_mb=max_mb)
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput("file_missing") from None
    except (PermissionError, OSError) as error:
        raise BadInput("file_unreadable", detail=error.strerror or str(error)) from None
    if not data:
        raise BadInput("file_empty")
    return data


def _must_be_ole(data: bytes, kind: str) -> None:
    if not data.startswith(_OLE):
        raise BadInput("office_file_corrupt", kind=kind)
    # Names of streams stand in its directory, in UTF-16.
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise BadInput("office_file_encrypted", kind=kind)
    if "WordDocument".encode("utf-16-le") not in data:
        raise BadInput("office_file_corrupt", kind=kind)


def _must_be_zip(data: bytes, suffix: str) -> None:
    import io
    import zipfile

    if data.startswith(_OLE):
        raise BadInput("office_file_encrypted", kind=suffix)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise BadInput("office_file_corrupt", kind=suffix) from None
    # Nothing unpacks a part beyond the size it declares here.
    if unpacked > _MOST_UNPACKED or len(names) > _MOST_PARTS:
        raise BadInput("file_unpacks_too_large", mb=unpacked >> 20, max_mb=_MOST_UNPACKED >> 20, count=len(names))
    if _OFFICE[suffix] not in names:
        found = next((kind for kind, part in _OFFICE.items() if part in names), None)
        if found is not None:
            raise BadInput("file_is_another_kind", kind=suffix, found=found)
        raise BadInput("office_file_corrupt", kind=suffix)


def kind_of(data: bytes) -> str | None:
    """The ending a file of these bytes has, by how it begins; ``None`` where that says nothing, as of text.

    A PDF may have something before its first line (ISO 32000-2, annex I).
    """
    begin = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"hevc"):
        return ".heic"
    found = next((kind for kind, marks in _MAGIC.items() if data.startswith(marks)), None)
    if found is None and begin.lower().startswith(_MAGIC[".html"]):
        return ".html"
    return found or (".pdf" if b"%PDF-" in data[:1024] else None)


def _must_be_as_named(data: bytes, suffix: str) -> None:
    """:raises BadInput: ``file_is_another_kind``: the bytes are those of another kind than the name says."""
    found, named = kind_of(data), _SAME.get(suffix, suffix)
    if suffix in _OFFICE and data.startswith(_OLE):
        return  # one with a password, which is told as such
    if found is not None and found != named:
        raise BadInput("file_is_another_kind", kind=suffix, found=found)
    if named == ".csv" and b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("file_is_another_kind", kind=suffix, found="-")


def look_at(office: Office, url: str, duty: Duty) -> Incoming:
    """Look at a web address once; what was seen is the evidence. :raises BadInput: it does not answer as a page."""
    if duty not in (Duty.WEB, Duty.EXTERNAL):
        raise BadInput("duty_unsuitable_url", duty=duty.value)
    if "@" in urlsplit(url).netloc:
        raise BadInput("url_with_password")
    seen = dict(office.site.capture(url))
    data = canonical_json(seen).encode()
    media = mimetypes.guess_type("capture.json")[0] or "application/json"
    name = str(seen.get("title") or seen.get("final") or url)
    return Incoming(one_line(name), media, len(data), None, office.store.put(data), duty, url, seen)


def digest_of(data: bytes) -> str:
    """SHA-256, lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def as_pdf(office: Office, data: bytes, media_type: str) -> bytes:
    """A file as the PDF that is made of it; a PDF is one.

    :raises BadInput: it cannot be converted. :raises workflow.rules.errors.MissingOnMachine: LibreOffice is not there.
    """
    if media_type in PICTURES:
        return office.pdf.picture_pages(data)[0]
    if media_type not in WORDS:
        return data
    (made,) = office.converter.convert([data])
    if isinstance(made, Exception):
        raise made
    return made

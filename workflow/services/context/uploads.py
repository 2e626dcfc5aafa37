"""What comes in: a file or a web address looked at before anything is recorded, and stored by its digest."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.ports.inspection import Inspected
from workflow.records.columns import canonical_json
from workflow.rules.errors import BadInput, Unmet
from workflow.rules.states import Duty
from workflow.services.context.office import Office
from workflow.thai import arabic_digits, normalise

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
    elif MEDIA[suffix] in PICTURES and (chosen.head_signs or chosen is Duty.SIGNED_BEFORE):
        _, pages = office.pdf.picture_pages(data)
    if inspected is None:
        inspected = office.inspector.inspect(MEDIA[suffix], data)
    name = normalise(path.name)
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
    except zipfile.BadZipFile:
        raise BadInput("office_file_corrupt", kind=suffix) from None
    if not {"word/document.xml", "xl/workbook.xml", "content.xml"} & names:
        raise BadInput("office_file_corrupt", kind=suffix)


def look_at(office: Office, url: str, duty: Duty) -> Incoming:
    """Look at a web address once; what was seen is the evidence. :raises BadInput: it does not answer as a page."""
    if duty not in (Duty.WEB, Duty.EXTERNAL):
        raise BadInput("duty_unsuitable_url", duty=duty.value)
    seen = dict(office.site.capture(url))
    data = canonical_json(seen).encode()
    media = mimetypes.guess_type("capture.json")[0] or "application/json"
    name = str(seen.get("title") or seen.get("final") or url)
    return Incoming(normalise(name), media, len(data), None, office.store.put(data), duty, url, seen)


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

"""Word, Excel, CSV and picture files behind the Inspector port: their text, and what they hold unseen."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from adapters.hands import apart
from workflow.ports.inspection import Fetched, Inspected

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PART = 64 << 20
"""Bytes of one unpacked part that are read."""
_MOST_TOLD = 400
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = ("{http://purl.org/dc/elements/1.1/}creator",
         "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy")  # fmt: skip
Seen = tuple[str, int, str]


class FileInspector:
    """Looks into files of kinds it knows by their media type."""

    def inspect(self, media_type: str, data: bytes) -> Inspected:
        look = next((look for part, look in _LOOKS.items() if part in media_type), None)
        if look is None:
            return Inspected()
        try:
            return look(data)
        except Exception:  # a damaged file; whether it can be used is judged where it is read
            return Inspected()

    def fetches(self, media_type: str, data: bytes) -> Sequence[Fetched]:
        from templates_docx.outside import outside

        found = outside(data) if any(part in media_type for part in _FETCHING) else ()
        return list(dict.fromkeys(Fetched(one.kind, one.target) for one in found))


def _word(data: bytes) -> Inspected:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        body = _xml(package, "word/document.xml")
        told: list[Seen] = [*_package(package, names)]
        comments = _texts(_xml(package, "word/comments.xml")) if "word/comments.xml" in names else []
    if comments:
        told.append(("comment", 0, _cut(comments)))
    changed = [" ".join(map(str, one.itertext())) for tag in ("ins", "del") for one in body.iter(f"{_W}{tag}")]
    if any(text.strip() for text in changed):
        told.append(("tracked_change", 0, _cut(changed)))
    hidden = [
        "".join(t.text or "" for t in run.iter(f"{_W}t"))
        for run in body.iter(f"{_W}r")
        if run.find(f"{_W}rPr/{_W}vanish") is not None
    ]
    if any(text.strip() for text in hidden):
        told.append(("hidden_text", 0, _cut(hidden)))
    return Inspected("\n".join(_texts(body)), tuple(told))


def _sheets(data: bytes) -> Inspected:
    from openpyxl import load_workbook

    told: list[Seen] = []
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        told += _package(package, names)
        for name in names:
            if re.fullmatch(r"xl/(comments\d*|comments/\w+|threadedComments/\w+)\.xml", name):
                root = _xml(package, name)
                said = ["".join(map(str, one.itertext())) for one in root.iter() if str(one.tag).endswith("}text")]
                told.append(("comment", 0, _cut(said)))
        if any(name.startswith("xl/revisions/") for name in names):
            told.append(("tracked_change", 0, ""))
        if sum(package.getinfo(name).file_size for name in names if name.startswith("xl/")) > _MOST_PART:
            return Inspected("", (*told, ("unclear", 0, "xlsx")))  # a book of this size takes gigabytes to read
    book = load_workbook(io.BytesIO(data), data_only=True)
    lines: list[str] = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            told.append(("hidden_sheet", 0, sheet.title))
        hidden = sum(bool(d.hidden) for d in (*sheet.row_dimensions.values(), *sheet.column_dimensions.values()))
        if hidden:
            told.append(("hidden_sheet", 0, f"{sheet.title} ({hidden})"))
        for row in sheet.iter_rows(values_only=True):
            cells = [_cell(value) for value in row if value is not None]
            if cells:
                lines.append("\t".join(cells))
    return Inspected("\n".join(lines), tuple(dict.fromkeys(told)))


def _sheets_apart(data: bytes) -> Inspected:
    """openpyxl has 33 MB in 260 modules: they go with the process that read the file."""
    return apart(partial(_sheets, data))


def _cell(value: Any) -> str:
    """A number as it is typed: 13 digits in a cell are a float to Excel."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _plain(data: bytes) -> Inspected:
    try:
        return Inspected(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Inspected(data.decode("cp874", "replace"))


def _picture(data: bytes) -> Inspected:
    from PIL import Image
    from PIL.ExifTags import IFD, Base

    with Image.open(io.BytesIO(data)) as picture:
        said = picture.getexif()
        place = said.get_ifd(IFD.GPSInfo)
        told: list[Seen] = [("gps", 0, "GPS")] if place else []
        author = str(said.get(Base.Artist) or "").strip()
    return Inspected("", (*told, *([("author", 0, author)] if author else [])))


def _package(package: zipfile.ZipFile, names: list[str]) -> Iterator[Seen]:
    """What every Office package may hold: who made it, macros, embedded files."""
    if "docProps/core.xml" in names:
        root = _xml(package, "docProps/core.xml")
        people = [one.text.strip() for tag in _CORE for one in root.iter(tag) if one.text and one.text.strip()]
        if people:
            yield "author", 0, ", ".join(dict.fromkeys(people))
    if any(name.endswith("vbaProject.bin") for name in names):
        yield "script", 0, "vbaProject.bin"
    embedded = [name.rpartition("/")[2] for name in names if "/embeddings/" in name]
    if embedded:
        yield "attachment", 0, _cut(embedded)


def _xml(package: zipfile.ZipFile, name: str) -> _Element:
    from lxml import etree

    with package.open(name) as part:
        content = part.read(_MOST_PART)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _texts(root: _Element) -> list[str]:
    """The text of each paragraph."""
    return [
        text
        for one in root.iter(f"{_W}p")
        if (text := "".join(t.text or "" for t in one.iter(f"{_W}t", f"{_W}delText"))).strip()
    ]


def _cut(texts: list[str]) -> str:
    return " ".join(" ".join(text.split()) for text in texts if text.strip())[:_MOST_TOLD]


_LOOKS: dict[str, Callable[[bytes], Inspected]] = {
    "wordprocessingml": _word, "spreadsheetml": _sheets_apart, "text/csv": _plain, "image/": _picture,
}  # fmt: skip
"""Part of a media type -> how such a file is looked into."""
_FETCHING = ("wordprocessingml", "spreadsheetml", "opendocument", "msword")

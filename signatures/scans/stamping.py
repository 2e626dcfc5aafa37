"""Print the codes on an issued document, twice on each page, where the page is empty."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from signatures.errors import ScanRefused, refuse
from signatures.pdf.rewriting import understood, written
from signatures.pdf.text_outlines import face
from signatures.prepare.prepare import Box, open_for_rewriting
from signatures.prepare.transform import set_apart, shrink, upright
from signatures.scans.codes import page_code
from signatures.scans.whitespace import Pictures, Room, beside, find, stamp_corner

if TYPE_CHECKING:
    from pypdf import PdfWriter

_DARK = re.compile(rb"\x01+")
KEEP_CLEAR = {"th": "อย่าประทับตราทับ"}


@dataclass(frozen=True, slots=True)
class Stamped:
    """A PDF with its codes. ``smaller``: numbers of the full pages that were made smaller to have room for them."""

    data: bytes
    smaller: tuple[int, ...] = ()


def stamp(pdf: bytes, document: str, key: bytes, *, font: Path | None = None, may_shrink: bool = True) -> Stamped:
    """``pdf`` with its codes, to be prepared and issued. The digest in the codes is that of ``pdf`` itself.

    Each page gets two codes: near its lower corners, else as far apart as the page has room for them. The upper right
    corner of the first page stays free for a receiving stamp, unless there is room nowhere else, and the lower left
    one for what signing programs draw, unless text runs down beside it. A page without room is
    made a little smaller on its sheet, where ``may_shrink``.

    :param key: the office's secret for codes, at least 16 bytes.
    :raises ScanRefused: NO_ROOM_FOR_CODE naming the page, CODE_INVALID for a name that a code cannot carry.
    :raises PdfRefused: UNREADABLE, ALREADY_SIGNED and the limits.
    """
    writer = open_for_rewriting(pdf)
    smaller = print_codes(writer, pdf, document, key, font=font, may_shrink=may_shrink)
    return Stamped(written(writer, pdf), smaller)


def print_codes(
    writer: PdfWriter, pdf: bytes, document: str, key: bytes, *, font: Path | None = None, may_shrink: bool = True
) -> tuple[int, ...]:
    """:func:`stamp` on a file that is open to be changed; numbers of the pages that were made smaller.

    :param pdf: the file it was opened from, its pages as they are seen.
    :raises ScanRefused: as :func:`stamp`. :raises ValueError: a key of fewer than 16 bytes.
    """
    if len(key) < 16:
        raise ValueError("the key for codes needs at least 16 bytes")
    digest = hashlib.sha256(pdf).hexdigest()
    with understood():
        count = len(writer.pages)
        pictures = Pictures(pdf)
        smaller: list[int] = []
        for number, page in enumerate(writer.pages):
            upright(page)
            code = page_code(document, number + 1, count, digest, key)
            rows = symbol(code.payload(key))
            drawn = _rectangles(rows)
            room, shrunk = _room(page, pictures.page(number), may_shrink, first=number == 0)
            if room is None:
                raise refuse(ScanRefused, "NO_ROOM_FOR_CODE", page=number + 1)
            if shrunk:
                smaller.append(number + 1)
            parts = [_drawing(drawn, len(rows), code.readable(key), x, y, room.side, font) for x, y in room.corners]
            set_apart(page, b"q\n", ("\nQ\n" + "\n".join(parts)).encode("ascii"))
        pictures.close()
    return tuple(smaller)


def _room(page: Any, picture: Any, may_shrink: bool, *, first: bool) -> tuple[Room | None, bool]:
    """Room for the codes of this page, which is made smaller for it when it has none and this is allowed."""
    seen, reserved = [float(edge) for edge in page.cropbox], _reserved(page)
    room = find(picture, seen, [*reserved, stamp_corner(seen)]) if first else None
    room = room or find(picture, seen, reserved)
    if room is not None or not may_shrink:
        return room, False
    made = beside(picture, seen, reserved)
    if made is None:
        return None, False
    shrink(page, made.factor, made.left, made.bottom)
    return made.room, True


def symbol(payload: str) -> list[list[bool]]:
    """The QR code (ISO/IEC 18004, level Q) as rows of dark modules."""
    import zxingcpp

    made = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    height, width = image.shape
    buffer: Any = image
    flat = memoryview(buffer).tobytes()
    return [[flat[row * width + column] == 0 for column in range(width)] for row in range(height)]


def _rectangles(rows: list[list[bool]]) -> str:
    """Path operators for a symbol whose modules are one unit wide, its lower left corner at (0, 0)."""
    parts = []
    for number, row in enumerate(rows, 1):
        for run in _DARK.finditer(bytes(row)):  # one rectangle: no hair lines between its modules
            parts.append(f"{run.start()} {len(rows) - number} {run.end() - run.start()} 1 re")
    return "\n".join(parts)


def _drawing(symbol: str, modules: int, label: str, x: float, y: float, side: float, font: Path | None) -> str:
    """Operators for one symbol with its lower left corner at (x, y) and its two lines below.

    :param symbol: as :func:`_rectangles` gives it, ``modules`` wide and high.
    """
    module = side / modules
    parts = [f"q 0 0 0 rg {module:.6f} 0 0 {module:.6f} {x:.3f} {y:.3f} cm", symbol, "f Q"]
    opened = face(font)
    for text, below, size in ((label, 6.5, 6.0), (KEEP_CLEAR["th"], 13.5, 6.5)):
        advance = opened.line(text)[0]
        scale = min(size / opened.units, (side + 8) / max(1.0, advance))
        width = advance * scale
        parts.append(f"q 0 0 0 rg {opened.operators(text, x + (side - width) / 2, y - below, scale)} Q")
    return "\n".join(parts)


def _reserved(page: Any) -> list[Box]:
    """Where signatures will stand: around the links that say so, and in fields that are there already."""
    found = []
    annotations = page.get("/Annots")
    for item in annotations.get_object() if annotations is not None else []:
        annotation = item.get_object()
        left, bottom, right, top = (float(edge) for edge in annotation.get("/Rect", (0, 0, 0, 0)))
        action = annotation.get("/A")
        uri = str(action.get_object().get("/URI", "")) if action is not None else ""
        if uri.startswith("oit:"):
            found.append(Box.around(0, (left + right) / 2, (bottom + top) / 2))
        elif annotation.get("/Subtype") == "/Widget":
            found.append(Box(0, left, bottom, right, top))
    return found

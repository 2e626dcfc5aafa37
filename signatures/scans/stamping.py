"""Print the codes on an issued document, twice on each page, where the page is empty."""

from __future__ import annotations

import hashlib
import io
import itertools
from pathlib import Path
from typing import Any

from signatures.appearance import face
from signatures.errors import PdfRefused, ScanRefused, SignatureError, refuse
from signatures.preparing import Box, already_signed
from signatures.scans.codes import page_code
from signatures.scans.reading import measure

MM = 72 / 25.4
SYMBOL = 23 * MM
"""Side of the printed symbol. With its quiet zone (4 modules) it fits a left margin of 3 cm."""
EDGE = 4.5 * MM
"""Distance from the edge of the paper: what office printers leave white."""
LABEL = 15.0
KEEP_CLEAR = {"th": "อย่าประทับตราทับ"}


def stamp_codes(pdf: bytes, document: str, key: bytes, *, font: Path | None = None) -> bytes:
    """``pdf`` with its codes, to be prepared and issued. The digest in the codes is that of ``pdf`` itself.

    Each page gets two codes, as far apart as the page has room for them: memos in the left margin, top and bottom.

    :param key: the office's secret for codes, at least 16 bytes.
    :raises ScanRefused: NO_ROOM_FOR_CODE naming the page, CODE_INVALID for a name that a code cannot carry.
    :raises PdfRefused: UNREADABLE, ALREADY_SIGNED and the limits.
    """
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

    if len(key) < 16:
        raise ValueError("the key for codes needs at least 16 bytes")
    if already_signed(pdf):
        raise refuse(PdfRefused, "ALREADY_SIGNED")
    digest = hashlib.sha256(pdf).hexdigest()
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
        count = len(writer.pages)
        ink = _Ink(pdf)
        for number, page in enumerate(writer.pages):
            if page.rotation:
                page.transfer_rotation_to_content()
            box = [float(edge) for edge in page.mediabox]
            code = page_code(document, number + 1, count, digest, key)
            drawn = symbol(code.payload(key))
            parts = []
            for x, y in ink.places(number, box, _reserved(page)):
                parts.append(_drawing(drawn, code.readable(key), x, y, font))
            before, after = DecodedStreamObject(), DecodedStreamObject()
            before.set_data(b"q\n")
            after.set_data(("\nQ\n" + "\n".join(parts)).encode("ascii"))
            content = page.get("/Contents")
            inner = content.get_object() if content is not None else ArrayObject()
            middle = list(inner) if isinstance(inner, ArrayObject) else [content]
            references = [writer._add_object(before), *middle, writer._add_object(after.flate_encode(9))]
            page[NameObject("/Contents")] = ArrayObject(references)
        ink.close()
        target = io.BytesIO()
        writer.write(target)
    except SignatureError:
        raise
    except Exception as error:
        raise refuse(PdfRefused, "UNREADABLE", detail=type(error).__name__) from error
    return target.getvalue()


def symbol(payload: str) -> list[list[bool]]:
    """The QR code (ISO/IEC 18004, level Q) as rows of dark modules."""
    import zxingcpp

    made = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="Q")
    image = zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False)
    height, width = image.shape
    buffer: Any = image
    flat = memoryview(buffer).tobytes()
    return [[flat[row * width + column] == 0 for column in range(width)] for row in range(height)]


def _drawing(rows: list[list[bool]], label: str, x: float, y: float, font: Path | None) -> str:
    """Operators for one symbol with its lower left corner at (x, y) and its two lines below."""
    module = SYMBOL / len(rows)
    parts = ["q 0 0 0 rg"]
    for number, row in enumerate(rows):
        top = y + SYMBOL - (number + 1) * module
        column = 0
        for dark, run in itertools.groupby(row):
            length = len(list(run))
            if dark:  # a run of modules is one rectangle: no hair lines between them
                parts.append(f"{x + column * module:.3f} {top:.3f} {length * module:.3f} {module:.3f} re")
            column += length
    parts.append("f Q")
    opened = face(font)
    for text, below, size in ((label, 6.5, 6.0), (KEEP_CLEAR["th"], 13.5, 6.5)):
        scale = min(size / opened.units, (SYMBOL + 8) / max(1.0, opened.line(text)[0]))
        width = opened.line(text)[0] * scale
        parts.append(f"q 0 0 0 rg {opened.operators(text, x + (SYMBOL - width) / 2, y - below, scale)} Q")
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


def _touch(x: float, y: float, place: Box) -> bool:
    return (
        x - 6 < place.right and place.left < x + SYMBOL + 6 and y - LABEL < place.top and place.bottom < y + SYMBOL + 6
    )


class _Ink:
    """Where pages are still white, seen at 36 dpi."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document: Any = pypdfium2.PdfDocument(pdf)

    def close(self) -> None:
        self._document.close()

    def places(self, number: int, box: list[float], reserved: list[Box]) -> list[tuple[float, float]]:
        """Lower left corners (of the symbols) of the two empty places farthest from each other."""
        page = self._document[number]
        measure(page, number + 1)
        bitmap = page.render(scale=0.5, grayscale=True, may_draw_forms=False)
        picture: Any = bitmap.to_pil().convert("L")
        bitmap.close()
        page.close()
        left, bottom, right, top = box
        free: list[tuple[float, float]] = []
        for x in (left + EDGE, right - EDGE - SYMBOL):
            steps = int((top - bottom - 2 * EDGE - SYMBOL - LABEL) // 12) + 1
            for step in range(max(0, steps)):
                y = top - EDGE - SYMBOL - 12 * step
                area = (x - left - 6, top - y - SYMBOL - 6, x - left + SYMBOL + 6, top - y + LABEL + 2)
                if any(_touch(x, y, place) for place in reserved):
                    continue
                crop: Any = picture.crop([max(0, round(edge * 0.5)) for edge in area])
                if crop.getextrema()[0] >= 250:
                    free.append((x, y))
        pairs: list[tuple[tuple[float, float], tuple[float, float]]] = [
            (one, two) for one, two in itertools.combinations(free, 2) if abs(one[1] - two[1]) > SYMBOL + LABEL + 4
        ]
        if not pairs:
            raise refuse(ScanRefused, "NO_ROOM_FOR_CODE", page=number + 1)
        first, second = max(pairs, key=lambda pair: abs(pair[0][1] - pair[1][1]) + abs(pair[0][0] - pair[1][0]))
        return [first, second]

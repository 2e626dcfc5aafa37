"""Cut scans into PDFs of their own: chosen sheets, upright, in order, and nothing that acts or travels along."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from signatures.errors import ScanRefused, SignatureError, refuse
from signatures.pdf.limits import DEFAULT, Limits
from signatures.pdf.rewriting import copy_of
from signatures.prepare.flatten import flatten
from signatures.prepare.opening import open_foreign
from signatures.prepare.sanitize import active_in_catalogue, strip
from signatures.scans.frames import density, upright

Place = tuple[int, int, int]
"""Which scan (from 0), which sheet of it (from 1), and degrees clockwise to turn it by."""


def cut_out(scans: Sequence[bytes], places: Sequence[Place], limits: Limits = DEFAULT) -> tuple[bytes, tuple[str, ...]]:
    """The sheets at ``places`` as one PDF, and the sorted names of what was taken out (scripts, attachments...).

    :raises ScanRefused: SCAN_UNREADABLE, LIMIT_STREAM
    """
    from pypdf import PdfReader, PdfWriter

    readers: dict[int, Any] = {}
    target = io.BytesIO()
    try:
        writer = PdfWriter()
        active: set[str] = set()
        for scan, number, turned in places:
            if not scans[scan][:1024].lstrip().startswith(b"%PDF-"):
                one = PdfReader(io.BytesIO(_picture(scans[scan], number, turned)))
                writer.add_page(one.pages[0])
                continue
            if scan not in readers:
                readers[scan], found = _opened(scans[scan], limits)
                active |= found
            page = writer.add_page(readers[scan].pages[number - 1])
            if turned:
                page.rotate(turned)
        removed = strip(writer, limits, pictures=False)
        writer.write(target)
    except SignatureError:
        raise
    except Exception as error:
        raise refuse(ScanRefused, "SCAN_UNREADABLE", detail=type(error).__name__) from error
    return target.getvalue(), tuple(sorted({*removed, *active}))


def _opened(scan: bytes, limits: Limits) -> tuple[Any, set[str]]:
    """A scan to take pages from, its layers as they are shown; and what acts in the whole file: it stays behind."""
    reader = open_foreign(scan, limits).reader
    active = active_in_catalogue(reader.root_object)
    if "/OCProperties" not in reader.root_object:
        return reader, active
    writer = copy_of(reader)
    return writer, active | ({"layers"} if flatten(writer, limits.decoded) else set())


def _picture(scan: bytes, number: int, turned: int) -> bytes:
    """One frame of a picture file as a PDF of one page: never more than one is held."""
    from PIL import Image

    with Image.open(io.BytesIO(scan)) as opened:
        opened.seek(number - 1)
        frame: Any = upright(opened)
        across, down = density(opened) if frame.size == opened.size else density(opened)[::-1]
        frame = frame if frame.mode in ("1", "L") else frame.convert("L")
        if turned:
            frame = frame.rotate(-turned, expand=True)
            across, down = (down, across) if turned % 180 else (across, down)
        out = io.BytesIO()
        frame.save(out, "PDF", dpi=(across, down))
    return out.getvalue()

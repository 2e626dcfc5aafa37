"""Find the printed codes on scanned sheets: 200 dpi, then 300, then with dark and light thresholds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, ScanRefused, refuse
from signatures.pdf.drawing import measure, must_fit
from signatures.pdf.limits import DEFAULT, MEGABYTE, MEGAPIXELS, Limits
from signatures.scans.codes import PageCode, read_code
from signatures.scans.frames import upright
from signatures.verdict import Reason

if TYPE_CHECKING:
    from PIL.Image import Image

_THRESHOLDS = (60, 90, 130, 170)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One scanned side.

    :ivar number: position in the scan, from 1. :ivar scan: which file of a batch, from 0.
    :ivar codes: genuine codes found, each once.
    :ivar faults: what else looked like a code: forged, or of another office.
    :ivar turned: degrees clockwise by which the sheet has to be turned to stand upright; 0, 90, 180 or 270.
    """

    number: int
    codes: tuple[PageCode, ...]
    faults: tuple[Reason, ...]
    turned: int = 0
    scan: int = 0


def read_scan(scan: bytes, key: bytes, *, limits: Limits = DEFAULT) -> Iterator[Sheet]:
    """Read every sheet of a scan (PDF, or a TIFF, PNG or JPEG picture), one at a time.

    :param key: the office's secret for codes.
    :raises ScanRefused: SCAN_UNREADABLE, LIMIT_BYTES, LIMIT_PAGES, LIMIT_BOX, LIMIT_PIXELS.
    """
    if len(scan) > limits.size:
        raise refuse(ScanRefused, "LIMIT_BYTES", megabytes=len(scan) // MEGABYTE, limit=limits.size // MEGABYTE)
    source = _pdf_pictures(scan, limits) if scan[:1024].lstrip().startswith(b"%PDF-") else _pictures(scan, limits)
    try:
        for number, views in enumerate(source, 1):
            yield _sheet(number, views, key)
    except PdfRefused as error:
        raise ScanRefused(*error.reasons) from error


def _pdf_pictures(scan: bytes, limits: Limits) -> Iterator[Iterator[Image]]:
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(scan)
    except Exception as error:
        raise refuse(ScanRefused, "SCAN_UNREADABLE", detail=type(error).__name__) from error
    try:
        if len(document) > limits.pages:
            raise refuse(ScanRefused, "LIMIT_PAGES", pages=len(document), limit=limits.pages)
        for index in range(len(document)):
            page = document[index]
            measure(page, index + 1)
            width, height = page.get_size()
            if width * height * (200 / 72) ** 2 > MEGAPIXELS * 1e6:
                raise refuse(ScanRefused, "LIMIT_BOX")
            yield (_rendered(page, dpi) for dpi in (200, 300) if width * height * (dpi / 72) ** 2 <= MEGAPIXELS * 1e6)
            page.close()
    finally:
        document.close()


def _rendered(page: Any, dpi: int) -> Image:
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    try:
        picture: Image = bitmap.to_pil().convert("L")
        return picture.copy()
    finally:
        bitmap.close()


def _pictures(scan: bytes, limits: Limits) -> Iterator[Iterator[Image]]:
    import PIL.Image
    from PIL import ImageSequence

    try:
        opened = PIL.Image.open(io.BytesIO(scan), formats=("TIFF", "PNG", "JPEG"))
        for number, frame in enumerate(ImageSequence.Iterator(opened), 1):
            if number > limits.pages:
                raise refuse(ScanRefused, "LIMIT_PAGES", pages=number, limit=limits.pages)
            must_fit(frame.width, frame.height, number)
            yield iter([upright(frame).convert("L")])
    except ScanRefused:
        raise
    except Exception as error:
        raise refuse(ScanRefused, "SCAN_UNREADABLE", detail=type(error).__name__) from error


def _sheet(number: int, views: Iterator[Image], key: bytes) -> Sheet:
    codes: dict[PageCode, int] = {}
    faults: dict[str, Reason] = {}
    last: Image | None = None
    for view in views:
        last = view
        _decode(view, key, codes, faults)
        if codes:
            break
    if not codes and last is not None:
        for level in _THRESHOLDS:  # faded toner, a stamp over the symbol, a grey background
            _decode(last.point([0 if grey < level else 255 for grey in range(256)]), key, codes, faults)
            if codes:
                break
    return Sheet(number, tuple(codes), tuple(faults.values()), next(iter(codes.values()), 0))


def _decode(view: Image, key: bytes, codes: dict[PageCode, int], faults: dict[str, Reason]) -> None:
    import zxingcpp

    for found in zxingcpp.read_barcodes(view, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)):
        said = read_code(found.text, key)
        if isinstance(said, PageCode):
            codes.setdefault(said, round(-found.orientation / 90) * 90 % 360)
        elif said is not None:
            faults.setdefault(said.code, said)

"""Pictures from phones and scanners as the pages of a PDF: the right way up, as large as they were on paper.

A JPEG goes into the file byte for byte; anything else goes in without loss. The picture itself stays the evidence.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from signatures.errors import PdfRefused, SignatureError, refuse
from signatures.pdf.drawing import must_fit
from signatures.pdf.limits import DEFAULT, MEGABYTE, Limits

if TYPE_CHECKING:
    from PIL.Image import Image

_A4 = 595.276, 841.890
_FORMATS = ("JPEG", "PNG", "TIFF")
_ORIENTATION = 0x0112
"""Tag of EXIF 2.32 that says how a camera was held."""
_UPRIGHT, _OVER, _RIGHT, _LEFT = 1, 3, 6, 8
"""Its values that turn a picture and do not mirror it: as it is, upside down, to be turned right, to be turned left."""
_DPI = 97.0, 1200.0
"""Resolutions that are a scanner's: a fax has 98, a screen 72 or 96."""
_PAPER = 140.0, 1300.0
"""Shortest and longest side of a sheet, in points, that a scanner's resolution is believed for: A6 to A2."""


def pages_of(picture: bytes, *, limits: Limits = DEFAULT) -> Iterator[int | bytes]:
    """The number of each page (from 1) as it is made, and at last the PDF.

    :raises PdfRefused: PICTURE_UNREADABLE, PICTURE_HEIC, LIMIT_BYTES, LIMIT_PAGES, LIMIT_PIXELS.
    """
    import pypdfium2
    from PIL import ImageSequence

    if len(picture) > limits.size:
        raise refuse(PdfRefused, "LIMIT_BYTES", megabytes=len(picture) // MEGABYTE, limit=limits.size // MEGABYTE)
    try:
        image = opened(picture)
        document: Any = pypdfium2.PdfDocument.new()
        # A phone's JPEG may hold a second, small picture (MPO): only a TIFF has pages.
        frames = ImageSequence.Iterator(image) if image.format == "TIFF" else (image,)
        for number, frame in enumerate(frames, 1):
            if number > limits.pages:
                raise refuse(PdfRefused, "LIMIT_PAGES", pages=number, limit=limits.pages)
            must_fit(frame.width, frame.height, number)
            _add_page(document, frame, picture if image.format in ("JPEG", "MPO") else None)
            yield number
        target = io.BytesIO()
        document.save(target)
        document.close()
    except SignatureError:
        raise
    except MemoryError:
        raise refuse(PdfRefused, "LIMIT_STREAM") from None
    except Exception as error:
        raise refuse(PdfRefused, "PICTURE_UNREADABLE", detail=type(error).__name__) from error
    yield target.getvalue()


def opened(picture: bytes) -> Any:
    """The picture, of a kind that is known. :raises PdfRefused: PICTURE_HEIC"""
    import PIL.Image

    if picture[4:8] == b"ftyp" and picture[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"heim"):
        try:
            from pillow_heif import register_heif_opener
        except ImportError:
            raise refuse(PdfRefused, "PICTURE_HEIC") from None
        register_heif_opener()
        return PIL.Image.open(io.BytesIO(picture), formats=("HEIF",))
    return PIL.Image.open(io.BytesIO(picture), formats=_FORMATS)


def _add_page(document: Any, frame: Image, jpeg: bytes | None) -> None:
    import pypdfium2
    import pypdfium2.raw

    held = int(frame.getexif().get(_ORIENTATION, _UPRIGHT))
    shown: Image = frame
    if jpeg is None or frame.mode not in ("L", "RGB") or held not in (_UPRIGHT, _OVER, _RIGHT, _LEFT):
        from PIL import ImageOps

        shown, held, jpeg = plain(ImageOps.exif_transpose(frame)), _UPRIGHT, None
    on_side = held in (_RIGHT, _LEFT)
    pixels = (shown.height, shown.width) if on_side else (shown.width, shown.height)
    width, height, (x, y, w, h) = _sheet(pixels, frame.info.get("dpi"))
    image: Any = pypdfium2.PdfImage.new(document)
    if jpeg is not None:
        image.load_jpeg(io.BytesIO(jpeg), inline=True, autoclose=False)
    else:
        bitmap = pypdfium2.PdfBitmap.from_pil(shown)
        image.set_bitmap(bitmap)
        bitmap.close()
    image.set_matrix(pypdfium2.PdfMatrix(*_matrix(held, x, y, w, h)))
    page = document.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def plain(picture: Image) -> Image:
    """Grey or coloured, eight bits, on white where it lets through."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):
        return picture.point(lambda value: value / 256).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        sheet = Image.new("RGBA", clear.size, (255, 255, 255, 255))
        return Image.alpha_composite(sheet, clear).convert("RGB")
    return picture.convert("RGB")


def _sheet(pixels: tuple[int, int], dpi: Any) -> tuple[float, float, tuple[float, float, float, float]]:
    """Size of the page, and where on it the picture stands: as a scanner says, else as large as fits on A4."""
    try:
        across, up = float(dpi[0]), float(dpi[1])
    except (TypeError, ValueError, IndexError, ZeroDivisionError):
        across = up = 0.0
    if _DPI[0] < across <= _DPI[1] and _DPI[0] < up <= _DPI[1]:
        width, height = pixels[0] * 72 / across, pixels[1] * 72 / up
        if _PAPER[0] <= min(width, height) and max(width, height) <= _PAPER[1]:
            return width, height, (0.0, 0.0, width, height)
    sheet = _A4 if pixels[0] <= pixels[1] else (_A4[1], _A4[0])
    scale = min(sheet[0] / pixels[0], sheet[1] / pixels[1])
    width, height = pixels[0] * scale, pixels[1] * scale
    return *sheet, ((sheet[0] - width) / 2, (sheet[1] - height) / 2, width, height)


def _matrix(held: int, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float, float, float]:
    """The unit square of a picture on its place, turned as it has to be (ISO 32000-1, 8.3.4)."""
    if held == _OVER:
        return -w, 0, 0, -h, x + w, y + h
    if held == _RIGHT:
        return 0, -h, w, 0, x, y + h
    if held == _LEFT:
        return 0, h, -w, 0, x + w, y
    return w, 0, 0, h, x, y

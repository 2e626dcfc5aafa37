"""Whether a profile of colours leaves every colour as it is: then it may come along with a signature.

Signing programs that draw a coloured picture (DSS) say by a profile what the colours of the document mean, and programs
for print and PDF/A use it for every page (ISO 32000-1, 14.11.5). One that turned black into white would look the same
from outside, so what it does is reckoned. Read by the ICC's specification (ISO 15076-1); the reckoning is LittleCMS's.
"""

from __future__ import annotations

import io
import itertools
import struct
from typing import Any

from signatures.pdf.objects import get

LARGEST = 1 << 16
"""Bytes of a profile that is looked into; the usual ones of a screen have 500 to 7,000."""
_HEADER, _ROW = 128, struct.Struct(">4sII")
_SAYS = {
    b"desc",
    b"cprt",
    b"dmnd",
    b"dmdd",
    b"wtpt",
    b"bkpt",
    b"chad",
    b"chrm",
    b"lumi",
    b"meas",
    b"tech",
    b"view",
    b"vued",
}
_DOES = {channel + part for channel in (b"r", b"g", b"b") for part in (b"XYZ", b"TRC")}
"""A matrix and three curves: one way through, whoever reads. Tables (``A2B0`` and the like) come with other ways."""
_STEPS = (*range(0, 255, 32), 255)
_NEAR = 4
"""Of 255: by so much a colour may differ; two programs that draw the same page do no better."""
_STREAM = {"/N", "/Length", "/Filter", "/DecodeParms"}


def changes_nothing(stream: Any) -> bool:
    """Whether the stream is a profile for screens (three channels) by which every colour is what it is without."""
    encoded = getattr(stream, "encoded_data", None)
    if encoded is None or len(encoded) > LARGEST or {str(key) for key in stream} - _STREAM or get(stream, "/N") != 3:
        return False
    if get(stream, "/Filter") not in (None, "/FlateDecode"):
        return False
    data = bytes(stream.data)
    return len(data) <= LARGEST and _is_plain(data) and _is_srgb(data)


def _is_plain(data: bytes) -> bool:
    """Whether it is one matrix with its curves, and nothing that another reader could go by."""
    if len(data) < _HEADER + 4 or struct.unpack(">I", data[:4])[0] != len(data):
        return False
    if (data[12:16], data[16:20], data[20:24], data[36:40]) != (b"mntr", b"RGB ", b"XYZ ", b"acsp"):
        return False
    count = struct.unpack(">I", data[_HEADER : _HEADER + 4])[0]
    table = data[_HEADER + 4 :][: count * _ROW.size]
    if not 0 < count <= len(_SAYS) + len(_DOES) or len(table) != count * _ROW.size:
        return False
    tags = [tag for tag, _, _ in _ROW.iter_unpack(table)]
    return len(set(tags)) == count and set(tags) >= _DOES and set(tags) <= _SAYS | _DOES


def _is_srgb(data: bytes) -> bool:
    from PIL import Image, ImageCms

    colours = list(itertools.product(_STEPS, repeat=3))
    shown = Image.frombytes("RGB", (len(colours), 1), bytes(itertools.chain.from_iterable(colours)))
    try:
        profile, usual = ImageCms.ImageCmsProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB")
        for intent in ImageCms.Intent:
            through = ImageCms.buildTransform(profile, usual, "RGB", "RGB", renderingIntent=intent)
            found = ImageCms.applyTransform(shown, through)
            if found is None or any(abs(a - b) > _NEAR for a, b in zip(shown.tobytes(), found.tobytes(), strict=True)):
                return False
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True

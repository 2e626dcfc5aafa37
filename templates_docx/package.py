"""Word files as zips: read with care, written so that the same content gives the same bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

# 1 January 1980, the zip format's own zero: a fixed date makes bytes depend on content alone.
_DATE, _TIME = 0x0021, 0
_UTF8 = 0x0800


class Packed:
    """One compressed member: local entry ready to be written, and what the central directory needs."""

    __slots__ = ("_crc", "_flags", "_name", "_packed", "_size", "local")

    def __init__(self, name: str, data: bytes, level: int = 6) -> None:
        packer = zlib.compressobj(level, zlib.DEFLATED, -15)
        self._packed = len(body := packer.compress(data) + packer.flush())
        self._name = name.encode()
        self._flags = 0 if name.isascii() else _UTF8
        self._size, self._crc = len(data), zlib.crc32(data)
        head = struct.pack("<IHHHHHIIIHH", 0x04034B50, *self._common())
        self.local = head + self._name + body

    def _common(self) -> tuple[int, ...]:
        return 20, self._flags, 8, _TIME, _DATE, self._crc, self._packed, self._size, len(self._name), 0

    def central(self, offset: int) -> bytes:
        """This member's entry in the central directory when its local entry starts at ``offset``."""
        entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, *self._common(), 0, 0, 0, 0, offset)
        return entry + self._name


def join(members: list[Packed], prefix: bytes = b"", directory: bytes = b"", count: int = 0) -> bytes:
    """A zip of ``members`` after what is already joined: ``prefix`` with ``count`` entries in ``directory``."""
    out, central, at = [prefix], [directory], len(prefix)
    for member in members:
        out.append(member.local)
        central.append(member.central(at))
        at += len(member.local)
    listing = b"".join(central)
    total = count + len(members)
    out += (listing, struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, total, total, len(listing), at, 0))
    return b"".join(out)


def write_zip(parts: Mapping[str, bytes], level: int = 6) -> bytes:
    """A zip of the parts in their order, with fixed dates."""
    return join([Packed(name, data, level) for name, data in parts.items()])


def read_zip(data: bytes) -> dict[str, bytes]:
    """Every member by name.

    :raises zipfile.BadZipFile: when ``data`` is no zip or a member does not match its checksum.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}

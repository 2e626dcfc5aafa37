"""Content encodings undone as a browser does (RFC 9110, 8.4): gzip, deflate with and without its head, br, zstd."""

from __future__ import annotations

import importlib
import zlib
from functools import lru_cache
from typing import Any, Protocol


class NotDecodable(Exception):
    """The content is not in the encoding that the server names, or in one that this machine cannot undo."""


class Decoder(Protocol):
    """Undoes an encoding, block by block."""

    def decode(self, block: bytes) -> bytes:
        """What `block` holds. :raises NotDecodable: it is not in that encoding."""
        ...

    @property
    def finished(self) -> bool:
        """Whether the end of the content was seen; an encoding that marks none says True."""
        ...


def decoders(header: str) -> list[Decoder]:
    """Decoders for a Content-Encoding header, in the order in which they have to be applied.

    A name that nobody knows ("none", "utf-8") is passed over, as browsers do.

    :raises NotDecodable: br or zstd, and no library for it is installed.
    """
    names = [name.strip().lower() for name in header.split(",")]
    made = [_decoder(name) for name in reversed(names)]
    return [decoder for decoder in made if decoder is not None]


def accepted() -> str:
    """The Accept-Encoding header: what this machine can undo."""
    return ", ".join(["gzip", "deflate", *(name for name in ("br", "zstd") if _library(name) is not None)])


class _Gzip:
    """One gzip member. Chromium reads the first of several and no more."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(31)

    def decode(self, block: bytes) -> bytes:
        try:
            return b"" if self._zlib.eof else self._zlib.decompress(block)
        except zlib.error as error:
            raise NotDecodable(str(error)) from error

    @property
    def finished(self) -> bool:
        return self._zlib.eof


class _Deflate:
    """The zlib format that the standard means, or the raw stream that old servers send."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj()
        self._begun = False

    def decode(self, block: bytes) -> bytes:
        try:
            content = self._zlib.decompress(block)
        except zlib.error as error:
            if self._begun:
                raise NotDecodable(str(error)) from error
            self._zlib = zlib.decompressobj(-15)
            self._begun = True
            return self.decode(block)
        self._begun = self._begun or bool(block)
        return content

    @property
    def finished(self) -> bool:
        return self._zlib.eof


class _Foreign:
    """br or zstd by a library that happens to be here."""

    def __init__(self, decompressor: Any) -> None:
        self._decompress = getattr(decompressor, "decompress", None) or decompressor.process
        self._of = decompressor

    def decode(self, block: bytes) -> bytes:
        try:
            return bytes(self._decompress(block))
        except Exception as error:  # each library has errors of its own
            raise NotDecodable(str(error)) from error

    @property
    def finished(self) -> bool:
        done = getattr(self._of, "is_finished", None)
        return bool(done()) if callable(done) else bool(getattr(self._of, "eof", True))


def _decoder(name: str) -> Decoder | None:
    if name in ("gzip", "x-gzip"):
        return _Gzip()
    if name == "deflate":
        return _Deflate()
    if name in ("br", "zstd"):
        library = _library(name)
        if library is None:
            raise NotDecodable(name)
        return _Foreign(library.Decompressor() if name == "br" else _zstd(library))
    return None


def _zstd(library: Any) -> Any:
    decompressor = library.ZstdDecompressor()
    streaming = getattr(decompressor, "decompressobj", None)  # `zstandard` keeps its one-block way apart
    return streaming() if streaming is not None else decompressor


@lru_cache
def _library(name: str) -> Any:
    """The first library for an encoding that is installed; None when there is none."""
    for module in {"br": ("brotli", "brotlicffi"), "zstd": ("compression.zstd", "backports.zstd", "zstandard")}[name]:
        try:
            return importlib.import_module(module)
        except ImportError:
            continue
    return None

"""Which letters the bytes of a page are, by the rules of browsers, and how many of them were none.

libxml2 stops at the first byte that its converter does not know, and every link after it is lost without a word: a page
in windows-874 with one dash pasted from elsewhere. Pages are therefore decoded here, and handed on as UTF-8.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

# Labels that Thai pages use and the WHATWG list does not have; browsers fall back to the Thai code page all the same.
_THAI = {"tis620", "cp874", "x-windows-874", "windows874", "tis-620-2533", "th-tis-620"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,]+)", re.IGNORECASE)
_META = re.compile(rb"<meta[\s/]([^>]*)>", re.IGNORECASE)
_IN_META = re.compile(rb"charset\s*=\s*[\"']?\s*([^\s\"'/>;]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"\s*<\?xml[^>]*\bencoding\s*=\s*[\"']([^\"']+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page as UTF-8, the charset it was in (a Python codec name), and the letters in it that could not be read."""

    utf8: bytes
    charset: str
    unreadable: int = 0


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Decode a page: by its byte-order mark, the HTTP header, its `meta`, else by what fits. Nothing is ever lost."""
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return _decoded(body[len(mark) :], marked)
    name = _named(content_type, body)
    if name is None:
        # No charset anywhere: UTF-8 where it fits, else what Thai browsers take for it.
        try:
            body.decode()
        except UnicodeDecodeError:
            name = "cp874"
        else:
            name = "utf-8"
    return _decoded(body, name)


def _named(content_type: str, body: bytes) -> str | None:
    """The charset that header or page name, None when neither names one that exists."""
    header = _IN_HEADER.search(content_type)
    name = _codec(header.group(1)) if header else None
    if name is not None:
        return name
    head = body[:_HEAD]
    if b"<!--" in head:
        head = _COMMENT.sub(b"", head)
    for meta in _META.finditer(head):
        said = _IN_META.search(meta.group(1))
        name = _codec(said.group(1).decode("latin-1")) if said else None
        if name is not None:
            return "utf-8" if name.startswith("utf-16") else name  # it cannot be: the tag was read as ASCII
    xml = _IN_XML.match(body)
    return _codec(xml.group(1).decode("latin-1")) if xml else None


def _decoded(body: bytes, name: str) -> Decoded:
    if name == "utf-8":
        try:
            body.decode()
        except UnicodeDecodeError:
            pass
        else:
            return Decoded(body if b"\0" not in body else body.replace(b"\0", b"\xef\xbf\xbd"), name)
    text = body.decode(name, "replace")
    given = body.count(b"\xef\xbf\xbd") if name == "utf-8" else 0
    # A zero byte ends the page for libxml2, and is a replacement character for browsers.
    utf8 = text.replace("\0", "\ufffd").encode("utf-8", "replace")
    return Decoded(utf8, name, max(0, text.count("\ufffd") - given))


@lru_cache
def _codec(label: str) -> str | None:
    """The Python codec for a label (WHATWG Encoding), None for one that nobody knows."""
    label = label.strip().lower()
    if label in _THAI:
        return "cp874"
    import webencodings

    found = webencodings.lookup(label)
    if found is None or found.name in ("x-user-defined", "replacement"):
        return None
    return codecs.lookup(found.codec_info.name).name

"""Addresses that stay: the same item has the same address for ever, the same bytes have the same address.

The evaluators' system stores the address of an item, so nothing in it may depend on a title, a group, or a release.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote

from workflow.ports.site import SiteFile

# Longest file name in bytes: ext4 takes 255, and one Thai letter is three; shared hosts and archives take less.
LONGEST_NAME = 180
_EXTENSION = re.compile(r"[A-Za-z0-9]{1,8}")
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|#%&{}$!\'@+`=;,\[\]^~]+')


def year_path(place: str, lang: str = "th") -> str:
    """The OIT page of a fiscal year (Buddhist era), relative to the home page: `oit/2566/`.

    :param place: the year's part of an address (`SiteYear.place`): `2566`, or of a second framework its own folder.
    """
    return f"{prefix(lang)}oit/{place}/"


def item_path(place: str, code: str, lang: str = "th") -> str:
    """The page of an item, relative to the home page: `oit/2566/o15/`. :param place: as in :func:`year_path`."""
    return f"{prefix(lang)}oit/{place}/{code.lower()}/"


def results_path(lang: str = "th") -> str:
    """The page of the office's own scores, relative to the home page."""
    return f"{prefix(lang)}oit/results/"


def prefix(lang: str) -> str:
    """Where the pages of a language stand: Thai at the root, English under `en/`."""
    return "" if lang == "th" else f"{lang}/"


def file_path(file: SiteFile) -> str:
    """The path of a file, relative to the home page: the first 16 hex digits of its digest, then a readable name.

    The same bytes keep the path under which they were published first, whatever their name is now.
    """
    if file.address is not None:
        return file.address
    return f"files/{file.sha256[:16]}/{safe_name(file.name)}"


@lru_cache(maxsize=8192)
def href(path: str) -> str:
    """A path as it goes into a link: percent-encoded UTF-8 (RFC 3986)."""
    return quote(path, safe="/#")


def safe_name(name: str) -> str:
    """A file name that every server, archive and browser takes, still readable in Thai.

    Separators and signs that mean something in an address or a shell become a hyphen; at most `LONGEST_NAME` bytes of
    UTF-8, never cut between a Thai consonant and its vowel or tone mark; the extension stays and is lower case. A name
    that is safe stays as it is.
    """
    # First the format characters (zero-width spaces, byte-order marks): without them letters and marks may compose.
    name = unicodedata.normalize("NFC", "".join(c for c in name if unicodedata.category(c) != "Cf"))
    name = re.sub(r"-{2,}", "-", re.sub(r"\s+", "-", _FORBIDDEN.sub("-", name))).rstrip("-.")
    stem, dot, extension = name.rpartition(".")
    extension = extension.lstrip("-")
    if dot and _EXTENSION.fullmatch(extension):
        tail = f".{extension.lower()}"
        return _cut(stem.strip("-.") or "file", LONGEST_NAME - len(tail)) + tail
    whole = name.strip("-.") or "file"
    kept = _cut(whole, LONGEST_NAME)
    return kept if kept == whole else safe_name(kept)  # what was cut may now end in an extension


def _cut(text: str, most: int) -> str:
    """The longest start of `text` within `most` bytes that does not part a letter from its marks."""
    if len(text.encode()) <= most:
        return text
    whole = kept = text.encode()[:most].decode(errors="ignore")
    while kept and unicodedata.category(text[len(kept)]) == "Mn":
        kept = kept[:-1]
    return (kept or whole).rstrip("-.")  # nothing but marks: there is no letter to part from them

"""Web addresses as people read them: Thai letters as letters."""

from __future__ import annotations

import re
from urllib.parse import unquote_to_bytes

_CODED = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")


def readable(url: str) -> str:
    """An address with its percent-encoded UTF-8 as letters; spaces stay encoded, so that it can be pasted."""

    def letters(found: re.Match[str]) -> str:
        try:
            text = unquote_to_bytes(found.group()).decode()
        except UnicodeDecodeError:
            return found.group()  # of another charset
        return text if all(c.isprintable() and not c.isspace() for c in text) else found.group()

    return _CODED.sub(letters, url)

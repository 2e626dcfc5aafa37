"""Whether the text of a page can be searched, and is the text that is seen: judged by the text alone.

Thai suffers most: fonts of old programs have Thai letters at the places of Latin ones, design tools write glyphs
without saying which letters they are, and programs that make files smaller drop what says so.
"""

from __future__ import annotations

import re

UNMAPPED, OLD_FONT, MARKS_LOST = "unmapped", "old_font", "marks_lost"
"""Letters without a meaning; Thai that reads as Latin; vowels and tone marks that are missing or astray."""

_LEAST = 12
"""Letters on a page below which nothing is said of it."""
_NOTHING = re.compile("[\u0000\u0001\u0003-\u0008\u000b\u000c\u000e-\u001f\ufffd\ue000-\uf8ff]")
_HIGH = re.compile("[\u00a1-\u00fe]")
_THAI = re.compile("[\u0e01-\u0e5b]")
_CONSONANT = re.compile("[\u0e01-\u0e2e]")
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_ASTRAY = re.compile(rf"(?:^|[^\u0e01-\u0e2e{_MARK}\u0e24\u0e26])[{_MARK}]", re.MULTILINE)
_MARKS = re.compile(f"[{_MARK}]")
_TWICE = re.compile("\u0e33\u0e32|\u0e4d[\u0e48-\u0e4b]?\u0e33|([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1")
"""What no Thai word has: the second half of ำ written again, a mark twice. So reads what Ghostscript wrote."""


def fault(text: str) -> str | None:
    """What is wrong with the text of a page: one of the three, or ``None``.

    :param text: as a reader that searches the page has it; empty for a page that is a picture.
    """
    letters = "".join(text.split())
    if len(letters) < _LEAST:
        return None
    lost = len(_NOTHING.findall(letters))
    if lost >= 5 and lost >= 0.05 * len(letters):
        return UNMAPPED
    high = "".join(_HIGH.findall(letters))
    if len(high) >= _LEAST and len(high) >= 0.4 * len(letters) and _reads_as_thai(high):
        return OLD_FONT
    if len(_THAI.findall(letters)) >= 0.3 * len(letters):
        consonants, marks = len(_CONSONANT.findall(letters)), len(_MARKS.findall(letters))
        astray = len(_ASTRAY.findall(text))
        if len(_TWICE.findall(text)) >= 2:
            return MARKS_LOST
        if (astray >= 5 and astray >= 0.1 * marks) or (consonants >= 80 and marks < 0.08 * consonants):
            return MARKS_LOST
    return None


def _reads_as_thai(high: str) -> bool:
    """Whether bytes that were taken for Latin letters are Thai ones (TIS-620)."""
    as_thai = high.encode("latin-1", "replace").decode("tis-620", "replace")
    return len(_THAI.findall(as_thai)) >= 0.9 * len(as_thai) and bool(_MARKS.search(as_thai))

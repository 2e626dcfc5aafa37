"""Digits, codes and titles as offices type them: one number, however it is written."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

CIRCLES = "○◯〇◌⭘ⵔ"
"""Drawn circles that stand for a zero in scanned and typed tables."""
_ZERO_ALONE = re.compile(rf"[oO๐0{CIRCLES}]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_CODE = re.compile(r"(?:ข้อ(?:ที่)?\s*)?(?:OIT|[Oo๐0○])\s*[-.]?\s*([0-9๐-๙]{1,3})")
_PLAIN_NUMBER = re.compile(r"(?:ข้อ(?:ที่)?\s*)?([0-9๐-๙]{1,3})\s*[.)]?")


def arabic(text: str) -> str:
    """Write every Thai digit as an Arabic one."""
    return text.translate(TO_ARABIC)


def thai(text: str) -> str:
    """Write every Arabic digit as a Thai one."""
    return text.translate(TO_THAI)


def read_score(text: str) -> Decimal | None:
    """Read a score from a cell: Thai digits, ``100``, ``1,700``, ``39.53 %``; O, ๐ and ○ alone are zero.

    :returns: None when the cell is empty, a dash or no number.
    """
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    plain = re.sub(r"\s|%|คะแนน|ร้อยละ", "", plain)
    if _ZERO_ALONE.fullmatch(plain):
        return Decimal(0)
    plain = arabic(plain).translate(str.maketrans(CIRCLES + "Oo", "0" * (len(CIRCLES) + 2)))
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain.replace(",", ""))
    except InvalidOperation:  # pragma: no cover -- the pattern admits decimals only
        return None


def read_code(text: str) -> str | None:
    """Read an item's code: ``O15``, ``o 15``, ``๐๑๕``, ``015``, ``ข้อ O15``; the letter is often typed as a zero.

    :returns: ``O15``, or None when it is none. A bare number (``15``) is none: see :func:`read_ordinal`.
    """
    found = _CODE.fullmatch(text.translate(_INVISIBLE).strip())
    number = int(arabic(found[1])) if found else 0
    return f"O{number}" if number else None


def read_ordinal(text: str) -> int | None:
    """Read a running number such as ``๑๕``, ``15.`` or ``ข้อ 15``; None when it is none."""
    found = _PLAIN_NUMBER.fullmatch(text.translate(_INVISIBLE).strip())
    return int(arabic(found[1])) if found and int(arabic(found[1])) else None


def folded(text: str) -> str:
    """Fold a title for comparison: blanks, dashes, dots, case, ๆ and the set of digits do not count."""
    plain = unicodedata.normalize("NFC", text.translate(_INVISIBLE)).replace("\u0e4d\u0e32", "\u0e33")
    return re.sub(r"[\s.,ๆฯ\-–—()“”\"'‘’/:]+", "", arabic(plain)).casefold()

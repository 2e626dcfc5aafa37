"""Thai dates, digits, codes and width: pure, standard library only.

Sources: งานสารบรรณ พ.ศ. ๒๕๒๖ ข้อ ๑๖.๕ (dates of orders), the Budget Procedures Act (fiscal year 1 October - 30
September, named by the Buddhist year in which it ends). Years of functions named
``..._year`` are Buddhist (BE = CE + 543) unless said otherwise; ``date`` objects are of course Gregorian.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

ERA = 543
MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTHS_SHORT = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# Zero-width space, joiners, word joiner, byte order mark, soft hyphen: invisible, and they break comparison. Control
# characters (but for tabs and breaks) steer a terminal, direction overrides let a text be read backwards.
_CONTROL = "\0-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(f"[\u200b-\u200d\u2060\ufeff\u00ad{_CONTROL}]")
_BROKEN = re.compile(f"[\t-\r\u2028\u2029{_CONTROL}]")
# Seen in source documents: a drawn circle for zero, Devanagari digits that look Thai.
_LOOKALIKES = str.maketrans("○◯〇" + "०१२३४५६७८९", "๐๐๐" + "๐๑๒๓๔๕๖๗๘๙")
# A quick look first: str.translate is slow on Thai, and nearly every text is already as it should be.
_SUSPECT = re.compile(f"[\u200b-\u200d\u2060\ufeff\u00ad\u0e4d{_CONTROL}]|\u0e40\u0e40")
_NIKHAHIT_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")


class NotUnderstood(ValueError):
    """Text that is not what it should be. ``code`` is stable, ``facts`` are for the sentence formed at the edge."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(f"{code}: {facts}")
        self.code = code
        self.facts = facts


# --- digits ---------------------------------------------------------------------------------------------------------


def thai_digits(value: str | int) -> str:
    """Every 0-9 as ๐-๙. For running text use :func:`official`, which spares URLs, codes and digests."""
    return str(value).translate(_TO_THAI)


def arabic_digits(value: str) -> str:
    """Every ๐-๙ as 0-9."""
    return value.translate(_TO_ARABIC)


# A URL may hold Thai letters (paths typed by people) and so runs to the next blank; everything else that must keep its
# digits (e-mail, O15, ITA-o16, COVID-19, report-2566.pdf, a hex digest) is a run of ASCII that holds a Latin letter.
_ANY_DIGIT = re.compile("[0-9]")
_KEPT = re.compile(
    r"(?:https?|ftp)://\S+|www\.\S+|[^\s]+\.(?:pdf|docx?|xlsx?|pptx?|csv|zip|jpe?g|png|html?)\b"
    r"|\b[0-9a-fA-F]{32,}\b|[!-~]*[A-Za-z][!-~]*",
    re.IGNORECASE,
)


def official(text: str) -> str:
    """Official prose: Thai digits, but never inside URLs, e-mails, file names, item codes (O15) or digests."""
    if not _ANY_DIGIT.search(text):
        return text
    parts: list[str] = []
    at = 0
    for kept in _KEPT.finditer(text):
        parts += (text[at : kept.start()].translate(_TO_THAI), kept.group())
        at = kept.end()
    parts.append(text[at:].translate(_TO_THAI))
    return "".join(parts)


# --- dates ----------------------------------------------------------------------------------------------------------


def buddhist_year(day: date) -> int:
    """The calendar year of the day in the Buddhist era: number books restart with it."""
    return day.year + ERA


def long_date(day: date, *, thai: bool = True, era: bool = False) -> str:
    """``๒๖ มิถุนายน ๒๕๖๗``; ``era`` puts พ.ศ. before the year (orders, announcements); ``thai=False`` for screens."""
    year = f"พ.ศ. {buddhist_year(day)}" if era else f"{buddhist_year(day)}"
    text = f"{day.day} {MONTHS[day.month - 1]} {year}"
    return thai_digits(text) if thai else text


def short_date(day: date, *, thai: bool = False) -> str:
    """``26 มิ.ย. 2567`` for screens and narrow columns. The year is never cut to two digits: 67 could be anything."""
    text = f"{day.day} {MONTHS_SHORT[day.month - 1]} {buddhist_year(day)}"
    return thai_digits(text) if thai else text


_MONTH_BY_NAME = {
    re.sub(r"[.\s]", "", name): number for names in (MONTHS, MONTHS_SHORT) for number, name in enumerate(names, 1)
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_SLASHES = re.compile(r"([0-9]{1,2})\s*[/.\-]\s*([0-9]{1,2})\s*[/.\-]\s*([0-9]{2,4})")
_WORDS = re.compile(r"(?:วันที่)?\s*([0-9]{1,2})\s*(?:เดือน)?\s*([ก-๎][ก-๎.\s]*?)\s*(?:พ\s*\.?\s*ศ\s*\.?|ปี)?\s*([0-9]{2,4})")


def parse_date(text: str) -> date:
    """A date as people here write it.

    ISO (2024-06-26 or 2567-06-26), ``26/6/2567``, ``๒๖ มิถุนายน ๒๕๖๗``, ``26 มิ.ย. 67``,
    ``วันที่ ๓๑ เดือน มีนาคม พ.ศ. ๒๕๖๖``. A four-digit year from 2400 on is Buddhist, below it Gregorian.

    :raises NotUnderstood: ``date_not_understood``; ``date_is_a_serial`` with the ``day`` (a spreadsheet's bare number);
        ``date_year_ambiguous`` (two digits without a month name);
        ``date_year_out_of_range``; ``date_no_such_month``; ``date_no_such_day`` with ``last`` = last day of that month.
    """
    said = arabic_digits(normalise_number(text)).strip()
    if found := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
    elif found := _SLASHES.fullmatch(said):
        if len(found[3]) != 4:
            raise NotUnderstood("date_year_ambiguous", text=text, year=found[3])
        day, month, year = int(found[1]), int(found[2]), int(found[3])
    elif (found := _WORDS.fullmatch(said)) and (named := _MONTH_BY_NAME.get(re.sub(r"[.\s]", "", found[2]))):
        if len(found[3]) == 3:
            raise NotUnderstood("date_not_understood", text=text)
        # Short Buddhist years are what offices write beside Thai month names: ๖๗ is ๒๕๖๗.
        day, month, year = int(found[1]), named, int(found[3]) + (2500 if len(found[3]) == 2 else 0)
    elif re.fullmatch("[0-9]{5,6}", said) and (day_of := _serial(int(said))):
        raise NotUnderstood("date_is_a_serial", text=text, day=day_of.isoformat())
    else:
        raise NotUnderstood("date_not_understood", text=text)
    if year >= 2400:
        year -= ERA
    if not 1900 <= year <= 2200:
        raise NotUnderstood("date_year_out_of_range", text=text, year=year)
    if not 1 <= month <= 12:
        raise NotUnderstood("date_no_such_month", text=text, month=month)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NotUnderstood("date_no_such_day", text=text, day=day, month=MONTHS[month - 1], last=last)
    return date(year, month, day)


def _serial(number: int) -> date | None:
    """The day a spreadsheet counts with this number, which it shows where it does not know the cell's format.

    None when it is no day of this or the last century, counted in either era.
    """
    day = date(1899, 12, 30) + timedelta(days=number)
    if day.year >= 2400:
        last = monthrange(day.year - ERA, day.month)[1]
        day = day.replace(year=day.year - ERA, day=min(day.day, last))
    return day if 1900 <= day.year <= 2200 else None


def fiscal_year(day: date) -> int:
    """ปีงบประมาณ (BE) the day belongs to: 1 October 2565 - 30 September 2566 is 2566."""
    return buddhist_year(day) + (day.month >= 10)


# --- entry ----------------------------------------------------------------------------------------------------------


def normalise(text: str) -> str:
    """Text as it is stored: NFC (never NFKC, which takes ำ apart), composed ำ, แ for two เ, nothing invisible."""
    if not _SUSPECT.search(text):
        return unicodedata.normalize("NFC", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _NIKHAHIT_AA.sub("\\1\u0e33", text).replace("\u0e40\u0e40", "\u0e41")


def one_line(text: str) -> str:
    """As :func:`normalise`, for names, titles and reasons: no break, which would begin a line of somebody else's."""
    return _BROKEN.sub(" ", normalise(text))


def visible(text: str) -> str:
    """Text as it is shown: what steers a terminal or turns a line round is seen as a sign, a break as a blank."""
    return _BROKEN.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def normalise_number(text: str) -> str:
    """As :func:`normalise`, for fields that hold numbers: ○ and Devanagari digits become Thai digits."""
    return normalise(text).translate(_LOOKALIKES)


_ITEM = re.compile(r"(?:ข้อ\s*)?[Oo๐0]\s*([0-9๐-๙]{1,3})")


def item_code(text: str) -> str:
    """``O15`` from what people type: O15, o 15, ๐๑๕, 015, ข้อ O15 (the letter O is often typed as a zero).

    :raises NotUnderstood: ``item_code_not_understood``.
    """
    found = _ITEM.fullmatch(normalise_number(text).strip())
    number = int(found[1]) if found else 0
    if not number:
        raise NotUnderstood("item_code_not_understood", text=text)
    return f"O{number}"


# --- width ----------------------------------------------------------------------------------------------------------


def code_as_written(text: str) -> str:
    """A code from what people write, or what they wrote when it is none: then it is not found.

    Where only an item can be meant, its number will do (``๑๔``, ``14``); in a table a number alone may be anything.
    """
    for said in (text, f"O{text.strip()}"):
        try:
            return item_code(said)
        except ValueError:
            continue
    return text


_IN_CYCLE = re.compile(r"(?P<code>[^/]+)/(?P<year>[0-9๐-๙]{4})(?:-(?P<framework>.+))?", re.DOTALL)


def in_cycle(text: str) -> tuple[str, int | None, str | None]:
    """An item as lists name it, ``O15/2565`` or ``O15/2566-ita``: its code, the year, the framework of several.

    What names no cycle is given back as it was written.
    """
    found = _IN_CYCLE.fullmatch(text.strip())
    code = code_as_written(found["code"]) if found else ""
    if found is None or _ITEM.fullmatch(code) is None:
        return text, None, None
    return code, int(found["year"]), found["framework"]


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def width(text: str) -> int:
    """Terminal columns: vowels and tone marks above and below take none."""
    return sum(map(_columns, text))


def truncate(text: str, columns: int, end: str = "…") -> str:
    """At most ``columns`` wide; cut with ``end``, never between a letter and its marks nor after a leading vowel."""
    if width(text) <= columns:
        return text
    room = columns - width(end)
    if room < 0:
        return ""
    kept = ""
    for char in text:
        room -= _columns(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip("เแโใไ ") + end


def pad(text: str, columns: int, align: str = "<") -> str:
    """Exactly ``columns`` wide where it fits: ``<`` left, ``>`` right, ``^`` centre. Longer text is truncated."""
    text = truncate(text, columns)
    blank = columns - width(text)
    left = {"<": 0, ">": blank, "^": blank // 2}[align]
    return " " * left + text + " " * (blank - left)


# --- comparison -----------------------------------------------------------------------------------------------------


def comparable(text: str) -> str:
    """A form in which text read from a PDF equals its source: no blanks, nothing invisible, one digit set.

    Readers of PDFs put blanks inside Thai words and ``ำา`` for ``ำ``; both are undone. Not for display.
    """
    text = normalise("".join(text.split()))
    return arabic_digits("".join(text.split()).replace("ำา", "ำ"))


def contains(text: str, part: str) -> bool:
    """Whether ``part`` occurs in ``text`` (as read from a PDF), both made :func:`comparable`."""
    return comparable(part) in comparable(text)

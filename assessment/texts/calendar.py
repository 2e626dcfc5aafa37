"""Dates in running text: every way they are written, with where they stand."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from assessment.texts.document import Document, Line

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
ERA = 543

_NUMBERS = {name: number for names in (MONTHS, SHORT) for number, name in enumerate(names, start=1)}
_NAMES = "|".join(re.escape(name).replace(r"\.", r"\s?\.\s?") for name in (*MONTHS, *SHORT))
MONTH = rf"(?:{_NAMES})"
YEAR = r"(?:พ\s?\.?\s?ศ\s?\.?\s?|ปี\s*)?"
DAY_MONTH_YEAR = re.compile(
    rf"(?<![0-9./])([0-9]{{1,2}})\s*(?:เดือน)?\s*({_NAMES})\s*(?:{YEAR}([0-9]{{4}}|[0-9]{{2}}(?![0-9.,/])))?"
)
SLASHED = re.compile(r"(?<![0-9/.])([0-9]{1,2})\s?/\s?([0-9]{1,2})\s?/\s?(2[45][0-9]{2}|(?:19|20)[0-9]{2})(?![0-9/])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text. ``year`` is Buddhist; None when the text gives none."""

    line: Line
    start: int
    """Offset in the document's running text."""
    end: int
    day: int
    month: int
    year: int | None
    text: str

    @property
    def last(self) -> int:
        """The last day of its month; of February without a year, 29."""
        return monthrange(self.year - ERA if self.year else 2024, self.month)[1]

    @property
    def exists(self) -> bool:
        """Whether a calendar has it."""
        return 1 <= self.day <= self.last

    @property
    def date(self) -> date | None:
        """The day; of one that does not exist, the nearest that does; None without a year."""
        if self.year is None:
            return None
        return date(self.year - ERA, self.month, min(max(self.day, 1), self.last))


def month_number(name: str) -> int:
    """1-12 from a month's name, long or short, however spaced."""
    return _NUMBERS[re.sub(r"\s", "", name)]


def full_year(text: str) -> int:
    """A Buddhist year from two or four digits; a Gregorian one becomes Buddhist."""
    year = int(text)
    if year < 100:
        return 2500 + year
    return year + ERA if year < 2400 else year


def mentions(document: Document) -> tuple[Mention, ...]:
    """Every date of a text, in order."""
    found = []
    for match, line in document.search(DAY_MONTH_YEAR):
        year = full_year(match[3]) if match[3] else None
        if year is not None and not 2400 <= year <= 2700:
            continue
        text = document.flow[match.start() : match.end()].strip()
        found.append(Mention(line, match.start(), match.end(), int(match[1]), month_number(match[2]), year, text))
    for match, line in document.search(SLASHED):
        month = int(match[2])
        text = document.flow[match.start() : match.end()]
        if 1 <= month <= 12:
            year = full_year(match[3])
            found.append(Mention(line, match.start(), match.end(), int(match[1]), month, year, text))
    return tuple(sorted(found, key=lambda one: one.start))


def fiscal_year(day: date) -> int:
    """The fiscal year (Buddhist) of a day: 1 October - 30 September, named by the year in which it ends."""
    return day.year + ERA + (day.month >= 10)


def long(day: date) -> str:
    """``20 พฤษภาคม 2566``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + ERA}"

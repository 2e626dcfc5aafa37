"""Parts of a fiscal year (งวด): months, quarters and halves, with their names. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.thai import ERA, MONTHS, MONTHS_SHORT, arabic_digits, normalise


class Rhythm(StrEnum):
    """How often an item's year has a part."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEAR = "half_year"

    @property
    def months(self) -> int:
        """Length of one part."""
        return {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEAR: 6}[self]


@dataclass(frozen=True, slots=True)
class Span:
    """One part of a fiscal year. ``key``: ``2565-10`` (a month, Buddhist year), ``2566-q1``, ``2566-h1``."""

    key: str
    first: date
    last: date

    @property
    def title(self) -> str:
        """Its Thai name, with Arabic digits as on screen."""
        return title(self.key)


def spans(rhythm: Rhythm, fiscal_year: int, *, first_half: bool = False) -> tuple[Span, ...]:
    """The parts of a fiscal year (Buddhist era), in order; ``first_half``: those of October to March alone."""
    found = []
    for number, at in enumerate(range(0, 6 if first_half else 12, rhythm.months), 1):
        first = _month(fiscal_year, at)
        last = _month(fiscal_year, at + rhythm.months) - timedelta(days=1)
        mark = {Rhythm.QUARTERLY: "q", Rhythm.HALF_YEAR: "h"}.get(rhythm)
        key = f"{fiscal_year}-{mark}{number}" if mark else f"{first.year + ERA}-{first.month:02}"
        found.append(Span(key, first, last))
    return tuple(found)


def _month(fiscal_year: int, at: int) -> date:
    """First day of a month of a fiscal year; ``at`` 0 is October, 12 the next one."""
    year, month = divmod(9 + at, 12)
    return date(fiscal_year - ERA - 1 + year, month + 1, 1)


_KEY = re.compile(r"([0-9]{4})-(?:([qh])([1-4])|([0-9]{2}))")


def title(key: str, language: str = "th") -> str:
    """What a part is called, digits as on screen; a key that is none of ours stands for itself.

    English names have the Gregorian year, as English dates have.
    """
    found = _KEY.fullmatch(key)
    if found is None:
        return key
    year, off = int(found[1]), 0 if language == "th" else ERA
    if found[2] is None:
        month = int(found[4])
        return f"{MONTHS[month - 1] if language == 'th' else calendar.month_name[month]} {year - off}"
    number = int(found[3])
    rhythm = Rhythm.QUARTERLY if found[2] == "q" else Rhythm.HALF_YEAR
    span = spans(rhythm, year)[number - 1]
    first, last = ((_name(day, language), day.year + ERA - off) for day in (span.first, span.last))
    between = f"{first[0]}{f' {first[1]}' if first[1] != last[1] else ''} - {last[0]} {last[1]}"
    if rhythm is Rhythm.QUARTERLY:
        return f"ไตรมาสที่ {number} ({between})" if language == "th" else f"quarter {number} ({between})"
    half = {"th": ("แรก", "หลัง"), "en": ("first", "second")}[language][number - 1]
    return f"รอบ 6 เดือน{half} ({between})" if language == "th" else f"{half} six months ({between})"


def _name(day: date, language: str) -> str:
    return MONTHS[day.month - 1] if language == "th" else calendar.month_name[day.month]


def named(text: str, keys: Iterable[str]) -> str | None:
    """The key that is meant: written as it is, by its title, by its month, or by its place among the keys.

    ``2565-10``, ``ตุลาคม 2565``, ``ตุลาคม``, ``ต.ค.``, ``q1``, ``ไตรมาสที่ 1``, and ``1`` for the first. ``None``: none of
    them, or more than one.
    """
    known = list(keys)
    said = _bare(text)
    if said.isdecimal() and 1 <= int(said) <= len(known):
        return known[int(said) - 1]
    fitting = [key for key in known if said in (_bare(key), *map(_bare, _short(key)))]
    return fitting[0] if len(fitting) == 1 else None


def _short(key: str) -> list[str]:
    found = _KEY.fullmatch(key)
    if found is None:
        return []
    names = [title(key), title(key, "en")]
    if found[2] is None:
        month = int(found[4]) - 1
        names += [
            MONTHS[month],
            MONTHS_SHORT[month],
            f"{MONTHS_SHORT[month]} {found[1]}",
            calendar.month_name[month + 1],
        ]
    else:
        names += [f"{found[2]}{found[3]}", names[0].partition(" (")[0], names[1].partition(" (")[0]]
    return names


def _bare(text: str) -> str:
    return re.sub(r"[.\s]", "", arabic_digits(normalise(text))).casefold()

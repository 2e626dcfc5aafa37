"""Dates: that exist, on the weekday that is said, in the order in which things happen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from assessment.texts.calendar import (
    DAY_MONTH_YEAR,
    MONTH,
    MONTHS,
    WEEKDAYS,
    YEAR,
    Mention,
    fiscal_year,
    full_year,
    long,
    mentions,
    month_number,
)
from assessment.texts.document import Document, Finding

_WEEKDAY = re.compile(r"วัน(จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)\s*(?:ที่)?\s*$")
_TO = re.compile(r"\s*(?:-|–|—|ถึง|จนถึง)\s*(?:วันที่)?\s*")
_DAYS = re.compile(rf"(?<![0-9./])([0-9]{{1,2}})\s*[-–—]\s*([0-9]{{1,2}})\s*({MONTH})")
_MONTHS_RANGE = re.compile(
    rf"({MONTH})\s*{YEAR}([0-9]{{4}}|[0-9]{{2}})\s*(?:-|–|—|ถึง)\s*({MONTH})\s*{YEAR}([0-9]{{4}}|[0-9]{{2}})(?![0-9])"
)
_ORDER_NUMBER = re.compile(r"(?:คำสั่ง|ประกาศ)[^\n]{0,120}?ที่\s*[0-9]+\s*/\s*([0-9]{4})")
_SIGNED = re.compile(r"(?:สั่ง|ประกาศ|ให้ไว้)\s*ณ\s*วันที่\s*")
_BRIEFED = re.compile(r"ประชุมชี้แจง[^\n]{0,260}?เมื่อวันที่\s*")
_MET = re.compile(r"ประชุม(?:คณะทำงาน|คณะกรรมการ|ติดตาม)[^\n]{0,160}?ครั้งที่\s*1[^0-9][^\n]{0,80}?(?:เมื่อ)?วันที่\s*")
_APPOINTS = re.compile(r"แต่งตั้ง(?:คณะทำงาน|คณะกรรมการ|คณะอนุกรรมการ|เจ้าหน้าที่)")
_NTH = re.compile(r"ครั้งที่\s*([0-9]{1,2})(?:\s*/\s*([0-9]{4}))?[^0-9\n]{0,60}?(?:เมื่อ)?วันที่\s*")
_EVERY = re.compile(r"ทุกวันที่\s*([0-9]{1,2})\s*ของเดือน")
_DATED = re.compile(r"ลงวันที่\s*")


def impossible(document: Document) -> Iterator[Finding]:
    """Dates that no calendar has, each once however often it stands there: ``date_no_such_day``."""
    seen: dict[tuple[int, int, int | None], list[Mention]] = {}
    for one in mentions(document):
        if not one.exists:
            seen.setdefault((one.day, one.month, one.year), []).append(one)
    for same in seen.values():
        first = same[0]
        facts = {"month": MONTHS[first.month - 1], "last": first.last, "lines": [one.line.number for one in same]}
        yield document.found("date_no_such_day", first.line, first.text, **facts)
    for match, line in document.search(re.compile(r"(?<![0-9/.])([0-9]{1,2})/([0-9]{1,2})/(25[0-9]{2})(?![0-9/])")):
        if not 1 <= int(match[2]) <= 12:
            yield document.found("date_no_such_month", line, match[0], month=int(match[2]))


def weekdays(document: Document) -> Iterator[Finding]:
    """A weekday that the calendar does not give that day: ``weekday_wrong``."""
    for one in mentions(document):
        said = _WEEKDAY.search(document.plain[max(one.start - 24, 0) : one.start])
        day = one.date
        if said is None or day is None or not one.exists:
            continue
        is_day = WEEKDAYS[day.weekday()]
        if not is_day.startswith(said[1]):
            yield document.found("weekday_wrong", one.line, said[0] + one.text, said=said[1], is_day=is_day)


def ranges(document: Document) -> Iterator[Finding]:
    """Periods that end before they begin: ``range_reversed``."""
    dates = mentions(document)
    for one, other in itertools.pairwise(dates):
        between = document.plain[one.end : other.start]
        # 1 ตุลาคม – 30 กันยายน 2566 begins in the year before: only two whole dates are compared.
        if not _TO.fullmatch(between) or other.date is None or one.date is None:
            continue
        if one.date > other.date:
            text = document.flow[one.start : other.end]
            yield document.found("range_reversed", one.line, text, begin=long(one.date), end=long(other.date))
    for match, line in document.search(_DAYS):
        if 31 >= int(match[1]) > int(match[2]):
            text = document.flow[match.start() : match.end()]
            yield document.found("range_reversed", line, text, begin=match[1], end=f"{match[2]} {match[3]}")
    for match, line in document.search(_MONTHS_RANGE):
        begin = (full_year(match[2]), month_number(match[1]))
        end = (full_year(match[4]), month_number(match[3]))
        if begin > end:
            text = document.flow[match.start() : match.end()]
            yield document.found(
                "range_reversed", line, text, begin=f"{match[1]} {match[2]}", end=f"{match[3]} {match[4]}"
            )


def fiscal_windows(document: Document) -> Iterator[Finding]:
    """A fiscal year beside a window that is another one's: ``fiscal_window_wrong``."""
    named = re.compile(r"ปีงบประมาณ\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*([0-9]{4})\s*\(")
    dates = mentions(document)
    for match, line in document.search(named):
        inside = [one for one in dates if match.end() <= one.start <= match.end() + 40]
        if len(inside) < 2 or inside[0].date is None or inside[1].date is None:
            continue
        begin, end, year = inside[0].date, inside[1].date, int(match[1])
        whole = (begin.day, begin.month, end.day, end.month) == (1, 10, 30, 9)
        if whole and {fiscal_year(begin), fiscal_year(end)} != {year}:
            text = document.flow[match.start() : inside[1].end]
            yield document.found("fiscal_window_wrong", line, text, year=year)


def numbers_of_years(document: Document) -> Iterator[Finding]:
    """An order or announcement whose number carries another year than its date: ``number_of_other_year``."""
    dates = mentions(document)
    for match, line in document.search(_ORDER_NUMBER):
        after = [
            one for one in dates
            if match.end() < one.start < match.end() + 4000
            and _SIGNED.search(document.plain[one.start - 20 : one.start])
        ]  # fmt: skip
        between = _ORDER_NUMBER.search(document.plain, match.end(), after[0].start) if after else None
        if after and between is None and after[0].year is not None and after[0].year != int(match[1]):
            text = document.flow[match.start() : match.end()]
            yield document.found(
                "number_of_other_year", line, text, number=text, year=after[0].year, date=after[0].text
            )


def appointed_before_briefed(document: Document) -> Iterator[Finding]:
    """People briefed, or met, before they were appointed: ``briefed_before_appointed``, ``met_before_appointed``.

    Where a text has several orders, only what lies before all of them is told.
    """
    dates = mentions(document)
    appointed = [one for one in dates if one.date is not None and _appoints(document, one)]
    if not appointed:
        return
    first = min(appointed, key=lambda one: one.date or date.max)
    for code, pattern in (("briefed_before_appointed", _BRIEFED), ("met_before_appointed", _MET)):
        for match, line in document.search(pattern):
            when = next((one for one in dates if match.end() - 1 <= one.start <= match.end() + 2), None)
            if when is None or when.date is None or first.date is None or when.date >= first.date:
                continue
            facts = {"appointed": first.text, "appointed_line": first.line.number}
            yield document.found(code, line, when.text, **facts)
            break


def _appoints(document: Document, one: Mention) -> bool:
    """Whether a date is that of an order which appoints: its own last line, or what a sentence says of it."""
    before = document.plain[max(one.start - 4000, 0) : one.start]
    if _SIGNED.search(before[-20:]):
        return _APPOINTS.search(before) is not None and "คำสั่ง" in before
    return bool(re.search(r"คำสั่ง[^\n]{0,260}แต่งตั้ง[^\n]{0,200}ลงวันที่\s*$", before[-500:]))


def meetings_in_order(document: Document) -> Iterator[Finding]:
    """A later meeting before an earlier one (``meetings_out_of_order``); a regular day not kept
    (``meeting_not_on_its_day``, with the weekday that the regular day was)."""
    dates = mentions(document)
    held: dict[tuple[str, str, int], Mention] = {}
    for match, _ in document.search(_NTH):
        day = next((one for one in dates if match.end() - 1 <= one.start <= match.end() + 2), None)
        if day is not None and day.date is not None:
            # Only meetings of the same body follow each other: what stands before "ครั้งที่" must be the same words.
            body = re.sub(r"\s+", "", document.plain[max(match.start() - 24, 0) : match.start()])[-12:]
            held.setdefault((body, match[2] or "", int(match[1])), day)
    order = sorted(held.items())
    for (key, before), (other, after) in itertools.pairwise(order):
        if key[:2] == other[:2] and before.date and after.date and after.date < before.date:
            facts = {"meeting": other[2], "earlier": key[2], "earlier_date": before.text}
            yield document.found("meetings_out_of_order", after.line, after.text, **facts)
    every = next(document.search(_EVERY), None)
    if every is None:
        return
    regular = int(every[0][1])
    near = range(every[0].start(), every[0].start() + 600)
    for (_, _, number), day in order:
        when = day.date
        if when is None or day.start not in near or day.day == regular:
            continue
        planned = date(when.year, when.month, min(regular, day.last))
        facts = {"meeting": number, "planned": long(planned), "weekday": WEEKDAYS[planned.weekday()]}
        yield document.found("meeting_not_on_its_day", day.line, day.text, **facts)


def letters(document: Document) -> Iterator[Finding]:
    """A letter that refers to one of a later day: ``refers_to_later``. Its own day stands on a line of its own."""
    own = next(
        (
            one
            for one in mentions(document)
            if one.date is not None
            and one.exists
            and re.fullmatch(r"(?:ที่.{0,40})?(?:วันที่)?\s*" + re.escape(one.text), one.line.text)
        ),
        None,
    )
    if own is None or own.date is None or own.line.number > 60:
        return
    for one in mentions(document):
        if one.date is None or one.date <= own.date or one.start < own.start:
            continue
        if _DATED.search(document.plain[max(one.start - 12, 0) : one.start]) and one.start < own.start + 3000:
            yield document.found("refers_to_later", one.line, one.text, own=own.text)


def news(document: Document) -> Iterator[Finding]:
    """A dated notice whose text gives the same day in another month or year: ``date_differs_from_heading``."""
    dates = mentions(document)
    alone = [
        one for one in dates
        if one.year is not None and "/" not in one.text
        and re.fullmatch(r"(?:วันที่\s*)?" + re.escape(one.text) + r"\.?", one.line.text)
    ]  # fmt: skip
    for number, head in enumerate(alone):
        end = alone[number + 1].start if number + 1 < len(alone) else len(document.plain)
        end = min(end, head.end + 900)
        for one in dates:
            if not head.end < one.start < end or one.year is None:
                continue
            if not re.search(r"วันที่\s*$", document.plain[max(one.start - 8, 0) : one.start]):
                continue
            # Another day is when it happened, the heading's is when it was told; another month or year is a slip.
            if one.day == head.day and (one.month == head.month) != (one.year == head.year):
                yield document.found("date_differs_from_heading", one.line, one.text, heading=head.text)
            break


CHECKS = (
    impossible, weekdays, ranges, fiscal_windows, numbers_of_years, appointed_before_briefed, meetings_in_order,
    letters, news,
)  # fmt: skip
__all__ = ["CHECKS", "DAY_MONTH_YEAR"]

"""Years: of captions against their data, of headings against each other, of a plan against its own year, of laws."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from assessment.digits import folded
from assessment.texts.calendar import MONTH, YEAR, full_year, month_number
from assessment.texts.document import Document, Finding, Line
from assessment.texts.lexicon import pairs
from assessment.texts.tables import Tables

_FISCAL = re.compile(r"ปี(?:งบประมาณ)?\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(2[0-9]{3})(?![0-9])")
_CAPTION = re.compile(r"^\s*(?:ตาราง(?:ที่)?|แผนภูมิ(?:ที่)?|กราฟ(?:ที่)?|ภาพ(?:ที่)?|แผนภาพ(?:ที่)?)\s*([0-9]{1,2})")
_COMPARES = re.compile(r"เปรียบเทียบ|ย้อนหลัง|ที่ผ่านมา|ปีก่อน|ปีถัดไป|ระหว่างปี|และ(?:ปี)?งบประมาณ")
_PERIOD = re.compile(
    rf"({MONTH})\s*(?:{YEAR}([0-9]{{4}}|[0-9]{{2}}))?\s*[-–—]\s*({MONTH})\s*{YEAR}([0-9]{{4}}|[0-9]{{2}})(?![0-9])"
)
_ERA = re.compile(r"พ\s?\.\s?ศ\s?\.\s*([0-9]{4})(?![0-9])")
_ANALYSES = re.compile(
    r"(แสดงการ)?วิเคราะห์(?:ข้อมูล)?ผลการ(?:ประเมิน|ประเมินประเมิน)[^\n]{0,220}?ปี(?:งบประมาณ)?\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(2[0-9]{3})"
)
_MONITORED = re.compile(r"(?:ไตรมาส|เดือน|สิ้นสุด|สิ้น|รอบ)[^\n]{0,24}?ปีงบประมาณ\s*(?:พ\s?\.?\s?ศ\s?\.?)?\s*(2[0-9]{3})")


def captions(document: Document) -> Iterator[Finding]:
    """A caption of another year than all the others: ``caption_year_differs``."""
    found: list[tuple[int, Line]] = []
    for line in document.lines:
        years = set(_FISCAL.findall(line.plain))
        if not line.cells and _CAPTION.match(line.plain) and len(years) == 1 and not _COMPARES.search(line.text):
            found.append((int(years.pop()), line))
    counts = Counter(year for year, _ in found)
    if len(counts) < 2:
        return
    (usual, times), *_ = counts.most_common()
    for year, line in found:
        if year != usual and counts[year] == 1 and times >= 2:
            yield document.found("caption_year_differs", line, year=year, usual=usual)


def explained(document: Document) -> Iterator[Finding]:
    """A caption of another year than the sentence that explains the table: ``caption_year_differs``."""
    titles: dict[str, tuple[int, Line]] = {}
    told = Counter(one.line for one in captions(document))
    for line in document.lines:
        years = set(_FISCAL.findall(line.plain))
        match = _CAPTION.match(line.plain)
        if not line.cells and match and len(years) == 1 and not _COMPARES.search(line.text):
            titles.setdefault(match[1], (int(years.pop()), line))
    for match, line in document.search(re.compile(r"จาก(?:ตาราง|แผนภูมิ|กราฟ|ภาพ)(?:ที่)?\s*([0-9]{1,2})")):
        years = set(_FISCAL.findall(line.plain))
        if match[1] not in titles or len(years) != 1 or _COMPARES.search(line.text):
            continue
        year, caption = titles[match[1]]
        usual = int(years.pop())
        if usual != year and not told[caption.number]:
            yield document.found("caption_year_differs", caption, year=year, usual=usual)


def headings(document: Document) -> Iterator[Finding]:
    """The same heading with two years: ``heading_years_differ``."""
    seen: dict[str, list[tuple[int, Line]]] = {}
    for line in document.lines:
        years = _FISCAL.findall(line.plain)
        if line.cells or len(years) != 1 or len(line.text) > 220 or not _FISCAL.search(line.plain[-40:]):
            continue
        rest = folded(_FISCAL.sub("", line.plain))
        if len(rest) >= 20:
            seen.setdefault(rest, []).append((int(years[0]), line))
    for same in seen.values():
        counts = Counter(year for year, _ in same)
        if len(counts) == 2:
            usual = counts.most_common()[0][0]
            year, line = next((year, line) for year, line in reversed(same) if year != usual)
            yield document.found("heading_years_differ", line, year=year, usual=usual, first=same[0][1].number)


def demanded(document: Document) -> Iterator[Finding]:
    """An item that asks for one year's analysis where another's is made: ``analysis_of_other_year``."""
    asked: list[tuple[int, int]] = []
    done: Counter[int] = Counter()
    for match, _ in document.search(_ANALYSES):
        if match[1]:
            asked.append((int(match[2]), match.start()))
        else:
            done[int(match[2])] += 1
    if not done:
        return
    year = done.most_common(1)[0][0]
    for wanted, start in asked:
        if wanted != year and wanted not in done:
            yield document.found("analysis_of_other_year", start, asked=wanted, analysed=year)


def periods(document: Document) -> Iterator[Finding]:
    """Periods of one table of measures in several fiscal years: ``periods_of_several_years``."""
    found: list[tuple[int, Line, str]] = []
    for table in Tables(document).all:
        at = table.column("ระยะเวลา", "ห้วงเวลา", "กำหนดเวลา")
        if at is None or table.column("มาตรการ", "กิจกรรม", "โครงการ") is None:
            continue
        for row in table.rows:
            from assessment.digits import arabic

            match = _PERIOD.search(arabic(table.cell(row, at)))
            if match:
                year, month = full_year(match[4]), month_number(match[3])
                found.append((year + (month >= 10), row, match[0]))
    counts = Counter(year for year, _, _ in found)
    if len(counts) > 1 and len(found) <= 40 and max(counts) - min(counts) == 1:
        usual = counts.most_common(1)[0][0]
        _, line, text = next(one for one in found if one[0] != usual)
        yield document.found("periods_of_several_years", line, text, years=sorted(counts), usual=usual)


def monitored(document: Document) -> Iterator[Finding]:
    """A year's measures that are to be followed in the year before: ``monitored_in_other_year``."""
    found: list[tuple[int, Line]] = []
    for table in Tables(document).all:
        if table.column("กำกับ", "ติดตาม") is None or table.column("มาตรการ", "แนวทาง", "กิจกรรม") is None:
            continue
        for row in table.rows:
            years = set(_MONITORED.findall(row.plain))
            if len(years) == 1:
                found.append((int(years.pop()), row))
    counts = Counter(year for year, _ in found)
    if len(counts) != 2:
        return
    early, late = sorted(counts)
    titles = _title_years(document)
    if titles and late not in titles:
        return
    lines = [line for year, line in found if year == early]
    if late - early == 1 and counts[late] >= 2:
        facts = {"year": early, "usual": late, "lines": [line.number for line in lines]}
        yield document.found("monitored_in_other_year", lines[0], _year_text(lines[0], early), **facts)


def _year_text(line: Line, year: int) -> str:
    match = next(one for one in _MONITORED.finditer(line.plain) if int(one[1]) == year)
    return line.text[max(match.start() - 20, 0) : match.end()]


def _title_years(document: Document) -> set[int]:
    """The years in titles of measures: a short line that begins so, or one of the few below it."""
    found: set[int] = set()
    for index, line in enumerate(document.lines):
        if line.cells or len(line.text) > 140 or not line.text.startswith(("มาตรการ", "แผน")):
            continue
        below = [one.plain for one in document.lines[index : index + 7] if not one.cells and len(one.text) < 140]
        years = _FISCAL.findall(" ".join(below))
        if years:
            found.add(int(years[0]))
    return found


def impossible(document: Document) -> Iterator[Finding]:
    """A Buddhist year that cannot be meant: ``year_impossible``."""
    for match, line in document.search(_ERA):
        year = int(match[1])
        if not 2380 <= year <= 2600:
            yield document.found("year_impossible", line, match[0], year=year)


def laws(document: Document) -> Iterator[Finding]:
    """A well-known law with another year than its own: ``law_year_wrong``."""
    for name, right in pairs("laws"):
        pattern = re.compile(rf"{name}\s*(?:ฯ)?\s*(?:พ\s?\.?\s?ศ\s?\.?|พุทธศักราช)\s*([0-9]{{4}})")
        for match, line in document.search(pattern):
            if match[1] not in right.split():
                yield document.found("law_year_wrong", line, match[0], year=match[1], right=right)


CHECKS = (captions, explained, headings, demanded, periods, monitored, impossible, laws)

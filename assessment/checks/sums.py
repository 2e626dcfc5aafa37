"""Sums and counts in prose: parts that do not make their whole, lists that are longer or shorter than was said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessment.digits import arabic
from assessment.texts.document import Document, Finding, Line
from assessment.texts.tables import Tables, paragraphs

_UNIT = "คน|ข้อ|ตัวชี้วัด|โครงการ|กิจกรรม|เรื่อง|ราย|บาท|ครั้ง|แห่ง|ฉบับ|รายการ|โรงเรียน|ชุด"
_AMOUNT = re.compile(rf"(?<![0-9.,/])([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)\s*({_UNIT})(?![ก-๎])")
_TOTAL_LAST = re.compile(
    rf"(?<!รวบ)รวม(?:ทั้งสิ้น|ทั้งหมด|เป็น|จำนวน)?\s*(?:จำนวน)?\s*([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)\s*({_UNIT})(?![ก-๎])"
)
_TOTAL_FIRST = re.compile(
    rf"(?:ทั้งหมด|ทั้งสิ้น|จำนวน|รวม)\s*(?:จำนวน)?\s*([0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]+)\s*({_UNIT})\s*"
    r"(?:แบ่งเป็น|แยกเป็น|จำแนกเป็น|แบ่งออกเป็น|เป็น(?=ชาย|เพศ))"
)
_ANNOUNCED = re.compile(
    r"(?:จำนวน|มี|รวม|ทั้งหมด|ทั้งสิ้น|ใน)?\s*(?<![0-9.])([0-9]{1,2})\s*"
    r"(ประเด็น|ข้อ|ด้าน|องค์ประกอบ|ขั้นตอน|ประการ|มาตรการ|โครงการ|กิจกรรม|ส่วน|เครื่องมือ|เรื่อง|ช่องทาง|กลุ่ม|รายการ)\s*"
    r"(?:คือ|ได้แก่|ดังนี้|ดังต่อไปนี้|ประกอบด้วย)\s*:?\s*(?:คือ|ดังนี้)?\s*$"
)
_MEMBER = re.compile(r"^(?:[-•]\s*)?\(?\s?([0-9]{1,2})\s?[.)]\s*(?![0-9])")
_ITEMS_SAID = re.compile(r"จำนวน\s*([0-9]{2})\s*(?:ข้อ|ตัวชี้วัดย่อย|รายการ)(?!\s*(?:คือ|ได้แก่))")


def _whole(text: str) -> int:
    return int(text.replace(",", ""))


def in_prose(document: Document) -> Iterator[Finding]:
    """Parts and their whole in one sentence: ``parts_do_not_sum``."""
    for start, text in paragraphs(document):
        for sentence in re.finditer(r"[^\n.;]+(?:\.[0-9][^\n.;]*)*", text):
            yield from _last(document, start + sentence.start(), sentence[0])
            yield from _first(document, start + sentence.start(), sentence[0])


def _last(document: Document, at: int, sentence: str) -> Iterator[Finding]:
    """A คน … B คน รวม N คน."""
    for total in _TOTAL_LAST.finditer(sentence):
        before = sentence[max(total.start() - 160, 0) : total.start()]
        cut = [one.end() for one in _TOTAL_LAST.finditer(before)]
        parts = [_whole(one[1]) for one in _AMOUNT.finditer(before[cut[-1] if cut else 0 :]) if one[2] == total[2]]
        whole = _whole(total[1])
        if 2 <= len(parts) <= 6 and sum(parts) != whole and max(parts) < whole < 3 * sum(parts):
            # The first may be the whole of which the others are parts, said again at the end.
            if parts[0] == whole or sum(parts[1:]) == whole:
                continue
            yield document.found(
                "parts_do_not_sum", at + total.start(), sentence[-160:], parts=parts, sum=sum(parts), whole=whole
            )


def _first(document: Document, at: int, sentence: str) -> Iterator[Finding]:
    """N คน แบ่งเป็น A คน B คน."""
    for total in _TOTAL_FIRST.finditer(sentence):
        after = sentence[total.end() : total.end() + 220]
        parts = [_whole(one[1]) for one in _AMOUNT.finditer(after) if one[2] == total[2]]
        whole = _whole(total[1])
        if 2 <= len(parts) <= 6 and sum(parts) != whole and max(parts) < whole and whole not in parts:
            if any(sum(parts[:n]) == whole for n in range(2, len(parts))):
                continue
            yield document.found(
                "parts_do_not_sum", at + total.start(), total[0], parts=parts, sum=sum(parts), whole=whole
            )


def listed_below(document: Document) -> Iterator[Finding]:
    """A number of things beside a list of another length on the lines below: ``count_differs_from_list``."""
    for index, line in enumerate(document.lines):
        match = None if line.cells else _ANNOUNCED.search(line.plain)
        if match is None or int(match[1]) > 15 or int(match[1]) < 2:
            continue
        length = _length(document.lines[index + 1 : index + 80])
        if length >= 2 and length != int(match[1]):
            yield document.found(
                "count_differs_from_list", line, match[0], said=int(match[1]), listed=length, what=match[2]
            )


def _length(lines: tuple[Line, ...]) -> int:
    """How far a list 1, 2, 3 … goes that begins on the first line with a number."""
    run = 0
    quiet = 0
    for line in lines:
        if line.cells:
            return 0  # a table follows: its rows are counted elsewhere
        match = _MEMBER.match(line.plain)
        if match and int(match[1]) == run + 1:
            run, quiet = run + 1, 0
        elif match and int(match[1]) == 1:
            break
        elif not run and line.text.strip():
            quiet += 1
            if quiet > 1:
                return 0
        elif line.heading:
            break
    return run


def items_said(document: Document) -> Iterator[Finding]:
    """A number of items that the table of items does not have: ``count_differs_from_table``."""
    tables = [table for table in Tables(document).items if len(table.by_key) >= 10]
    if not tables:
        return
    codes = {int(arabic(key[1:])) for table in tables for key in table.by_key}
    if codes != set(range(1, len(codes) + 1)):
        return
    said = [(int(match[1]), match, line) for match, line in document.search(_ITEMS_SAID) if not line.cells]
    # Parts of the list are counted too; only a number that is the only one said is that of the whole list.
    if {number for number, _, _ in said} and len({number for number, _, _ in said}) == 1:
        number, match, line = said[0]
        if number != len(codes) and abs(number - len(codes)) <= 6:
            yield document.found("count_differs_from_table", line, match[0], said=number, rows=len(codes))


CHECKS = (in_prose, listed_below, items_said)

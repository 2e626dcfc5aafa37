"""What is said of the order of scores, against the scores: highest, lowest, weakest N, from high to low."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assessment.digits import folded
from assessment.texts.document import Document, Finding
from assessment.texts.tables import NAMES, ScoreTable, Tables, paragraphs

_MOST = "สูงสุด|สูงที่สุด|มากที่สุด|มากสุด"
_LEAST = "ต่ำสุด|ต่ำที่สุด|น้อยที่สุด|น้อยสุด"
_SCORE = "(?:คะแนน|ร้อยละ|ผลการประเมิน|ผลคะแนน|ค่าคะแนน|คะแนนเฉลี่ย)?"
_HIGHEST = re.compile(rf"{_SCORE}(?:{_MOST})\s*(?:คือ|ได้แก่)\s*(?=ตัวชี้วัด|การ|คุณภาพ|ประสิทธิภาพ)")
_LOWEST = re.compile(rf"{_SCORE}(?:{_LEAST})\s*(?:คือ|ได้แก่)\s*(?=ตัวชี้วัด|การ|คุณภาพ|ประสิทธิภาพ)")
_SUBJECT_FIRST = re.compile(
    rf"ตัวชี้วัดที่\s*([0-9]{{1,2}})[^0-9\n]{{0,60}}?(?:ได้|มี|เป็นตัวชี้วัดที่(?:ได้|มี)?)\s*(?:ผล|ค่า)?คะแนน(?:การประเมิน)?\s*({_MOST}|{_LEAST})"
)
_NAMED = re.compile(r"ตัวชี้วัดที่\s*([0-9]{1,2})")
_STOP = re.compile(r"รองลงมา|และตัวชี้วัดที่ได้|และได้คะแนน|ส่วนตัวชี้วัด|ขณะที่|แต่|เมื่อเปรียบเทียบ|ตัวชี้วัดที่ได้|ลำดับ|ต่ำ|น้อย|สูง|มาก")
_WEAK = re.compile(
    r"(?:จุดอ่อน|ข้อบกพร่อง|เร่งด่วน|ต่ำที่สุด|น้อยที่สุด|ต่ำสุด)[^\n]{0,220}?จำนวน\s*([0-9]{1,2})\s*ตัวชี้วัด\s*(?:ประกอบด้วย|ได้แก่|คือ)"
)
_DESCENDING = re.compile(r"(?:ลำดับ|เรียง)[^\n]{0,30}?จาก(?:มากไปหาน้อย|สูงไปหาต่ำ|มากไปน้อย|สูงไปต่ำ)")
_ASCENDING = re.compile(r"(?:ลำดับ|เรียง)[^\n]{0,30}?จาก(?:น้อยไปหามาก|ต่ำไปหาสูง|น้อยไปมาก|ต่ำไปสูง)")


def _table(document: Document) -> ScoreTable | None:
    tables = Tables(document).indicators
    return tables[0] if tables else None


def extremes(document: Document) -> Iterator[Finding]:
    """An indicator called highest or lowest that is not: ``highest_wrong``, ``lowest_wrong``."""
    table = _table(document)
    if table is None:
        return
    values = {score.key: score.value for score in table.scores if score.value is not None}
    if len(values) < 2:
        return
    best = {"highest_wrong": max(values.values()), "lowest_wrong": min(values.values())}
    right = {
        code: sorted((key for key, value in values.items() if value == top), key=int) for code, top in best.items()
    }
    for start, text in paragraphs(document):
        for code, pattern in (("highest_wrong", _HIGHEST), ("lowest_wrong", _LOWEST)):
            for match in pattern.finditer(text):
                rest = text[match.end() : match.end() + 300]
                stop = _STOP.search(rest, 12)
                named = _named(rest[: stop.start() if stop else 160])
                wrong = [key for key in named if key in values and values[key] != best[code]]
                if wrong and wrong[0] == named[0]:
                    where = start + match.start()
                    yield document.found(code, where, match[0] + rest[:60], named=wrong, right=right[code])
        for match in _SUBJECT_FIRST.finditer(text):
            code = "highest_wrong" if re.fullmatch(_MOST, match[2]) else "lowest_wrong"
            if match[1] in values and values[match[1]] != best[code]:
                yield document.found(code, start + match.start(), match[0], named=[match[1]], right=right[code])


def _named(text: str) -> list[str]:
    """Numbers of the indicators that a stretch names, by number or by name."""
    numbers = _NAMED.findall(text)
    if numbers:
        return [str(int(number)) for number in numbers]
    compact = folded(text)
    found = [(compact.find(folded(name)), str(number)) for number, name in enumerate(NAMES, start=1)]
    return [number for at, number in sorted(found) if at >= 0]


def weakest(document: Document) -> Iterator[Finding]:
    """The weakest N that are others by the scores (``weakest_wrong``), and such a list beside other headings
    (``weakest_differ_from_text``)."""
    table = _table(document)
    if table is None:
        return
    values = {score.key: score.value for score in table.scores if score.value is not None}
    for start, text in paragraphs(document):
        for match in _WEAK.finditer(text):
            said = int(match[1])
            named = _named(text[match.end() : match.end() + 400])[:said]
            if len(named) != said or not set(named) <= values.keys():
                continue
            right = _lowest(values, said)
            limit = max(values[key] or Decimal(0) for key in right)
            if any((values[key] or Decimal(0)) > limit for key in named):
                where = start + match.start()
                yield document.found("weakest_wrong", where, match[0], named=named, right=right)


def _lowest(values: dict[str, Decimal], n: int) -> list[str]:
    return sorted(values, key=lambda key: (values[key], int(key)))[:n]


def sorted_as_said(document: Document) -> Iterator[Finding]:
    """A table said to be in order that is not: ``not_in_order``."""
    for table in Tables(document).indicators:
        index = document.lines.index(table.table.head)
        caption = " ".join(line.plain for line in document.lines[max(index - 4, 0) : index] if not line.cells)
        values = [(score.value, score) for score in table.scores if score.value is not None]
        for pattern, sign in ((_DESCENDING, 1), (_ASCENDING, -1)):
            if not pattern.search(caption):
                continue
            for (before, _), (after, score) in pairwise(values):
                if (after - before) * sign > 0:
                    facts: dict[str, object] = {"earlier": str(before), "later": str(after), "descending": sign > 0}
                    yield document.found("not_in_order", score.line, **facts)
                    break


def told_in_order(document: Document) -> Iterator[Finding]:
    """Scores told from the highest down (รองลงมา … ตามลำดับ) that rise: ``told_out_of_order``."""
    for start, text in paragraphs(document):
        for match in re.finditer(r"(?:สูงสุด|สูงที่สุด|มากที่สุด)[^\n]{0,600}?ตามลำดับ", text):
            part = match[0]
            if "รองลงมา" not in part or re.search(_LEAST, part):
                continue
            values = [Decimal(one) for one in re.findall(r"(?<![0-9.])([0-9]{1,3}\.[0-9]{2})(?![0-9])", part)]
            rising = [(a, b) for a, b in pairwise(values) if b > a]
            if len(values) >= 3 and rising:
                before, after = map(str, rising[0])
                yield document.found("told_out_of_order", start + match.start(), part, earlier=before, later=after)


CHECKS = (told_in_order, extremes, weakest, sorted_as_said)

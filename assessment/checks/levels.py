"""Levels: beside a score that is not theirs, counted wrongly, passed where the line was not reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assessment.checks.counts import number
from assessment.texts.document import Document, Finding
from assessment.texts.tables import Tables, paragraphs

BANDS = {
    "AA": ("95.00", "100"), "A": ("85.00", "94.99"), "B": ("75.00", "84.99"), "C": ("65.00", "74.99"),
    "D": ("55.00", "64.99"), "E": ("50.00", "54.99"), "F": ("0", "49.99"),
}  # fmt: skip
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?"
_LEVEL = re.compile(
    rf"(?<![0-9.])({_NUMBER})\s*(?:คะแนน|%|เปอร์เซ็นต์)?\s*(?:ซึ่ง|และ)?\s*"
    r"(?:อยู่(?:ใน)?|แปลผล(?:ที่|อยู่ใน)?|แพลผล(?:ที่)?|ผลการประเมิน|มีผล)?\s*(?:ใน)?"
    r"ระดับ\s*(?:คุณภาพ|ผลการประเมิน)?\s*(AA|[A-F])(?![A-Za-z])(?!\s*จำนวน)"
)
WORDS = {
    "ผ่านดีเยี่ยม": ("95.00", "100"), "ผ่านดี": ("85.00", "100"), "ผ่าน": ("85.00", "100"),
    "ต้องปรับปรุงโดยด่วน": ("0", "69.99"), "ต้องปรับปรุง": ("70.00", "84.99"),
}  # fmt: skip
"""Levels in words, as totals alone allow them: every tool has its say too, so a higher one is not always due."""
_WORD_LEVEL = re.compile(
    rf"(?<![0-9.])({_NUMBER})\s*(?:คะแนน)?\s*(?:ซึ่ง|และ)?\s*(?:อยู่(?:ใน)?|มีผล(?:การประเมิน)?)?\s*(?:ใน)?"
    r"ระดับ\s*[“\"]?\s*"
    r"(ผ่านดีเยี่ยม|ผ่านดี|ผ่าน(?!เกณฑ์)|ต้องปรับปรุงโดยด่วน|ต้องปรับปรุง)"
)
_PASSED = re.compile(r"(ไม่)?ผ่านเกณฑ์")
_LINE = re.compile(r"เกณฑ์[^\n]{0,60}?ร้อยละ\s*([0-9]{2}(?:\.[0-9]{1,2})?)")
_LEVEL_COUNT = re.compile(r"ระดับ\s*(?:คุณภาพ)?\s*(AA|[A-F])\s*จำนวน\s*([0-9]{1,2})\s*ตัวชี้วัด")


def levels(document: Document) -> Iterator[Finding]:
    """A score beside a level that is not its own (``level_differs``), in prose and in tables."""
    for start, text in paragraphs(document):
        for match in _LEVEL.finditer(text):
            yield from _level(document, start + match.start(), match[0], number(match[1]), match[2])
        for match in _WORD_LEVEL.finditer(text):
            score, level = number(match[1]), match[2]
            low, high = map(Decimal, WORDS[level])
            if score <= 100 and not low <= score <= high:
                right = next(name for name, (a, b) in WORDS.items() if Decimal(a) <= score <= Decimal(b))
                facts: dict[str, object] = {"score": str(score), "level": level, "right": right}
                yield document.found("level_differs", start + match.start(), match[0], **facts)
    for table in Tables(document).indicators:
        if table.total is not None and table.total_line is not None:
            level = table.table.cell(table.total_line, table.table.column("ระดับ")).strip()
            if level in BANDS:
                where = document.start_of(document.lines.index(table.total_line))
                yield from _level(document, where, table.total_line.text, table.total, level)
        for row in table.scores:
            if row.value is not None and row.level in BANDS:
                where = document.start_of(document.lines.index(row.line))
                yield from _level(document, where, row.line.text, row.value, row.level)


def _level(document: Document, where: int, text: str, score: Decimal, level: str) -> Iterator[Finding]:
    low, high = map(Decimal, BANDS[level])
    if score <= 100 and not low <= score <= high:
        right = next((name for name, (a, b) in BANDS.items() if Decimal(a) <= score <= Decimal(b)), None)
        if right is not None:
            yield document.found("level_differs", where, text, score=str(score), level=level, right=right)


def passes(document: Document) -> Iterator[Finding]:
    """A total that passes, or does not, against the line that stands beside it: ``pass_claim_wrong``."""
    for start, text in paragraphs(document):
        line = _LINE.search(text)
        if line is None:
            continue
        for match in _PASSED.finditer(text):
            before = text[max(match.start() - 120, 0) : match.start()]
            told = re.findall(r"(?<![0-9.])([0-9]{1,3}\.[0-9]{2})(?![0-9])", before)
            if not told or Decimal(told[-1]) == Decimal(line[1]) or Decimal(told[-1]) > 100:
                continue
            score, passed = Decimal(told[-1]), match[1] is None
            if (score >= Decimal(line[1])) != passed:
                facts: dict[str, object] = {"score": str(score), "line": line[1], "passed": passed}
                yield document.found("pass_claim_wrong", start + match.start(), before[-60:] + match[0], **facts)


def level_counts(document: Document) -> Iterator[Finding]:
    """A number of indicators of a level that the table does not have: ``level_count_differs``."""
    tables = Tables(document).indicators
    if not tables or not any(score.level in BANDS for score in tables[0].scores):
        return
    for match, line in document.search(_LEVEL_COUNT):
        counted = sum(score.level == match[1] for score in tables[0].scores)
        if counted != int(match[2]):
            text = document.flow[match.start() : match.end()]
            yield document.found("level_count_differs", line, text, level=match[1], said=int(match[2]), counted=counted)


CHECKS = (levels, passes, level_counts)

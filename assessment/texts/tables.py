"""Tables in a text, with their headings; scores of indicators and items wherever they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from assessment.digits import arabic, folded, read_code, read_ordinal, read_score
from assessment.texts.document import Document, Line

_HEADS = re.compile(
    r"^(?:ลำดับ(?:ที่)?|ที่|ข้อ(?:ที่)?|ตัวชี้วัด(?:ย่อย)?|ข้อมูล|รายการ|คะแนน.*|ผลการประเมิน|ระดับ.*|ข้อเสนอแนะ.*|ผู้รับผิดชอบ.*|ประเด็น|"
    r"มาตรการ.*|วิธี.*|ขั้นตอน.*|แนวทาง.*|การรายงานผล|ระยะเวลา.*|รายละเอียด.*|สรุปผล.*|ผลลัพธ์.*|จำนวน.*|ร้อยละ|การวัดการรับรู้|"
    r"ความเห็น.*|หมายเหตุ|กิจกรรม.*|โครงการ.*|งบประมาณ.*|เดือน|ปี)$"
)
_INDICATOR = re.compile(r"^ตัวชี้วัดที่\s*([0-9]{1,2})\s*(.*)$")
NAMES = (
    "การปฏิบัติหน้าที่", "การใช้งบประมาณ", "การใช้อำนาจ", "การใช้ทรัพย์สินของราชการ", "การแก้ไขปัญหาการทุจริต",
    "คุณภาพการดำเนินงาน", "ประสิทธิภาพการสื่อสาร", "การปรับปรุงระบบการทำงาน", "การเปิดเผยข้อมูล", "การป้องกันการทุจริต",
)  # fmt: skip
"""The ten indicators as every body names them, in the order of their numbers."""
_BY_NAME = {folded(name): str(number) for number, name in enumerate(NAMES, start=1)}
_TOTAL = re.compile(r"^(?:รวม(?:ทั้งสิ้น|ทั้งหมด)?|ภาพรวม|คะแนนรวม|คะแนนเฉลี่ย|เฉลี่ย|ค่าเฉลี่ย)$")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under one heading; a heading that is repeated on the next page does not begin another."""

    head: Line
    rows: tuple[Line, ...]

    def column(self, *words: str) -> int | None:
        """The place of the first heading that contains one of the words."""
        for at, cell in enumerate(self.head.cells):
            if any(word in cell for word in words):
                return at
        return None

    def cell(self, row: Line, at: int | None) -> str:
        """One cell; empty where the row has none."""
        return row.cells[at] if at is not None and at < len(row.cells) else ""


@dataclass(frozen=True, slots=True)
class Score:
    """A printed score."""

    key: str
    """``9`` for an indicator, ``O28`` for an item."""
    title: str
    value: Decimal | None
    comment: str
    level: str
    line: Line


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """A table of scores of one kind."""

    table: Table
    scores: tuple[Score, ...]
    total: Decimal | None = None
    total_line: Line | None = None
    by_key: dict[str, Score] = field(default_factory=dict)


class Tables:
    """Every table of a text."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @cached_property
    def all(self) -> tuple[Table, ...]:
        """In order. Rows without a heading before them belong to none."""
        found: list[Table] = []
        head: Line | None = None
        rows: list[Line] = []
        gap = 0
        for line in self.document.lines:
            if not line.cells:
                gap += bool(line.text.strip())
                continue
            heading = is_head(line)
            same = heading and head is not None and folded(line.text) == folded(head.text)
            if (heading and not same) or (head is not None and gap > 2 and not same):
                if head is not None and rows:
                    found.append(Table(head, tuple(rows)))
                head, rows = (line if heading else None), []
            elif head is not None and not same:
                rows.append(line)
            gap = 0
        if head is not None and rows:
            found.append(Table(head, tuple(rows)))
        return tuple(found)

    @cached_property
    def indicators(self) -> tuple[ScoreTable, ...]:
        """Tables with a score for each indicator."""
        return tuple(one for table in self.all if (one := self._indicators(table)) is not None)

    @cached_property
    def items(self) -> tuple[ScoreTable, ...]:
        """Tables with a row for each item, with or without scores."""
        return tuple(one for table in self.all if (one := self._items(table)) is not None)

    def _indicators(self, table: Table) -> ScoreTable | None:
        score_at = _score_column(table)
        if score_at is None:
            return None
        level_at = table.column("ระดับ")
        scores, total, total_line = [], None, None
        for row in table.rows:
            first = next((cell for cell in row.cells if cell), "")
            value = read_score(table.cell(row, score_at))
            if value is None:
                continue
            if (named := _indicator(row)) is not None:
                level = table.cell(row, level_at).strip()
                scores.append(Score(*named, value, "", level, row))
            elif _TOTAL.match(first):
                total, total_line = value, row
        if len(scores) < 2:
            return None
        return ScoreTable(table, tuple(scores), total, total_line, {one.key: one for one in scores})

    def _items(self, table: Table) -> ScoreTable | None:
        title_at = table.column("ข้อมูล", "ตัวชี้วัดย่อย", "รายการ", "ประเด็น", "ชื่อ")
        code_at = table.column("ลำดับ", "ข้อ", "ที่", "รหัส", "OIT")
        if code_at is None or title_at is None or code_at == title_at:
            return None
        score_at, comment_at = _score_column(table), table.column("ข้อเสนอแนะ", "ความเห็น", "ข้อสังเกต")
        level_at = table.column("ระดับ")
        scores = []
        for row in table.rows:
            written = table.cell(row, code_at)
            code = read_code(written) or ((number := read_ordinal(written)) and f"O{number}")
            title = table.cell(row, title_at)
            if code and title:
                value = read_score(table.cell(row, score_at)) if score_at is not None else None
                comment = table.cell(row, comment_at)
                scores.append(Score(code, title, value, comment, table.cell(row, level_at), row))
            elif not written and scores and table.cell(row, comment_at) and not table.cell(row, score_at):
                last = scores[-1]
                comment = f"{last.comment} {table.cell(row, comment_at)}".strip()
                scores[-1] = Score(last.key, last.title, last.value, comment, last.level, last.line)
        if len(scores) < 5:
            return None
        return ScoreTable(table, tuple(scores), by_key={one.key: one for one in reversed(scores)})


def is_head(line: Line) -> bool:
    """Whether a row is a heading: at least two of its cells are words of headings and none is a number."""
    cells = [cell for cell in line.cells if cell]
    if len(cells) < 2 or any(read_score(cell) is not None for cell in cells):
        return False
    named = sum(bool(_HEADS.match(re.sub(r"\s+", "", cell.split("(")[0]))) for cell in cells)
    return named >= 2 and named * 2 >= len(cells)


def _score_column(table: Table) -> int | None:
    for at, cell in enumerate(table.head.cells):
        if re.fullmatch(r"(?:ผล)?คะแนน(?:ที่ได้|ประเมิน|เฉลี่ย)?|ผลการประเมิน|คะแนนการประเมิน|ร้อยละ", cell.strip()):
            return at
    return None


def paragraphs(document: Document) -> Iterator[tuple[int, str]]:
    """Start and text, with Arabic digits, of every stretch of prose."""
    for start, end in document.paragraphs:
        if not document.line_at(start).cells:
            yield start, document.plain[start:end]


def _indicator(row: Line) -> tuple[str, str] | None:
    """Number and name of the indicator a row is about: ``ตัวชี้วัดที่ 9 …``, ``9 | การเปิดเผยข้อมูล`` or the name alone."""
    cells = [arabic(cell) for cell in row.cells if cell]
    if cells and (match := _INDICATOR.match(cells[0])):
        return str(int(match[1])), match[2].strip() or (cells[1] if len(cells) > 1 else "")
    for cell in cells[:2]:
        name = re.sub(r"^(?:ตัวชี้วัด(?:ที่)?)?\s*[0-9]{0,2}\s*[.)]?\s*", "", cell)
        if number := _BY_NAME.get(folded(name)):
            written = read_ordinal(cells[0]) or (
                match and int(match[1]) if (match := re.match(r"([0-9]{1,2})", cell)) else None
            )
            return str(written or number), name
    return None

"""What ``oit score`` says, and how it writes its numbers."""

from __future__ import annotations

from decimal import Decimal

from commands.context import counter
from commands.locale import tr

_T = {
    "score": "คะแนน", "level": "ระดับ", "total": "คะแนนรวม",
    "tool": "เครื่องมือ", "indicator": "ตัวชี้วัด", "item": "ข้อ",
    "weighted": "ส่วนของคะแนนรวม", "passed": "ผ่านเกณฑ์ {line}",
    "not_passed": "ไม่ผ่านเกณฑ์ {line}",
    "over": "สูงกว่าค่าเฉลี่ยระดับประเทศ {gap}",
    "under": "ต่ำกว่าค่าเฉลี่ยระดับประเทศ {gap}",
    "urgent": "ต้องแก้ไขโดยเร่งด่วน", "comments": "ความเห็นของผู้ประเมิน",
    "contradiction": "คะแนนกับความเห็นขัดกัน",
    "disagree": "คะแนนรวมที่พิมพ์มาคือ {stated} แต่คำนวณตามกรอบได้ {computed}",
    "would": "ได้คะแนนที่พิมพ์มาเมื่อใช้วิธี",
    "would_not": "วิธีอื่นให้",
    "estimate": "ประมาณการ ไม่ใช่ผลการประเมิน  นับเฉพาะที่พิสูจน์ได้",
    "range": "แน่นอน {low} ถึงเป็นไปได้ {high}",
    "oldest": "หลักฐานเก่าที่สุดวันที่ {day}",
    "no_total": "ยังไม่มีคะแนนรวม: ไม่ทราบคะแนน {tools}",
    "assumed": "ตามที่สำนักงานสมมุติเอง {tools}",
    "supposed": "สมมุติว่าแก้ไขแล้ว {items}",
    "lost": "เสียคะแนน", "possible": "ยังไม่แน่นอน",
    "costs": "{points} คะแนน", "costs_each": "{count} ข้อ ข้อละ {points} คะแนน",
    "way": "ทางที่ใช้แรงน้อยที่สุดไประดับ {level}",
    "way_to": "แก้ไข {items} แล้วได้ {total}",
    "way_blocked": "ทุกข้อแล้วยังไม่ถึง ติดที่ {tools}",
    "way_all": "แก้ไขทุกข้อแล้วได้ {total} ยังไม่ถึง",
}  # fmt: skip


def say(key: str, **facts: object) -> str:
    """A phrase of the table above, in the language of the counter."""
    return tr(_T[key], counter().language, "score", **facts)


def two(value: Decimal | None) -> str | None:
    """A score with two decimals; ``None``: there is none."""
    return None if value is None else f"{value:.2f}"


def year_of(year: int) -> str:
    """A fiscal year as it stands in a heading."""
    return tr("ปีงบประมาณ พ.ศ. {year}", counter().language, year=year)

"""Which column of a result's table is which: by its heading, in the words that offices and evaluators use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment.digits import folded

HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("code", "รหัส", "รหัสข้อ", "ข้อ", "ข้อที่", "ข้อคำถาม", "ลำดับ", "ลำดับที่", "ที่", "oit", "เลขข้อ", "item"),
    "title": (
        "title", "title_th", "ข้อมูล", "ชื่อข้อ", "รายการ", "ตัวชี้วัดย่อย", "ตัวชี้วัด", "ประเด็น", "หัวข้อ", "ชื่อ", "รายการข้อมูล",
        "ข้อมูลที่เปิดเผย", "การวัดการรับรู้", "เครื่องมือ", "indicator",
    ),
    "score": ("score", "คะแนน", "คะแนนที่ได้", "ผลคะแนน", "ผลการประเมิน", "ร้อยละ", "คะแนนประเมิน", "ผลประเมิน"),
    "full": ("full_marks", "คะแนนเต็ม", "เต็ม", "น้ำหนัก"),
    "comment": (
        "recommendation_th", "recommendation", "comment", "ข้อเสนอแนะจากคณะกรรมการ", "ข้อเสนอแนะ", "ความเห็น",
        "ความเห็นของคณะกรรมการ", "ความเห็นของกรรมการ", "ความเห็นคณะกรรมการ", "หมายเหตุ", "ข้อคิดเห็น", "ข้อสังเกต",
    ),
    "level": ("level", "ระดับ", "ระดับคุณภาพ", "ระดับผลการประเมิน", "เกรด"),
    "kind": ("kind", "ชนิด", "ประเภท"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Column -> its place in the row; ``headings`` are the words that stand there."""

    places: dict[str, int]
    headings: tuple[str, ...]

    def heading(self, key: str) -> str:
        """The heading as written, for messages; the key when the table has none."""
        at = self.places.get(key)
        return self.headings[at] if at is not None and at < len(self.headings) else key


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Read a heading row; None when it is none: it must name the score and a code or a title."""
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        key = _key(cell)
        # "ตัวชี้วัด | ประเด็น": the second title column says more than the first, which then holds codes.
        if key == "title" and "title" in places and "code" not in places:
            places["code"] = places["title"]
            places["title"] = at
        elif key and key not in places:
            places[key] = at
    if "score" in places and ("code" in places or "title" in places):
        return Columns(places, tuple(cells))
    return None


def _key(cell: str) -> str | None:
    text = folded(cell.split("(")[0])
    return next((key for key, words in HEADINGS.items() if text in {folded(word) for word in words}), None)

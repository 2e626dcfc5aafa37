"""``docs/glossary.md``: the words of the office, from ``messages.glossary`` and the program's own labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from messages import glossary, labels
from workflow.rules.states import GRADES, Capacity, Duty, Kind, Labelled, Online, Role, State
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows


def _enumeration(th: str, en: str, members: Iterable[Labelled]) -> Iterator[str]:
    yield f"## {th} / {en}"
    yield ""
    yield "| ไทย | English | ค่าที่เก็บ / stored |"
    yield "|---|---|---|"
    for member in members:
        yield f"| {member.th} | {member.en} | `{member.value}` |"
    yield ""


def _pairs(th: str, en: str, pairs: Iterable[tuple[str, labels.Pair]]) -> Iterator[str]:
    yield f"## {th} / {en}"
    yield ""
    yield "| ไทย | English | ค่าที่เก็บ / stored |"
    yield "|---|---|---|"
    for value, (thai, english) in pairs:
        yield f"| {thai} | {english} | `{value}` |"
    yield ""


def glossary_page() -> str:
    """The whole page."""
    steps = [(t, (rows(t)[0].th, rows(t)[0].en)) for t in TRIGGERS] + [(o.trigger, (o.th, o.en)) for o in ONLINE_STEPS]
    lines = [
        "# คำศัพท์ / Glossary",
        "",
        "<!-- สร้างด้วย make documents อย่าแก้หน้านี้โดยตรง / made by `make documents`; do not edit -->",
        "",
        "คำเดียวใช้ความหมายเดียว ทั้งบนจอ ในเอกสาร ในคู่มือ และในโปรแกรม /",
        "One word, one meaning: on screen, on paper and in the code.",
        "",
        "| คำ | word | ความหมาย | meaning |",
        "|---|---|---|---|",
        *(f"| **{t.th}** | {t.en} | {t.means_th} | {t.means_en} |" for t in glossary.TERMS),
        "",
        *_enumeration("สถานะของข้อ", "States of an item", State),
        *_pairs("ขั้นตอน", "Steps", steps),
        *_enumeration("บทบาท", "Roles", Role),
        *_enumeration("การดำรงตำแหน่ง", "Kinds of appointment", Kind),
        *_enumeration("ฐานะต่อข้อหนึ่ง", "Capacity towards an item", Capacity),
        *_enumeration("ประเภทการลงนาม", "Signature duties", Duty),
        *_enumeration("สิ่งที่ประชาชนเห็น", "What the public sees", Online),
        *_pairs("ระดับของลายมือชื่อ", "Grades", ((str(g), pair) for g, pair in GRADES.items())),
        *_pairs("วิธีลงนาม", "Ways of signing", labels.HOW.items()),
        *_pairs("การตรวจเว็บไซต์", "Proofs", labels.PROOFS.items()),
        *_pairs("ความรุนแรง", "Severities", labels.SEVERITIES.items()),
        *_pairs("ทะเบียนคุมเลข", "Number books", labels.BOOKS.items()),
        *_pairs("แบบฟอร์ม", "Forms", labels.FORMS.items()),
        *_pairs("ตัวเลขรายเดือน", "The monthly numbers", labels.PROGRESS.items()),
    ]
    return "\n".join(lines)

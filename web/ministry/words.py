"""Words of a ministry's pages in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from web.desk import Visit
from web.sayings import day, moment

WORDS: dict[str, tuple[str, str]] = {
    "title": ("ภาพรวมทุกสำนักงาน", "All offices"),
    "red": ("สำนักงานที่ต้องติดตาม", "Offices that call for attention"),
    "all": ("ทุกสำนักงาน", "All offices"),
    "one": ("สำนักงานหนึ่งแห่ง", "One office"),
    "year": ("ปีงบประมาณ", "fiscal year"),
    "as_of": ("ณ", "as of"),
    "province": ("จังหวัด", "Province"),
    "offices": ("สำนักงาน", "Offices"),
    "name": ("สำนักงาน", "Office"),
    "key": ("รหัส", "Key"),
    "total": ("ข้อ", "Items"),
    "published": ("เผยแพร่แล้ว", "Published"),
    "awaiting": ("รอความเห็นชอบ", "Awaiting approval"),
    "compiling": ("กำลังรวบรวม", "Compiling"),
    "off_site": ("ระงับหรือถอน", "Off the site"),
    "sure": ("พิสูจน์แล้ว", "Proven"),
    "broken": ("ตรวจไม่พบ", "Not found"),
    "share": ("ร้อยละที่พิสูจน์แล้ว", "Proven, per cent"),
    "moved_at": ("เดินหน้าล่าสุด", "Last moved"),
    "why": ("เหตุที่ต้องติดตาม", "Why"),
    "item": ("ข้อ", "Item"),
    "item_title": ("ชื่อ", "Title"),
    "state": ("สถานะ", "State"),
    "since": ("ตั้งแต่", "Since"),
    "online": ("บนเว็บไซต์", "On the site"),
    "due": ("ครบกำหนด", "Due"),
    "whole": ("รวม", "All"),
    "none": ("ไม่มีสำนักงานที่ต้องติดตาม", "No office calls for attention."),
    "only": ("เฉพาะเหตุ", "Only for"),
    "every": ("ทุกเหตุ", "any reason"),
    "no_province": ("ไม่ระบุจังหวัด", "of no one province"),
    "download": ("ดาวน์โหลด", "Download"),
    "nobody_acts": (
        "หน้านี้ดูได้อย่างเดียว ไม่แสดงเนื้อหาของเอกสาร และไม่มีผู้ใดทำรายการแทนสำนักงานได้จากที่นี่",
        "These pages only show; nothing of what papers say, and nobody acts for an office from here.",
    ),
    "next": ("ถัดไป", "Next"),
    "before": ("ก่อนหน้า", "Previous"),
    "ministry_no_cycle": ("ยังไม่เปิดรอบ", "no cycle"),
    "ministry_broken": ("ตรวจไม่พบ", "not found"),
    "ministry_off_site": ("ระงับหรือถอนอยู่", "off the site"),
    "ministry_stands_still": ("ไม่เดินหน้าเกิน 30 วัน", "not moved for 30 days"),
}
REASONS = ("ministry_broken", "ministry_off_site", "ministry_stands_still", "ministry_no_cycle")
"""Why an office calls for attention, as a list may be narrowed to."""


@dataclass(frozen=True, slots=True)
class Speaking:
    """One language: ``speak("year")``."""

    language: str

    def __call__(self, key: str) -> str:
        return WORDS[key][self.language == "en"]

    def moment(self, value: datetime | None) -> str:
        """A moment: 2/3/2569 09:05 น., or in English 2/3/2026 09:05."""
        return moment(value, self.language)

    def day(self, value: date | None) -> str:
        """A day: 2/3/2569, or in English 2/3/2026."""
        return day(value, self.language)


def speaking(visit: Visit) -> Speaking:
    """The language of the browser."""
    return Speaking(visit.language)

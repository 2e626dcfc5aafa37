"""The commands of the counter. ``REGISTRY`` says what there is, so that ``oit --help`` imports none of them."""

from __future__ import annotations

from typing import NamedTuple

from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows


class Entry(NamedTuple):
    """One command: its module, the attribute there, one line of help in two languages, the heading it stands under."""

    name: str
    module: str
    attribute: str
    th: str
    en: str
    section: str


SECTIONS: dict[str, tuple[str, str]] = {
    "look": ("ดูสถานะ", "Look"),
    "work": ("จัดทำข้อมูล", "Prepare"),
    "steps": ("ขั้นตอนของข้อ", "Steps of an item"),
    "papers": ("เอกสารและเลขทะเบียน", "Papers and numbers"),
    "site": ("เว็บไซต์และรายงาน", "Site and reports"),
    "setup": ("ตั้งค่าและบุคคล", "Set-up and people"),
    "keep": ("ดูแลรักษา", "Upkeep"),
}
"""Key -> (Thai, English) heading of ``oit --help``, in order."""


def _step_entries() -> list[Entry]:
    """One command for each step of the table; nothing about them is written here."""
    found = [
        Entry(row.command, "commands.steps", trigger, row.th, row.en, "steps")
        for trigger in TRIGGERS
        for row in rows(trigger)[:1]
    ]
    return found + [
        Entry(step.command, "commands.steps", step.trigger, step.th, step.en, "steps")
        for step in ONLINE_STEPS
        if step.option is None
    ]


def _entries() -> dict[str, Entry]:
    listed = [
        Entry("status", "commands.look", "status", "สถานะของทุกข้อ", "how all items stand", "look"),
        Entry("show", "commands.look", "show", "รายละเอียดของข้อหนึ่ง", "everything about one item", "look"),
        Entry("why", "commands.look", "why", "ทำไมยังไปต่อไม่ได้ ใครต้องทำอะไร", "why an item does not move on", "look"),
        Entry("inbox", "commands.look", "inbox", "งานที่รอฉัน", "what waits for me", "look"),
        Entry("contribute", "commands.work", "contribute", "ส่งข้อมูลของกลุ่ม", "hand in a group's part", "work"),
        Entry("accept", "commands.work", "accept", "รับข้อมูลของกลุ่ม", "accept a group's part", "work"),
        Entry("refuse", "commands.work", "refuse", "ไม่รับข้อมูลของกลุ่ม", "refuse a group's part", "work"),
        Entry("tick", "commands.work", "tick", "ยืนยันองค์ประกอบที่ต้องมี", "tick required elements", "work"),
        Entry("exception", "commands.work", "exception", "ขอยกเว้นและยืนยันการยกเว้น", "exceptions", "work"),
        *_step_entries(),
        Entry("countersign", "commands.work", "countersign", "ลงนามกำกับก่อนหัวหน้า", "sign before the head", "steps"),
        Entry("init", "commands.setup", "init", "เริ่มใช้งานในสำนักงาน", "set up an office", "setup"),
        Entry("login", "commands.setup", "login", "เข้าสู่ระบบ", "log in", "setup"),
        Entry("logout", "commands.setup", "logout", "ออกจากระบบ", "log out", "setup"),
        Entry("whoami", "commands.setup", "whoami", "ฉันคือใคร ทำอะไรได้", "who I am here", "setup"),
        Entry("people", "commands.setup", "people", "บุคคลและการแต่งตั้ง", "people and appointments", "setup"),
        Entry("key", "commands.setup", "key", "กุญแจลงนามดิจิทัล", "signing keys", "setup"),
        Entry("cycle", "commands.setup", "cycle", "รอบการประเมิน", "assessment cycles", "setup"),
        Entry("assign", "commands.setup", "assign", "กำหนดกลุ่มที่รวบรวม", "name the compiling group", "setup"),
        Entry("adopt", "commands.setup", "adopt", "รับข้อที่เผยแพร่อยู่ก่อน", "take over a published item", "setup"),
        Entry("verify", "commands.verify", "verify", "ตรวจลายมือชื่อใน PDF", "check signatures in a PDF", "papers"),
        Entry("check", "commands.check", "check", "ตรวจข้อความในเอกสาร", "check the text of papers", "papers"),
        Entry("papers", "commands.papers", "papers", "นำเอกสารออกไปลงนาม", "papers to print or sign", "papers"),
        Entry("document", "commands.papers", "document", "ร่างและออกเอกสาร", "draft and issue papers", "papers"),
        Entry("template", "commands.templates", "template", "แบบเอกสารของสำนักงาน", "the office's own forms", "papers"),
        Entry("register", "commands.numbers", "register", "ทะเบียนและเลขที่", "the number books", "papers"),
        Entry("evidence", "commands.evidence", "evidence", "ชุดหลักฐานลายมือชื่อ", "signature evidence bundles", "papers"),
        Entry("demo", "commands.demo", "demo", "สร้างสำนักงานตัวอย่าง", "build the sample office", "setup"),
        Entry("journal", "commands.keep", "journal", "บันทึกเหตุการณ์", "the journal", "keep"),
        Entry("doctor", "commands.keep", "doctor", "ตรวจสุขภาพของโปรแกรมและข้อมูล", "check everything", "keep"),
        Entry("backup", "commands.keep", "backup", "สำรองข้อมูล", "back up", "keep"),
        Entry("restore", "commands.keep", "restore", "กู้ข้อมูลจากไฟล์สำรอง", "restore a backup", "keep"),
        Entry("score", "commands.score", "score", "คะแนนการประเมิน", "scores of the assessment", "site"),
        Entry("site", "commands.site", "site", "สร้างและตรวจเว็บไซต์", "build and prove the site", "site"),
    ]
    return {entry.name: entry for entry in listed}


REGISTRY: dict[str, Entry] = _entries()
"""Every command by name."""

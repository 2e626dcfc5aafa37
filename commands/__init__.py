"""The commands of the counter. ``REGISTRY`` says what there is, so that ``oit --help`` imports none of them."""

from __future__ import annotations

from typing import NamedTuple

from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows


class Entry(NamedTuple):
    """One command: its module here, the attribute there, one line of help in two languages, the heading it is under."""

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
        Entry(row.command, "items.steps", trigger, row.th, row.en, "steps")
        for trigger in TRIGGERS
        for row in rows(trigger)[:1]
    ]
    return found + [
        Entry(step.command, "items.steps", step.trigger, step.th, step.en, "steps")
        for step in ONLINE_STEPS
        if step.option is None
    ]


def _entries() -> dict[str, Entry]:
    listed = [
        Entry("status", "items.look", "status", "สถานะของทุกข้อ", "how all items stand", "look"),
        Entry("show", "items.look", "show", "รายละเอียดของข้อหนึ่ง", "everything about one item", "look"),
        Entry("why", "items.look", "why", "ทำไมยังไปต่อไม่ได้ ใครต้องทำอะไร", "why an item does not move on", "look"),
        Entry("inbox", "items.look", "inbox", "เรื่องรอดำเนินการ", "what waits for me", "look"),
        Entry("help", "help.where", "help_", "ขั้นตอน ฉันอยู่ตรงไหน", "the procedure and where I am", "look"),
        Entry("parts", "items.year_parts", "parts", "งวดของข้อ งวดใดเลยกำหนด", "the parts of an item's year", "look"),
        Entry("calendar", "items.calendar", "calendar", "ปฏิทินปฏิบัติงาน ใครช้าก่อน", "days and who is late", "look"),
        Entry("contribute", "items.work", "contribute", "ส่งข้อมูลของกลุ่ม", "hand in a group's part", "work"),
        Entry("accept", "items.work", "accept", "รับข้อมูลของกลุ่ม", "accept a group's part", "work"),
        Entry("refuse", "items.work", "refuse", "ไม่รับข้อมูลของกลุ่ม", "refuse a group's part", "work"),
        Entry("tick", "items.work", "tick", "ยืนยันองค์ประกอบที่ต้องมี", "tick required elements", "work"),
        Entry("disclose", "items.disclosing", "disclose", "พิจารณาข้อมูลที่ไม่ควรเผยแพร่", "decide on what may harm", "work"),
        Entry("exception", "items.work", "exception", "ขอยกเว้นและยืนยันการยกเว้น", "exceptions", "work"),
        *_step_entries(),
        Entry("countersign", "items.work", "countersign", "ลงนามกำกับก่อนหัวหน้า", "sign before the head", "steps"),
        Entry("attest", "items.memos", "attest", "ร่วมรับรองเอกสาร", "attest as the second person", "steps"),
        Entry("reissue", "items.memos", "reissue", "ออกบันทึกใหม่ในชื่อผู้ลงนาม", "memo for another signer", "steps"),
        Entry("take-over", "items.memos", "take_over", "รับช่วงบันทึกของตำแหน่ง", "take over a post's memo", "steps"),
        Entry("init", "office.setup", "init", "เริ่มใช้งานในสำนักงาน", "set up an office", "setup"),
        Entry("login", "office.setup", "login", "เข้าสู่ระบบ", "log in", "setup"),
        Entry("logout", "office.setup", "logout", "ออกจากระบบ", "log out", "setup"),
        Entry("whoami", "office.setup", "whoami", "ฉันคือใคร ทำอะไรได้", "who I am here", "setup"),
        Entry("settings", "office.accepting", "settings", "การตั้งค่าที่มีผล", "the settings in force", "setup"),
        Entry("password", "office.slips", "password", "เปลี่ยนรหัสผ่านของตนเอง", "change one's password", "setup"),
        Entry("request", "office.requests", "request", "คำขอที่ต้องใช้สองคน", "what takes two people", "setup"),
        Entry("absent", "office.requests", "absent", "ผู้ดำรงตำแหน่งไม่อยู่", "who stands in today", "setup"),
        Entry("people", "office.people", "people", "บุคคลและการแต่งตั้ง", "people and appointments", "setup"),
        Entry("key", "office.keys", "key", "ใบรับรองลายมือชื่อดิจิทัล", "signing keys", "setup"),
        Entry("cycle", "office.cycle", "cycle", "รอบการประเมิน", "assessment cycles", "setup"),
        Entry("assign", "office.setup", "assign", "กำหนดกลุ่มที่รวบรวม", "name the compiling group", "setup"),
        Entry("adopt", "office.setup", "adopt", "รับข้อที่เผยแพร่อยู่ก่อน", "take over a published item", "setup"),
        Entry("verify", "checks.verify", "verify", "ตรวจลายมือชื่อใน PDF", "check signatures in a PDF", "papers"),
        Entry("check", "checks.check", "check", "ตรวจข้อความในเอกสาร", "check the text of papers", "papers"),
        Entry("papers", "items.papers", "papers", "นำเอกสารออกไปลงนาม", "papers to print or sign", "papers"),
        Entry("document", "items.papers", "document", "ร่างและออกเอกสาร", "draft and issue papers", "papers"),
        Entry("circulate", "documents.circulate", "circulate", "เวียนเพื่อทราบ", "pass a paper round", "papers"),
        Entry("template", "documents.templates", "template", "แบบเอกสารของสำนักงาน", "the office's own forms", "papers"),
        Entry("register", "documents.numbers", "register", "ทะเบียนและเลขที่", "the number books", "papers"),
        Entry("evidence", "checks.evidence", "evidence", "ชุดหลักฐานลายมือชื่อ", "signature evidence bundles", "papers"),
        Entry("demo", "office.demo", "demo", "สร้างสำนักงานตัวอย่าง", "build the sample office", "setup"),
        Entry("serve", "office.serve", "serve", "เปิดหน้าเว็บของสำนักงาน", "the tray in a browser", "keep"),
        Entry("journal", "office.keep", "journal", "บันทึกเหตุการณ์", "the journal", "keep"),
        Entry("doctor", "office.health", "doctor", "ตรวจสุขภาพของโปรแกรมและข้อมูล", "check everything", "keep"),
        Entry("backup", "office.keep", "backup", "สำรองข้อมูล", "back up", "keep"),
        Entry("restore", "office.keep", "restore", "กู้ข้อมูลจากไฟล์สำรอง", "restore a backup", "keep"),
        Entry("score", "checks.score", "score", "คะแนนการประเมิน", "scores of the assessment", "site"),
        Entry("address", "site.places", "address", "ที่อยู่ของข้อบนเว็บไซต์", "where an item stands on the web", "site"),
        Entry("answers", "site.answering", "answers", "คำตอบสำหรับผู้ประเมิน", "answers for the evaluators", "site"),
        Entry("watch", "site.watching", "watch", "เฝ้าดูเว็บไซต์", "watch the site at night", "site"),
        Entry("digest", "site.watching", "digest", "สรุปงานค้างและการแจ้ง", "what people are told", "site"),
        Entry("site", "site.site", "site", "สร้างและตรวจเว็บไซต์", "build and prove the site", "site"),
        Entry("measure", "reports.measure", "measure", "มาตรการจากผลการประเมิน", "measures from a result", "site"),
        Entry("progress", "reports.progress", "progress", "ความก้าวหน้า", "how far the cycle is", "site"),
        Entry("meeting", "reports.meeting", "meeting", "การประชุมคณะทำงาน", "meetings of the working group", "site"),
        Entry("export", "reports.export", "export", "ตารางเป็นไฟล์ Excel", "tables as spreadsheets", "site"),
        Entry("form", "reports.export", "form", "แบบฟอร์ม Excel ที่กำหนดช่อง", "prescribed spreadsheets", "papers"),
        Entry("ministry", "ministry.offices", "ministry", "ภาพรวมหลายสำนักงาน", "many offices at once", "look"),
        Entry("worker", "ministry.working", "worker", "ทำงานเบื้องหลัง", "work that waits", "keep"),
        Entry("remind", "reports.progress", "remind", "ข้อความเตือนของแต่ละกลุ่ม", "who owes what until when", "site"),
    ]
    return {entry.name: entry for entry in listed}


REGISTRY: dict[str, Entry] = _entries()
"""Every command by name."""

"""Advice that names commands and their options, for who has pages, buttons and fields instead."""

from __future__ import annotations

import re

from messages import labels
from web.words import tr
from workflow.rules.table import ONLINE_STEPS

PAGES = {
    "inbox": "เรื่องรอดำเนินการ", "status": "ความก้าวหน้า", "people": "บุคคล", "request": "คำขอสองคน", "settings": "สำนักงาน",
    "register": "ทะเบียน", "circulate": "เวียน", "document": "เอกสาร", "receive": "รับสแกน", "site": "เว็บไซต์",
    "cycle": "สำนักงาน", "score": "คะแนน", "results": "ผลการประเมิน", "answers": "คำตอบสำหรับผู้ประเมิน",
    "measure": "มาตรการ",
    "meeting": "การประชุม", "show": "รายละเอียดของข้อ", "why": "รายละเอียดของข้อ", "parts": "รายละเอียดของข้อ",
    "disclose": "รายละเอียดของข้อ",
}  # fmt: skip
"""The page on which one does what a command does."""
FIELDS = {
    "reason": "เหตุผล", "result": "สิ่งที่ได้ดำเนินการ", "file": "ไฟล์", "url": "ที่อยู่เว็บ", "due": "ให้รับทราบภายในวันที่",
    "subject": "เรื่อง",
    "to": "ถึงกลุ่ม", "number": "เลขที่", "date": "วันที่", "until": "ใช้ภายในวันที่", "memo": "เลขที่บันทึก", "signer": "ผู้ลงนาม",
    "except": "ข้อที่เขียนยกเว้นด้วยมือ", "group": "ในนามกลุ่ม", "none": "ไม่มีข้อมูล", "add": "เก็บไฟล์ที่ส่งไว้ก่อนด้วย",
    "duty": "ชนิดของเอกสาร",
    "part": "งวด", "attest": "ข้าพเจ้ารับรอง", "returning": "ไฟล์ที่เคยถูกถอน", "take": "บันทึกทั้งหมด",
    "with-query": "ส่วนหลังเครื่องหมาย ?",
    "without-emblem": "ยอมให้บันทึกไม่มีตราครุฑ", "person": "ผู้ที่คำสั่งระบุชื่อ", "key": "ไฟล์ใบรับรอง", "by": "ตามคำสั่งหรือมติที่ประชุม",
}  # fmt: skip
"""The field of a form in which one says what an option of a command says."""
_VALUE = r'(?:"[^"]*"?|[^\s,)”]+)'
_COMMAND = re.compile(
    r"(?P<before>ใช้คำสั่ง |ใช้ |ด้วยคำสั่ง |ด้วย |คำสั่ง |สั่ง |[Ww]ith |[Uu]sing |[Uu]se |[Rr]un |[Gg]ive )?"
    r"oit (?P<name>[a-z]+(?:-[a-z]+)*)"
    rf"(?: (?:\"[^\"]*\"?|--(?:group|none|reason|by|part|memo|covers|title|order|on|successor|person|date) {_VALUE}"
    r"|[^\s,()”][^\s,)”]*(?= --)|ข้อ(?![ก-๙])|[^\s,)”]*[A-Za-z0-9/\"<>…-][^\s,)”]*))*"
)

_OPTION = re.compile(r"(?P<by>ด้วย |with )?--(?P<name>[a-z-]+)(?: (?:\"[^\"]*\"|[A-Z]+…?(?![a-z])))?")
_OF_OPTIONS = re.compile(r" ?\((?![^()]*oit )[^()]*\s--[a-z-]+[^()]*\)")
"""What stands in brackets about an option of a command."""


def without_commands(text: str, language: str = "th") -> str:
    """Advice that names a command, for who has buttons: the step, or the page, by its name."""

    def named(found: re.Match[str]) -> str:
        name, by_which = found["name"], (found["before"] or "").lower().startswith(("ด้วย", "with", "using"))
        trigger = next((s.trigger for s in ONLINE_STEPS if s.beside == name and f"--{s.option}" in found[0]), name)
        pair = labels.steps().get(trigger.replace("-", "_"))
        page = PAGES.get("results") if f"oit {name} import" in found[0] and name == "score" else PAGES.get(name)
        if page is not None:
            by = "ที่หน้า “{page}”" if by_which else "เปิดหน้า “{page}”"
            return tr(by, language, page=tr(page, language))
        if pair is None:
            return found[0]
        by = "โดยกด “{step}”" if by_which else "กด “{step}”"
        return tr(by, language, step=labels.pick(pair, language))

    def field(found: re.Match[str]) -> str:
        name = FIELDS.get(found["name"])
        if name is None:
            return found[0]
        by = "ที่ช่อง “{field}”" if found["by"] else "ช่อง “{field}”"
        return tr(by, language, field=tr(name, language))

    return _OPTION.sub(field, _COMMAND.sub(named, _OF_OPTIONS.sub("", text)))

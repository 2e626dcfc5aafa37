"""The names a form may use, in the words of office staff: the table in README.md is made from here.

``python -m templates_docx.names`` writes it; a test compares.
"""

from __future__ import annotations

import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

from workflow.ports.papers import FORMS

TITLES = {
    "memo": "บันทึกข้อความขอความเห็นชอบ",
    "cover_memo": "บันทึกข้อความนำเรื่อง",
    "report": "รายงานเกี่ยวกับการประเมิน",
    "reply": "หนังสือชี้แจงผู้ประเมิน",
    "reply_memo": "บันทึกข้อความชี้แจงผู้ประเมิน",
    "order": "คำสั่งแต่งตั้งคณะทำงาน",
    "general_order": "คำสั่งมอบหมายหรือแต่งตั้ง",
    "announcement": "ประกาศ",
    "letter": "หนังสือภายนอก",
    "meeting": "รายงานการประชุม",
    "certified_copy": "ใบรับรองสำเนาถูกต้อง",
    "signature_sheet": "หน้าลงนาม",
    "capture_sheet": "ใบบันทึกการตรวจหน้าเว็บ",
    "responsibility": "ตารางผู้รับผิดชอบ",
    "publication_request": "ใบขอเผยแพร่ข้อมูลบนเว็บไซต์",
    "calendar": "ปฏิทินปฏิบัติงาน",
    "paper": "เอกสารทั่วไปของสำนักงาน",
    "activity": "แบบสรุปผลการจัดกิจกรรม",
    "newsletter": "จดหมายข่าว",
}

MEANINGS = {
    "comment": "ความเห็นของกรรมการ", "data": "มีภาพหรือไม่", "ending": "ย่อหน้าท้ายตาราง", "evidence": "หลักฐาน",
    "fact": "ข้อเท็จจริง", "facts": "ข้อเท็จจริงทีละข้อ", "high": "ความสูงของภาพ", "picture": "ภาพหน้าจอ (ว่าง = ไม่มี)",
    "steps": "ทางจากหน้าแรกทีละขั้น", "wide": "ความกว้างของภาพ",
    "absent": "ผู้ไม่มาประชุม", "after": "ย่อหน้าท้ายตอน",
    "address": "ที่อยู่ (ใบบันทึกหน้าเว็บ: ที่อยู่เว็บที่ขอ)", "addressee": "เรียน ผู้รับ",
    "agenda": "ระเบียบวาระ", "annex": "รายการในบัญชีแนบท้าย", "approved": "วันที่หัวหน้าหน่วยงานเห็นชอบ",
    "as_of": "ข้อมูล ณ วันที่", "author": "ผู้จัดทำ (รายงาน: ผู้ลงชื่อท้ายคำนำ ว่าง = ไม่มี)", "bars": "แท่งของแผนภูมิ",
    "budget": "งบประมาณ (ว่าง = ไม่ใช้)", "caption": "คำบรรยายภาพ",

    "cells": "ช่องของแถว", "authority": "อำนาจตามกฎหมายที่อ้าง", "body": "ชื่อคณะที่ประชุม",
    "checker": "ผู้ตรวจรายงาน", "chart": "แผนภูมิแท่ง (ว่าง = ไม่มี)", "clauses": "ข้อความเรียงข้อ",
    "answer": "ตอบแบบวัดภายใน", "compile": "รวบรวมภายใน", "part": "งวด (ว่าง = ทั้งปี)",
    "hand_in": "ส่งข้อมูลภายใน", "publish": "เผยแพร่ภายใน", "submit": "เสนอภายใน",
    "closing": "คำลงท้าย (เอกสารทั่วไป: ย่อหน้าปิด  ปฏิทิน: วันปิดรับคำตอบ)",
    "code": "รหัสพิมพ์มุมล่าง (ในรายการข้อ: รหัสข้อ)",
    "compiler": "กลุ่มที่รวบรวม", "copies": "สำเนาส่ง", "cover": "บรรทัดบนหน้าปก (ว่าง = ไม่มีหน้าปก)",
    "date": "วันที่", "decision": "ประโยคที่สั่ง (จึงมอบหมาย… จึงแต่งตั้ง…)", "duties": "หน้าที่",
    "duty": "การลงนามของแฟ้ม", "edition": "แก้ไขครั้งที่ (ว่าง = ฉบับแรก)", "effective": "วันที่มีผล (ว่าง = บัดนี้)",
    "email": "ไปรษณีย์อิเล็กทรอนิกส์", "enclosures": "สิ่งที่ส่งมาด้วย", "endorsements": "ความเห็นตามลำดับ",
    "ends": "เวลาเลิกประชุม (กิจกรรม: วันสุดท้าย ว่าง = วันเดียว)", "excepted": "ข้อที่ยกเว้น",
    "file_name": "ชื่อแฟ้ม", "final_address": "ที่อยู่สุดท้าย",
    "fiscal_year": "ปีงบประมาณ", "group": "กลุ่ม/หน่วย", "groups": "กลุ่มที่รับผิดชอบ",
    "guests": "ผู้เข้าร่วมประชุม", "head": "หัวหน้าหน่วยงานหรือผู้ทำการแทน", "header": "หัวตาราง",
    "heading": "หัวข้อของตอน", "headings": "บรรทัดหัวเอกสาร",
    "hops": "การส่งต่อ", "item": "ข้อ", "items": "ข้อที่ขอความเห็นชอบ",
    "location": "แฟ้มหรือที่อยู่", "members": "รายชื่อตามลำดับ", "memo": "เลขที่บันทึกที่เห็นชอบ",
    "name": "ชื่อพร้อมคำนำหน้า", "note": "หมายเหตุท้ายชื่อ", "number": "เลขที่", "office": "ชื่อหน่วยงาน",
    "officer": "เจ้าหน้าที่ผู้จัดทำ", "page_title": "ชื่อหน้าเว็บ", "pages": "จำนวนหน้า",
    "paragraphs": "ย่อหน้าเนื้อความ", "participants": "ผู้เข้าร่วม", "photos": "ภาพถ่าย 2 ถึง 6 ภาพ",
    "problems": "ปัญหาและข้อเสนอแนะ", "purposes": "วัตถุประสงค์", "results": "ผลการดำเนินงาน",
    "phone": "โทรศัพท์", "place": "สถานที่", "post": "ตำแหน่ง", "posts": "บรรทัดตำแหน่ง",
    "prepared_by": "ผู้จัดทำ",
    "preface": "ย่อหน้าคำนำ", "present": "ผู้มาประชุม", "reason": "ย่อหน้าเหตุผล", "recorder": "ผู้จดรายงาน",
    "references": "อ้างถึง", "requester": "ผู้ขอเผยแพร่", "resolution": "มติที่ประชุม",
    "revision": "ฉบับที่", "role": "หน้าที่หรือลำดับที่", "rows": "แถวของตาราง", "seal": "รหัสบันทึกเหตุการณ์",
    "sections": "ตอนของรายงาน",
    "sha256": "รหัส SHA-256", "share": "ความยาวที่เหลือของแท่ง", "signer": "ผู้ลงนาม (ว่าง = ไม่มี)",
    "signers": "ผู้จัดทำและผู้เสนอ",
    "size": "ขนาดแฟ้ม", "source": "สำเนาของเอกสารใด", "starts": "เวลาเริ่มประชุม (กิจกรรม: วันแรก)",
    "status": "สถานะ", "subject": "เรื่อง", "table": "ตาราง (ว่าง = ไม่มี)", "taken_at": "เวลาที่บันทึก",
    "taken_by": "ผู้บันทึก", "text": "ข้อความ", "title": "ชื่อ/เรื่อง", "label": "ชื่อของแท่ง",
    "tone": "สีของแท่ง", "until": "วันสุดท้ายที่มีผล (ว่าง = จนกว่าจะมีคำสั่งอื่น)",
    "value": "ค่าของแท่ง", "widths": "ความกว้างของช่อง", "word": "ลงชื่อในฐานะ",
}  # fmt: skip

START, END = "<!-- names: start -->", "<!-- names: end -->"


def _inside(hint: Any) -> tuple[type | None, bool]:
    """The dataclass in a type, and whether there are many of it."""
    parts = get_args(hint)
    many = getattr(hint, "__origin__", None) is tuple
    if is_dataclass(hint) and isinstance(hint, type):
        return hint, False
    for part in parts:
        kind, _ = _inside(part)
        if kind is not None:
            return kind, many
    return None, many


def table() -> str:
    """Markdown: for each form its names, their meaning and how they are written in Word."""
    lines: list[str] = []
    for form, kind in FORMS.items():
        lines += [f"### {TITLES[form]} (`{form}.docx`)", "", "| ชื่อ | ความหมาย | ใช้อย่างไร |", "|---|---|---|"]
        hints = get_type_hints(kind)
        for field in fields(kind):
            inner, many = _inside(hints[field.name])
            parts = ", ".join(f"`{part.name}`" for part in fields(inner)) if inner else ""
            how = f"`{{{{ {field.name} }}}}`"
            if inner and many:
                how = f"วนแถวด้วย `for x in {field.name}` แล้วใช้ `x.`ตามด้วย {parts}"
            elif inner:
                how = f"`{field.name}.` ตามด้วย {parts}"
            elif many:
                how = f"วนย่อหน้าด้วย `for x in {field.name}`"
            lines.append(f"| `{field.name}` | {MEANINGS[field.name]} | {how} |")
        lines.append("")
    return "\n".join(lines)


def with_table(page: str) -> str:
    """The page with the part between its markers made anew."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{table()}\n{END}{after}"


def main() -> int:
    readme = Path(__file__).resolve().with_name("README.md")
    readme.write_text(with_table(readme.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

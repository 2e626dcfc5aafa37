"""``docs/glossary.md``: the words of the office, from the program's own labels and the list below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from messages import labels
from workflow.rules.states import GRADES, Capacity, Duty, Kind, Labelled, Online, Role, State
from workflow.rules.table import ONLINE_STEPS, TRIGGERS, rows

WORDS: tuple[tuple[str, str, str, str], ...] = (
    ("สำนักงาน", "office", "หน่วยงานหนึ่งแห่ง มีข้อมูลสำนักงาน กลุ่ม บุคคล และเว็บไซต์ของตนเอง",
     "one agency: profile, groups, people, site"),
    ("กลุ่ม/หน่วย", "group", "ส่วนงานภายในสำนักงาน เช่น กลุ่มอำนวยการ หน่วยตรวจสอบภายใน",
     "a unit of the office"),
    ("ตำแหน่ง การแต่งตั้ง", "post, appointment", "ผู้ใดทำหน้าที่ใดของกลุ่มใด ตั้งแต่วันใดถึงวันใด ตามคำสั่งใด",
     "who holds which role for which group, from when until when, by which order"),
    ("แบบวัด OIT", "catalogue", "รายการข้อของปีงบประมาณหนึ่งซึ่งใช้ทั้งประเทศ แต่ละปีจำนวนข้อและชื่อข้อต่างกันได้",
     "the national list of items of a fiscal year"),
    ("ตารางผู้รับผิดชอบ", "responsibility", "ตารางของสำนักงานว่าแต่ละข้อกลุ่มใดส่งข้อมูล และกลุ่มใดรวบรวม",
     "which groups hand in each item, and which one compiles"),
    ("รอบการประเมิน", "cycle", "สำนักงานหนึ่งแห่งในปีงบประมาณหนึ่ง",
     "one office in one fiscal year"),
    ("ข้อ (เช่น ข้อ O15)", "item", "ข้อหนึ่งของแบบวัดในรอบหนึ่ง เป็นสิ่งที่เดินไปตามขั้นตอน (คำว่าตัวชี้วัดหมายถึงตัวชี้วัดที่ 9 และ 10)",
     "one item of a cycle: the thing that moves"),
    ("ข้อมูลจากกลุ่ม", "contribution", "สิ่งที่กลุ่มที่รับผิดชอบส่ง หรือคำแจ้งว่าไม่มีข้อมูลพร้อมเหตุผล",
     "what one responsible group hands in, or its nil return with a reason"),
    ("หลักฐาน", "evidence", "ไฟล์หรือที่อยู่หน้าเว็บ ระบุตัวด้วยค่าแฮช SHA-256 ของเนื้อหา และมีหน้าที่ของลายมือชื่อกำกับ",
     "a file or a web location, known by its SHA-256, with its signature duty"),
    ("หน้าที่ของลายมือชื่อ", "signature duty", "ไฟล์นั้นต้องมีลายมือชื่อแบบใดก่อนเผยแพร่",
     "what a file needs before it may be published"),
    ("ฉบับที่ ๑, ๒ …", "revision", "ชุดหลักฐานที่ปิดไว้เพื่อขอความเห็นชอบ ทั้งชุดมีค่าแฮชเดียว แก้ไฟล์ใดไฟล์หนึ่งแล้วความเห็นชอบเดิมใช้ไม่ได้",
     "the frozen set of evidence that is approved, under one digest"),
    ("ฉบับที่เผยแพร่อยู่", "online revision", "สิ่งที่ประชาชนเห็นในขณะนี้ แยกจากงานที่กำลังทำ",
     "what the public sees now"),
    ("เรื่องเสนอ", "submission", "บันทึกข้อความหนึ่งฉบับที่ขอความเห็นชอบหนึ่งข้อหรือหลายข้อ",
     "one memo that asks approval for one or more items"),
    ("ทะเบียน/สมุดเลข", "book", "สมุดออกเลข: หนังสือส่ง คำสั่ง ประกาศ การประชุม เริ่มเลขใหม่ทุกปีปฏิทิน",
     "a number book; numbers restart each calendar year"),
    ("ปีงบประมาณ", "fiscal year", "1 ตุลาคม ถึง 30 กันยายน เรียกตามปีที่สิ้นสุด",
     "1 October to 30 September, named for the year in which it ends"),
    ("ผลตรวจลายมือชื่อ", "verdict", "ผ่าน ไม่ผ่าน หรือยังสรุปไม่ได้ พร้อมระดับและเหตุผลทุกข้อ",
     "what the signature check says, with grade and every reason"),
    ("หลักฐานการเผยแพร่", "proof", "ผลการตรวจเว็บไซต์โดยเริ่มจากหน้าแรก ลงวันที่ไว้",
     "dated result of checking the site from its home page"),
    ("ซ้อม", "rehearsal", "การตรวจเว็บไซต์ที่สร้างไว้บนเครื่องนี้ ประชาชนยังไม่เห็น",
     "a proof of the built site on this machine; the public sees nothing yet"),
    ("บันทึกเหตุการณ์", "journal", "ประวัติที่เพิ่มได้อย่างเดียว แต่ละรายการผูกกับรายการก่อนหน้าด้วยค่าแฮช",
     "append-only, hash-chained history"),
    ("ค่าแฮช", "digest", "ตัวเลข 64 หลักที่คำนวณจากเนื้อไฟล์ (SHA-256) ไฟล์เปลี่ยนแม้อักษรเดียว ค่านี้ก็เปลี่ยน",
     "64 hexadecimal digits computed from a file; one changed letter changes it"),
    ("บัญชีเอกสารแนบท้าย", "annex", "ท้ายบันทึก: ทุกไฟล์พร้อมค่าแฮช ลายมือชื่อบนบันทึกจึงรับรองไฟล์เหล่านั้นด้วย",
     "every file with its digest; the signature on the memo seals them"),
)  # fmt: skip
"""Thai, English, what it means in Thai, and in English."""


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
        *(f"| **{th}** | {en} | {means} | {english} |" for th, en, means, english in WORDS),
        "",
        *_enumeration("สถานะของข้อ", "States of an item", State),
        *_pairs("ขั้นตอน", "Steps", steps),
        *_enumeration("บทบาท", "Roles", Role),
        *_enumeration("การดำรงตำแหน่ง", "Kinds of appointment", Kind),
        *_enumeration("ฐานะต่อข้อหนึ่ง", "Capacity towards an item", Capacity),
        *_enumeration("หน้าที่ของลายมือชื่อ", "Signature duties", Duty),
        *_enumeration("สิ่งที่ประชาชนเห็น", "What the public sees", Online),
        *_pairs("ระดับของลายมือชื่อ", "Grades", ((str(g), pair) for g, pair in GRADES.items())),
        *_pairs("วิธีลงนาม", "Ways of signing", labels.HOW.items()),
        *_pairs("การตรวจเว็บไซต์", "Proofs", labels.PROOFS.items()),
        *_pairs("ความรุนแรง", "Severities", labels.SEVERITIES.items()),
        *_pairs("สมุดเลข", "Number books", labels.BOOKS.items()),
        *_pairs("แบบฟอร์ม", "Forms", labels.FORMS.items()),
        *_pairs("ตัวเลขรายเดือน", "The monthly numbers", labels.PROGRESS.items()),
    ]
    return "\n".join(lines)

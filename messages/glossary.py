"""The office's words, one for each thing: said by screens, papers, features and the manual, and the words never said.

``docs/glossary.md`` is made from here and from the labels of the program; a test reads every text of the program and
finds the words that offices do not say (``never``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One word.

    :ivar th: as it is said. ``means_th`` and ``means_en``: what it is, in one sentence.
    :ivar never: Thai words for the same thing that confuse, each said nowhere.
    """

    th: str
    en: str
    means_th: str
    means_en: str
    never: tuple[str, ...] = ()


TERMS: tuple[Term, ...] = (
    Term(
        "สำนักงาน",
        "office",
        "หน่วยงานหนึ่งแห่ง มีข้อมูลสำนักงาน กลุ่ม บุคคล และเว็บไซต์ของตนเอง",
        "one agency: profile, groups, people, site",
    ),
    Term("กลุ่ม/หน่วย", "group", "ส่วนงานภายในสำนักงาน เช่น กลุ่มอำนวยการ หน่วยตรวจสอบภายใน", "a unit of the office"),
    Term(
        "ตำแหน่ง การแต่งตั้ง",
        "post, appointment",
        "ผู้ใดทำหน้าที่ใดของกลุ่มใด ตั้งแต่วันใดถึงวันใด ตามคำสั่งใด",
        "who holds which role for which group, from when until when, by which order",
    ),
    Term(
        "แบบวัด OIT",
        "catalogue",
        "รายการข้อของปีงบประมาณหนึ่งซึ่งใช้ทั้งประเทศ แต่ละปีจำนวนข้อและชื่อข้อต่างกันได้",
        "the national list of items of a fiscal year",
    ),
    Term(
        "คำตอบแบบวัด OIT",
        "answers",
        "สิ่งที่กรอกในระบบของผู้ประเมิน: มีหรือไม่มี ที่อยู่ของแต่ละข้อ และคำอธิบาย",
        "what is entered for the evaluators: yes or no, each item's address, an explanation",
    ),
    Term(
        "ตารางผู้รับผิดชอบ",
        "responsibility",
        "ตารางของสำนักงานว่าแต่ละข้อกลุ่มใดส่งข้อมูล และกลุ่มใดรวบรวม",
        "which groups hand in each item, and which one compiles",
    ),
    Term("รอบการประเมิน", "cycle", "สำนักงานหนึ่งแห่งในปีงบประมาณหนึ่ง", "one office in one fiscal year"),
    Term(
        "ข้อ (เช่น ข้อ O15)",
        "item",
        "ข้อหนึ่งของแบบวัดในรอบหนึ่ง เป็นสิ่งที่เดินไปตามขั้นตอน (คำว่าตัวชี้วัดหมายถึงตัวชี้วัดที่ 9 และ 10)",
        "one item of a cycle: the thing that moves",
    ),
    Term(
        "เรื่องรอดำเนินการ",
        "inbox",
        "ทุกเรื่องที่รอบุคคลหนึ่งลงมือทำ เรียงจากที่ค้างนานที่สุด",
        "everything that waits for one person, the oldest first",
        never=("งานที่รอฉัน", "กล่องงาน"),
    ),
    Term(
        "แฟ้มเสนอลงนาม",
        "papers to sign",
        "บันทึกข้อความทุกฉบับที่รอหัวหน้าหน่วยงานลงนาม พร้อมเอกสารที่ลงนามไปด้วยกัน",
        "the memos that wait for the head, with what is signed along with each",
    ),
    Term(
        "ข้อมูลของกลุ่ม",
        "contribution",
        "สิ่งที่กลุ่มที่รับผิดชอบส่ง หรือคำแจ้งว่าไม่มีข้อมูลพร้อมเหตุผล",
        "what one responsible group hands in, or its nil return with a reason",
    ),
    Term(
        "ไฟล์",
        "file",
        "เอกสารที่อยู่ในเครื่องคอมพิวเตอร์ เช่น PDF Word Excel",
        "a document on a computer",
        never=("แฟ้ม",),
    ),
    Term(
        "หลักฐาน",
        "evidence",
        "ไฟล์หรือที่อยู่หน้าเว็บ ระบุตัวด้วยค่าตรวจสอบไฟล์ (SHA-256) ของเนื้อหา และมีประเภทการลงนามกำกับ",
        "a file or a web location, known by its SHA-256, with its signature duty",
    ),
    Term(
        "ประเภทการลงนาม",
        "signature duty",
        "ไฟล์นั้นต้องมีลายมือชื่อแบบใดก่อนเผยแพร่",
        "what a file needs before it may be published",
        never=("หน้าที่ของลายมือชื่อ", "หน้าที่ลายมือชื่อ"),
    ),
    Term(
        "ฉบับแรก ปรับปรุงครั้งที่ ๑, ๒ …",
        "revision",
        "ชุดหลักฐานที่ปิดไว้เพื่อขอความเห็นชอบ ทั้งชุดมีค่าตรวจสอบค่าเดียว แก้ไฟล์ใดไฟล์หนึ่งแล้วความเห็นชอบเดิมใช้ไม่ได้",
        "the frozen set of evidence that is approved, under one digest",
        never=("ฉบับที่ ๑", "ฉบับที่ 1", "ฉบับที่ 2"),
    ),
    Term("ฉบับที่เผยแพร่อยู่", "online revision", "สิ่งที่ประชาชนเห็นในขณะนี้ แยกจากงานที่กำลังทำ", "what the public sees now"),
    Term(
        "เรื่องเสนอ",
        "submission",
        "บันทึกข้อความหนึ่งฉบับที่ขอความเห็นชอบหนึ่งข้อหรือหลายข้อ",
        "one memo that asks approval for one or more items",
    ),
    Term(
        "ลำดับการเสนอ",
        "route",
        "ตำแหน่งที่ให้ความเห็นก่อนถึงหัวหน้าหน่วยงาน เรียงตามลำดับ ไม่มีก็ได้",
        "the posts that give their opinion before the head, in order; may be none",
        never=("เส้นทางเสนอ", "ลำดับเสนอ"),
    ),
    Term(
        "ทะเบียนคุมเลข",
        "number book",
        "ทะเบียนออกเลข: หนังสือส่ง คำสั่ง ประกาศ การประชุม เริ่มเลขใหม่ทุกปีปฏิทิน",
        "a number book; numbers restart each calendar year",
        never=("สมุดเลข",),
    ),
    Term(
        "ปีงบประมาณ",
        "fiscal year",
        "1 ตุลาคม ถึง 30 กันยายน เรียกตามปีที่สิ้นสุด",
        "1 October to 30 September, named for the year in which it ends",
    ),
    Term(
        "ใบรับรองลายมือชื่อดิจิทัล",
        "signing certificate",
        "สิ่งที่ใช้ลงลายมือชื่อดิจิทัลและบอกว่าเป็นของผู้ใด เก็บเป็นไฟล์ (.p12) หรืออยู่ในอุปกรณ์ (Token)",
        "what one signs with, in a file (.p12) or a token",
        never=("กุญแจลงนาม", "กุญแจ .p12", "โทเคน", "โทเค็น"),
    ),
    Term(
        "ผลตรวจลายมือชื่อ",
        "verdict",
        "ผ่าน ไม่ผ่าน หรือยังสรุปไม่ได้ พร้อมระดับและเหตุผลทุกข้อ",
        "what the signature check says, with grade and every reason",
    ),
    Term(
        "หลักฐานการเผยแพร่",
        "proof",
        "ผลการตรวจเว็บไซต์โดยเริ่มจากหน้าแรก ลงวันที่ไว้",
        "dated result of checking the site from its home page",
    ),
    Term(
        "ซ้อม",
        "rehearsal",
        "การตรวจเว็บไซต์ที่สร้างไว้บนเครื่องนี้ ประชาชนยังไม่เห็น",
        "a proof of the built site on this machine; the public sees nothing yet",
    ),
    Term(
        "ประมาณการคะแนน",
        "estimate",
        "คะแนนที่คาดว่าจะได้วันนี้ เป็นช่วงต่ำสุดถึงสูงสุด ไม่ใช่ผลการประเมิน",
        "what today's evidence is worth, from lowest to highest; no result",
    ),
    Term(
        "บันทึกเหตุการณ์",
        "journal",
        "ประวัติที่เพิ่มได้อย่างเดียว แต่ละรายการผูกกับรายการก่อนหน้าด้วยค่าตรวจสอบ",
        "append-only, hash-chained history",
    ),
    Term(
        "ค่าตรวจสอบไฟล์ (SHA-256)",
        "digest",
        "ตัวเลข 64 หลักที่คำนวณจากเนื้อไฟล์ ไฟล์เปลี่ยนแม้อักษรเดียว ค่านี้ก็เปลี่ยน",
        "64 hexadecimal digits computed from a file; one changed letter changes it",
        never=("ค่าแฮช", "แฮช", "รหัส SHA-256", "รหัสตรวจสอบ (SHA"),
    ),
    Term(
        "บัญชีเอกสารแนบท้าย",
        "annex",
        "ท้ายบันทึก: ทุกไฟล์พร้อมค่าตรวจสอบไฟล์ ลายมือชื่อบนบันทึกจึงรับรองไฟล์เหล่านั้นด้วย",
        "every file with its digest; the signature on the memo seals them",
    ),
)
"""In the order in which somebody new meets them."""

ALLOWED: tuple[str, ...] = ("แฟ้มเสนอลงนาม",)
"""Where a word that is never said is part of one that is."""

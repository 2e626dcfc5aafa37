"""Sentences about what a page shows, when a file is made ready to be signed."""

from __future__ import annotations

from signatures.words.shape import Words

ASK_TH = "พิมพ์ไฟล์จากโปรแกรมเดิมเป็น PDF ใหม่ (Print to PDF) ตรวจดูทุกหน้า แล้วส่งไฟล์นั้น"
ASK_EN = "Print it to a new PDF from the program it came from, look at every page, and hand that in."

WORDS: dict[str, Words] = {
    "SIGNATURE_OTHER": Words(
        "ลายมือชื่อที่นำมาไม่ใช่ของใบรับรองนี้ หรือไม่ได้ลงบนไฟล์ที่ขอไว้",
        "ลงนามใหม่ด้วยใบรับรองที่ขึ้นทะเบียนไว้ จากคำขอฉบับล่าสุด",
        "The signature is not of this key, or not over the file that was asked for.",
        "Sign again with the registered key, from the latest request.",
    ),
    "REQUEST_OTHER_KEY": Words(
        "คำขอลงนามนี้ไม่ได้ทำไว้สำหรับใบรับรองนี้ ({subject})",
        "ใช้ใบรับรองที่ระบุในคำขอ หรือขอใหม่ด้วยคำสั่ง oit sign --prepare",
        "This request to sign was not made for this key ({subject}).",
        "Use the key that the request names, or make another with oit sign --prepare.",
    ),
    "PICTURE_UNREADABLE": Words(
        "อ่านไฟล์ภาพไม่ได้ ไฟล์อาจไม่ครบหรือไม่ใช่ภาพ",
        "เปิดดูภาพ แล้วส่งออกเป็น .jpg หรือสแกนเป็น PDF",
        "The picture cannot be read; it may be cut short, or no picture.",
        "Open the picture and export it as .jpg, or scan to PDF.",
    ),
    "PICTURE_HEIC": Words(
        "เครื่องนี้ยังอ่านภาพ .heic ไม่ได้",
        "ส่งออกจากโทรศัพท์เป็น .jpg หรือให้ผู้ดูแลติดตั้งส่วนเสริม heic ของโปรแกรม",
        "This machine cannot read .heic pictures.",
        "Export it from the phone as .jpg, or have the extra named heic installed.",
    ),
    "XFA_ONLY": Words(
        "ไฟล์เป็นแบบฟอร์ม XFA ซึ่งไม่มีหน้าเอกสารของตัวเอง โปรแกรมอ่านเป็นผู้วาดหน้าเมื่อเปิด",
        "เปิดด้วยโปรแกรมที่ใช้กรอก แล้วพิมพ์เป็น PDF ใหม่ (Print to PDF) ก่อนส่ง",
        "The file is an XFA form without pages of its own: the viewer draws them when it is opened.",
        "Open it with the program it was filled in with, and print it to a new PDF.",
    ),
    "LAYERS_UNCLEAR": Words(
        "ไฟล์มีเลเยอร์ที่ซ่อนอยู่ และบอกไม่ได้แน่ชัดว่าหน้าควรเห็นอะไร ({detail})",
        ASK_TH,
        "The file has hidden layers, and what its pages are to show cannot be told for certain ({detail}).",
        ASK_EN,
    ),
    "FORM_VALUE_UNDRAWN": Words(
        "หน้า {page}: ค่าที่กรอกในช่อง “{field}” มีอักษรที่โปรแกรมวาดลงหน้าไม่ได้",
        ASK_TH,
        "Page {page}: the value of field “{field}” has letters that cannot be drawn on the page.",
        ASK_EN,
    ),
    "PAGE_CHANGED": Words(
        "หน้า {page}: หากเตรียมไฟล์นี้เพื่อลงนาม {what_said}จะไม่เหมือนเดิม จึงไม่รับ",
        ASK_TH,
        "Page {page}: made ready to be signed, {what_said} would not be what it was; so it is refused.",
        ASK_EN,
    ),
}

CHANGED = {
    "picture": ("ภาพที่เห็น", "what it shows"),
    "text": ("ข้อความ", "its text"),
    "size": ("ขนาดหน้า", "its size"),
    "pages": ("จำนวนหน้า", "the number of pages"),
}
"""What of a page would not be the same, Thai and English."""

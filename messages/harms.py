"""What may harm when it is published, by its key: Thai, English. Keys are those of what was found."""

from __future__ import annotations

HARMS: dict[str, tuple[str, str]] = {
    "citizen_id": ("เลขประจำตัวประชาชน", "citizen number"),
    "phone": ("หมายเลขโทรศัพท์เคลื่อนที่", "mobile telephone number"),
    "bank_account": ("เลขบัญชีธนาคาร", "bank account number"),
    "personal_email": ("อีเมลส่วนตัว", "private e-mail"),
    "comment": ("ความคิดเห็นในเอกสาร", "comments"),
    "tracked_change": ("การแก้ไขที่ยังติดตามอยู่", "tracked changes"),
    "hidden_text": ("ข้อความที่ซ่อนไว้", "hidden text"),
    "covered_text": ("ข้อความใต้แถบทึบ", "text under an opaque box"),
    "hidden_sheet": ("แผ่นงาน แถว หรือคอลัมน์ที่ซ่อนไว้", "hidden sheet, rows or columns"),
    "hidden_layer": ("เลเยอร์ที่ซ่อนไว้", "hidden layer"),
    "attachment": ("ไฟล์ที่แนบอยู่ภายใน", "file attached inside"),
    "script": ("สคริปต์หรือแมโคร", "script or macro"),
    "gps": ("พิกัดสถานที่ในภาพ", "place in the picture"),
    "author": ("ชื่อผู้จัดทำในไฟล์", "author named in the file"),
    "image_only": ("หน้าที่เป็นภาพสแกน", "page that is a scanned picture"),
    "unclear": ("ส่วนที่ตรวจไม่ได้", "part that could not be looked into"),
    "wrong_year": ("ปีที่ไม่ตรงกับข้อ", "year that does not fit the item"),
}
RULINGS: dict[str, tuple[str, str]] = {
    "publish": ("เผยแพร่ได้", "may be published"),
    "not_so": ("ไม่ใช่ข้อมูลเช่นนั้น", "is no such thing"),
}
"""What an officer decided."""

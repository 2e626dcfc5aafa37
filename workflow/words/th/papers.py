"""แบบเอกสาร Word และการแปลงเป็น PDF: forms, fonts, conversion."""

from __future__ import annotations

_RESAVE = "เปิดใน Word แล้วบันทึกเป็น .docx ใหม่ จากนั้นส่งอีกครั้ง"
_TEMPLATE = "แก้ไขแบบในโฟลเดอร์ templates ด้วย Word แล้วตรวจด้วยคำสั่ง oit template check"

TOLD: dict[str, tuple[str, str]] = {
    "template_unknown_form": (
        "ไม่มีแบบเอกสารชื่อ “{form}” แบบที่มีคือ {known}",
        "ตรวจชื่อไฟล์ในโฟลเดอร์ templates",
    ),
    "template_unreadable": ("อ่านแบบ “{form}” ไม่ได้ ({detail})", _TEMPLATE),
    "template_unknown_field": (
        "แบบ “{form}” มีช่อง “{field}” ที่โปรแกรมไม่รู้จัก ที่ {where}{meant}",
        _TEMPLATE,
    ),
    "template_field_missing": ("แบบ “{form}” ไม่มีช่อง “{field}” ที่ต้องมี", _TEMPLATE),
    "template_syntax": ("แบบ “{form}” เขียนช่องข้อมูลไม่ถูกต้อง ({detail}) อยู่ที่: {where}", _TEMPLATE),
    "template_forbidden": ("แบบ “{form}” มีคำสั่งที่ไม่อนุญาต ({detail}) อยู่ที่: {where}", _TEMPLATE),
    "template_wrong_facts": (
        "โปรแกรมเตรียมข้อมูลไม่ตรงกับแบบ “{form}” (ต้องการ {expected_raw} ได้รับ {given})",
        "เป็นข้อผิดพลาดของโปรแกรม โปรดแจ้งผู้ดูแลโปรแกรม",
    ),
    "emblem_unreadable": (
        "รูปตราในแบบเอกสารใช้ไม่ได้ ต้องเป็นไฟล์ PNG",
        "เปลี่ยนรูปตราเป็นไฟล์ PNG ที่ไม่เสียหาย แล้วลองอีกครั้ง",
    ),
    "emblem_placeholder": (
        "เอกสารนี้ใช้กรอบแทนตราครุฑ เพราะสำนักงานยังไม่ได้ใส่รูปตรา",
        "วางรูปตราของสำนักงานในโฟลเดอร์ templates ก่อนออกเอกสารจริง",
    ),
    # ข้อมูลที่กรอกในแบบ
    "no_such_form": ("ไม่มีแบบเอกสารชื่อ “{form}” แบบที่มีคือ {forms}", "เลือกจาก {forms_raw} แล้วสั่งใหม่"),
    "paper_data": ("ข้อมูลสำหรับ{form}ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "paper_field_kind": ("{place}ต้องเป็น{expected}", "แก้ไขข้อมูลช่องนี้ แล้วสั่งใหม่อีกครั้ง"),
    "paper_field_missing": ("{place}ยังไม่ได้กรอก", "เพิ่มข้อมูลช่องนี้ แล้วสั่งใหม่อีกครั้ง"),
    "paper_field_unknown": (
        "{place}แบบนี้ไม่มีช่องชื่อนี้ ช่องที่มีคือ {known}",
        "แก้ชื่อช่อง แล้วสั่งใหม่อีกครั้ง",
    ),
    "no_such_document": ("ไม่พบร่างเอกสารหมายเลข {document}", "ตรวจหมายเลขที่ได้เมื่อใช้คำสั่ง oit document new"),
    "document_not_draft": (
        "เอกสารหมายเลข {document} ออกเลขที่ {label} ไปแล้ว จึงไม่ออกซ้ำ",
        "หากต้องแก้ไข ให้จัดทำฉบับใหม่ด้วยคำสั่ง oit document new",
    ),
    # การแปลงเป็น PDF
    "docx_empty": ("{place}ไฟล์ Word ว่างเปล่า", _RESAVE),
    "docx_encrypted": ("{place}ไฟล์ Word ตั้งรหัสผ่านไว้", "เอารหัสผ่านออก แล้วบันทึกและส่งใหม่"),
    "docx_old_doc": ("{place}เป็นไฟล์ Word รุ่นเก่า (.doc)", _RESAVE),
    "docx_not_docx": ("{place}ไม่ใช่ไฟล์ Word (.docx)", _RESAVE),
    "docx_corrupt": ("{place}ไฟล์ Word เสียหาย ({detail})", _RESAVE),
    "docx_too_large": ("{place}ไฟล์ Word ใหญ่เกินไปเมื่อขยายออก", "ลดขนาดรูปภาพในเอกสาร แล้วบันทึกและส่งใหม่"),
    "conversion_failed": (
        "{place}แปลงเป็น PDF ไม่สำเร็จ ({detail})",
        "เปิดไฟล์ใน Word แล้วบันทึกเป็น PDF เอง จากนั้นส่งไฟล์ PDF แทน",
    ),
    "conversion_timeout": (
        "{place}แปลงเป็น PDF ไม่เสร็จภายใน {seconds} วินาที",
        "ลองอีกครั้ง หากยังไม่สำเร็จ ให้บันทึกเป็น PDF จาก Word แล้วส่งไฟล์ PDF แทน",
    ),
    "libreoffice_missing": (
        "เครื่องนี้ไม่มี LibreOffice ซึ่งใช้แปลงเอกสารเป็น PDF",
        "ให้ผู้ดูแลเครื่องติดตั้งด้วยคำสั่ง sudo apt install {package} หรือ make setup",
    ),
    "uno_missing": (
        "เครื่องนี้ไม่มีส่วนเชื่อมต่อ LibreOffice กับ Python",
        "ให้ผู้ดูแลเครื่องติดตั้งด้วยคำสั่ง sudo apt install {package} หรือ make setup",
    ),
    "fonts_missing": (
        "เครื่องนี้ไม่มีฟอนต์ภาษาไทยสำหรับเอกสารราชการ",
        "ให้ผู้ดูแลเครื่องติดตั้งด้วยคำสั่ง sudo apt install {package} แล้วสั่ง make setup",
    ),
}

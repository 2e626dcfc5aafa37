"""What a sentence is, and advice that several sentences share."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Sentence and advice in both languages; an empty advice means that nothing has to be done."""

    th: str
    th_do: str
    en: str
    en_do: str


ISSUED_TH = "ให้ผู้ลงนามลงลายมือชื่อใหม่บนไฟล์ที่ระบบออกให้ โดยไม่แก้ไขไฟล์ก่อนหรือหลังลงนาม"
ISSUED_EN = "Have it signed again on the file that was issued, without changing it before or after."
RESAVE_TH = "ขอไฟล์ต้นฉบับใหม่ หรือเปิดแล้วบันทึกเป็น PDF ใหม่ (Print to PDF) ก่อนนำเข้าและลงนาม"
RESAVE_EN = "Ask for the original again, or save it anew as PDF (print to PDF) before it is handed in and signed."
ASK_TH = "สอบถามผู้ลงนามโดยตรง และอย่าเผยแพร่ไฟล์นี้"
ASK_EN = "Ask the signer directly, and do not publish this file."
REGISTER_TH = "ลงทะเบียนใบรับรองของผู้ลงนามที่ถูกต้อง หรือให้ผู้มีอำนาจลงนามใหม่"
REGISTER_EN = "Register the right certificate of the signer, or have the right person sign."
POLICY_TH = "แก้ไขแฟ้มนโยบาย (policy) แล้วลองอีกครั้ง"
POLICY_EN = "Correct the policy file and try again."
KEY_TH = "ตรวจชื่อแฟ้มกุญแจ (.p12) และรหัสผ่าน แล้วลองอีกครั้ง"
KEY_EN = "Check the key file (.p12) and its passphrase, then try again."
SHEET_TH = "เก็บหน้านี้แยกไว้ ตรวจกับต้นฉบับกระดาษ แล้วสแกนใหม่หากจำเป็น"
SHEET_EN = "Keep the sheet aside, compare it with the paper original, and scan again if needed."

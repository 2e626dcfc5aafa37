"""What a sentence is, and advice that several sentences share."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Sentence and advice in both languages; an empty advice means that nothing has to be done.

    Advice to make a file anew (``RESAVE``) is for files that are not signed: of a signed one ``ORIGINAL`` is told.
    """

    th: str
    th_do: str
    en: str
    en_do: str


ISSUED_TH = "ให้ลงนามใหม่บนไฟล์ที่ระบบออกให้ (oit papers) ด้วยโปรแกรมที่บันทึกลายมือชื่อต่อท้ายไฟล์เดิม หรือลงนามด้วยโปรแกรมนี้ (oit sign)"
ISSUED_EN = (
    "Have it signed again on the file that was issued (oit papers), by a program that appends its signature to the "
    "file, or through this program (oit sign)."
)
ORIGINAL_TH = (
    "ขอไฟล์ที่ลงนามแล้วจากผู้ลงนามใหม่อีกครั้ง หรือให้ลงนามใหม่ด้วยโปรแกรมนี้ (oit sign) ไฟล์ที่ลงนามแล้วอย่าพิมพ์หรือบันทึกใหม่ ลายมือชื่อจะหายไป"
)
ORIGINAL_EN = (
    "Ask the signer for the signed file once more, or have it signed through this program (oit sign). Never print or "
    "save a signed file anew: its signature would be lost."
)
"""What to do about a signed file that cannot be judged."""
RESAVE_TH = "ขอไฟล์ต้นฉบับใหม่ หรือเปิดในโปรแกรมเดิมแล้วบันทึกเป็น PDF อีกครั้ง ก่อนนำเข้าและลงนาม"
RESAVE_EN = "Ask for the original again, or save it as PDF once more in the program it comes from, before it is signed."
ASK_TH = "สอบถามผู้ลงนามโดยตรง และอย่าเผยแพร่ไฟล์นี้"
ASK_EN = "Ask the signer directly, and do not publish this file."
REGISTER_TH = "ลงทะเบียนใบรับรองของผู้ลงนามที่ถูกต้อง หรือให้ผู้มีอำนาจลงนามใหม่"
REGISTER_EN = "Register the right certificate of the signer, or have the right person sign."
POLICY_TH = "แก้ไขไฟล์นโยบาย (policy) แล้วลองอีกครั้ง"
POLICY_EN = "Correct the policy file and try again."
KEY_TH = "ตรวจชื่อไฟล์ใบรับรอง (.p12) และรหัสผ่าน แล้วลองอีกครั้ง"
KEY_EN = "Check the key file (.p12) and its passphrase, then try again."
SHEET_TH = "เก็บหน้านี้แยกไว้ ตรวจกับต้นฉบับกระดาษ แล้วสแกนใหม่หากจำเป็น"
SHEET_EN = "Keep the sheet aside, compare it with the paper original, and scan again if needed."

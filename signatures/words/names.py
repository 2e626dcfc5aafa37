"""Names that people read of statuses, grades, checks and kinds of authority: one set for screen, report and documents.

Keys are the plain values. The names of grades are those of the procedure (``workflow.rules.states.GRADES``; a test
compares them), so that ``verify`` and ``show`` say the same of one signature.
"""

from __future__ import annotations

STATUS = {
    "th": {"PASSED": "ผ่าน", "INDETERMINATE": "ยังสรุปไม่ได้", "FAILED": "ไม่ผ่าน"},
    "en": {"PASSED": "passed", "INDETERMINATE": "undecided", "FAILED": "failed"},
}

GRADES = {
    "th": {
        0: "ไม่มีหลักฐานลายมือชื่อ",
        1: "มีผู้รับรองลายมือชื่อบนกระดาษ",
        2: "ลายมือชื่อดิจิทัลของผู้ที่ขึ้นทะเบียนไว้",
        3: "ลายมือชื่อดิจิทัลที่เชื่อถือได้ถึงราก",
    },
    "en": {0: "none", 1: "attested by a person", 2: "known certificate", 3: "trusted chain"},
}

CHECKS = {
    "limits": ("ขนาดและจำนวนไม่เกินกำหนด", "limits"),
    "structure": ("โครงสร้างไฟล์", "structure of the file"),
    "binding": ("ตรงกับฉบับที่ออก", "binding to the issued file"),
    "coverage": ("ช่วงข้อมูลที่ลายมือชื่อครอบคลุม", "coverage"),
    "integrity": ("ค่าลายมือชื่อและค่าตรวจสอบไฟล์", "digest and signature value"),
    "algorithms": ("วิธีเข้ารหัส", "algorithms"),
    "later_changes": ("การแก้ไขหลังลงนาม", "changes after signing"),
    "time": ("เวลาลงนาม", "time of signing"),
    "signer": ("ตัวผู้ลงนาม", "signer"),
    "validity": ("อายุใบรับรอง", "validity of the certificate"),
    "revocation": ("การเพิกถอนใบรับรอง", "revocation"),
    "chain": ("ผู้ออกใบรับรองที่เชื่อถือ", "chain to a trusted root"),
    "attestation": ("คำรับรองของบุคคล", "a person's attestation"),
}
"""Every check in the order in which a verdict is come to: Thai, English."""

KINDS_TH = {
    "holder": "ผู้ดำรงตำแหน่ง",
    "acting": "รักษาราชการแทน",
    "delegated": "ปฏิบัติราชการแทน",
    "caretaker": "รักษาการในตำแหน่ง",
}


def check(value: str, lang: str = "th") -> str:
    """The name of one check; the value itself when it has none."""
    return CHECKS[value][0 if lang == "th" else 1] if value in CHECKS else value

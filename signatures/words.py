"""Every sentence of this package, in Thai and English, keyed by code. Facts are named placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple


class Words(NamedTuple):
    """Sentence and advice in both languages; an empty advice means that nothing has to be done."""

    th: str
    th_do: str
    en: str
    en_do: str


_ISSUED_TH = "ให้ผู้ลงนามลงลายมือชื่อใหม่บนไฟล์ที่ระบบออกให้ โดยไม่แก้ไขไฟล์ก่อนหรือหลังลงนาม"
_ISSUED_EN = "Have it signed again on the file that was issued, without changing it before or after."
_RESAVE_TH = "ขอไฟล์ต้นฉบับใหม่ หรือเปิดแล้วบันทึกเป็น PDF ใหม่ (Print to PDF) ก่อนนำเข้าและลงนาม"
_RESAVE_EN = "Ask for the original again, or save it anew as PDF (print to PDF) before it is handed in and signed."
_ASK_TH = "สอบถามผู้ลงนามโดยตรง และอย่าเผยแพร่ไฟล์นี้"
_ASK_EN = "Ask the signer directly, and do not publish this file."
_REGISTER_TH = "ลงทะเบียนใบรับรองของผู้ลงนามที่ถูกต้อง หรือให้ผู้มีอำนาจลงนามใหม่"
_REGISTER_EN = "Register the right certificate of the signer, or have the right person sign."
_POLICY_TH = "แก้ไขแฟ้มนโยบาย (policy) แล้วลองอีกครั้ง"
_POLICY_EN = "Correct the policy file and try again."
_KEY_TH = "ตรวจชื่อแฟ้มกุญแจ (.p12) และรหัสผ่าน แล้วลองอีกครั้ง"
_KEY_EN = "Check the key file (.p12) and its passphrase, then try again."
_SHEET_TH = "เก็บหน้านี้แยกไว้ ตรวจกับต้นฉบับกระดาษ แล้วสแกนใหม่หากจำเป็น"
_SHEET_EN = "Keep the sheet aside, compare it with the paper original, and scan again if needed."

WORDS: dict[str, Words] = {
    # the file
    "EMPTY": Words("ไฟล์ว่างเปล่า", _RESAVE_TH, "The file is empty.", _RESAVE_EN),
    "NOT_PDF": Words("ไฟล์นี้ไม่ใช่ PDF", "เลือกไฟล์ PDF ที่ถูกต้อง", "This is not a PDF file.", "Choose a PDF file."),
    "UNREADABLE": Words(
        "อ่านไฟล์ PDF ไม่ได้ ไฟล์อาจเสียหายหรือถูกตัดทอน",
        _RESAVE_TH,
        "The PDF cannot be read; it may be damaged or cut short.",
        _RESAVE_EN,
    ),
    "ENCRYPTED": Words(
        "ไฟล์ถูกเข้ารหัสหรือจำกัดสิทธิ์ไว้",
        "ขอไฟล์ที่ไม่ตั้งรหัสผ่านและไม่จำกัดสิทธิ์",
        "The file is encrypted.",
        "Ask for the file without a password or restrictions.",
    ),
    "HYBRID_XREF": Words(
        "ไฟล์มีสารบัญข้อมูลสองชุดซ้อนกัน (hybrid) โปรแกรมต่างกันอาจแสดงเนื้อหาไม่เหมือนกัน",
        _RESAVE_TH,
        "The file has two tables of contents (hybrid); programs may show different things.",
        _RESAVE_EN,
    ),
    "NO_PAGES": Words("ไฟล์ไม่มีหน้าเอกสาร", _RESAVE_TH, "The file has no pages.", _RESAVE_EN),
    "LIMIT_BYTES": Words(
        "ไฟล์มีขนาด {megabytes} เมกะไบต์ เกินกำหนด {limit} เมกะไบต์",
        "ลดความละเอียดภาพหรือแยกไฟล์ แล้วลองอีกครั้ง",
        "The file has {megabytes} MB; the limit is {limit} MB.",
        "Lower the image resolution or split the file.",
    ),
    "LIMIT_DECLARED": Words(
        "ไฟล์อ้างว่ามีวัตถุ {declared} รายการ ซึ่งเกินกำหนด {limit} รายการ",
        _RESAVE_TH,
        "The file claims {declared} objects; the limit is {limit}.",
        _RESAVE_EN,
    ),
    "LIMIT_OBJECTS": Words("ไฟล์มีวัตถุภายในมากเกินกำหนด", _RESAVE_TH, "The file has too many objects.", _RESAVE_EN),
    "LIMIT_PAGES": Words(
        "ไฟล์มี {pages} หน้า เกินกำหนด {limit} หน้า",
        "แยกเป็นหลายไฟล์",
        "The file has {pages} pages; the limit is {limit}.",
        "Split it into several files.",
    ),
    "LIMIT_BOX": Words("ขนาดหน้ากระดาษในไฟล์ใหญ่ผิดปกติ", _RESAVE_TH, "A page is absurdly large.", _RESAVE_EN),
    "LIMIT_STREAM": Words(
        "ข้อมูลในไฟล์ขยายตัวใหญ่เกินกำหนด", _RESAVE_TH, "Data in the file expands beyond the limit.", _RESAVE_EN
    ),
    "LIMIT_SIGNATURES": Words(
        "ไฟล์มีลายมือชื่อ {count} รายการ เกินกำหนด {limit} รายการ",
        _ASK_TH,
        "The file has {count} signatures; the limit is {limit}.",
        _ASK_EN,
    ),
    "LIMIT_DEPTH": Words(
        "โครงสร้างในไฟล์ซ้อนกันลึกเกินกำหนดหรือวนซ้ำ",
        _RESAVE_TH,
        "The file's structure is nested too deep or runs in circles.",
        _RESAVE_EN,
    ),
    "LIMIT_TIME": Words(
        "ตรวจไฟล์ไม่เสร็จภายในเวลาหรือหน่วยความจำที่กำหนด",
        _RESAVE_TH,
        "The check did not end within its time or memory.",
        _RESAVE_EN,
    ),
    "FILE_MISSING": Words("ไม่พบไฟล์ {file}", "ตรวจชื่อไฟล์และโฟลเดอร์", "File {file} not found.", "Check name and folder."),
    "REPORT_UNWRITABLE": Words(
        "เขียนรายงาน {file} ไม่ได้",
        "ตรวจพื้นที่ดิสก์และสิทธิ์ของโฟลเดอร์",
        "Report {file} cannot be written.",
        "Check disk space and rights.",
    ),
    "PREFIX_BYTES": Words(
        "มีข้อมูลแปลกปลอมนำหน้าส่วนหัวของ PDF", _ISSUED_TH, "There are foreign bytes before the PDF header.", _ISSUED_EN
    ),
    "TRAILING_BYTES": Words(
        "มีข้อมูลต่อท้ายไฟล์หลังจุดสิ้นสุดของ PDF", _ISSUED_TH, "There are bytes after the end of the PDF.", _ISSUED_EN
    ),
    "PARSER_DIFFERENTIAL": Words(
        "โปรแกรมอ่าน PDF แต่ละตัวอ่านไฟล์นี้ได้ไม่ตรงกัน",
        _ISSUED_TH,
        "Readers disagree about what this file contains.",
        _ISSUED_EN,
    ),
    "ACTIVE_CONTENT": Words(
        "ไฟล์มีส่วนที่ทำงานเองหรือไฟล์แนบซ่อนอยู่ ({kind}) เนื้อหาที่เห็นจึงเชื่อถือไม่ได้",
        _RESAVE_TH,
        "The file has active content or attachments ({kind}); what it shows cannot be relied on.",
        _RESAVE_EN,
    ),
    "HIDDEN_CONTENT": Words(
        "พบข้อมูลซ่อนอยู่ในส่วนที่เพิ่มหลังออกเอกสาร",
        _ISSUED_TH,
        "There is hidden data in what was added after the document was issued.",
        _ISSUED_EN,
    ),
    # the signature
    "NOT_SIGNED": Words(
        "ไฟล์นี้ยังไม่มีลายมือชื่ออิเล็กทรอนิกส์",
        "ให้ผู้มีอำนาจลงนาม หรือถ้าลงนามบนกระดาษ ให้สแกนและรับรองโดยสารบรรณ",
        "The file has no electronic signature.",
        "Have it signed, or scan the paper and let the registrar attest.",
    ),
    "UNSUPPORTED_SUBFILTER": Words(
        "ลายมือชื่อในช่อง {field} เป็นรูปแบบที่ไม่รองรับ ({kind})",
        "ให้ลงนามใหม่แบบ PAdES หรือ PKCS#7",
        "The signature in {field} has an unsupported format ({kind}).",
        "Sign again as PAdES or PKCS#7.",
    ),
    "CMS_MALFORMED": Words(
        "ข้อมูลลายมือชื่อในช่อง {field} ผิดรูปแบบ", _ISSUED_TH, "The signature in {field} is malformed.", _ISSUED_EN
    ),
    "DIGEST_MISMATCH": Words(
        "เนื้อหาไฟล์ถูกแก้ไขหลังลงนาม (ค่าแฮชไม่ตรง) ในช่อง {field}",
        _ASK_TH,
        "The content was changed after signing (digest differs), field {field}.",
        _ASK_EN,
    ),
    "SIGNATURE_INVALID": Words(
        "ค่าลายมือชื่อในช่อง {field} ไม่ถูกต้องตามใบรับรอง",
        _ASK_TH,
        "The signature value in {field} does not fit the certificate.",
        _ASK_EN,
    ),
    "COVERAGE": Words(
        "ลายมือชื่อในช่อง {field} ไม่ครอบคลุมไฟล์ตามที่ควร ({detail})",
        _ASK_TH,
        "The signature in {field} does not cover the file as it should ({detail}).",
        _ASK_EN,
    ),
    "MODIFIED_AFTER_SIGNING": Words(
        "มีการแก้ไขเพิ่มเติมในไฟล์ นอกเหนือจากการลงลายมือชื่อ ({detail})",
        _ISSUED_TH,
        "The file was changed by more than signatures ({detail}).",
        _ISSUED_EN,
    ),
    "WEAK_CRYPTO": Words(
        "ลายมือชื่อใช้วิธีเข้ารหัสที่อ่อนเกินไป ({detail})",
        "ขอใบรับรองใหม่ (RSA 2048 บิตขึ้นไป หรือ P-256) แล้วลงนามใหม่",
        "The signature uses weak cryptography ({detail}).",
        "Get a new certificate (RSA 2048+ or P-256) and sign again.",
    ),
    "APPEARANCE_OUTSIDE": Words(
        "ภาพลายมือชื่ออยู่นอกกรอบที่กำหนด หรือมีการเพิ่มช่องลายมือชื่อใหม่ที่มองเห็นได้ ({field})",
        "ให้ลงนามในกรอบลายมือชื่อที่มีอยู่ในเอกสาร",
        "The signature's picture is outside its box, or a new visible field was added ({field}).",
        "Sign in the box that the document has.",
    ),
    "SIGNATURE_OK": Words("ลายมือชื่อในช่อง {field} ถูกต้องและเนื้อหาไม่ถูกแก้ไข", "", "The signature in {field} is intact.", ""),
    "LATER_SIGNATURE_ONLY": Words(
        "หลังการลงนามครั้งแรกมีเพียงลายมือชื่อเพิ่มเติม", "", "After the first signature only signatures were added.", ""
    ),
    "LATER_VALIDATION_DATA_ONLY": Words(
        "หลังการลงนามมีเพียงข้อมูลตรวจสอบหรือตราประทับเวลาเพิ่มเติม",
        "",
        "After signing only validation data or time stamps were added.",
        "",
    ),
    # binding
    "BINDING_OK": Words("ไฟล์ตรงกับฉบับที่ออกให้ทุกไบต์ เพิ่มเพียงลายมือชื่อ", "", "The file is the issued one plus signatures.", ""),
    "BINDING_NOT_ASKED": Words(
        "ไม่ได้ตรวจว่าตรงกับฉบับที่ออกให้หรือไม่ เพราะไม่ได้ระบุไฟล์ที่ออก",
        "ระบุ --issued หากต้องการตรวจ",
        "Whether it is the issued file was not asked.",
        "Give --issued to have it checked.",
    ),
    "ORIGINAL_MISMATCH": Words(
        "ไฟล์ที่ลงนามไม่ใช่ฉบับที่ออกให้", _ISSUED_TH, "The signed file is not the one that was issued.", _ISSUED_EN
    ),
    # the person
    "NO_POLICY": Words(
        "ไม่ได้ระบุว่าใบรับรองใดเป็นของผู้มีอำนาจลงนาม จึงบอกไม่ได้ว่าใครลงนาม",
        "ระบุ --policy หรือใช้คำสั่งภายในโฟลเดอร์สำนักงาน",
        "No policy says whose certificates count, so it cannot be told who signed.",
        "Give --policy, or run it in an office folder.",
    ),
    "HEAD_MISSING": Words(
        "ยังไม่มีลายมือชื่อของหัวหน้าหน่วยงาน",
        "เสนอหัวหน้าหน่วยงานหรือผู้รักษาราชการแทนลงนาม",
        "The head's signature is missing.",
        "Put it before the head, or who acts for the head.",
    ),
    "HEAD_SIGNED": Words("ลงนามโดย {person} {post}", "", "Signed by {person}, {post}.", ""),
    "HEAD_SIGNED_ACTING": Words("ลงนามโดย {person} {post} ({kind_th})", "", "Signed by {person}, {post} ({kind}).", ""),
    "OTHER_SIGNER": Words("มีลายมือชื่อของ {person} {post}", "", "Also signed by {person}, {post}.", ""),
    "SIGNER_UNKNOWN": Words(
        "ลายมือชื่อในช่อง {field} ใช้ใบรับรองที่ไม่ได้ลงทะเบียน ({subject})",
        "ตรวจว่าเป็นใคร หากเป็นผู้มีอำนาจให้ลงทะเบียนใบรับรองก่อน",
        "The signature in {field} uses a certificate that is not registered ({subject}).",
        "Find out who it is; register the certificate first if the person is entitled.",
    ),
    "SIGNER_NOT_HEAD": Words(
        "ผู้ลงนามในช่อง {field} ไม่ใช่หัวหน้าหน่วยงานหรือผู้รักษาราชการแทน ({subject})",
        _REGISTER_TH,
        "Who signed in {field} is not the head nor who acts for the head ({subject}).",
        _REGISTER_EN,
    ),
    "SIGNER_NOT_HEAD_ON_DATE": Words(
        "{person} ไม่ได้ดำรงตำแหน่งหัวหน้าหน่วยงานในวันที่ {day}",
        _REGISTER_TH,
        "{person} was not head on {day}.",
        _REGISTER_EN,
    ),
    "DELEGATION_NOT_IN_FORCE": Words(
        "คำสั่งให้ {person} {kind_th} ไม่มีผลในวันที่ {day}",
        "ตรวจคำสั่งและช่วงวันที่ หรือให้ผู้มีอำนาจลงนามใหม่",
        "The order for {person} ({kind}) was not in force on {day}.",
        "Check the order and its dates, or have it signed again.",
    ),
    # certificate, time, trust
    "KEY_USAGE": Words(
        "ใบรับรองของ {subject} ไม่ได้ออกให้ใช้ลงนาม",
        _REGISTER_TH,
        "The certificate of {subject} is not meant for signing.",
        _REGISTER_EN,
    ),
    "CERT_EXPIRED": Words(
        "ใบรับรองหมดอายุเมื่อ {until} และไม่มีตราประทับเวลาที่พิสูจน์ว่าลงนามก่อนนั้น",
        "ให้ลงนามใหม่ด้วยใบรับรองที่ยังไม่หมดอายุ",
        "The certificate expired on {until}, and no time stamp proves that it was signed before.",
        "Have it signed with a valid certificate.",
    ),
    "SIGNED_OUTSIDE_VALIDITY": Words(
        "ลงนามเมื่อ {when} นอกช่วงอายุใบรับรอง ({start} ถึง {until})",
        "ให้ลงนามใหม่ด้วยใบรับรองที่ยังไม่หมดอายุ",
        "Signed on {when}, outside the certificate's validity ({start} to {until}).",
        "Have it signed with a valid certificate.",
    ),
    "CERT_REVOKED": Words(
        "ใบรับรองถูกเพิกถอนเมื่อ {when} ก่อนเวลาที่พิสูจน์ได้ว่าลงนาม",
        "ให้ลงนามใหม่ด้วยใบรับรองที่ใช้ได้",
        "The certificate was revoked on {when}, before the proven time of signing.",
        "Have it signed with a good certificate.",
    ),
    "REVOKED_LATER": Words(
        "ใบรับรองถูกเพิกถอนเมื่อ {when} หลังเวลาที่พิสูจน์ได้ว่าลงนามแล้ว ลายมือชื่อนี้ยังใช้ได้",
        "",
        "The certificate was revoked on {when}, after the proven time of signing; this signature stands.",
        "",
    ),
    "REVOCATION_UNKNOWN": Words(
        "ไม่มีข้อมูลยืนยันว่าใบรับรองยังไม่ถูกเพิกถอน ณ เวลาที่ลงนาม",
        "ให้ --crl ด้วยรายการเพิกถอน (CRL) ที่เป็นปัจจุบันของผู้ออกใบรับรอง",
        "Nothing shows that the certificate was not revoked at that time.",
        "Give a current revocation list with --crl.",
    ),
    "CRL_UNVERIFIED": Words(
        "มีรายการเพิกถอน (CRL) ที่ตรวจความถูกต้องไม่ได้ จึงไม่นำมาใช้",
        "ขอ CRL ใหม่จากผู้ออกใบรับรอง",
        "A revocation list could not be verified and was not used.",
        "Get the list again from the issuer.",
    ),
    "CHAIN_UNTRUSTED": Words(
        "ใบรับรองของ {subject} ไม่เชื่อมถึงผู้ออกใบรับรองที่สำนักงานเชื่อถือ",
        "ตั้งค่า roots ในแฟ้มนโยบาย หลังยืนยันลายนิ้วมือใบรับรองแล้ว",
        "The certificate of {subject} does not chain to a configured root.",
        "Configure the root in the policy, after confirming its fingerprint.",
    ),
    "TIME_PROVEN": Words(
        "เวลาลงนามพิสูจน์ได้ด้วยตราประทับเวลา: {when}", "", "The time of signing is proven by a time stamp: {when}.", ""
    ),
    "TIME_SELF_REPORTED": Words(
        "เวลาลงนาม {when} มาจากเครื่องของผู้ลงนามเอง ไม่มีตราประทับเวลายืนยัน",
        "",
        "The time of signing, {when}, is what the signer's computer said; no time stamp proves it.",
        "",
    ),
    "TIMESTAMP_UNTRUSTED": Words(
        "มีตราประทับเวลา แต่ผู้ออกไม่อยู่ในรายการที่เชื่อถือ จึงไม่นำมาใช้",
        "ตั้งค่า tsa_roots ในแฟ้มนโยบาย",
        "There is a time stamp, but its authority is not configured; it was not used.",
        "Configure tsa_roots in the policy.",
    ),
    "TIMESTAMP_INVALID": Words(
        "ตราประทับเวลาไม่ถูกต้องหรือไม่ตรงกับไฟล์นี้", _ASK_TH, "A time stamp is wrong or belongs to something else.", _ASK_EN
    ),
    "TIME_INCONSISTENT": Words(
        "เวลาที่ระบุในลายมือชื่อขัดแย้งกัน ({detail})",
        _ASK_TH,
        "The times in the signature contradict each other ({detail}).",
        _ASK_EN,
    ),
    # the verdict itself
    "GRADE_SHORT": Words(
        "หลักฐานอยู่ระดับ {grade} ยังไม่ถึงระดับ {required} ที่สำนักงานกำหนด",
        "เพิ่มหลักฐานให้ถึงระดับ หรือปรับระดับที่กำหนด",
        "The proof is of grade {grade}; grade {required} is required.",
        "Bring the proof to the grade that is required.",
    ),
    "CHECK_NOT_RUN": Words(
        "ยังตรวจไม่ครบทุกขั้น ({checks})", "ตรวจใหม่อีกครั้ง", "Some checks did not run ({checks}).", "Run the check again."
    ),
    # pen and paper
    "WET_INK_ATTESTED": Words(
        "{registrar} รับรองว่าต้นฉบับกระดาษมีลายมือชื่อของ {signer} ลงวันที่ {day} (บุคคลรับรอง ไม่ใช่การตรวจด้วยระบบ)",
        "",
        "{registrar} attests that the paper was signed by {signer} on {day} (a person's word, not a check).",
        "",
    ),
    "ATTESTATION_MISSING": Words(
        "ยังไม่มีผู้รับรองว่าต้นฉบับกระดาษลงนามแล้ว",
        "ให้สารบรรณที่เห็นต้นฉบับเป็นผู้รับรอง",
        "Nobody has attested the paper original yet.",
        "Let the registrar who saw the original attest.",
    ),
    "CODE_NOT_FOUND": Words(
        "ไม่พบรหัสกำกับบนหน้าเอกสาร",
        "สแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว อย่าให้ตราประทับทับรหัส",
        "No printed code was found.",
        "Scan again at 300 dpi; keep stamps off the code.",
    ),
    "CODE_INVALID": Words("รหัสกำกับบนหน้าเอกสารเป็นของปลอม", _SHEET_TH, "The printed code is forged.", _SHEET_EN),
    "CODE_OTHER_OFFICE": Words("รหัสกำกับเป็นของหน่วยงานอื่น", _SHEET_TH, "The printed code is another office's.", _SHEET_EN),
    "NO_ROOM_FOR_CODE": Words(
        "หน้า {page} ไม่มีที่ว่างพอสำหรับพิมพ์รหัสกำกับสองจุด",
        "เว้นขอบซ้าย ๓ เซนติเมตรให้ว่าง",
        "Page {page} has no room for two codes.",
        "Keep the left margin of 3 cm empty.",
    ),
    "PAGE_AMBIGUOUS": Words(
        "หน้า {sheet}: พบรหัสกำกับมากกว่าหนึ่งหน้าบนแผ่นเดียวกัน",
        _SHEET_TH,
        "Sheet {sheet}: codes of more than one page on one sheet.",
        _SHEET_EN,
    ),
    "CODE_MISMATCH": Words(
        "รหัสกำกับเป็นของเอกสารอื่น ({document})", _SHEET_TH, "The code belongs to another document ({document}).", _SHEET_EN
    ),
    "CODE_AMBIGUOUS": Words(
        "พบรหัสกำกับหลายเอกสารบนหน้าเดียวกัน", _SHEET_TH, "One sheet carries codes of several documents.", _SHEET_EN
    ),
    "PAGES_INCOMPLETE": Words(
        "เอกสาร {document} ขาดหน้า {missing}",
        "สแกนหน้าที่ขาดเพิ่ม",
        "Document {document} lacks page {missing}.",
        "Scan the missing page.",
    ),
    "PAGE_NO_CODE": Words("หน้า {sheet}: ไม่พบรหัสกำกับ", _SHEET_TH, "Sheet {sheet}: no code found.", _SHEET_EN),
    "PAGE_FORGED": Words("หน้า {sheet}: รหัสกำกับเป็นของปลอม", _SHEET_TH, "Sheet {sheet}: forged code.", _SHEET_EN),
    "PAGE_OTHER_OFFICE": Words(
        "หน้า {sheet}: เป็นเอกสารของหน่วยงานอื่น", _SHEET_TH, "Sheet {sheet}: of another office.", _SHEET_EN
    ),
    "PAGE_VOID": Words(
        "หน้า {sheet}: เอกสาร {document} ถูกยกเลิกแล้ว", _SHEET_TH, "Sheet {sheet}: document {document} is void.", _SHEET_EN
    ),
    "PAGE_DOUBLED": Words(
        "หน้า {sheet}: ซ้ำกับหน้าที่มีแล้วของเอกสาร {document}",
        _SHEET_TH,
        "Sheet {sheet}: a second copy of a page of document {document}.",
        _SHEET_EN,
    ),
    "PAGE_UNKNOWN": Words(
        "หน้า {sheet}: ไม่รู้จักเอกสาร {document}", _SHEET_TH, "Sheet {sheet}: unknown document {document}.", _SHEET_EN
    ),
    "SCAN_UNREADABLE": Words(
        "อ่านไฟล์สแกนไม่ได้",
        "บันทึกไฟล์สแกนเป็น PDF แล้วลองอีกครั้ง",
        "The scan cannot be read.",
        "Save the scan as PDF and try again.",
    ),
    # preparing and signing
    "ALREADY_SIGNED": Words(
        "ไฟล์มีลายมือชื่ออิเล็กทรอนิกส์อยู่แล้ว จึงไม่แก้ไขไฟล์",
        "ใช้เป็นเอกสารที่ลงนามไว้แล้ว (signed_before)",
        "The file is signed already and is never rewritten.",
        "Hand it in as a document signed before (signed_before).",
    ),
    "NO_SIGNATURE_BOX": Words(
        "ไม่พบตำแหน่งลงนามในไฟล์",
        "ระบุตำแหน่ง หรือแนบแผ่นรับรองสำเนาถูกต้อง",
        "The file has no place to sign.",
        "Point to a place, or append a certification sheet.",
    ),
    "BOX_OUTSIDE_PAGE": Words(
        "ตำแหน่งลงนามอยู่นอกหน้า {page}",
        "ระบุตำแหน่งใหม่",
        "The signature box lies outside page {page}.",
        "Give another place.",
    ),
    "FIELD_MISSING": Words(
        "ไฟล์ไม่มีช่องลงนาม {field}",
        "ใช้ไฟล์ที่ระบบออกให้",
        "The file has no signature field {field}.",
        "Use the issued file.",
    ),
    "FIELD_SIGNED": Words("ช่อง {field} ลงนามแล้ว", "", "Field {field} is signed already.", ""),
    "FONT_MISSING": Words(
        "ไม่พบแบบอักษรไทยบนเครื่องนี้",
        "ติดตั้ง fonts-tlwg-laksaman-ttf",
        "No Thai font on this machine.",
        "Install fonts-tlwg-laksaman-ttf.",
    ),
    "SIGNING_FAILED": Words(
        "ลงนามไม่สำเร็จ ({detail})",
        "ลองอีกครั้ง หากยังไม่ได้ให้ใช้ไฟล์ที่ระบบออกให้ใหม่",
        "Signing failed ({detail}).",
        "Try again, with a freshly issued file.",
    ),
    "TIMESTAMP_UNREACHABLE": Words(
        "ติดต่อผู้ให้บริการตราประทับเวลาไม่ได้",
        "ตรวจเครือข่าย หรือลงนามโดยไม่ใช้ตราประทับเวลา",
        "The time stamping service cannot be reached.",
        "Check the network, or sign without a time stamp.",
    ),
    "KEY_FILE_MISSING": Words("ไม่พบแฟ้มกุญแจ {file}", _KEY_TH, "Key file {file} not found.", _KEY_EN),
    "KEY_PASSPHRASE": Words("รหัสผ่านของแฟ้มกุญแจ {file} ไม่ถูกต้อง", _KEY_TH, "Wrong passphrase for {file}.", _KEY_EN),
    "KEY_UNUSABLE": Words("แฟ้มกุญแจ {file} ใช้ไม่ได้", _KEY_TH, "Key file {file} cannot be used.", _KEY_EN),
    "KEY_EXPIRED": Words(
        "ใบรับรองหมดอายุเมื่อ {until}",
        "ขอใบรับรองใหม่จากผู้ให้บริการ",
        "The certificate expired on {until}.",
        "Get a new certificate.",
    ),
    "KEY_NOT_YET_VALID": Words(
        "ใบรับรองเริ่มใช้ได้วันที่ {start}",
        "ตรวจวันที่ของเครื่อง",
        "The certificate is valid from {start}.",
        "Check this machine's date.",
    ),
    "TOKEN_MISSING": Words(
        "ไม่พบโทเคนหรือโปรแกรมควบคุมโทเคน",
        "เสียบโทเคนและติดตั้งโปรแกรมของผู้ผลิต",
        "No token, or its driver is missing.",
        "Plug it in and install the vendor's driver.",
    ),
    "TOKEN_PIN_WRONG": Words(
        "รหัส PIN ของโทเคนไม่ถูกต้อง",
        "ตรวจรหัสก่อนลองใหม่ โทเคนจะล็อกเมื่อผิดหลายครั้ง",
        "Wrong PIN.",
        "Be careful: tokens lock after several tries.",
    ),
    "TOKEN_KEY_MISSING": Words(
        "ไม่พบกุญแจหรือใบรับรองในโทเคน",
        "ตรวจชื่อกุญแจในโทเคน",
        "The key or certificate is not on the token.",
        "Check its label.",
    ),
    # policy and evidence
    "POLICY_FILE_MISSING": Words("ไม่พบแฟ้มนโยบาย {file}", _POLICY_TH, "Policy file {file} not found.", _POLICY_EN),
    "POLICY_SYNTAX": Words(
        "แฟ้มนโยบายผิดรูปแบบ TOML ({detail})", _POLICY_TH, "The policy is not valid TOML ({detail}).", _POLICY_EN
    ),
    "POLICY_UNKNOWN_KEY": Words(
        "ไม่รู้จักรายการ {key} ในแฟ้มนโยบาย", _POLICY_TH, "Unknown key {key} in the policy.", _POLICY_EN
    ),
    "POLICY_MISSING_KEY": Words("แฟ้มนโยบายขาดรายการ {key}", _POLICY_TH, "The policy lacks {key}.", _POLICY_EN),
    "POLICY_BAD_VALUE": Words(
        "ค่าของ {key} ในแฟ้มนโยบายไม่ถูกต้อง", _POLICY_TH, "The value of {key} in the policy is not valid.", _POLICY_EN
    ),
    "POLICY_CERTIFICATE_MISSING": Words(
        "ไม่พบแฟ้ม {file} ที่อ้างในแฟ้มนโยบาย", _POLICY_TH, "File {file} named in the policy was not found.", _POLICY_EN
    ),
    "POLICY_CERTIFICATE_BAD": Words(
        "แฟ้ม {file} ไม่มีใบรับรองหรือรายการเพิกถอนที่อ่านได้",
        _POLICY_TH,
        "File {file} has no readable certificate or list.",
        _POLICY_EN,
    ),
    "EVIDENCE_BROKEN": Words(
        "ชุดหลักฐานไม่ครบหรือถูกแก้ไข ({detail})",
        "ใช้สำเนาสำรองของชุดหลักฐาน",
        "The evidence bundle is incomplete or changed ({detail}).",
        "Use a backup of the bundle.",
    ),
}

KINDS_TH = {
    "holder": "ผู้ดำรงตำแหน่ง",
    "acting": "รักษาราชการแทน",
    "delegated": "ปฏิบัติราชการแทน",
    "caretaker": "รักษาการในตำแหน่ง",
}


MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


class _Facts(dict[str, object]):
    """Placeholders without a fact stay readable instead of failing."""

    def __missing__(self, key: str) -> str:
        return "-"


def sentence(code: str, facts: Mapping[str, str | int], lang: str = "th") -> str:
    """The sentence of a code. :raises KeyError: for an unknown code."""
    words = WORDS[code]
    return (words.th if lang == "th" else words.en).format_map(_with_names(facts, lang))


def advice(code: str, facts: Mapping[str, str | int], lang: str = "th") -> str:
    """What to do; empty when nothing. :raises KeyError: for an unknown code."""
    words = WORDS[code]
    return (words.th_do if lang == "th" else words.en_do).format_map(_with_names(facts, lang))


def _with_names(facts: Mapping[str, str | int], lang: str) -> _Facts:
    values = _Facts(facts)
    if "kind" in facts:
        values["kind_th"] = KINDS_TH.get(str(facts["kind"]), facts["kind"])
    if lang == "th":
        for key in ("when", "day", "start", "until"):
            if key in facts:
                values[key] = thai_date(str(facts[key]))
    return values


def thai_date(text: str) -> str:
    """An ISO date or moment as an official writes it (Thai time, Buddhist era, Thai digits); else the text itself."""
    try:
        if "T" not in text:
            day, clock = date.fromisoformat(text), ""
        else:
            moment = datetime.fromisoformat(text)
            if moment.tzinfo is not None:
                moment = moment.astimezone(timezone(timedelta(hours=7)))
            day, clock = moment.date(), f" เวลา {moment:%H.%M} น."
    except ValueError:
        return text
    return f"{day.day} {MONTHS[day.month - 1]} {day.year + 543}{clock}".translate(THAI_DIGITS)

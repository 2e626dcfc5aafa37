"""Sentences about people, certificates, time, and the verdict itself."""

from __future__ import annotations

from signatures.words.shape import ASK_EN, ASK_TH, REGISTER_EN, REGISTER_TH, Words

WORDS: dict[str, Words] = {
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
        REGISTER_TH,
        "Who signed in {field} is not the head nor who acts for the head ({subject}).",
        REGISTER_EN,
    ),
    "SIGNER_NOT_HEAD_ON_DATE": Words(
        "{person} ไม่ได้ดำรงตำแหน่งหัวหน้าหน่วยงานในวันที่ {day}",
        REGISTER_TH,
        "{person} was not head on {day}.",
        REGISTER_EN,
    ),
    "DELEGATION_NOT_IN_FORCE": Words(
        "คำสั่งให้ {person} {kind_th} ไม่มีผลในวันที่ {day}",
        "ตรวจคำสั่งและช่วงวันที่ หรือให้ผู้มีอำนาจลงนามใหม่",
        "The order for {person} ({kind}) was not in force on {day}.",
        "Check the order and its dates, or have it signed again.",
    ),
    # certificate, time, trust
    "KEY_USAGE": Words(
        "ใบรับรองของ {subject} ไม่ใช่ใบรับรองสำหรับลงนามเอกสาร ({detail})",
        "ให้ลงนามใหม่ด้วยใบรับรองที่ออกให้บุคคลใช้ลงนาม แล้วลงทะเบียนใบนั้น",
        "The certificate of {subject} is not one for signing documents ({detail}).",
        "Have it signed with a certificate that was issued to a person for signing, and register that one.",
    ),
    "CERT_UNREADABLE": Words(
        "ลายมือชื่อของ {subject}: อ่านใบรับรองในส่วนที่ต้องใช้ตัดสินไม่ได้ ({detail}) ไฟล์ไม่ได้เสียหาย",
        "ขอใบรับรองของผู้ลงนามจากผู้ออกใบรับรองโดยตรง หรือให้ลงนามใหม่ด้วยใบรับรองอื่น",
        "Signature of {subject}: what the verdict rests on cannot be read in the certificate ({detail}); the file is "
        "not damaged.",
        "Get the signer's certificate from its issuer, or have it signed with another.",
    ),
    "CERT_MISSING": Words(
        "ลายมือชื่อในช่อง {field} ไม่มีใบรับรองของผู้ลงนามแนบมาด้วย จึงบอกไม่ได้ว่าใครลงนาม",
        "ให้ลงนามใหม่โดยตั้งค่าโปรแกรมให้แนบใบรับรองไปกับลายมือชื่อ หรือลงนามด้วยโปรแกรมนี้ (oit sign)",
        "The signature in {field} brings no certificate of its signer, so it cannot be told who signed.",
        "Have it signed again with the certificate included, or through this program (oit sign).",
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
        "มีข้อมูลการเพิกถอน (CRL หรือ OCSP) ที่ตรวจความถูกต้องไม่ได้ จึงไม่นำมาใช้",
        "ขอข้อมูลการเพิกถอนใหม่จากผู้ออกใบรับรอง",
        "Revocation data (CRL or OCSP) could not be verified and was not used.",
        "Get it again from the issuer.",
    ),
    "REVOCATION_UNREADABLE": Words(
        "ข้อมูลการเพิกถอน (CRL หรือ OCSP) ที่ให้มาอ่านไม่ได้",
        "ขอไฟล์ใหม่จากผู้ออกใบรับรองแล้วตรวจอีกครั้ง",
        "The revocation data (CRL or OCSP) that was given cannot be read.",
        "Get the file again from the issuer and check once more.",
    ),
    "CHAIN_UNTRUSTED": Words(
        "ใบรับรองของ {subject} ไม่เชื่อมถึงผู้ออกใบรับรองที่สำนักงานเชื่อถือ",
        "ตั้งค่า roots ในไฟล์นโยบาย หลังยืนยันลายนิ้วมือใบรับรองแล้ว",
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
    "TIME_BUDDHIST_YEAR": Words(
        "โปรแกรมที่ใช้ลงนามเขียนปีเป็นพุทธศักราช ({year}) ทั้งที่มาตรฐานให้เขียนเป็นคริสต์ศักราช จึงนับเป็น {when}",
        "ไม่ต้องลงนามใหม่ แต่โปรแกรมอื่นอาจแจ้งว่าลงนามในอนาคต ครั้งต่อไปให้ใช้โปรแกรมที่เขียนปีตามมาตรฐาน",
        "The program that signed wrote a Buddhist year ({year}) where a Western one belongs; read as {when}.",
        "It need not be signed again, but other programs may say it was signed in the future.",
    ),
    "TIMESTAMP_UNTRUSTED": Words(
        "มีตราประทับเวลา แต่ผู้ออกไม่อยู่ในรายการที่เชื่อถือ จึงไม่นำมาใช้",
        "ตั้งค่า tsa_roots ในไฟล์นโยบาย",
        "There is a time stamp, but its authority is not configured; it was not used.",
        "Configure tsa_roots in the policy.",
    ),
    "TIMESTAMP_INVALID": Words(
        "ตราประทับเวลาไม่ถูกต้องหรือไม่ตรงกับไฟล์นี้", ASK_TH, "A time stamp is wrong or belongs to something else.", ASK_EN
    ),
    "TIME_INCONSISTENT": Words(
        "เวลาที่ระบุในลายมือชื่อขัดแย้งกัน ({detail})",
        ASK_TH,
        "The times in the signature contradict each other ({detail}).",
        ASK_EN,
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
}

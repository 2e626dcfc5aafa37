"""Sentences about scans, preparing, signing, keys, policies and evidence."""

from __future__ import annotations

from signatures.words.shape import KEY_EN, KEY_TH, POLICY_EN, POLICY_TH, SHEET_EN, SHEET_TH, Words

WORDS: dict[str, Words] = {
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
    # hints for the registrar's eye: never a check
    "INK_HINT": Words(
        "หน้า {page}: มีรอยหมึกในช่องลงนาม โปรแกรมไม่ได้ตรวจว่าเป็นลายมือชื่อ",
        "",
        "Page {page}: there is ink in the box to sign in. Whether it is a signature was not checked.",
        "",
    ),
    "NO_INK_HINT": Words(
        "หน้า {page}: ไม่พบรอยหมึกในช่องลงนาม",
        "ดูภาพและต้นฉบับกระดาษก่อนรับรอง หากลงนามไว้นอกช่องหรือหมึกจาง ให้ถือตามต้นฉบับ",
        "Page {page}: no ink was found in the box to sign in.",
        "Look at the picture and the paper original before attesting: outside the box or faint, the original counts.",
    ),
    "CONTENT_DIFFERS": Words(
        "หน้า {page}: ข้อความที่พิมพ์ต่างจากฉบับที่ออก {places} จุด",
        "ดูภาพเทียบสองฉบับ แล้วตรวจกับต้นฉบับกระดาษก่อนรับรอง",
        "Page {page}: the print differs from the issued page in {places} place(s).",
        "Look at the picture of both, and check the paper original before attesting.",
    ),
    "MARKS_ADDED": Words(
        "หน้า {page}: มีรอยเขียนหรือตราประทับเพิ่มนอกช่องลงนาม {places} จุด",
        "ดูภาพ หากหัวหน้าหน่วยงานเขียนยกเว้นบางข้อ ให้ระบุ --except",
        "Page {page}: something was written or stamped outside the box to sign in, in {places} place(s).",
        "Look at the picture; where the head excepted items by hand, name them with --except.",
    ),
    "CANNOT_COMPARE": Words(
        "หน้า {page}: เทียบกับฉบับที่ออกไม่ได้ ({why_said})",
        "ตรวจต้นฉบับกระดาษด้วยตา หรือสแกนใหม่ด้วยเครื่องสแกนแบบราบที่ ๒๐๐ จุดต่อนิ้วขึ้นไป",
        "Page {page}: it cannot be compared with the issued page ({why_said}).",
        "Check the paper original by eye, or scan it again flat, at 200 dpi or more.",
    ),
    "CODE_NOT_FOUND": Words(
        "ไม่พบรหัสกำกับบนหน้าเอกสาร",
        "สแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว อย่าให้ตราประทับทับรหัส",
        "No printed code was found.",
        "Scan again at 300 dpi; keep stamps off the code.",
    ),
    "CODE_INVALID": Words("รหัสกำกับบนหน้าเอกสารเป็นของปลอม", SHEET_TH, "The printed code is forged.", SHEET_EN),
    "CODE_OTHER_OFFICE": Words("รหัสกำกับเป็นของหน่วยงานอื่น", SHEET_TH, "The printed code is another office's.", SHEET_EN),
    "NO_ROOM_FOR_CODE": Words(
        "หน้า {page} ไม่มีที่ว่างพอสำหรับพิมพ์รหัสกำกับสองจุด",
        "เว้นขอบซ้าย ๓ เซนติเมตรให้ว่าง",
        "Page {page} has no room for two codes.",
        "Keep the left margin of 3 cm empty.",
    ),
    "PAGE_AMBIGUOUS": Words(
        "หน้า {sheet}: พบรหัสกำกับมากกว่าหนึ่งหน้าบนแผ่นเดียวกัน",
        SHEET_TH,
        "Sheet {sheet}: codes of more than one page on one sheet.",
        SHEET_EN,
    ),
    "CODE_MISMATCH": Words(
        "รหัสกำกับเป็นของเอกสารอื่น ({document})", SHEET_TH, "The code belongs to another document ({document}).", SHEET_EN
    ),
    "CODE_AMBIGUOUS": Words(
        "พบรหัสกำกับหลายเอกสารบนหน้าเดียวกัน", SHEET_TH, "One sheet carries codes of several documents.", SHEET_EN
    ),
    "PAGES_INCOMPLETE": Words(
        "เอกสาร {document} ขาดหน้า {missing}",
        "สแกนหน้าที่ขาดเพิ่ม",
        "Document {document} lacks page {missing}.",
        "Scan the missing page.",
    ),
    "PAGE_NO_CODE": Words("หน้า {sheet}: ไม่พบรหัสกำกับ", SHEET_TH, "Sheet {sheet}: no code found.", SHEET_EN),
    "PAGE_FORGED": Words("หน้า {sheet}: รหัสกำกับเป็นของปลอม", SHEET_TH, "Sheet {sheet}: forged code.", SHEET_EN),
    "PAGE_OTHER_OFFICE": Words(
        "หน้า {sheet}: เป็นเอกสารของหน่วยงานอื่น", SHEET_TH, "Sheet {sheet}: of another office.", SHEET_EN
    ),
    "PAGE_VOID": Words(
        "หน้า {sheet}: เอกสาร {document} ถูกยกเลิกแล้ว", SHEET_TH, "Sheet {sheet}: document {document} is void.", SHEET_EN
    ),
    "PAGE_REPLACED": Words(
        "หน้า {sheet}: เป็นของ {document} ซึ่งมีฉบับแก้ไขออกแทนแล้ว",
        "ให้หัวหน้าหน่วยงานลงนามในฉบับแก้ไขล่าสุด แล้วสแกนฉบับนั้น",
        "Sheet {sheet}: of {document}, which a later edition has replaced.",
        "Have the latest edition signed, and scan that one.",
    ),
    "PAGE_DOUBLED": Words(
        "หน้า {sheet}: ซ้ำกับหน้าที่มีแล้วของเอกสาร {document}",
        SHEET_TH,
        "Sheet {sheet}: a second copy of a page of document {document}.",
        SHEET_EN,
    ),
    "PAGE_UNKNOWN": Words(
        "หน้า {sheet}: ไม่รู้จักเอกสาร {document}", SHEET_TH, "Sheet {sheet}: unknown document {document}.", SHEET_EN
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
        "ช่องลงนามล้ำออกนอกหน้า {page} (หน้ากว้าง {width} ซม. สูง {height} ซม.)",
        "ช่องลงนามกว้าง 6 ซม. สูง 1.7 ซม. ให้กึ่งกลางห่างขอบซ้ายและขวาอย่างน้อย 3 ซม. ห่างขอบบนและล่างอย่างน้อย 0.9 ซม.",
        "The signature box leaves page {page}, which is {width} cm wide and {height} cm high.",
        "The box is 6 cm wide and 1.7 cm high: keep its middle 3 cm from left and right, 0.9 cm from top and bottom.",
    ),
    "BOX_NO_PAGE": Words(
        "ไฟล์มี {pages} หน้า ไม่มีหน้า {page} ที่ระบุให้ลงนาม",
        "นับหน้าแรกเป็นหน้า 1 แล้วระบุหน้าใหม่",
        "The file has {pages} pages: there is no page {page} to sign on.",
        "Count the first page as page 1, and give another page.",
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
        "ตรวจเครือข่ายแล้วลองใหม่ภายหลัง หรือเอาบรรทัด tsa ในหมวด [signing] ของ office.toml ออก เพื่อลงนามโดยไม่มีตราประทับเวลา",
        "The time stamping service cannot be reached.",
        "Check the network and try again later, or take tsa out of [signing] in office.toml to sign without one.",
    ),
    "KEY_FILE_MISSING": Words("ไม่พบไฟล์ใบรับรอง {file}", KEY_TH, "Key file {file} not found.", KEY_EN),
    "KEY_PASSPHRASE": Words("รหัสผ่านของไฟล์ใบรับรอง {file} ไม่ถูกต้อง", KEY_TH, "Wrong passphrase for {file}.", KEY_EN),
    "KEY_PASSPHRASE_LETTERS": Words(
        "รหัสผ่านของไฟล์ใบรับรอง {file} ไม่ถูกต้อง หรือโปรแกรมที่สร้างไฟล์เก็บอักษรไทยของรหัสผ่านไว้ในแบบอื่น",
        "พิมพ์รหัสผ่านใหม่อีกครั้ง ถ้ายังไม่ได้ ให้ส่งออกไฟล์ใบรับรองใหม่ด้วยรหัสผ่านที่มีแต่อักษรอังกฤษและตัวเลข",
        "Wrong passphrase for {file}, or the program that made the file keeps its Thai letters otherwise.",
        "Type it once more; failing that, export the key again with a passphrase of English letters and digits.",
    ),
    "KEY_UNUSABLE": Words("ไฟล์ใบรับรอง {file} ใช้ไม่ได้", KEY_TH, "Key file {file} cannot be used.", KEY_EN),
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
        "ไม่พบอุปกรณ์ (Token) หรือโปรแกรมควบคุมอุปกรณ์ (Token)",
        "เสียบอุปกรณ์ (Token) และติดตั้งโปรแกรมของผู้ผลิต",
        "No token, or its driver is missing.",
        "Plug it in and install the vendor's driver.",
    ),
    "TOKEN_PIN_WRONG": Words(
        "รหัส PIN ของอุปกรณ์ (Token) ไม่ถูกต้อง",
        "ตรวจรหัสก่อนลองใหม่ อุปกรณ์ (Token) จะล็อกเมื่อผิดหลายครั้ง",
        "Wrong PIN.",
        "Be careful: tokens lock after several tries.",
    ),
    "TOKEN_PIN_LOCKED": Words(
        "อุปกรณ์ (Token) ล็อกแล้ว เพราะใส่รหัส PIN ผิดหลายครั้ง",
        "ปลดล็อกด้วยโปรแกรมของผู้ผลิต หรือติดต่อผู้ให้บริการออกใบรับรอง",
        "The token is locked: the PIN was wrong too often.",
        "Unlock it with the vendor's program, or ask the certification authority.",
    ),
    "TOKEN_KEY_MISSING": Words(
        "ไม่พบใบรับรอง {wanted} ในอุปกรณ์ (Token) ที่พบคือ {found}",
        "ระบุ --token ด้วยชื่อใบรับรอง ชื่ออุปกรณ์ อุปกรณ์/ใบรับรอง หรือหมายเลขหน้าชื่อ ตามรายการนี้",
        "There is no key {wanted} on a token; what there is: {found}.",
        "Give --token a key's label, a token's label, TOKEN/KEY or the number before it, of these.",
    ),
    "TOKEN_KEY_SEVERAL": Words(
        "{wanted} ตรงกับใบรับรองมากกว่าหนึ่งชุด: {found}",
        "ระบุ --token ให้ครบเป็น อุปกรณ์/ใบรับรอง หรือระบุหมายเลขหน้าชื่อ ตามรายการนี้",
        "{wanted} fits more than one key: {found}.",
        "Give --token in full as TOKEN/KEY, or the number before it, one of these.",
    ),
    "CERTIFICATE_SEVERAL": Words(
        "ไฟล์ {file} มีใบรับรอง {count} ใบ จึงไม่ทราบว่าใบใดเป็นของผู้ลงนาม",
        "แยกใบรับรองของผู้ลงนามไว้ในไฟล์ของตนเอง ใบของผู้ออกไม่ต้องใส่",
        "File {file} holds {count} certificates; which one is the signer's cannot be told.",
        "Put the signer's own certificate into a file by itself.",
    ),
    "CERTIFICATE_WITH_KEY": Words(
        "ไฟล์ {file} มีกุญแจส่วนตัวอยู่ด้วย",
        "ส่งเฉพาะใบรับรอง (BEGIN CERTIFICATE) กุญแจส่วนตัวต้องอยู่กับเจ้าของเท่านั้น",
        "File {file} holds a private key, too.",
        "Hand over the certificate only (BEGIN CERTIFICATE); a private key stays with its owner.",
    ),
    # policy and evidence
    "POLICY_FILE_MISSING": Words("ไม่พบไฟล์นโยบาย {file}", POLICY_TH, "Policy file {file} not found.", POLICY_EN),
    "POLICY_SYNTAX": Words(
        "ไฟล์นโยบายผิดรูปแบบ TOML ({detail})", POLICY_TH, "The policy is not valid TOML ({detail}).", POLICY_EN
    ),
    "POLICY_UNKNOWN_KEY": Words(
        "ไม่รู้จักรายการ {key} ในไฟล์นโยบาย", POLICY_TH, "Unknown key {key} in the policy.", POLICY_EN
    ),
    "POLICY_MISSING_KEY": Words("ไฟล์นโยบายขาดรายการ {key}", POLICY_TH, "The policy lacks {key}.", POLICY_EN),
    "POLICY_BAD_VALUE": Words(
        "ค่าของ {key} ในไฟล์นโยบายไม่ถูกต้อง", POLICY_TH, "The value of {key} in the policy is not valid.", POLICY_EN
    ),
    "POLICY_CERTIFICATE_MISSING": Words(
        "ไม่พบไฟล์ {file} ที่อ้างในไฟล์นโยบาย", POLICY_TH, "File {file} named in the policy was not found.", POLICY_EN
    ),
    "POLICY_CERTIFICATE_BAD": Words(
        "ไฟล์ {file} ไม่มีใบรับรองหรือข้อมูลการเพิกถอนที่อ่านได้",
        POLICY_TH,
        "File {file} has no readable certificate or revocation data.",
        POLICY_EN,
    ),
    "EVIDENCE_BROKEN": Words(
        "ชุดหลักฐานไม่ครบหรือถูกแก้ไข ({detail})",
        "ใช้สำเนาสำรองของชุดหลักฐาน",
        "The evidence bundle is incomplete or changed ({detail}).",
        "Use a backup of the bundle.",
    ),
}

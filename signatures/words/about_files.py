"""Sentences about the file, its signatures and the issued file."""

from __future__ import annotations

from signatures.words.shape import ASK_EN, ASK_TH, ISSUED_EN, ISSUED_TH, RESAVE_EN, RESAVE_TH, Words

WORDS: dict[str, Words] = {
    # the file
    "EMPTY": Words("ไฟล์ว่างเปล่า", RESAVE_TH, "The file is empty.", RESAVE_EN),
    "NOT_PDF": Words("ไฟล์นี้ไม่ใช่ PDF", "เลือกไฟล์ PDF ที่ถูกต้อง", "This is not a PDF file.", "Choose a PDF file."),
    "UNREADABLE": Words(
        "อ่านไฟล์ PDF ไม่ได้ ไฟล์อาจเสียหายหรือถูกตัดทอน",
        RESAVE_TH,
        "The PDF cannot be read; it may be damaged or cut short.",
        RESAVE_EN,
    ),
    "ENCRYPTED": Words(
        "ไฟล์ตั้งรหัสผ่านไว้{protection} จึงเปิดอ่านไม่ได้ ไฟล์ไม่ได้เสียหาย",
        "ขอไฟล์ที่ไม่ตั้งรหัสผ่านจากเจ้าของไฟล์",
        "The file is protected by a password{protection} and cannot be opened. It is not damaged.",
        "Ask its owner for the file without a password.",
    ),
    "ENCRYPTED_RIGHTS": Words(
        "เจ้าของไฟล์ไม่อนุญาตให้ลงนามหรือเพิ่มเติมสิ่งใดในไฟล์นี้ แม้เปิดอ่านได้",
        "ขอไฟล์ที่ไม่จำกัดสิทธิ์จากเจ้าของไฟล์ หรือส่งเป็นเอกสารของหน่วยงานอื่น (--duty external)",
        "The owner of the file does not allow it to be signed or added to, although it can be opened.",
        "Ask the owner for a file without restrictions, or hand it in as another agency's document (--duty external).",
    ),
    "HYBRID_XREF": Words(
        "สารบัญข้อมูลสองชุดในไฟล์ (แบบที่ Word เขียน) ขัดกัน ({detail}) โปรแกรมต่างกันอาจแสดงเนื้อหาไม่เหมือนกัน",
        RESAVE_TH,
        "The two tables of contents in the file (as Word writes them) disagree ({detail}); programs may show "
        "different things.",
        RESAVE_EN,
    ),
    "NO_PAGES": Words("ไฟล์ไม่มีหน้าเอกสาร", RESAVE_TH, "The file has no pages.", RESAVE_EN),
    "LIMIT_BYTES": Words(
        "ไฟล์มีขนาด {megabytes} เมกะไบต์ เกินกำหนด {limit} เมกะไบต์",
        "ลดความละเอียดภาพหรือแยกไฟล์ แล้วลองอีกครั้ง",
        "The file has {megabytes} MB; the limit is {limit} MB.",
        "Lower the image resolution or split the file.",
    ),
    "LIMIT_DECLARED": Words(
        "ไฟล์อ้างว่ามีวัตถุ {declared} รายการ ซึ่งเกินกำหนด {limit} รายการ",
        RESAVE_TH,
        "The file claims {declared} objects; the limit is {limit}.",
        RESAVE_EN,
    ),
    "LIMIT_REVISIONS": Words(
        "ไฟล์ถูกบันทึกต่อท้าย {count} ครั้ง เกินกำหนด {limit} ครั้ง",
        RESAVE_TH,
        "The file was appended to {count} times; the limit is {limit}.",
        RESAVE_EN,
    ),
    "LIMIT_OBJECTS": Words("ไฟล์มีวัตถุภายในมากเกินกำหนด", RESAVE_TH, "The file has too many objects.", RESAVE_EN),
    "LIMIT_PAGES": Words(
        "ไฟล์มี {pages} หน้า เกินกำหนด {limit} หน้า",
        "แยกเป็นหลายไฟล์",
        "The file has {pages} pages; the limit is {limit}.",
        "Split it into several files.",
    ),
    "LIMIT_BOX": Words("ขนาดหน้ากระดาษในไฟล์ใหญ่ผิดปกติ", RESAVE_TH, "A page is absurdly large.", RESAVE_EN),
    "LIMIT_PIXELS": Words(
        "ภาพในหน้า {sheet} มีขนาด {megapixels} ล้านจุด เกินกำหนด {limit} ล้านจุด",
        "สแกนใหม่ที่ความละเอียด 300 จุดต่อนิ้ว",
        "The picture on page {sheet} has {megapixels} million pixels; the limit is {limit}.",
        "Scan again at 300 dpi.",
    ),
    "LIMIT_STREAM": Words(
        "ข้อมูลในไฟล์ขยายตัวใหญ่เกินกำหนด", RESAVE_TH, "Data in the file expands beyond the limit.", RESAVE_EN
    ),
    "LIMIT_SIGNATURES": Words(
        "ไฟล์มีลายมือชื่อ {count} รายการ เกินกำหนด {limit} รายการ",
        ASK_TH,
        "The file has {count} signatures; the limit is {limit}.",
        ASK_EN,
    ),
    "LIMIT_DEPTH": Words(
        "โครงสร้างในไฟล์ซ้อนกันลึกเกินกำหนดหรือวนซ้ำ",
        RESAVE_TH,
        "The file's structure is nested too deep or runs in circles.",
        RESAVE_EN,
    ),
    "LIMIT_TIME": Words(
        "ตรวจไฟล์ไม่เสร็จภายในเวลาหรือหน่วยความจำที่กำหนด",
        RESAVE_TH,
        "The check did not end within its time or memory.",
        RESAVE_EN,
    ),
    "FILE_MISSING": Words("ไม่พบไฟล์ {file}", "ตรวจชื่อไฟล์และโฟลเดอร์", "File {file} not found.", "Check name and folder."),
    "FILE_NOT_REGULAR": Words(
        "{file} ไม่ใช่ไฟล์ธรรมดา (เป็นโฟลเดอร์ ท่อ หรืออุปกรณ์)",
        "บันทึกเป็นไฟล์ก่อน แล้วระบุชื่อไฟล์นั้น",
        "{file} is not a regular file (it is a folder, a pipe or a device).",
        "Save it as a file first, and name that.",
    ),
    "REPORT_OVER_INPUT": Words(
        "รายงาน {file} จะทับไฟล์ที่กำลังตรวจ",
        "ตั้งชื่อรายงานเป็นชื่ออื่น",
        "The report {file} would overwrite a file that is being checked.",
        "Give the report another name.",
    ),
    "REPORT_UNWRITABLE": Words(
        "เขียนรายงาน {file} ไม่ได้",
        "ตรวจพื้นที่ดิสก์และสิทธิ์ของโฟลเดอร์",
        "Report {file} cannot be written.",
        "Check disk space and rights.",
    ),
    "PREFIX_BYTES": Words(
        "มีข้อมูลแปลกปลอมนำหน้าส่วนหัวของ PDF", ISSUED_TH, "There are foreign bytes before the PDF header.", ISSUED_EN
    ),
    "TRAILING_BYTES": Words(
        "มีข้อมูลต่อท้ายไฟล์หลังจุดสิ้นสุดของ PDF", ISSUED_TH, "There are bytes after the end of the PDF.", ISSUED_EN
    ),
    "PARSER_DIFFERENTIAL": Words(
        "ไฟล์เขียนไว้ในแบบที่โปรแกรมอ่าน PDF แต่ละตัวอาจอ่านได้ไม่ตรงกัน ({detail}) จึงยังสรุปไม่ได้ ไม่ได้หมายความว่าไฟล์ถูกแก้ไข",
        ISSUED_TH,
        "The file is written in a way that programs may read differently ({detail}), so nothing can be concluded; "
        "this does not mean that it was changed.",
        ISSUED_EN,
    ),
    "ACTIVE_CONTENT": Words(
        "ไฟล์มีส่วนที่ทำงานเองหรือไฟล์แนบซ่อนอยู่ ({kind_th}) เนื้อหาที่เห็นจึงเชื่อถือไม่ได้",
        RESAVE_TH,
        "The file has active content or attachments ({kind}); what it shows cannot be relied on.",
        RESAVE_EN,
    ),
    "HIDDEN_CONTENT": Words(
        "พบข้อมูลซ่อนอยู่ในส่วนที่เพิ่มหลังออกเอกสาร",
        ISSUED_TH,
        "There is hidden data in what was added after the document was issued.",
        ISSUED_EN,
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
        "ข้อมูลลายมือชื่อในช่อง {field} ผิดรูปแบบ", ISSUED_TH, "The signature in {field} is malformed.", ISSUED_EN
    ),
    "DIGEST_MISMATCH": Words(
        "เนื้อหาไฟล์ถูกแก้ไขหลังลงนาม (ค่าตรวจสอบไฟล์ไม่ตรง) ในช่อง {field}",
        ASK_TH,
        "The content was changed after signing (digest differs), field {field}.",
        ASK_EN,
    ),
    "SIGNATURE_INVALID": Words(
        "ค่าลายมือชื่อในช่อง {field} ไม่ถูกต้องตามใบรับรอง",
        ASK_TH,
        "The signature value in {field} does not fit the certificate.",
        ASK_EN,
    ),
    "COVERAGE": Words(
        "ลายมือชื่อในช่อง {field} ไม่ครอบคลุมไฟล์ตามที่ควร ({detail})",
        ASK_TH,
        "The signature in {field} does not cover the file as it should ({detail}).",
        ASK_EN,
    ),
    "MODIFIED_AFTER_SIGNING": Words(
        "มีการแก้ไขเพิ่มเติมในไฟล์ นอกเหนือจากการลงลายมือชื่อ ({detail})",
        ISSUED_TH,
        "The file was changed by more than signatures ({detail}).",
        ISSUED_EN,
    ),
    "WEAK_CRYPTO": Words(
        "ลายมือชื่อใช้วิธีเข้ารหัสที่อ่อนเกินไป ({detail})",
        "ตั้งโปรแกรมลงนามให้ใช้ SHA-256 และใช้ใบรับรองแบบ RSA 2048 บิตขึ้นไปหรือ P-256 แล้วลงนามใหม่",
        "The signature uses weak cryptography ({detail}).",
        "Set the signing program to SHA-256, use a certificate of RSA 2048 or more or P-256, and sign again.",
    ),
    "APPEARANCE_OUTSIDE": Words(
        "ภาพลายมือชื่อ {field} อยู่นอกกรอบที่เอกสารเตรียมไว้ และไม่ได้อยู่บนที่ว่าง หรือไม่ใช่ของผู้ที่ลงทะเบียนไว้",
        "ให้ลงนามในกรอบลายมือชื่อที่มีอยู่ในเอกสาร หรือลงนามแบบไม่แสดงภาพ",
        "The picture of the signature {field} is outside the box kept for it, and not on an empty place, or not of "
        "anybody registered.",
        "Sign in the box that the document has, or without a picture.",
    ),
    "APPEARANCE_ELSEWHERE": Words(
        "ภาพลายมือชื่อ {field} อยู่บนที่ว่างของหน้า {page} ไม่ใช่ในกรอบที่เอกสารเตรียมไว้ ภาพไม่ทับข้อความใด",
        "",
        "The signature's picture {field} stands on an empty place of page {page}, not in the box kept for it; it "
        "covers nothing.",
        "",
    ),
    "SIGNATURE_ASIDE": Words(
        "ในไฟล์มีข้อมูลลายมือชื่อดิจิทัล แต่ไม่มีช่องลายมือชื่อใดอ้างถึง จึงตรวจไม่ได้และไม่ถือว่าเป็นไฟล์ที่ไม่มีลายมือชื่อ",
        ASK_TH,
        "The file holds data of a digital signature that no signature field refers to: it cannot be judged, and the "
        "file does not count as unsigned.",
        ASK_EN,
    ),
    "CRYPTO_UNSUPPORTED": Words(
        "ลายมือชื่อในช่อง {field} ใช้วิธีเข้ารหัสที่โปรแกรมนี้ยังตรวจไม่ได้ ({detail}) จึงบอกไม่ได้ว่าถูกต้องหรือไม่",
        "ให้ลงนามใหม่ด้วย RSA หรือ P-256 กับ SHA-256 หรือลงนามด้วยโปรแกรมนี้ (oit sign)",
        "The signature in {field} uses cryptography that this program cannot check ({detail}); it may be good.",
        "Have it signed again with RSA or P-256 and SHA-256, or through this program (oit sign).",
    ),
    "SIGNATURE_OK": Words(
        "ลายมือชื่อในช่อง {field} ถูกต้องตามใบรับรอง และข้อมูลส่วนที่ลายมือชื่อนี้ครอบคลุมไม่ถูกแก้ไข",
        "",
        "The signature in {field} fits its certificate, and the bytes it covers are unchanged.",
        "",
    ),
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
        "ไฟล์ที่ลงนามไม่ได้ขึ้นต้นด้วยฉบับที่ออกให้ทุกไบต์ อาจเป็นเอกสารอื่น หรือโปรแกรมลงนามเขียนไฟล์ขึ้นใหม่ทั้งไฟล์",
        ISSUED_TH,
        "The signed file does not begin with the issued one, byte for byte: it is another document, or the signing "
        "program wrote the whole file anew.",
        ISSUED_EN,
    ),
}

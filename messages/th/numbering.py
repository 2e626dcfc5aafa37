"""ทะเบียนและเลขที่: the number books."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "no_such_book": ("ไม่มีทะเบียนชื่อ “{name}” ทะเบียนที่มีคือ {books}", "ใช้ชื่อใดชื่อหนึ่ง: {books}"),
    "until_is_over": ("จองเลขถึง {until} ไม่ได้ เพราะพ้นวันนั้นแล้ว", "กำหนด --until เป็นวันนี้หรือวันหลังจากนี้"),
    "number_needs_subject": (
        "ยังไม่ได้ระบุเรื่องของเอกสารที่ใช้เลขจาก{book}",
        'ระบุด้วย --subject "เรื่องของเอกสาร"',
    ),
    "number_of_memo": (
        "เลขที่ {number} เป็นเลขของบันทึกเลขที่ {memo} ({status}) จึงยกเลิกจากทะเบียนไม่ได้",
        "บันทึกที่อยู่ระหว่างเสนอให้ผู้เสนอถอนเรื่องด้วยคำสั่ง oit withdraw เลขจะถูกยกเลิกไปด้วย บันทึกที่ลงนามแล้วยกเลิกเลขไม่ได้",
    ),
    "number_of_signed_document": (
        "เลขที่ {label} เป็นของ{kind}ที่หัวหน้าหน่วยงานลงนามแล้ว เรื่อง “{subject}” จึงยกเลิกเลขไม่ได้",
        "ออก{kind}ฉบับใหม่เพื่อยกเลิกฉบับเดิม ด้วยคำสั่ง oit document new",
    ),
    "number_expired": (
        "{book} ปี {year} มีเลขที่จองไว้จนพ้นกำหนด: {numbers}",
        'ยกเลิกพร้อมเหตุผลด้วยคำสั่ง oit register void {book_raw} เลขที่ --reason "เหตุผล"',
    ),
    "export_not_xlsx": ("ส่งออกทะเบียนได้เฉพาะไฟล์ .xlsx ({file})", "ตั้งชื่อไฟล์ให้ลงท้ายด้วย .xlsx"),
    "number_refused": ("ออกเลขจาก{book} ไม่ได้", "ดูทะเบียนด้วยคำสั่ง oit register list {book_raw}"),
    "external_book_needs_number": (
        "{book} รับเลขจากระบบอื่น จึงต้องระบุเลขที่",
        'ขอเลขจากระบบสารบรรณ แล้วระบุด้วย --number เช่น --number "ศธ 02102/12"',
    ),
    "book_is_ours": (
        "{book} ออกเลขโดยโปรแกรมนี้ จึงกำหนดเลขที่ {number} เองไม่ได้",
        "ตัด --number ออก แล้วสั่งใหม่ หากใช้เลขจากระบบอื่น ให้กำหนด external = true ในหมวด [books.{book_raw}] ของ office.toml",
    ),
    "book_external": (
        "{book} ปี {year} รับเลขจากระบบอื่น โปรแกรมนี้จึงไม่ออกเลขให้",
        "ขอเลขจากระบบสารบรรณ แล้วระบุด้วย --number",
    ),
    "book_internal": (
        "{book} ปี {year} ออกเลขโดยโปรแกรมนี้ จึงบันทึกเลขจากระบบอื่นไม่ได้",
        "ตัด --number ออก แล้วสั่งใหม่ โปรแกรมจะออกเลขถัดไปให้",
    ),
    "book_not_started": (
        "{book} ปี {year} ยังไม่ได้เริ่มใช้ในโปรแกรม",
        "เริ่มด้วยคำสั่ง oit register start {book_raw} เลขถัดไป",
    ),
    "book_start_backwards": (
        "{book} ปี {year} เริ่มที่เลข {number} ไม่ได้ เพราะใช้ถึงเลข {used} แล้ว",
        "เริ่มที่เลขที่มากกว่า {used} ด้วยคำสั่ง oit register start {book_raw} เลขถัดไป",
    ),
    "book_year_closed": (
        "{book} ปี {year} สิ้นปีแล้ว",
        "หากเป็นเอกสารที่ลงวันที่ในปีนั้นจริง ให้ระบุว่าออกเลขย้อนหลัง โปรแกรมจะบันทึกหมายเหตุไว้ในทะเบียน",
    ),
    "book_year_not_begun": (
        "{book} ปี {year} ยังไม่เริ่ม เลขทะเบียนเริ่มใหม่ทุกวันที่ 1 มกราคม",
        "ใช้เลขของปีปัจจุบัน หรือรอจนขึ้นปีใหม่",
    ),
    "not_backdated": (
        "{book} ปี {year} ยังไม่สิ้นปี จึงไม่ใช่การออกเลขย้อนหลัง",
        "สั่งใหม่โดยไม่ระบุว่าออกเลขย้อนหลัง",
    ),
    "document_date_outside_book": (
        "เอกสารลงวันที่ {dated} ไม่อยู่ใน{book} ปี {year}",
        "ตรวจวันที่ของเอกสาร หรือใช้ทะเบียนของปีที่ตรงกับวันที่",
    ),
    "number_unknown": (
        "ไม่มีเลขที่ {number} ใน{book} ปี {year}",
        "ดูเลขที่ออกแล้วด้วยคำสั่ง oit register list {book_raw}",
    ),
    "number_used": (
        "เลขที่ {number} ใน{book} ปี {year} ใช้แล้ว เรื่อง “{subject}” (ผู้ออกเลข {taken_by})",
        "ตรวจเลขที่จากระบบสารบรรณอีกครั้ง แล้วระบุด้วย --number",
    ),
    "number_void": (
        "เลขที่ {number} ใน{book} ปี {year} ยกเลิกแล้ว จึงใช้อีกไม่ได้ (เหตุผล: {reason})",
        "ใช้เลขถัดไปของทะเบียน",
    ),
    "number_not_reserved": (
        "เลขที่ {number} ใน{book} ปี {year} ไม่ได้จองไว้",
        "ดูเลขที่จองไว้ด้วยคำสั่ง oit register list {book_raw}",
    ),
    "reservation_expired": (
        "เลขที่ {number} ใน{book} ปี {year} จองไว้ถึง {until} ซึ่งพ้นกำหนดแล้ว",
        'ยกเลิกเลขนี้พร้อมเหตุผลด้วยคำสั่ง oit register void {book_raw} {number} --reason "เหตุผล" แล้วจองเลขใหม่',
    ),
    "reservation_of_other": (
        "เลขที่ {number} ใน{book} ปี {year} จองไว้โดย {reserved_by}",
        "ให้ผู้จองหรือเจ้าหน้าที่สารบรรณเป็นผู้ใช้เลขนี้",
    ),
    "reason_missing": (
        "ยังไม่ได้ระบุเหตุผลที่ยกเลิกเลขที่ {number} ใน{book} ปี {year}",
        'ใช้คำสั่ง oit register void {book_raw} {number} --reason "เหตุผล"',
    ),
    "number_not_understood": (
        "อ่านเลขที่ “{number}” ไม่ออก",
        'เขียนเลขที่ให้มีตัวเลข เช่น 12 หรือ "ศธ 02102/12"',
    ),
    # ความเรียบร้อยของทะเบียน
    "number_gap": ("{book} ปี {year} เลขขาดหายไป: {numbers}", "ตรวจกับเอกสารจริง แล้วบันทึกเหตุผลไว้ในทะเบียน"),
    "number_twice": ("{book} ปี {year} มีเลขซ้ำ: {numbers}", "ตรวจฐานข้อมูลด้วยคำสั่ง oit doctor"),
}

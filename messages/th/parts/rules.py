"""เหตุที่ยังทำขั้นตอนไม่ได้: what the table of the procedure refuses: what stands in the way of a step."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "wrong_state": (
        "{place}ยังทำขั้นตอน {step} ไม่ได้ เพราะขณะนี้สถานะคือ “{state}” ขั้นตอนนี้เริ่มได้เมื่อสถานะเป็น “{starts_in}”",
        "ดูขั้นตอนที่ทำได้ตอนนี้ด้วยคำสั่ง oit why {item_raw}",
    ),
    "wrong_role": (
        "{place}ท่านไม่มีสิทธิทำขั้นตอน {step} ผู้ที่ทำได้คือ {who}",
        "แจ้ง {who} ให้ดำเนินการด้วยตนเอง",
    ),
    "need_not_met": (
        "{place}ยังทำขั้นตอน {step} ไม่ได้ เพราะเงื่อนไขยังไม่ครบ",
        "ดูทุกเหตุผลด้วยคำสั่ง oit why {item_raw}",
    ),
    "no_reason": (
        "{place}ยังไม่ได้ระบุเหตุผล",
        'เพิ่มเหตุผลในคำสั่ง เช่น --reason "ตัวเลขในตารางที่ 2 ไม่ตรงกับต้นฉบับ"',
    ),
    "no_compiler": (
        "ข้อ {item} มีผู้รับผิดชอบหลายกลุ่ม ({groups}) แต่ยังไม่ได้กำหนดกลุ่มที่รวบรวม",
        'ให้หัวหน้าหน่วยงานหรือรองหัวหน้าหน่วยงานกำหนดด้วยคำสั่ง oit assign {item_raw} GROUP --by "คำสั่งหรือมติที่ประชุม"',
    ),
    "part_missing": (
        "{group} ยังไม่ส่งข้อมูลของข้อ {item}",
        "ส่งไฟล์ด้วยคำสั่ง oit contribute {item_raw} FILE… --group {group_typed} หากไม่มีข้อมูล "
        'ให้แจ้งด้วยคำสั่ง oit contribute {item_raw} --group {group_typed} --none "เหตุผล"',
    ),
    "part_refused": (
        "ข้อมูลข้อ {item} ของ {group} ถูกส่งกลับให้แก้ไข เพราะ {reason} และยังไม่ได้ส่งใหม่",
        "แก้ไขแล้วส่งใหม่ด้วยคำสั่ง oit contribute {item_raw} FILE… --group {group_typed}",
    ),
    "part_not_accepted": (
        "{group} ส่งข้อมูลข้อ {item} แล้ว แต่กลุ่มที่รวบรวมยังไม่ได้ตรวจรับ",
        "ตรวจรับด้วยคำสั่ง oit accept {item_raw} {group_typed} หรือส่งกลับด้วยคำสั่ง "
        'oit refuse {item_raw} {group_typed} --reason "เหตุผล"',
    ),
    "no_evidence": (
        "ข้อ {item} ยังไม่มีหลักฐานที่จะเผยแพร่",
        "แนบไฟล์ด้วยคำสั่ง oit contribute {item_raw} FILE… หรือแจ้งที่อยู่หน้าเว็บด้วย oit contribute {item_raw} --url URL",
    ),
    "no_year_part": (
        "ข้อ {item} ยังไม่มีงวดใดที่ส่งในรอบนี้",
        'ส่งไฟล์ของงวดด้วยคำสั่ง oit contribute {item_raw} FILE… --part งวด หากงวดนั้นไม่มีข้อมูล ใช้ --none "เหตุผล"',
    ),
    "year_part_missing": (
        "{group} ยังไม่ส่งข้อมูลงวด{year_part} ของข้อ {item}",
        "ส่งด้วยคำสั่ง oit contribute {item_raw} FILE… --part {year_part_raw} --group {group_typed} "
        'หากไม่มีข้อมูล ใช้ --none "เหตุผล"',
    ),
    "no_year_parts": (
        "ข้อ {item} ไม่ได้แบ่งเป็นงวด",
        "ถ้าข้อนี้ต้องเผยแพร่เป็นงวด ให้เลขานุการคณะทำงาน (หรือผู้ดูแลเมื่อไม่มีเลขานุการ) "
        "กำหนดด้วยคำสั่ง oit parts {item_raw} --plan monthly",
    ),
    "year_parts_complete": (
        "ข้อ {item} มีครบทั้ง {parts} งวดแล้ว",
        'ถ้าจะแก้ไขงวดที่เผยแพร่แล้ว ใช้คำสั่ง oit revise {item_raw} --reason "เหตุผล"',
    ),
    "element_not_ticked": (
        "ข้อ {item} ยังไม่ได้ยืนยันองค์ประกอบข้อมูลที่ {number}: {element}",
        "ตรวจหลักฐานว่ามีครบ แล้วยืนยันด้วยคำสั่ง oit tick {item_raw} {number} (ยืนยันทุกองค์ประกอบใช้ --all)",
    ),
    "wrong_period": (
        "ข้อ {item} ไฟล์ {file} เป็นข้อมูลของปี {years} แต่ข้อนี้ต้องใช้ข้อมูลของปี {allowed}",
        "ส่งไฟล์ของปีที่ถูกต้องด้วยคำสั่ง oit contribute {item_raw} FILE… --covers {allowed_raw}",
    ),
    "manifest_not_frozen": (
        "ข้อ {item} ยังไม่ได้ยืนยันว่ารวบรวมครบ",
        "ยืนยันด้วยคำสั่ง oit compile {item_raw}",
    ),
    "evidence_changed": (
        "หลักฐานของข้อ {item} เปลี่ยนไปหลังจากยืนยันรวบรวมครบ ความเห็นชอบเดิมจึงใช้ไม่ได้ (รหัสเดิม {frozen} รหัสปัจจุบัน {now})",
        "กลับไปแก้ไขด้วยคำสั่ง oit reopen {item_raw} หรือ oit send-back {item_raw} แล้วยืนยันรวบรวมครบใหม่",
    ),
    "memo_field_missing": (
        "ทำบันทึกเสนอข้อ {item} ไม่ได้ เพราะยังไม่มี {field}",
        "เพิ่มข้อมูลใน office.toml หรือ people.csv แล้วสั่งใหม่",
    ),
    "route_not_complete": (
        "ข้อ {item} ยังไม่ผ่านความเห็นของ {post}",
        "ให้ {post} พิจารณาด้วยคำสั่ง oit endorse {item_raw}",
    ),
    "signature_before_head_missing": (
        "บันทึกของข้อ {item} ยังไม่มีลายมือชื่อดิจิทัลของ {person} ซึ่งสำนักงานกำหนดให้ลงก่อนหัวหน้าหน่วยงาน",
        "ให้ {person} ลงนามกำกับด้วยคำสั่ง oit countersign {item_raw}",
    ),
    "signer_is_contributor": (
        "ผู้ลงนาม ({person}) เป็นผู้ส่ง ผู้รวบรวม หรือผู้เสนอข้อมูลข้อ {item} ด้วย จึงลงนามเรื่องนี้เองไม่ได้",
        "ให้เจ้าหน้าที่หรือผู้อำนวยการกลุ่มคนอื่นเป็นผู้เสนอ หรือให้ผู้มีอำนาจคนอื่นลงนาม กรณีจำเป็นขอยกเว้นด้วยคำสั่ง "
        'oit exception request {item_raw} signer_not_contributor --reason "เหตุผล"',
    ),
    "registrar_is_contributor": (
        "ผู้รับเอกสาร ({person}) เป็นผู้ส่ง ผู้รวบรวม หรือผู้เสนอข้อมูลข้อ {item} ด้วย จึงรับรองกระดาษคนเดียวไม่ได้",
        "ให้เจ้าหน้าที่สารบรรณคนอื่นรับเอกสารด้วยคำสั่ง oit receive กรณีจำเป็นขอยกเว้นด้วยคำสั่ง "
        'oit exception request {item_raw} registrar_not_contributor --reason "เหตุผล"',
    ),
    "not_signed": (
        "ข้อ {item} หัวหน้าหน่วยงานยังไม่ได้ลงนาม",
        "เสนอด้วยคำสั่ง oit submit {item_raw} แล้วให้หัวหน้าหน่วยงานลงนามก่อนเผยแพร่",
    ),
    "not_the_signed_revision": (
        "หลักฐานปัจจุบันของข้อ {item} ไม่ใช่ฉบับที่หัวหน้าหน่วยงานลงนาม (ฉบับลงนาม {signed} ฉบับปัจจุบัน {now})",
        'ส่งคืนด้วยคำสั่ง oit send-back {item_raw} --reason "เหตุผล" แล้วเสนอให้ลงนามใหม่',
    ),
    "no_verdict": (
        "ไม่มีผลตรวจลายมือชื่อที่ตรงกับไฟล์ {file} ของข้อ {item} ทุกไบต์ จึงถือว่าหัวหน้าหน่วยงานยังไม่ได้ลงนามไฟล์นี้",
        "ห้ามเผยแพร่ ตรวจสำนักงานด้วยคำสั่ง oit doctor แล้วส่งคืน (oit send-back {item_raw}) เพื่อลงนามใหม่ "
        "หากเผยแพร่อยู่ ให้ระงับด้วยคำสั่ง oit suspend {item_raw}",
    ),
    "bytes_not_signed": (
        "ไฟล์ {file} ของข้อ {item} ที่จะเผยแพร่ ไม่ใช่ไฟล์ที่บันทึกเหตุการณ์ระบุว่าหัวหน้าหน่วยงานลงนาม",
        "ห้ามเผยแพร่ ตรวจสำนักงานด้วยคำสั่ง oit doctor แล้วส่งคืน (oit send-back {item_raw}) เพื่อลงนามใหม่ "
        "หากเผยแพร่อยู่ ให้ระงับด้วยคำสั่ง oit suspend {item_raw}",
    ),
    "signature_not_borne_out": (
        "บันทึกไว้ว่าหัวหน้าหน่วยงานลงนามไฟล์ {file} ของข้อ {item} ด้วยใบรับรองลายมือชื่อดิจิทัล แต่ตรวจไฟล์อีกครั้งแล้วไม่เป็นเช่นนั้น: {why}",
        "ห้ามเผยแพร่ ตรวจสำนักงานด้วยคำสั่ง oit doctor แล้วส่งคืน (oit send-back {item_raw}) เพื่อลงนามใหม่",
    ),
    "memo_names_not": (
        "ไม่มีบันทึกข้อความที่หัวหน้าหน่วยงานลงนามฉบับใดระบุรหัสของไฟล์ {file} ของข้อ {item} ในบัญชีแนบท้าย (ดูแล้ว: {memo})",
        "ห้ามเผยแพร่ ตรวจสำนักงานด้วยคำสั่ง oit doctor แล้วส่งคืน (oit send-back {item_raw}) เพื่อเสนอใหม่ "
        "หากเผยแพร่อยู่ ให้ระงับด้วยคำสั่ง oit suspend {item_raw}",
    ),
    "no_appointment_today": (
        "วันนี้ {person} ไม่มีการแต่งตั้งที่ใช้อยู่ จึงทำขั้นตอนใดไม่ได้",
        "หากเริ่มงานแล้ว ให้ผู้ดูแลโปรแกรมเพิ่มแถวใน people.csv แล้วใช้คำสั่ง oit people update",
    ),
    "holder_suspended": (
        "วันนี้ {name} ({kind}) ทำหน้าที่ {role} แทน {person} ถึงวันที่ {until} ผู้ดำรงตำแหน่งจึงยังทำหน้าที่นี้ไม่ได้",
        "หาก {person} กลับมาปฏิบัติราชการแล้ว ให้เจ้าหน้าที่สารบรรณสั่ง oit people back {by_raw}",
    ),
    "head_named_differs": (
        "บันทึกของข้อ {item} พิมพ์ชื่อ {printed} ({kind}) แต่ผู้ลงนามคือ {person} ({capacity})",
        "ออกบันทึกใหม่เป็นฉบับแก้ไขในชื่อผู้ที่จะลงนามด้วยคำสั่ง oit reissue {item_raw}",
    ),
    "sheet_names_another": (
        "หน้าลงนามของไฟล์ {file} ในข้อ {item} พิมพ์ชื่อ {printed} ({kind}) แต่ผู้ลงนามคือ {person} ({capacity})",
        "กลับไปแก้ไข (oit reopen หรือ oit send-back {item_raw}) แล้วสั่ง oit compile {item_raw} ใหม่",
    ),
    "signer_objected": (
        "ข้อ {item} ลงนามโดย {name} ขณะรักษาราชการแทน ซึ่ง {person} ทักท้วงไว้",
        "ให้ผู้ทักท้วงหรือผู้ดำรงตำแหน่งถอนคำทักท้วงด้วย oit people object ชื่อผู้ใช้ --lift หรือส่งคืนแก้ไขแล้วลงนามใหม่",
    ),
}

"""สำนักงาน บุคลากร และการเข้าใช้: the office, its people, logging in."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "session_expired": ("การเข้าใช้หมดเวลาแล้ว", "เข้าใช้ใหม่ด้วยคำสั่ง oit login ชื่อผู้ใช้"),
    "sample_secret": (
        "รหัสผ่านสำหรับฝึก (demo-only) ใช้กับสำนักงานจริงไม่ได้",
        "ตั้งรหัสผ่านของตนเอง แล้วลองอีกครั้ง",
    ),
    "password_short": (
        "รหัสผ่านสั้นเกินไป ต้องยาวอย่างน้อย {least} ตัวอักษร",
        "ตั้งรหัสผ่านที่ยาวขึ้น เช่น วลีหลายคำ",
    ),
    "no_office": (
        "ไม่พบโฟลเดอร์ของสำนักงาน (ไม่มี {file} ใน {folder})",
        "เข้าไปในโฟลเดอร์ของสำนักงานก่อน หรือระบุด้วย --office DIR หากยังไม่มี ให้สร้างด้วยคำสั่ง oit init",
    ),
    "office_exists": (
        "สำนักงาน “{office}” ตั้งค่าไว้แล้ว จึงไม่ตั้งซ้ำ",
        "ใช้งานต่อได้ทันที หรือกำหนด key ใหม่ใน office.toml หากเป็นคนละสำนักงาน",
    ),
    "two_administrators": (
        "ต้องมีผู้ดูแลโปรแกรมอย่างน้อย 2 คน",
        "ระบุชื่อผู้ใช้ 2 คนที่อยู่ใน people.csv แล้วสั่ง oit init ใหม่",
    ),
    "cycle_exists": (
        "รอบการประเมินปีงบประมาณ {year} เปิดไว้แล้ว",
        "ดูข้อทั้งหมดด้วยคำสั่ง oit status --year {year}",
    ),
    "no_catalogue": (
        "ไม่มีแบบวัด OIT ของปีงบประมาณ {year} ในโปรแกรม (มีปี {shipped})",
        "วางไฟล์ catalogue-{year}.csv ในโฟลเดอร์ของสำนักงาน แล้วสั่งใหม่",
    ),
    "no_basis": (
        "ยังไม่ได้ระบุคำสั่งหรือมติที่ประชุมที่กำหนดกลุ่มที่รวบรวมของข้อ {item}",
        'ระบุด้วย --by "คำสั่งที่ 335/2566"',
    ),
    "people_changes_unconfirmed": (
        "people.csv หรือ office.toml ต่างจากที่บันทึกไว้ และยังไม่มีผู้ยืนยัน ({logins}) จึงยังไม่บันทึกรายการใด",
        "ตรวจทีละรายการ แล้วสั่ง oit people update อีกครั้ง ในสคริปต์ระบุ --confirm ชื่อผู้ใช้ ของแต่ละรายการที่ถูกต้อง",
    ),
    "appointment_new": (
        "บรรทัดที่ {line}: {name} ({person}) เป็น {role} {post} ตั้งแต่ {from} ถึง {until}",
        "ไม่ต้องทำอะไรอีก",
    ),
    "person_returns": (
        "บรรทัดที่ {line}: {name} ({person}) ซึ่งพ้นจากสำนักงานไปแล้ว กลับมาเป็น {role} {post} ตั้งแต่ {from}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "person_renamed": (
        "{person} เปลี่ยนชื่อจาก {old} เป็น {name}",
        "ไม่ต้องทำอะไรอีก",
    ),
    "appointment_ends": (
        "ไม่มีแถวของ {name} ({person}) แล้ว การเป็น {role} {post} จึงสิ้นสุดวันที่ {until}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_cancelled": (
        "ไม่มีแถวของ {name} ({person}) แล้ว การเป็น {role} {post} ซึ่งจะเริ่มวันที่ {from} จึงยกเลิก",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_until": (
        "บรรทัดที่ {line}: วันสิ้นสุดของ {name} ({person}) ซึ่งเป็น {role} {post} เปลี่ยนจาก {old} เป็น {until}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_from": (
        "บรรทัดที่ {line}: วันเริ่มของ {name} ({person}) ซึ่งเป็น {role} {post} แก้จาก {old} เป็น {from} (ถึง {until})",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_moves": (
        "บรรทัดที่ {line}: {name} ({person}) ซึ่งเป็น {role} ย้ายจาก {group} ไป {to_group} ตั้งแต่วันที่ {from}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_text": (
        "บรรทัดที่ {line}: ข้อความที่พิมพ์ของ {name} ({person}) ซึ่งเป็น {role} แก้จาก “{old}” เป็น “{new}”",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "group_new": (
        "กลุ่มใหม่ {key}: {name} ตั้งแต่วันที่ {day}",
        "ไม่ต้องทำอะไรอีก",
    ),
    "group_renamed": (
        "กลุ่ม {key} เปลี่ยนชื่อจาก {old} เป็น {name} ตั้งแต่วันที่ {day}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {key}  หากไม่ใช่ ให้แก้ office.toml",
    ),
    "group_ends": (
        "ไม่มีกลุ่ม {key} ({name}) ใน office.toml แล้ว กลุ่มจึงสิ้นสุดวันที่ {day}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {key}  หากไม่ใช่ ให้แก้ office.toml",
    ),
    "two_in_force": (
        "{name} กับ {other} จะเป็น {role} ({kind}) พร้อมกันตั้งแต่วันที่ {from} จึงบันทึกไม่ได้",
        "กำหนดวันสิ้นสุดของคนแรก หรือวันเริ่มของคนที่สอง ใน people.csv แล้วสั่ง oit people update ใหม่",
    ),
    "administrators_too_few": (
        "เมื่อ {person} พ้นไป จะเหลือผู้ดูแลโปรแกรมเพียง {logins} ซึ่งต้องมีอย่างน้อยสองคน",
        "ระบุผู้ดูแลโปรแกรมคนใหม่ด้วย oit people end {person_raw} --on วันที่ --successor ชื่อผู้ใช้",
    ),
    "waits_for_who_left": (
        "บันทึกเลขที่ {memo} ยังรอ {person}",
        "ให้ผู้ที่มาดำรงตำแหน่งแทนรับช่วงด้วยคำสั่ง oit take-over ข้อ",
    ),
    "nobody_acts_there": (
        "วันที่ {day} ไม่มีผู้รักษาราชการแทนที่เกี่ยวกับ {person}",
        "ดูผู้ดำรงตำแหน่งวันนี้ด้วยคำสั่ง oit people แล้วระบุชื่อผู้ใช้ของผู้รักษาราชการแทน",
    ),
    "memo_names_who_acted": (
        "บันทึกเลขที่ {memo} พิมพ์ชื่อ {person} ซึ่งพ้นจากการรักษาราชการแทนแล้ว",
        "ออกบันทึกใหม่ด้วย oit reissue ข้อ หรือหากลงนามในกระดาษแล้ว ให้รับด้วย oit receive FILE --reason เหตุผล",
    ),
    "groups_not_taken_over": (
        "กลุ่ม {groups_raw} มีใน office.toml แต่ยังไม่ได้บันทึก",
        "บันทึกด้วยคำสั่ง oit people update แล้วสั่งใหม่",
    ),
    "key_of_another": (
        "ใบรับรอง “{subject}” ขึ้นทะเบียนเป็นของ {owner} แล้ว จึงเป็นของ {person} อีกไม่ได้",
        "ใช้ใบรับรองของ {person} เอง หรือหากขึ้นทะเบียนผิดคน ให้ถอนด้วย oit key withdraw แล้วออกใบรับรองใหม่",
    ),
    "key_withdrawn": (
        "ใบรับรอง “{subject}” ของ {person} ถอนไปแล้วตั้งแต่วันที่ {day}",
        "ขอใบรับรองใหม่จากผู้ออกใบรับรอง แล้วขึ้นทะเบียนด้วย oit key register FILE",
    ),
    "no_reason_to_withdraw": (
        "ยังไม่ได้ระบุเหตุผลที่ถอนใบรับรอง",
        'ระบุด้วย --reason "อุปกรณ์ (Token) สูญหาย"',
    ),
    "no_such_certificate": (
        "ไม่พบใบรับรองที่ลายพิมพ์ขึ้นต้นด้วย {fingerprint} หรือพบมากกว่าหนึ่ง",
        "ดูรายการด้วยคำสั่ง oit key list แล้วพิมพ์ลายพิมพ์อย่างน้อย 8 ตัว",
    ),
    "withdrawal_in_future": (
        "วันที่ถอน {day} ยังมาไม่ถึง (วันนี้ {today})",
        "ระบุวันที่ใบรับรองสูญหายหรือวันนี้ด้วย --on",
    ),
    "appointment_replaced": (
        "{by} (บรรทัดที่ {line}) เป็น {role} {post} แทน {name} ({person}) ซึ่งสิ้นสุดวันที่ {until}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "appointment_open": (
        "บรรทัดที่ {line}: {name} ({person}) ซึ่งเป็น {role} {post} ไม่มีวันสิ้นสุด จากเดิม {old}",
        "หากถูกต้อง ให้ยืนยันเมื่อโปรแกรมถาม หรือสั่ง oit people update --confirm {person_raw}  หากไม่ใช่ ให้แก้ people.csv",
    ),
    "login_wait": (
        "เข้าใช้ชื่อ {login} ไม่สำเร็จหลายครั้ง",
        "รออีก {seconds} วินาที แล้วลองใหม่",
    ),
    "password_to_set": (
        "รหัสใช้ครั้งเดียวของ {login} ถูกต้อง แต่ยังไม่ได้ตั้งรหัสผ่านของตนเอง",
        "พิมพ์รหัสผ่านใหม่เมื่อโปรแกรมถาม หรือกำหนดใน $OIT_NEW_PASSWORD",
    ),
    "session_elsewhere": (
        "การเข้าใช้ของ {login} เปิดไว้ที่เครื่องหรือบัญชีอื่น",
        "เข้าใช้ที่นี่ด้วยคำสั่ง oit login {login_raw}",
    ),
    "password_same": (
        "รหัสผ่านใหม่เหมือนรหัสผ่านเดิม",
        "ตั้งรหัสผ่านอื่น",
    ),
    "password_differs": (
        "รหัสผ่านที่พิมพ์สองครั้งไม่เหมือนกัน",
        "สั่งใหม่แล้วพิมพ์อีกครั้ง",
    ),
    "password_there": (
        "{logins} มีรหัสผ่านแล้ว",
        "หากลืม ให้สั่ง oit people password ชื่อผู้ใช้",
    ),
    "file_exists": (
        "มีไฟล์ {file} อยู่แล้ว จึงไม่เขียนทับ",
        "ระบุชื่อไฟล์อื่น",
    ),
    "power_not_yours": (
        "เรื่องนี้ผู้ขอได้คือ {who} ไม่ใช่ {person}",
        "ให้ผู้นั้นเป็นผู้ขอ แล้วอีกคนยืนยัน",
    ),
    "power_needs_second": (
        "คำขอ {request}: ผู้ขอยืนยันเองไม่ได้",
        "ให้ {who} อีกคนสั่ง oit request confirm {request}",
    ),
    "power_serves": (
        "คำขอ {request} ให้อำนาจแก่ {person} เอง จึงยืนยันเองไม่ได้",
        "ให้ {who} คนอื่นสั่ง oit request confirm {request}",
    ),
    "power_not_second": (
        "คำขอ {request} ยืนยันได้โดย {who} ซึ่งวันนี้ {person} ไม่ใช่",
        "ให้ผู้นั้นสั่ง oit request confirm {request}",
    ),
    "power_code_by_asker": (
        "รหัสเข้าใช้ของ {person} ออกโดย {asked_by} ผู้ขอเองไม่เกิน {days} วันก่อน จึงยังยืนยันคำขอของผู้นั้นไม่ได้",
        "ให้คนอื่นใน {who} ยืนยันคำขอ {request}",
    ),
    "no_such_request": (
        "ไม่มีคำขอหมายเลข {request} ที่รออยู่",
        "ดูคำขอที่รอด้วยคำสั่ง oit request",
    ),
    "request_changed": (
        "คำขอ {request} ในฐานข้อมูลไม่ตรงกับที่บันทึกเหตุการณ์ไว้ จึงใช้ไม่ได้",
        "สั่ง oit doctor แล้วตรวจว่าใครแก้ฐานข้อมูล ผู้ขอสั่งใหม่",
    ),
    "request_overtaken": (
        "การดำรงตำแหน่งของ {name} เปลี่ยนไปแล้วหลังคำขอ {request}",
        "ผู้ขอสั่งคำสั่งเดิมอีกครั้ง แล้วยืนยันคำขอใหม่",
    ),
    "no_reason_to_refuse": (
        "ยังไม่ได้ระบุเหตุผลที่ไม่ยืนยันคำขอ {request}",
        'ระบุด้วย --reason "เหตุผล"',
    ),
    "confirm_needs_yes": (
        "การยืนยันคำขอ {request} ต้องอ่านก่อนว่าเปลี่ยนอะไร",
        "อ่านด้วย oit request แล้วสั่ง oit request confirm {request} --yes",
    ),
    "act_told": (
        "{act}",
        "ดูด้วยคำสั่ง oit request",
    ),
    "person_ends": (
        "{name} ({person}) พ้นจากสำนักงานหลังวันที่ {until} ผู้ดูแลโปรแกรมคนใหม่: {successor}",
        "หากถูกต้อง ให้ยืนยัน",
    ),
    "administrator_named": (
        "{name} ({person}) เป็นผู้ดูแลโปรแกรม",
        "หากถูกต้อง ให้ยืนยัน",
    ),
    "administrator_removed": (
        "{name} ({person}) ไม่เป็นผู้ดูแลโปรแกรมอีก",
        "หากถูกต้อง ให้ยืนยัน",
    ),
    "administrator_already": (
        "{person} เป็นผู้ดูแลโปรแกรมอยู่แล้ว",
        "ไม่ต้องทำอะไรอีก",
    ),
    "administrator_not": (
        "{person} ไม่ได้เป็นผู้ดูแลโปรแกรม",
        "ไม่ต้องทำอะไรอีก",
    ),
    "substitutes_set": (
        "เมื่อ {post} ไม่อยู่ ผู้รักษาราชการแทนตามลำดับคือ {names} ตามคำสั่งที่ {order} ตั้งแต่ {from} ถึง {until}",
        "หากตรงกับคำสั่ง ให้ยืนยัน",
    ),
    "no_order_number": (
        "ยังไม่ได้ระบุเลขที่คำสั่ง",
        "ระบุด้วย --order 12/2569",
    ),
    "substitutes_unfit": (
        "ผู้รักษาราชการแทนต้องมี 1 ถึง {most} คน ไม่ซ้ำกัน และไม่ใช่ผู้ดำรงตำแหน่งเอง",
        "ระบุชื่อผู้ใช้ตามลำดับในคำสั่ง",
    ),
    "absence_days": (
        "บันทึกการไม่อยู่ได้ตั้งแต่วันนี้ ({today}) ครั้งละไม่เกิน {most} วัน",
        "นานกว่านั้นหรือย้อนหลัง ให้แต่งตั้งใน people.csv แล้วสั่ง oit people update ซึ่งต้องใช้สองคน",
    ),
    "no_standing_order": (
        "ยังไม่มีคำสั่งผู้รักษาราชการแทนของ {post} ที่ยืนยันแล้วสำหรับวันนั้น",
        "บันทึกคำสั่งด้วย oit people substitutes {post_raw} ชื่อผู้ใช้ --order เลขที่ แล้วให้คนที่สองยืนยัน",
    ),
    "absence_own": (
        "ผู้ที่จะทำการแทน {post} คือ {person} เอง จึงบันทึกเองไม่ได้",
        "ให้สารบรรณหรือเลขานุการคนอื่นบันทึก",
    ),
    "somebody_acts": (
        "{name} รักษาราชการแทนตำแหน่งนั้นอยู่ถึง {until}",
        "หากผู้ดำรงตำแหน่งกลับมาแล้ว ให้สั่ง oit people back",
    ),
    "no_substitute_there": (
        "ไม่มีผู้ใดในคำสั่ง ({people}) อยู่ครบทุกวันนั้น",
        "แต่งตั้งใน people.csv แล้วสั่ง oit people update ซึ่งต้องใช้สองคน",
    ),
    "no_such_post": (
        "ไม่มีตำแหน่ง {post_raw} ที่มีผู้รักษาราชการแทนได้",
        "ระบุอย่างใดอย่างหนึ่ง: {choices}",
    ),
    "nobody_holds": (
        "วันนั้นไม่มีผู้ดำรงตำแหน่ง {role} {group}",
        "แต่งตั้งใน people.csv แล้วสั่ง oit people update",
    ),
    "nobody_acted_so": (
        "ไม่พบการรักษาราชการแทนของ {person} ตามคำสั่งที่ยืนยันไว้",
        "ดูผู้ดำรงตำแหน่งวันนี้ด้วยคำสั่ง oit people",
    ),
    "no_reason_to_object": (
        "ยังไม่ได้ระบุเหตุผลที่ทักท้วงการทำการแทนของ {person}",
        'ระบุด้วย --reason "เหตุผล"',
    ),
    "memo_names_who_is_away": (
        "บันทึกเลขที่ {memo} พิมพ์ชื่อหรือรอ {person} ซึ่งไม่อยู่",
        "ให้ผู้อำนวยการกลุ่มออกใหม่ในชื่อผู้ทำการแทนด้วย oit reissue ข้อ หรือรอผู้นั้นกลับ",
    ),
    "certificate_for": (
        "ใบรับรอง “{subject}” ลายพิมพ์ {fingerprint} เป็นของ {name} ({person})",
        "เทียบลายพิมพ์กับที่ผู้ออกใบรับรองให้ไว้ หากตรงจึงยืนยัน",
    ),
    "password_of": (
        "ตั้งรหัสผ่านใหม่ของ {name} ({person})",
        "เจ้าตัวต้องเป็นผู้ขอจริง จึงยืนยันแล้วส่งสลิปให้ถึงมือ",
    ),
}

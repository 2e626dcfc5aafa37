"""สำนักงาน บุคลากร และการเข้าใช้: the office, its people, logging in."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "invented_people": (
        "{file} ยังมีชื่อสมมติของสำนักงานตัวอย่าง {count} คน: {names}",
        "แก้เป็นบุคคลจริงของสำนักงานให้ครบทุกบรรทัด แล้วสั่ง oit init อีกครั้ง (ฝึกใช้โปรแกรมด้วย oit demo)",
    ),
    "factor_there": (
        "มีเครื่องยืนยันตัวตนอยู่แล้ว",
        "ยกเลิกเครื่องเดิมด้วยรหัสของเครื่องนั้นก่อน",
    ),
    "factor_code_wrong": (
        "รหัสยืนยันไม่ถูกต้อง หรือใช้ไปแล้ว",
        "รอให้แอปแสดงรหัสใหม่ แล้วลองอีกครั้ง  หากผิดทุกครั้ง ให้ตั้งเวลาของโทรศัพท์เป็นอัตโนมัติ",
    ),
    "wrong_password": (
        "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง ({login})",
        "ลองใหม่อีกครั้ง หากลืมรหัสผ่าน ให้ผู้ดูแลโปรแกรมสองคนตั้งใหม่ให้ด้วยคำสั่ง oit people password {login_raw}",
    ),
    "session_expired": ("การเข้าใช้หมดเวลาแล้ว", "เข้าใช้ใหม่ด้วยคำสั่ง oit login ชื่อผู้ใช้"),
    "sample_secret": (
        "รหัสผ่านสำหรับฝึก (demo-only) ใช้กับสำนักงานจริงไม่ได้",
        "ตั้งรหัสผ่านของตนเอง แล้วลองอีกครั้ง",
    ),
    "password_short": (
        "รหัสผ่านสั้นเกินไป ต้องยาวอย่างน้อย {least} ตัวอักษร",
        "ตั้งรหัสผ่านที่ยาวขึ้น เช่น วลีหลายคำ",
    ),
    "no_password": ("ยังไม่ได้กำหนดรหัสผ่านใหม่", "พิมพ์รหัสผ่านใหม่เมื่อโปรแกรมถาม หรือกำหนดใน $OIT_PASSWORD"),
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
    "reset_needs_second": (
        "ผู้ขอตั้งรหัสผ่านใหม่ของ {person} ยืนยันเองไม่ได้ ต้องให้ผู้ดูแลโปรแกรมคนที่สองยืนยัน",
        "ให้ผู้ดูแลโปรแกรมอีกคนใช้คำสั่งเดียวกันอีกครั้ง",
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
    "certificate_needs_administrator": (
        "ไฟล์ใบรับรองอย่างเดียวไม่แสดงว่า {person} ถือกุญแจส่วนตัวอยู่",
        "ให้ผู้ดูแลโปรแกรมคนอื่นขึ้นทะเบียนให้ด้วย oit key register FILE --person {person_raw} "
        "หรือขึ้นทะเบียนเองจากไฟล์ใบรับรองหรืออุปกรณ์ (Token)",
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
}

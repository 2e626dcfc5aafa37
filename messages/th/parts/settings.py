"""ค่าของสำนักงานใน office.toml: the office's settings."""

from __future__ import annotations

_EDIT = "แก้ไขใน office.toml แล้วสั่งใหม่อีกครั้ง"

TOLD: dict[str, tuple[str, str]] = {
    "program_not_absolute": (
        "โปรแกรม {value} ไม่ได้ระบุที่อยู่เต็ม จึงไม่สั่งให้ทำงาน",
        "ระบุที่อยู่เต็มใน office.toml แล้วให้สองคนรับการตั้งค่า",
    ),
    "program_in_folder": (
        "โปรแกรม {value} อยู่ในโฟลเดอร์ของสำนักงาน ซึ่งผู้อื่นแก้ได้ จึงไม่สั่งให้ทำงาน",
        "ให้ผู้ดูแลเครื่องย้ายไปไว้นอกโฟลเดอร์ของสำนักงาน แล้วแก้ office.toml",
    ),
    "program_writable": (
        "ผู้อื่นเขียน {path} ได้ จึงไม่สั่งโปรแกรม {value} ให้ทำงาน",
        "ให้ผู้ดูแลเครื่องปิดสิทธิเขียนของผู้อื่น",
    ),
    "office_of_another": (
        "{file} ใน {folder} เป็นของผู้อื่น และไม่ได้ระบุให้ใช้",
        "ถ้าเป็นสำนักงานของท่านจริง ระบุด้วย --office {folder}",
    ),
    "page_changed": ("หน้าเว็บ {file} แก้ไขแล้ว", "ถ้าไม่ถูกต้อง แก้กลับในไฟล์"),
    "page_came": ("หน้าเว็บ {file} เพิ่มใหม่", "ถ้าไม่ถูกต้อง ลบไฟล์ออก"),
    "page_gone": ("หน้าเว็บ {file} ถูกลบ", "ถ้าไม่ถูกต้อง นำไฟล์กลับมา"),
    "setting_change": (
        "{key}: ที่มีผลอยู่ {was}  ที่เขียนไว้ {value}",
        "ถ้าไม่ถูกต้อง แก้กลับในไฟล์",
    ),
    "setting_url_with_password": (
        "{place}ที่อยู่มีชื่อผู้ใช้หรือรหัสผ่านอยู่ด้วย (ก่อนเครื่องหมาย @)",
        "ลบส่วนก่อนเครื่องหมาย @ ออก รหัสผ่านไม่อยู่ในไฟล์นี้",
    ),
    "setting_database_password": (
        "{place}ที่อยู่ของฐานข้อมูลมีรหัสผ่าน และผู้ใช้อื่นของเครื่องนี้อ่านไฟล์นี้ได้",
        "ลบรหัสผ่านออกแล้วให้ไว้ใน $OIT_DATABASE_PASSWORD หรือ ~/.pgpass  หรือสั่ง chmod 600 office.toml",
    ),
    "settings_not_usable": ("ค่าใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "settings_not_utf8": ("{file} ไม่ได้บันทึกเป็น UTF-8", "เปิดไฟล์แล้วบันทึกใหม่ โดยเลือกรหัสอักขระ UTF-8"),
    "settings_syntax": (
        "{place}เขียนไม่ถูกรูปแบบ TOML ({detail})",
        "ตรวจเครื่องหมายคำพูด วงเล็บ และเครื่องหมาย = ที่บรรทัดนั้น แล้วสั่งใหม่อีกครั้ง",
    ),
    "setting_missing": ("{place}ยังไม่ได้กำหนด", _EDIT),
    "setting_unknown": ("{place}โปรแกรมไม่รู้จักค่านี้{meant}", "แก้ตัวสะกดหรือลบบรรทัดนี้ออกจาก office.toml"),
    "setting_wrong_type": ("{place}ต้องเป็น{expected} แต่เขียนว่า {value}", _EDIT),
    "setting_out_of_range": ("{place}ต้องอยู่ระหว่าง {low} ถึง {high} แต่เขียนว่า {value}", _EDIT),
    "setting_days_backwards": (
        "{place}ต้องไม่เกิน {most} วัน เพราะขั้นนี้มาทีหลังขั้นก่อนหน้า แต่เขียนว่า {value}",
        _EDIT,
    ),
    "setting_unknown_choice": ("{place}ต้องเป็นอย่างใดอย่างหนึ่งใน {choices} แต่เขียนว่า “{value}”{meant}", _EDIT),
    "setting_unknown_post": (
        "{place}ไม่มีตำแหน่ง “{value}” ในสำนักงาน{meant}",
        "ใช้ deputy, registrar หรือ director.รหัสกลุ่ม แล้วสั่งใหม่อีกครั้ง",
    ),
    "setting_twice": ("{place}มี “{value}” ซ้ำกัน", "ลบรายการที่ซ้ำออกจาก office.toml"),
    "setting_buddhist_date": ("{place}เขียนปีพุทธศักราช ({value}) แต่ช่องนี้ใช้ปีคริสต์ศักราช{meant}", _EDIT),
    "setting_bad_mail_server": (
        "{place}“{value}” ไม่ใช่ที่อยู่เครื่องส่งอีเมล",
        "ใช้รูปแบบ smtp://ชื่อเครื่อง:587 หรือ smtps://ชื่อเครื่อง:465",
    ),
    "setting_bad_url": (
        "{place}“{value}” ไม่ใช่ที่อยู่เว็บไซต์",
        "เขียนให้ครบ เช่น https://www.example.go.th/ แล้วสั่งใหม่อีกครั้ง",
    ),
    "setting_bad_key": (
        "{place}รหัส “{value}” ไม่ถูกต้อง",
        "ใช้อักษรอังกฤษตัวเล็ก ตัวเลข และขีด โดยขึ้นต้นด้วยอักษร เช่น hr",
    ),
    "setting_bad_label": (
        "{place}รูปแบบเลขที่ “{value}” ไม่ถูกต้อง",
        "ใช้ได้เฉพาะช่อง {fields} ในวงเล็บปีกกา และต้องมี number",
    ),
    "setting_bad_database": (
        "{place}“{value}” ไม่ใช่ที่อยู่ฐานข้อมูล",
        "ลบบรรทัด database ออกเพื่อใช้ไฟล์ในโฟลเดอร์ หรือเขียนแบบ postgresql+psycopg://…",
    ),
    "no_groups": ("{place}ยังไม่ได้กำหนดกลุ่มของสำนักงาน", "เพิ่มหมวด [[group]] พร้อม key และ name ใน office.toml"),
    "group_twice": ("{place}มีกลุ่ม “{value}” ซ้ำกัน", "ลบหรือเปลี่ยนรหัสและชื่อกลุ่มที่ซ้ำใน office.toml"),
}

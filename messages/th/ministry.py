"""หลายสำนักงานในฐานข้อมูลเดียว: the list of a ministry, and why an office calls for attention."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "ministry_needs_postgresql": (
        "ฐานข้อมูลของหลายสำนักงานต้องเป็น PostgreSQL",
        "ระบุ --database postgresql+psycopg://… หรือกำหนดตัวแปร $OIT_MINISTRY  สำนักงานเดียวไม่ต้องใช้คำสั่งนี้",
    ),
    "office_not_here": (
        "ไม่มีสำนักงาน “{office}” ในฐานข้อมูลนี้",
        "นำเข้าจากไฟล์สำรอง: oit ministry office add FILE DIR  หรือสั่ง oit init ในโฟลเดอร์ที่ใช้ฐานข้อมูลนี้ก่อน",
    ),
    "office_listed": (
        "สำนักงาน “{office}” อยู่ในทะเบียนแล้ว",
        "ดูทะเบียนด้วยคำสั่ง oit ministry office list",
    ),
    "office_not_listed": (
        "สำนักงาน “{office}” ไม่อยู่ในทะเบียน",
        "ดูทะเบียนด้วยคำสั่ง oit ministry office list",
    ),
    "office_closed_already": (
        "สำนักงาน “{office}” ย้ายออกหรือปิดไปแล้วเมื่อ {day}",
        "ดูทะเบียนด้วยคำสั่ง oit ministry office list",
    ),
    "office_folder_missing": (
        "ไม่มีโฟลเดอร์ของสำนักงาน “{office}” ใน {folder}",
        "วางโฟลเดอร์ของสำนักงานไว้ที่นั่น ให้ชื่อตรงกับ key ใน office.toml",
    ),
    "worker_died": (
        "เครื่องหรือโปรแกรมที่ทำงานนี้ดับทุกครั้งที่ลอง",
        "ดูว่าเครื่องมีหน่วยความจำพอ และไฟล์ของสำนักงานเปิดได้ แล้วสั่ง oit worker retry",
    ),
    "jobs_missing": (
        "เครื่องนี้ไม่ได้ติดตั้งส่วนเสริมของหลายสำนักงาน ซึ่งงานเบื้องหลังต้องใช้",
        "ให้ผู้ดูแลระบบสั่ง make setup WITH=ministry",
    ),
    "jobs_not_prepared": (
        "ฐานข้อมูลนี้ยังไม่มีที่รองานเบื้องหลัง",
        "ให้ผู้ดูแลระบบสั่ง make setup WITH=ministry แล้วให้เจ้าของฐานข้อมูลสั่ง oit ministry prepare",
    ),
    "ministry_not_shown": (
        "หน้าเว็บนี้ไม่ได้เปิดภาพรวมของหลายสำนักงาน",
        "ให้ผู้ดูแลระบบเปิด oit serve ด้วย --ministry",
    ),
    "ministry_not_yours": (
        "{login} ไม่ได้รับสิทธิดูหน้านี้ของกระทรวง",
        "ให้ผู้ดูแลโปรแกรมสองคนรับชื่อผู้ใช้ใน [ministry] ของ office.toml",
    ),
    "no_such_kind": (
        "ไม่มีไฟล์แบบ {kind}",
        "เลือกจากลิงก์ดาวน์โหลดในหน้านั้น",
    ),
    "no_such_province": (
        "ไม่มีสำนักงานของจังหวัด “{province}” ในทะเบียน",
        "ดูชื่อจังหวัดที่มีด้วยคำสั่ง oit ministry progress",
    ),
    "no_office_has_a_cycle": (
        "ยังไม่มีสำนักงานใดในทะเบียนเปิดรอบการประเมินของกรอบ {framework}",
        "ให้สำนักงานเปิดรอบ (oit cycle open) และขึ้นทะเบียนสำนักงาน (oit ministry office add)",
    ),
    "ministry_no_cycle": (
        "ยังไม่เปิดรอบการประเมินของปีนี้",
        "แจ้งผู้ดูแลโปรแกรมของสำนักงานให้เปิดรอบ",
    ),
    "ministry_broken": (
        "ตรวจจากหน้าแรกแล้วไม่พบ หรือไม่ตรงกับฉบับที่ลงนาม {count} ข้อ",
        "แจ้งผู้รับผิดชอบเว็บไซต์ของสำนักงาน",
    ),
    "ministry_off_site": (
        "ระงับหรือถอนการเผยแพร่อยู่ {count} ข้อ",
        "แจ้งหัวหน้าหน่วยงานของสำนักงานให้พิจารณา",
    ),
    "ministry_stands_still": (
        "ไม่มีข้อใดเดินหน้ามา {days} วัน",
        "สอบถามสำนักงานว่าติดขัดที่ใด",
    ),
}

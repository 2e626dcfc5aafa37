"""การเฝ้าดูเว็บไซต์และการแจ้ง: watching the site, and telling people."""

from __future__ import annotations

TOLD: dict[str, tuple[str, str]] = {
    "nothing_to_watch": (
        "ยังไม่ได้ตั้งที่อยู่เว็บไซต์จริง จึงไม่มีอะไรให้เฝ้าดู",
        "ตั้ง [site] home ใน office.toml เป็นหน้าแรกจริงของสำนักงาน",
    ),
    "bad_machine_name": (
        "“{value}” ใช้เป็นชื่อเครื่องไม่ได้",
        "ใช้อักษรอังกฤษตัวเล็ก ตัวเลข และขีด ขึ้นต้นด้วยตัวอักษร",
    ),
    "no_such_machine": ("ไม่มีเครื่อง {machine} ที่เฝ้าดูเว็บไซต์อยู่", "ดูรายชื่อด้วยคำสั่ง oit watch list"),
    "watch_key_refused": (
        "กุญแจของเครื่องเฝ้าดูใช้ไม่ได้ หรือถูกยกเลิกแล้ว",
        "ให้ผู้ดูแลโปรแกรมออกกุญแจใหม่ด้วยคำสั่ง oit watch enrol",
    ),
    "no_watch_key": (
        "ไม่พบกุญแจของเครื่องเฝ้าดู ({file})",
        "ให้ผู้ดูแลโปรแกรมออกกุญแจด้วยคำสั่ง oit watch enrol แล้วระบุด้วย --key หรือ $OIT_WATCH_KEY",
    ),
    "watch_key_open": (
        "ผู้ใช้อื่นของเครื่องนี้อ่านกุญแจ {file} ได้ จึงไม่ใช้",
        "สั่ง chmod go= {file_raw} แล้วลองใหม่",
    ),
    "told_step": ("ข้อ {item}: {step} โดย {by} ขณะนี้ {state}", "ดูรายละเอียดด้วยคำสั่ง oit show {item_raw}"),
    "told_proof_failed": (
        "ข้อ {item} ปี {year}: ตรวจเว็บไซต์หลายครั้งห่างกันหลายชั่วโมงแล้วไม่ผ่าน ({severity})",
        "ดูสาเหตุด้วยคำสั่ง oit site prove และประวัติด้วย oit site history {item_raw}",
    ),
    "told_proof_cleared": ("ข้อ {item} ปี {year}: กลับมาพบบนเว็บไซต์แล้ว", "ไม่ต้องดำเนินการ"),
    "told_draft_exposed": (
        "ข้อ {item}: เอกสารที่ระงับ ถอน หรือยังไม่อนุมัติ ยังเปิดได้ที่ {url}",
        "นำออกจากเว็บไซต์ทันที แล้วตรวจด้วยคำสั่ง oit site prove",
    ),
    "told_private_exposed": (
        "ประชาชนเปิดส่วนที่ไม่ใช่ข้อมูลสาธารณะได้ที่ {url}",
        "ให้เว็บไซต์ชี้ไปที่โฟลเดอร์ที่เผยแพร่เท่านั้น แล้วตรวจด้วยคำสั่ง oit site prove",
    ),
    "told_month_report": (
        "รายงานเว็บไซต์ประจำเดือนพร้อมแล้ว: {file}",
        "เปิดดูในโฟลเดอร์รายงานของสำนักงาน หรือสั่ง oit site report",
    ),
    "told_expires_soon": ("{renewal} จะหมดอายุใน {days} วัน ({on})", "ต่ออายุก่อนวันดังกล่าว"),
    "told_expired": ("{renewal} หมดอายุแล้ว {days} วัน ({on})", "ต่ออายุโดยด่วน"),
    "told_power_asked": (
        "คำขอ {request} รอคนที่สอง: {act}",
        "อ่านด้วยคำสั่ง oit request",
    ),
    "told_power_confirmed": (
        "คำขอ {request} มีผู้ยืนยันแล้ว: {act} ({subject})",
        "ดูด้วยคำสั่ง oit journal show",
    ),
    "told_power_refused": (
        "คำขอ {request} ไม่ได้รับการยืนยัน: {act} ({subject})",
        "ดูด้วยคำสั่ง oit journal show",
    ),
    "told_absence": (
        "{name} ไม่อยู่ {by_name} รักษาราชการแทน {post} ตั้งแต่ {from} ถึง {until} ตามคำสั่งที่ {order}",
        "หากไม่ถูกต้อง ทักท้วงด้วยคำสั่ง oit people object",
    ),
    "told_objection": (
        "มีผู้ทักท้วงการรักษาราชการแทนของ {name} เหตุผล: {reason}",
        "เรื่องที่ลงนามไว้ยังเผยแพร่ไม่ได้ ดูด้วยคำสั่ง oit journal show",
    ),
    "told_objection_lifted": (
        "{objected_by} ถอนคำทักท้วงการรักษาราชการแทนของ {name} แล้ว",
        "สิ่งที่ลงนามไว้เผยแพร่ได้ หากไม่เห็นด้วย ทักท้วงด้วย oit people object {person_raw} --reason เหตุผล",
    ),
    "told_password": (
        "ออกรหัสเข้าใช้ใหม่ของ {name} ({person})",
        "หากท่านไม่ได้ขอ แจ้งผู้ดูแลโปรแกรมอีกคนทันที",
    ),
    "told_certificate": (
        "ขึ้นทะเบียนใบรับรอง “{subject}” ของ {person} ลายพิมพ์ {fingerprint}",
        "หากไม่ใช่ของท่าน ถอนด้วยคำสั่ง oit key withdraw",
    ),
}

"""ตารางที่สำนักงานจัดทำ (CSV หรือ Excel): people, responsibilities, a catalogue."""

from __future__ import annotations

_CELL = "แก้ไขช่องนี้ในไฟล์ แล้วสั่งใหม่อีกครั้ง"
_EXCEL = "เปิดใน Excel แล้วบันทึกเป็น CSV UTF-8 หรือ .xlsx ใหม่"

TOLD: dict[str, tuple[str, str]] = {
    "people_not_usable": ("รายชื่อบุคลากรใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "responsibilities_not_usable": (
        "ตารางผู้รับผิดชอบใน {file} ยังใช้ไม่ได้",
        "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง",
    ),
    "catalogue_not_usable": ("แบบวัด OIT ใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    # ไฟล์
    "bad_bytes": ("{place}มีอักขระที่อ่านไม่ได้ (รหัสอักขระ {encoding}): {value}", _EXCEL),
    "misread_thai": ("{place}ภาษาไทยอ่านเพี้ยน: {value}", _EXCEL),
    "bad_quotes": ("{place}เครื่องหมายคำพูดเปิดแล้วไม่ปิด", _CELL),
    "bad_workbook": ("{place}อ่านไฟล์ Excel ไม่ได้", _EXCEL),
    "old_or_locked_workbook": ("{place}เป็นไฟล์ Excel รุ่นเก่า (.xls) หรือตั้งรหัสผ่านไว้", _EXCEL),
    "table_empty": ("{place}ไม่มีข้อมูล", "เพิ่มหัวตารางและข้อมูล แล้วสั่งใหม่อีกครั้ง"),
    "table_too_big": ("{place}ตารางใหญ่เกินไป", "ลบแถวว่างและข้อมูลที่ไม่เกี่ยวข้อง แล้วสั่งใหม่อีกครั้ง"),
    "too_many_cells": (
        "{place}มีข้อมูลเกินจำนวนช่อง: {value}",
        "ตรวจเครื่องหมายจุลภาคในแถวนี้ แล้วสั่งใหม่อีกครั้ง",
    ),
    "cell_error": ("{place}สูตรใน Excel ให้ผลผิดพลาด ({value})", _CELL),
    # หัวตาราง
    "column_missing": ("{place}ไม่มีช่องนี้", "เพิ่มหัวตารางชื่อนี้ แล้วสั่งใหม่อีกครั้ง"),
    "column_twice": ("{place}มีหัวตารางชื่อนี้ซ้ำกัน", "ลบหรือเปลี่ยนชื่อหัวตารางที่ซ้ำ"),
    "unknown_column": ("{place}โปรแกรมไม่รู้จักหัวตารางนี้{meant}", "แก้ชื่อหัวตาราง แล้วสั่งใหม่อีกครั้ง"),
    # ข้อมูลในช่อง
    "cell_empty": ("{place}ยังไม่ได้กรอก", _CELL),
    "unknown_choice": ("{place}“{value}” ต้องเป็นอย่างใดอย่างหนึ่งใน {choices}{meant}", _CELL),
    "unknown_group": ("{place}ไม่มีกลุ่มชื่อ “{value}” ใน office.toml{meant}", _CELL),
    "not_yes_or_no": ("{place}“{value}” ต้องเป็น yes หรือ no", _CELL),
    "date_not_understood": ("{place}อ่านวันที่ “{text}” ไม่ออก", "เขียนวันที่แบบ 31 มีนาคม 2566 หรือ 2023-03-31"),
    "date_year_ambiguous": ("{place}วันที่ “{text}” ปีไม่ชัดเจน", "เขียนปีให้ครบ 4 หลัก เช่น 31/3/2566"),
    "date_year_out_of_range": (
        "{place}วันที่ “{text}” ปีไม่ถูกต้อง",
        "ตรวจปีของวันที่ แล้วเขียนแบบ 31 มีนาคม 2566",
    ),
    "date_no_such_month": ("{place}วันที่ “{text}” ไม่มีเดือนที่ {month}", "เขียนวันที่แบบ 31 มีนาคม 2566"),
    "date_no_such_day": ("{place}วันที่ “{text}” ไม่มีจริง เดือน{month}มี {last} วัน", "ตรวจวันที่ แล้วเขียนใหม่"),
    "item_code_not_understood": ("{place}“{text}” ไม่ใช่เลขข้อ", "เขียนเลขข้อแบบ O15"),
    # บุคลากร
    "bad_login": (
        "{place}ชื่อผู้ใช้ “{value}” ไม่ถูกต้อง",
        "ใช้อักษรอังกฤษตัวเล็ก ตัวเลข จุด และขีด เช่น clerk.hr",
    ),
    "login_of_another": (
        "{place}ชื่อผู้ใช้ “{value}” เป็นของ {name} อยู่แล้ว (บรรทัดที่ {other_line})",
        "ตั้งชื่อผู้ใช้ใหม่ให้ไม่ซ้ำกัน",
    ),
    "role_needs_group": ("{place}บทบาท “{role}” ต้องระบุกลุ่ม", _CELL),
    "role_without_person": ("{place}ยังไม่มีผู้ทำหน้าที่ “{value}”", "เพิ่มบุคลากรในบทบาทนี้ แล้วสั่งใหม่อีกครั้ง"),
    "two_holders": (
        "{place}ตำแหน่งนี้มี {name} ดำรงอยู่ในช่วงเวลาเดียวกัน (บรรทัดที่ {other_line})",
        "กำหนดวันสิ้นสุดของผู้ดำรงตำแหน่งคนก่อน หรือบันทึกเป็นรักษาราชการแทน",
    ),
    "window_backwards": ("{place}วันสิ้นสุด “{value}” มาก่อนวันเริ่ม “{start}”", _CELL),
    "acting_needs": (
        "{place}ผู้ที่ “{kind}” ต้องกรอกช่องนี้",
        "กรอกเลขที่คำสั่ง วันเริ่ม และตำแหน่งที่ทำการแทนให้ครบ",
    ),
    "acts_for_own_post": ("{place}ทำการแทนตำแหน่งของตนเองไม่ได้ (“{value}”)", "ระบุตำแหน่งที่ทำการแทนให้ถูกต้อง"),
    "acts_for_self": (
        "{place}บุคคลนี้ดำรงตำแหน่งนั้นอยู่แล้ว (บรรทัดที่ {other_line})",
        "ลบแถวนี้ หรือแก้ไขช่วงเวลาไม่ให้ซ้อนกัน",
    ),
    "holder_acts_for": (
        "{place}ผู้ดำรงตำแหน่งเองไม่ต้องกรอกช่องนี้ (“{value}”)",
        "ลบข้อมูลในช่องนี้ หรือเปลี่ยนสถานะเป็นรักษาราชการแทน",
    ),
    # ผู้รับผิดชอบและแบบวัด
    "unknown_item": ("{place}ไม่มีข้อ “{value}” ในแบบวัด OIT ปี {year} ซึ่งมี {total} ข้อ", _CELL),
    "item_twice": ("{place}ข้อ “{value}” มีซ้ำกัน", "รวมเป็นแถวเดียว แล้วสั่งใหม่อีกครั้ง"),
    "item_missing": ("{place}ยังไม่มีข้อ {value}", "เพิ่มแถวของข้อนี้พร้อมกลุ่มที่รับผิดชอบ"),
    "group_named_twice": ("{place}ระบุกลุ่ม “{value}” ซ้ำกัน", _CELL),
    "bad_item_number": ("{place}ลำดับข้อ “{value}” ต้องเป็นตัวเลขตั้งแต่ 1", _CELL),
    "item_number_skipped": ("{place}ลำดับข้อข้ามเลข {value}", "เพิ่มข้อที่ขาด หรือแก้ลำดับข้อให้ต่อเนื่อง"),
    "code_and_number_disagree": ("{place}รหัสข้อ “{value}” ไม่ตรงกับลำดับข้อ {number}", _CELL),
    "sub_indicator_elsewhere": ("{place}ตัวชี้วัดย่อย “{value}” ไม่อยู่ในตัวชี้วัดที่ {indicator}", _CELL),
}

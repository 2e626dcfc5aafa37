"""ผลการประเมิน กรอบการประเมิน และคะแนน: results, frameworks and scores."""

from __future__ import annotations

_CELL = "แก้ไขช่องนี้ในไฟล์ แล้วสั่งใหม่อีกครั้ง"
_FILE = "แก้ไขไฟล์กรอบการประเมิน แล้วสั่งใหม่อีกครั้ง"

TOLD: dict[str, tuple[str, str]] = {
    # กรอบการประเมิน
    "framework_not_usable": ("กรอบการประเมินใน {file} ยังใช้ไม่ได้", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "no_framework": (
        "ไม่มีกรอบการประเมิน {framework} ปีงบประมาณ {year} ที่มีคือ {known}",
        "ระบุกรอบและปีที่มี หรือวางไฟล์กรอบไว้ในโฟลเดอร์ “frameworks” ของสำนักงาน",
    ),
    "framework_unreadable": ("{place}อ่านไฟล์ไม่ได้: {detail}", _FILE),
    "framework_not_toml": ("{place}รูปแบบไฟล์ไม่ถูกต้อง: {detail}", _FILE),
    "framework_unknown_key": ("{place}โปรแกรมไม่รู้จักค่านี้", _FILE),
    "framework_missing": ("{place}ยังไม่ได้กรอก", _FILE),
    "framework_bad_key": ("{place}“{value}” ต้องเป็นอักษรอังกฤษตัวเล็ก ตัวเลข และขีด", _FILE),
    "framework_bad_year": ("{place}“{value}” ต้องเป็นปีงบประมาณ พ.ศ.", _FILE),
    "framework_bad_count": ("{place}“{value}” ต้องเป็นจำนวนข้อ", _FILE),
    "framework_count_differs": ("{place}ระบุ {value} ข้อ แต่แบบวัดมี {found} ข้อ", "แก้จำนวนข้อ หรือแบบวัด"),
    "framework_items_missing": ("{place}ไม่พบแบบวัด {value}", "วางแบบวัดของปีนั้นไว้ในโฟลเดอร์ของสำนักงาน"),
    "framework_no_tools": ("{place}ยังไม่มีเครื่องมือวัด", _FILE),
    "framework_weights": ("{place}น้ำหนักของเครื่องมือรวมได้ {value} ต้องเป็น 100", _FILE),
    "framework_unknown_indicator": ("{place}ไม่มีตัวชี้วัดที่ {value}", _FILE),
    "framework_indicator_not_once": ("{place}ตัวชี้วัดที่ {value} ต้องอยู่ในเครื่องมือเดียว", _FILE),
    "framework_item_elsewhere": ("{place}ข้อ {code} อยู่ในตัวชี้วัดที่ {value} ซึ่งไม่มีในกรอบ", _FILE),
    "framework_item_twice": ("{place}ข้อ {code} ซ้ำกัน", _FILE),
    "framework_levels_order": ("{place}ระดับต้องเรียงจากสูงไปต่ำและไม่ซ้ำกัน", _FILE),
    "framework_levels_gap": ("{place}ระดับล่างสุดต้องเริ่มที่ 0 และไม่มีเงื่อนไขอื่น", _FILE),
    "framework_bad_places": ("{place}“{value}” ต้องเป็นจำนวนทศนิยม 0 ถึง 6", _FILE),
    "framework_unknown_choice": ("{place}“{value}” ต้องเป็นอย่างใดอย่างหนึ่งใน {choices}", _FILE),
    "framework_bad_day": ("{place}“{value}” ไม่ใช่วันที่", "เขียนวันที่แบบ 2023-03-31 ไม่ต้องใส่เครื่องหมายคำพูด"),
    "framework_unknown_item": ("{place}ไม่มีข้อ {value} ในแบบวัด", _FILE),
    "framework_questionnaire": ("{place}ลำดับคำถามมี {value} ข้อ แต่แบบวัดมี {found} ข้อ", _FILE),
    "framework_not_a_table": ("{place}ต้องเป็นตาราง", _FILE),
    "framework_not_texts": ("{place}ต้องเป็นรายการข้อความ", _FILE),
    "framework_bad_number": ("{place}“{value}” ต้องเป็นตัวเลข 0 ถึง 100 ในเครื่องหมายคำพูด", _FILE),
    # ผลการประเมิน
    "result_not_usable": ("ผลการประเมินใน {file} ยังนำเข้าไม่ได้ ไม่มีข้อใดถูกบันทึก", "แก้ไขทุกรายการที่แจ้ง แล้วสั่งใหม่อีกครั้ง"),
    "result_no_table": ("{place}ไม่พบตารางที่มีหัวตาราง ข้อ และ คะแนน", "ใส่หัวตาราง: ข้อ  ข้อมูล  คะแนน  ข้อเสนอแนะ"),
    "result_empty": ("{place}ตารางไม่มีคะแนน", "ตรวจว่าเลือกไฟล์หรือแผ่นงานถูกต้อง"),
    "result_items_missing": ("{place}ไม่มีคะแนนของข้อ {codes}", "เติมให้ครบทุกข้อ แล้วสั่งใหม่อีกครั้ง"),
    "result_two_totals": ("{place}มีคะแนนรวมหลายค่า: {totals}", "เหลือคะแนนรวมที่ถูกต้องเพียงค่าเดียว"),
    "result_unknown_item": ("{place}ไม่มีข้อ {value} ในกรอบนี้ ซึ่งมี {count} ข้อ", _CELL),
    "result_item_twice": ("{place}ข้อ {value} ซ้ำกับบรรทัดที่ {first}", "ลบแถวที่ซ้ำ"),
    "result_no_score": ("{place}ข้อ {code} ยังไม่มีคะแนน", _CELL),
    "result_bad_score": ("{place}“{value}” ไม่ใช่คะแนน", _CELL),
    "result_impossible_score": ("{place}ข้อ {code} ได้ “{value}” คะแนน แต่กรอบนี้ให้ได้เพียง {allowed}", _CELL),
    "result_title_of_other": ("{place}“{value}” เป็นชื่อของข้อ {other} ไม่ใช่ข้อ {code} ({title})", "แก้เลขข้อหรือชื่อข้อ"),
    "result_title_unknown": ("{place}“{value}” ไม่ใช่ชื่อของข้อ {code} ({title})", "แก้เลขข้อหรือชื่อข้อ"),
    "result_title_spelt_otherwise": (
        "{place}ข้อ {code} เขียนว่า “{value}” แบบวัดเขียนว่า “{title}”",
        "ไม่ต้องแก้ หากเป็นข้อเดียวกัน",
    ),
    "result_row_unknown": ("{place}ไม่ทราบว่า “{value}” เป็นข้อใด", _CELL),
    "result_unknown_indicator": ("{place}ไม่มีตัวชี้วัด “{value}” ในกรอบนี้", _CELL),
    "result_indicator_of_other": ("{place}“{value}”: ตัวชี้วัดที่ {code} คือ {title} ชื่อนี้เป็นของตัวชี้วัดที่ {other}", _CELL),
    "result_two_scores": ("{place}{code} มีคะแนนสองค่า: {first} และ {value}", _CELL),
    "result_bad_workbook": ("{place}อ่านไฟล์ Excel ไม่ได้", "เปิดใน Excel แล้วบันทึกเป็น .xlsx ใหม่"),
    "result_too_big": ("{place}ไฟล์ใหญ่เกินไป", "ลบแผ่นงานและแถวที่ไม่เกี่ยวข้อง"),
    "result_cell_error": ("{place}สูตรใน Excel ให้ผลผิดพลาด ({value})", _CELL),
}

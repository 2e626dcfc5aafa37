"""Sentences about files an office wrote: code -> (what is wrong, what to do), in Thai and in English.

Where the facts name a place or a suggestion, `tell` puts it before and behind; the sentences do not repeat it.
"""

from collections.abc import Mapping

Sentences = dict[str, tuple[str, str]]

_MEND_CELL = "แก้ในไฟล์แล้วสั่งใหม่"
_MEND_CELL_EN = "mend it in the file and run the command again"

TH: Sentences = {
    # whole files
    "no_office": (
        "ไม่พบสำนักงาน (ไม่มี {file}) ที่ {folder}",
        "เข้าไปในโฟลเดอร์ของสำนักงาน หรือระบุ --office โฟลเดอร์ หรือเริ่มด้วย oit init",
    ),
    "settings_not_usable": ("ใช้ {file} ไม่ได้ มีที่ต้องแก้ไขตามรายการ", "แก้ทุกข้อแล้วสั่งใหม่"),
    "settings_not_utf8": ("{file} ไม่ได้บันทึกเป็น UTF-8", "เปิดไฟล์แล้วบันทึกใหม่โดยเลือกการเข้ารหัส UTF-8"),
    "catalogue_not_usable": ("ใช้รายการข้อใน {file} ไม่ได้ มีที่ต้องแก้ไขตามรายการ", "แก้ทุกข้อแล้วสั่งใหม่"),
    "responsibilities_not_usable": (
        "ใช้ตารางผู้รับผิดชอบ {file} ไม่ได้ มีที่ต้องแก้ไขตามรายการ",
        "แก้ทุกข้อแล้วสั่งใหม่",
    ),
    "people_not_usable": ("ใช้รายชื่อบุคลากร {file} ไม่ได้ มีที่ต้องแก้ไขตามรายการ", "แก้ทุกข้อแล้วสั่งใหม่"),
    "no_catalogue": (
        "ไม่มีรายการข้อของปีงบประมาณ {year} (ที่มีมาให้คือ {shipped})",
        "วางไฟล์ catalogue-{year}.csv ในโฟลเดอร์ของสำนักงาน",
    ),
    "file_missing": ("ไม่พบไฟล์ {file}", "ตรวจชื่อไฟล์และวางไว้ในโฟลเดอร์ของสำนักงาน"),
    "file_unreadable": ("อ่านไฟล์ {file} ไม่ได้ ({detail})", "ตรวจสิทธิ์ของไฟล์ และปิดไฟล์ในโปรแกรมอื่น"),
    "table_empty": ("ไม่มีข้อมูลในตาราง", "ใส่หัวคอลัมน์และข้อมูลอย่างน้อยหนึ่งแถว"),
    "table_too_big": ("ไฟล์ใหญ่เกินกว่าจะเป็นตารางของสำนักงาน", "ตรวจว่าเลือกไฟล์ถูกต้อง"),
    "old_or_locked_workbook": (
        "เป็นแฟ้ม Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้",
        "บันทึกใหม่เป็น .xlsx หรือ .csv โดยไม่ใส่รหัสผ่าน",
    ),
    "bad_workbook": ("เปิดแฟ้ม Excel นี้ไม่ได้ ไฟล์อาจเสีย", "เปิดใน Excel แล้วบันทึกใหม่"),
    "bad_bytes": ("มีตัวอักษรที่อ่านไม่ได้ในแถวนี้: {value}", "พิมพ์ข้อความในแถวนี้ใหม่ แล้วบันทึกเป็น UTF-8"),
    "bad_quotes": ('เครื่องหมายคำพูด " เปิดไว้แล้วไม่ปิด จึงอ่านแถวต่อจากนี้ไม่ได้', "ปิดเครื่องหมายคำพูด หรือบันทึกใหม่จาก Excel"),
    "misread_thai": (
        "ภาษาไทยเพี้ยนจากการเปิดไฟล์ผิดการเข้ารหัส: {value}",
        "กลับไปใช้ไฟล์เดิมก่อนเพี้ยน แล้วบันทึกเป็น UTF-8",
    ),
    "cell_error": ("สูตรในช่องนี้ผิดพลาด ({value})", "แก้สูตร หรือพิมพ์ค่าลงไปแทน"),
    # columns
    "column_missing": ("ไม่มีคอลัมน์ {column} (หรือ {key})", "เพิ่มคอลัมน์นี้ในแถวหัวตาราง"),
    "column_twice": ("มีคอลัมน์นี้ซ้ำกัน", "ลบคอลัมน์ที่ซ้ำออก"),
    "unknown_column": ("ไม่รู้จักคอลัมน์นี้", "แก้ชื่อคอลัมน์"),
    "too_many_cells": ("มีข้อมูลเกินหัวตาราง: {value}", "ตรวจว่าข้อความที่มีเครื่องหมายคั่นอยู่ในเครื่องหมายคำพูด"),
    # cells
    "cell_empty": ("ต้องกรอกช่องนี้", "กรอกแล้วสั่งใหม่"),
    "unknown_choice": ("“{value}” ไม่ใช่ค่าที่ใช้ได้ ใช้ได้: {choices}", _MEND_CELL),
    "not_yes_or_no": ("“{value}” ต้องเป็น yes หรือเว้นว่าง", _MEND_CELL),
    "date_no_such_day": ("“{value}” ไม่มีในปฏิทิน เดือน{month}มี {last} วัน", _MEND_CELL),
    "date_no_such_month": ("“{value}” ไม่มีเดือนที่ {month}", _MEND_CELL),
    "date_not_understood": ("“{value}” ไม่ใช่วันที่", "เขียนอย่าง 31/3/2566 หรือ 31 มีนาคม 2566"),
    "date_year_ambiguous": ("“{value}” ปีมีสองหลัก จึงไม่รู้ว่าเป็น พ.ศ. หรือ ค.ศ.", "เขียนปีสี่หลัก"),
    "date_year_out_of_range": ("“{value}” อยู่นอกช่วงปีที่ใช้ได้", "ตรวจปี พ.ศ."),
    # catalogue and responsibilities
    "bad_item_number": ("“{value}” ไม่ใช่ลำดับข้อ", "ใช้เลข 1, 2, 3 ต่อกันไป"),
    "code_and_number_disagree": ("รหัส {value} ไม่ตรงกับลำดับที่ {number}", _MEND_CELL),
    "sub_indicator_elsewhere": ("ตัวชี้วัดย่อย {value} ไม่อยู่ในตัวชี้วัด {indicator}", _MEND_CELL),
    "item_twice": ("ข้อ {value} มีมากกว่าหนึ่งแถว", "รวมหรือลบแถวที่ซ้ำ"),
    "item_number_skipped": ("ไม่มีข้อลำดับที่ {value}", "เพิ่มข้อที่ขาด หรือเรียงลำดับใหม่"),
    "unknown_item": ("“{value}” ไม่มีในรายการข้อปี {year} ซึ่งมี {total} ข้อ", _MEND_CELL),
    "item_missing": ("ยังไม่ได้กำหนดผู้รับผิดชอบข้อ {value}", "เพิ่มแถวของข้อนี้"),
    "unknown_group": ("ไม่มีกลุ่ม “{value}” ในสำนักงาน", "แก้ชื่อกลุ่มให้ตรงกับ office.toml"),
    "group_named_twice": ("มีกลุ่ม “{value}” ซ้ำในช่องเดียวกัน", "ลบชื่อที่ซ้ำ"),
    # people
    "bad_login": ("ชื่อเข้าใช้ “{value}” ใช้ไม่ได้", "ใช้ a-z ตัวเล็ก ตัวเลข และจุด เช่น clerk.admin"),
    "role_needs_group": ("บทบาท {role} ต้องระบุกลุ่ม", "กรอกช่องกลุ่ม"),
    "role_without_person": ("ยังไม่มีผู้ใดมีบทบาท {value}", "เพิ่มแถวของผู้ดำรงตำแหน่ง"),
    "window_backwards": ("วันสิ้นสุด {value} มาก่อนวันเริ่ม {start}", _MEND_CELL),
    "acting_needs": ("ผู้ทำการแทน ({kind}) ต้องกรอกช่องนี้", "กรอกเลขที่คำสั่ง ตำแหน่งที่แทน และวันเริ่ม"),
    "acts_for_own_post": ("แทนตำแหน่งของตนเองไม่ได้", "กรอกตำแหน่งที่ไปแทน"),
    "acts_for_self": (
        "ผู้ดำรงตำแหน่งนี้อยู่แล้ว (บรรทัด {other_line}) จะทำการแทนตนเองไม่ได้",
        "ลบแถวนี้ หรือแก้ช่วงวันที่",
    ),
    "holder_acts_for": (
        "ผู้ดำรงตำแหน่งเองไม่ต้องกรอกช่องนี้",
        "ลบค่า หรือระบุลักษณะเป็น รักษาราชการแทน หรือ ปฏิบัติราชการแทน",
    ),
    "login_of_another": (
        "ชื่อเข้าใช้นี้เป็นของ {name} แล้ว (บรรทัด {other_line})",
        "ใช้ชื่อเข้าใช้อื่น หรือแก้ชื่อให้ตรงกัน",
    ),
    "two_holders": (
        "{name} ดำรงตำแหน่งเดียวกันในช่วงเวลาเดียวกัน (บรรทัด {other_line})",
        "กรอกวันสิ้นสุดของคนเดิม",
    ),
    # office.toml
    "settings_syntax": ("เขียน {file} ผิดรูปแบบ: {detail}", "ตรวจเครื่องหมายคำพูด วงเล็บ และเครื่องหมาย ="),
    "setting_unknown": ("ไม่รู้จักค่า {key}", "แก้ชื่อหรือลบออก"),
    "setting_missing": ("ต้องกำหนด {key}", "เพิ่มใน {file}"),
    "setting_wrong_type": ("{key} ต้องเป็น {expected}", "แก้ค่า {value}"),
    "setting_out_of_range": ("{key} ต้องอยู่ระหว่าง {low} ถึง {high}", "แก้ค่า {value}"),
    "setting_unknown_choice": ("{key} เป็น “{value}” ไม่ได้ ใช้ได้: {choices}", "แก้ค่า"),
    "setting_unknown_post": (
        "{key} มีตำแหน่ง “{value}” ที่ไม่รู้จัก",
        "ใช้ deputy หรือ director.กลุ่ม เช่น director.admin",
    ),
    "setting_twice": ("{key} มี “{value}” ซ้ำ", "ลบที่ซ้ำ"),
    "setting_bad_key": ("{key} เป็น “{value}” ไม่ได้", "ใช้ a-z ตัวเล็ก ตัวเลข และขีด"),
    "setting_bad_url": ("{key} “{value}” ไม่ใช่ที่อยู่เว็บ", "เขียนให้เต็ม เช่น https://www.example.go.th/"),
    "setting_bad_label": (
        "{key} “{value}” ใช้ไม่ได้",
        "ต้องมี {{number}} และใช้ได้เพียง {{code}} {{number}} {{year}}",
    ),
    "setting_bad_database": (
        "{key} “{value}” ไม่ใช่ที่อยู่ฐานข้อมูล",
        "ลบออกเพื่อใช้ SQLite ในโฟลเดอร์ หรือเขียน postgresql+psycopg://…",
    ),
    "setting_buddhist_date": ("{key} {value} เป็นปี พ.ศ.", "ใน {file} เขียนวันที่เป็นปี ค.ศ."),
    "no_groups": ("ยังไม่มีกลุ่มในสำนักงาน", "เพิ่ม [[group]] อย่างน้อยหนึ่งกลุ่ม"),
    "group_twice": ("{key} ใช้ “{value}” ซ้ำกับกลุ่มก่อนหน้า", "แต่ละกลุ่มต้องมี key และชื่อไม่ซ้ำกัน"),
}

EN: Sentences = {
    "no_office": (
        "no office (no {file}) at {folder}",
        "go into the office's folder, give --office FOLDER, or begin with oit init",
    ),
    "settings_not_usable": (
        "{file} cannot be used; what has to be mended is listed",
        "mend every point and run the command again",
    ),
    "settings_not_utf8": ("{file} is not UTF-8", "save it again with encoding UTF-8"),
    "catalogue_not_usable": (
        "the list of items {file} cannot be used",
        "mend every point and run the command again",
    ),
    "responsibilities_not_usable": (
        "the responsibility table {file} cannot be used",
        "mend every point and run the command again",
    ),
    "people_not_usable": ("the list of people {file} cannot be used", "mend every point and run the command again"),
    "no_catalogue": (
        "no list of items for fiscal year {year} (shipped: {shipped})",
        "put catalogue-{year}.csv into the office's folder",
    ),
    "file_missing": ("no file {file}", "check its name and put it into the office's folder"),
    "file_unreadable": ("{file} cannot be read ({detail})", "check its permissions and close it in other programs"),
    "table_empty": ("the table is empty", "give it a header and at least one row"),
    "table_too_big": ("too big to be a table of an office", "check that it is the right file"),
    "old_or_locked_workbook": (
        "an old Excel file (.xls), or one with a password",
        "save it as .xlsx or .csv without a password",
    ),
    "bad_workbook": ("this Excel file cannot be opened; it may be damaged", "open it in Excel and save it again"),
    "bad_bytes": ("unreadable characters in this row: {value}", "type the row again and save as UTF-8"),
    "bad_quotes": (
        "a quotation mark opens here and never closes; later rows cannot be read",
        "close it, or save again from Excel",
    ),
    "misread_thai": (
        "Thai spoilt by opening the file in a wrong encoding: {value}",
        "go back to the file before that and save as UTF-8",
    ),
    "cell_error": ("the formula in this cell failed ({value})", "mend it, or type the value"),
    "column_missing": ("column {column} (or {key}) is missing", "add it to the header"),
    "column_twice": ("this column is there twice", "remove one"),
    "unknown_column": ("unknown column", "mend its name"),
    "too_many_cells": ("cells beyond the header: {value}", "put text that holds the separator in quotation marks"),
    "cell_empty": ("this cell must not be empty", "fill it in and run the command again"),
    "unknown_choice": ("“{value}” is not one of {choices}", _MEND_CELL_EN),
    "not_yes_or_no": ("“{value}” must be yes, or empty", _MEND_CELL_EN),
    "date_no_such_day": ("“{value}” is no day: {month} has {last} days", _MEND_CELL_EN),
    "date_no_such_month": ("“{value}”: there is no month {month}", _MEND_CELL_EN),
    "date_not_understood": ("“{value}” is not a date", "write it as 31/3/2566"),
    "date_year_ambiguous": ("“{value}” has a two-digit year", "write four digits"),
    "date_year_out_of_range": ("“{value}” is out of range", "check the Buddhist year"),
    "bad_item_number": ("“{value}” is not an item number", "number the items 1, 2, 3 without gaps"),
    "code_and_number_disagree": ("code {value} does not belong to number {number}", _MEND_CELL_EN),
    "sub_indicator_elsewhere": ("sub-indicator {value} is not within indicator {indicator}", _MEND_CELL_EN),
    "item_twice": ("item {value} has more than one row", "merge them or remove one"),
    "item_number_skipped": ("there is no item number {value}", "add it, or number again"),
    "unknown_item": ("“{value}” is not among the {total} items of {year}", _MEND_CELL_EN),
    "item_missing": ("nobody is responsible for item {value}", "add its row"),
    "unknown_group": ("this office has no group “{value}”", "write it as in office.toml"),
    "group_named_twice": ("group “{value}” is named twice in one cell", "remove one"),
    "bad_login": ("login “{value}” cannot be used", "use a-z, digits and dots, as in clerk.admin"),
    "role_needs_group": ("role {role} needs a group", "fill in the group"),
    "role_without_person": ("nobody has the role {value}", "add a row"),
    "window_backwards": ("the last day {value} is before the first {start}", _MEND_CELL_EN),
    "acting_needs": (
        "whoever acts for another ({kind}) needs this cell",
        "give order number, post acted for and first day",
    ),
    "acts_for_own_post": ("nobody acts for the own post", "give the post acted for"),
    "acts_for_self": (
        "already holds this post (line {other_line}) and cannot act for it",
        "remove the row or change its days",
    ),
    "holder_acts_for": ("a holder leaves this cell empty", "empty it, or give the kind acting or delegated"),
    "login_of_another": (
        "this login belongs to {name} (line {other_line})",
        "use another login, or write the name alike",
    ),
    "two_holders": (
        "{name} holds the same post at the same time (line {other_line})",
        "give the former holder's last day",
    ),
    "settings_syntax": ("{file} is not well-formed: {detail}", "check quotation marks, brackets and ="),
    "setting_unknown": ("unknown setting {key}", "mend its name or remove it"),
    "setting_missing": ("{key} must be set", "add it to {file}"),
    "setting_wrong_type": ("{key} must be {expected}", "mend the value {value}"),
    "setting_out_of_range": ("{key} must be between {low} and {high}", "mend the value {value}"),
    "setting_unknown_choice": ("{key} cannot be “{value}”; use one of {choices}", "mend the value"),
    "setting_unknown_post": (
        "{key} names an unknown post “{value}”",
        "use deputy, or director.GROUP as in director.admin",
    ),
    "setting_twice": ("{key} names “{value}” twice", "remove one"),
    "setting_bad_key": ("{key} cannot be “{value}”", "use a-z, digits and hyphens"),
    "setting_bad_url": ("{key} “{value}” is not a web address", "write it in full, as https://www.example.go.th/"),
    "setting_bad_label": (
        "{key} “{value}” cannot be used",
        "it needs {{number}} and may use {{code}}, {{number}}, {{year}}",
    ),
    "setting_bad_database": (
        "{key} “{value}” is not a database address",
        "remove it for SQLite here, or write postgresql+psycopg://…",
    ),
    "setting_buddhist_date": ("{key} {value} is a Buddhist year", "dates in {file} use the Gregorian year"),
    "no_groups": ("the office has no groups", "add at least one [[group]]"),
    "group_twice": ("{key} uses “{value}” again", "key and name of each group are its own"),
}

_EXPECTED = {
    "text": ("ข้อความในเครื่องหมายคำพูด", "text in quotation marks"),
    "true_or_false": ("true หรือ false", "true or false"),
    "whole_number": ("จำนวนเต็ม", "a whole number"),
    "date": ("วันที่ เช่น 2023-09-30", "a date such as 2023-09-30"),
    "list_of_texts": ("รายการข้อความใน [ ]", "a list of texts in [ ]"),
    "list_of_dates": ("รายการวันที่ใน [ ]", "a list of dates in [ ]"),
    "list_of_paths": ("รายการชื่อไฟล์ใน [ ]", "a list of file names in [ ]"),
    "list_of_tables": ("[[group]] ทีละกลุ่ม", "one [[group]] each"),
    "table": ("หมวด เช่น [{key}]", "a table such as [{key}]"),
}


def tell(code: str, facts: Mapping[str, object], language: str = "th") -> tuple[str, str]:
    """(what is wrong and where, what to do) for a problem of a file.

    :raises KeyError: a code that is not about files.
    """
    thai = language == "th"
    what, do = (TH if thai else EN)[code]
    values = {key: _plain(value) for key, value in facts.items()}
    if "expected" in values:
        values["expected"] = _EXPECTED[values["expected"]][0 if thai else 1].format_map(values)
    sentence = _place(values, thai) + what.format_map(values)
    if suggestion := values.get("suggestion"):
        sentence += f" หมายถึง “{suggestion}” หรือไม่" if thai else f" (did you mean “{suggestion}”?)"
    return sentence, do.format_map(values)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _place(values: Mapping[str, str], thai: bool) -> str:
    if not values.get("line"):
        return ""
    words = ("{file} บรรทัด {line}", " ช่อง {column}") if thai else ("{file} line {line}", " column {column}")
    place = words[0].format_map(values)
    return place + (words[1].format_map(values) if values.get("column") else "") + ": "

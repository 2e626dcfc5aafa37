"""Details of a reason, in Thai: facts keep the stable English words, people read these."""

from __future__ import annotations

import re

_WHOLE = {
    # what was changed
    "order of revisions": "ลำดับการบันทึกในไฟล์ผิดปกติ",
    "revision boundaries": "ขอบเขตการบันทึกแต่ละครั้งผิดปกติ",
    "objects removed": "มีส่วนของเอกสารถูกลบ",
    "another catalogue": "สารบัญหลักของเอกสารถูกเปลี่ยน",
    "something put where a reference led nowhere": "มีข้อมูลใส่ไว้ตรงที่เอกสารเดิมอ้างถึงแต่ยังไม่มี",
    "metadata that is more than metadata": "ข้อมูลกำกับเอกสารมีสิ่งอื่นปน",
    "another document inside": "มีเอกสารอื่นซ่อนอยู่ในไฟล์",
    # what programs may read differently
    "startxref": "จุดเริ่มของสารบัญข้อมูลไม่ตรง",
    "syntax of a value": "รูปแบบการเขียนข้อมูลผิดปกติ",
    "keys of a dictionary": "ชื่อรายการซ้ำหรือผิดรูปแบบ",
    "brackets": "วงเล็บในข้อมูลไม่ครบคู่",
    "a number too large": "ตัวเลขใหญ่ผิดปกติ",
    "escape in a name": "ชื่อรายการเขียนด้วยรหัสแทนตัวอักษร",
    "a string without end": "ข้อความไม่มีจุดสิ้นสุด",
    "a string of hexadecimal digits": "ข้อความเลขฐานสิบหกผิดรูปแบบ",
    "an object that is only a reference": "ข้อมูลที่มีแต่การอ้างถึงข้อมูลอื่น",
    "end of an object": "จุดสิ้นสุดของข้อมูลไม่ชัดเจน",
    "end of a stream": "จุดสิ้นสุดของข้อมูลไม่ชัดเจน",
    "length of a stream": "ความยาวของข้อมูลไม่ตรงกับที่บอกไว้",
    "a stream kept elsewhere": "ข้อมูลอยู่นอกไฟล์",
    "end of what was issued": "ท้ายไฟล์ฉบับที่ออกผิดรูปแบบ",
    "end of a revision": "จุดสิ้นสุดของการบันทึกครั้งหนึ่งไม่ชัดเจน",
    "trailer": "ส่วนท้ายของสารบัญข้อมูลผิดรูปแบบ",
    "size of a table": "จำนวนรายการในสารบัญข้อมูลไม่ตรงกับที่บอกไว้",
    "a number twice in a table": "สารบัญข้อมูลมีรายการซ้ำ",
    "object 0": "รายการแรกของสารบัญข้อมูลผิดปกติ",
    "generation of a free entry": "รายการว่างในสารบัญข้อมูลผิดปกติ",
    "kind of an entry": "มีรายการชนิดที่ไม่รู้จักในสารบัญข้อมูล",
    "entries of a table": "รายการในสารบัญข้อมูลผิดรูปแบบ",
    "widths of a table": "รูปแบบสารบัญข้อมูลผิดปกติ",
    "index of a table": "รูปแบบสารบัญข้อมูลผิดปกติ",
    "length of a table": "ความยาวของสารบัญข้อมูลไม่ตรง",
    "filter of a table": "วิธีบีบอัดสารบัญข้อมูลไม่รู้จัก",
    "compression of a table": "สารบัญข้อมูลที่บีบอัดไว้เสียหาย",
    "prediction of a table": "วิธีบีบอัดสารบัญข้อมูลไม่รู้จัก",
    "an object stream": "กลุ่มข้อมูลที่บีบอัดรวมกันผิดรูปแบบ",
    "an object given up and used again": "เลขของข้อมูลที่ยกเลิกแล้วถูกนำมาใช้อีก",
    "a reference to nothing": "มีการอ้างถึงข้อมูลที่ไม่มีอยู่",
    "validation data": "ข้อมูลสำหรับตรวจลายมือชื่อมีรูปแบบที่ไม่รู้จัก",
    "structure of the content": "โครงสร้างสำหรับโปรแกรมอ่านออกเสียงถูกเพิ่มเติมพร้อมลายมือชื่อ",
    "a profile of colours": "มีโปรไฟล์สีมากับลายมือชื่อ ซึ่งบางโปรแกรมใช้กับทุกหน้า",
    "revisions": "นับจำนวนครั้งที่บันทึกได้ไม่ตรงกัน",
    "page count": "จำนวนหน้าที่บอกไว้ไม่ตรงกับหน้าที่มี",
    "field name": "ช่องลายมือชื่อมีชื่อซ้ำกัน",
    "object outside the table": "มีข้อมูลที่ไม่อยู่ในสารบัญ",
    "an object stream outside the table": "มีกลุ่มข้อมูลที่ไม่อยู่ในสารบัญ",
    "data that looks like an object": "มีข้อมูลที่โปรแกรมบางตัวอาจอ่านเป็นเนื้อหา",
    "a number twice in a revision": "การบันทึกครั้งเดียวมีข้อมูลซ้ำเลขกัน",
    "a comment": "มีหมายเหตุแทรกผิดที่",
    "bytes between objects": "มีข้อมูลแทรกระหว่างส่วนต่าง ๆ",
    "a second table": "มีสารบัญข้อมูลซ้อน",
    "white space": "มีที่ว่างท้ายไฟล์ยาวผิดปกติ",
    # two tables in one
    "one number for two objects": "เลขเดียวกันชี้ไปยังข้อมูลสองชุด",
    "an object that one table has and the other has not": "ข้อมูลมีอยู่ในสารบัญเดียว",
    "what the page shows": "สิ่งที่แสดงบนหน้าอยู่ในสารบัญเดียว",
    # certificates
    "authority": "เป็นใบรับรองของผู้ออกใบรับรอง ไม่ใช่ของบุคคล",
    "usage": "ไม่ได้ระบุการใช้งานสำหรับลงนาม",
    "certificate": "ทั้งใบ",
    "extensions": "ส่วนขยาย",
    "basic constraints": "ส่วนที่บอกว่าเป็นใบรับรองของผู้ออกใบรับรองหรือไม่",
    "key usage": "การใช้งานกุญแจ",
    "term": "อายุใบรับรอง",
    "parts": "มีส่วนเกินหรือชื่อซ้ำ",
    "encryption": "การเข้ารหัสถูกเปลี่ยน",
    "a revision without a signature": "มีการบันทึกเพิ่มโดยไม่มีลายมือชื่อ",
    "permissions": "สิทธิ์ของเอกสาร",
    "validation data removed": "ข้อมูลตรวจสอบลายมือชื่อถูกลบ",
    "metadata": "ข้อมูลกำกับเอกสาร",
    "document information": "ชื่อเรื่อง ผู้แต่ง หรือข้อมูลกำกับเอกสาร",
    "form removed": "แบบฟอร์มถูกลบ",
    "form fields replaced": "ช่องของแบบฟอร์มถูกแทนที่",
    "form structure": "โครงสร้างแบบฟอร์ม",
    "field hidden": "มีช่องถูกซ่อน",
    "a new field": "มีช่องเพิ่มขึ้นใหม่",
    "annotations": "สิ่งที่เขียนหรือวางทับบนหน้าเอกสาร",
    "the certification forbids further signatures": "ผู้รับรองเอกสารไม่อนุญาตให้ลงนามเพิ่ม",
    # coverage
    "shape": "รูปแบบช่วงข้อมูลผิด",
    "range": "ช่วงข้อมูลอยู่นอกไฟล์หรือไม่ได้เริ่มที่ต้นไฟล์",
    "gap is not hexadecimal": "ช่องว่างสำหรับลายมือชื่อมีข้อมูลอื่นปน",
    "gap is not the signature": "สิ่งที่อยู่ในช่องว่างไม่ใช่ลายมือชื่อ",
    "something behind the signature in its gap": "มีข้อมูลซ่อนต่อท้ายลายมือชื่อ",
    "the table is outside": "สารบัญข้อมูลอยู่นอกช่วงที่ลงนาม",
    "not a whole revision": "ครอบคลุมการบันทึกไม่ครบทั้งครั้ง",
    "one value in two fields": "ลายมือชื่อเดียวถูกใช้ในสองช่อง",
    # times
    "time stamp after the moment of checking": "ตราประทับเวลาอยู่หลังเวลาที่ตรวจ",
    "claimed time and time stamp": "เวลาในเครื่องของผู้ลงนามกับตราประทับเวลาไม่ตรงกัน",
    "claimed time lies in the future": "เวลาลงนามอยู่ในอนาคต",
    # bundles
    "verdict of another file": "ผลตรวจเป็นของไฟล์อื่น",
    "too large": "ใหญ่เกินกำหนด",
    "format": "ไม่ใช่รูปแบบที่โปรแกรมนี้รู้จัก",
    "BadZipFile": "ไม่ใช่ไฟล์ ZIP หรือไฟล์เสียหาย",
    "KeyError": "ขาดส่วนที่จำเป็น",
    # layers
    "expression nested too deep": "เงื่อนไขการแสดงซ้อนกันลึกเกินกำหนด",
    "visibility expression": "เงื่อนไขการแสดงไม่ชัดเจน",
    "one drawing with several resources": "ภาพเดียวกันใช้ส่วนประกอบต่างกัน",
    "text goes on behind hidden text": "มีข้อความต่อท้ายข้อความที่ซ่อนอยู่ในบรรทัดเดียวกัน",
    "an annotation in a hidden layer": "มีสิ่งที่วางทับบนหน้าอยู่ในเลเยอร์ที่ซ่อน ซึ่งบางโปรแกรมแสดงและบางโปรแกรมไม่แสดง",
    "hidden text that clips": "ข้อความที่ซ่อนอยู่ใช้เป็นขอบตัดภาพ",
    "text without end": "ข้อความในหน้าไม่มีจุดสิ้นสุด",
    "picture without end": "ภาพในหน้าไม่มีจุดสิ้นสุด",
    # signing
    "no room": "ช่องที่เว้นไว้สำหรับลายมือชื่อเล็กเกินไป",
    "input bytes changed": "ข้อมูลเดิมของไฟล์เปลี่ยนไประหว่างลงนาม",
    # content that acts
    "javascript": "สคริปต์",
    "open action": "คำสั่งที่ทำงานเมื่อเปิดไฟล์",
    "action": "คำสั่งที่ทำงานเอง",
    "attachment": "ไฟล์แนบ",
    "media": "สื่อเสียงหรือภาพเคลื่อนไหว",
    "xfa": "แบบฟอร์ม XFA",
    "launch": "คำสั่งเปิดโปรแกรม",
    "form submission": "คำสั่งส่งข้อมูลออก",
    "data import": "คำสั่งนำเข้าข้อมูล",
    "remote file": "คำสั่งเปิดไฟล์อื่น",
    "layer switch": "คำสั่งเปิดปิดชั้นข้อมูล",
    "hide action": "คำสั่งซ่อนข้อมูล",
}

_OBJECTS = {
    "Page": "หน้าเอกสาร",
    "Pages": "ลำดับหน้า",
    "Font": "แบบอักษร",
    "XObject": "ภาพหรือส่วนประกอบของหน้า",
    "Annot": "สิ่งที่วางทับบนหน้า",
    "Catalog": "สารบัญหลัก",
    "Metadata": "ข้อมูลกำกับ",
    "OCG": "ชั้นข้อมูล",
    "Action": "คำสั่ง",
    "ArrayObject": "รายการ",
    "DictionaryObject": "ข้อมูลของเอกสาร",
    "StructTreeRoot": "โครงสร้างเนื้อหา",
    "StructElem": "โครงสร้างเนื้อหา",
    "Outlines": "สารบัญด้านข้าง",
}

_OBJECT = re.compile(r"object (\d+)(?: \((.+)\))?")
_SHAPES = (
    (re.compile(r"catalogue /?(.+)"), "รายการ {0} ในสารบัญหลักของเอกสาร"),
    (re.compile(r"form /?(.+)"), "รายการ {0} ของแบบฟอร์ม"),
    (re.compile(r"a new field with /?(.+)"), "ช่องลายมือชื่อที่เพิ่มใหม่มีสิ่งที่ไม่ใช่ลายมือชื่อ ({0})"),
    (re.compile(r"a new field (.+)"), "มีช่อง {0} เพิ่มขึ้นใหม่"),
    (re.compile(r"field /?(.*)"), "ช่อง {0}"),
    (re.compile(r"((?:[\w-]+\.(?:pdf|json)|crls/[\w.]+))"), "ส่วน {0} ไม่ตรงกับที่ลงบัญชีไว้"),
    (re.compile(r".*\(at line (\d+), column (\d+)\)"), "บรรทัดที่ {0} อักษรที่ {1}"),
    (re.compile(r".*\(at end of document\)"), "ท้ายไฟล์"),
    (re.compile(r"byte (\d+)"), "ไบต์ที่ {0} ของหน้า"),
    (re.compile(r"('utf-8' codec.*)"), "ไม่ใช่ข้อความแบบ UTF-8"),
)

UNNAMED = "รายละเอียดทางเทคนิค: {0}"
"""What nobody could foresee, a library's own words: told as such, never dropped."""


def detail_th(text: str) -> str:
    """What stands in brackets after a Thai sentence, from the English fact."""
    if text in _WHOLE:
        return _WHOLE[text]
    if found := _OBJECT.fullmatch(text):
        return f"{_OBJECTS.get(found[2], 'ส่วนหนึ่งของเอกสาร')}ที่มีอยู่เดิมถูกเขียนใหม่"
    for pattern, shape in _SHAPES:
        if found := pattern.fullmatch(text):
            return shape.format(*found.groups())
    thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return text if thai or not re.search("[a-z]{3}", text) else UNNAMED.format(text)


def list_th(text: str) -> str:
    """The same of several, divided by commas, none told twice."""
    return ", ".join(dict.fromkeys(detail_th(part) for part in text.split(", ")))

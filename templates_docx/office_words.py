"""Words of the office that LibreOffice would break in two at the end of a line, held together in the copy it converts.

Its dictionary knows the parts, not the compound: เจ้า|หน้าที่, เผย|แพร่. A joiner stands in the copy where it was seen
to break; the Word file keeps none, and none arrives in the text of the PDF. Longer phrases stay breakable between their
words. The joiner is U+FEFF, not the newer U+2060: with that one LibreOffice 7.4 sets the last vowel or tone mark of a
justified line outside the margin.
"""

from __future__ import annotations

import re

JOINER = "\ufeff"
_WORDS = """
เจ้า|หน้าที่ เผย|แพร่ จัด|ทำ ผู้|จัด|ทำ หน่วย|งาน ราย|ละ|เอียด ราย|ชื่อ ราย|การ ราย|งาน ผู้|อำนวย|การ
อำนวย|การ ผู้|รับ|ผิด|ชอบ รับ|ผิด|ชอบ ความ|รับ|ผิด|ชอบ เห็น|ชอบ ความ|เห็น|ชอบ ความ|เห็น มิ|ชอบ ลง|นาม
ผู้|ลง|นาม ลาย|มือ|ชื่อ ลง|ลาย|มือ|ชื่อ ลง|รับ ผู้|บังคับ|บัญชา บังคับ|บัญชา งบ|ประ|มาณ ปี|งบ|ประ|มาณ
ประจำ|ปี ประจำ|เดือน ดำเนิน|งาน ดำเนิน|การ ปฏิบัติ|งาน ปฏิบัติ|หน้าที่ ปฏิบัติ|ราช|การ ปฏิบัติ|การ
รักษา|ราช|การ แต่ง|ตั้ง คณะ|ทำ|งาน คณะ|กรรม|การ กรรม|การ เลขา|นุ|การ ผู้|อำนวย|การ|กลุ่ม ผู้|ช่วย ศึกษา|ธิ|การ ยุทธ|ศาสตร์ ตรวจ|สอบ
กำกับ|ติดตาม กำกับ|ดูแล ประเมิน|ผล โปร่ง|ใส ร้อง|เรียน ของ|ขวัญ ของ|กำนัล ทับ|ซ้อน ผล|ประโยชน์ จัด|ซื้อ
จัด|จ้าง จัด|หา จัด|การ จัด|เก็บ จัด|ส่ง ให้|บริการ ผู้|รับ|บริการ เปิด|เผย แนบ|ท้าย ส่ง|มา|ด้วย
บันทึก|ข้อความ ที่|ประชุม ผู้|มา|ประชุม การ|ประชุม ห้อง|ประชุม ระเบียบ|วา|ระ หัวหน้า|หน่วย|งาน ถูก|ต้อง
ครบ|ถ้วน ทัน|กำหนด กำหนด|การ ทั่ว|กัน ทั่ว|ถึง ต่อ|เนื่อง ต่อ|ไป ดัง|ต่อ|ไป|นี้ เกี่ยว|ข้อง เป็น|ต้น|ไป
โปรด|ทราบ มอบ|หมาย คำ|สั่ง ข้อ|บังคับ ข้อ|มูล พระ|ราช|บัญญัติ กฎ|กระทรวง ตรวจ|ราช|การ สำเนา|ถูก|ต้อง ต้น|ฉบับ
ความ|เสี่ยง ข้อ|เสนอ|แนะ พึง|พอใจ ส่วน|ร่วม ส่วน|ได้|ส่วน|เสีย ช่อง|ทาง สอบ|ถาม ถาม|ตอบ ประชา|สัม|พัน|ธ์
โครง|สร้าง อำนาจ|หน้าที่ พัฒนา|การ การ|ศึกษา ลูก|เสือ ยุว|กาชาด ขั้น|ตอน ระยะ|เวลา ค่า|ธรรมเนียม
วัตถุ|ประ|สงค์ เป้า|หมาย ตัว|ชี้|วัด เจต|นา|รม|ณ์ เจต|จำ|นง ผู้|บริหาร ผู้|เสนอ ผู้|ตรวจ แจ้ง|เวียน รับ|ทราบ
นัก|วิ|เคราะห์ นัก|วิชา|การ ชำ|นา|ญ|การ ชำนาญ|งาน ผู้|ใต้|บังคับ|บัญชา ก้าว|หน้า ขับ|เคลื่อน ส่ง|เสริม ภาค|รัฐ พนัก|งาน
ภาค|ผนวก ลำดับ|ที่ เรียบ|ร้อย แบบ|วัด หน้า|เว็บ หน้า|แรก เว็บ|ไซต์ วัน|ที่ ลง|วัน|ที่ สำนัก|งาน ครั้ง|ที่
ฉบับ|ที่
"""
_JOINED = {word.replace("|", ""): word.replace("|", JOINER) for word in _WORDS.split()}
# The longest first: หัวหน้าหน่วยงาน before หน่วยงาน.
_WORD = re.compile("|".join(sorted(_JOINED, key=len, reverse=True)))
_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]+)")


def join_words(text: str) -> str:
    """The text with the words of the list held together."""
    return _WORD.sub(lambda found: _JOINED[found[0]], text)


def join_in_part(xml: bytes) -> bytes:
    """A part of a Word file, what stands between its tags of text held together; the very object if nothing was."""
    source = xml.decode("utf-8", "surrogateescape")
    fresh = _TEXT.sub(lambda found: found[1] + join_words(found[2]), source)
    return xml if fresh == source else fresh.encode("utf-8", "surrogateescape")

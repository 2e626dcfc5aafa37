"""The small test office's own framework: seven items, letters for levels."""

from pathlib import Path

FRAMEWORK = """key = "moe-oit"
fiscal_year = 2569
body = "หน่วยประเมินสมมุติ"
title = "กรอบสมมุติของสำนักงานทดลองเล็ก"
standing = "own"
pass_line = "85.00"
[items]
count = 7
catalogue = "2569"
[rule]
tool_from = "items"
[[indicators]]
number = "9"
title = "การเปิดเผยข้อมูล"
[[indicators]]
number = "10"
title = "การป้องกันการทุจริต"
[[tools]]
key = "OIT"
title = "การเปิดเผยข้อมูลสาธารณะ"
full_marks = "100"
indicators = ["9", "10"]
[[levels]]
name = "A"
total = "85.00"
[[levels]]
name = "B"
total = "50.00"
[[levels]]
name = "F"
total = "0"
"""


def lay_framework(folder: Path) -> None:
    """Put the framework where an office keeps its own."""
    (folder / "frameworks").mkdir(exist_ok=True)
    (folder / "frameworks" / "moe-oit-2569.toml").write_text(FRAMEWORK, encoding="utf-8")


RESULT = """ข้อ,ข้อมูล,คะแนน,ข้อเสนอแนะ
O1,โครงสร้าง,100,
O2,ข้อมูลผู้บริหาร,100,
O3,อำนาจหน้าที่,0,ลิงก์ไม่ได้แสดงจากหน้าแรก
O4,แผนปฏิบัติการ,๑๐๐,
O5,หลักเกณฑ์การบริหารทรัพยากรบุคคล,○,ลิงก์ไม่ได้แสดงจากหน้าแรก
O6,การเสริมสร้างวัฒนธรรม,0,ไม่พบข้อมูล
O7,ช่องทางถามตอบ,100,ลิงก์ไม่ได้แสดงจากหน้าแรก
รวม,,57.14,
"""
"""Four of seven items: 400/7 = 57.14; indicator 9 66.67, indicator 10 0.00; O7 contradicts itself."""

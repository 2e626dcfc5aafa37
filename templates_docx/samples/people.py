"""The office and the people of the samples: all of them invented."""

from __future__ import annotations

from hashlib import sha256

from workflow.ports import papers

OFFICE = "สำนักงานศึกษาธิการจังหวัดตัวอย่าง"
HEAD = papers.Person("นายตัวอย่าง ใจดี", ("ศึกษาธิการจังหวัดตัวอย่าง",))
ACTING = papers.Person("นางสาวสมมุติ รักงาน", ("ผู้อำนวยการกลุ่มนโยบายและแผน", "รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง"))
OFFICER = papers.Person("นางทดสอบ ขยันยิ่ง", ("นักวิเคราะห์นโยบายและแผนชำนาญการ",))
DIRECTOR = papers.Person("นางสาวสมมุติ รักงาน", ("ผู้อำนวยการกลุ่มนโยบายและแผน",))
GROUPS = (
    "กลุ่มอำนวยการ",
    "กลุ่มนโยบายและแผน",
    "กลุ่มบริหารงานบุคคล",
    "กลุ่มนิเทศ ติดตาม และประเมินผล",
    "กลุ่มพัฒนาการศึกษา",
    "กลุ่มส่งเสริมการศึกษาเอกชน",
    "กลุ่มลูกเสือ ยุวกาชาดและกิจการนักเรียน",
    "หน่วยตรวจสอบภายใน",
)
TITLES = (
    "โครงสร้าง",
    "ข้อมูลผู้บริหาร",
    "อำนาจหน้าที่",
    "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
    "ข้อมูลการติดต่อ",
    "กฎหมายที่เกี่ยวข้อง",
    "ข่าวประชาสัมพันธ์",
    "Q&A",
    "Social Network",
    "แผนดำเนินงานประจำปี",
    "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน",
    "รายงานผลการดำเนินงานประจำปี",
)


def digest(text: str) -> str:
    """A digest that looks like one."""
    return sha256(text.encode()).hexdigest()


def item(number: int) -> tuple[str, str]:
    """Code and title of the n-th sample item."""
    return f"O{number}", TITLES[(number - 1) % len(TITLES)]

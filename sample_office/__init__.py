"""The sample office: everything `oit demo` needs, as plain data. It runs nothing and knows no service.

Names, figures and addresses are invented. What is fixed (docs/contracts.md#sample-office) are groups and logins.
"""

import csv
import io
from importlib.resources import files
from importlib.resources.abc import Traversable

from sample_office import administration, general, integrity, openness, purchasing_and_people
from sample_office.passing_year import LAST_YEAR
from sample_office.shapes import (
    HEAD,
    OFFICE,
    YEAR,
    SampleContribution,
    SampleItem,
    SampleLink,
    SamplePaper,
    SampleWorkbook,
    day,
)
from workflow.ports.papers import Member, OrderFacts

__all__ = [
    "FILES",
    "HEAD",
    "ITEMS",
    "OFFICE",
    "PASSWORD",
    "WEB",
    "WORKING_GROUP",
    "YEAR",
    "SampleContribution",
    "SampleItem",
    "SampleLink",
    "SamplePaper",
    "SampleWorkbook",
    "copy_text",
    "invented_names",
]

PASSWORD = "demo-only"  # noqa: S105 - of every sample login and key, refused outside a folder marked as a sample
FILES = (
    "office.toml",
    "people.csv",
    f"responsible-{YEAR}.csv",
    f"catalogue-{LAST_YEAR}.csv",
    f"responsible-{LAST_YEAR}.csv",
)
"""Files of the office folder; `copy_text` gives their contents."""
WEB: Traversable = files("sample_office") / "web"
"""The pages of the five web items, which link to each other only by relative addresses."""

ITEMS: dict[str, SampleItem] = {
    item.code: item
    for part in (general, administration, purchasing_and_people, openness, integrity)
    for item in part.ITEMS
}
"""All 43 items of 2566, in order."""

WORKING_GROUP = OrderFacts(
    office=OFFICE,
    number="",
    date=None,
    subject="แต่งตั้งคณะทำงานกำกับ ติดตาม การเปิดเผยข้อมูลสาธารณะ ประจำปีงบประมาณ พ.ศ. 2566",
    reason=(
        "ด้วยสำนักงานต้องเปิดเผยข้อมูลสาธารณะตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) "
        "ประจำปีงบประมาณ พ.ศ. 2566 ให้ครบถ้วน เป็นปัจจุบัน และเข้าถึงได้จากหน้าแรกของเว็บไซต์",
        "เพื่อให้การกำกับ ติดตาม และการเปิดเผยข้อมูลสาธารณะเป็นไปด้วยความเรียบร้อย",
    ),
    authority="",
    members=(
        Member("", "ศึกษาธิการจังหวัดตัวอย่าง", "ประธานคณะทำงาน"),
        Member("", "รองศึกษาธิการจังหวัดตัวอย่าง", "รองประธานคณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผล", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มพัฒนาการศึกษา", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มส่งเสริมการศึกษาเอกชน", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มนโยบายและแผน", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มบริหารงานบุคคล", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มลูกเสือ ยุวกาชาดและกิจการนักเรียน", "คณะทำงาน"),
        Member("", "หัวหน้าหน่วยตรวจสอบภายใน", "คณะทำงาน"),
        Member("", "ผู้อำนวยการกลุ่มอำนวยการ", "คณะทำงานและเลขานุการ"),
        Member("นางสาวทดลอง ขยันดี", "นักจัดการงานทั่วไปปฏิบัติการ", "คณะทำงานและผู้ช่วยเลขานุการ"),
        Member("นายฝึกหัด เว็บดี", "นักวิชาการคอมพิวเตอร์ปฏิบัติการ", "คณะทำงานและผู้ช่วยเลขานุการ"),
    ),
    duties=(
        "กำกับให้กลุ่มและหน่วยที่รับผิดชอบส่งข้อมูลตามกำหนด",
        "ตรวจสอบความครบถ้วน ความถูกต้อง และความเป็นปัจจุบันของข้อมูลก่อนเสนอหัวหน้าหน่วยงาน",
        "ตรวจสอบว่าข้อมูลที่เผยแพร่เข้าถึงได้จากหน้าแรกของเว็บไซต์ และรายงานต่อที่ประชุมทุกเดือน",
    ),
    effective=None,
    head=HEAD,
)
"""The head's order appointing the working group; number and date are taken when it is signed."""

WORKING_GROUP_DAY = day(2566, 3, 1)
"""When the order would have been signed in the sample's own year."""


def copy_text(name: str) -> str:
    """The text of one of FILES."""
    return (files("sample_office") / name).read_text(encoding="utf-8")


def invented_names() -> frozenset[str]:
    """Names of the people of the practice office: a real one has none of them."""
    rows = csv.DictReader(io.StringIO(copy_text("people.csv")))
    return frozenset(row["name"] for row in rows)

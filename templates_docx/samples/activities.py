"""Samples of papers with photographs."""

from __future__ import annotations

import datetime as dt
import io

from templates_docx.samples.people import HEAD, OFFICE, OFFICER, digest
from workflow.ports import papers, reports


def photographs(count: int) -> tuple[papers.Photo, ...]:
    """Drawn pictures of several proportions, JPEG."""
    from PIL import Image, ImageDraw

    captions = ("ผู้บริหารประกาศเจตนารมณ์", "การบรรยายเรื่องการขัดกันระหว่างประโยชน์", "การแบ่งกลุ่มทำกิจกรรม",
                "มอบป้ายไม่รับของขวัญ", "ถ่ายภาพร่วมกัน", "ผู้เข้าร่วมลงชื่อ")  # fmt: skip
    found = []
    for number in range(count):
        wide, high = ((640, 480), (480, 640), (640, 360))[number % 3]
        image = Image.new("RGB", (wide, high), (90 + 25 * number, 140, 200 - 25 * number))
        ImageDraw.Draw(image).ellipse((wide // 4, high // 4, wide * 3 // 4, high * 3 // 4), fill=(240, 225, 190))
        out = io.BytesIO()
        image.save(out, "JPEG")
        picture = reports.Picture(digest(f"photo {number}"), wide, high, out.getvalue())
        found.append(papers.Photo(captions[number], picture))
    return tuple(found)


def activity() -> papers.ActivityFacts:
    return papers.ActivityFacts(
        office=OFFICE,
        group="กลุ่มบริหารงานบุคคล",
        subject="กิจกรรมเสริมสร้างวัฒนธรรมองค์กรสุจริต ประจำปีงบประมาณ พ.ศ. 2566",
        starts=dt.date(2023, 2, 14),
        ends=dt.date(2023, 2, 15),
        place="ห้องประชุมตัวอย่าง ชั้น 2",
        participants="ข้าราชการและเจ้าหน้าที่ 45 คน",
        budget="",
        purposes=("เพื่อให้เจ้าหน้าที่รู้แนวปฏิบัติตามนโยบายไม่รับของขวัญ", "เพื่อสร้างการมีส่วนร่วมของทุกกลุ่ม"),
        results=("ผู้เข้าร่วมร้อยละ 95 ตอบแบบทดสอบหลังกิจกรรมผ่านเกณฑ์", "ทุกกลุ่มลงนามในประกาศเจตนารมณ์ร่วมกัน"),
        problems=("ผู้ปฏิบัติงานนอกสถานที่เข้าร่วมไม่ได้ จึงจัดเป็นคลิปให้ดูย้อนหลัง",),
        photos=photographs(4),
        author=OFFICER,
        date=dt.date(2023, 2, 17),
        head=HEAD,
    )


def newsletter() -> papers.NewsletterFacts:
    return papers.NewsletterFacts(
        office=OFFICE,
        group="กลุ่มอำนวยการ",
        number="3/2566",
        date=dt.date(2023, 2, 20),
        subject="ประกาศเจตนารมณ์ไม่รับของขวัญ",
        paragraphs=(
            "เมื่อวันที่ 14 กุมภาพันธ์ 2566 สำนักงานศึกษาธิการจังหวัดตัวอย่างจัดกิจกรรมประกาศเจตนารมณ์ไม่รับของขวัญและของกำนัลทุกชนิด"
            "จากการปฏิบัติหน้าที่ โดยมีผู้บริหารและเจ้าหน้าที่ทุกกลุ่มเข้าร่วม",
            "ผู้พบเห็นการฝ่าฝืนแจ้งได้ทุกช่องทางของสำนักงาน",
        ),
        photos=photographs(2),
        address=("99 ถนนตัวอย่าง ตำบลในเมือง อำเภอเมือง จังหวัดตัวอย่าง 99000",),
        phone="0 2000 0000",
        email="saraban@example.go.th",
    )

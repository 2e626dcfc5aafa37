"""Samples of an order, an announcement, letters, minutes and a free paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields

from templates_docx.samples.people import ACTING, DIRECTOR, HEAD, OFFICE, OFFICER, digest
from workflow.ports import papers, reports


def order() -> papers.OrderFacts:
    people = (
        ("นายตัวอย่าง ใจดี", "ศึกษาธิการจังหวัดตัวอย่าง", "ประธานคณะทำงาน"),
        ("นางสมมุติ มั่นคง", "รองศึกษาธิการจังหวัดตัวอย่าง", "รองประธานคณะทำงาน"),
        ("นายทดลอง ตั้งใจ", "ผู้อำนวยการกลุ่มอำนวยการ", "คณะทำงาน"),
        ("นางสาวจำลอง พากเพียร", "ผู้อำนวยการกลุ่มบริหารงานบุคคล", "คณะทำงาน"),
        ("นายสาธิต ซื่อตรง", "ผู้อำนวยการกลุ่มพัฒนาการศึกษา", "คณะทำงาน"),
        ("นางอุปมา โปร่งใส", "หัวหน้าหน่วยตรวจสอบภายใน", "คณะทำงาน"),
        ("นางสาวสมมุติ รักงาน", "ผู้อำนวยการกลุ่มนโยบายและแผน", "คณะทำงานและเลขานุการ"),
        ("นายแบบอย่าง ช่วยเหลือ", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "คณะทำงานและผู้ช่วยเลขานุการ"),
    )
    return papers.OrderFacts(
        office=OFFICE,
        number="12/2566",
        date=dt.date(2023, 1, 16),
        subject="แต่งตั้งคณะทำงานขับเคลื่อนการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2566",
        reason=(
            "ด้วยสำนักงานศึกษาธิการจังหวัดตัวอย่างเข้ารับการประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ "
            "ประจำปีงบประมาณ พ.ศ. 2566 ซึ่งมีข้อมูลที่ต้องเปิดเผยต่อสาธารณะ จำนวน 43 ข้อ",
            "เพื่อให้การจัดทำและเผยแพร่ข้อมูลถูกต้อง ครบถ้วน และทันกำหนด",
        ),
        authority="",
        members=tuple(papers.Member(*one) for one in people),
        duties=(
            "กำกับติดตามให้ข้อมูลทุกข้อมีผู้รับผิดชอบและเผยแพร่ทันกำหนด",
            "ตรวจสอบความถูกต้อง ครบถ้วน และเป็นปัจจุบันของข้อมูลก่อนเสนอหัวหน้าหน่วยงานลงนาม",
            "รายงานความก้าวหน้าต่อที่ประชุมประจำเดือน",
        ),
        effective=None,
        head=HEAD,
    )


def general_order(count: int = 43) -> papers.GeneralOrderFacts:
    """An order that assigns the items, with the table of ``count`` of them as its annex."""
    from templates_docx.samples.sheets import responsibility

    return papers.GeneralOrderFacts(
        office=OFFICE,
        number="14/2566",
        date=dt.date(2023, 1, 16),
        subject="มอบหมายผู้รับผิดชอบการเปิดเผยข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2566",
        reason=(
            "ด้วยสำนักงานศึกษาธิการจังหวัดตัวอย่างต้องเปิดเผยข้อมูลสาธารณะตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT) "
            "ประจำปีงบประมาณ พ.ศ. 2566 จำนวน 43 ข้อ เพื่อให้การดำเนินงานถูกต้อง ครบถ้วน และทันกำหนด",
        ),
        authority="",
        decision="จึงมอบหมายให้กลุ่มและหน่วยตามบัญชีแนบท้ายคำสั่งนี้ รับผิดชอบส่งและรวบรวมข้อมูล และมอบหมายผู้ประสานงาน ดังนี้",
        members=(
            papers.Member("นางทดสอบ ขยันยิ่ง", "นักวิเคราะห์นโยบายและแผนชำนาญการ", "เลขานุการคณะทำงาน"),
            papers.Member("นายวิทยา ตัวเสมือน", "นักวิชาการคอมพิวเตอร์", "ผู้รับผิดชอบเว็บไซต์"),
        ),
        duties=(
            "ส่งข้อมูลของแต่ละข้อให้กลุ่มที่รวบรวมภายในวันที่กำหนดในปฏิทินปฏิบัติงาน",
            "ตรวจสอบความถูกต้องและความเป็นปัจจุบันของข้อมูลที่เผยแพร่แล้ว",
        ),
        effective=None,
        until=dt.date(2023, 9, 30),
        head=HEAD,
        fiscal_year="2566",
        annex=responsibility(count).rows,
    )


def announcement() -> papers.AnnouncementFacts:
    return papers.AnnouncementFacts(
        office=OFFICE,
        number="",
        date=dt.date(2022, 12, 9),
        subject="นโยบายไม่รับของขวัญและของกำนัลทุกชนิดจากการปฏิบัติหน้าที่ (No Gift Policy) ประจำปีงบประมาณ พ.ศ. 2566",
        reason=("เพื่อส่งเสริมให้ข้าราชการและเจ้าหน้าที่ทุกระดับปฏิบัติหน้าที่ด้วยความซื่อสัตย์สุจริต จึงประกาศให้ทราบโดยทั่วกันว่า",),
        clauses=(
            "ข้าราชการและเจ้าหน้าที่ทุกคนงดรับของขวัญ ของกำนัล หรือประโยชน์อื่นใดจากการปฏิบัติหน้าที่",
            "ผู้บังคับบัญชาทุกระดับเป็นแบบอย่างและกำกับดูแลให้เป็นไปตามประกาศนี้",
            "ผู้พบเห็นการฝ่าฝืนแจ้งได้ที่ https://example.go.th/o29 หรือ saraban@example.go.th",
        ),
        head=HEAD,
    )


def letter() -> papers.LetterFacts:
    return papers.LetterFacts(
        number="ศธ 02102/456",
        office=OFFICE,
        address=("99 ถนนตัวอย่าง ตำบลในเมือง", "อำเภอเมือง จังหวัดตัวอย่าง 99000"),
        date=dt.date(2023, 5, 2),
        subject="ขอความอนุเคราะห์ข้อมูลสถิติการให้บริการ",
        addressee="ผู้อำนวยการโรงเรียนตัวอย่างวิทยา",
        references=("หนังสือสำนักงานศึกษาธิการจังหวัดตัวอย่าง ที่ ศธ 02102/321 ลงวันที่ 3 เมษายน 2566",),
        enclosures=("แบบสำรวจข้อมูล จำนวน 1 ฉบับ", "ตัวอย่างการกรอกข้อมูล จำนวน 2 แผ่น"),
        paragraphs=(
            "ตามหนังสือที่อ้างถึง สำนักงานศึกษาธิการจังหวัดตัวอย่างได้ขอให้โรงเรียนรายงานข้อมูลสถิติการให้บริการ ประจำปีงบประมาณ พ.ศ. 2566 นั้น",
            "เพื่อให้การเปิดเผยข้อมูลต่อสาธารณะเป็นปัจจุบัน จึงขอความอนุเคราะห์กรอกแบบสำรวจตามสิ่งที่ส่งมาด้วย "
            "และส่งคืนภายในวันที่ 15 พฤษภาคม 2566",
            "จึงเรียนมาเพื่อโปรดพิจารณาให้ความอนุเคราะห์",
        ),
        closing="ขอแสดงความนับถือ",
        head=ACTING,
        group="กลุ่มนโยบายและแผน",
        phone="0 2000 0000",
        email="saraban@example.go.th",
        copies=("ประธานสภานักเรียนโรงเรียนตัวอย่างวิทยา",),
    )


def reply() -> reports.ReplyFacts:
    base = letter()
    picture = screenshot()
    return reports.ReplyFacts(
        number=base.number, office=base.office, address=base.address, date=base.date,
        subject="ชี้แจงข้อเท็จจริงเกี่ยวกับผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2566",
        addressee="คณะกรรมการประเมินคุณธรรมและความโปร่งใส", references=("ผลการประเมิน ประจำปีงบประมาณ พ.ศ. 2566",),
        enclosures=("ภาพหน้าจอและทางจากหน้าแรก จำนวน 1 ชุด",),
        paragraphs=("ตามที่อ้างถึง สำนักงานได้ตรวจสอบแล้ว ขอชี้แจงข้อเท็จจริง จำนวน 1 ข้อ ดังนี้",),
        rows=(
            reports.ReplyRow(
                "O12", "รายงานผลการดำเนินงานประจำปี", "ลิงก์ไม่ได้แสดงจากหน้าแรก",
                "เปิดได้จากหน้าแรกใน 2 คลิก เมื่อวันที่ 30 เมษายน 2566", "https://example.go.th/oit/2566/O12",
            ),
        ),
        ending=("จึงเรียนมาเพื่อโปรดพิจารณา",), closing=base.closing, head=HEAD, group=base.group, phone=base.phone,
        email=base.email, copies=(),
        pages=(
            reports.ReplyPage(
                "O12", "รายงานผลการดำเนินงานประจำปี",
                ("https://example.go.th/", "ข้อมูลสาธารณะ (OIT)", "O12 รายงานผลการดำเนินงานประจำปี"),
                ("ตรวจเมื่อวันที่ 30 เมษายน 2566 เวลา 9.05 น.", "ไฟล์ตรงกับฉบับที่หัวหน้าหน่วยงานลงนาม"),
                reports.Picture(digest("picture"), 320, 180, picture),
            ),
        ),
    )  # fmt: skip


def reply_memo() -> reports.ReplyMemoFacts:
    base = reply()
    return reports.ReplyMemoFacts(**{field.name: getattr(base, field.name) for field in fields(reports.ReplyMemoFacts)})


def screenshot() -> bytes:
    """A small PNG: a page with a bar and two lines."""
    import io

    from PIL import Image, ImageDraw

    image = Image.new("RGB", (320, 180), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 320, 28), fill="#1F4E79")
    draw.rectangle((16, 48, 200, 60), fill="#A6A6A6")
    draw.rectangle((16, 76, 260, 88), fill="#A6A6A6")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def meeting() -> papers.MeetingFacts:
    members = order().members
    return papers.MeetingFacts(
        body="คณะทำงานขับเคลื่อนการเปิดเผยข้อมูลสาธารณะ (OIT)",
        number="1/2566",
        date=dt.date(2023, 2, 6),
        place="ห้องประชุมตัวอย่าง ชั้น 2 สำนักงานศึกษาธิการจังหวัดตัวอย่าง",
        starts=dt.time(9, 30),
        ends=dt.time(11, 45),
        present=tuple(papers.Attendee(one.name, one.post, one.role) for one in members[:6]),
        absent=(papers.Attendee(members[7].name, members[7].post, "ติดราชการ"),),
        guests=(papers.Attendee("นายวิทยา ตัวเสมือน", "ผู้รับผิดชอบเว็บไซต์", ""),),
        agenda=(
            papers.AgendaItem("เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ", ("กำหนดตอบแบบวัดภายในวันที่ 30 เมษายน 2566",), ""),
            papers.AgendaItem("รับรองรายงานการประชุม", ("เป็นการประชุมครั้งแรก",), "รับทราบ"),
            papers.AgendaItem(
                "เรื่องเพื่อพิจารณา",
                ("เลขานุการรายงานว่าเผยแพร่แล้ว 13 ข้อ เสนออยู่ 12 ข้อ และกำลังรวบรวม 18 ข้อ",
                 "ข้อ O30 ยังไม่มีกลุ่มที่รวบรวม"),
                "ให้กลุ่มอำนวยการเป็นผู้รวบรวมข้อ O30",
            ),
        ),
        recorder=OFFICER,
        checker=DIRECTOR,
    )  # fmt: skip


def paper() -> papers.PaperFacts:
    return papers.PaperFacts(
        headings=("แผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2566", OFFICE),
        subject='แผนดำเนินงานและ <งบประมาณ> โครงการ "สุจริต" & โปร่งใส',
        date=dt.date(2022, 11, 1),
        paragraphs=(
            "สำนักงานได้จัดทำแผนดำเนินงานประจำปีงบประมาณ พ.ศ. 2566 เพื่อใช้เป็นแนวทางในการปฏิบัติงาน ครอบคลุมโครงการ "
            "กิจกรรม งบประมาณ และระยะเวลาดำเนินการ",
        ),
        table=papers.Table(
            ("โครงการ", "งบประมาณ (บาท)", "ระยะเวลา", "ผู้รับผิดชอบ"),
            (
                ("ส่งเสริมคุณธรรมในสถานศึกษา", "120,000", "ม.ค. - มี.ค. 2566", "กลุ่มพัฒนาการศึกษา"),
                ("พัฒนาระบบข้อมูล & เว็บไซต์", "80,500", "ต.ค. 2565 - ก.ย. 2566", "กลุ่มนโยบายและแผน"),
            ),
        ),
        closing=("จึงประกาศให้ทราบและถือปฏิบัติ",),
        signer=HEAD,
    )

"""Fictitious facts for every form: for checking templates, for the gallery, for tests. Nobody here exists."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from workflow.ports import papers, reports
from workflow.thai.zone import BANGKOK

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


def memo(count: int = 3) -> papers.MemoFacts:
    """A memo for ``count`` items, one file each."""
    items = (
        tuple(papers.MemoItem(*item(n)) for n in range(10, 10 + count))
        if count <= 30
        else tuple(papers.MemoItem(*item(n)) for n in range(1, count + 1))
    )
    duties = ("ต้นฉบับ", "สำเนารับรอง", "ไฟล์ข้อมูล", "หน้าเว็บ")
    return papers.MemoFacts(
        office=OFFICE,
        group="กลุ่มนโยบายและแผน",
        phone="0 2000 0000 ต่อ 12",
        number="ศธ 02102/123",
        edition=0,
        date=dt.date(2023, 4, 20),
        subject="ขอความเห็นชอบเผยแพร่ข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2566",
        addressee="ศึกษาธิการจังหวัดตัวอย่าง",
        fiscal_year=2566,
        items=items,
        officer=OFFICER,
        endorsements=(
            papers.Endorsement(
                "เพื่อโปรดพิจารณา ตรวจสอบแล้วถูกต้องครบถ้วน เห็นควรเผยแพร่",
                DIRECTOR.name,
                DIRECTOR.posts,
                dt.date(2023, 4, 20),
            ),
        ),
        head=HEAD,
        annex=tuple(
            papers.AnnexRow(
                one.code, one.title, f"{one.code.lower()}-{one.title[:12].strip()}-2566.pdf", duties[n % 4],
                digest(one.code), None if n % 4 == 2 else 4 + n, 48_200 * (n + 1),
            )
            for n, one in enumerate(items)
        ),
        excepted=(),
        seal=f"115:{digest('journal')}",
        code="OIT-2566-0123-0",
    )  # fmt: skip


def cover_memo() -> papers.CoverMemoFacts:
    return papers.CoverMemoFacts(
        office=OFFICE,
        group="กลุ่มนโยบายและแผน",
        phone="0 2000 0000",
        number="ศธ 02102/130",
        date=dt.date(2023, 9, 4),
        subject="เสนอมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปีงบประมาณ พ.ศ. 2567",
        addressee="ศึกษาธิการจังหวัดตัวอย่าง",
        enclosures=("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน จำนวน 1 เล่ม",),
        paragraphs=(
            "ตามที่สำนักงานได้รับแจ้งผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2566 นั้น",
            "กลุ่มนโยบายและแผนได้วิเคราะห์ผลการประเมิน และจัดทำมาตรการเสร็จเรียบร้อยแล้ว รายละเอียดตามสิ่งที่ส่งมาด้วย",
        ),
        closing="จึงเรียนมาเพื่อโปรดพิจารณาให้ความเห็นชอบ",
        officer=OFFICER,
        endorsements=(papers.Endorsement("เห็นควรให้ความเห็นชอบ", DIRECTOR.name, DIRECTOR.posts, dt.date(2023, 9, 4)),),
        head=HEAD,
    )


def report() -> reports.ReportFacts:
    rows = (("9 การเปิดเผยข้อมูล", 567, "56.67"), ("10 การป้องกันการทุจริต", 0, "0.00"))
    return reports.ReportFacts(
        office=OFFICE,
        fiscal_year=2567,
        title="มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
        cover=("มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน", "ประจำปีงบประมาณ พ.ศ. 2567"),
        preface=("เอกสารนี้จัดทำขึ้นจากผลการประเมินคุณธรรมและความโปร่งใส ประจำปีงบประมาณ พ.ศ. 2566",),
        author=reports.Signed("ผู้จัดทำ", OFFICER.name, OFFICER.posts, dt.date(2023, 9, 1)),
        sections=(
            reports.Section(
                "1. ผลการประเมิน",
                ("สำนักงานได้คะแนนรวม 39.53 คะแนน อยู่ในระดับ F",),
                reports.Chart(
                    "แผนภูมิที่ 1 คะแนนรายตัวชี้วัด",
                    tuple(
                        reports.BarRow(label, (reports.Bar("41.20", 412, "before"), reports.Bar(value, share, "weak")))
                        for label, share, value in rows
                    ),
                    "สีเทา ปีงบประมาณ พ.ศ. 2565  สีส้ม ปีงบประมาณ พ.ศ. 2566",
                ),
            ),
            reports.Section(
                "2. มาตรการ",
                (),
                None,
                reports.Sheet(
                    "ตารางที่ 1 มาตรการ",
                    ("มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "การกำกับติดตาม"),
                    (6, 9, 5, 5),
                    tuple(
                        reports.SheetRow(
                            (
                                (f"{n}. เชื่อมโยงข้อมูลจากหน้าแรกของเว็บไซต์",),
                                ("1) ปรับปรุงหน้าแรกให้มีรายการข้อมูลสาธารณะ", "2) ตรวจการเชื่อมโยงทุกเดือน"),
                                (GROUPS[n % 8],),
                                ("รายงานต่อที่ประชุมประจำเดือน",),
                            )
                        )
                        for n in range(1, 11)
                    ),
                ),
                ("ทั้งนี้ ให้ทุกกลุ่มรายงานผลภายในเดือนกันยายน 2567",),
            ),
        ),
        signers=(reports.Signed("ผู้เสนอ", DIRECTOR.name, DIRECTOR.posts),),
        head=reports.Signed("ผู้ให้ความเห็นชอบ", HEAD.name, HEAD.posts),
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


def certified_copy() -> papers.CertifiedCopyFacts:
    return papers.CertifiedCopyFacts(
        office=OFFICE,
        item="O6",
        title="กฎหมายที่เกี่ยวข้อง",
        source="หนังสือที่เก็บไว้ ณ กลุ่มอำนวยการ ลงวันที่ 3 มกราคม 2566",
        file_name="o6-กฎหมาย-2566.pdf",
        sha256=digest("O6"),
        pages=24,
        size=1_204_311,
        date=dt.date(2023, 3, 1),
        head=ACTING,
    )


def signature_sheet() -> papers.SignatureSheetFacts:
    return papers.SignatureSheetFacts(
        office=OFFICE,
        item="O12",
        title="รายงานผลการดำเนินงานประจำปี",
        file_name="o12-รายงานประจำปี-2565.pdf",
        sha256=digest("O12"),
        pages=36,
        fiscal_year=2566,
        prepared_by=OFFICER,
        date=None,
        head=HEAD,
    )


def capture_sheet() -> papers.CaptureSheetFacts:
    return papers.CaptureSheetFacts(
        office=OFFICE,
        item="O8",
        title="Q&A",
        address="https://example.go.th/qa?ปี=2566&p=1",
        final_address="https://www.example.go.th/question-answer/2566/",
        hops=(papers.Hop("https://example.go.th/qa?ปี=2566&p=1", 301),),
        status=200,
        page_title="ถาม-ตอบ (Q&A) | สำนักงานศึกษาธิการจังหวัดตัวอย่าง",
        sha256=digest("O8"),
        size=34_567,
        taken_at=dt.datetime(2023, 4, 30, 9, 5, tzinfo=BANGKOK),
        taken_by=papers.Person("นายวิทยา ตัวเสมือน", ("นักวิชาการคอมพิวเตอร์",)),
    )


def responsibility(count: int = 43) -> papers.ResponsibilityFacts:
    return papers.ResponsibilityFacts(
        office=OFFICE,
        fiscal_year=2566,
        as_of=dt.date(2023, 1, 16),
        rows=tuple(
            papers.ResponsibilityRow(
                *item(n),
                groups=GROUPS if n == 30 else (GROUPS[n % 8],),
                compiler="" if n == 30 else GROUPS[n % 8],
            )
            for n in range(1, count + 1)
        ),
    )


def publication_request() -> papers.PublicationRequestFacts:
    return papers.PublicationRequestFacts(
        office=OFFICE,
        group="กลุ่มนโยบายและแผน",
        date=dt.date(2023, 4, 24),
        addressee="ผู้รับผิดชอบเว็บไซต์",
        memo="ศธ 02102/123",
        approved=dt.date(2023, 4, 21),
        fiscal_year=2566,
        rows=(
            papers.PublicationRow("O10", "แผนดำเนินงานประจำปี", "o10-แผน-2566.pdf", 1),
            papers.PublicationRow("O8", "Q&A", "https://example.go.th/qa", 2),
        ),
        requester=OFFICER,
    )


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


def sample(form: str) -> object:
    """The sample facts of a form.

    :raises KeyError: unknown form.
    """
    made: dict[str, object] = {
        "memo": memo(),
        "cover_memo": cover_memo(),
        "report": report(),
        "reply": reply(),
        "order": order(),
        "announcement": announcement(),
        "letter": letter(),
        "meeting": meeting(),
        "certified_copy": certified_copy(),
        "signature_sheet": signature_sheet(),
        "capture_sheet": capture_sheet(),
        "responsibility": responsibility(),
        "publication_request": publication_request(),
        "paper": paper(),
    }
    return made[form]

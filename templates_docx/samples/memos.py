"""Samples of memos and of what they bring: the report."""

from __future__ import annotations

import datetime as dt

from templates_docx.samples.people import DIRECTOR, GROUPS, HEAD, OFFICE, OFFICER, digest, item
from workflow.ports import papers, reports


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
        subject="ขอความเห็นชอบให้เผยแพร่ข้อมูลสาธารณะ (OIT) ประจำปีงบประมาณ พ.ศ. 2566",
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

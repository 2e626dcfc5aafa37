"""Samples of sheets and lists."""

from __future__ import annotations

import datetime as dt

from templates_docx.samples.people import ACTING, GROUPS, HEAD, OFFICE, OFFICER, digest, item
from workflow.ports import papers
from workflow.thai.zone import BANGKOK


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


def calendar(count: int = 12) -> papers.CalendarFacts:
    """A calendar of ``count`` items; every fourth is of one month."""
    day, step = dt.date(2023, 3, 31), dt.timedelta(days=7)
    return papers.CalendarFacts(
        office=OFFICE,
        fiscal_year=2566,
        closing=dt.date(2023, 4, 28),
        as_of=dt.date(2022, 11, 1),
        rows=tuple(
            papers.CalendarRow(
                *item(n), "งวดตุลาคม 2565" if n % 4 == 0 else "", (GROUPS[n % len(GROUPS)],),
                day, day + step, day + 2 * step, day + 3 * step, None if n % 4 == 0 else day + 4 * step,
            )
            for n in range(1, count + 1)
        ),
    )  # fmt: skip

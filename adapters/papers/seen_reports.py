"""The report of a capture as a Word file: where, when, by whom, the clicks, and how the pages looked."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from adapters.papers.word_text import set_bold, set_font

if TYPE_CHECKING:
    from workflow.ports.site.kept_pages import SeenReport

_WIDE = 16.5
"""Width of a picture, cm."""
_COLUMNS = (3.5, 7.0, 2.0, 4.5)
_MACHINE = "watch."
"""How the record names what looks at night."""


class WordReports:
    """Writes reports behind the SeenReports port."""

    def write(self, report: SeenReport) -> bytes:
        import docx
        from docx.shared import Cm, Pt

        document = docx.Document()
        style: Any = document.styles["Normal"]
        set_font(style, 15)
        style.paragraph_format.space_after = Pt(2)
        section = document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
            setattr(section, edge, Cm(2))
        set_bold(document.add_paragraph().add_run("บันทึกสิ่งที่เห็นบนเว็บไซต์"), 20)
        for line in _facts(report):
            document.add_paragraph(line)
        table = document.add_table(rows=1, cols=4, style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, _COLUMNS, strict=True):
            column.width = Cm(width)
        _row(table.rows[0], ("กดที่", "ที่อยู่", "เวลา", "SHA-256"), Cm, bold=True)
        for page in report.pages:
            pressed = "หน้าแรก" if page is report.pages[0] else page.words or "(ต่อมาเอง)"
            got = page.sha256[:16] + "…" if page.status == 200 else f"ไม่ได้เนื้อหา (รหัส {page.status or '-'})"
            _row(table.add_row(), (pressed, page.url, _time(page.at), got), Cm)
        for page in report.pages:
            if page.picture is not None:
                document.add_paragraph(page.url).paragraph_format.keep_with_next = True
                document.add_picture(io.BytesIO(page.picture), width=Cm(_WIDE))
        if report.seen is not None:
            told = f"ภาพที่ {report.seen.name} บันทึกไว้ จาก {report.seen.url}"
            document.add_paragraph(told).paragraph_format.keep_with_next = True
            document.add_picture(io.BytesIO(report.seen.picture), width=Cm(_WIDE))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _moment(at: datetime) -> str:
    """Day and time in Thailand, whatever zone the moment was kept in."""
    from workflow.thai import long_date
    from workflow.thai.zone import BANGKOK

    here = at.astimezone(BANGKOK)
    return f"{long_date(here.date(), thai=False)} เวลา {here:%H.%M} น."


def _facts(report: SeenReport) -> list[str]:
    from workflow.rules.states import revision_name

    found = [
        f"{report.office}",
        f"ข้อ {report.code} {report.title} ปีงบประมาณ {report.fiscal_year} {revision_name(report.revision)[0]}",
        f"สำนักงานเปิดดูเมื่อ {_moment(report.at)} โดย{_who(report.by)}",
    ]
    if report.missed is not None:
        found.append(f"ครั้งนี้ไม่พบ: {report.missed}")
    if report.seen is not None:
        seen = report.seen
        brought = f" ได้ไฟล์ {', '.join(seen.files)} ตรงกับฉบับที่ลงนามทุกไบต์" if seen.files else ""
        found.append(f"โปรแกรมบอกไม่ได้ ตรวจโดยบุคคล: {seen.name} เปิดดู {seen.url} เมื่อ {_moment(seen.at)}{brought}")
    found += [f"ไฟล์ {name} ค่าตรวจสอบไฟล์ (SHA-256) {digest}" for name, digest in report.files]
    found.append(f"สำเนาหน้าเว็บตามที่ได้รับ (WARC) ค่าตรวจสอบไฟล์ (SHA-256) {report.warc_sha256}")
    found.append("มีตราประทับเวลา (RFC 3161) กำกับ" if report.stamped else "ไม่มีตราประทับเวลา เวลาเป็นของเครื่องสำนักงาน")
    if report.sealed:
        found.append("ลงลายมือชื่อดิจิทัลด้วยกุญแจของสำนักงาน แก้ไขภายหลังแล้วเห็น")
    found.append("บันทึกนี้บอกสิ่งที่สำนักงานเห็นในเวลานั้น ไม่ได้ยืนยันช่วงเวลาอื่น")
    return found


def _who(by: str) -> str:
    return f"เครื่องเฝ้าดูของสำนักงาน ({by.removeprefix(_MACHINE)})" if by.startswith(_MACHINE) else f" {by}"


def _time(at: Any) -> str:
    return f"{at:%H:%M:%S}"


def _row(row: Any, cells: tuple[str, ...], cm: Any, *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, cells, _COLUMNS, strict=True):
        cell.width = cm(width)
        run = cell.paragraphs[0].add_run(text)
        if bold:
            set_bold(run)

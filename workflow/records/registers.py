"""Reading the number books: the listing, the report of what is not in order, the official outgoing register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.records.books import Book, BookKind, BookNumber, NumberStatus
from workflow.thai.cells import is_formula

REGISTER_COLUMNS = ("เลขทะเบียนส่ง", "ที่", "ลงวันที่", "จาก", "ถึง", "เรื่อง", "การปฏิบัติ", "หมายเหตุ")
"""The columns of the outgoing register, form 14 (ทะเบียนหนังสือส่ง แบบที่ ๑๔) of the Regulation on Correspondence."""
_TITLES = {
    BookKind.MEMO: "ทะเบียนหนังสือส่ง",
    BookKind.ORDER: "ทะเบียนคำสั่ง",
    BookKind.ANNOUNCEMENT: "ทะเบียนประกาศ",
    BookKind.MEETING: "ทะเบียนการประชุม",
}


@dataclass(frozen=True, slots=True)
class BookReport:
    """What a registrar must look at."""

    book: BookKind
    year: int
    gaps: list[tuple[int, int]] = field(default_factory=list)
    """Numbers that left no trace, as ranges first..last; always empty for an external book."""
    duplicates: list[int] = field(default_factory=list)
    """Numbers held twice. The database refuses them: found only in one that was tampered with or badly restored."""
    expired: list[int] = field(default_factory=list)
    """Reservations past their end: void them with a reason."""
    reserved: list[int] = field(default_factory=list)
    """Reservations still open."""
    counter_behind: int | None = None
    """The counter, when it stands at or below a number already used; None when it is right."""

    @property
    def ok(self) -> bool:
        """Nothing to do."""
        return not (self.gaps or self.duplicates or self.expired or self.counter_behind)


def listing(session: Session, office_id: int, book: BookKind, year: int) -> Sequence[BookNumber]:
    """Every number of the book in order, void ones too."""
    return session.scalars(
        select(BookNumber)
        .where(BookNumber.office_id == office_id, BookNumber.book == book, BookNumber.year == year)
        .order_by(BookNumber.number, BookNumber.id)
    ).all()


def kept(
    session: Session, office_id: int, book: BookKind | None = None, year: int | None = None
) -> list[tuple[BookKind, int]]:
    """The books that were ever begun, each with its year; narrowed to one book, one year."""
    query = select(Book.book, Book.year).where(Book.office_id == office_id).order_by(Book.year, Book.book)
    if book is not None:
        query = query.where(Book.book == book)
    if year is not None:
        query = query.where(Book.year == year)
    return [(kind, of_year) for kind, of_year in session.execute(query)]


def gaps(session: Session, office_id: int, book: BookKind, year: int, *, at: datetime) -> BookReport:
    """Numbers missing, held twice, or reserved for too long, as of ``at``."""
    counter = session.scalars(
        select(Book).where(Book.office_id == office_id, Book.book == book, Book.year == year)
    ).one_or_none()
    report = BookReport(book, year)
    if counter is None:
        return report
    of_book = (BookNumber.office_id == office_id, BookNumber.book == book, BookNumber.year == year)
    expected = counter.first_number
    for number, times in session.execute(
        select(BookNumber.number, func.count()).where(*of_book).group_by(BookNumber.number).order_by(BookNumber.number)
    ):
        if times > 1:
            report.duplicates.append(number)
        if number > expected and not counter.external:
            report.gaps.append((expected, number - 1))
        expected = max(expected, number + 1)
    open_ones = select(BookNumber.number, BookNumber.expires_at).where(
        *of_book, BookNumber.status == NumberStatus.RESERVED
    )
    for number, until in session.execute(open_ones.order_by(BookNumber.number)):
        (report.expired if until is not None and at >= until else report.reserved).append(number)
    if counter.external:
        return report
    if counter.next_number > expected:
        report.gaps.append((expected, counter.next_number - 1))
    if counter.next_number < expected:
        return BookReport(
            book, year, report.gaps, report.duplicates, report.expired, report.reserved, counter.next_number
        )
    return report


def register_rows(numbers: Sequence[BookNumber]) -> list[tuple[Any, ...]]:
    """The rows of the official register under ``REGISTER_COLUMNS``; numbers and dates as themselves, not as text."""
    return [
        (
            row.number,
            row.label or row.number,
            row.document_date,
            row.sender,
            row.recipient,
            row.subject,
            row.action,
            _remark(row),
        )
        for row in numbers
    ]


def _remark(row: BookNumber) -> str | None:
    remarks = []
    if row.status is NumberStatus.VOID:
        remarks.append(f"ยกเลิก: {row.reason}")
    elif row.status is NumberStatus.RESERVED:
        remarks.append(f"จองโดย {row.reserved_by}")
    if row.backdated:
        remarks.append("ออกเลขย้อนหลัง")
    return " · ".join(remarks) or None


def export_register(path: Path, numbers: Sequence[BookNumber], *, office: str, book: BookKind, year: int) -> None:
    """Write the official register as an .xlsx file, printed on landscape A4 with the heading on each page.

    Numbers stay numbers and dates stay dates, shown in Thai digits and the Buddhist era by their format, so that the
    sheet still sorts. Text that looks like a formula stays text,
    also when it is edited.

    :raises OSError: when the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = f"{book.value} {year}"
    face, line = "TH Sarabun New", Side(style="thin")
    border = Border(left=line, right=line, top=line, bottom=line)
    for row, text in enumerate((_TITLES[book], f"{office} ประจำปี พ.ศ. {_thai_digits(year)}"), start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(REGISTER_COLUMNS))
        heading = sheet.cell(row=row, column=1, value=text)
        heading.data_type = "s"
        heading.font = Font(name=face, size=18 if row == 1 else 16, bold=True)
        heading.alignment = Alignment(horizontal="center")
    for row, values in enumerate([REGISTER_COLUMNS, *register_rows(numbers)], start=3):
        for column, value in enumerate(values, start=1):
            if isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell = sheet.cell(row=row, column=column, value=value)
            if isinstance(value, str):
                cell.data_type, cell.quotePrefix = "s", is_formula(value)
            elif isinstance(value, date):
                cell.number_format = "[$-D07041E]d mmm yyyy"
            elif isinstance(value, int):
                cell.number_format = "[$-D00041E]0"
            cell.font = Font(name=face, size=16, bold=row == 3)
            centred = row == 3 or column <= 3
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if centred else "left")
            cell.border = border
    for letter, width in zip("ABCDEFGH", (13, 18, 15, 22, 24, 44, 18, 26), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A4"
    sheet.print_title_rows = "1:3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    workbook.save(path)


def _thai_digits(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))

"""``openpyxl`` behind the port: workbooks with a sheet for each table, to be sorted, filtered and summed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from decimal import Decimal

from workflow.ports.sheets import TidyTable
from workflow.thai.cells import is_formula

DAY = "[$-107041E]d mmm yyyy"
"""Thai month and Buddhist year, in Excel and in LibreOffice; the cell stays a day (findings/calc_buddhist_tags.sh)."""
WIDEST = 60


def workbook(tables: Sequence[TidyTable]) -> bytes:
    """The tables as an .xlsx: the head in bold and frozen, filters on. What looks like a formula stays text."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        sheet = book.create_sheet(table.title[:31])
        widths = [len(head) for head in table.heads]
        for number, values in enumerate([table.heads, *table.rows], start=1):
            for column, value in enumerate(values, start=1):
                if isinstance(value, str):
                    value = ILLEGAL_CHARACTERS_RE.sub("", value)
                cell = sheet.cell(row=number, column=column, value=value)
                if isinstance(value, str):
                    cell.data_type, cell.quotePrefix = "s", is_formula(value)
                elif isinstance(value, dt.date):
                    cell.number_format = DAY
                elif isinstance(value, Decimal):
                    cell.number_format = "#,##0.00"
                cell.font = Font(name="TH Sarabun New", size=16, bold=number == 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
                widths[column - 1] = max(widths[column - 1], min(len(str(value or "")), WIDEST))
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width + 3
        sheet.freeze_panes = "A2"
        if table.rows:
            sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.rows) + 1}"
        sheet.print_title_rows = "1:1"
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = 9
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()

"""Answers as an Excel sheet or a Word table, in the order of the evaluators' form."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from adapters.papers.word_text import FONT, set_bold, set_font
from workflow.thai.cells import is_formula

_WIDTHS = (9, 44, 10, 52, 42, 26)
"""Widths of the columns in letters of Excel."""
_PAGE = 26.7
"""Width of a landscape page between its margins, in centimetres."""
_LINE = 21
"""Height of a line of 14 points, in points."""
_RED = "9B1C1C"


def write_sheet(path: Path, title: str, notes: Sequence[str], heads: Sequence[str], groups: Sequence[Any]) -> None:
    """One sheet. :param groups: (heading, rows); a row is (cells, whether it is marked).

    :raises OSError: the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    book = Workbook()
    sheet: Any = book.active
    sheet.title = "OIT"
    line = Side(style="thin", color="999999")
    box = Border(left=line, right=line, top=line, bottom=line)
    wrapped = Alignment(wrap_text=True, vertical="top")
    at = 1
    for number, text in enumerate((title, *notes)):
        cell = sheet.cell(at, 1, text)
        cell.font, cell.alignment = Font(name=FONT, size=18 if number == 0 else 14, bold=number == 0), wrapped
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(heads))
        sheet.row_dimensions[at].height = (_LINE if number else 28) * math.ceil(len(text) / sum(_WIDTHS))
        at += 1
    top = at
    for column, (head, width) in enumerate(zip(heads, _WIDTHS, strict=True), 1):
        cell = sheet.cell(at, column, head)
        cell.font, cell.border, cell.alignment = Font(name=FONT, size=14, bold=True), box, wrapped
        cell.fill = PatternFill("solid", fgColor="E8E8E8")
        sheet.column_dimensions[cell.column_letter].width = width
    for heading, rows in groups:
        at += 1
        sheet.cell(at, 1, heading).font = Font(name=FONT, size=14, bold=True)
        for cells, marked in rows:
            at += 1
            for column, text in enumerate(cells, 1):
                # A text that looks like a formula is none, and becomes none when somebody edits it.
                cell = sheet.cell(at, column)
                cell.value, cell.data_type, cell.quotePrefix = text, "s", is_formula(str(text))
                colour = _RED if marked and column == len(cells) else "000000"
                cell.font = Font(name=FONT, size=14, bold=marked and column == len(cells), color=colour)
                cell.border, cell.alignment = box, wrapped
            # Excel makes rows as high as their text when it opens a file; others keep what is written.
            sheet.row_dimensions[at].height = _LINE * _lines(cells)
    sheet.sheet_format.defaultRowHeight = 21
    sheet.freeze_panes = sheet.cell(top + 1, 3)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"
    book.save(path)


def _lines(cells: Sequence[str]) -> int:
    """How many lines the highest cell of a row takes; marks above and below Thai letters take no room."""
    most = 1
    for text, width in zip(cells, _WIDTHS, strict=True):
        parts = (sum(unicodedata.category(c) != "Mn" for c in part) for part in text.split("\n"))
        most = max(most, sum(max(1, math.ceil(letters / (width * 0.95))) for letters in parts))
    return most


def write_table(path: Path, title: str, notes: Sequence[str], heads: Sequence[str], groups: Sequence[Any]) -> None:
    """The same as a Word table on landscape A4. :raises OSError: the file cannot be written."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    document = docx.Document()
    style: Any = document.styles["Normal"]
    set_font(style, 14)
    style.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    for edge in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, edge, Cm(1.5))
    set_bold(document.add_paragraph().add_run(title), 18)
    for note in notes:
        document.add_paragraph(note)
    table = document.add_table(rows=1, cols=len(heads), style="Table Grid")
    table.autofit = False
    shares = [width / sum(_WIDTHS) for width in _WIDTHS]
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_PAGE * share)
    _row(table.rows[0], heads, shares, Cm, bold=True)
    _repeat(table.rows[0])
    for heading, rows in groups:
        line = table.add_row()
        joined = line.cells[0].merge(line.cells[-1])
        set_bold(joined.paragraphs[0].add_run(heading))
        for cells, marked in rows:
            _row(table.add_row(), cells, shares, Cm, colour=RGBColor.from_string(_RED) if marked else None)
    document.save(str(path))


def _row(
    row: Any, cells: Sequence[str], shares: Sequence[float], cm: Any, *, bold: bool = False, colour: Any = None
) -> None:
    for at, (cell, text, share) in enumerate(zip(row.cells, cells, shares, strict=True)):
        cell.width = cm(_PAGE * share)
        run = cell.paragraphs[0].add_run(text)
        if bold or (colour is not None and at == len(cells) - 1):
            set_bold(run)
        if colour is not None and at == len(cells) - 1:
            run.font.color.rgb = colour


def _repeat(row: Any) -> None:
    """Have the heads stand on every page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

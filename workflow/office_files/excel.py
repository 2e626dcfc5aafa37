"""The first visible sheet of an .xlsx as lines of text, like those of a CSV.

A day in Excel is a number whose *format* says that it is one, and Thai offices have formats that openpyxl 3.1 does not
know: with letters such as ``ว ดดดด ปปปป`` or ``bbbb`` the day came as a bare number. What a
cell shows does not tell its year either: 23/5/2566 typed in a Gregorian Excel is stored 543 years ahead and comes as
2566-05-23, which `thai.parse_date` reads as the Buddhist year it was meant to be.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from workflow.office_files.problems import Problem

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000

TWO_DIGITS = range(1950, 1980)
"""Gregorian years that Excel makes of a Buddhist year typed with two digits: 23/5/66 is stored as 1966. Nobody in an
office today was appointed in them."""
_NOT_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].')
_DAY_LETTERS = re.compile("[วดป]|b{2,4}")
_NUMBER_LETTERS = re.compile("[0#?@]|General", re.IGNORECASE)


def sheet_lines(name: str, data: bytes) -> tuple[list[tuple[int, Sequence[str]]], list[Problem]]:
    """Rows with their numbers in the sheet. Numbers, days and formulas come as the text a clerk would have typed.

    A cell whose formula failed (#REF!) is a problem `cell_error`; a file that is no sound workbook is `bad_workbook`.
    """
    from openpyxl import load_workbook  # slow to load, and only needed when an office hands in .xlsx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > MAX_UNPACKED:
            return [], [Problem("table_too_big", {"file": name, "bytes": unpacked, "limit": MAX_UNPACKED})]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns about decorations it does not know; they are not data
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return _lines(name, book)
            finally:
                book.close()
    except Exception:  # openpyxl raises whatever its parsers do on a damaged file
        return [], [Problem("bad_workbook", {"file": name})]


def _lines(name: str, book: object) -> tuple[list[tuple[int, Sequence[str]]], list[Problem]]:
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]  # type: ignore[attr-defined]
    lines: list[tuple[int, Sequence[str]]] = []
    problems: list[Problem] = []
    if not sheets:
        return [], [Problem("bad_workbook", {"file": name})]
    sheets[0].reset_dimensions()  # some programs write a wrong range, which would cut the table off
    for number, cells in enumerate(sheets[0].iter_rows(), start=1):
        if number > MAX_ROWS:
            return [], [Problem("table_too_big", {"file": name, "rows": number, "limit": MAX_ROWS})]
        for cell in cells:
            if cell.data_type == "e":
                problems.append(
                    Problem(
                        "cell_error",
                        {"file": name, "line": number, "column": cell.column_letter, "value": str(cell.value)},
                    )
                )
            elif isinstance(cell.value, date) and cell.value.year in TWO_DIGITS:
                facts = {"file": name, "line": number, "column": cell.column_letter, "value": _text(cell.value)}
                problems.append(Problem("cell_two_digit_year", {**facts, "year": cell.value.year % 100}))
        lines.append((number, [_text(_day(cell.value, cell.number_format)) for cell in cells]))
    return lines, problems


def _day(value: object, shown_as: object) -> object:
    """The value, or the day that a bare number is when its format has the letters of a Thai Excel for days."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isinstance(shown_as, str):
        return value
    code = _NOT_CODE.sub("", shown_as)
    if not _DAY_LETTERS.search(code) or _NUMBER_LETTERS.search(code):
        return value
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value)
    except (OverflowError, ValueError):
        return value


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)

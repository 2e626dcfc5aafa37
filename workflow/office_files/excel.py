"""The first visible sheet of an .xlsx as lines of text, like those of a CSV."""

import io
import warnings
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

from workflow.office_files.problems import Problem

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ROWS = 20_000


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
        lines.append((number, [_text(cell.value) for cell in cells]))
    return lines, problems


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

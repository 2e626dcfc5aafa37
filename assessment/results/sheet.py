"""The first visible sheet of a workbook as lines of a table, merged cells filled in."""

from __future__ import annotations

import io
import warnings
import zipfile
from decimal import Decimal

from assessment.problem import NotUsable, Problem
from assessment.results.grid import Line, clean

MAX_UNPACKED = 50 * 1024 * 1024
MAX_ROWS = 5_000


def grid_of_sheet(data: bytes, file: str = "") -> tuple[Line, ...]:
    """Read a workbook (.xlsx).

    A cell merged over several rows has its text in each of them; the rows below the first say so in ``merged``.

    :raises NotUsable: ``result_bad_workbook``, ``result_too_big``, or every cell whose formula failed.
    """
    from openpyxl import load_workbook  # slow to load, and only needed for a workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MAX_UNPACKED:
                raise NotUsable([Problem("result_too_big", {"file": file})])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # decorations that openpyxl does not know are not data
            book = load_workbook(io.BytesIO(data), data_only=True)
    except NotUsable:
        raise
    except Exception:  # openpyxl raises whatever its parsers do on a damaged file
        raise NotUsable([Problem("result_bad_workbook", {"file": file})]) from None
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise NotUsable([Problem("result_bad_workbook", {"file": file})])
    sheet = visible[0]
    if sheet.max_row > MAX_ROWS:
        raise NotUsable([Problem("result_too_big", {"file": file, "rows": sheet.max_row})])
    above: dict[tuple[int, int], tuple[int, int]] = {}
    for area in sheet.merged_cells.ranges:
        for number in range(area.min_row, area.max_row + 1):
            above[(number, area.min_col)] = (area.min_row, area.min_col)
    problems: list[Problem] = []
    lines = []
    from openpyxl.utils import get_column_letter

    for number in range(1, sheet.max_row + 1):
        cells: list[str] = []
        merged: set[int] = set()
        for column in range(1, sheet.max_column + 1):
            where = above.get((number, column), (number, column))
            source = sheet.cell(*where)
            if source.data_type == "e":
                letter = get_column_letter(column)
                facts = {"file": file, "line": number, "column": letter, "value": str(source.value)}
                problems.append(Problem("result_cell_error", facts))
            if where[0] != number:
                merged.add(len(cells))
            cells.append(clean(_text(source.value)))
        if any(cells):
            lines.append(Line(number, tuple(cells), frozenset(merged)))
    if problems:
        raise NotUsable(problems)
    return tuple(lines)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # Excel shows 15 digits; a sum such as 56.669999999999995 is 56.67 to everybody who looks at it.
        return str(Decimal(f"{value:.12g}").normalize().to_eng_string()) if value else "0"
    return str(value)

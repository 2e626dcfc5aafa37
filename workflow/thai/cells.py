"""Cells of tables for spreadsheets: what a spreadsheet would take for a formula stays the text it is.

Excel and LibreOffice read a cell that begins so as a formula when a CSV is opened, and when a text in a workbook is
edited; a formula can fetch an address or start a program (OWASP, CSV injection).
"""

from __future__ import annotations

import re

_BEGINS = frozenset("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take it for a formula. A number, also a negative one, is none."""
    return text[:1] in _BEGINS and len(text) > 1 and not _NUMBER.fullmatch(text)


def csv_cell(text: str) -> str:
    """The cell for a CSV: an apostrophe before what would be a formula."""
    return f"'{text}" if is_formula(text) else text


def of_csv_cell(text: str) -> str:
    """What :func:`csv_cell` was given."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text

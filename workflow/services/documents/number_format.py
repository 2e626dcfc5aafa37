"""How a book's number is written: ``ศธ 02102/123`` for memos, ``335/2566`` for orders."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.rules.errors import BadInput
from workflow.thai import arabic_digits

if TYPE_CHECKING:
    from workflow.office_files.settings import Settings


def book_label(settings: Settings, book: str, number: int, year: int) -> str:
    """The label by the office's own format (``[books.BOOK] label``), Arabic digits; forms turn them into Thai ones."""
    return settings.books[book].label.format(code=settings.office.code, number=number, year=year)


def running_number(label: str) -> int:
    """The running number in a label another system gave: the last group of digits before any year.

    ``ศธ 02102/456`` -> 456, ``๓๓๕/๒๕๖๖`` -> 335.

    :raises BadInput: there is no number in it.
    """
    parts = [int(found) for found in re.findall(r"[0-9]+", arabic_digits(label))]
    if not parts:
        raise BadInput("number_not_understood", number=label)
    if len(parts) > 1 and 2400 <= parts[-1] <= 3000:
        return parts[-2]
    return parts[-1]

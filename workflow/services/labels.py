"""How a book's number is written: ``ศธ 02102/123`` for memos, ``335/2566`` for orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.settings import Settings


def book_label(settings: Settings, book: str, number: int, year: int) -> str:
    """The label by the office's own format (``[books.BOOK] label``), Arabic digits; forms turn them into Thai ones."""
    return settings.books[book].label.format(code=settings.office.code, number=number, year=year)

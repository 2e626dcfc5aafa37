"""`[books]` of `office.toml`: the number books, whose numbers they are and how a number is written."""

import string
from dataclasses import dataclass

from workflow.office_files.toml_reader import Reader

BOOKS = ("memo", "order", "announcement", "meeting")
LABELS = {
    "memo": "{code}/{number}",
    "order": "{number}/{year}",
    "announcement": "{number}/{year}",
    "meeting": "{number}/{year}",
}
LABEL_FIELDS = ("code", "number", "year")


@dataclass(frozen=True, slots=True)
class Book:
    """A number book. External: numbers come from another system and are given with --number. `start`: first number."""

    external: bool = False
    label: str = "{number}/{year}"
    """How a number is written: {number}, {year} (Buddhist) and {code} are filled in."""
    start: int = 1


def read_books(table: Reader) -> dict[str, Book]:
    """Every book of `BOOKS`. What is wrong is noted in the table."""
    books = {}
    for name in BOOKS:
        book = table.table_of(name)
        label = book.text("label") or LABELS[name]
        if not _label_is_right(label):
            book.note("setting_bad_label", book.key("label"), label, fields=list(LABEL_FIELDS))
        books[name] = Book(book.flag("external"), label, book.number("start", 1, 1, 999_999))
        book.finish()
    table.finish()
    return books


def _label_is_right(label: str) -> bool:
    try:
        fields = [name for _, name, _, _ in string.Formatter().parse(label) if name is not None]
    except ValueError:
        return False
    return "number" in fields and all(name in LABEL_FIELDS for name in fields)

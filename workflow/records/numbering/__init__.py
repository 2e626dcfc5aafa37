"""Taking numbers out of the books: none twice, none left out, whoever comes at once.

Every function works in the caller's unit of work and locks the office (``lock_office``), so a number is taken only if
the unit commits, together with whatever it was taken for. The counter is a row that is updated, never ``max() + 1``.
``at`` is when it happens (aware); ``year`` is a calendar year of the Buddhist era as Bangkok's calendar has it.

Refusals (``NumberRefused.code``): ``book_external`` (its numbers come from elsewhere: give one), ``book_internal`` (it
counts by itself), ``book_not_started`` (an external book that nobody declared), ``book_start_backwards``,
``number_used``, ``number_unknown``, ``number_void``, ``number_not_reserved``, ``reservation_expired``,
``reservation_of_other``, ``document_date_outside_book``, ``book_year_closed`` (the year is over: back-date expressly),
``book_year_not_begun``, ``not_backdated`` (the year is not over), ``reason_missing``. Facts name book, year and number.
"""

from workflow.records.numbering.counters import calendar_year, make_external, make_internal, peek, start
from workflow.records.numbering.taking import Document, find, reserve, skip_to, take, take_given, take_reserved, void

__all__ = [
    "Document",
    "calendar_year",
    "find",
    "make_external",
    "make_internal",
    "peek",
    "reserve",
    "skip_to",
    "start",
    "take",
    "take_given",
    "take_reserved",
    "void",
]

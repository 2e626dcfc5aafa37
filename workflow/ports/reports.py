"""The contract of the longer papers about an assessment: sections with tables, and charts drawn as bars.

As in :mod:`workflow.ports.papers`: raw facts, no formatting. A chart is bars beside their labels: Word and LibreOffice
set its Thai like any other text of the page and print its bars as lines, not as a picture.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``share`` of the full width in thousandths; ``tone`` one of ``plain``, ``weak``, ``before``, ``done``,
    ``waiting``, ``open``; ``value`` is what is printed after it."""

    value: str
    share: int
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class BarRow:
    """A label and its bars, one under the other."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under a title. ``note`` says what the colours mean, "" for nothing."""

    title: str
    rows: tuple[BarRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row; a cell is paragraphs."""

    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table over the width of the page whose head row repeats. ``widths`` in any unit, one for each column."""

    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part with its heading; chart and table stand after its paragraphs, ``after`` after both."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    chart: Chart | None = None
    table: Sheet | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """Who stands for a paper: ``word`` ผู้จัดทำ, ผู้เสนอ, …; ``date`` None prints a blank for the day."""

    word: str
    name: str
    posts: tuple[str, ...]
    date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report with cover, preface, contents and sections, on landscape pages; ``head`` approves it.

    ``cover`` lines of the cover, empty for a report that begins with its heading. ``preface`` empty: none.
    """

    office: str
    fiscal_year: int
    title: str
    cover: tuple[str, ...]
    preface: tuple[str, ...]
    author: Signed | None
    sections: tuple[Section, ...]
    signers: tuple[Signed, ...]
    head: Signed


# --- reply to the evaluators -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG of the store by its digest, with its size in pixels; ``data`` empty: it could not be read."""

    sha256: str
    wide: int
    high: int
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """An item, what the evaluators wrote, what is the case, and where it can be seen."""

    item: str
    title: str
    comment: str
    fact: str
    evidence: str


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """The page of an item: ``steps`` the way from the home page, ``facts`` what was proven, a screenshot or None."""

    item: str
    title: str
    steps: tuple[str, ...]
    facts: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What answers the evaluators says, however it is sent: its table, and a page for each item."""

    number: str
    office: str
    group: str
    phone: str
    date: dt.date | None
    subject: str
    addressee: str
    references: tuple[str, ...]
    enclosures: tuple[str, ...]
    paragraphs: tuple[str, ...]
    rows: tuple[ReplyRow, ...]
    ending: tuple[str, ...]
    head: Person
    pages: tuple[ReplyPage, ...]


@dataclass(frozen=True, slots=True)
class ReplyFacts(Reply):
    """As a letter (หนังสือภายนอก, ข้อ ๑๑)."""

    address: tuple[str, ...]
    closing: str
    email: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReplyMemoFacts(Reply):
    """As a memo (หนังสือภายใน, ข้อ ๑๒), between offices of one ministry."""

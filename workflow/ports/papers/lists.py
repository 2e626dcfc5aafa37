"""Lists: who is responsible, what is to be published, the year's days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """Who hands in and who compiles an item; ``compiler`` "" where nobody is named yet."""

    item: str
    title: str
    groups: tuple[str, ...]
    compiler: str


@dataclass(frozen=True, slots=True)
class ResponsibilityFacts:
    """ตารางผู้รับผิดชอบ of one fiscal year."""

    office: str
    fiscal_year: int
    as_of: dt.date
    rows: tuple[ResponsibilityRow, ...]


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """One thing to be put on the site. ``location`` file name or address."""

    item: str
    title: str
    location: str
    revision: int


@dataclass(frozen=True, slots=True)
class PublicationRequestFacts:
    """Request to the web officer to publish what the head has approved. ``memo`` and ``approved`` name the approval."""

    office: str
    group: str
    date: dt.date | None
    addressee: str
    memo: str
    approved: dt.date | None
    fiscal_year: int
    rows: tuple[PublicationRow, ...]
    requester: Person


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """By when each hand is through with an item or with one part of its year (``part``, "" for the whole). A day of
    None: nobody knows the closing day, or the answer is given with the whole item."""

    item: str
    title: str
    part: str
    groups: tuple[str, ...]
    hand_in: dt.date | None
    compile: dt.date | None
    submit: dt.date | None
    publish: dt.date | None
    answer: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """ปฏิทินปฏิบัติงาน of one fiscal year, annex of the order. ``closing`` None: the closing day is not known yet."""

    office: str
    fiscal_year: int
    closing: dt.date | None
    as_of: dt.date
    rows: tuple[CalendarRow, ...]

"""Orders, announcements, letters, minutes and free papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.papers.lists import ResponsibilityRow
from workflow.ports.persons import Person


@dataclass(frozen=True, slots=True)
class Member:
    """Of a working group. ``role`` ประธานคณะทำงาน, คณะทำงาน, คณะทำงานและเลขานุการ, ..."""

    name: str
    post: str
    role: str


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """Order appointing a working group (คำสั่ง, ข้อ ๑๖). Number "335/2566" and date come when it is signed.

    ``reason`` paragraphs (ด้วย/ตามที่ ...); ``authority`` "" if none is cited; ``effective`` None: from its own date.
    """

    office: str
    number: str
    date: dt.date | None
    subject: str
    reason: tuple[str, ...]
    authority: str
    members: tuple[Member, ...]
    duties: tuple[str, ...]
    effective: dt.date | None
    head: Person


@dataclass(frozen=True, slots=True)
class GeneralOrderFacts:
    """Order that assigns work or names people for it (คำสั่ง, ข้อ ๑๖): responsibilities, substitutes, registrar,
    web officer.

    ``decision`` the sentence that orders (จึงมอบหมาย…, จึงแต่งตั้ง…). ``members`` in their order, ``role`` what each is
    given or the rank; ``duties`` of all of them. ``annex`` บัญชีแนบท้าย: who hands in and compiles each item in
    ``fiscal_year`` ("" without an annex). ``effective`` None: from its own date; ``until`` None: until another order.
    """

    office: str
    number: str
    date: dt.date | None
    subject: str
    reason: tuple[str, ...]
    authority: str
    decision: str
    members: tuple[Member, ...]
    duties: tuple[str, ...]
    effective: dt.date | None
    until: dt.date | None
    head: Person
    fiscal_year: str
    annex: tuple[ResponsibilityRow, ...]


@dataclass(frozen=True, slots=True)
class AnnouncementFacts:
    """Announcement (ประกาศ, ข้อ ๒๐). The regulation gives it no number: ``number`` "" unless the office keeps a book."""

    office: str
    number: str
    date: dt.date | None
    subject: str
    reason: tuple[str, ...]
    clauses: tuple[str, ...]
    head: Person


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """External letter (หนังสือภายนอก, ข้อ ๑๑). ``references`` อ้างถึง, ``enclosures`` สิ่งที่ส่งมาด้วย, ``copies`` สำเนาส่ง."""

    number: str
    office: str
    address: tuple[str, ...]
    date: dt.date | None
    subject: str
    addressee: str
    references: tuple[str, ...]
    enclosures: tuple[str, ...]
    paragraphs: tuple[str, ...]
    closing: str
    head: Person
    group: str
    phone: str
    email: str
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """``note`` is what stands at the end of the line: role, "แทน ...", or the reason of an absence; "" for nothing."""

    name: str
    post: str
    note: str


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """ระเบียบวาระ. ``resolution`` มติที่ประชุม, "" where nothing was resolved."""

    title: str
    paragraphs: tuple[str, ...]
    resolution: str


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """Report of a meeting (รายงานการประชุม, ข้อ ๒๕). ``number`` "1/2566" restarts each calendar year; not on the Garuda
    paper and not signed by the head."""

    body: str
    number: str
    date: dt.date
    place: str
    starts: dt.time
    ends: dt.time
    present: tuple[Attendee, ...]
    absent: tuple[Attendee, ...]
    guests: tuple[Attendee, ...]
    agenda: tuple[AgendaItem, ...]
    recorder: Person
    checker: Person


@dataclass(frozen=True, slots=True)
class Table:
    """At most six columns; every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A small paper of the office: plan, report, manual, list. ``signer`` None: nobody signs it."""

    headings: tuple[str, ...]
    subject: str
    date: dt.date | None
    paragraphs: tuple[str, ...]
    table: Table | None
    closing: tuple[str, ...]
    signer: Person | None

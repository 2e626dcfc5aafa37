"""The contract of every paper: one frozen dataclass of raw facts per form.

Facts are dates, numbers, texts and tuples; Thai digits, Buddhist years and no-break spaces come at rendering
(``templates_docx.contexts``). A template may use exactly these names; ``oit template check`` compares both ways.
Conventions: an empty string prints nothing (or a dotted blank where the form has one), a date of ``None`` is not known
yet and prints a dotted blank. ``posts`` are ready lines, printed one under the other, such as
``("ผู้อำนวยการกลุ่มนโยบายและแผน", "รักษาราชการแทน ศึกษาธิการจังหวัดตัวอย่าง")``. Layout and order of fields:
ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ พ.ศ. ๒๕๒๖ and its amendments, clause named at each form.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person as Person
from workflow.ports.reports import ReplyFacts, ReportFacts

# --- memo ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemoItem:
    """An item the memo asks for. ``code`` like O15, never in Thai digits."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Endorsement:
    """One opinion on the way to the head (เกษียน). ``text`` "" and ``date`` None: not given yet, printed as blanks to
    fill by pen; ``name`` "" where nobody holds the post."""

    text: str
    name: str
    posts: tuple[str, ...]
    date: dt.date | None


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """One evidence of บัญชีเอกสารแนบท้าย.

    ``duty`` says its signature duty in a word or two of Thai; ``sha256`` 64 hex digits; ``pages`` None where pages mean
    nothing (a data file, a web location); ``size`` in bytes.
    """

    item: str
    title: str
    file_name: str
    duty: str
    sha256: str
    pages: int | None
    size: int


@dataclass(frozen=True, slots=True)
class MemoFacts:
    """Memo that asks the head to approve publication (หนังสือภายใน, ข้อ ๑๒).

    ``number`` the whole label, "ศธ 02102/123", "" while it has none. ``edition`` 0 for the first, n for แก้ไขครั้งที่ n.
    ``excepted`` codes left out of this edition. ``seal`` head of the journal's hash chain when this was made, as
    ``sequence:digest``.
    ``code`` what is printed for scanners, None where the office prints none.
    """

    office: str
    group: str
    phone: str
    number: str
    edition: int
    date: dt.date | None
    subject: str
    addressee: str
    fiscal_year: int
    items: tuple[MemoItem, ...]
    officer: Person
    endorsements: tuple[Endorsement, ...]
    head: Person
    annex: tuple[AnnexRow, ...]
    excepted: tuple[str, ...]
    seal: str
    code: str | None


@dataclass(frozen=True, slots=True)
class CoverMemoFacts:
    """Memo that brings a report, a plan or an invitation before the head (หนังสือภายใน, ข้อ ๑๒).

    ``enclosures`` สิ่งที่ส่งมาด้วย. ``closing`` the sentence that asks (จึงเรียนมาเพื่อโปรด…).
    """

    office: str
    group: str
    phone: str
    number: str
    date: dt.date | None
    subject: str
    addressee: str
    enclosures: tuple[str, ...]
    paragraphs: tuple[str, ...]
    closing: str
    officer: Person
    endorsements: tuple[Endorsement, ...]
    head: Person


# --- order, announcement, letter -----------------------------------------------------------------------------------


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


# --- meeting ---------------------------------------------------------------------------------------------------------


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


# --- evidence --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CertifiedCopyFacts:
    """Certification sheet (สำเนาถูกต้อง, ข้อ ๓๑) for one file, signed by the head of the office as OIT asks.

    ``source`` what it is a copy of, in words. ``pages`` None for a data file; ``size`` bytes.
    """

    office: str
    item: str
    title: str
    source: str
    file_name: str
    sha256: str
    pages: int | None
    size: int
    date: dt.date | None
    head: Person


@dataclass(frozen=True, slots=True)
class SignatureSheetFacts:
    """Page for the head's signature (หน้าลงนาม), appended to a clerk's own PDF whose duty is ``original``.

    ``sha256`` and ``pages`` are of the PDF before the sheet is appended.
    """

    office: str
    item: str
    title: str
    file_name: str
    sha256: str
    pages: int
    fiscal_year: int
    prepared_by: Person
    date: dt.date | None
    head: Person


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect on the way to the final address. ``status`` HTTP."""

    address: str
    status: int


@dataclass(frozen=True, slots=True)
class CaptureSheetFacts:
    """Dated capture of a web item. ``taken_at`` aware local time; ``sha256`` of the bytes received; ``status`` HTTP."""

    office: str
    item: str
    title: str
    address: str
    final_address: str
    hops: tuple[Hop, ...]
    status: int
    page_title: str
    sha256: str
    size: int
    taken_at: dt.datetime
    taken_by: Person


# --- lists -----------------------------------------------------------------------------------------------------------


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


# --- general ---------------------------------------------------------------------------------------------------------


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


FORMS: dict[str, type] = {
    "memo": MemoFacts,
    "cover_memo": CoverMemoFacts,
    "report": ReportFacts,
    "reply": ReplyFacts,
    "order": OrderFacts,
    "announcement": AnnouncementFacts,
    "letter": LetterFacts,
    "meeting": MeetingFacts,
    "certified_copy": CertifiedCopyFacts,
    "signature_sheet": SignatureSheetFacts,
    "capture_sheet": CaptureSheetFacts,
    "responsibility": ResponsibilityFacts,
    "publication_request": PublicationRequestFacts,
    "paper": PaperFacts,
}
"""Every form by its key, which is also the name of its file: ``memo`` -> ``memo.docx``."""

SIGNED_BY_HEAD = frozenset(
    {
        "memo",
        "cover_memo",
        "report",
        "reply",
        "order",
        "announcement",
        "letter",
        "certified_copy",
        "signature_sheet",
        "paper",
    }
)
"""Forms with the mark ``oit:sign/head`` (``paper`` only where it has a signer)."""

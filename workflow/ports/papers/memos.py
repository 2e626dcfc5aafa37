"""Memos inside the office (หนังสือภายใน): the one that asks for approval, and the one that brings a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person


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

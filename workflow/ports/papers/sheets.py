"""Sheets that stand for evidence: a certified copy, signatures, the capture of a web page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from workflow.ports.persons import Person


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

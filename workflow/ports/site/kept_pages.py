"""What was seen of an item on the site, kept as it came: plain facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One answer on the way. ``picture``: a PNG of the page in a browser; ``None``: a file, or no browser was there."""

    url: str
    status: int | None
    sha256: str
    size: int
    words: str | None
    at: datetime
    picture: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeptPages:
    """Every answer on the way from the home page, and all of them as they came, as a WARC (ISO 28500)."""

    pages: tuple[KeptPage, ...]
    warc: bytes = field(repr=False)
    browser: str | None = None


@dataclass(frozen=True, slots=True)
class PersonSaw:
    """What a named person attested: where, when, the names of the files they brought, and their picture (PNG)."""

    name: str
    url: str
    at: datetime
    files: tuple[str, ...]
    picture: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SeenReport:
    """What a dated report of a capture says.

    ``sealed``: it will carry the office's own signature. ``seen``: what a person saw where the program cannot tell.
    ``missed``: why the item was not found, in Thai; ``None``: it was.
    """

    office: str
    code: str
    title: str
    fiscal_year: int
    revision: int
    by: str
    at: datetime
    files: tuple[tuple[str, str], ...]
    pages: tuple[KeptPage, ...]
    warc_sha256: str
    stamped: bool
    sealed: bool = False
    seen: PersonSaw | None = None
    missed: str | None = None


class SeenReports(Protocol):
    """Writes the report of a capture."""

    def write(self, report: SeenReport) -> bytes:
        """The report as a Word file, to be converted."""
        ...


Steps = Sequence[tuple[str | None, str]]
"""The way from the home page: the words pressed, and where they lead."""

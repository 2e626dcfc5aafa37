"""What the public site says: plain facts of the office, its years, items and files.

Everything here is a value: nothing opens a file or a socket. The services fill these in from the records; `public_site`
reads them and knows nothing else of the office. Times are aware datetimes, fiscal years are in the Buddhist era.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Literal

from workflow.ports.year_parts import SitePart


class OnlineState(StrEnum):
    """What the public sees of an item, whatever the state of the work in progress."""

    PUBLISHED = "published"
    SUSPENDED = "suspended"
    RETRACTED = "retracted"
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteOffice:
    """The office as the public knows it. None or "" means that the office gave nothing, and nothing is shown."""

    key: str
    name_th: str
    name_en: str
    address: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSubIndicator:
    """A sub-indicator (ตัวชี้วัดย่อย) such as 9.1; an empty English title falls back to the Thai one."""

    number: str
    title_th: str
    title_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteIndicator:
    """An indicator (ตัวชี้วัด) such as 9, with its sub-indicators in the order of the catalogue."""

    number: str
    title_th: str
    title_en: str = ""
    subs: tuple[SiteSubIndicator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGroup:
    """A responsible group: its ASCII key, and its names."""

    key: str
    name_th: str
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """One file of the online revision.

    `name` is the file's own name, Thai allowed, with its extension; `sha256` is lower-case hex; `size` is in bytes;
    `path` is where the store keeps it; `duty` is the signature duty's key (docs/contracts.md#signature-duties).
    `address` is the path it has had since it was published first, relative to the home page; None: it is formed from
    digest and name. `image_only` says that the PDF is a scan without text; `attested_by` is the post (never
    the name) of whose word a paper signed with a pen before is taken on. `part`: key of the part of the year it is of.
    """

    title: str
    name: str
    media_type: str
    size: int
    sha256: str
    path: Path = field(repr=False)  # where it lies says nothing of what it is
    duty: str
    image_only: bool = False
    attested_by: str | None = None
    address: str | None = field(default=None, repr=False)  # a page is drawn from where the file stands, by this or not
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAddress:
    """A page or channel that answers a `web` item, with the capture that the signed memo seals.

    `url` is absolute, or relative to the home page for one of the office's own pages (`own_pages` of `SiteFacts`).

    `captured_at` None means that nobody captured it; `status` is the HTTP status seen then.
    """

    url: str
    title: str
    captured_at: datetime | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSignature:
    """Who signed the online revision. `authority` is the line under the name when the signer acts for the head.

    `signed_on` is the day of the head's decision, None for what was published before the program was used.
    `grade` is the one of docs/contracts.md#grades-and-verdicts; `words_th` and `words_en`
    name it as the procedure does (`workflow.rules.states.GRADES`).
    """

    name: str
    post: str
    signed_on: date | None
    grade: int
    words_th: str
    words_en: str
    authority: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteItem:
    """One item of a cycle as the public sees it.

    For `NOT_YET` nothing but the catalogue's own facts may be filled in: a draft has no facts here. For `SUSPENDED` and
    `RETRACTED` `reason` is the public reason; files, web addresses and `parts` (of its year) are empty. `note` is a nil
    return, or explains the files. `published_on`: when it went online; `memo_on`: printed on the memo; None: not known.
    `adopted`: published before the program was used: no signer, no grade, no memo.
    """

    code: str
    number: int
    title_th: str
    title_en: str
    indicator: str
    sub_indicator: str
    state: OnlineState
    topic: str = ""
    groups: tuple[SiteGroup, ...] = ()
    reason: str = ""
    revision: int | None = None
    published_on: date | None = None
    signature: SiteSignature | None = None
    adopted: bool = False
    memo_label: str = ""
    memo_on: date | None = None
    files: tuple[SiteFile, ...] = ()
    web: tuple[WebAddress, ...] = ()
    note: str = ""
    parts: tuple[SitePart, ...] = ()

    @property
    def late(self) -> bool:
        return any(part.late for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteYear:
    """The items of one framework and fiscal year (Buddhist era) with the indicators they are grouped by, in order.

    `folder` is its part of an address, for ever: empty for the year itself; a second framework of a year has its own,
    and `title` tells it apart.
    """

    fiscal_year: int
    indicators: tuple[SiteIndicator, ...]
    items: tuple[SiteItem, ...]
    framework: str = ""
    folder: str = ""
    title: str = ""

    @property
    def place(self) -> str:
        """Its part of an address: `2566`."""
        return self.folder or str(self.fiscal_year)

    @property
    def name(self) -> str:
        """The year as it is told."""
        return f"{self.fiscal_year} {self.title}".rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteResult:
    """How the office was assessed in a year, out of 100. `indicators`: number, title, score, in their order.

    `total` and `level` are None while the evaluators have not told enough for them.
    """

    fiscal_year: int
    title: str
    total: Decimal | None
    level: str | None
    indicators: tuple[tuple[str, str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFile:
    """A file that was genuine once: superseded by a later revision, suspended, or retracted. Never served again."""

    sha256: str
    fiscal_year: int
    code: str
    title: str
    why: Literal["superseded", "suspended", "retracted"]
    folder: str = ""

    @property
    def place(self) -> str:
        """Its year's part of an address."""
        return self.folder or str(self.fiscal_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedFile:
    """An address at which a file stood until other bytes took its place: it says what it was replaced by, and when.

    `path` is relative to the home page. `by` names what took its place, `by_path` leads there; None: the item's page.
    `place` and `year` are those of the item's year, as `SiteYear` has them.
    """

    path: str
    title: str
    code: str
    place: str
    year: str
    by: str
    by_path: str | None
    on: date


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The entry of the journal that a site was made of: ``office`` is the hash of the office's first entry."""

    office: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """All that the public site says.

    `years` is newest first: earlier years stay, because the evaluators' system stores the addresses. `base_url` is the
    real address with a trailing slash, None while the office has none (then there is no sitemap). `rehearsal` puts a
    notice on every page. `results` is newest first; none: nothing is said of any assessment. `own_pages` are the
    office's own static pages (news, Q&A), path -> file, copied as they are; with scripts
    only where `own_scripts`. `journal`: of which entry it was made. `latest`: codes of the newest year's items in the
    order in which they went online, the last first; days alone do not tell.
    """

    office: SiteOffice
    years: tuple[SiteYear, ...]
    generated_at: datetime
    rehearsal: bool
    base_url: str | None = None
    former: tuple[FormerFile, ...] = ()
    moved: tuple[MovedFile, ...] = ()
    results: tuple[SiteResult, ...] = ()
    own_pages: Mapping[str, Path] = field(default_factory=dict)
    own_scripts: bool = False
    journal: JournalHead | None = None
    latest: tuple[str, ...] = ()

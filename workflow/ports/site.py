"""Plain facts for the public site and for the proof that it is there (docs/contracts.md#proof-and-flags).

Everything here is a value: nothing opens a file or a socket. The services fill these in from the records; `public_site`
reads them and knows nothing else of the office. Times are aware datetimes, fiscal years are in the Buddhist era.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

Fact = str | int | None


class OnlineState(StrEnum):
    """What the public sees of an item, whatever the state of the work in progress."""

    PUBLISHED = "published"
    SUSPENDED = "suspended"
    RETRACTED = "retracted"
    NOT_YET = "not_yet"


class Severity(StrEnum):
    """How bad a finding is. `UNKNOWN` (cannot tell), `BROKEN` and `DANGER` of an item refuse its publication."""

    OK = "ok"
    CAUTION = "caution"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    DANGER = "danger"

    @property
    def rank(self) -> int:
        """0 for `OK` up to 4 for `DANGER`."""
        return ("ok", "caution", "unknown", "broken", "danger").index(self.value)

    @property
    def passes(self) -> bool:
        """Whether an item with nothing worse counts as proven: cautions do not matter, not knowing does."""
        return self.rank < Severity.UNKNOWN.rank


ProofKind = Literal["rehearsal", "live"]


# -- what is published ------------------------------------------------------------------------------------------------


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
    digest and name. `image_only` says that the PDF is a scan without text; `attested_by` names on whose word a paper
    signed with a pen before is taken.
    """

    title: str
    name: str
    media_type: str
    size: int
    sha256: str
    path: Path
    duty: str
    image_only: bool = False
    attested_by: str | None = None
    address: str | None = None


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
    `RETRACTED` `reason` is the public reason and files and web addresses are empty. `note` is the text of a nil return,
    or an explanation beside the files. `published_on` is the day it went online, `memo_on` the date printed on the memo
    (the signature has its own); None where nobody knows.
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
    memo_label: str = ""
    memo_on: date | None = None
    files: tuple[SiteFile, ...] = ()
    web: tuple[WebAddress, ...] = ()
    note: str = ""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFacts:
    """All that the public site says.

    `years` is newest first: earlier years stay, because the evaluators' system stores the addresses. `base_url` is the
    real address with a trailing slash, None while the office has none (then there is no sitemap). `rehearsal` puts a
    notice on every page. `own_pages` is a folder of the office's own static pages (news, Q&A), copied as they are.
    """

    office: SiteOffice
    years: tuple[SiteYear, ...]
    generated_at: datetime
    rehearsal: bool
    base_url: str | None = None
    former: tuple[FormerFile, ...] = ()
    moved: tuple[MovedFile, ...] = ()
    own_pages: Path | None = None


# -- what the proof looks for -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFile:
    """A file of the signed revision. `url` (absolute, or relative to the home page) None: it may be anywhere."""

    sha256: str
    name: str
    url: str | None = None
    image_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedWeb:
    """A web address of a signed revision, with its dated capture (see `WebAddress`)."""

    url: str
    captured_at: datetime | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedItem:
    """What must be found for one item.

    `framework` and `fiscal_year` (Buddhist era) tell items of the same code apart: there is an O15 every year.
    `address` is the item's page (absolute, or relative to the tree that was built); None when the office's own site has
    no page per item: then files, web addresses and texts are looked for anywhere on the site. `addresses` are recorded
    places where the item stands on such a site, newest first; they say where to look, and prove nothing by themselves.
    `must_show` are texts, such as a nil return: without `address` they may stand on any page, by their words; with it
    the page has to contain them, white space aside. A published item for which none of all this is given never passes.
    """

    code: str
    framework: str = ""
    fiscal_year: int | None = None
    state: OnlineState = OnlineState.PUBLISHED
    address: str | None = None
    files: tuple[ExpectedFile, ...] = ()
    web: tuple[ExpectedWeb, ...] = ()
    must_show: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbidden:
    """What the public must not get: a draft, a suspended or a retracted file, by digest, by address, or both.

    `code`, `framework` and `fiscal_year` name the item it belongs to; without a year it is the code's item in any.
    """

    code: str | None = None
    framework: str = ""
    fiscal_year: int | None = None
    sha256: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiry:
    """Something that has to be renewed: the domain, the hosting. TLS is looked up by the prover itself."""

    kind: Literal["domain", "hosting", "tls"]
    on: date


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found, as a stable code and its facts; the sentences are in `public_site.words`."""

    code: str
    severity: Severity
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a way from the home page: the words that are pressed, and where they lead.

    `words` None: nothing is pressed, it comes along by itself (a frame, a redirect); "" when nothing is written there.
    Several presses on one page (a menu, then the link in it) are told apart by " › ".
    """

    words: str | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One thing that was looked for and what was seen of it, as plain facts to be kept.

    `wanted` is the digest of a file, the address of a page or channel, or a text, by `what`. `url` is where it was seen
    in the end, None when it was not; `status` and `sha256` are those of the answer there. `way` leads to it from the
    home page, empty when nothing does; `clicks` counts it. `by` says who saw the way: the plain walk, or a browser.
    """

    what: Literal["page", "file", "web", "text"]
    wanted: str
    url: str | None
    status: int | None
    sha256: str | None
    clicks: int | None
    way: tuple[Step, ...]
    by: Literal["walk", "browser"]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemProof:
    """The proof of one item.

    `clicks` is the least number of clicks from the home page to the item's page (to its first file or address where
    there is no page), None when it cannot be reached; `path` are the addresses on the way, home page first.
    `http_status` is that of the item's page, None when nothing answered. `bytes_ok` is None when no bytes are expected.
    `steps` are the same way as a person goes it. `observations` are what was seen of each thing looked for.
    `screenshot` is a PNG of the last page of a way that only a browser saw, None otherwise.
    `framework` and `fiscal_year` are the expected item's.
    """

    code: str
    framework: str = ""
    fiscal_year: int | None = None
    severity: Severity
    findings: tuple[Finding, ...]
    clicks: int | None
    path: tuple[str, ...]
    address: str | None
    http_status: int | None
    bytes_ok: bool | None
    checked_at: datetime
    kind: ProofKind
    steps: tuple[Step, ...] = ()
    observations: tuple[Observation, ...] = ()
    screenshot: bytes | None = field(default=None, repr=False)

    @property
    def passed(self) -> bool:
        """Whether the item may count as published."""
        return self.severity.passes


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteProof:
    """One check of the whole site. `findings` are those of no single item (and drafts exposed, which are in both)."""

    base_url: str
    kind: ProofKind
    at: datetime
    items: tuple[ItemProof, ...]
    findings: tuple[Finding, ...]
    pages: int = 0
    requests: int = 0
    browser: str | None = None
    """The browser that took a second look, with its version; None when there was no second look."""

    @property
    def passed(self) -> bool:
        """Whether every item passed."""
        return all(item.passed for item in self.items)

    def item(self, code: str, fiscal_year: int | None = None, framework: str | None = None) -> ItemProof:
        """The proof of one item; year and framework may be left out only where a single one was looked at.

        :raises KeyError: the item was not among the expected ones, or more than one has this code.
        """
        found = [
            p
            for p in self.items
            if p.code == code and fiscal_year in (None, p.fiscal_year) and framework in (None, p.framework)
        ]
        if len(found) != 1:
            raise KeyError((framework, fiscal_year, code))
        return found[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    """A site as built: where, the digest over all its files, each file's digest by path, and what a proof must find."""

    root: Path
    digest: str
    files: Mapping[str, str]
    expected: tuple[ExpectedItem, ...]

"""What a proof looks for on the site and what it found, as values (docs/contracts.md#proof-and-flags)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Literal

from workflow.ports.site.facts import OnlineState

Fact = str | int | None
ProofKind = Literal["rehearsal", "live"]


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
        """Whether every item passed, and every year of which nothing changed is still led to."""
        return all(item.passed for item in self.items) and not self.lost_years

    @property
    def lost_years(self) -> tuple[Finding, ...]:
        """Lists of years to which nothing leads any more."""
        return tuple(one for one in self.findings if one.code == "year_not_linked")

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
    """A site as built: where, the digest over all its files, each file's digest by path, and what a proof must find.

    :param pages: path of each page that a later site may take over -> digest of what it is drawn from.
    :param kept: paths of pages and files that were taken over from the site before, as they lay there.
    :param untouched: framework and fiscal year of each year of which every page and every file was.
    :param taken: paths of all files that lay on the disk before: in the site before, or in an older one.
    :param stamps: size and time of each file.
    """

    root: Path
    digest: str
    files: Mapping[str, str]
    expected: tuple[ExpectedItem, ...]
    pages: Mapping[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    untouched: frozenset[tuple[str, int]] = frozenset()
    taken: frozenset[str] = frozenset()
    stamps: Mapping[str, list[int]] = field(default_factory=dict)

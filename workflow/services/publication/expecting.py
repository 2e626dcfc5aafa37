"""What a proof has to look for: on the site that the program makes, or on one that the office keeps itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from workflow.ports.site import (
    ExpectedFile,
    ExpectedItem,
    ExpectedWeb,
    Expiry,
    Forbidden,
    ItemProof,
    SiteFacts,
    SiteItem,
    SiteYear,
)
from workflow.records import queries
from workflow.records.models import Item
from workflow.rules.states import Duty
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.publication.site_facts import drafts


@dataclass(frozen=True, slots=True)
class ItemKey:
    """One item among those of all years and frameworks."""

    code: str
    fiscal_year: int
    framework: str

    @property
    def key(self) -> tuple[str, int, str]:
        """As ``SiteProof.item`` takes it."""
        return self.code, self.fiscal_year, self.framework


def item_key(use_case: UseCase, item: Item) -> ItemKey:
    """The item among those of all years and frameworks."""
    cycle = use_case.cycle_of(item)
    return ItemKey(item.code, cycle.fiscal_year, cycle.framework)


def key_of(found: ItemProof | ExpectedItem) -> ItemKey:
    """The item that was looked for."""
    return ItemKey(found.code, found.fiscal_year or 0, found.framework)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, what must not be found, and other hosts that web addresses lead to."""

    expected: tuple[ExpectedItem, ...]
    forbidden: tuple[Forbidden, ...]
    recorded_hosts: frozenset[str]

    def only(self, keys: Collection[ItemKey]) -> Sought:
        """The same for some items alone."""
        return replace(self, expected=tuple(one for one in self.expected if key_of(one) in keys))

    def of_cycles(self, cycles: Collection[tuple[str, int]]) -> Sought:
        """The same for the items of some cycles, by framework and fiscal year."""
        return replace(self, expected=tuple(i for i in self.expected if (i.framework, i.fiscal_year) in cycles))


def sought(use_case: UseCase, facts: SiteFacts) -> Sought:
    """What is to be found, of every year, when the site says these facts."""
    if use_case.office.settings.site.mode == "own":
        places = _places(use_case)
        expected = tuple(_anywhere(item, year, places) for year in facts.years for item in year.items)
    else:
        expected = tuple(use_case.office.site.expected(facts))
    return Sought(expected, tuple(drafts(use_case, facts)), recorded_hosts(facts))


def _places(use_case: UseCase) -> dict[tuple[str, int, str], tuple[str, ...]]:
    """Where items stand, as it was recorded: framework, year and code -> addresses, newest first."""
    found = {}
    for cycle in use_case.cycles:
        recorded = queries.sightings.addresses(use_case.session, cycle.id)
        if recorded:
            for item in queries.items.plainly(use_case.session, cycle.id):
                rows = recorded.get(item.id, ())
                found[cycle.framework, cycle.fiscal_year, item.code] = tuple(row.url for row in rows)
    return found


def _anywhere(item: SiteItem, year: SiteYear, places: Mapping[tuple[str, int, str], tuple[str, ...]]) -> ExpectedItem:
    """An office's own site has no page per item: files, addresses and nil returns may be anywhere on it.

    The sheet that shows a web address as it was is sealed in the memo; what the evaluators want is the address.
    """
    files = tuple(
        ExpectedFile(sha256=f.sha256, name=f.name, image_only=f.image_only)
        for f in item.files
        if f.duty != Duty.WEB.value
    )
    web = tuple(ExpectedWeb(url=w.url, captured_at=w.captured_at, status=w.status) for w in item.web)
    said = tuple(part.partition(": ")[2] or part for part in item.note.split("; ") if part)
    return ExpectedItem(
        code=item.code, framework=year.framework, fiscal_year=year.fiscal_year, state=item.state, files=files, web=web,
        must_show=() if files or web else said,
        addresses=places.get((year.framework, year.fiscal_year, item.code), ()),
    )  # fmt: skip


def recorded_hosts(facts: SiteFacts) -> frozenset[str]:
    """Other hosts that an item's web address leads to, as it was recorded and signed."""
    return frozenset(host for y in facts.years for i in y.items for w in i.web if (host := urlsplit(w.url).hostname))


def renewals(office: Office) -> list[Expiry]:
    """What the settings say has to be renewed, and when."""
    site = office.settings.site
    found = [Expiry(kind="hosting", on=site.hosting_expires)] if site.hosting_expires else []
    return found + ([Expiry(kind="domain", on=site.domain_expires)] if site.domain_expires else [])


def reach(office: Office) -> dict[str, Any]:
    """Where a live proof goes and how far, as the settings say."""
    site = office.settings.site
    tree = site.url if site.mode == "build" else None
    return {
        "tree": tree and tree.rstrip("/") + "/", "hosts": site.hosts, "seconds": site.seconds, "pages": site.pages,
        "pace": site.pace,
    }  # fmt: skip

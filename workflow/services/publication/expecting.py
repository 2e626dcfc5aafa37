"""What a proof has to look for: on the site that the program makes, or on one that the office keeps itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from workflow.ports.site import ExpectedFile, ExpectedItem, ExpectedWeb, Expiry, Forbidden, SiteFacts, SiteItem
from workflow.records import queries
from workflow.rules.states import Duty
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase
from workflow.services.publication.site_facts import drafts


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for in one fiscal year, what must not be found, and other hosts that web addresses lead to."""

    fiscal_year: int
    expected: tuple[ExpectedItem, ...]
    forbidden: tuple[Forbidden, ...]
    recorded_hosts: frozenset[str]

    def only(self, codes: Collection[str]) -> Sought:
        """The same for some items alone."""
        return replace(self, expected=tuple(item for item in self.expected if item.code in codes))


def sought(use_case: UseCase, facts: SiteFacts) -> Sought:
    """What is to be found of the cycle's year when the site says these facts."""
    year = use_case.cycle.fiscal_year
    if use_case.office.settings.site.mode == "own":
        recorded = queries.sightings.addresses(use_case.session, use_case.cycle.id)
        items = queries.items.plainly(use_case.session, use_case.cycle.id)
        places = {item.code: tuple(row.url for row in recorded.get(item.id, ())) for item in items}
        expected = tuple(
            _anywhere(item, y.fiscal_year, places) for y in facts.years if y.fiscal_year == year for item in y.items
        )
    else:
        expected = tuple(item for item in use_case.office.site.expected(facts) if item.fiscal_year == year)
    return Sought(year, expected, tuple(drafts(use_case, facts)), recorded_hosts(facts))


def _anywhere(item: SiteItem, year: int, places: Mapping[str, tuple[str, ...]]) -> ExpectedItem:
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
        code=item.code, fiscal_year=year, state=item.state, files=files, web=web,
        must_show=() if files or web else said, addresses=places.get(item.code, ()),
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

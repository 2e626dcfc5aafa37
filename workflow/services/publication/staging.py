"""The next site: staged, rehearsed from its home page, switched to, and taken back when it must not stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from workflow.ports.publisher import Publisher
from workflow.ports.site import ExpectedItem, Expiry, Forbidden, SiteFacts, SiteProof
from workflow.records.models import Item, Revision
from workflow.rules.errors import WorkflowError
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, reading
from workflow.services.publication.site_facts import drafts, site_facts


def prove_with(
    office: Office,
    login: str | None,
    year: int | None,
    candidates: Mapping[int, int | Revision],
    changes: Mapping[int, tuple[Online, str]] | None = None,
    record: Callable[[SiteProof], None] = lambda proof: None,
    *,
    everything: bool = False,
) -> SiteProof:
    """One site with the candidates on it: staged, rehearsed, switched to when every candidate passed, recorded.

    All of it while holding the site: another process would build from what is recorded, without what we just showed.
    When the live proof fails, or ``record`` refuses, the site goes back to what is recorded. What is proven are the
    items of the years that change, each by its own page: of another year's page of the same code nothing is concluded.

    :param everything: prove every year, and switch only when all items that are online pass, not the candidates alone.
    """

    def good(proof: SiteProof) -> bool:
        return proof.passed if everything else all(proof.item(*one.key).passed for one in next_site.candidates)

    with office.site.publisher() as publisher:
        next_site = _facts(office, login, year, candidates, changes)
        facts, forbidden = next_site.facts, next_site.forbidden
        expiries, hosts = renewals(office), recorded_hosts(facts)
        built = publisher.build(facts)
        expected = built.expected if everything else of_cycles(built.expected, next_site.cycles)
        with office.site.serve(built.root) as home:
            proof = office.site.prove(
                home, expected, kind="rehearsal", now=office.now(), recorded_hosts=hosts,
                forbidden=forbidden, expiries=expiries,
            )  # fmt: skip
        if not good(proof):
            return proof
        folder = publisher.switch(built)
        kept = False
        try:
            front = office.settings.site.front
            if front is not None:
                office.site.deploy(folder)
                # What lies beside our tree and must not (keys, the database) is asked for once, when it is built.
                proof = office.site.prove(
                    front, expected, kind="live", now=office.now(), recorded_hosts=hosts, forbidden=forbidden,
                    expiries=expiries, probe=everything, **reach(office),  # type: ignore[arg-type]
                )  # fmt: skip
            if good(proof):
                record(proof)
                kept = True
        finally:
            if not kept:
                _take_back(office, year, publisher)
    return proof


def _take_back(office: Office, year: int | None, publisher: Publisher) -> None:
    """Bring the public site back to what is recorded.

    What cannot be taken back now (a full disk) must not hide why; the next build of the site puts it right.
    """
    with suppress(WorkflowError, OSError):
        folder = publisher.switch(publisher.build(_facts(office, None, year, {}, None).facts))
        office.site.deploy(folder)


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


@dataclass(frozen=True, slots=True)
class _NextSite:
    """What the next site shows, which of its items are new, whose cycles change, and what must not be found there."""

    facts: SiteFacts
    candidates: tuple[ItemKey, ...]
    cycles: frozenset[tuple[str, int]]
    forbidden: Sequence[Forbidden]


def _facts(
    office: Office,
    login: str | None,
    year: int | None,
    candidates: Mapping[int, int | Revision],
    changes: Mapping[int, tuple[Online, str]] | None,
) -> _NextSite:
    with reading(office, login, year) as use_case:
        revisions = {
            item_id: found if isinstance(found, Revision) else use_case.session.get_one(Revision, found)
            for item_id, found in candidates.items()
        }
        facts = site_facts(use_case, revisions, changes=changes)
        new = tuple(item_key(use_case, use_case.session.get_one(Item, item_id)) for item_id in candidates)
        moved = [item_key(use_case, use_case.session.get_one(Item, item_id)) for item_id in changes or {}]
        cycles = frozenset((one.framework, one.fiscal_year) for one in (*new, *moved))
        return _NextSite(facts, new, cycles, drafts(use_case, facts))


def item_key(use_case: UseCase, item: Item) -> ItemKey:
    """The item among those of all years and frameworks."""
    cycle = use_case.cycle_of(item)
    return ItemKey(item.code, cycle.fiscal_year, cycle.framework)


def of_cycles(expected: Sequence[ExpectedItem], cycles: Collection[tuple[str, int]]) -> tuple[ExpectedItem, ...]:
    """What a proof has to find for the items of some cycles, by framework and fiscal year."""
    return tuple(item for item in expected if (item.framework, item.fiscal_year) in cycles)


def renewals(office: Office) -> list[Expiry]:
    """What the settings say has to be renewed, and when."""
    site = office.settings.site
    found = [Expiry(kind="hosting", on=site.hosting_expires)] if site.hosting_expires else []
    return found + ([Expiry(kind="domain", on=site.domain_expires)] if site.domain_expires else [])


def reach(office: Office) -> dict[str, object]:
    """Where a live proof goes and how far, as the settings say."""
    site = office.settings.site
    tree = site.url if site.mode == "build" else None
    return {
        "tree": tree and tree.rstrip("/") + "/", "hosts": site.hosts, "seconds": site.seconds, "pages": site.pages,
        "pace": site.pace,
    }  # fmt: skip


def recorded_hosts(facts: SiteFacts) -> frozenset[str]:
    """Other hosts that an item's web address leads to, as it was recorded and signed."""
    return frozenset(host for y in facts.years for i in y.items for w in i.web if (host := urlsplit(w.url).hostname))

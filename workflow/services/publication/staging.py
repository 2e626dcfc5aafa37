"""The next site: made and rehearsed, shown, proven at its real address, and taken back when it must not stay.

A proof of the real address takes minutes, so it runs while nothing is held: not the site, not the database. What was
shown for it is looked at again before anything is recorded; when somebody changed the site meanwhile, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.ports.site import BuiltSite, ProofKind, SiteFacts, SiteProof
from workflow.ports.site.publisher import Publisher
from workflow.records import queries
from workflow.rules.errors import Conflict, WorkflowError
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.publication.expecting import ItemKey, Sought, item_key, reach, renewals, sought
from workflow.services.publication.sealed_rows import nobody_signed
from workflow.services.publication.sightings import with_sightings
from workflow.services.publication.site_facts import site_facts

if TYPE_CHECKING:
    from workflow.records.models import Revision

WAIT = 30.0
"""Seconds to wait for the right to change the site when something was shown already; else it is refused at once."""

Candidates = Mapping[int, "int | Revision"]
"""Item id -> its signed revision, or the key of it."""
Changes = Mapping[int, tuple[Online, str]]
"""Item id -> online state and public reason about to take effect."""
Record = Callable[[SiteProof], None]
_ITEM_PAGE = re.compile(r"(en/)?oit/[^/]+/[^/]+/index\.html")
_YEAR_PAGE = re.compile(r"(?:en/)?oit/(?P<place>[^/]+)/index\.html")


def prove_with(
    office: Office,
    login: str | None,
    year: int | None,
    candidates: Candidates,
    record: Record = lambda proof: None,
    *,
    everything: bool = False,
) -> SiteProof:
    """One site with the candidates on it, proven where the public sees it, then recorded.

    On a site that the program makes, all candidates must pass; when the real address does not show them, the site goes
    back to what is recorded. On a site that the office keeps itself nothing is made: ``record`` is called when any of
    them passes, and takes those that did.

    :param everything: prove every year, and keep it only when all items that are online pass, not the candidates alone.
        In a rehearsal a year is not looked at again of which every byte is as it was proven, so long as a way leads
        there; the newest always is.
    :raises Conflict: somebody else is changing the site, or did while it was looked at.
    """
    if office.settings.site.mode == "own":
        next_site = _next_site(office, login, year, candidates, None)
        looking, new = next_site.looking, next_site.candidates
        proof = with_sightings(office, look_live(office, looking.only(new)), login)
        if any(one.passed for one in proof.items):
            record(proof)
        return proof

    with office.site.publisher() as publisher:
        # Read when the site is ours: somebody may have published a moment before.
        next_site = _next_site(office, login, year, candidates, None)
        new = next_site.candidates

        def good(proof: SiteProof) -> bool:
            return proof.passed if everything else all(proof.item(*one.key).passed for one in new)

        looking = next_site.looking if everything else next_site.looking.of_cycles(next_site.cycles)
        built = publisher.build(next_site.facts, read=everything)
        if everything:
            here = looking.of_cycles(next_site.all_cycles - _as_proven(office, year, built, next_site))
        else:
            _must_be_written(office, year, candidates, next_site, built.untouched)
            here = looking
        with office.site.serve(built.root) as home:
            proof = look(office, home, here, kind="rehearsal", **_unchanged(built, next_site, here))
        if not good(proof):
            return proof
        with _taken_back(office, year, publisher):
            folder = publisher.switch(built)
            if office.settings.site.front is None:
                record(proof)
                return proof
            office.site.deploy(folder)
        shown = office.site.live_name()
    # What lies beside our tree and must not (keys, the database) is asked for once, when it is built.
    looking = looking if everything else looking.only(new)
    kept = False
    try:
        proof = with_sightings(office, look_live(office, looking, probe=everything), login)
        if good(proof):
            with office.site.publisher(WAIT):
                if shown is None or office.site.live_name() != shown:
                    kept = True  # theirs, made from what is recorded
                    raise Conflict("site_changed")
                record(proof)
                kept = True
    finally:
        if not kept:
            with suppress(Conflict), office.site.publisher(WAIT) as publisher:
                _take_back(office, year, publisher)
    return proof


def show_change(office: Office, login: str, year: int | None, changes: Changes, record: Callable[[], None]) -> None:
    """A site with items suspended, lifted or retracted, shown at once; then the record. Nothing need be proven.

    :raises Conflict: another process is changing the site.
    """
    if office.settings.site.mode == "own":
        record()
        return
    with office.site.publisher(WAIT) as publisher:
        built = publisher.build(_next_site(office, login, year, {}, changes).facts)
        with _taken_back(office, year, publisher):
            office.site.deploy(publisher.switch(built))
            record()


def _as_proven(office: Office, year: int | None, built: BuiltSite, next_site: _NextSite) -> frozenset[tuple[str, int]]:
    """Cycles of which every page and file is the one of the site before, and whose items passed when they were looked
    at last; never the newest."""
    same = set(built.untouched - {next_site.newest})
    with reading(office, None, year) as use_case:
        for cycle in use_case.cycles:
            key = (cycle.framework, cycle.fiscal_year)
            if key in same and not queries.revisions.all_proven(use_case.session, cycle.id):
                same.discard(key)
    return frozenset(same)


def _must_be_written(
    office: Office, year: int | None, candidates: Candidates, next_site: _NextSite, same: frozenset[tuple[str, int]]
) -> None:
    """:raises CheckFailed: a year that nobody publishes in looks otherwise than before, by rows that no command
    wrote or files that no verdict covers. Those that are published in were looked at before."""
    with reading(office, None, year) as use_case:
        others = {
            cycle.id for cycle in use_case.cycles if (cycle.framework, cycle.fiscal_year) not in same | next_site.cycles
        }
        if others and (refused := nobody_signed(use_case, "publish", list(candidates), others)) is not None:
            raise refused


def _unchanged(built: BuiltSite, next_site: _NextSite, looking: Sought) -> dict[str, list[str]]:
    """Addresses of what the site before had too, and what was walked then: pages of items, files, and lists of years
    that nothing is looked for in; and those lists, to which a way must lead all the same. Other lists are walked."""
    seeking = {(one.framework, one.fiscal_year) for one in looking.expected}
    over = {y.place for y in next_site.facts.years if (y.framework, y.fiscal_year) in built.untouched - seeking}
    left: list[str] = []
    lists: list[str] = []
    for path in built.kept:
        year = _YEAR_PAGE.fullmatch(path)
        if year is not None and year["place"] in over:
            lists.append(path.removesuffix("index.html"))
        elif path.startswith("files/") or _ITEM_PAGE.fullmatch(path) is not None:
            left.append(path.removesuffix("index.html"))
    return {"unchanged": left + lists, "led_to": sorted(lists)}


def look(office: Office, home: str, looking: Sought, *, kind: ProofKind, **options: Any) -> SiteProof:
    """One proof from a home page."""
    return office.site.prove(
        home, looking.expected, kind=kind, now=office.now(), recorded_hosts=looking.recorded_hosts,
        forbidden=looking.forbidden, expiries=renewals(office), **options,
    )  # fmt: skip


def look_live(office: Office, looking: Sought, *, probe: bool = False) -> SiteProof:
    """One proof from the office's real front page. Takes minutes: nothing may be held meanwhile.

    :raises ValueError: the settings name no front page.
    """
    front = office.settings.site.front
    if front is None:  # pragma: no cover - asked before
        raise ValueError("no front page")
    return look(office, front, looking, kind="live", probe=probe, **reach(office))


@contextmanager
def _taken_back(office: Office, year: int | None, publisher: Publisher) -> Iterator[None]:
    """Whatever fails in the block, the public site goes back to what is recorded."""
    try:
        yield
    except BaseException:
        _take_back(office, year, publisher)
        raise


def _take_back(office: Office, year: int | None, publisher: Publisher) -> None:
    """Bring the public site back to what is recorded.

    What cannot be taken back now (a full disk) must not hide why; the next build of the site puts it right.
    """
    with suppress(WorkflowError, OSError):
        folder = publisher.switch(publisher.build(_next_site(office, None, year, {}, None).facts))
        office.site.deploy(folder)


@dataclass(frozen=True, slots=True)
class _NextSite:
    """What the next site shows, what is looked for on it, which of its items are new, and whose cycles change."""

    facts: SiteFacts
    looking: Sought
    candidates: tuple[ItemKey, ...]
    cycles: frozenset[tuple[str, int]]

    @property
    def all_cycles(self) -> frozenset[tuple[str, int]]:
        """Of every year, by framework and fiscal year."""
        return frozenset((year.framework, year.fiscal_year) for year in self.facts.years)

    @property
    def newest(self) -> tuple[str, int]:
        """The year that the home page shows."""
        return self.facts.years[0].framework, self.facts.years[0].fiscal_year


def _next_site(
    office: Office, login: str | None, year: int | None, candidates: Candidates, changes: Changes | None
) -> _NextSite:
    with reading(office, login, year) as use_case:
        use_case.hold_revisions(one for one in candidates.values() if isinstance(one, int))
        revisions = {
            item_id: use_case.frozen(found) if isinstance(found, int) else found
            for item_id, found in candidates.items()
        }
        facts = site_facts(use_case, revisions, changes=changes)
        items = {item.id: item for item in use_case.items_with(candidates)}
        new = tuple(item_key(use_case, items[item_id]) for item_id in candidates)
        cycles = frozenset((one.framework, one.fiscal_year) for one in new)
        return _NextSite(facts, sought(use_case, facts), new, cycles)

"""The next site: made and rehearsed, shown, proven at its real address, and taken back when it must not stay.

A proof of the real address takes minutes, so it runs while nothing is held: not the site, not the database. What was
shown for it is looked at again before anything is recorded; when somebody changed the site meanwhile, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from workflow.ports.site import BuiltSite, ProofKind, SiteFacts, SiteProof
from workflow.ports.site.publisher import Publisher
from workflow.records.models import Item, Revision
from workflow.rules.errors import Conflict, WorkflowError
from workflow.rules.states import Online
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.publication.expecting import ItemKey, Sought, item_key, reach, renewals, sought
from workflow.services.publication.sightings import with_sightings
from workflow.services.publication.site_facts import site_facts

WAIT = 30.0
"""Seconds to wait for the right to change the site when something was shown already; else it is refused at once."""

Candidates = Mapping[int, int | Revision]
"""Item id -> its signed revision, or the key of it."""
Changes = Mapping[int, tuple[Online, str]]
"""Item id -> online state and public reason about to take effect."""
Record = Callable[[SiteProof], None]
_ITEM_PAGE = re.compile(r"(en/)?oit/[^/]+/[^/]+/index\.html")


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
        built = publisher.build(next_site.facts)
        with office.site.serve(built.root) as home:
            proof = look(office, home, looking, kind="rehearsal", unchanged=unchanged(built))
        if not good(proof):
            return proof
        with _taken_back(office, year, publisher):
            folder = publisher.switch(built)
            if office.settings.site.front is None:
                record(proof)
                return proof
            office.site.deploy(folder)
        shown = office.site.live()
    # What lies beside our tree and must not (keys, the database) is asked for once, when it is built.
    looking = looking if everything else looking.only(new)
    kept = False
    try:
        proof = with_sightings(office, look_live(office, looking, probe=everything), login)
        if good(proof):
            with office.site.publisher(WAIT):
                now = office.site.live()
                if shown is None or now is None or now.name != shown.name:
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


def unchanged(built: BuiltSite) -> list[str]:
    """Addresses of what the site before had too, and what was walked then: pages of items, and files.

    The lists that lead to them are walked each time.
    """
    return [
        path.removesuffix("index.html")
        for path in built.kept
        if path.startswith("files/") or _ITEM_PAGE.fullmatch(path) is not None
    ]


def look(office: Office, home: str, looking: Sought, *, kind: ProofKind, **options: Any) -> SiteProof:
    """One proof from a home page."""
    return office.site.prove(
        home, looking.expected, kind=kind, now=office.now(), recorded_hosts=looking.recorded_hosts,
        forbidden=looking.forbidden, expiries=renewals(office), **options,
    )  # fmt: skip


def look_live(office: Office, looking: Sought, *, probe: bool = False) -> SiteProof:
    """One proof from the office's real front page. Takes minutes: nothing may be held meanwhile."""
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


def _next_site(
    office: Office, login: str | None, year: int | None, candidates: Candidates, changes: Changes | None
) -> _NextSite:
    with reading(office, login, year) as use_case:
        revisions = {
            item_id: found if isinstance(found, Revision) else use_case.session.get_one(Revision, found)
            for item_id, found in candidates.items()
        }
        facts = site_facts(use_case, revisions, changes=changes)
        new = tuple(item_key(use_case, use_case.session.get_one(Item, item_id)) for item_id in candidates)
        cycles = frozenset((one.framework, one.fiscal_year) for one in new)
        return _NextSite(facts, sought(use_case, facts), new, cycles)

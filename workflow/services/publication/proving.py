"""``oit site prove``: look at the site again from its home page, and keep what was found for every item online.

A proof is a dated fact ("was it there on 30 April?"). A worse one raises a flag (``flags.proof_failed``) and never
moves a state: whether a page answers today says nothing of what was approved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.ports.site import Finding, ItemProof, Severity, SiteProof
from workflow.ports.site.publisher import Explained
from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.errors import CheckFailed, NotFound, Refused, Unmet, WrongRole
from workflow.rules.states import Capacity, Online, Role
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.expecting import ItemKey, item_key, key_of, sought
from workflow.services.publication.memo_names import signed_not_named
from workflow.services.publication.proofs import keep_run, lasting, own_pages, proof_row, worst
from workflow.services.publication.publishing import rebuild
from workflow.services.publication.sealed_rows import nobody_signed
from workflow.services.publication.sightings import with_sightings
from workflow.services.publication.site_facts import site_facts
from workflow.services.publication.staging import look, look_live


@dataclass(frozen=True, slots=True)
class ItemResult:
    """The proof of one item with its findings in words. ``online``: the public is meant to see it now.

    ``name``: the code as it is told, with its year where it is not of the newest. ``address`` is its address as it
    stays: the path alone for a rehearsal.
    """

    code: str
    name: str
    online: bool
    address: str
    proof: ItemProof
    findings: tuple[tuple[Finding, Explained], ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """One look at the whole site, every year of it or one; ``fiscal_year`` is the newest of them.

    ``kind`` is rehearsal or live; ``recorded``: kept as dated proofs.
    """

    fiscal_year: int
    kind: str
    address: str
    at: datetime
    severity: Severity
    recorded: bool
    items: tuple[ItemResult, ...]
    findings: tuple[tuple[Finding, Explained], ...]
    pages: int
    requests: int
    unchanged: int = 0
    """Items online that were not looked at again: every byte of their years is as it was proven."""
    switched: bool | None = None
    """Whether what was built is the live site now; ``None``: nothing was built."""

    @property
    def passed(self) -> bool:
        """Nothing is broken, nothing endangers, nothing stays unknown: cautions do not matter."""
        return self.severity.passes


def prove(office: Office, login: str | None = None, *, year: int | None = None) -> Proven:
    """Prove the live address, or without one the live release on loopback.

    :param login: who looked, for the journal; ``None``: nothing is recorded.
    :raises Refused: nothing was ever built, and there is no address.
    """
    with reading(office, login, year) as use_case:
        looked = _looked_at(use_case, year)
        looking = sought(use_case, site_facts(use_case, {})).of_cycles(looked.cycles)
    if office.settings.site.front is not None:
        proof = with_sightings(office, look_live(office, looking), None)
    else:
        live = office.site.live()
        if live is None:
            raise Refused("no_site_yet", "prove", (Unmet("no_site_yet", {}, Capacity.WEB),))
        with office.site.serve(live.public) as home:
            proof = look(office, home, looking, kind="rehearsal")
    if login is not None:
        _record(office, login, year, proof, looked, how="person")
    return _result(office, proof, looked, login is not None)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked at: cycles by framework and year, and item and revision of everything online in them.

    :param newest: fiscal year of the newest cycle that is looked at. :param names: item -> code as it is told.
    """

    cycles: frozenset[tuple[str, int]]
    online: Mapping[ItemKey, tuple[int, int]]
    names: Mapping[ItemKey, str]
    newest: int


def _looked_at(use_case: UseCase, year: int | None) -> _Looked:
    """Every year that ever was, for ever; the one asked for, when one was."""
    wanted = use_case.cycles if year is None and use_case.office.framework is None else [use_case.cycle]
    online, names = {}, {}
    for cycle in wanted:
        for item in queries.items.plainly(use_case.session, cycle.id):
            key = item_key(use_case, item)
            names[key] = use_case.name_of(item)
            if item.online is Online.ONLINE and item.online_revision_id is not None:
                online[key] = (item.id, item.online_revision_id)
    if not wanted:
        raise NotFound("no_cycle", year=year)
    cycles = frozenset((cycle.framework, cycle.fiscal_year) for cycle in wanted)
    return _Looked(cycles, online, names, max(cycle.fiscal_year for cycle in wanted))


def build(office: Office, login: str, *, year: int | None = None) -> Proven:
    """Build the site again from what is recorded, prove it, switch to it, and keep the proofs.

    :raises WrongRole: not the web officer. :raises CheckFailed: something is online that no verdict covers.
    :raises Conflict: another process is publishing.
    """
    with reading(office, login, year) as use_case:
        if use_case.me.holds(Role.WEB) is None:
            facts = {"step": "site_build", "who": [Role.WEB.value], "person": login}
            raise WrongRole("wrong_role", "site_build", (Unmet("wrong_role", facts, Capacity.WEB),))
        looked = _looked_at(use_case, None)
        unproven = nobody_signed(use_case, "site_build")
        if unnamed := signed_not_named(use_case):
            before = unproven.reasons if unproven is not None else ()
            unproven = CheckFailed("check_failed", "site_build", [*before, *unnamed])
    if office.settings.site.mode == "own":
        raise Refused("own_site_not_built", "site_build", (Unmet("own_site_not_built", {}, Capacity.WEB),))
    if unproven is not None:
        raise unproven
    proof = rebuild(office, year=year)
    _record(office, login, year, proof, looked, how="build")
    switched = proof.passed or proof.kind == "live"
    seen = {key_of(found) for found in proof.items}
    left = sum(key not in seen for key in looked.online)
    return replace(_result(office, proof, looked, True), switched=switched, unchanged=left)


def _record(office: Office, login: str, year: int | None, proof: SiteProof, looked: _Looked, *, how: str) -> None:
    """A proof for each item that was online and still is, with the same revision; then the journal, one entry."""
    with acting(office, login, year, lock=True) as use_case:
        items = {item.id: item for item in use_case.items_with(item for item, _ in looked.online.values())}
        rows, failed = [], []
        for found in proof.items:
            item_id, revision = looked.online.get(key_of(found), (0, 0))
            item = items.get(item_id)
            if item is None or item.online_revision_id != revision:
                continue
            rows.append(proof_row(office, item, revision, proof, found))
            if not found.passed:
                failed.append(looked.names[key_of(found)])
        run = keep_run(use_case, proof, rows, how=how, by=login)
        Record(use_case).add(
            Kind.PROOF,
            {"proof": proof.kind, "severity": run.severity, "address": proof.base_url, "items": len(rows),
             "failed": failed, "observed": run.digest, **own_pages(use_case)},
        )  # fmt: skip


def _result(office: Office, proof: SiteProof, looked: _Looked, recorded: bool) -> Proven:
    findings = proof.findings
    if proof.kind == "live" and office.settings.site.front_is_assumed:
        findings = (Finding("home_assumed", Severity.CAUTION, {"url": proof.base_url}), *findings)
    return Proven(
        fiscal_year=looked.newest,
        kind=proof.kind,
        address=proof.base_url,
        at=proof.at,
        severity=worst(proof),
        recorded=recorded,
        items=tuple(
            ItemResult(
                i.code,
                looked.names[key_of(i)],
                key_of(i) in looked.online,
                lasting(proof, i),
                i,
                tuple((f, office.site.explain(f)) for f in i.findings),
            )
            for i in proof.items
        ),
        findings=tuple((f, office.site.explain(f)) for f in findings),
        pages=proof.pages,
        requests=proof.requests,
    )

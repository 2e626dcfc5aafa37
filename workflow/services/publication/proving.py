"""``oit site prove``: look at the site again from its home page, and keep what was found for every item online.

A proof is a dated fact ("was it there on 30 April?"). A worse one raises a flag (``flags.proof_failed``) and never
moves a state: whether a page answers today says nothing of what was approved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from workflow.ports.publisher import Explained
from workflow.ports.site import Finding, ItemProof, Severity, SiteProof
from workflow.records.kinds import Kind
from workflow.rules.errors import Refused, Unmet, WrongRole
from workflow.rules.states import Capacity, Online, Role
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.expecting import Sought, sought
from workflow.services.publication.proofs import keep_run, lasting, proof_row, worst
from workflow.services.publication.publishing import nobody_signed, rebuild
from workflow.services.publication.sightings import with_sightings
from workflow.services.publication.site_facts import site_facts
from workflow.services.publication.staging import look, look_live


@dataclass(frozen=True, slots=True)
class ItemResult:
    """The proof of one item with its findings in words. ``online``: the public is meant to see it now.

    ``address`` is its address as it stays: the path alone for a rehearsal.
    """

    code: str
    online: bool
    address: str
    proof: ItemProof
    findings: tuple[tuple[Finding, Explained], ...]


@dataclass(frozen=True, slots=True)
class Proven:
    """One look at the whole site. ``kind`` is rehearsal or live; ``recorded``: kept as dated proofs."""

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
    switched: bool | None = None
    """Whether what was built is the live site now; ``None``: nothing was built."""

    @property
    def passed(self) -> bool:
        """Nothing is broken, nothing endangers, nothing stays unknown: cautions do not matter."""
        return self.severity.passes


def prove(office: Office, login: str | None = None, *, year: int | None = None) -> Proven:
    """Prove the live address, or without one the live release on loopback. Nothing is held while it looks.

    :param login: who looked, for the journal; ``None``: nothing is recorded.
    :raises Refused: nothing was ever built, and there is no address.
    """
    looking, online = look_for(office, login, year)
    if office.settings.site.front is not None:
        proof = with_sightings(office, look_live(office, looking), None, year)
    else:
        live = office.site.live()
        if live is None:
            raise Refused("no_site_yet", "prove", (Unmet("no_site_yet", {}, Capacity.WEB),))
        with office.site.serve(live.public) as home:
            proof = look(office, home, looking, kind="rehearsal")
    if login is not None:
        with acting(office, login, year, lock=True) as use_case:
            entry = keep_proofs(use_case, proof, online, how="person", by=login)
            Record(use_case).add(Kind.PROOF, entry)
    return _result(office, proof, looking.fiscal_year, frozenset(online), login is not None)


def look_for(office: Office, login: str | None, year: int | None) -> tuple[Sought, dict[str, int | None]]:
    """What to look for in a year, and which of its items are online with which revision."""
    with reading(office, login, year) as use_case:
        facts = site_facts(use_case, {})
        online = {item.code: item.online_revision_id for item in use_case.items() if item.online is Online.ONLINE}
        return sought(use_case, facts), online


def build(office: Office, login: str, *, year: int | None = None) -> Proven:
    """Build the site again from what is recorded, prove it, switch to it, and keep the proofs.

    :raises WrongRole: not the web officer. :raises CheckFailed: something is online that no verdict covers.
    :raises Conflict: another process is publishing.
    """
    with reading(office, login, year) as use_case:
        if use_case.me.holds(Role.WEB) is None:
            facts = {"step": "site_build", "who": [Role.WEB.value], "person": login}
            raise WrongRole("wrong_role", "site_build", (Unmet("wrong_role", facts, Capacity.WEB),))
        online = {item.code: item.online_revision_id for item in use_case.items() if item.online is Online.ONLINE}
        fiscal_year = use_case.cycle.fiscal_year
        unproven = nobody_signed(use_case, "site_build")
    if office.settings.site.mode == "own":
        raise Refused("own_site_not_built", "site_build", (Unmet("own_site_not_built", {}, Capacity.WEB),))
    if unproven is not None:
        raise unproven
    proof = rebuild(office, year=year)
    with acting(office, login, year, lock=True) as use_case:
        Record(use_case).add(Kind.PROOF, keep_proofs(use_case, proof, online, how="build", by=login))
    switched = proof.passed or proof.kind == "live"
    return replace(_result(office, proof, fiscal_year, frozenset(online), True), switched=switched)


def keep_proofs(
    use_case: UseCase, proof: SiteProof, online: dict[str, int | None], *, how: str, by: str
) -> dict[str, object]:
    """A proof for each item that was online and still is, with the same revision; what the journal says of the look."""
    items = {item.code: item for item in use_case.items()}
    rows, failed = [], []
    for found in proof.items:
        item = items.get(found.code)
        revision = online.get(found.code)
        if item is None or revision is None or item.online_revision_id != revision:
            continue
        rows.append(proof_row(use_case.office, item, revision, proof, found))
        if not found.passed:
            failed.append(found.code)
    run = keep_run(use_case, proof, rows, how=how, by=by)
    return {
        "proof": proof.kind, "severity": run.severity, "address": proof.base_url, "items": len(rows), "failed": failed,
        "observed": run.digest,
    }  # fmt: skip


def _result(office: Office, proof: SiteProof, fiscal_year: int, online: frozenset[str], recorded: bool) -> Proven:
    findings = proof.findings
    if proof.kind == "live" and office.settings.site.front_is_assumed:
        findings = (Finding("home_assumed", Severity.CAUTION, {"url": proof.base_url}), *findings)
    return Proven(
        fiscal_year=fiscal_year,
        kind=proof.kind,
        address=proof.base_url,
        at=proof.at,
        severity=worst(proof),
        recorded=recorded,
        items=tuple(
            ItemResult(
                i.code, i.code in online, lasting(proof, i), i, tuple((f, office.site.explain(f)) for f in i.findings)
            )
            for i in proof.items
        ),
        findings=tuple((f, office.site.explain(f)) for f in findings),
        pages=proof.pages,
        requests=proof.requests,
    )

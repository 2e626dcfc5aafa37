"""``publish``: build to a staging folder, prove from the home page, switch atomically, commit.

A crash between switch and commit leaves the site ahead of the journal; running ``publish`` again builds the same site,
proves it, switches to it and commits: nothing is lost and nothing is doubled. Items whose proof fails are left out and
the site is built and proven again without them; one failure does not stop the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workflow.ports.publisher import Publisher
from workflow.ports.site import ExpectedItem, Expiry, Forbidden, ItemProof, SiteFacts, SiteProof
from workflow.records.kinds import Kind
from workflow.records.models import Item, Proof, Revision
from workflow.rules.errors import CheckFailed, NeedNotMet, Unmet, WorkflowError
from workflow.rules.machine import decide, decide_online, online_step
from workflow.rules.states import Capacity, Online, Role, State
from workflow.services.context.conflicts import conflict
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.signed_files import online_without_verdict
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.site_facts import drafts, site_facts

ROUNDS = 3
"""Times the site is built again without the items whose proof failed."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    code: str
    fiscal_year: int
    item_id: int
    revision_id: int
    digest: str
    version: int


def publish(office: Office, login: str, codes: Sequence[str] | None, *, year: int | None = None) -> list[Outcome]:
    """Publish signed items; ``codes`` ``None``: everything the head has signed. One result for each item.

    With ``[site] url`` set only a live proof of that address publishes; without it the proof is a rehearsal.
    """
    results: dict[str, Outcome] = {}
    wanted: list[_Wanted] = []
    with reading(office, login, year) as use_case:
        items = use_case.items(codes)
        if codes is None:
            items = [item for item in items if item.state is State.HEAD_SIGNED]
        for item in items:
            try:
                decide("publish", use_case.case(item))
                revision = use_case.revision(item)
                if revision is None:
                    raise NeedNotMet("not_signed", "publish", item=item.code)
                year_of = use_case.cycle.fiscal_year
                wanted.append(_Wanted(item.code, year_of, item.id, revision.id, revision.digest, item.version))
            except WorkflowError as refused:
                results[item.code] = Outcome(item.code, refused)
        order = [item.code for item in items]
        unproven = nobody_signed(use_case, "publish")
    if unproven is not None:
        results.update({w.code: Outcome(w.code, unproven) for w in wanted})
        wanted = []
    for _ in range(ROUNDS):
        if not wanted:
            break
        now = tuple(wanted)
        proof = prove_with(
            office, login, year, {w.item_id: w.revision_id for w in now},
            record=lambda site, now=now: _commit(office, login, year, now, site),  # type: ignore[misc]
        )  # fmt: skip
        proven = {w.code: proof.item(w.code, w.fiscal_year) for w in wanted}
        failed = {code: found for code, found in proven.items() if not found.passed}
        for code, found in failed.items():
            results[code] = Outcome(code, not_proven(office, code, found))
        wanted = [w for w in wanted if w.code not in failed]
        if not failed:
            results.update({code: Outcome(code, None, lasting(proof, found)) for code, found in proven.items()})
            break
    return [results[code] for code in order]


def nobody_signed(use_case: UseCase, trigger: str) -> CheckFailed | None:
    """The refusal while something is online, by its row, that no verdict covers; taking it down is never refused."""
    found = online_without_verdict(use_case.session, use_case.office_id)
    reasons = [Unmet("no_verdict", {"item": item.code, "file": name}, Capacity.WEB) for item, name in found]
    return CheckFailed("check_failed", trigger, reasons) if reasons else None


def not_proven(office: Office, code: str, found: ItemProof) -> CheckFailed:
    """The refusal of an item whose proof failed, with every finding that refuses it."""
    reasons = []
    for f in found.findings:
        if f.severity.value in ("broken", "danger"):
            th, en, do_th, do_en = office.site.explain(f)
            said = {"why_th": th, "why_en": en, "do_th": do_th, "do_en": do_en}
            facts = {**f.facts, "item": code, "finding": f.code, "address": found.address, **said}
            reasons.append(Unmet("not_proven", facts, Capacity.WEB))
    return CheckFailed("check_failed", "publish", reasons, item=code)


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
    items of the year asked for: of another year's page of the same code nothing is concluded.

    :param everything: switch only when all items that are online pass, not the candidates alone.
    """

    def good(proof: SiteProof) -> bool:
        return proof.passed if everything else all(proof.item(code, fiscal_year).passed for code in codes)

    with office.site.publisher() as publisher:
        facts, fiscal_year, codes, forbidden = _facts(office, login, year, candidates, changes)
        expiries, hosts = renewals(office), recorded_hosts(facts)
        built = publisher.build(facts)
        expected = of_year(built.expected, fiscal_year)
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
            if office.settings.site.url is not None:
                url = office.settings.site.url
                proof = _live(office, folder, url, expected, hosts, forbidden, expiries)
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
        folder = publisher.switch(publisher.build(_facts(office, None, year, {}, None)[0]))
        office.site.deploy(folder)


def _facts(
    office: Office,
    login: str | None,
    year: int | None,
    candidates: Mapping[int, int | Revision],
    changes: Mapping[int, tuple[Online, str]] | None,
) -> tuple[SiteFacts, int, set[str], Sequence[Forbidden]]:
    """What the site shows, the fiscal year worked on, which of its items are new, and what must not be found there."""
    with reading(office, login, year) as use_case:
        revisions = {
            item_id: found if isinstance(found, Revision) else use_case.session.get_one(Revision, found)
            for item_id, found in candidates.items()
        }
        codes = {use_case.session.get_one(Item, item_id).code for item_id in candidates}
        facts = site_facts(use_case, revisions, changes=changes)
        forbidden = drafts(use_case, facts)
        fiscal_year = use_case.cycle.fiscal_year
    return facts, fiscal_year, codes, forbidden


def of_year(expected: Sequence[ExpectedItem], fiscal_year: int) -> tuple[ExpectedItem, ...]:
    """What a proof has to find for the items of one year."""
    return tuple(item for item in expected if item.fiscal_year == fiscal_year)


def renewals(office: Office) -> list[Expiry]:
    """What the settings say has to be renewed, and when."""
    site = office.settings.site
    found = [Expiry(kind="hosting", on=site.hosting_expires)] if site.hosting_expires else []
    return found + ([Expiry(kind="domain", on=site.domain_expires)] if site.domain_expires else [])


def recorded_hosts(facts: SiteFacts) -> frozenset[str]:
    """Other hosts that an item's web address leads to, as it was recorded and signed."""
    return frozenset(host for y in facts.years for i in y.items for w in i.web if (host := urlsplit(w.url).hostname))


def _live(
    office: Office, folder: Path, url: str, expected: Any, hosts: Any, forbidden: Any, expiries: Any
) -> SiteProof:
    office.site.deploy(folder)
    return office.site.prove(
        url, expected, kind="live", now=office.now(), recorded_hosts=hosts, forbidden=forbidden, expiries=expiries
    )


def _commit(office: Office, login: str, year: int | None, wanted: Sequence[_Wanted], proof: SiteProof) -> None:
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        items = {item.code: item for item in use_case.items([w.code for w in wanted])}
        moved = [w.code for w in wanted if items[w.code].version != w.version]
        if moved:
            raise conflict(use_case, moved)
        for w in wanted:
            item, found = items[w.code], proof.item(w.code, w.fiscal_year)
            transition(
                record, item, "publish", use_case.case(item), revision=w.digest, submission=item.submission_id,
                facts={"proof": proof.kind, "clicks": found.clicks, "address": lasting(proof, found),
                       "severity": found.severity.value},
                role=Role.WEB,
            )  # fmt: skip
            item.online, item.online_revision_id, item.online_reason = Online.ONLINE, w.revision_id, None
            item.online_confirmed, item.published_at = False, use_case.now
            use_case.session.add(proof_row(item, w.revision_id, proof, found))


def lasting(proof: SiteProof, found: ItemProof) -> str:
    """The address as it stays: of a rehearsal the path alone, its port on loopback is gone a moment later."""
    address = found.address or ""
    if proof.kind == "rehearsal" and address.startswith(proof.base_url):
        return "/" + address[len(proof.base_url) :]
    return address


def proof_row(item: Item, revision_id: int, proof: SiteProof, found: ItemProof) -> Proof:
    """One dated proof as it is kept."""
    facts = {
        "path": list(found.path),
        "http_status": found.http_status,
        "bytes_ok": found.bytes_ok,
        "findings": [{"code": f.code, "severity": f.severity.value, "facts": dict(f.facts)} for f in found.findings],
    }
    return Proof(
        office_id=item.office_id,
        item_id=item.id, revision_id=revision_id, kind=found.kind, at=found.checked_at,
        severity=found.severity.value, clicks=found.clicks, address=lasting(proof, found), facts=facts,
    )  # fmt: skip


def change_online(
    office: Office, login: str, code: str, trigger: str, reason: str = "", *, year: int | None = None
) -> None:
    """Suspend, confirm or lift a suspension, or retract: the public site first, then the record.

    :raises Refused: wrong person, nothing online, no reason.
    """
    step = online_step(trigger)
    after = {
        "suspend": Online.SUSPENDED, "confirm_suspension": Online.SUSPENDED,
        "lift_suspension": Online.ONLINE, "retract": Online.RETRACTED,
    }[trigger]  # fmt: skip
    kinds = {
        "suspend": Kind.SUSPENDED, "confirm_suspension": Kind.SUSPENSION_CONFIRMED,
        "lift_suspension": Kind.SUSPENSION_LIFTED, "retract": Kind.RETRACTED,
    }  # fmt: skip
    with reading(office, login, year) as use_case:
        item = use_case.item(code)
        decide_online(step, use_case.case(item, reason=reason if step.reason else None))
        item_id, before, code, told = item.id, item.online, item.code, reason or item.online_reason or ""

    def record() -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            if item.online is not before:
                raise conflict(use_case, [code])
            decide_online(step, use_case.case(item, reason=reason if step.reason else None))
            item.online = after
            item.online_reason = told if after is not Online.ONLINE else None
            item.online_confirmed = trigger == "confirm_suspension"
            role = Role.WEB if trigger == "suspend" else Role.HEAD
            facts = {"reason": reason} if reason else {}
            shown = use_case.session.get(Revision, item.online_revision_id) if item.online_revision_id else None
            Record(use_case).add(
                kinds[trigger], facts, item=item, step=trigger, role=role,
                revision=shown.digest if shown is not None else None,
            )  # fmt: skip

    if after is before:
        record()
    else:
        prove_with(office, login, year, {}, {item_id: (after, told)}, record=lambda proof: record())


def rebuild(office: Office, *, year: int | None = None) -> SiteProof:
    """``oit site build``: the site again from what is recorded as online; switched to when all of it is proven.

    A rehearsal in the result that did not pass means that the site before it is still the live one.
    """
    return prove_with(office, None, year, {}, everything=True)

"""The night watch: one shot, everything that is due now, then it ends. A timer starts it, several times a night.

This year's items are looked at every day, those of older years once a month, some each night. An item that was not
found is looked at again two hours later and once more after that: three bad looks make a flag, one good one clears it.
Looking holds nothing; what was seen is kept in one short transaction, as one journal entry.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from workflow.ports.jobs import CAPTURE, NO_SITE, PROOF
from workflow.ports.site import Finding, Severity, SiteProof
from workflow.records import queries
from workflow.records.models import Item, Outbox, Proof
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Capacity, Online
from workflow.services.context.deferring import later
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase, acting, reading
from workflow.services.publication.expecting import ItemKey, item_key, sought
from workflow.services.publication.proofs import keep_run, proof_row
from workflow.services.publication.sightings import with_sightings
from workflow.services.publication.site_facts import site_facts
from workflow.services.publication.staging import look_live
from workflow.services.queries.looks import APART, FEW, NIGHT, bad_row, stands_against
from workflow.services.watching import machines

DAY = timedelta(hours=20)
"""A day's look is due again after this: a timer that comes a little early still finds it due."""
MONTH = 28
"""Nights in which every item of an older year is looked at once."""
RENEWAL_DAYS = (60, 30, 7, 0)
"""Days before something has to be renewed on which it is told, and once more when it is over."""
_EXPOSED = ("draft_exposed", "private_exposed")
WEB = "role:web"
"""Recipient in the outbox: whoever is web officer."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What one run saw. ``looked``: year and code of each item with what was found; empty: nothing was due."""

    at: datetime
    machine: str
    looked: tuple[tuple[int, str, Severity], ...] = ()
    raised: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class _Target:
    """One item that is due."""

    item_id: int
    revision_id: int
    key: ItemKey
    name: str


def watch(office: Office, key: str, *, everything: bool = False) -> Watched:
    """Look at what is due, and keep what was seen.

    :param key: of a machine that was enrolled. :param everything: look at this year's items though it is not time.
    :raises NotLoggedIn: the key opens nothing. :raises Refused: the site has no address yet.
    """
    machine = machines.whose(office, key)
    if office.settings.site.front is None:
        raise Refused(NO_SITE, "watch", (Unmet(NO_SITE, {}, Capacity.WEB),))
    with reading(office) as use_case:
        daily = everything or _is_time(use_case)
        targets = _due(use_case, daily)
        looking = (
            sought(use_case, site_facts(use_case, {})).only({t.key for t in targets}) if targets or daily else None
        )
    if looking is None or not (targets or looking.forbidden):
        return Watched(office.now(), machine)
    proof = with_sightings(office, look_live(office, looking), None)
    return _keep(office, machine, targets, proof, daily)


def _is_time(use_case: UseCase) -> bool:
    """Whether today's look at everything is due."""
    runs = queries.sightings.runs(use_case.session, use_case.office_id, use_case.now - DAY, how=NIGHT)
    return not any(run.facts.get("daily") for run in runs)


def _due(use_case: UseCase, daily: bool) -> list[_Target]:
    """Everything once a day; in between only what was not found and is no flag yet."""
    found: list[_Target] = []
    for cycle in use_case.cycles:
        rows = [
            item for item in queries.items.plainly(use_case.session, cycle.id)
            if item.online is Online.ONLINE and item.online_revision_id is not None
        ]  # fmt: skip
        if cycle.fiscal_year == use_case.cycles[0].fiscal_year:
            wanted = rows if daily else [item for item in rows if _is_in_doubt(use_case, item)]
        else:
            wanted = _of_tonight(use_case, rows) if daily else []
        found += [_Target(i.id, i.online_revision_id or 0, item_key(use_case, i), use_case.name_of(i)) for i in wanted]
    return found


def _is_in_doubt(use_case: UseCase, item: Item) -> bool:
    proofs = queries.revisions.proofs_of_item(use_case.session, item.id, FEW)
    bad = bad_row(proofs)
    return bool(bad) and stands_against(proofs) is None and use_case.now - bad[0].at >= APART


def _of_tonight(use_case: UseCase, rows: Sequence[Item]) -> list[Item]:
    """Those of an older year whose last look is longest ago: a month's share of them."""
    seen = {item.id: queries.revisions.proofs_of_item(use_case.session, item.id, 1) for item in rows}
    ordered = sorted(rows, key=lambda item: (seen[item.id][0].at.timestamp() if seen[item.id] else 0.0, item.id))
    return ordered[: math.ceil(len(rows) / MONTH)]


def _keep(office: Office, machine: str, targets: Sequence[_Target], proof: SiteProof, daily: bool) -> Watched:
    raised: list[str] = []
    cleared: list[str] = []
    with acting(office, None, lock=True) as use_case:
        rows: list[Proof] = []
        failed: list[str] = []
        doubted = False
        for target in targets:
            item = use_case.session.get_one(Item, target.item_id)
            found = proof.item(*target.key.key)
            if item.online is not Online.ONLINE or item.online_revision_id != target.revision_id:
                continue  # something else is online since, and was not looked for
            before = queries.revisions.proofs_of_item(use_case.session, item.id, FEW)
            row = proof_row(office, item, target.revision_id, proof, found)
            row.facts = {**row.facts, "how": NIGHT}
            was, now = stands_against(before), stands_against([row, *before])
            name = target.name
            if now is not None and was is None:
                raised.append(name)
                since = bad_row([row, *before])[-1].at.isoformat()
                code = next((f.code for f in found.findings if not f.severity.passes), found.severity.value)
                _tell(
                    use_case,
                    item,
                    "proof_failed",
                    target.key.fiscal_year,
                    since,
                    severity=found.severity.value,
                    finding=code,
                )
            elif now is None and was is not None and found.passed:
                cleared.append(name)
                _tell(use_case, item, "proof_cleared", target.key.fiscal_year, row.at.isoformat())
            rows.append(row)
            if not found.passed:
                failed.append(name)
                doubted |= now is None
        run = keep_run(use_case, proof, rows, how=NIGHT, by=machine, facts={"daily": daily})
        _tell_renewals(use_case, proof.findings)
        _tell_exposed(use_case, proof.findings)
        machines.record(
            use_case, machine,
            {"proof": proof.kind, "severity": run.severity, "address": proof.base_url, "items": len(rows),
             "failed": failed, "observed": run.digest},
        )  # fmt: skip
        at = use_case.now
        later(use_case, CAPTURE)
        if doubted:
            later(use_case, PROOF, at + APART)
    looked = tuple((t.key.fiscal_year, t.key.code, proof.item(*t.key.key).severity) for t in targets)
    return Watched(at, machine, looked, tuple(raised), tuple(cleared), proof.findings, proof.pages)


def _tell(use_case: UseCase, item: Item, what: str, year: int, since: str, **facts: object) -> None:
    """Put a notice into the outbox for the group and for the web officer."""
    told = {"told": what, "item": item.code, "year": year, "cause": f"{what}:{year}:{item.code}:{since}", **facts}
    for recipient in dict.fromkeys((item.compiling_group or WEB, WEB)):
        use_case.session.add(
            Outbox(office_id=item.office_id, at=use_case.now, recipient=recipient, facts=told, sent_at=None)
        )


def _tell_renewals(use_case: UseCase, findings: Sequence[Finding]) -> None:
    """What has to be renewed soon, told once at each of the days."""
    known = queries.notices.told_since(use_case.session, use_case.office_id, WEB, use_case.now - timedelta(days=120))
    causes = {str(row.facts.get("cause")) for row in known}
    for f in findings:
        if f.code not in ("expires_soon", "expired"):
            continue
        left = -1 if f.code == "expired" else int(f.facts.get("days") or 0)
        passed = [day for day in RENEWAL_DAYS if left < 0 or left <= day]
        if not passed:
            continue
        cause = f"renew:{f.facts['kind']}:{f.facts['on']}:{min(passed) if left >= 0 else 'over'}"
        if cause not in causes:
            told = {"told": f.code, **dict(f.facts), "cause": cause}
            use_case.session.add(
                Outbox(office_id=use_case.office_id, at=use_case.now, recipient=WEB, facts=told, sent_at=None)
            )


def _tell_exposed(use_case: UseCase, findings: Sequence[Finding]) -> None:
    """What the public can get and must not (withdrawn, or not approved yet), told once for each place."""
    known = queries.notices.told_since(use_case.session, use_case.office_id, WEB, use_case.now - timedelta(days=120))
    causes = {str(row.facts.get("cause")) for row in known}
    for f in findings:
        cause = f"{f.code}:{f.facts.get('item')}:{f.facts.get('url')}"
        if f.code in _EXPOSED and cause not in causes:
            causes.add(cause)
            told = {"told": f.code, **dict(f.facts), "cause": cause}
            use_case.session.add(
                Outbox(office_id=use_case.office_id, at=use_case.now, recipient=WEB, facts=told, sent_at=None)
            )

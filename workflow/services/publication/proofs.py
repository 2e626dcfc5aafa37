"""Proofs as they are kept: every observation with its day, and one digest over a whole look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workflow.ports.site import Finding, ItemProof, Observation, Severity, SiteProof
from workflow.records.canonical import canonical_json
from workflow.records.models import Item, Proof, ProofRun
from workflow.records.writing import add_rows
from workflow.rules.errors import CheckFailed, Unmet
from workflow.rules.states import Capacity
from workflow.services.administration.accepted_pages import pages_digest
from workflow.services.context.office import Office
from workflow.services.context.use_case import UseCase

_OF_ALL = ("tree_not_linked", "home_unreachable")
"""Findings of the site that are the reason of every item: told first."""


def not_proven(office: Office, code: str, found: ItemProof, site: Sequence[Finding] = ()) -> CheckFailed:
    """The refusal of an item whose proof failed, with every finding that refuses it.

    :param site: findings of the site as a whole; those that explain the rest come first.
    """
    reasons = []
    of_all = [f for f in site if f.code in _OF_ALL and f.code not in {one.code for one in found.findings}]
    for f in (*of_all, *found.findings):
        if not f.severity.passes:
            th, en, do_th, do_en = office.site.explain(f)
            said = {"why_th": th, "why_en": en, "do_th": do_th, "do_en": do_en}
            facts = {**f.facts, "item": code, "finding": f.code, "address": found.address, **said}
            reasons.append(Unmet("not_proven", facts, Capacity.WEB))
    return CheckFailed("check_failed", "publish", reasons, item=code)


def lasting(proof: SiteProof, found: ItemProof) -> str:
    """The address as it stays: of a rehearsal the path alone, its port on loopback is gone a moment later."""
    return _lasting(proof, found.address or "")


def _lasting(proof: SiteProof, address: str) -> str:
    if proof.kind == "rehearsal" and address.startswith(proof.base_url):
        return "/" + address[len(proof.base_url) :]
    return address


def proof_row(office: Office, item: Item, revision_id: int, proof: SiteProof, found: ItemProof) -> Proof:
    """One dated proof as it is kept, with everything that was observed; its screenshot goes into the store."""
    facts: dict[str, Any] = {
        "path": [_lasting(proof, url) for url in found.path],
        "http_status": found.http_status,
        "bytes_ok": found.bytes_ok,
        "findings": [_finding(f) for f in found.findings],
        "observations": [_observation(proof, one) for one in found.observations],
    }
    if found.screenshot is not None:
        facts["screenshot"] = office.store.put(found.screenshot)
    return Proof(
        office_id=item.office_id,
        item_id=item.id, revision_id=revision_id, kind=found.kind, at=found.checked_at,
        severity=found.severity.value, clicks=found.clicks, address=lasting(proof, found), facts=facts,
    )  # fmt: skip


def own_pages(use_case: UseCase) -> dict[str, str]:
    """The digest of the office's own pages as they went online, for the journal; nothing where there are none."""
    digest = pages_digest(use_case)
    return {"pages": digest} if digest is not None else {}


def keep_run(
    use_case: UseCase, proof: SiteProof, rows: Sequence[Proof], *, how: str, by: str,
    facts: Mapping[str, object] | None = None,
) -> ProofRun:  # fmt: skip
    """Keep one look with its proofs. Its digest belongs into the journal; the caller writes that entry."""
    for row in rows:
        row.facts = {**row.facts, "how": how}
    add_rows(use_case.session, rows)
    run = ProofRun(
        office_id=use_case.office_id, at=proof.at, kind=proof.kind, how=how, by=by, home=proof.base_url,
        severity=worst(proof).value, pages=proof.pages, requests=proof.requests, browser=proof.browser,
        digest=digest_of(rows),
        facts={
            **(facts or {}), "findings": [_finding(f) for f in proof.findings], "proofs": [row.id for row in rows],
        },
    )  # fmt: skip
    use_case.session.add(run)
    return run


def digest_of(rows: Iterable[Proof]) -> str:
    """One SHA-256 over what was observed in one look, by which a later change shows."""
    told = [
        [row.item_id, row.revision_id, row.severity, row.clicks, row.address, row.facts]
        for row in sorted(rows, key=lambda row: row.item_id)
    ]
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()


def worst(proof: SiteProof) -> Severity:
    """The worst of all items, and danger when a draft or a private folder can be got; a renewal due is no proof."""
    every = [item.severity for item in proof.items]
    every += [f.severity for f in proof.findings if f.severity is Severity.DANGER]
    every += [f.severity for f in proof.lost_years]
    return max(every, key=lambda one: one.rank, default=Severity.OK)


def _finding(f: Finding) -> dict[str, Any]:
    return {"code": f.code, "severity": f.severity.value, "facts": dict(f.facts)}


def _observation(proof: SiteProof, one: Observation) -> dict[str, Any]:
    return {
        "what": one.what, "wanted": _lasting(proof, one.wanted), "url": _lasting(proof, one.url or "") or None,
        "status": one.status, "sha256": one.sha256, "clicks": one.clicks, "by": one.by,
        "way": [[step.words, _lasting(proof, step.url)] for step in one.way], "at": one.at.isoformat(),
    }  # fmt: skip

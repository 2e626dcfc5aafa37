"""One item's proof: as it is kept, as it is told where it stays, and as a refusal."""

from __future__ import annotations

from workflow.ports.site import ItemProof, SiteProof
from workflow.records.models import Item, Proof
from workflow.rules.errors import CheckFailed, Unmet
from workflow.rules.states import Capacity
from workflow.services.context.office import Office


def not_proven(office: Office, code: str, found: ItemProof) -> CheckFailed:
    """The refusal of an item whose proof failed, with every finding that refuses it."""
    reasons = []
    for f in found.findings:
        if not f.severity.passes:
            th, en, do_th, do_en = office.site.explain(f)
            said = {"why_th": th, "why_en": en, "do_th": do_th, "do_en": do_en}
            facts = {**f.facts, "item": code, "finding": f.code, "address": found.address, **said}
            reasons.append(Unmet("not_proven", facts, Capacity.WEB))
    return CheckFailed("check_failed", "publish", reasons, item=code)


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

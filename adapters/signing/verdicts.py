"""Verdicts of ``signatures`` as the port describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.ports.verification import VerdictFacts, VerdictReason


def reason_facts(r: Any) -> VerdictReason:
    """One reason with its sentences."""
    from workflow.ports.verification import VerdictReason

    return VerdictReason(r.code, dict(r.facts), r.text("th"), r.text("en"), r.tone.value, r.do("th"), r.do("en"))


def verdict_facts(v: Any, policy: Any = None) -> VerdictFacts:
    """A verdict, with the policy it rests on where there is one."""
    from workflow.ports.verification import VerdictFacts

    head = v.head
    return VerdictFacts(
        status=v.status.value,
        grade=int(v.grade),
        reasons=tuple(map(reason_facts, v.reasons)),
        signers=tuple(str(s.person or s.subject) for s in v.signers),
        signed={s.field: s.fingerprint for s in v.signers if s.intact and s.fingerprint},
        heads=tuple(s.fingerprint for s in v.signers if s.role == "head" and s.intact and s.fingerprint),
        signed_at=(head.proven_time or head.claimed_time) if head is not None else None,
        record=v.to_json(),
        policy=json.dumps(policy.to_json(), sort_keys=True).encode() if policy is not None else b"",
    )

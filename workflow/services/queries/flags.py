"""What requires attention. Flags inform, with a severity; needs block."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workflow.ports.site import Severity
from workflow.records import queries
from workflow.records.models import Item, Proof, Revision
from workflow.rules.states import Duty, Kind, Online, State
from workflow.services.context.use_case import UseCase
from workflow.services.queries.looks import FEW, passes, stands_against
from workflow.services.queries.settings_effects import effects


@dataclass(frozen=True, slots=True)
class Flag:
    """``severity`` is caution, broken or danger, as for proofs (docs/contracts.md#proof-and-flags)."""

    code: str
    severity: str
    facts: dict[str, Any] = field(default_factory=dict)


def flags(use_case: UseCase, item: Item, revision: Revision | None, proof: Proof | None) -> Iterator[Flag]:
    """All flags of one item."""
    if item.compiling_group is None:
        yield Flag("no_compiler", "broken", {"groups": [p.group_key for p in item.parts]})
    if item.due is not None and item.due < use_case.today and item.online is not Online.ONLINE:
        yield Flag("overdue", "broken", {"due": item.due.isoformat(), "days": (use_case.today - item.due).days})
    parts = use_case.periods.standings(item)
    late = [part for part in parts if part.late]
    if late:
        first, there = late[0], sum(part.there for part in parts)
        yield Flag(
            "year_part_late", "broken",
            {"year_part": first.key, "due": first.due.isoformat(), "days": (use_case.today - first.due).days,
             "late": [part.key for part in late], "there": there, "of": len(parts)},
        )  # fmt: skip
    allowed = use_case.allowed_years(item)
    if allowed and item.state is not State.PUBLISHED:
        for e in use_case.evidence(item):
            named = frozenset(e.years_in_text)
            if named and not named & allowed and not e.years and e.duty is not Duty.EXTERNAL:
                yield Flag(
                    "years_in_text", "caution",
                    {"file": e.name, "years": sorted(named), "allowed": sorted(allowed)},
                )  # fmt: skip
    signed = revision.signed if revision is not None else None
    if item.highest_executive and signed is not None and signed.kind == Kind.DELEGATED:
        yield Flag("signed_by_delegation", "broken", {"name": signed.name})
    if signed is not None and signed.late:
        yield Flag("adopted_late", "caution")
    if item.online is Online.SUSPENDED:
        yield Flag("suspended", "broken", {"reason": item.online_reason, "confirmed": item.online_confirmed})
    if item.online is Online.RETRACTED:
        yield Flag("retracted", "broken", {"reason": item.online_reason})
    if proof is not None and item.online is Online.ONLINE and not passes(proof):
        against = stands_against(queries.revisions.proofs_of_item(use_case.session, item.id, FEW))
        if against is not None:
            unknown = against.severity == Severity.UNKNOWN
            yield Flag(
                "proof_unknown" if unknown else "proof_failed", "caution" if unknown else against.severity,
                {"at": against.at.isoformat()},
            )  # fmt: skip
    decided = use_case.disclosed.get(item.id)
    if decided:
        told = {
            "count": len(decided),
            "harms": sorted({d.code for d in decided}),
            "names": sorted({d.name for d in decided}),
        }
        yield Flag("disclosed", "caution", told)
    for code, facts in effects(use_case, item, revision):
        yield Flag(code, "caution", facts)
    for need in sorted(use_case.waived(item)):
        yield Flag("exception", "caution", {"need": need})

"""What dated looks at the site say together: one bad look is a moment, three hours apart are a finding."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from workflow.ports.site import Severity

if TYPE_CHECKING:
    from workflow.records.models import Proof

LOOKS = 3
"""Bad looks of the night watch, each at least :data:`APART` after the one before, that make a flag."""
APART = timedelta(hours=2)
NIGHT = "watch"
"""How a proof of the night watch was made (`Proof.facts["how"]`)."""
FEW = 12
"""Newest proofs that have to be read to say it."""


def passes(proof: Proof) -> bool:
    """Whether this look found the item."""
    return Severity(proof.severity).passes


def bad_row(proofs: Sequence[Proof]) -> list[Proof]:
    """The looks since the last good one, newest first. :param proofs: of one item, newest first."""
    found: list[Proof] = []
    for proof in proofs:
        if passes(proof):
            break
        found.append(proof)
    return found


def stands_against(proofs: Sequence[Proof]) -> Proof | None:
    """The newest look, when the bad ones since the last good one make a flag; None when they do not.

    A person who looked is believed at once; the night watch looks three times over hours.

    :param proofs: of one item, newest first.
    """
    bad = bad_row(proofs)
    if not bad:
        return None
    if any(proof.facts.get("how") != NIGHT for proof in bad):
        return bad[0]
    return bad[0] if apart(bad) >= LOOKS else None


def apart(bad: Sequence[Proof]) -> int:
    """How many looks are left when those too close to the one before are not counted."""
    count, last = 0, None
    for proof in reversed(bad):
        if last is None or proof.at - last >= APART:
            count, last = count + 1, proof.at
    return count

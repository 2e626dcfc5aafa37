"""What is approved of an item, from its rows; and which years its evidence may be of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from workflow.records.facts import Manifest, ManifestFile, ManifestPart, ManifestPeriod

if TYPE_CHECKING:
    from workflow.records.models import Evidence, Item, Part, Period, Revision

PERIODS: dict[str, tuple[int, ...]] = {
    "none": (),
    "multi_year": (),
    "current_fy": (0,),
    "first_6_months": (0,),
    "previous_fy": (-1,),
    "current_or_previous_fy": (0, -1),
}
"""Period rule of an item -> fiscal years it allows, relative to the cycle's; empty: any."""


def years_allowed(coverage: str, fiscal_year: int) -> frozenset[int]:
    """Fiscal years a period rule allows; empty: any. :param fiscal_year: of the cycle, Buddhist era."""
    return frozenset(fiscal_year + offset for offset in PERIODS.get(coverage, ()))


def manifest_of(
    item: Item,
    fiscal_year: int,
    ticked: Collection[str],
    evidence: Sequence[Evidence],
    periods: Sequence[Period] = (),
    carried: Collection[int] = (),
) -> Manifest:
    """The manifest of an item as it is now.

    :param ticked: elements of its present round. :param periods: of its year. :param carried: ids of what is online
        already, of earlier parts.
    """
    keys = {period.id: period.key for period in periods}
    there = {e.period_id for e in evidence}
    brought = {e.group_key for e in evidence if e.id not in carried}

    def nil(part: Part) -> str | None:
        """Of an item whose year has parts only beside files of others: else it is said of the part of the year."""
        return part.nil_reason if not periods or (brought and part.group_key not in brought) else None

    return Manifest(
        item=item.code,
        fiscal_year=fiscal_year,
        revision=item.round,
        parts=tuple(ManifestPart(p.group_key, nil(p)) for p in item.parts),
        elements=tuple(e for e in item.elements if e in ticked),
        files=tuple(
            ManifestFile(
                e.id, e.group_key, e.name, e.duty, e.sha256, e.issued_sha256, e.size, e.url, e.document_no,
                e.document_date, keys.get(e.period_id or 0), e.id in carried,
            )
            for e in evidence
        ),
        periods=tuple(
            ManifestPeriod(p.key, None if p.id in there else p.nil_reason)
            for p in periods if p.id in there or p.nil_reason is not None
        ),
    )  # fmt: skip


def contributors_of(
    item: Item,
    evidence: Sequence[Evidence],
    revision: Revision | None,
    carried: Sequence[str],
    compiled: Sequence[str],
    submitted: Sequence[str],
) -> list[str]:
    """Logins of whose work an item's revision is, as it is now.

    :param carried: who carried what was published over into this round; counted while something carried is in it.
    :param compiled: who compiled in this round; once a revision is frozen, who made it. :param submitted: who did.
    """
    found = [e.added_by for e in evidence]
    found += [p.handed_in_by for p in item.parts if p.nil_reason is not None and p.handed_in_by is not None]
    if any(e.round < item.round for e in evidence):
        found += carried
    found += [revision.made_by] if revision is not None else compiled
    return list(dict.fromkeys([*found, *submitted]))

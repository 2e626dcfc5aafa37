"""What of a signed revision may not go online though the head signed it.

A row of the database is not trusted for it: each file that the head signs, or signed before, must have a stored verdict
on exactly its bytes. And what the head took off the site is not put back by a signature of before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.queries.published import TAKEN, Known
from workflow.rules.case import TakenBack
from workflow.rules.states import Duty

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.facts import ManifestFile
    from workflow.records.models import Cycle, Item, Revision


@dataclass(frozen=True, slots=True)
class Taking:
    """The head took a revision off the site: retracted it, or confirmed its suspension."""

    revision: Revision
    item: str
    fiscal_year: int
    at: datetime


def without_verdict(revision: Revision, known: Known) -> Iterator[str]:
    """Names of the files of a signed duty without a verdict on exactly the bytes that go online.

    Nothing is asked of an adopted revision: it rests on the head's word and says so.
    """
    if revision.adopted:
        return
    for f in revision.manifest.files:
        if not f.duty.head_signs and f.duty is not Duty.SIGNED_BEFORE:
            continue
        digest = revision.signed.files.get(f.id, "") if revision.signed is not None else ""
        # Signed before: nothing was issued for it, and what proof lacks is attested by who compiles.
        enough = ("PASSED",) if f.duty.head_signs else ("PASSED", "INDETERMINATE")
        if not any((f.id, digest, f.issued, status) in known for status in enough):
            yield f.name


def online_without_verdict(session: Session, office_id: int) -> list[tuple[Item, str]]:
    """Item and name of each file that is online and has no verdict."""
    known = queries.published.verdicts(session, office=office_id)
    shown = queries.published.online(session, office_id)
    return [(item, name) for item, revision in shown for name in without_verdict(revision, known)]


def taken_back(revision: Revision, takings: Iterable[Taking]) -> list[TakenBack]:
    """Files of the signed revision whose bytes the head took off the site after signing it."""
    found: dict[str, TakenBack] = {}
    for taking in takings:
        # Recorded later but decided before: a paper that was signed with a pen and came in afterwards.
        day = taking.at.date()
        newer = revision.signed_at is not None and revision.signed_at > taking.at
        if newer and revision.signed is not None and revision.signed.decided_on >= day:
            continue
        gone = {digest for f in taking.revision.manifest.files for digest in _bytes(f, taking.revision)}
        for f in revision.manifest.files:
            if gone & _bytes(f, revision):
                found[f.name] = TakenBack(f.name, taking.item, taking.fiscal_year, day)
    return list(found.values())


def _bytes(f: ManifestFile, revision: Revision) -> set[str]:
    """What was handed in, and what went online: another signature does not make another paper of it."""
    signed = revision.signed.files.get(f.id) if revision.signed is not None else None
    return {f.sha256, signed} if signed is not None else {f.sha256}


def takings(session: Session, cycle: Cycle) -> list[Taking]:
    """What the head took off the site, and did not put back, while something signed waits to be published."""
    found: dict[int, Taking] = {}
    for entry in queries.published.taken_since_waiting(session, cycle):
        revision = queries.published.revision_of(session, entry)
        if revision is None:
            continue
        if entry.kind in TAKEN:
            found[revision.id] = Taking(revision, entry.item_code or "", entry.fiscal_year or 0, entry.at)
        else:
            found.pop(revision.id, None)
    return list(found.values())

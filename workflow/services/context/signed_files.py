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
from workflow.records.facts import ManifestFile
from workflow.records.kinds import Kind
from workflow.records.models import Cycle, Item, Revision
from workflow.records.queries.online import Known
from workflow.rules.case import TakenBack
from workflow.rules.states import Duty

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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
    signed = revision.signed.files if revision.signed is not None else {}
    for file in revision.manifest.files:
        if not file.duty.head_signs and file.duty is not Duty.SIGNED_BEFORE:
            continue
        digest = signed.get(file.id)
        # Signed before: nothing was issued for it, and what proof lacks is attested by who compiles.
        enough = ("PASSED",) if file.duty.head_signs else ("PASSED", "INDETERMINATE")
        if digest is None or not any((file.id, digest, file.issued, status) in known for status in enough):
            yield file.name


def online_without_verdict(session: Session, office_id: int) -> list[tuple[Item, str]]:
    """Item and name of each file that is online and has no verdict."""
    known = queries.online.verdicts(session, office=office_id)
    online = queries.online.revisions_online(session, office_id)
    return [(item, name) for item, revision in online for name in without_verdict(revision, known)]


def taken_back(revision: Revision, takings: Iterable[Taking]) -> list[TakenBack]:
    """Files of the signed revision whose bytes the head took off the site after signing it."""
    if revision.signed is None:
        return []
    decided = revision.signed.decided_on
    found: dict[str, TakenBack] = {}
    for taking in takings:
        # Recorded later but decided before: a paper that was signed with a pen and came in afterwards.
        day = taking.at.date()
        if revision.signed_at is not None and revision.signed_at > taking.at and decided >= day:
            continue
        gone = {digest for file in taking.revision.manifest.files for digest in _bytes(file, taking.revision)}
        for file in revision.manifest.files:
            if gone & _bytes(file, revision):
                found[file.name] = TakenBack(file.name, taking.item, taking.fiscal_year, day)
    return list(found.values())


def _bytes(file: ManifestFile, revision: Revision) -> set[str]:
    """What was handed in, and what went online: another signature does not make another paper of it."""
    signed = revision.signed.files.get(file.id) if revision.signed is not None else None
    return {file.sha256, signed} if signed else {file.sha256}


def takings(session: Session, cycle: Cycle) -> list[Taking]:
    """What the head took off the site, and did not put back, since the oldest memo that waits for publication."""
    found: dict[int, Taking] = {}
    for entry in queries.online.takings(session, cycle):
        year, code = entry.fiscal_year or 0, entry.item_code or ""
        revision = queries.online.revision_taken(session, cycle.office_id, year, code, entry.revision)
        if revision is None:
            continue
        if entry.kind == Kind.SUSPENSION_LIFTED:
            found.pop(revision.id, None)
        else:
            found[revision.id] = Taking(revision, code, year, entry.at)
    return list(found.values())

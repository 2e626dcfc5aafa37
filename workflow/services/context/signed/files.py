"""What of a signed revision may not go online though the head signed it.

A row of the database is not trusted for it: each file that the head signs, or signed before, must have a stored verdict
on exactly its bytes, and a memo that was signed must name each file, read from the memo's own bytes. And what the head
took off the site is not put back by a signature of before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.case import TakenBack
from workflow.rules.states import Duty, Online

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.facts import ManifestFile
    from workflow.records.models import Item, Revision
    from workflow.records.queries.online import Known


@dataclass(frozen=True, slots=True)
class Taking:
    """The head took a revision off the site: retracted it, or confirmed its suspension. ``day``: in the office."""

    revision: Revision
    item: str
    fiscal_year: int
    at: datetime
    day: date
    retracted: bool

    def before(self, revision: Revision) -> bool:
        """Whether the head signed a revision after taking this one off the site, and decided so not earlier."""
        if revision.signed is None or revision.signed_at is None:
            return False
        # Recorded later but decided before: a paper that was signed with a pen and came in afterwards.
        return revision.signed_at > self.at and revision.signed.decided_on >= self.day


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
    known = queries.online.verdicts_online(session, office_id)
    online = queries.online.revisions_online(session, office_id)
    return [(item, name) for item, revision in online for name in without_verdict(revision, known)]


def online_unproven(session: Session, office_id: int, cycles: Collection[int] | None = None) -> list[tuple[Item, str]]:
    """As :func:`online_without_verdict`, without the revisions that were online when the office's baseline was written:
    what predates it blocks nothing. :param cycles: those alone; ``None``: all."""
    before = predating(session, office_id)
    known = queries.online.verdicts_online(session, office_id, cycles)
    online = queries.online.revisions_online(session, office_id, cycles)
    newer = [(item, revision) for item, revision in online if (item.code, revision.digest) not in before]
    return [(item, name) for item, revision in newer for name in without_verdict(revision, known)]


def predating(session: Session, office_id: int) -> set[tuple[str, str]]:
    """Code and digest of what was online when the office's baseline was written."""
    entry = queries.entries.last_of(session, office_id, [Kind.BASELINE])
    return {(one["item"], one["revision"]) for one in entry.facts["online"]} if entry is not None else set()


def taken_back(revision: Revision, takings: Iterable[Taking]) -> list[TakenBack]:
    """Files of the signed revision whose bytes the head took off the site after signing it."""
    return _same_bytes(revision, [taking for taking in takings if not taking.before(revision)])


def returning(revision: Revision, takings: Iterable[Taking], online: Revision | None) -> list[TakenBack]:
    """Files of the signed revision whose bytes were retracted before it was signed; not those that are online now."""
    there = set() if online is None else {one for file in online.manifest.files for one in _bytes(file, online)}
    mine = [taking for taking in takings if taking.retracted and taking.before(revision)]
    return [back for back in _same_bytes(revision, mine) if back.sha256 not in there]


def coming_back(revision: Revision, taking: Taking) -> list[TakenBack]:
    """The files of a retracted revision, as they would go online again."""
    return _same_bytes(revision, [taking])


def item_taken(revision: Revision, takings: Iterable[Taking]) -> date | None:
    """The day on which the head took the revision's own item off the site, if no signature on it is newer."""
    days = [t.day for t in takings if t.revision.item_id == revision.item_id and not t.before(revision)]
    return max(days, default=None)


def _same_bytes(revision: Revision, takings: Iterable[Taking]) -> list[TakenBack]:
    if revision.signed is None:
        return []
    found: dict[str, TakenBack] = {}
    for taking in takings:
        gone = {digest for file in taking.revision.manifest.files for digest in _bytes(file, taking.revision)}
        for file in revision.manifest.files:
            if gone & _bytes(file, revision):
                found[file.name] = TakenBack(file.name, taking.item, taking.fiscal_year, taking.day, file.sha256)
    return list(found.values())


def _bytes(file: ManifestFile, revision: Revision) -> set[str]:
    """What was handed in, and what went online: another signature does not make another paper of it."""
    signed = revision.signed.files.get(file.id) if revision.signed is not None else None
    return {file.sha256, signed} if signed else {file.sha256}


def takings(session: Session, office_id: int, zone: tzinfo | None) -> list[Taking]:
    """What the head took off the site, of every year, and did not put back. :param zone: of the office's days."""
    return [
        Taking(revision, code, year, at, at.astimezone(zone).date(), revision.taken_as == Online.RETRACTED)
        for revision, code, year in queries.online.taken(session, office_id)
        if (at := revision.taken_at) is not None
    ]

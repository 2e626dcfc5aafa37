"""What of a signed revision may not go online though the head signed it.

A row of the database is not trusted for it: each file that the head signs, or signed before, must have a stored verdict
on exactly its bytes. And what the head took off the site is not put back by a signature of before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind
from workflow.records.models import Cycle, Evidence, Item, Revision, Submission, Verdict
from workflow.rules.case import TakenBack
from workflow.rules.states import Duty, Online, State

Known = frozenset[tuple[int | None, str, str | None, str]]
"""Evidence, digest of the file, digest of the issued file, status: of each verdict that is stored."""


@dataclass(frozen=True, slots=True)
class Taking:
    """The head took a revision off the site: retracted it, or confirmed its suspension."""

    revision: Revision
    item: str
    fiscal_year: int
    at: datetime


def verdicts(session: Session, *, cycle: int | None = None, office: int | None = None) -> Known:
    """The verdicts on a cycle's files, or on those of everything that an office has online."""
    query = (
        select(Verdict.evidence_id, Verdict.file_sha256, Verdict.issued_sha256, Verdict.status)
        .join(Evidence, Evidence.id == Verdict.evidence_id)
        .join(Item, Item.id == Evidence.item_id)
    )
    where = Item.cycle_id == cycle if cycle is not None else (Item.office_id == office) & (Item.online == Online.ONLINE)
    return frozenset((row[0], row[1], row[2], row[3]) for row in session.execute(query.where(where)))


def without_verdict(revision: Revision, known: Known) -> Iterator[str]:
    """Names of the files of a signed duty without a verdict on exactly the bytes that go online.

    Nothing is asked of an adopted revision: it rests on the head's word and says so.
    """
    if revision.adopted:
        return
    for f in revision.manifest["files"]:
        duty = Duty(f["duty"])
        if not duty.head_signs and duty is not Duty.SIGNED_BEFORE:
            continue
        digest = (revision.signed or {}).get("files", {}).get(str(f["id"]))
        # Signed before: nothing was issued for it, and what proof lacks is attested by who compiles.
        enough = ("PASSED",) if duty.head_signs else ("PASSED", "INDETERMINATE")
        if not any((f["id"], digest, f["issued"], status) in known for status in enough):
            yield f["name"]


def online_without_verdict(session: Session, office_id: int) -> list[tuple[Item, str]]:
    """Item and name of each file that is online and has no verdict."""
    query = (
        select(Item, Revision)
        .join(Revision, Item.online_revision_id == Revision.id)
        .where(Item.office_id == office_id, Item.online == Online.ONLINE)
    )
    known = verdicts(session, office=office_id)
    return [(item, name) for item, revision in session.execute(query) for name in without_verdict(revision, known)]


def taken_back(revision: Revision, takings: Iterable[Taking]) -> list[TakenBack]:
    """Files of the signed revision whose bytes the head took off the site after signing it."""
    signed: dict[str, Any] = revision.signed or {}
    decided = date.fromisoformat(signed["decided_on"])
    found: dict[str, TakenBack] = {}
    for taking in takings:
        # Recorded later but decided before: a paper that was signed with a pen and came in afterwards.
        day = taking.at.date()
        if revision.signed_at is not None and revision.signed_at > taking.at and decided >= day:
            continue
        gone = {digest for f in taking.revision.manifest["files"] for digest in _bytes(f, taking.revision)}
        for f in revision.manifest["files"]:
            if gone & _bytes(f, revision):
                found[f["name"]] = TakenBack(f["name"], taking.item, taking.fiscal_year, day)
    return list(found.values())


def _bytes(f: dict[str, Any], revision: Revision) -> set[str]:
    """What was handed in, and what went online: another signature does not make another paper of it."""
    signed = (revision.signed or {}).get("files", {}).get(str(f["id"]))
    return {f["sha256"], signed} if signed else {f["sha256"]}


def takings(session: Session, cycle: Cycle) -> list[Taking]:
    """What the head took off the site, and did not put back, since the oldest memo that waits for publication.

    Only the end of the journal is read: whatever was taken back before a memo was made, its signature is newer.
    """
    oldest = session.scalar(
        select(func.min(Submission.seal_seq))
        .join(Item, Item.submission_id == Submission.id)
        .where(Item.cycle_id == cycle.id, Item.state == State.HEAD_SIGNED)
    )
    kinds = (Kind.RETRACTED, Kind.SUSPENSION_CONFIRMED, Kind.SUSPENSION_LIFTED)
    query = (
        select(JournalEntry)
        .where(
            JournalEntry.office_id == cycle.office_id, JournalEntry.seq > (oldest or 0), JournalEntry.kind.in_(kinds)
        )
        .order_by(JournalEntry.seq)
    )  # fmt: skip
    found: dict[int, Taking] = {}
    for entry in session.scalars(query):
        year, code = entry.fiscal_year or 0, entry.item_code or ""
        revision = _taken(session, cycle.office_id, year, code, entry.revision)
        if revision is None:
            continue
        if entry.kind == Kind.SUSPENSION_LIFTED:
            found.pop(revision.id, None)
        else:
            found[revision.id] = Taking(revision, code, year, entry.at)
    return list(found.values())


def _taken(session: Session, office_id: int, year: int, code: str, digest: str | None) -> Revision | None:
    """The revision an entry is about. Earlier programs did not write it down: then what the item had online last."""
    item = (
        select(Item)
        .join(Cycle, Cycle.id == Item.cycle_id)
        .where(Item.office_id == office_id, Item.code == code, Cycle.fiscal_year == year)
    )
    row = session.scalar(item)
    if row is None:
        return None
    if digest is None:
        return session.get(Revision, row.online_revision_id) if row.online_revision_id is not None else None
    query = select(Revision).where(Revision.item_id == row.id, Revision.digest == digest)
    return session.scalar(query.order_by(Revision.id.desc()).limit(1))

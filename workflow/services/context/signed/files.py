"""What of a signed revision may not go online though the head signed it.

A row of the database is not trusted for it: each file that the head signs, or signed before, must have a stored verdict
on exactly its bytes, and a memo that was signed must name each file, read from the memo's own bytes. And what the head
took off the site is not put back by a signature of before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.rules.case import TakenBack
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity, Duty, Online
from workflow.thai import arabic_digits

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.facts import ManifestFile
    from workflow.records.models import Item, Revision, Submission
    from workflow.records.queries.online import Known
    from workflow.services.context.office import Office
    from workflow.services.context.use_case import UseCase


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


def online_unproven(session: Session, office_id: int) -> list[tuple[Item, str]]:
    """As :func:`online_without_verdict`, without the revisions that were online when the office's baseline was written:
    what predates it blocks nothing."""
    before = _predating(session, office_id)
    if not before:
        return online_without_verdict(session, office_id)
    known = queries.online.verdicts_online(session, office_id)
    online = queries.online.revisions_online(session, office_id)
    newer = [(item, revision) for item, revision in online if (item.code, revision.digest) not in before]
    return [(item, name) for item, revision in newer for name in without_verdict(revision, known)]


class MemoTexts:
    """What is printed in the memos' files, each read once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: dict[str, str] = {}
        self.lost: set[str] = set()
        """Digests of which nothing could be read."""

    def of(self, digest: str) -> str:
        """:raises WorkflowError: the store has no such bytes. Whatever a PDF reader raises, of what is no PDF."""
        if digest not in self._known:
            self._known[digest] = self._office.pdf.text(self._office.store.get(digest))
        return self._known[digest]

    def without_blanks(self, digest: str) -> str:
        """A digest may be broken at the end of a line. Nothing, where nothing can be read: that names no file."""
        try:
            return "".join(arabic_digits(self.of(digest)).split())
        except Exception:
            self.lost.add(digest)
            return ""


def printed_in(memo: Submission) -> str:
    """Digest of the file that says what a memo says: of one signed with a pen the scan is a picture of the issued."""
    return memo.memo_issued if memo.memo_signed is None or memo.how == "pen" else memo.memo_signed


def not_named(
    use_case: UseCase, of: Iterable[tuple[Item, Revision]], texts: MemoTexts | None = None, *, by_lost: bool = True
) -> list[Unmet]:  # fmt: skip
    """Files of signed revisions that no memo which the head signed names by their digest.

    The annex of a memo lists each file as it was issued: a row can say that a file was signed, the memo's bytes cannot.

    :param of: items, each with its revision that is, or is to be, online. Adopted ones rest on no memo.
    :param by_lost: also of an item one of whose memos cannot be read, which is told as what it is elsewhere.
    """
    wanted = [(item, revision) for item, revision in of if not revision.adopted]
    texts = texts or MemoTexts(use_case.office)
    memos: dict[int, dict[str, str]] = {}
    unsure: set[int] = set()
    for item_id, memo in queries.memos.signed_with(use_case.session, {item.id for item, _ in wanted}):
        memos.setdefault(item_id, {})[memo.label] = texts.without_blanks(printed_in(memo))
        if not by_lost and printed_in(memo) in texts.lost:
            unsure.add(item_id)
    found = []
    for item, revision in wanted:
        if item.id in unsure:
            continue
        named = memos.get(item.id, {})
        for file in revision.manifest.files:
            if file.url is None and not any((file.issued or file.sha256) in said for said in named.values()):
                facts = {"item": item.code, "file": file.name, "memo": list(named)}
                found.append(Unmet("memo_names_not", facts, Capacity.WEB))
    return found


def signed_not_named(use_case: UseCase, texts: MemoTexts | None = None, *, by_lost: bool = True) -> list[Unmet]:
    """As :func:`not_named`, of everything that is online or signed, of every year; what the office's baseline found
    online is left alone."""
    session, office_id = use_case.session, use_case.office_id
    before = _predating(session, office_id)
    rows = [*queries.online.revisions_online(session, office_id), *queries.online.revisions_signed(session, office_id)]
    return not_named(use_case, [(i, r) for i, r in rows if (i.code, r.digest) not in before], texts, by_lost=by_lost)


def _predating(session: Session, office_id: int) -> set[tuple[str, str]]:
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

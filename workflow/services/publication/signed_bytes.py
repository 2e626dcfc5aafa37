"""Whether the bytes that go online are what the head signed, whatever the rows say of them.

A memo names a file as it was issued; signing makes other bytes of it, and which ones a row says. So the row is asked
twice: the journal's entry of the signing names each signed file by its digest, and, before it is published, a file
signed with a key is judged anew, against the issued bytes that the memo names. What bears no signature goes online as
the memo names it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity
from workflow.services.context.certificates import signer_terms
from workflow.services.context.signed.files import predating
from workflow.services.context.signed.verdicts import attester
from workflow.services.publication.memo_names import printed_in

if TYPE_CHECKING:
    from workflow.records.facts import ManifestFile
    from workflow.records.models import Item, Revision
    from workflow.services.context.use_case import UseCase

_CLOCK = timedelta(minutes=10)
"""A journal's clock may stand still or go back by five minutes (docs/decisions/0084)."""


def not_judged(use_case: UseCase, of: Iterable[tuple[Item, Revision]]) -> dict[int, list[Unmet]]:
    """Item -> files with other bytes for the site than were signed.

    Of what the head signs no entry of a signing names them; of everything else they are not what the memo names.

    :param of: items, each with its revision that is, or is to be, online. Adopted ones rest on no memo.
    """
    due: list[tuple[Item, ManifestFile, str]] = []
    odd: list[tuple[Item, ManifestFile]] = []
    for item, revision in of:
        if revision.adopted or revision.signed is None:
            continue
        for file in revision.manifest.files:
            digest = revision.signed.files.get(file.id)
            if digest is None:
                continue  # a page of the office's own folder; a file that has no signed bytes is told elsewhere
            if file.duty.head_signs:
                due.append((item, file, digest))
            elif digest not in (file.issued, file.sha256):
                odd.append((item, file))
    known = _named_in_journal(use_case, [file.id for _, file, _ in due])
    odd += [(item, file) for item, file, digest in due if (item.code, digest, file.issued) not in known]
    found: dict[int, list[Unmet]] = {}
    for item, file in odd:
        unmet = Unmet("bytes_not_signed", {"item": item.code, "file": file.name}, Capacity.WEB)
        found.setdefault(item.id, []).append(unmet)
    return found


def _named_in_journal(use_case: UseCase, files: Sequence[int]) -> set[tuple[str, str, str | None]]:
    """Item, digest and issued digest of each file in the entries of signings since the first of these files' was."""
    session, office_id = use_case.session, use_case.office_id
    first = queries.memos.first_verdict_on(session, files)
    if first is None:
        return set()
    entries = queries.entries.verdicts_since(session, office_id, first - _CLOCK)
    return {
        (one["item"], one["sha256"], one["issued"])
        for entry in entries for one in entry.facts["verdicts"] if one["item"] is not None
    }  # fmt: skip


def online_not_judged(use_case: UseCase, cycles: Collection[int] = (), *, signed: bool = False) -> list[Unmet]:
    """As :func:`not_judged`, of everything that is online; what the office's baseline found online is left alone.

    :param cycles: of these alone; none: of every year. :param signed: also of what is signed and not yet published.
    """
    session, office_id = use_case.session, use_case.office_id
    before = predating(session, office_id)
    rows = queries.online.revisions_online(session, office_id, cycles or None)
    rows += queries.online.revisions_signed(session, office_id) if signed else []
    wanted = [
        (item, revision) for item, revision in rows
        if (item.code, revision.digest) not in before and (not cycles or item.cycle_id in cycles)
    ]  # fmt: skip
    return [one for of_item in not_judged(use_case, wanted).values() for one in of_item]


_TOGETHER = 8
"""Files judged by one limited process. Whoever could put a hostile one into the office's store, under rows that name
it, could put each of them there: speaking for another gains nothing."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A file signed with a key, as the rows say: ``signed`` over ``issued``, judged ``at`` a moment."""

    signed: str
    issued: str
    name: str


def not_borne_out(use_case: UseCase, of: Sequence[tuple[Item, Revision]]) -> dict[int, list[Unmet]]:
    """Item -> files, and memos, that were signed with a key by what is recorded, and are not by their own bytes.

    A verdict on a pen's scan is a person's word: there is nothing to judge anew.

    :raises WorkflowError: the store lost bytes that are needed for it.
    """
    jobs: dict[_Job, list[tuple[int, str]]] = {}
    moments: dict[_Job, datetime] = {}

    def ask(item: Item, signed: str, issued: str, name: str, at: datetime) -> None:
        job = _Job(signed, issued, name)
        jobs.setdefault(job, []).append((item.id, item.code))
        moments[job] = at

    items = {item.id: item for item, _ in of}
    for item, revision in of:
        signed = revision.signed.files if revision.signed is not None and not revision.adopted else {}
        for file in revision.manifest.files:
            digest = signed.get(file.id)
            verdict = queries.memos.last_verdict_on_file(use_case.session, file.id) if file.duty.head_signs else None
            if digest and file.issued and verdict is not None and attester(verdict.record) is None:
                ask(item, digest, file.issued, file.name, verdict.at)
    for item_id, memo in queries.memos.signed_with(use_case.session, items):
        verdict = queries.memos.verdict_on_memo(use_case.session, memo.id)
        if printed_in(memo) != memo.memo_issued and verdict is not None:
            ask(items[item_id], printed_in(memo), memo.memo_issued, memo.label, verdict.at)
    found: dict[int, list[Unmet]] = {}
    for at in sorted(set(moments.values())):
        together = [job for job in jobs if moments[job] == at]
        office = use_case.office
        verdicts = office.verifier.verify_many(
            ((office.store.get(job.signed), office.store.get(job.issued)) for job in together),
            terms=signer_terms(use_case), required_grade=office.settings.required_grade, at=at, foreign=True,
            together=_TOGETHER,
        )  # fmt: skip
        for job, verdict_now in zip(together, verdicts, strict=True):
            if verdict_now.status == "FAILED" or not verdict_now.heads:
                for item_id, code in jobs[job]:
                    facts = {"item": code, "file": job.name, **verdict_now.against()}
                    found.setdefault(item_id, []).append(Unmet("signature_not_borne_out", facts, Capacity.WEB))
    return found

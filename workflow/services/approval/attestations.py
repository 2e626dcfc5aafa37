"""A registrar who contributed does not attest a paper alone: who may be the second, and what waits for one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import Unmet
from workflow.rules.states import Capacity
from workflow.services.approval.memo.items import open_items
from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from workflow.records.models import Item, Request, Submission
    from workflow.services.context.authorization import Actor


def contributed(use_case: UseCase, login: str, items: Sequence[Item]) -> list[str]:
    """Codes of the items whose revision is somebody's own work, and no exception lifts it."""
    need = "registrar_not_contributor"
    return [i.code for i in items if login in use_case.contributors(i) and need not in use_case.waived(i)]


def open_attestations(use_case: UseCase) -> list[tuple[Request, Submission]]:
    """What registrars attested and a second person has not, oldest first; not of memos that have moved since."""
    found = []
    for row in queries.memos.attestations(use_case.session, use_case.office_id):
        submission = queries.memos.with_id(use_case.session, int(row.subject))
        if submission is not None and submission.status == "open" and row.facts["version"] == submission.version:
            found.append((row, submission))
    return found


def in_the_way(use_case: UseCase, row: Request, submission: Submission, me: Actor) -> Iterable[Unmet]:
    """Why this person may not be the second who attests; nothing: they may. What the inbox asks too."""
    items = open_items(use_case, submission)
    facts = {"memo": submission.label, "person": me.login, "item": use_case.name_of(items[0]) if items else None}
    if not me.appointments:
        yield Unmet("no_appointment_today", {"person": me.login}, "administrator")
    if me.login == row.asked_by:
        yield Unmet("attestation_needs_second", facts)
        return
    first = use_case.everybody.get(row.asked_by)
    if first is not None and first.groups & me.groups:
        yield Unmet("attestation_other_group", {**facts, "groups": sorted(first.groups & me.groups)})
    own = [item.code for item in items if me.login in use_case.contributors(item)]
    if own:
        yield Unmet("attestation_contributor", {**facts, "items": own}, Capacity.REGISTRAR)
    if me.login == row.facts["signer"]:
        yield Unmet("attestation_by_signer", facts, Capacity.REGISTRAR)


def awaited(use_case: UseCase, submission: Submission | None) -> tuple[Request, list[Actor]] | None:
    """The attestation a memo waits for, and who may be its second today; ``None``: it waits for none."""
    if submission is None:
        return None
    row = next((row for row, paper in open_attestations(use_case) if paper.id == submission.id), None)
    if row is None:
        return None
    able = [one for one in use_case.everybody.values() if not any(in_the_way(use_case, row, submission, one))]
    return row, able

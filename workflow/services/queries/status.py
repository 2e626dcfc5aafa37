"""How things stand: the status of every item of a cycle. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from workflow.records import queries
from workflow.rules.machine import online_step, why
from workflow.rules.states import Online, State
from workflow.rules.table import GOAL, rows, starting_in
from workflow.services.context.use_case import UseCase, reading
from workflow.services.queries.flags import Flag, flags

if TYPE_CHECKING:
    from workflow.records.models import Item, Proof, Revision, Submission
    from workflow.rules.case import Case
    from workflow.services.context.office import Office
    from workflow.services.context.year_parts import PartStanding


@dataclass(frozen=True, slots=True)
class ItemStatus:
    """One line of ``oit status``. ``waiting_for``: capacities or groups that must act next, machine-readable.

    ``address``: of the item's page, for ever: on the site that is built, or as the office recorded it for its own.
    ``parts``: of the item's year; empty: it is one whole.
    """

    code: str
    title: str
    state: State
    online: Online
    groups: tuple[str, ...]
    compiler: str | None
    revision: str | None
    memo_no: str | None
    grade: int | None
    proof: dict[str, Any] | None
    waiting_for: tuple[str, ...]
    flags: tuple[Flag, ...]
    due: date | None
    entered_at: datetime
    address: str
    parts: tuple[PartStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class CycleStatus:
    """``progress`` always sums to ``total``: published (online), of the rest awaiting approval and compiling."""

    office: str
    framework: str
    fiscal_year: int
    as_of: datetime
    progress: dict[str, int]
    items: tuple[ItemStatus, ...]


FORWARD = ("compile", "submit", "endorse", "sign", "publish")
"""The straight way; the ways back wait for nobody."""


def status(
    office: Office, *, year: int | None = None, group: str | None = None, codes: Sequence[str] = ()
) -> CycleStatus:
    """All items of a cycle, or those of one group."""
    with reading(office, year=year) as use_case:
        everything = use_case.items()
        shown = everything
        if codes:
            wanted = {item.code for item in use_case.items(codes)}
            shown = [item for item in shown if item.code in wanted]
        if group is not None:
            key = use_case.group(group).key
            shown = [i for i in shown if key == i.compiling_group or key in {p.group_key for p in i.parts}]
        proofs = queries.revisions.last_proofs(use_case.session, use_case.cycle.id)
        submissions = {memo.id: memo for memo in queries.memos.every(use_case.session, use_case.office_id)}
        online = queries.revisions.signed_in_cycle(use_case.session, use_case.cycle.id)
        addresses = queries.addresses.of_pages(use_case.session, use_case.cycle.id)
        items = tuple(_item_status(use_case, item, proofs, submissions, online, addresses) for item in shown)
        return CycleStatus(
            office=office.settings.office.name,
            framework=use_case.cycle.framework,
            fiscal_year=use_case.cycle.fiscal_year,
            as_of=use_case.now,
            progress=progress(everything),
            items=items,
        )


def page_address(use_case: UseCase, item: Item) -> str:
    """Where the item's page stands on the site that is built; the path alone while the site has no address."""
    url = (use_case.office.settings.site.url or "/").rstrip("/")
    return f"{url}/oit/{use_case.folder(use_case.cycle_of(item))}/{item.code.lower()}/"


def progress(items: Sequence[Item]) -> dict[str, int]:
    """The office's own three numbers (PROCEDURE section 5); they always sum to the number of items."""
    counts = {"published": 0, "awaiting_approval": 0, "compiling": 0}
    for item in items:
        counts[_counts_as(item)] += 1
    return {**counts, "total": len(items)}


def _counts_as(item: Item) -> str:
    """What was taken off the site counts as published nowhere: the head has to decide, or it has to be done anew."""
    if item.online is Online.ONLINE:
        return "published"
    if item.state is not GOAL:
        return item.state.progress
    return "awaiting_approval" if head_decides(item) else "compiling"


def head_decides(item: Item) -> bool:
    """Whether a suspension waits for the head to confirm or lift it."""
    return item.online is Online.SUSPENDED and not item.online_confirmed


def _item_status(
    use_case: UseCase,
    item: Item,
    proofs: dict[int, Proof],
    submissions: dict[int, Submission],
    signed: dict[int, Revision],
    addresses: dict[int, str],
) -> ItemStatus:
    proof = proofs.get(item.id)
    revision = use_case.revision(item) or (signed.get(item.online_revision_id) if item.online_revision_id else None)
    submission = submissions.get(item.submission_id) if item.submission_id is not None else None
    approved = revision.signed if revision is not None else None
    memo = submission.label if submission else approved.memo if approved is not None else None
    return ItemStatus(
        code=item.code,
        title=item.title,
        state=item.state,
        online=item.online,
        groups=tuple(p.group_key for p in item.parts),
        compiler=item.compiling_group,
        revision=revision.digest if revision else None,
        memo_no=memo,
        grade=(approved.grade or None) if approved is not None else None,  # taken over as published before: none
        proof={"kind": proof.kind, "at": proof.at, "severity": proof.severity, "clicks": proof.clicks,
               "address": proof.address} if proof and item.online is Online.ONLINE else None,
        waiting_for=waiting_for(use_case, item),
        flags=tuple(flags(use_case, item, revision, proof)),
        due=item.due,
        entered_at=item.entered_at,
        address=addresses.get(item.id) or page_address(use_case, item),
        parts=use_case.periods.standings(item),
    )  # fmt: skip


def waiting_for(use_case: UseCase, item: Item) -> tuple[str, ...]:
    """Who must act next: from the same needs that refuse the step, so the two can never disagree.

    What was taken off the site waits too: for the head's decision, then for whoever revises it.
    """
    if item.state is GOAL:
        return off_the_site(item)
    return (*_on_the_way(use_case, item), *(off_the_site(item) if head_decides(item) else ()))


def off_the_site(item: Item) -> tuple[str, ...]:
    """For whom an item waits whose published revision is suspended or retracted."""
    if item.online not in (Online.SUSPENDED, Online.RETRACTED):
        return ()
    row = online_step("confirm_suspension") if head_decides(item) else rows("revise")[0]
    return tuple(sorted(w.value for w in row.who))


def _on_the_way(use_case: UseCase, item: Item) -> tuple[str, ...]:
    for step in starting_in(item.state):
        if step.trigger not in FORWARD:
            continue
        case = _nobody(use_case, item)
        if step.trigger == "endorse" and (not case.route or "route_complete" in case.waived):
            continue  # nobody is left on the route, or an exception lets the head sign without them
        unmet = why(step.trigger, case)
        if unmet:
            return tuple(dict.fromkeys(str(u.who) for u in unmet if u.who))
        if step.trigger == "endorse":
            return (f"post:{case.route[0]}",)
        return tuple(sorted(w.value for w in step.who))
    return ()


def _nobody(use_case: UseCase, item: Item) -> Case:
    login, use_case.login = use_case.login, None
    try:
        return use_case.case(item, signer=use_case.expected_signer(item))
    finally:
        use_case.login = login

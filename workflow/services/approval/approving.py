"""``sign --approve``: the head's decision, kept until the key is at hand.

An approval is a person, a capacity and the digest of what is agreed to. It lives until that changes: nobody has to end
it, for the digest of a memo that changed is another one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Approval, Ended, Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Capacity, Role
from workflow.services.approval.record import must_agree
from workflow.services.approval.seen import Seen
from workflow.services.approval.signing import MemoToSign, memo_to_sign, memos_to_sign
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each_within
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting


@dataclass(frozen=True, slots=True)
class AgreedMemo:
    """A memo as it is to be signed, with the approval behind it, its day and capacity; ``None``: not yet approved."""

    plan: MemoToSign
    approval: int | None = None
    day: date | None = None
    capacity: str | None = None


def approve(
    office: Office,
    login: str,
    codes: Sequence[str] | None,
    *,
    excepted: Sequence[str] = (),
    reason: str = "",
    seen: Seen | None = None,
    capacity: str | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Keep the decision on the memos the items are on, each whole; ``codes`` ``None``: everything that waits.

    :param excepted: items that the head does not agree to, with a ``reason``; they go back when it is signed.
    :param seen: the memo as it was shown, where it was.
    :param capacity: in which of several capacities as head, by name (:meth:`.authorization.Actor.as_head`).
    :raises Refused: wrong person or state for the first memo; with several, a result for each.
    :raises Conflict: it is another one than was shown. :raises NotFound: no such item or capacity.
    """
    with acting(office, login, year, lock=True) as use_case:
        plans = {plan.told: plan for plan in memos_to_sign(use_case, codes, excepted, reason, seen, capacity)}
        record = Record(use_case)

        def one(label: str) -> str:
            must_agree(use_case, "sign", use_case.items_with(plans[label].staying.values()))
            keep_approval(record, plans[label], reason, seen)
            return ", ".join(plans[label].staying)

        return each_within(use_case, plans, one)


def keep_approval(record: Record, plan: MemoToSign, reason: str, seen: Seen | None = None) -> Approval:
    """Keep what who acts decided; whatever was decided of this memo before is replaced. The caller commits.

    :raises Refused: who acts is not the head today.
    """
    use_case = record.use_case
    appointment = use_case.me.holds(Role.HEAD)
    if appointment is None:
        raise _not_head(use_case.me.login, use_case.today)
    for row in queries.memos.approvals(use_case.session, plan.submission):
        row.ended_at, row.outcome = use_case.now, Ended.REPLACED
    made = Approval(
        office_id=use_case.office_id, submission_id=plan.submission, digest=plan.digest, login=use_case.me.login,
        name=use_case.me.name, kind=appointment.kind, authority=appointment.authority, excepted=list(plan.excepted),
        reason=reason.strip(), approved_at=use_case.now,
    )  # fmt: skip
    use_case.session.add(made)
    use_case.session.flush()
    facts = {
        "memo": plan.label, "approved": plan.digest, "items": list(plan.staying), "excepted": list(plan.excepted),
        **(seen.told() if seen is not None else {}),
    }  # fmt: skip
    record.add(Kind.APPROVED, facts, submission=plan.submission, role=Role.HEAD)
    return made


def as_approved(use_case: UseCase, plan: MemoToSign) -> AgreedMemo:
    """The memo as who acts approved it, where they did and nothing changed since; else as it is asked for now.

    :raises Refused: who approved was not entitled on that day.
    """
    for row in reversed(queries.memos.approvals(use_case.session, plan.submission, use_case.me.login)):
        if plan.excepted and list(plan.excepted) != row.excepted:
            continue
        if not set(row.excepted) <= set(plan.codes):
            continue
        submission = use_case.session.get_one(Submission, plan.submission)
        same = memo_to_sign(use_case, submission, row.excepted, row.reason)
        capacity = _capacity_held(use_case, row)
        if same.digest == row.digest and capacity is not None:
            return AgreedMemo(replace(same, told=plan.told), row.id, day_of(use_case, row), capacity)
    return AgreedMemo(plan)


def day_of(use_case: UseCase, row: Approval) -> date:
    """The day of an approval. :raises Refused: who approved was not entitled on that day."""
    day = row.approved_at.astimezone(use_case.now.tzinfo).date()
    if use_case.person_on(row.login, day).holds(Role.HEAD) is None:
        raise _not_head(row.login, day)
    return day


def _capacity_held(use_case: UseCase, row: Approval) -> str | None:
    """The name of the capacity an approval was given in; ``None``: it is not that person's any more."""
    held = use_case.everybody[row.login].as_heads
    return next((h.capacity for h in held if h.kind is row.kind and h.authority == row.authority), None)


def in_capacity_of(use_case: UseCase, row: Approval) -> str:
    """The capacity in which who acts gave an approval. :raises Refused: it is not theirs any more."""
    found = _capacity_held(use_case, row)
    if found is None:
        facts = {"person": row.login, "authority": row.authority or row.kind.th, "name": row.name}
        raise Refused("capacity_ended", "sign", (Unmet("capacity_ended", facts, row.login),))
    return found


def _not_head(login: str, day: date) -> Refused:
    facts = {"person": login, "day": day.isoformat()}
    return Refused("not_head_on_day", "sign", (Unmet("not_head_on_day", facts, Capacity.HEAD),))

"""Items that the head excepts while approving the others of a memo: in the own signature, or by hand on paper.

The memo stays as it was issued; an excepted item goes back, and what the head agreed to is the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from workflow.records.models import Item, Submission
from workflow.rules.case import Case
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet
from workflow.rules.machine import decide
from workflow.rules.states import Capacity, Role
from workflow.services.approval.memo.items import open_items
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase


def as_head(case: Case, signer: str, reason: str) -> Case:
    """The case of a decision of the head that somebody else records (an exception written by hand)."""
    return replace(case, capacities=frozenset({Capacity.HEAD}), actor=signer, reason=reason)


def must_be_on_one(use_case: UseCase, excepted: Collection[str], memos: Collection[int]) -> None:
    """:raises NotFound: an item that was excepted is on none of the memos. :raises BadInput: on two, of two years."""
    found = use_case.memos(memos)
    on = [item for submission in found for item in open_items(use_case, submission)]
    twice = {item.code: [use_case.name_of(other) for other in on if other.code == item.code] for item in on}
    unclear = {code: names for code, names in twice.items() if code in excepted and len(names) > 1}
    if unclear:
        raise BadInput("excepted_ambiguous", items=[name for names in unclear.values() for name in names])
    strange = set(excepted) - twice.keys()
    if strange and found:
        raise NotFound("item_not_on_memo", items=sorted(strange), memo=[submission.label for submission in found])


def must_stay(
    use_case: UseCase, submission: Submission, items: Sequence[Item], excepted: Collection[str], reason: str
) -> list[Item]:
    """The items that stay when the head, who acts, excepts the others with a reason; nothing is recorded yet.

    :raises Refused: no reason was given; nothing would stay.
    """
    for item in items:
        if item.code in excepted:
            decide("send_back", use_case.case(item, reason=reason))
    staying = [item for item in items if item.code not in excepted]
    if not staying:
        facts = {"memo": submission.label, "items": [item.code for item in items]}
        raise Refused("all_excepted", "sign", (Unmet("all_excepted", facts, Capacity.HEAD),))
    return staying


def except_items(
    record: Record,
    submission: Submission,
    excepted: Collection[str],
    *,
    head: str,
    reason: str,
    role: Role,
    facts: dict[str, Any],
) -> list[Item]:
    """Send back what the head excepted; returns the items that stay on the memo.

    :param head: login of whose decision it is. :param reason: in the head's words, or a code in ``facts`` too.
    :param role: in which role it is recorded.
    """
    use_case = record.use_case
    items = open_items(use_case, submission)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in excepted:
            case = as_head(use_case.case(item), head, reason)
            told = {"memo": submission.label, **facts}
            transition(record, item, "send_back", case, facts=told, submission=submission.id, role=role)
            rows[item.id].outcome, rows[item.id].reason = "excepted", reason
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in excepted]

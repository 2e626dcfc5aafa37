"""What the head struck out by hand on the paper goes back, whoever records it."""

from __future__ import annotations

from collections.abc import Collection

from workflow.records.models import Item, Submission
from workflow.rules.states import Role
from workflow.services.approval.record import as_head
from workflow.services.approval.routing import open_items
from workflow.services.context.authorization import Actor
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase

BY_HAND = "excepted_by_hand"
"""The reason of such an exception, as a code: what the head wrote stands on the paper."""


def strike(
    use_case: UseCase, record: Record, submission: Submission, struck: Collection[str], who: Actor
) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    items = open_items(use_case, submission)
    rows = {row.item_id: row for row in submission.items}
    for item in items:
        if item.code in struck:
            case = as_head(use_case.case(item), who.login, BY_HAND)
            facts = {"memo": submission.label, "recorded_by": use_case.me.login, "reason_code": BY_HAND}
            transition(record, item, "send_back", case, facts=facts, submission=submission.id, role=Role.REGISTRAR)
            rows[item.id].outcome, rows[item.id].reason = "excepted", BY_HAND
            item.revision_id = item.submission_id = None
    return [item for item in items if item.code not in struck]

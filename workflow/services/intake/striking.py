"""What the head struck out by hand on the paper goes back, whoever records it."""

from __future__ import annotations

from collections.abc import Collection

from workflow.records.models import Item, Submission
from workflow.rules.states import Role
from workflow.services.approval.excepting import except_items
from workflow.services.context.authorization import Actor
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase

BY_HAND = "excepted_by_hand"
"""The reason of such an exception, as a code: what the head wrote stands on the paper."""


def strike(
    use_case: UseCase, record: Record, submission: Submission, struck: Collection[str], who: Actor
) -> list[Item]:
    """Send back what the head excepted by hand; returns the items that stay on the memo."""
    facts = {"recorded_by": use_case.me.login, "reason_code": BY_HAND}
    return except_items(record, submission, struck, head=who.login, reason=BY_HAND, role=Role.REGISTRAR, facts=facts)

"""Which items are on a memo. Apart from ``routing``, so that looking takes no numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from workflow.records.models import Item, Submission


def open_items(use_case: UseCase, submission: Submission) -> list[Item]:
    """Items still on a memo, in number order."""
    wanted = {row.item_id for row in submission.items if row.outcome == "open"}
    return use_case.items_with(wanted)


def signed_items(use_case: UseCase, submission: Submission) -> list[Item]:
    """Items that the head signed with a memo and that are not sent back since, in number order."""
    wanted = {row.item_id for row in submission.items if row.outcome == "signed"}
    return [item for item in use_case.items_with(wanted) if item.submission_id == submission.id]

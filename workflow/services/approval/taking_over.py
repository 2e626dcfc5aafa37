"""Taking over what waits for a post on an open memo, when who held it has left or moved.

Places to sign before the head, an endorsement that is to be signed, the right to withdraw: they belong to the post.
Where a place is taken over the memo is issued anew, as it names who signs there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow.records.facts import RouteStop
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused, Unmet
from workflow.rules.states import Role
from workflow.services.approval.memo.files import make_memo
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.reissuing import Edition, plan_edition, write_edition
from workflow.services.approval.routing import submissions_of
from workflow.services.approval.successors import Left, left_behind
from workflow.services.context.appointed import must_be_appointed
from workflow.services.context.conflicts import conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Notice, Outcome
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading


def take_over(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Take over, on the memos the items are on, what waits for the posts this person holds today.

    :raises WrongRole: without an appointment today. :raises Refused: nothing there waits for a post of theirs.
    """
    with reading(office, login, year) as use_case:
        must_be_appointed(use_case, "take_over")
        plans = []
        for submission, items in submissions_of(use_case, codes, "sign"):
            left = left_behind(use_case, submission)
            if not left:
                facts = {"memo": submission.label, "person": login}
                raise Refused("nothing_to_take_over", "take_over", (Unmet("nothing_to_take_over", facts),))
            me = use_case.me
            edition = plan_edition(
                use_case, submission, items,
                head=submission.printed_head if submission.printed_head == use_case.expected_signer(items[0]) else None,
                officer=login if "officer" in left.places else None,
                director=me if "director" in left.places else None,
                open_posts=left.posts,
            ) if left.places else None  # fmt: skip
            codes_on = [item.code for item in items]
            plans.append((submission.id, submission.version, use_case.today, codes_on, left, edition))
    return [_taken(office, login, year, *plan) for plan in plans]


def _first(use_case: UseCase, submission: Submission) -> Item:
    """The item under which the journal tells of a memo."""
    return use_case.session.get_one(Item, min(row.item_id for row in submission.items))


def _taken(
    office: Office,
    login: str,
    year: int | None,
    submission_id: int,
    version: int,
    day: date,
    codes: list[str],
    left: Left,
    edition: Edition | None,
) -> Outcome:
    memo = make_memo(office, edition.asked) if edition is not None else None
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, submission_id)
        items = open_items(use_case, submission)
        if submission.version != version or [item.code for item in items] != codes:
            raise conflict(use_case, codes)
        must_be_day(use_case, day)
        record = Record(use_case)
        submission.route = tuple(RouteStop(s.post) if s.post in left.posts else s for s in submission.route)
        if edition is not None and memo is not None:
            write_edition(record, submission, edition, memo)
        if left.submitted:
            submission.submitted_by = login
            for item in items:
                use_case.add_contributor(item, "submitted")
        if "officer" in left.places:
            for item in items:
                use_case.add_contributor(item, "prepared")
        facts = {"memo": submission.label, "places": list(left.places), "from": list(left.before),
                 "endorses": "director" in left.places, "opinion": None}  # fmt: skip
        role = Role.DIRECTOR if left.submitted or "director" in left.places else None
        record.add(
            Kind.TAKEN_OVER, facts, item=_first(use_case, submission), submission=submission.id, role=role,
            group=submission.group_key,
        )  # fmt: skip
        return Outcome(submission.label, None, Notice("memo_taken_over", {"memo": submission.label, "items": codes}))

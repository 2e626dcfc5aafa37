"""What a changed setting touches of what is on its way: a memo keeps the places and the route it was made by.

Nothing is stored of how the settings were: what a memo has is compared with what the settings ask today, so that it is
told for as long as it holds, whoever changed ``office.toml`` and whenever.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from workflow.records import queries
from workflow.rules.states import Duty, Online, State
from workflow.services.context.signed.order import before_the_head

if TYPE_CHECKING:
    from workflow.records.models import Item, Revision
    from workflow.services.context.use_case import UseCase

Effect = tuple[str, dict[str, Any]]
"""Code of the sentence, and its facts."""


def effects(use_case: UseCase, item: Item, revision: Revision | None) -> Iterator[Effect]:
    """How today's settings differ from those an item's memo was made by, or its signature was taken by.

    :param revision: frozen or online.
    """
    yield from _memo(use_case, item)
    required = use_case.office.settings.required_grade
    if required <= 1:
        return  # a scan that somebody attests is enough, and less was never taken
    if item.state is State.SUBMITTED:
        for e in use_case.periods.fresh(item):
            if e.duty is Duty.SIGNED_BEFORE:
                grade = queries.memos.last_grade_of_file(use_case.session, e.id)
                if grade < required:
                    yield "file_below_grade", {"item": item.code, "file": e.name, "grade": grade, "required": required}
    signed = revision.signed if revision is not None and not revision.adopted else None
    seen = item.state is State.HEAD_SIGNED or item.online is Online.ONLINE
    if seen and signed is not None and signed.grade < required:
        yield "signed_below_grade", {
            "item": item.code, "memo": signed.memo, "grade": signed.grade, "required": required
        }  # fmt: skip


def _memo(use_case: UseCase, item: Item) -> Iterator[Effect]:
    """Of a memo that is out: places and stops that the settings ask now and it does not have."""
    submission = use_case.submission(item) if item.state is State.SUBMITTED else None
    if submission is None:
        return
    settings = use_case.office.settings
    there = [stop.post for stop in submission.route]
    wanted = before_the_head(settings.signing.before_head, submission.officer, submission.submitted_by, there)
    lacking = [p for p in wanted if p.place not in {one.place for one in submission.before_head}]
    if lacking:
        people = [place.login if place.login is not None else f"post:{place.post}" for place in lacking]
        yield "memo_without_places", {"memo": submission.label, "who": people}
    new = [post for post in settings.route if post not in there]
    if new:
        yield "memo_other_route", {"memo": submission.label, "post": new}

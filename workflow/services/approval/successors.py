"""What of an open memo waits for a post whose holder has left or moved, and is now somebody else's to take over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workflow.rules.states import Role
from workflow.services.context.signed.order import held_for, places
from workflow.services.context.use_case import UseCase

if TYPE_CHECKING:
    from workflow.records.models import Submission


@dataclass(frozen=True, slots=True)
class Left:
    """What of one memo waits for somebody who does not hold the post any more, and this person does.

    :param places: names of places to sign. :param posts: of the route. :param submitted: who submitted left.
    """

    places: tuple[str, ...]
    posts: tuple[str, ...]
    submitted: bool
    before: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.places or self.submitted)


def left_behind(use_case: UseCase, submission: Submission) -> Left:
    """What who acts may take over on a memo; false where there is nothing."""
    me = use_case.me
    found = []
    before = []
    for place in places(submission):
        if place.signed is not None or place.login is None or place.login == me.login:
            continue
        owner = use_case.everybody.get(place.login)
        gone = owner is None or held_for(submission, place, owner) is None
        if gone and held_for(submission, place, me) is not None:
            found.append(place)
            before.append(place.login)
    submitter = use_case.everybody.get(submission.submitted_by)
    gone = submitter is None or submitter.holds(Role.DIRECTOR, submission.group_key) is None
    submitted = gone and me.holds(Role.DIRECTOR, submission.group_key) is not None
    if submitted:
        before.append(submission.submitted_by)
    posts = tuple(place.post for place in found if place.post is not None)
    return Left(tuple(p.place for p in found), posts, submitted, tuple(dict.fromkeys(before)))

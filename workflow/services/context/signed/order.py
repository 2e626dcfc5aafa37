"""Who signs a memo with a key of their own before the head does, in an office that asks for it.

``[signing] before_head`` in ``office.toml`` names them: ``officer`` (who prepared the memo), ``director`` (who
submitted it), ``route`` (everybody who passes it on). They sign one upon the other, in this order; each signature is a
revision of the issued PDF, and the head's comes last. The places are kept with the memo, as it was made.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.records.facts import SigningPlace
from workflow.rules.case import Printed
from workflow.rules.states import Kind, Role, State

if TYPE_CHECKING:
    from workflow.records.models import Evidence, Item, Submission
    from workflow.services.context.authorization import Actor, AppointmentInForce


def before_the_head(
    wanted: Collection[str], officer: str, director: str, route: Sequence[str]
) -> tuple[SigningPlace, ...]:
    """Places of a memo that is being made, in the order in which they are signed, for its row.

    Who prepared and submitted a memo alone signs it once. Every post of the route has a place: who holds it may act as
    head on the day the memo is made and not on the day it is signed, so that is asked when it is signed.

    :param wanted: ``[signing] before_head`` of the office's settings. :param officer: login; ``director``: login.
    :param route: posts, those that have endorsed already too.
    """
    found: list[SigningPlace] = []
    if "officer" in wanted and not (officer == director and "director" in wanted):
        found.append(SigningPlace("officer", login=officer))
    if "director" in wanted:
        found.append(SigningPlace("director", login=director))
    if "route" in wanted:
        found += [SigningPlace(f"route{number}", post=post) for number, post in enumerate(route, 1)]
    return tuple(found)


def names(places: Sequence[SigningPlace]) -> tuple[str, ...]:
    """Roles for whom the memo needs a field beside the head's."""
    return tuple(place.place for place in places)


def places(submission: Submission) -> list[SigningPlace]:
    """The places of a memo, in order, each with whose it is: at a stop of the route, who endorsed there."""
    endorsed = {stop.post: stop.by for stop in submission.route}
    return [p if p.login is not None else replace(p, login=endorsed.get(p.post or "")) for p in submission.before_head]


def unsigned(submission: Submission | None, heads: Collection[str] = ()) -> tuple[str, ...]:
    """Logins of whose signature is lacking, in order; a stop that nobody endorsed yet is the route's own matter.

    :param heads: who is head or acts as head today: a stop of theirs is skipped, as they sign the memo as head.
    """
    if submission is None:
        return ()
    waiting = [p for p in places(submission) if p.signed is None and not (p.post is not None and p.login in heads)]
    return tuple(p.login for p in waiting if p.login is not None)


def my_turn(submission: Submission | None, person: Actor, heads: Collection[str] = ()) -> bool:
    """Whether this person is the next to sign the memo before the head, and still holds the post of the place.

    :param heads: logins of who is, or acts for, the head today: they sign as head, and their own place is passed over.
    """
    if submission is None:
        return False
    waiting = [p for p in places(submission) if p.signed is None and not (p.post is not None and p.login in heads)]
    first = next((p for p in waiting if p.login is not None), None)
    return first is not None and first.login == person.login and held_for(submission, first, person) is not None


def held_for(submission: Submission, place: SigningPlace, person: Actor) -> AppointmentInForce | None:
    """In which of their posts somebody signs at a place of the memo today; ``None``: they do not hold it any more."""
    if place.post is not None:
        role, _, group = place.post.partition(".")
        return person.holds(Role(role), group or None)
    return person.holds(Role.DIRECTOR if place.place == "director" else Role.OFFICER, submission.group_key)


def printed_names(item: Item, submission: Submission | None, evidence: Sequence[Evidence]) -> tuple[Printed, ...]:
    """Whose name stands under each place for the head, on the memo an item is on and on the sheets of its files."""
    if item.state not in (State.GROUP_COMPILED, State.SUBMITTED):
        return ()
    found = [
        Printed(e.name, e.printed_head, Kind(e.printed_kind))
        for e in evidence
        if e.printed_head is not None and e.printed_kind is not None
    ]
    if submission is not None and submission.printed_head is not None and submission.printed_kind is not None:
        found.insert(0, Printed(None, submission.printed_head, submission.printed_kind))
    return tuple(found)


def base(submission: Submission) -> str:
    """Digest of the memo as it is now, issued and perhaps signed by some: what the next signature is put upon."""
    signed = [p.signed for p in places(submission) if p.signed is not None]
    return signed[-1] if signed else submission.memo_issued


def with_signature(submission: Submission, signed: SigningPlace) -> tuple[SigningPlace, ...]:
    """The memo's places after one was signed, for its row."""
    return tuple(signed if place.place == signed.place else place for place in submission.before_head)

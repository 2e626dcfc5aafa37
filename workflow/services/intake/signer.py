"""Who signed what came back, on which day, and whether those before the head are still in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workflow.records.models import Submission
from workflow.rules.errors import BadInput, CheckFailed, Refused, Unmet
from workflow.rules.states import STANDS_IN, Capacity, Kind, Role
from workflow.services.approval.record import SignedPaper
from workflow.services.context.authorization import Actor, actor, actors, holders
from workflow.services.context.certificates import certificates_of
from workflow.services.context.signed.order import places
from workflow.services.context.use_case import UseCase


def in_ink(submission: Submission, who: Actor) -> bool:
    """Whether the holder who came back signed with a pen what was printed for who acted meanwhile."""
    appointment = who.holds(Role.HEAD)
    stood_in = submission.printed_kind in STANDS_IN and submission.printed_head != who.login
    return stood_in and appointment is not None and appointment.kind is Kind.HOLDER


def signer_on(use_case: UseCase, login: str | None, day: date, printed: str | None = None) -> Actor:
    """Who signed, with what they held on the day of the decision.

    :param login: as the registrar says, or the signature; ``None``: whom the paper prints.
    :param printed: login of who is printed; ``None``: of an older paper, then who was head that day.
    :raises Refused: who signed was not entitled on that day; or nobody was.
    :raises BadInput: the day allows several and neither paper nor registrar says which.
    """
    login = login or printed
    if login is not None:
        who = actor(use_case.session, use_case.office_id, login, day)
        if who.holds(Role.HEAD) is None:
            facts = {"person": login, "day": day.isoformat()}
            raise Refused("not_head_on_day", "receive", (Unmet("not_head_on_day", facts, Capacity.HEAD),))
        return who
    found = holders(actors(use_case.session, use_case.office_id, day).values(), Role.HEAD)
    if not found:
        raise Refused("no_head", "receive", (Unmet("no_head", {"day": day.isoformat()}, "administrator"),))
    if len(found) > 1:
        raise BadInput("which_signer", day=day.isoformat(), people=[who.login for who, _ in found])
    return found[0][0]


def signed_by(use_case: UseCase, papers: Sequence[SignedPaper], named: str | None) -> str:
    """Login of who signed, read from the signatures themselves: a name given by hand may only agree.

    :raises BadInput: the papers were signed by several persons. :raises Refused: by another than the one named.
    """
    owners = {c.fingerprint: c.person_id for c in reversed(certificates_of(use_case))}
    people = {person.person_id: person.login for person in use_case.everybody.values()}
    found = {people.get(owners.get(mark, 0)) for one in papers for mark in one.verdict.heads} - {None}
    if len(found) != 1:
        raise BadInput("signed_by_several", memo=papers[0].required.label, people=sorted(map(str, found)))
    (login,) = found
    if named is not None and named != login:
        facts = {"memo": papers[0].required.label, "person": login, "named": named}
        raise Refused("signed_by_another", "receive", (Unmet("signed_by_another", facts, Capacity.REGISTRAR),))
    return str(login)


def must_keep_signatures(use_case: UseCase, submission: Submission, code: str, memo: SignedPaper, head: str) -> None:
    """A check of the step: whoever was to sign the memo before the head has done so, here or where the head signed.

    :param head: login of who signed it as head: a stop of the route that is theirs is skipped.
    :raises CheckFailed: with everybody whose signature was put on the memo here and is not in the file, or is nowhere.
    """
    data = use_case.office.store.get(memo.digest)
    owners = {c.fingerprint: c.person_id for c in reversed(certificates_of(use_case))}
    problems = []
    for place in places(submission):
        facts = {"item": code, "person": place.login, "memo": submission.label}
        if place.signed is not None:
            if not data.startswith(use_case.office.store.get(place.signed)):
                problems.append(Unmet("signature_before_head_lost", facts, Capacity.HEAD))
        elif place.login is not None and not (place.post is not None and place.login == head):
            signer = owners.get(memo.verdict.signed.get(place.field, ""))
            person = use_case.everybody.get(place.login)
            if person is None or signer != person.person_id:
                problems.append(Unmet("signature_before_head_missing", facts, place.login))
    if problems:
        raise CheckFailed("check_failed", "receive", problems)


def is_possible(use_case: UseCase, submission: Submission, day: date) -> bool:
    """Whether the head may have decided on a day: not before the memo was made, nor in the future."""
    return submission.submitted_at.astimezone(use_case.now.tzinfo).date() <= day <= use_case.today


def decision_day(use_case: UseCase, submission: Submission, day: date | None) -> date:
    """:raises BadInput: before the memo was made, or in the future."""
    found = day or use_case.today
    submitted = submission.submitted_at.astimezone(use_case.now.tzinfo).date()
    if not is_possible(use_case, submission, found):
        raise BadInput(
            "decision_date_impossible", day=found.isoformat(), submitted=submitted.isoformat(),
            today=use_case.today.isoformat(),
        )  # fmt: skip
    return found

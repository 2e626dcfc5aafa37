"""The last day of somebody, and the holder who is back before the acting was to end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.records import queries
from workflow.records.kinds import Kind as Entry
from workflow.records.models import Appointment, Person, Request
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.rules.power import ALONE_ENTERED
from workflow.rules.states import STANDS_IN, Capacity, Role
from workflow.services.administration.two_people import ask
from workflow.services.context.administrators import able_administrators, must_administer
from workflow.services.context.authorization import suspends
from workflow.services.context.office import Office
from workflow.services.context.signed.order import unsigned
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of it. ``asked``: number of the request, where a second person is needed; ``None``: it is recorded."""

    waiting: tuple[Unmet, ...] = ()
    asked: int | None = None


def end_person(office: Office, login: str, person_login: str, day: date, *, successor: str | None = None) -> Ended:
    """Somebody's last day with the office: every appointment ends, and the login with it.

    Of who has power, or of oneself, it takes two; so does a successor.

    :param day: last day, inclusive. :param successor: who becomes administrator, when an administrator leaves.
    :returns: what waits for the person on open memos, to be taken over by who comes after.
    :raises WrongRole: not an administrator. :raises NotFound: no such person.
    :raises Refused: fewer than two administrators would be left.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "people")
        person = _person(use_case, person_login)
        _two_are_left(use_case, person, successor)
        record = Record(use_case)
        if successor is None and login != person_login and not _has_power(use_case, person):
            return Ended(tuple(_end(record, person, day, None)))
        facts = {"person": person_login, "day": day.isoformat(), "successor": successor}
        told = [Unmet("person_ends", {**facts, "name": person.name, "until": day.isoformat()})]
        served = [successor] if successor is not None else []
        return Ended(asked=ask(record, "end", person_login, facts, serves=served, told=told).id)


def confirm_end(record: Record, row: Request) -> list[Unmet]:
    """Record a last day that a second person confirmed. :raises Refused: fewer than two administrators are left."""
    use_case, facts = record.use_case, row.facts
    person = _person(use_case, facts["person"])
    _two_are_left(use_case, person, facts["successor"])
    return _end(record, person, date.fromisoformat(facts["day"]), facts["successor"])


def _has_power(use_case: UseCase, person: Person) -> bool:
    rows = queries.people.appointments(use_case.session, use_case.office_id)
    mine = [a for a in rows if a.person_id == person.id and (a.ends is None or a.ends >= use_case.today)]
    return person.administrator or any(a.role not in ALONE_ENTERED for a in mine)


def _two_are_left(use_case: UseCase, person: Person, successor: str | None) -> None:
    if person.administrator:
        left = sorted({*able_administrators(use_case), *filter(None, [successor])} - {person.login})
        if successor is not None:
            _person(use_case, successor)
        if len(left) < 2:
            few = {"person": person.login, "logins": left}
            raise Refused("administrators_too_few", "people", (Unmet("administrators_too_few", few),))


def _end(record: Record, person: Person, day: date, successor: str | None) -> list[Unmet]:
    use_case = record.use_case
    session, office_id = use_case.session, use_case.office_id
    if successor is not None:
        _person(use_case, successor).administrator = True
    ended = []
    for a in queries.people.appointments(session, office_id):
        if a.person_id == person.id and (a.ends is None or a.ends > day):
            a.ends = max(day, a.starts - timedelta(days=1))
            ended.append(a.for_post or a.post)
    person.ended_on = day
    if day < use_case.today:
        queries.people.remove_sessions_of(session, person.id)
    facts = {"person": person.login, "name": person.name, "until": day.isoformat(), "posts": ended}
    record.add(Entry.PERSON_ENDED, {**facts, "successor": successor})
    return waiting_for_person(use_case, person.login)


def waiting_for_person(use_case: UseCase, login: str) -> list[Unmet]:
    """Open memos with a place that waits for somebody's signature, or that they alone may withdraw."""
    return [
        Unmet("waits_for_who_left", {"memo": memo.label, "person": login}, Capacity.DIRECTOR)
        for memo in queries.memos.still_open(use_case.session, use_case.office_id)
        if login == memo.submitted_by or login in unsigned(memo)
    ]


def back(office: Office, login: str, who: str) -> list[Unmet]:
    """The holder is back: who acts in the post today stops at once. The registrar alone says so.

    :param who: login of who acts, or of the holder.
    :returns: open memos that name who acted: to be reissued, or received if the holder signed them in ink.
    :raises WrongRole: not the registrar. :raises BadInput: nobody acts there today.
    """
    with acting(office, login, lock=True) as use_case:
        if use_case.me.holds(Role.REGISTRAR) is None:
            facts = {"step": "people_back", "who": [Capacity.REGISTRAR.value], "person": login}
            raise WrongRole("wrong_role", "people_back", (Unmet("wrong_role", facts, Capacity.REGISTRAR),))
        rows = queries.people.appointments_on(use_case.session, use_case.office_id, use_case.today)
        there = [a for a in rows if a.ended_at is None]
        acts = [a for a in there if a.kind in STANDS_IN and _concerns(a, there, who)]
        if not acts:
            raise BadInput("nobody_acts_there", person=who, day=use_case.today.isoformat())
        record = Record(use_case)
        for a in acts:
            until = a.ends
            a.ends, a.ended_at = use_case.today, use_case.now
            ended = {"person": a.person.login, "name": a.person.name, "kind": a.kind.value, "role": a.role.value,
                     "post": a.for_post or a.post, "old": until.isoformat() if until else None,
                     "until": use_case.today.isoformat()}  # fmt: skip
            record.add(Entry.ACTING_ENDED, ended, role=Role.REGISTRAR)
        named = {a.person.login for a in acts if a.role is Role.HEAD}
        return [
            Unmet("memo_names_who_acted", {"memo": memo.label, "person": memo.printed_head}, Capacity.REGISTRAR)
            for memo in queries.memos.still_open(use_case.session, use_case.office_id)
            if memo.printed_head in named
        ]


def _concerns(a: Appointment, there: Sequence[Appointment], who: str) -> bool:
    return who == a.person.login or any(o.person.login == who and suspends(a, o) for o in there)


def _person(use_case: UseCase, login: str) -> Person:
    found = queries.people.person(use_case.session, use_case.office_id, login)
    if found is None:
        raise NotFound("no_such_person", login=login)
    return found

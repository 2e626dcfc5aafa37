"""Taking ``people.csv`` and the groups of ``office.toml`` over, once what takes something away is confirmed.

What carries power is asked for and waits for a second person; the rest is recorded at once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from workflow.office_files.people import PersonRow
from workflow.records import queries
from workflow.records.kinds import Kind as Entry
from workflow.records.models import Appointment, Person, Request
from workflow.rules.errors import Refused, Unmet
from workflow.services.administration.people.changes import (
    SINCE,
    Meaning,
    PeopleChange,
    appointment_of,
    compare,
    overlaps,
    reached_at,
    told,
)
from workflow.services.administration.people.groups import GroupChange, compare_groups, write_groups
from workflow.services.administration.people.power import kept, needs_two, serves, taken
from workflow.services.administration.two_people import ask
from workflow.services.context.administrators import must_administer
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting, reading

Change = PeopleChange | GroupChange


@dataclass(frozen=True, slots=True)
class Updated:
    """What came of taking the files over. ``asked``: number of the request for what waits; ``None``: nothing does.

    ``reached``: logins that can be reached elsewhere than before.
    """

    recorded: tuple[Change, ...]
    waits: tuple[PeopleChange, ...] = ()
    asked: int | None = None
    reached: tuple[str, ...] = ()


def differences(office: Office, rows: Sequence[PersonRow]) -> list[Change]:
    """What the files say against what is recorded, as what it means. Nothing is written."""
    with reading(office) as use_case:
        return _differences(use_case, rows)


def _differences(use_case: UseCase, rows: Sequence[PersonRow]) -> list[Change]:
    session, office_id = use_case.session, use_case.office_id
    people = {p.login: p for p in queries.people.people(session, office_id)}
    recorded = queries.people.appointments(session, office_id)
    groups = compare_groups(use_case.office.settings.groups, list(use_case.groups.values()), use_case.today)
    return [*groups, *compare(rows, people, recorded, use_case.today)]


def update_people(
    office: Office, login: str, rows: Sequence[PersonRow], *, confirmed: Collection[str] | None = ()
) -> Updated:
    """Take over every difference between the files and the records. Nothing is deleted.

    What carries power is asked for, and recorded when a second person confirms it.

    :param confirmed: logins and keys of groups whose changes somebody has confirmed; ``None``: all of them.
    :returns: what was recorded, and what waits. :raises WrongRole: not an administrator.
    :raises Refused: with every change that nobody has confirmed, or two who would hold one post; nothing was recorded.
    """
    with acting(office, login, lock=True) as use_case:
        must_administer(use_case, "people")
        changes = _differences(use_case, rows)
        open_ones = [c for c in changes if c.meaning.asks and confirmed is not None and c.login not in confirmed]
        if open_ones:
            logins = list(dict.fromkeys(c.login for c in open_ones))
            raise Refused("people_changes_unconfirmed", "people", [c.unmet for c in open_ones], logins=logins)
        record = Record(use_case)
        write_groups(record, office.settings.groups, [c for c in changes if isinstance(c, GroupChange)])
        of_people = [c for c in changes if isinstance(c, PeopleChange)]
        _must_be_alone(use_case, of_people)
        power = [c for c in of_people if needs_two(c, login)]
        waits = {id(c) for c in power}
        at_once = [c for c in changes if id(c) not in waits]
        known = {p.login: p for p in queries.people.people(use_case.session, use_case.office_id)}
        _write_all(record, known, at_once)
        # Where to reach somebody is no event: it is not written into the journal, which stays for ever.
        reached: list[str] = []
        for name, (email, phone) in reached_at(rows).items():
            if name in known and (known[name].email, known[name].phone) != (email, phone):
                known[name].email, known[name].phone = email, phone
                reached.append(name)
        if not power:
            return Updated(tuple(at_once), reached=tuple(reached))
        subject = ",".join(sorted({c.login for c in power}))
        told_of = [c.unmet for c in power]
        row = ask(record, "people", subject, kept(power), serves=serves(power), told=told_of)
        return Updated(tuple(at_once), tuple(power), row.id, tuple(reached))


def confirm_people(record: Record, row: Request) -> list[Unmet]:
    """Record what a second person confirmed. :raises Refused: something of it changed since it was asked for."""
    use_case = record.use_case
    changes = taken(use_case, row)
    _must_be_alone(use_case, changes)
    known = {p.login: p for p in queries.people.people(use_case.session, use_case.office_id)}
    _write_all(record, known, changes)
    return []


def _write_all(record: Record, known: dict[str, Person], changes: Sequence[Change]) -> None:
    for change in changes:
        if isinstance(change, PeopleChange):
            _write(record, known, change)
            record.use_case.session.flush()


def _must_be_alone(use_case: UseCase, changes: Sequence[Change]) -> None:
    """:raises Refused: with every pair that would hold one post on one day, once all is recorded."""
    with use_case.session.no_autoflush:
        now = {a.id: _copy(a) for a in queries.people.appointments(use_case.session, use_case.office_id)}
        for change in changes:
            if not isinstance(change, PeopleChange):
                continue
            a = now.get(change.appointment.id) if change.appointment is not None else None
            if a is not None:
                _apply(a, change)
            if change.row is not None and (a is None or change.meaning is Meaning.MOVED):
                made = appointment_of(0, 0, change.row, change.starts)
                made.person = Person(login=change.row.login, name=change.row.full_name)
                now[-len(now) - 1] = made
        reasons = list(overlaps(list(now.values())))
    if reasons:
        raise Refused("two_in_force", "people", reasons)


def _copy(a: Appointment) -> Appointment:
    made = Appointment(
        role=a.role, kind=a.kind, group_key=a.group_key, starts=a.starts, ends=a.ends, post=a.post,
        tolerated_at=a.tolerated_at,
    )  # fmt: skip
    made.person = Person(login=a.person.login, name=a.person.name)
    return made


def _apply(a: Appointment, change: PeopleChange) -> None:
    """Change what is recorded of one appointment."""
    row = change.row
    if change.ends is not None:
        a.ends = change.ends
    elif row is not None and change.meaning is Meaning.TEXT:
        a.post, a.for_post, a.order_no = row.position, row.acts_for or None, row.order or None
    elif row is not None:
        a.starts, a.ends = row.start or SINCE if change.meaning is Meaning.FROM else a.starts, row.end


def _write(record: Record, known: dict[str, Person], change: PeopleChange) -> None:
    use_case, row, a = record.use_case, change.row, change.appointment
    if change.meaning is Meaning.RENAMED:
        known[change.login].name = str(change.facts["name"])
        record.add(Entry.PERSON_CHANGED, dict(change.facts))
        return
    if a is not None:
        _apply(a, change)
    if a is not None and change.meaning is not Meaning.MOVED:
        ended = change.meaning in (Meaning.ENDS, Meaning.REPLACED, Meaning.CANCELLED)
        kind = Entry.APPOINTMENT_ENDED if ended else Entry.APPOINTMENT_CHANGED
        record.add(kind, {**change.facts, "change": change.meaning.value})
        return
    if row is None:
        return
    use_case.session.flush()
    person = known.get(row.login)
    if person is None:
        person = Person(office_id=use_case.office_id, login=row.login, name=row.full_name)
        use_case.session.add(person)
        use_case.session.flush()
        known[row.login] = person
    if change.meaning is Meaning.RETURNS:
        # Who comes back is no administrator: that again takes two.
        person.ended_on, person.administrator = None, False
    use_case.session.add(appointment_of(use_case.office_id, person.id, row, change.starts))
    if change.meaning is Meaning.MOVED:
        record.add(Entry.APPOINTMENT_CHANGED, {**change.facts, "change": change.meaning.value})
    else:
        record.add(Entry.APPOINTED, told(row))

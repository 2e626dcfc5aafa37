"""What ``people.csv`` says against what is recorded: every difference as what it means. Nothing is written here.

A row that vanished ends an appointment; a row whose group differs moves somebody; one whose days differ corrects a
window. What takes something away from somebody, or moves what holds, is asked before it is recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from workflow.office_files.people import PersonRow
from workflow.records.models import Appointment, Person
from workflow.rules.errors import Facts, Unmet
from workflow.rules.states import ALONE, STANDS_IN, Kind, Role

SINCE = date(2000, 1, 1)
"""Start of an appointment that was made before the program began."""
_DAY = timedelta(days=1)
_Of = tuple[str, Role, Kind]
"""Whose appointment, in what role, held how."""


class Meaning(StrEnum):
    """What a difference means; the code of its sentence."""

    NEW = "appointment_new"
    RETURNS = "person_returns"
    RENAMED = "person_renamed"
    ENDS = "appointment_ends"
    REPLACED = "appointment_replaced"
    CANCELLED = "appointment_cancelled"
    UNTIL = "appointment_until"
    OPEN = "appointment_open"
    FROM = "appointment_from"
    MOVED = "appointment_moves"
    TEXT = "appointment_text"

    @property
    def asks(self) -> bool:
        """Whether somebody is asked before it is recorded."""
        return self not in (Meaning.NEW, Meaning.RENAMED)


@dataclass(frozen=True, slots=True)
class PeopleChange:
    """One difference.

    :param row: of the file; ``None``: it has none any more. :param appointment: recorded; ``None``: there is none.
    :param ends: last day of what is recorded, where it ends or moves.
    :param starts: first day of what is new, where it is not the row's own.
    """

    meaning: Meaning
    login: str
    facts: Facts
    row: PersonRow | None = None
    appointment: Appointment | None = None
    ends: date | None = None
    starts: date | None = None

    @property
    def unmet(self) -> Unmet:
        """The difference as a reason: its sentence says what it means."""
        return Unmet(self.meaning.value, self.facts)


def appointment_of(office_id: int, person_id: int, row: PersonRow, starts: date | None = None) -> Appointment:
    """A row of the file as it is recorded. :param starts: first day, when it is not the row's own."""
    return Appointment(
        office_id=office_id,
        person_id=person_id,
        role=row.role,
        kind=row.kind,
        group_key=row.group,
        post=row.position,
        for_post=row.acts_for or None,
        starts=starts or row.start or SINCE,
        ends=row.end,
        order_no=row.order or None,
    )


def told(row: PersonRow) -> dict[str, object]:
    """A row as the journal keeps it."""
    return {
        "person": row.login,
        "name": row.full_name,
        "role": row.role.value,
        "kind": row.kind.value,
        "group": row.group,
        "for": row.acts_for or None,
        "from": row.start.isoformat() if row.start else None,
        "until": row.end.isoformat() if row.end else None,
        "order": row.order or None,
    }


def compare(
    rows: Sequence[PersonRow], people: Mapping[str, Person], recorded: Sequence[Appointment], today: date
) -> list[PeopleChange]:
    """Every difference, in the order in which it is to be recorded: what ends, what changes, what is new.

    :param people: by login. :param recorded: every appointment there ever was.
    """
    of: dict[_Of, list[Appointment]] = {}
    for a in recorded:
        of.setdefault((a.person.login, a.role, a.kind), []).append(a)
    settled: set[int] = set()  # by identity: each is told of once
    left_rows: list[PersonRow] = []
    changed: list[PeopleChange] = []
    for row in rows:
        same = _same(row, of.get(_of(row), ()))
        if same is None:
            left_rows.append(row)
        else:
            settled.add(id(same))
            changed += _differences(row, same)
    ended: list[PeopleChange] = []
    new: list[PeopleChange] = []
    for row in left_rows:
        open_ones = [a for a in of.get(_of(row), ()) if id(a) not in settled and _may_end(a, today)]
        old = next((a for a in open_ones if a.group_key == row.group), None) or next(iter(open_ones), None)
        if old is None:
            new += _new(row, people, today)
        else:
            settled.add(id(old))
            (changed if old.group_key == row.group else ended).append(_moved(row, old, today))
    ended += [_vanished(a, rows, today) for a in recorded if id(a) not in settled and _may_end(a, today)]
    names = {row.login: row.full_name for row in rows}
    renamed = [
        PeopleChange(Meaning.RENAMED, login, {"person": login, "old": person.name, "name": names[login]})
        for login, person in people.items()
        if login in names and person.name != names[login]
    ]
    return [*ended, *changed, *new, *renamed]


def _is_open(a: Appointment, today: date) -> bool:
    """In force today or later; one that was cancelled before it began never is."""
    return (a.ends is None or a.ends >= today) and (a.ends is None or a.ends >= a.starts)


def _may_end(a: Appointment, today: date) -> bool:
    """Whether the file decides on it: what was entered under a standing order never stood there."""
    return a.standing is None and _is_open(a, today)


def _of(row: PersonRow) -> _Of:
    return row.login, row.role, row.kind


def _same(row: PersonRow, mine: Sequence[Appointment]) -> Appointment | None:
    """The appointment a row is: the same person, role, kind, group and first day, or what somebody moved into.

    :param mine: every appointment of the row's person in its role and kind.
    """
    starts = row.start or SINCE
    exact = [a for a in mine if a.group_key == row.group and a.starts == starts]
    if exact:
        return exact[-1]
    # Of who moved, the file may keep the day on which they first began.
    moved = [a for a in mine if a.group_key == row.group and starts < a.starts]
    return moved[-1] if moved and any(a.starts == starts for a in mine) and moved[-1] is mine[-1] else None


def _facts(a: Appointment) -> dict[str, object]:
    return {
        "person": a.person.login, "name": a.person.name, "role": a.role.value, "kind": a.kind.value,
        "group": a.group_key, "post": a.for_post or a.post, "order": a.order_no,
    }  # fmt: skip


def _differences(row: PersonRow, a: Appointment) -> Iterator[PeopleChange]:
    recalled = a.ended_at is not None and a.ends is not None and (row.end is None or row.end >= a.ends)
    if a.ends != row.end and not recalled:
        facts = {**_facts(a), "line": row.line, "old": _iso(a.ends), "until": _iso(row.end)}
        yield PeopleChange(Meaning.UNTIL if row.end else Meaning.OPEN, row.login, facts, row, a)
    said = {"post": row.position, "for_post": row.acts_for or None, "order_no": row.order or None}
    other = {name: (getattr(a, name), value) for name, value in said.items() if getattr(a, name) != value}
    if other:
        was, now = (", ".join(str(pair[at] or "–") for pair in other.values()) for at in (0, 1))
        yield PeopleChange(Meaning.TEXT, row.login, {**_facts(a), "line": row.line, "old": was, "new": now}, row, a)


def _moved(row: PersonRow, a: Appointment, today: date) -> PeopleChange:
    """The same person in the same role: into another group, or on other days."""
    facts = {**_facts(a), "line": row.line}
    starts = row.start or SINCE
    if a.group_key == row.group:
        told_days = {"old": a.starts.isoformat(), "from": starts.isoformat(), "until": _iso(row.end)}
        return PeopleChange(Meaning.FROM, row.login, {**facts, **told_days}, row, a)
    # Where only the group was changed, the move is from today: who they were until now is not rewritten.
    first = starts if starts > a.starts else max(today, a.starts)
    days = {"to_group": row.group, "until": (first - _DAY).isoformat(), "from": first.isoformat()}
    return PeopleChange(Meaning.MOVED, row.login, {**facts, **days}, row, a, first - _DAY, first)


def _vanished(a: Appointment, rows: Sequence[PersonRow], today: date) -> PeopleChange:
    """Its row is not in the file any more; who comes after decides the last day, where one is named."""
    facts = _facts(a)
    login = a.person.login
    after = [
        r for r in rows
        if a.role in ALONE and r.role is a.role and r.kind is a.kind and r.login != login
        and (a.role is Role.HEAD or r.group == a.group_key) and (r.start or SINCE) > a.starts
    ]  # fmt: skip
    last = min((r.start or SINCE for r in after), default=today) - _DAY
    if last < a.starts:
        told_days = {"from": a.starts.isoformat()}
        return PeopleChange(Meaning.CANCELLED, login, {**facts, **told_days}, None, a, a.starts - _DAY)
    if a.ends is not None:
        last = min(last, a.ends)
    if not after:
        return PeopleChange(Meaning.ENDS, login, {**facts, "until": last.isoformat()}, None, a, last)
    comes = {"until": last.isoformat(), "line": after[0].line, "by": after[0].full_name}
    return PeopleChange(Meaning.REPLACED, login, {**facts, **comes}, None, a, last)


def _new(row: PersonRow, people: Mapping[str, Person], today: date) -> Iterator[PeopleChange]:
    facts = {**told(row), "post": row.acts_for or row.position, "line": row.line}
    person = people.get(row.login)
    back = person is not None and person.ended_on is not None and row.in_force(max(today, row.start or SINCE))
    yield PeopleChange(Meaning.RETURNS if back else Meaning.NEW, row.login, facts, row)


def overlaps(appointments: Sequence[Appointment]) -> Iterator[Unmet]:
    """Pairs of which only one may hold: two holders of one post, or two who act in it, on one day."""
    alone = [
        a for a in appointments
        if a.role in ALONE and (a.kind is Kind.HOLDER or a.kind in STANDS_IN) and a.tolerated_at is None
        and (a.ends is None or a.ends >= a.starts)
    ]  # fmt: skip
    for at, a in enumerate(alone):
        for other in alone[:at]:
            same = a.role is other.role and a.kind is other.kind and a.group_key == other.group_key
            begins = max(a.starts, other.starts)
            ends = min(a.ends or date.max, other.ends or date.max)
            if same and begins <= ends:
                facts = {"name": a.person.name, "other": other.person.name, "role": a.role.value, "kind": a.kind.value}
                yield Unmet("two_in_force", {**facts, "from": begins.isoformat()})


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def reached_at(people: Sequence[PersonRow]) -> dict[str, tuple[str | None, str | None]]:
    """Login -> e-mail and telephone, from whichever of a person's rows has them."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for row in people:
        email, phone = found.get(row.login, (None, None))
        found[row.login] = email or row.email or None, phone or row.phone or None
    return found

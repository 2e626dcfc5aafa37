"""Who acts, on what authority, in which capacity towards an item. Resolved at the moment of acting, never stored ahead.

Appointments: ระเบียบบริหารราชการแผ่นดิน ม. 46-50 (รักษาราชการแทน), ม. 38-40 (ปฏิบัติราชการแทน).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.records.plain.beside import only_read
from workflow.rules.case import Suspended
from workflow.rules.errors import NotFound
from workflow.rules.states import ALONE, STANDS_IN, Capacity, Kind, Role, State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from workflow.records.models import Appointment, Group, Item, Person, Submission

_FIRST = (Kind.HOLDER, Kind.CARETAKER, Kind.ACTING, Kind.DELEGATED)
"""Of several who may sign today: whose name is printed unless another is named."""


@dataclass(frozen=True, slots=True)
class AppointmentInForce:
    """One appointment in force today."""

    role: Role
    kind: Kind
    group: str | None
    post: str
    for_post: str | None
    order_no: str | None
    since: date | None = None
    until: date | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under the name in a signature block: own post, then the words and the post acted for."""
        if self.kind is Kind.HOLDER or not self.for_post:
            return (self.post,)
        between = "" if self.kind is Kind.CARETAKER else " "
        return (self.post, f"{self.kind.th}{between}{self.for_post}")

    @property
    def capacity(self) -> str:
        """What names it among several in one role: the number of its order, else its ground (``holder``)."""
        return self.order_no or self.kind.value

    @property
    def authority(self) -> str | None:
        """Ground and order, as the journal keeps it; ``None`` for a holder."""
        if self.kind is Kind.HOLDER:
            return None
        order = f" ({self.order_no})" if self.order_no else ""
        return f"{self.kind.th} {self.for_post or ''}".rstrip() + order


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with what they hold today.

    :param suspended: posts of theirs that somebody else acts in today: they may do nothing in them until it ends.
    :param chosen: in which capacity they said they sign as head, where they hold several (:meth:`as_head`).
    """

    person_id: int
    login: str
    name: str
    administrator: bool
    appointments: tuple[AppointmentInForce, ...]
    suspended: tuple[Suspended, ...] = field(default=())
    chosen: str | None = None

    def holds(self, role: Role, group: str | None = None) -> AppointmentInForce | None:
        """The appointment for a role (of one group, when given): the one chosen, else holders before who acts."""
        fitting = [h for h in self.appointments if h.role is role and (group is None or h.group == group)]
        return min(fitting, key=lambda h: (h.capacity != self.chosen, _FIRST.index(h.kind)), default=None)

    @property
    def as_heads(self) -> tuple[AppointmentInForce, ...]:
        """Every capacity in which this person may sign as head today, the one that counts unasked first."""
        held = [h for h in self.appointments if h.role is Role.HEAD]
        return tuple(sorted(held, key=lambda h: _FIRST.index(h.kind)))

    def as_head(self, capacity: str | None) -> Actor:
        """The same person, who signs as head in this capacity; ``None``: in the one that counts unasked.

        :raises NotFound: it is not theirs today; names those that are.
        """
        if capacity is not None and capacity not in (names := [h.capacity for h in self.as_heads]):
            raise NotFound("no_such_capacity", capacity=capacity, capacities=names, person=self.login)
        return replace(self, chosen=capacity)

    @property
    def post(self) -> str:
        return self.appointments[0].post if self.appointments else ""

    @property
    def groups(self) -> frozenset[str]:
        """Groups the person belongs to by any appointment."""
        return frozenset(h.group for h in self.appointments if h.group)


def _in_force(row: Appointment) -> AppointmentInForce:
    return AppointmentInForce(
        row.role, row.kind, row.group_key, row.post, row.for_post, row.order_no, row.starts, row.ends
    )


def _same_post(one: Appointment, other: Appointment) -> bool:
    return one.role is other.role and (one.role is Role.HEAD or one.group_key == other.group_key)


def suspends(stand_in: Appointment, other: Appointment) -> bool:
    """Whether one appointment, while it lasts, keeps another person from acting in the post.

    รักษาราชการแทน is for a holder who is absent or cannot act (ม. 46-50): the two never act side by side. Who acts by
    delegation (ม. 38) does so beside the holder.
    """
    return (
        other.role in ALONE
        and stand_in.person_id != other.person_id
        and _same_post(stand_in, other)
        and STANDS_IN.get(stand_in.kind, 0) > STANDS_IN.get(other.kind, 0)
        and other.kind is not Kind.DELEGATED
    )


def _standing(
    rows: Sequence[Appointment], day: date, at: datetime | None
) -> tuple[list[Appointment], list[tuple[Appointment, Appointment]]]:
    """Of the appointments that cover a day: those in force, and those suspended, each with whose acting suspends it.

    :param at: the moment asked about; ``None``: the day as a whole, in which both may have acted if the holder came
        back on it.
    """
    there = [row for row in rows if at is None or row.ended_at is None or row.ended_at > at]
    acting = [row for row in there if STANDS_IN.get(row.kind) and not (at is None and row.ended_at and row.ends == day)]
    held = [(row, by) for row in there if (by := next((a for a in acting if suspends(a, row)), None)) is not None]
    gone = {row.id for row, _ in held}
    return [row for row in there if row.id not in gone], held


def employed(person: Person, day: date) -> bool:
    """Whether a person is with the office on a day."""
    return person.active and (person.ended_on is None or day <= person.ended_on)


def actor(session: Session, office_id: int, login: str, day: date, at: datetime | None = None) -> Actor:
    """The person behind a login with what they held on a day.

    :param at: the moment, when it matters that somebody's acting was ended in the course of the day.
    :raises NotFound: no such login, or it was ended before that day.
    """
    found = actors(session, office_id, day, at).get(login)
    if found is None:
        raise NotFound("no_such_person", login=login)
    return found


def actors(session: Session, office_id: int, day: date, at: datetime | None = None) -> dict[str, Actor]:
    """Everybody who could act on a day, by login. :param at: as in :func:`actor`."""
    session = only_read(session)
    found: dict[int, list[AppointmentInForce]] = {}
    suspended: dict[int, list[Suspended]] = {}
    standing, held = _standing(queries.people.appointments_on(session, office_id, day), day, at)
    for row in standing:
        found.setdefault(row.person_id, []).append(_in_force(row))
    for row, by in held:
        told = Suspended(row.role, row.group_key, by.person.login, by.person.name, by.kind, by.ends)
        suspended.setdefault(row.person_id, []).append(told)
    return {
        p.login: Actor(
            p.id, p.login, p.name, p.administrator, tuple(found.get(p.id, ())), tuple(suspended.get(p.id, ()))
        )
        for p in queries.people.people(session, office_id)
        if employed(p, day)
    }


def holders(everybody: Iterable[Actor], role: Role, group: str | None = None) -> list[tuple[Actor, AppointmentInForce]]:
    """Who may act in a role today; for the head: whose name is printed first, then who acts by delegation."""
    found = [(a, h) for a in everybody if (h := a.holds(role, group))]
    return sorted(found, key=lambda pair: _FIRST.index(pair[1].kind))


def by_name(groups: Collection[Group], typed: str) -> Group | None:
    """The group of this name, whatever its blanks, or the only one whose name has what was typed; else ``None``."""
    wanted = "".join(typed.split())
    fitting = [group for group in groups if wanted and wanted in "".join(group.name.split())]
    return next((one for one in fitting if one.name == typed), fitting[0] if len(fitting) == 1 else None)


def fits_post(person: Actor, post: str) -> bool:
    """Whether a person holds a post of the route, written ``ROLE`` or ``ROLE.GROUP``."""
    role, _, group = post.partition(".")
    return person.holds(Role(role), group or None) is not None


def remaining_route(submission: Submission | None, everybody: Iterable[Actor]) -> tuple[str, ...]:
    """Posts that have still to endorse, in order. A post whose holder acts as head today is skipped."""
    if submission is None or not submission.route:
        return ()
    heads = [a for a in everybody if a.holds(Role.HEAD)]
    return tuple(
        stop.post
        for stop in submission.route
        if stop.by is None and not any(fits_post(head, stop.post) for head in heads)
    )


def capacities(
    person: Actor, item: Item, submission: Submission | None, everybody: Iterable[Actor], posts: Sequence[str] = ()
) -> frozenset[Capacity]:
    """In which capacities a person stands to an item today.

    :param posts: the office's route, which says who is on it before there is a submission.
    """
    found: set[Capacity] = set()
    responsible = {part.group_key for part in item.parts}
    compiling = item.compiling_group
    for one in person.appointments:
        if one.role is Role.OFFICER:
            if one.group in responsible or one.group == compiling:
                found.add(Capacity.CLERK)
            if compiling is not None and one.group == compiling:
                found.add(Capacity.COMPILER)
        elif one.role is Role.DIRECTOR and compiling is not None and one.group == compiling:
            found.add(Capacity.DIRECTOR)
    for role, capacity in (
        (Role.HEAD, Capacity.HEAD),
        (Role.REGISTRAR, Capacity.REGISTRAR),
        (Role.WEB, Capacity.WEB),
        (Role.DEPUTY, Capacity.DEPUTY),
    ):
        if person.holds(role):
            found.add(capacity)
    stops = [stop.post for stop in submission.route] if submission is not None else list(posts)
    if any(fits_post(person, post) for post in stops):
        found.add(Capacity.ROUTE)
    if submission is not None and item.state is State.SUBMITTED:
        left = remaining_route(submission, everybody)
        if left and fits_post(person, left[0]):
            found.add(Capacity.NEXT_ON_ROUTE)
        if submission.submitted_by == person.login and person.holds(Role.DIRECTOR, submission.group_key):
            found.add(Capacity.SUBMITTER)
    return frozenset(found)

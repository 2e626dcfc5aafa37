"""Who acts, on what authority, in which capacity towards an item. Resolved at the moment of acting, never stored ahead.

Appointments: ระเบียบบริหารราชการแผ่นดิน ม. 46-50 (รักษาราชการแทน), ม. 38-40 (ปฏิบัติราชการแทน).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from workflow.records import queries
from workflow.records.models import Appointment, Item, Submission
from workflow.rules.errors import NotFound
from workflow.rules.states import Capacity, Kind, Role, State


@dataclass(frozen=True, slots=True)
class AppointmentInForce:
    """One appointment in force today."""

    role: Role
    kind: Kind
    group: str | None
    post: str
    for_post: str | None
    order_no: str | None

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines under the name in a signature block: own post, then the words and the post acted for."""
        if self.kind is Kind.HOLDER or not self.for_post:
            return (self.post,)
        return (
            (self.post, f"{self.kind.th} {self.for_post}")
            if self.kind is not Kind.CARETAKER
            else (
                self.post,
                f"{self.kind.th}{self.for_post}",
            )
        )

    @property
    def authority(self) -> str | None:
        """Ground and order, as the journal keeps it; ``None`` for a holder."""
        if self.kind is Kind.HOLDER:
            return None
        order = f" ({self.order_no})" if self.order_no else ""
        return f"{self.kind.th} {self.for_post or ''}".rstrip() + order


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with what they hold today."""

    person_id: int
    login: str
    name: str
    administrator: bool
    appointments: tuple[AppointmentInForce, ...]

    def holds(self, role: Role, group: str | None = None) -> AppointmentInForce | None:
        """The appointment for a role (of one group, when given); holders come before those who act for another."""
        fitting = [h for h in self.appointments if h.role is role and (group is None or h.group == group)]
        return min(fitting, key=lambda h: h.kind is not Kind.HOLDER, default=None)

    @property
    def post(self) -> str:
        return self.appointments[0].post if self.appointments else ""

    @property
    def groups(self) -> frozenset[str]:
        """Groups the person belongs to by any appointment."""
        return frozenset(h.group for h in self.appointments if h.group)


def _in_force(row: Appointment) -> AppointmentInForce:
    return AppointmentInForce(row.role, row.kind, row.group_key, row.post, row.for_post, row.order_no)


def actor(session: Session, office_id: int, login: str, day: date) -> Actor:
    """The person behind a login with what they hold on a day.

    :raises NotFound: no such login, or it was ended.
    """
    person = queries.people.person(session, office_id, login)
    if person is None or not person.active:
        raise NotFound("no_such_person", login=login)
    found = tuple(map(_in_force, queries.people.appointments_of(session, person.id, day)))
    return Actor(person.id, person.login, person.name, person.administrator, found)


def actors(session: Session, office_id: int, day: date) -> dict[str, Actor]:
    """Everybody who can act on a day, by login."""
    found: dict[int, list[AppointmentInForce]] = {}
    for row in queries.people.appointments_on(session, office_id, day):
        found.setdefault(row.person_id, []).append(_in_force(row))
    people = queries.people.people(session, office_id, active=True)
    return {p.login: Actor(p.id, p.login, p.name, p.administrator, tuple(found.get(p.id, ()))) for p in people}


def holders(everybody: Iterable[Actor], role: Role, group: str | None = None) -> list[tuple[Actor, AppointmentInForce]]:
    """Who holds a role today, holders first; for the head: the holder, then those who act for the head."""
    found = [(a, h) for a in everybody if (h := a.holds(role, group))]
    return sorted(found, key=lambda pair: pair[1].kind is not Kind.HOLDER)


def fits_post(person: Actor, post: str) -> bool:
    """Whether a person holds a post of the route, written ``ROLE`` or ``ROLE.GROUP``."""
    role, _, group = post.partition(".")
    return person.holds(Role(role), group or None) is not None


def remaining_route(submission: Submission | None, everybody: Iterable[Actor]) -> tuple[str, ...]:
    """Posts that have still to endorse, in order. A post whose holder acts as head today is skipped."""
    if submission is None:
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
        if submission.submitted_by == person.login:
            found.add(Capacity.SUBMITTER)
    return frozenset(found)

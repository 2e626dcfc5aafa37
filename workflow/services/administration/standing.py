"""The standing order of substitutes, the absences entered under it, and objections to them.

Two accept the order once (ranks 1 to 3). Then the registrar or the secretary alone enters that somebody is away, and
who comes next acts from that moment: nobody waits at 8.30. Head and administrators are told, and until what was signed
is published any of them may object. ระเบียบบริหารราชการแผ่นดิน ม. 46-50.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.records import queries
from workflow.records.kinds import Kind as Entry
from workflow.records.models import Appointment, Request, RequestKind
from workflow.rules.errors import BadInput, NotFound, Refused, Unmet, WrongRole
from workflow.rules.states import ALONE, STANDS_IN, Kind, Role
from workflow.services.administration.two_people import ask, heads_and_administrators, must_ask, tell
from workflow.services.context.authorization import Actor, actors, suspends
from workflow.services.context.office import Office
from workflow.services.context.signed.order import unsigned
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting
from workflow.thai import normalise

MOST_RANKS = 3
MOST_DAYS = 7
"""Of one absence that one person enters; a longer one is an appointment of its own, which takes two."""


@dataclass(frozen=True, slots=True)
class Away:
    """An absence as it was entered: who acts, until when; ``waiting``: memos that name who is away."""

    login: str
    name: str
    until: date
    waiting: tuple[Unmet, ...] = ()


def set_substitutes(
    office: Office, login: str, post: str, people: Sequence[str], order: str, *, first: date | None = None,
    last: date | None = None,
) -> int:  # fmt: skip
    """Ask that the standing order of one post be accepted; the number of the request.

    :param post: ``head``, or ``director.GROUP``. :param people: logins by rank, one to three.
    :param first: from today when not given. :param last: until another order when not given.
    :raises WrongRole: neither administrator, registrar nor secretary. :raises NotFound: no such person or group.
    :raises BadInput: no such post, no order, too many ranks, one named twice, or who holds the post.
    """
    with acting(office, login, lock=True) as use_case:
        must_ask(use_case, "substitutes")
        role, group = _post(use_case, post)
        unknown = [name for name in people if name not in use_case.everybody]
        if unknown:
            raise NotFound("no_such_person", login=", ".join(unknown))
        if not order.strip():
            raise BadInput("no_order_number")
        holder = _holder(use_case, role, group)
        if not 1 <= len(people) <= MOST_RANKS or len(set(people)) < len(people) or holder.person.login in people:
            raise BadInput("substitutes_unfit", most=MOST_RANKS)
        begins = first or use_case.today
        names = [use_case.everybody[name].name for name in people]
        facts = {
            "post": post, "people": list(people), "order": normalise(order.strip()), "from": begins.isoformat(),
            "until": last.isoformat() if last is not None else None,
        }  # fmt: skip
        said = {**facts, "post": holder.for_post or holder.post, "names": names}
        told = [Unmet("substitutes_set", said)]
        return ask(Record(use_case), "substitutes", f"post:{post}", facts, serves=people, told=told).id


def confirm_substitutes(record: Record, row: Request) -> list[Unmet]:
    """Record the standing order, once a second person confirmed: the request itself is what absences rest on."""
    record.add(Entry.SUBSTITUTES_SET, {**row.facts["told"][0]["facts"], "people": row.facts["people"]})
    return []


def standing_order(use_case: UseCase, post: str, day: date) -> Request | None:
    """The newest accepted order of a post that covers a day; ``None``: there is none."""
    rows = queries.requests.confirmed(
        use_case.session, use_case.office_id, RequestKind.APPOINTMENT, f"post:{post}"
    )  # fmt: skip
    covering = (
        row for row in rows
        if date.fromisoformat(row.facts["from"]) <= day
        and (row.facts["until"] is None or day <= date.fromisoformat(row.facts["until"]))
    )  # fmt: skip
    return next(covering, None)


def away(
    office: Office, login: str, post: str, *, first: date | None = None, last: date | None = None, reason: str = ""
) -> Away:
    """Enter that the holder of a post is away: who comes next by the standing order acts, at once.

    :param first: today when not given; :param last: the same day when not given.
    :raises WrongRole: neither registrar nor secretary.
    :raises Refused: no standing order, nobody of it is there, somebody acts already, oneself would act.
    :raises BadInput: a day that is over, or too many days.
    """
    with acting(office, login, lock=True) as use_case:
        role, group = _post(use_case, post)
        if not any(use_case.me.holds(one) for one in (Role.REGISTRAR, Role.SECRETARY)):
            who = [Role.REGISTRAR.value, Role.SECRETARY.value]
            facts = {"step": "away", "who": who, "person": login}
            raise WrongRole("wrong_role", "away", (Unmet("wrong_role", facts, Role.REGISTRAR),))
        begins = first or use_case.today
        ends = last or begins
        if begins < use_case.today or ends < begins or (ends - begins).days >= MOST_DAYS:
            raise BadInput("absence_days", today=use_case.today.isoformat(), most=MOST_DAYS)
        order = standing_order(use_case, post, ends)
        if order is None:
            raise _no("no_standing_order", post=post)
        holder = _holder(use_case, role, group, begins)
        nobody_else_acts(use_case, role, group, begins, ends)
        chosen = _next(use_case, order, begins, ends)
        if chosen.login == login:
            raise _no("absence_own", post=post, person=login)
        again = _ended_that_day(use_case, role, group, begins, ends, chosen.login)
        if again is not None:
            again.ends, again.ended_at, again.standing = ends, None, order.id
        else:
            use_case.session.add(
                Appointment(
                    office_id=use_case.office_id, person_id=chosen.person_id, role=role, kind=Kind.ACTING,
                    group_key=group, post=chosen.post, for_post=holder.for_post or holder.post, starts=begins,
                    ends=ends, order_no=order.facts["order"], standing=order.id,
                )
            )  # fmt: skip
        said: dict[str, object] = {
            "post": holder.for_post or holder.post, "person": holder.person.login, "name": holder.person.name,
            "by": chosen.login, "by_name": chosen.name, "role": role.value, "group": group,
            "from": begins.isoformat(), "until": ends.isoformat(), "order": order.facts["order"],
            "request": order.id, "reason": normalise(reason.strip()),
        }  # fmt: skip
        Record(use_case).add(Entry.ABSENCE, said)
        told = {*heads_and_administrators(use_case), holder.person.login, chosen.login} - {login}
        tell(use_case, "absence", told, {k: said[k] for k in ("name", "by_name", "post", "from", "until", "order")})
        waits = [m for m in queries.memos.still_open(use_case.session, use_case.office_id)
                 if holder.person.login == m.printed_head or holder.person.login in unsigned(m)]  # fmt: skip
        names = [Unmet("memo_names_who_is_away", {"memo": m.label, "person": holder.person.login}) for m in waits]
        return Away(chosen.login, chosen.name, ends, tuple(names if begins == use_case.today else ()))


def object_to(office: Office, login: str, who: str, reason: str) -> date:
    """Object to an absence: who acts does so no more, and what they signed is not published until it is lifted.

    :param who: login of who acts or acted under a standing order. :returns: the first day of the absence.
    :raises WrongRole: neither who is said to be away, head, deputy nor administrator.
    :raises NotFound: nobody acted so. :raises Refused: no reason; oneself acts; another objected, who may lift it.
    """
    if not reason.strip():
        raise _no("no_reason_to_object", person=who)
    with acting(office, login, lock=True) as use_case:
        me, rows = use_case.me, _acted(use_case, who)
        # Whose post it is takes another's objection over: nobody else then lifts it.
        open_to = [r for r in rows if r.objected_by is None or (r.objected_by != login and _away_now(use_case, r))]
        found = (open_to or rows)[-1]
        if login == who:  # their own would keep the place of one that they may not lift
            raise _no("objection_own", person=who)
        may = me.administrator or me.holds(Role.HEAD) or me.holds(Role.DEPUTY) or _away_now(use_case, found)
        if not may:
            facts: dict[str, object] = {"step": "object", "who": [Role.HEAD.value, "administrator"], "person": login}
            raise WrongRole("wrong_role", "object", (Unmet("wrong_role", facts, Role.HEAD),))
        if not open_to:
            raise _no("objected_already", person=who, by=found.objected_by)
        found.objected_by, found.objected_at, found.objection = login, use_case.now, normalise(reason.strip())
        if found.starts > use_case.today:
            found.ends = found.starts - timedelta(days=1)
        elif found.ends is not None and found.ends >= use_case.today:
            found.ends, found.ended_at = use_case.today, use_case.now
        facts = {"person": who, "name": found.person.name, "post": found.for_post, "from": found.starts.isoformat(),
                 "reason": found.objection}  # fmt: skip
        Record(use_case).add(Entry.OBJECTED, facts)
        tell(use_case, "objection", {who, *heads_and_administrators(use_case)} - {login}, facts)
        return found.starts


def lift_objection(office: Office, login: str, who: str) -> None:
    """Take an objection back: what was signed may be published. Whoever objected does, or who was said to be away.

    :raises NotFound: nobody objected. :raises WrongRole: somebody else.
    """
    with acting(office, login, lock=True) as use_case:
        objected = [row for row in _acted(use_case, who) if row.objected_by is not None]
        if not objected:
            raise NotFound("nobody_objected", person=who)
        found = objected[-1]
        if login != found.objected_by and not _away_now(use_case, found):
            facts: dict[str, object] = {"step": "object", "who": [Role.HEAD.value], "person": login}
            raise WrongRole("wrong_role", "object", (Unmet("wrong_role", facts, Role.HEAD),))
        objected_by, found.objected_by = found.objected_by, None
        facts = {"person": who, "name": found.person.name, "objected_by": objected_by}
        Record(use_case).add(Entry.OBJECTION_LIFTED, facts)
        tell(use_case, "objection_lifted", {who, *heads_and_administrators(use_case)} - {login}, facts)


def nobody_else_acts(use_case: UseCase, role: Role, group: str | None, first: date, last: date) -> None:
    """:raises Refused: somebody acts in the post on one of these days."""
    for a in queries.people.appointments(use_case.session, use_case.office_id):
        same = a.role is role and a.group_key == group and a.kind is Kind.ACTING and a.ended_at is None
        if same and a.starts <= last and (a.ends is None or first <= a.ends) and (a.ends is None or a.starts <= a.ends):
            raise _no("somebody_acts", name=a.person.name, until=a.ends.isoformat() if a.ends else None)


def _ended_that_day(
    use_case: UseCase, role: Role, group: str | None, first: date, last: date, login: str
) -> Appointment | None:  # fmt: skip
    """Where the holder came back and is away again on the same day: the acting that ended, to go on.

    A post is held by one person a day, as it is recorded: another one acts there from the next day.

    :raises Refused: somebody else acted that day, or somebody objects to it.
    """
    rows = [
        a for a in queries.people.appointments(use_case.session, use_case.office_id)
        if a.role is role and a.group_key == group and a.kind is Kind.ACTING and a.ended_at is not None
        and a.ends is not None and a.starts <= a.ends and a.starts <= last and first <= a.ends
    ]  # fmt: skip
    if not rows:
        return None
    row = rows[-1]
    if row.objected_by is not None:
        raise _no("objected_already", person=row.person.login, by=row.objected_by)
    if row.person.login != login or row.standing is None:
        raise _no("acted_that_day", name=row.person.name, day=row.ends.isoformat() if row.ends else None)
    return row


def _next(use_case: UseCase, order: Request, first: date, last: date) -> Actor:
    """Of the ranks, the first who is with the office, in a post of their own, and away on none of the days."""
    there = [
        actors(use_case.session, use_case.office_id, first + timedelta(days=n))
        for n in range((last - first).days + 1)
    ]  # fmt: skip
    for login in order.facts["people"]:
        days = [everybody.get(login) for everybody in there]
        if all(one is not None and one.appointments and not one.suspended for one in days):
            return use_case.everybody[login]
    raise _no("no_substitute_there", people=order.facts["people"])


def _post(use_case: UseCase, post: str) -> tuple[Role, str | None]:
    name, _, group = post.partition(".")
    if name not in [role.value for role in ALONE] or (name == Role.HEAD.value) == bool(group):
        choices = [Role.HEAD.value, *(f"{Role.DIRECTOR.value}.{key}" for key in use_case.groups)]
        raise BadInput("no_such_post", post=post, choices=choices)
    return Role(name), use_case.group(group, still=True).key if group else None


def _holder(use_case: UseCase, role: Role, group: str | None, day: date | None = None) -> Appointment:
    """Who holds the post, as holder or caretaker. :raises Refused: nobody does."""
    rows = queries.people.appointments_on(use_case.session, use_case.office_id, day or use_case.today)
    held = [a for a in rows if a.role is role and a.kind in (Kind.HOLDER, Kind.CARETAKER)]
    found = next((a for a in held if role is Role.HEAD or a.group_key == group), None)
    if found is None:
        raise _no("nobody_holds", role=role.value, group=group)
    return found


def _acted(use_case: UseCase, who: str) -> list[Appointment]:
    """Where somebody acted under a standing order, the newest last. :raises NotFound: nowhere."""
    rows = [
        a for a in queries.people.appointments(use_case.session, use_case.office_id)
        if a.standing is not None and a.person.login == who and a.kind in STANDS_IN
    ]  # fmt: skip
    if not rows:
        raise NotFound("nobody_acted_so", person=who)
    return rows


def _away_now(use_case: UseCase, acting_row: Appointment) -> bool:
    """Whether this person is the one who was said to be away."""
    rows = queries.people.appointments_on(use_case.session, use_case.office_id, acting_row.starts)
    return any(a.person_id == use_case.me.person_id and suspends(acting_row, a) for a in rows)


def _no(code: str, **facts: object) -> Refused:
    return Refused(code, "away", (Unmet(code, facts, Role.REGISTRAR),))

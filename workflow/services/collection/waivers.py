"""An exception names a need and a reason; it is inert until a second person of another group confirms it.

It is bound to the digest of the revision and ends with it. Whom it serves neither asks nor confirms, and one of the two
at least is a director or above: nobody lifts a rule for himself, nor two clerks for their director.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from workflow.records import models, queries
from workflow.records.kinds import Kind, RequestKind, Settlement
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.needs import NEEDS, WAIVABLE
from workflow.rules.states import Role, State
from workflow.services.context.appointed import must_be_appointed
from workflow.services.context.authorization import Actor
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting
from workflow.thai import one_line

if TYPE_CHECKING:
    from workflow.records.models import Item, Request

SENIOR = (Role.DIRECTOR, Role.DEPUTY, Role.HEAD)
"""One of the two holds one of these, or acts in it."""
_SERVED: dict[str, Role] = {"signer_not_contributor": Role.HEAD, "registrar_not_contributor": Role.REGISTRAR}
"""Need -> the role of whom its exception lets do what separation of duty keeps from them."""


def request_exception(office: Office, login: str, code: str, need: str, reason: str, *, year: int | None = None) -> int:
    """Ask that a need be lifted for the frozen revision of an item. Returns the request's number.

    :raises NotFound: no such need. :raises WrongRole: without an appointment today.
    :raises Refused: not a waivable need, no reason, asked for already, nothing frozen yet, or asked by whom it serves.
    """
    if need not in NEEDS:
        raise NotFound("no_such_need", need=need, needs=list(WAIVABLE))
    if need not in WAIVABLE:
        raise _no("need_not_waivable", item=code, need=need, needs=list(WAIVABLE))
    if not reason.strip():
        raise _no("no_reason", item=code)
    with acting(office, login, year, lock=True) as use_case:
        must_be_appointed(use_case, "exception")
        item = use_case.item(code)
        revision = use_case.revision(item)
        if revision is None:
            raise _no("exception_needs_revision", item=item.code)
        if queries.items.exception(use_case.session, item, need, revision.digest) is not None:
            raise _no("exception_exists", item=item.code, need=need)
        if login in served(use_case, item, need):
            raise _no("exception_serves", item=item.code, need=need, person=login)
        row = models.Request(
            office_id=use_case.office_id, kind=RequestKind.EXCEPTION, subject=item.code, item_id=item.id,
            round=item.round, revision=revision.digest, need=need, reason=one_line(reason.strip()),
            facts={"senior": senior(use_case.me)}, asked_by=use_case.me.login, asked_at=use_case.now,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        Record(use_case).add(
            Kind.EXCEPTION_REQUESTED,
            {"request": row.id, "need": need, "reason": row.reason},
            item=item,
            revision=revision.digest,
        )
        return row.id


def may_be_lifted(state: State, revision: str | None) -> tuple[str, ...]:
    """Needs that an exception may lift of an item: of a frozen revision that is not signed yet."""
    return WAIVABLE if revision is not None and state in (State.GROUP_COMPILED, State.SUBMITTED) else ()


def confirm_exception(office: Office, login: str, number: int) -> str:
    """A second person, of another group than the first, confirms. Returns the item, with its year where that is not
    the newest.

    :raises NotFound: no such request. :raises WrongRole: without an appointment today.
    :raises Refused: with every reason: the same person or group, whom it serves, neither of the two a director or
        above, confirmed already, or its revision is not the present one any more.
    """
    with acting(office, login) as use_case:
        row = queries.items.request(use_case.session, use_case.office_id, number, RequestKind.EXCEPTION)
        year = queries.items.year_of(use_case.session, row.item_id) if row is not None and row.item_id else None
    if year is None:
        raise NotFound("no_such_exception", request=number)
    with acting(office, login, year, lock=True) as use_case:
        must_be_appointed(use_case, "exception")
        row = queries.items.request(use_case.session, use_case.office_id, number, RequestKind.EXCEPTION)
        if row is None or row.item_id is None or row.need is None:
            raise NotFound("no_such_exception", request=number)
        (item,) = use_case.items_with([row.item_id])
        if row.settled_at is not None:
            raise _no("exception_confirmed", item=use_case.name_of(item), request=number)
        reasons = tuple(in_the_way(use_case, item, row))
        if reasons:
            raise Refused(reasons[0].code, "exception", reasons, item=item.code, request=number)
        row.settled_by, row.settled_at, row.outcome = login, use_case.now, Settlement.CONFIRMED
        Record(use_case).add(
            Kind.EXCEPTION_CONFIRMED,
            {"request": number, "need": row.need, "reason": row.reason, "requested_by": row.asked_by},
            item=item,
            revision=row.revision,
        )
        return use_case.name_of(item)


def in_the_way(use_case: UseCase, item: Item, row: Request) -> Iterable[Unmet]:
    """Why this person may not confirm a request; nothing: they may. What the inbox asks too."""
    me, facts = use_case.me, {"item": use_case.name_of(item), "request": row.id}
    revision = use_case.revision(item)
    if row.revision is not None and (revision is None or revision.digest != row.revision):
        yield Unmet("exception_ended", facts)
    if row.asked_by == me.login:
        yield Unmet("exception_needs_second", facts)
        return
    if me.login in served(use_case, item, row.need or ""):
        yield Unmet("exception_serves", {**facts, "need": row.need, "person": me.login})
    first = use_case.everybody.get(row.asked_by)
    if first is not None and first.groups & me.groups:
        yield Unmet("exception_other_group", {**facts, "groups": sorted(first.groups)})
    if not (row.facts.get("senior") or senior(me)):
        yield Unmet("exception_needs_senior", facts, Role.DEPUTY)


def senior(person: Actor) -> bool:
    """Whether somebody is a director or above today, or acts as one."""
    return any(person.holds(role) for role in SENIOR)


def served(use_case: UseCase, item: Item, need: str) -> frozenset[str]:
    """Logins of whom an exception would let do what they may not: who may sign, or receive, and contributed."""
    role = _SERVED.get(need)
    if role is None:
        return frozenset()
    contributed = set(use_case.contributors(item))
    return frozenset(a.login for a in use_case.everybody.values() if a.holds(role) and a.login in contributed)


def _no(code: str, **facts: object) -> Refused:
    return Refused(code, "exception", (Unmet(code, facts),), **facts)

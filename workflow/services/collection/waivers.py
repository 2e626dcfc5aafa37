"""An exception names a need and a reason; it is inert until a second person of another group confirms it."""

from __future__ import annotations

from workflow.records import queries
from workflow.records.kinds import Kind
from workflow.records.models import Item, Request, RequestKind, Settlement
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.needs import NEEDS, WAIVABLE
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import acting
from workflow.thai import normalise


def request_exception(office: Office, login: str, code: str, need: str, reason: str, *, year: int | None = None) -> int:
    """Ask that a need be lifted for this round of an item. Returns the request's number.

    :raises NotFound: no such need. :raises Refused: not a waivable need, no reason, or asked for already.
    """
    if need not in NEEDS:
        raise NotFound("no_such_need", need=need, needs=list(WAIVABLE))
    if need not in WAIVABLE:
        raise _no("need_not_waivable", item=code, need=need, needs=list(WAIVABLE))
    if not reason.strip():
        raise _no("no_reason", item=code)
    with acting(office, login, year) as use_case:
        item = use_case.item(code)
        if queries.items.exception(use_case.session, item, need) is not None:
            raise _no("exception_exists", item=item.code, need=need)
        row = Request(
            office_id=use_case.office_id, kind=RequestKind.EXCEPTION, subject=item.code, item_id=item.id,
            round=item.round, need=need, reason=normalise(reason.strip()), facts={}, asked_by=use_case.me.login,
            asked_at=use_case.now,
        )  # fmt: skip
        use_case.session.add(row)
        use_case.session.flush()
        Record(use_case).add(
            Kind.EXCEPTION_REQUESTED, {"request": row.id, "need": need, "reason": row.reason}, item=item
        )
        return row.id


def confirm_exception(office: Office, login: str, number: int) -> str:
    """A second person, of another group than the first, confirms. Returns the item's code.

    :raises NotFound: no such request. :raises Refused: the same person or group, or confirmed already.
    """
    with acting(office, login) as use_case:
        row = use_case.session.get(Request, number)
        if row is None or row.office_id != use_case.office_id or row.kind is not RequestKind.EXCEPTION:
            raise NotFound("no_such_exception", request=number)
        item = use_case.session.get_one(Item, row.item_id)
        first = use_case.everybody.get(row.asked_by)
        if row.settled_at is not None:
            raise _no("exception_confirmed", item=item.code, request=number)
        if row.asked_by == login:
            raise _no("exception_needs_second", item=item.code, request=number)
        if first is not None and first.groups & use_case.me.groups:
            raise _no("exception_other_group", item=item.code, request=number, groups=sorted(first.groups))
        row.settled_by, row.settled_at, row.outcome = login, use_case.now, Settlement.CONFIRMED
        Record(use_case).add(
            Kind.EXCEPTION_CONFIRMED,
            {"request": number, "need": row.need, "reason": row.reason, "requested_by": row.asked_by},
            item=item,
        )
        return item.code


def _no(code: str, **facts: object) -> Refused:
    return Refused(code, "exception", (Unmet(code, facts),), **facts)

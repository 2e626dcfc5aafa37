"""An exception names a need and a reason; it is inert until a second person of another group confirms it."""

from __future__ import annotations

from sqlalchemy import select

from workflow.records.kinds import Kind
from workflow.records.models import ExceptionRequest
from workflow.rules.errors import NotFound, Refused, Unmet
from workflow.rules.needs import NEEDS, WAIVABLE
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import Desk
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
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        item = desk.item(code)
        same = select(ExceptionRequest).where(
            ExceptionRequest.item_id == item.id, ExceptionRequest.round == item.round, ExceptionRequest.need == need
        )
        if uow.session.scalar(same) is not None:
            raise _no("exception_exists", item=item.code, need=need)
        row = ExceptionRequest(
            office_id=desk.office_id, item_id=item.id, round=item.round, need=need,
            reason=normalise(reason.strip()), requested_by=desk.me.login, requested_at=desk.now,
        )  # fmt: skip
        uow.session.add(row)
        uow.session.flush()
        Record(desk).add(Kind.EXCEPTION_REQUESTED, {"request": row.id, "need": need, "reason": row.reason}, item=item)
        uow.commit()
        return row.id


def confirm_exception(office: Office, login: str, number: int) -> str:
    """A second person, of another group than the first, confirms. Returns the item's code.

    :raises NotFound: no such request. :raises Refused: the same person or group, or confirmed already.
    """
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login)
        row = uow.session.get(ExceptionRequest, number)
        if row is None or row.office_id != desk.office_id:
            raise NotFound("no_such_exception", request=number)
        item = next(item for item in desk.items() if item.id == row.item_id)
        first = desk.everybody.get(row.requested_by)
        if row.confirmed_by is not None:
            raise _no("exception_confirmed", item=item.code, request=number)
        if row.requested_by == login:
            raise _no("exception_needs_second", item=item.code, request=number)
        if first is not None and first.groups & desk.me.groups:
            raise _no("exception_other_group", item=item.code, request=number, groups=sorted(first.groups))
        row.confirmed_by, row.confirmed_at = login, desk.now
        Record(desk).add(
            Kind.EXCEPTION_CONFIRMED,
            {"request": number, "need": row.need, "reason": row.reason, "requested_by": row.requested_by},
            item=item,
        )
        uow.commit()
        return item.code


def _no(code: str, **facts: object) -> Refused:
    return Refused(code, "exception", (Unmet(code, facts),), **facts)

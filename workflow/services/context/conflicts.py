"""Somebody else was first: who it was and what they did, from the journal's last entry of the items concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from workflow.records.journal import JournalEntry
from workflow.records.kinds import Kind
from workflow.rules.errors import Refused, SomeoneElseActed, WorkflowError, WrongState
from workflow.services.context.office import Office
from workflow.services.context.use_case import Desk


def overtaken(desk: Desk, codes: Sequence[str]) -> SomeoneElseActed:
    """What to raise when items are no longer as they were read. Facts: ``items``, and of the entry that came first
    ``item``, ``by`` (name), ``did`` (step, or kind of entry) and ``at``.
    """
    last = _last(desk, codes)
    if last is None:
        return SomeoneElseActed("someone_else_acted", items=list(codes))
    return SomeoneElseActed(
        "someone_else_acted",
        items=list(codes),
        item=last.item_code,
        by=last.actor_name,
        did=last.step or str(last.kind),
        at=last.at.astimezone(desk.now.tzinfo).isoformat(timespec="minutes"),
    )


def _last(desk: Desk, codes: Sequence[str]) -> JournalEntry | None:
    query = (
        select(JournalEntry)
        .where(
            JournalEntry.office_id == desk.office_id,
            JournalEntry.fiscal_year == desk.cycle.fiscal_year,
            JournalEntry.item_code.in_(codes),
            JournalEntry.kind != Kind.VERDICT.value,
        )
        .order_by(JournalEntry.seq.desc())
        .limit(1)
    )
    return desk.session.scalar(query)


def told_who(
    office: Office, login: str | None, error: WorkflowError, since: datetime, year: int | None = None
) -> WorkflowError:
    """The refusal as it should be told: when the item moved after ``since``, by someone else, that is the reason.

    A command that reads and writes in one transaction waits for the other person and then finds the item elsewhere: it
    would say *wrong state*, though the person saw the right state a moment ago.
    """
    if isinstance(error, SomeoneElseActed) and "by" in error.facts:
        return error
    codes = _codes(error)
    if not codes or not isinstance(error, (WrongState, SomeoneElseActed)):
        return error
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        last = _last(desk, codes)
        if last is None or (isinstance(error, Refused) and (last.at < since or last.actor == login)):
            return error
        return overtaken(desk, codes)


def _codes(error: WorkflowError) -> list[str]:
    named = error.facts.get("items") or [error.facts.get("item")]
    return [code for code in named if isinstance(code, str)] if isinstance(named, (list, tuple)) else []

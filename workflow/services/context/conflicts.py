"""Somebody else was first: who it was and what they did, from the journal's last entry of the items concerned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from workflow.records.kinds import Kind
from workflow.rules.errors import BadInput, Conflict, Refused, WorkflowError, WrongState
from workflow.services.context.marks import CLOCKS_APART
from workflow.services.context.use_case import UseCase, reading
from workflow.thai import in_cycle

if TYPE_CHECKING:
    from workflow.records.journal import JournalEntry
    from workflow.records.models import Submission
    from workflow.services.context.office import Office


class DayTurned(Conflict):
    """Midnight passed while a paper was made or signed: its day is over, nothing was recorded, it is made anew."""


def must_be_day(use_case: UseCase, day: date) -> None:
    """:raises DayTurned: it is another day than the one the paper was made on."""
    if use_case.today != day:
        raise DayTurned("day_turned", day=day.isoformat(), today=use_case.today.isoformat())


def must_be_after_memo(use_case: UseCase, submission: Submission) -> None:
    """:raises BadInput: by this machine's clock the memo is not made yet, so no signature on it can be of now."""
    made = submission.submitted_at
    if use_case.now < made - CLOCKS_APART:
        zone = use_case.now.tzinfo
        raise BadInput(
            "clock_before_memo", memo=submission.label, made=made.astimezone(zone).isoformat(timespec="minutes"),
            now=use_case.now.isoformat(timespec="minutes"),
        )  # fmt: skip


def conflict(use_case: UseCase, codes: Sequence[str]) -> Conflict:
    """What to raise when items are no longer as they were read. Facts: ``items``, and of the entry that came first
    ``item``, ``by`` (name), ``did`` (step, or kind of entry) and ``at``.
    """
    last = _last(use_case, codes)
    if last is None:
        return Conflict("someone_else_acted", items=list(codes))
    return Conflict(
        "someone_else_acted",
        items=list(codes),
        item=last.item_code,
        by=last.actor_name,
        did=last.step or str(last.kind),
        at=last.at.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes"),
    )


def _last(use_case: UseCase, codes: Sequence[str]) -> JournalEntry | None:
    from workflow.records.journal import last_about

    read = [in_cycle(code) for code in codes]
    of = next(((year, framework) for _, year, framework in read if year is not None), (None, None))
    try:
        cycle = use_case.cycle_named(*of)
    except WorkflowError:  # of two frameworks none was named: then nobody is
        return None
    if cycle is None:
        return None
    return last_about(
        use_case.session, use_case.office_id, cycle.fiscal_year, [code for code, *_ in read], but=Kind.VERDICT,
        frameworks=use_case.frameworks(cycle),
    )  # fmt: skip


def explain_conflict(
    office: Office, login: str | None, error: WorkflowError, since: datetime, year: int | None = None
) -> WorkflowError:
    """The refusal as it should be told: when the item moved after ``since``, by someone else, that is the reason.

    A command that reads and writes in one transaction waits for the other person and then finds the item elsewhere: it
    would say *wrong state*, though the person saw the right state a moment ago.
    """
    if isinstance(error, Conflict) and "by" in error.facts:
        return error
    codes = _codes(error)
    if not codes or not isinstance(error, (WrongState, Conflict)):
        return error
    with reading(office, login, year) as use_case:
        last = _last(use_case, codes)
        if last is None or (isinstance(error, Refused) and (last.at < since or last.actor == login)):
            return error
        return conflict(use_case, codes)


def _codes(error: WorkflowError) -> list[str]:
    named = error.facts.get("items") or [error.facts.get("item")]
    return [code for code in named if isinstance(code, str)] if isinstance(named, (list, tuple)) else []

"""``oit journal go-on``: records older than a machine saw them go on as they are, once two people said so."""

from __future__ import annotations

from datetime import datetime

from workflow.ports.marks import Mark
from workflow.records.kinds import Kind
from workflow.records.models import Request
from workflow.rules.errors import BadInput, Refused, Unmet
from workflow.services.administration.two_people import ask, must_ask
from workflow.services.context.marks import CLOCKS_APART, behind_facts, skip_given
from workflow.services.context.office import Office
from workflow.services.context.transitions import Record
from workflow.services.context.use_case import UseCase, acting

ACT = "go_on"


def ask_to_go_on(office: Office, login: str, reason: str) -> int:
    """Ask that the records go on as they are; the number of the request.

    :raises Refused: no reason, or an administrator does not ask. :raises BadInput: nothing is behind.
    """
    if not reason.strip():
        raise Refused("no_reason_to_go_on", ACT, (Unmet("no_reason_to_go_on", {}, "administrator"),))
    with acting(office, login, lock=True) as use_case:
        must_ask(use_case, ACT)
        lost = use_case.standing.lost
        told = [Unmet("database_older", behind_facts(use_case, mark)) for mark in lost] + _clock(use_case)
        if not told:
            raise BadInput("records_not_behind")
        kept = [
            {"seq": m.seq, "hash": m.hash, "at": m.at.isoformat(), "numbers": dict(m.numbers)} for m in lost
        ]  # fmt: skip
        return ask(Record(use_case), ACT, "journal", {"lost": kept}, told=told, reason=reason).id


def _clock(use_case: UseCase) -> list[Unmet]:
    last = use_case.last_worked
    if last is None or last <= use_case.now + CLOCKS_APART:
        return []
    shown = last.astimezone(use_case.now.tzinfo).isoformat(timespec="minutes")
    return [Unmet("clock_behind", {"now": use_case.now.isoformat(timespec="minutes"), "last": shown})]


def confirm_going_on(record: Record, row: Request) -> list[Unmet]:
    """Record that the records go on; no number of before is given again."""
    use_case = record.use_case
    asked = [
        Mark(one["seq"], one["hash"], datetime.fromisoformat(one["at"]), one["numbers"]) for one in row.facts["lost"]
    ]
    marks = {mark.hash: mark for mark in (*asked, *use_case.standing.lost)}
    books = skip_given(use_case, list(marks.values()), row.asked_by)
    lost = [{"seq": mark.seq, "hash": mark.hash} for mark in marks.values()]
    facts = {"last": use_case.standing.last, "seen": max((mark.seq for mark in marks.values()), default=0)}
    record.add(Kind.WENT_ON, {**facts, "reason": row.reason, "asked_by": row.asked_by, "lost": lost, "numbers": books})
    return []

"""A memo on its way to the head: who has it, ``endorse`` and ``withdraw``, and how it ends without a signature."""

from __future__ import annotations

from collections.abc import Sequence

from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.kinds import Kind
from workflow.records.models import Item, Submission
from workflow.rules.errors import Refused
from workflow.rules.machine import decide
from workflow.rules.states import Role
from workflow.services.approval.memo_fields import MEMO_BOOK
from workflow.services.context.authorization import fits_post, remaining_route
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome
from workflow.services.context.transitions import Record, act
from workflow.services.context.use_case import Desk
from workflow.services.documents.form_facts import signer
from workflow.thai import normalise


def submissions_of(desk: Desk, codes: Sequence[str], trigger: str) -> list[tuple[Submission, list[Item]]]:
    """The memos the items are on, each with all its open items: a memo moves whole."""
    found: dict[int, Submission] = {}
    for item in desk.items(codes):
        submission = desk.submission(item)
        if submission is None or item.state.value not in _sources(trigger):
            decide(trigger, desk.case(item))  # refuses, and says why
            raise Refused("wrong_state", trigger, item=item.code)
        found[submission.id] = submission
    return [(s, open_items(desk, s)) for s in found.values()]


def _sources(trigger: str) -> set[str]:
    from workflow.rules.table import rows

    return {row.source.value for row in rows(trigger)}


def open_items(desk: Desk, submission: Submission) -> list[Item]:
    """Items still on a memo, in number order."""
    wanted = {row.item_id for row in submission.items if row.outcome == "open"}
    return desk.items_with(wanted)


def endorse(
    office: Office, login: str, codes: Sequence[str], *, opinion: str | None = None, year: int | None = None
) -> list[Outcome]:
    """The next on the route passes the memo on, with an opinion if there is one."""
    results: list[Outcome] = []
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        record = Record(desk)
        for submission, items in submissions_of(desk, codes, "endorse"):
            left = remaining_route(submission, desk.everybody.values())
            role = Role(left[0].partition(".")[0]) if left else None
            for item in items:
                facts = {"memo": submission.label, "opinion": normalise(opinion) if opinion else None}
                act(record, item, "endorse", desk.case(item), facts=facts, submission=submission.id, role=role)
            me = signer(desk.me, role or Role.DEPUTY)
            done = False
            route = []
            for stop in submission.route:
                if not done and not stop.get("by") and fits_post(desk.me, stop["post"]):
                    done = True
                    stop = {
                        **stop, "by": login, "name": me.name, "posts": list(me.posts),
                        "on": desk.today.isoformat(), "opinion": opinion,
                    }  # fmt: skip
                route.append(stop)
            submission.route = route
            results.append(Outcome(submission.label, None, ", ".join(item.code for item in items)))
        uow.commit()
    return results


def withdraw(
    office: Office, login: str, codes: Sequence[str], reason: str, *, year: int | None = None
) -> list[Outcome]:
    """Who submitted takes the whole memo back; its number stays in the book as void, with the reason."""
    results: list[Outcome] = []
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        record = Record(desk)
        for submission, items in submissions_of(desk, codes, "withdraw"):
            for item in items:
                act(record, item, "withdraw", desk.case(item, reason=reason), facts={"memo": submission.label},
                    submission=submission.id, role=Role.DIRECTOR)  # fmt: skip
                item.submission_id = None
            void(desk, record, submission, reason, "withdrawn")
            results.append(Outcome(submission.label, None, ", ".join(item.code for item in items)))
        uow.commit()
    return results


def void(desk: Desk, record: Record, submission: Submission, reason: str, outcome: str) -> None:
    """End a memo without a signature: nothing is deleted, the number stays in its book as void."""
    submission.status, submission.void_reason = "void", reason
    for row in submission.items:
        if row.outcome == "open":
            row.outcome, row.reason = outcome, reason
    if submission.number is not None:
        numbering.void(
            desk.session, desk.office_id, BookKind.MEMO, submission.book_year, submission.number, reason,
            by=desk.me.login, at=desk.now,
        )  # fmt: skip
    record.add(
        Kind.NUMBER_VOIDED,
        {"book": MEMO_BOOK, "label": submission.label, "reason": reason},
        submission=submission.id,
    )

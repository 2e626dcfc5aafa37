"""The ways back: ``send_back``, ``revise`` and its ``cancel_revision``.

``reopen`` stands beside ``compile``, ``withdraw`` beside ``submit``.

Sending back some items of an open memo reissues it without them: same number, next edition, endorsements kept, the
rest stays submitted. Sending back all of them voids it.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.records import queries
from workflow.records.models import Settlement, Submission
from workflow.rules.errors import WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Capacity, Role, State
from workflow.services.approval.memo.files import make_memo
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.reissuing import plan_edition, write_edition
from workflow.services.approval.routing import void
from workflow.services.approval.seen import Seen, must_be_as_seen
from workflow.services.context.case_facts import CARRIED
from workflow.services.context.conflicts import DayTurned, conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Notice, Outcome, each
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting, reading


def send_back(
    office: Office, login: str, codes: Sequence[str], reason: str, *, seen: Seen | None = None, year: int | None = None
) -> list[Outcome]:
    """Return items for correction, with a reason, from wherever they are on the way; one result for each item.

    :param seen: the memo as it was shown, where it was. :raises Conflict: it is another one by now.
    """
    with reading(office, login, year) as use_case:
        items = use_case.items(codes)
        refused: dict[str, Outcome] = {}
        memos: dict[int, list[str]] = {}
        single: dict[str, int] = {}
        for item in items:
            try:
                decide("send_back", use_case.case(item, reason=reason))
            except WorkflowError as no:
                refused[item.code] = Outcome(item.code, no)
                continue
            if item.state is State.SUBMITTED and item.submission_id is not None:
                memo = use_case.session.get_one(Submission, item.submission_id)
                must_be_as_seen(use_case, memo, open_items(use_case, memo), seen)
                memos.setdefault(item.submission_id, []).append(item.code)
            else:
                single[item.code] = item.version
    done = each(single, lambda code: _back_one(office, login, code, single[code], reason, year))
    for submission_id, wanted in memos.items():
        try:
            note = _back_before_midnight(office, login, submission_id, wanted, reason, year)
            done += [Outcome(code, None, note) for code in wanted]
        except WorkflowError as no:
            done += [Outcome(code, no) for code in wanted]
    results = {outcome.what: outcome for outcome in done} | refused
    return [results[item.code] for item in items]


def _role(case_who: frozenset[Capacity], use_case: UseCase) -> Role | None:
    for who, role in ((Capacity.HEAD, Role.HEAD), (Capacity.DIRECTOR, Role.DIRECTOR), (Capacity.WEB, Role.WEB)):
        if who in case_who:
            return role
    return use_case.me.appointments[0].role if use_case.me.appointments else None


def _back_one(office: Office, login: str, code: str, version: int, reason: str, year: int | None) -> str:
    """From group_compiled or head_signed. A signed memo stays as it is; the item is no longer what it approves."""
    with acting(office, login, year, lock=True) as use_case:
        item = use_case.item(code)
        if item.version != version:
            raise conflict(use_case, [code])
        submission = use_case.submission(item)
        case = use_case.case(item, reason=reason)
        transition(
            Record(use_case),
            item,
            "send_back",
            case,
            submission=item.submission_id,
            role=_role(case.capacities, use_case),
        )
        if submission is not None:
            for row in submission.items:
                if row.item_id == item.id:
                    row.outcome, row.reason = "sent_back", reason
            asked = use_case.replacements.get(submission.id)
            if asked is not None and all(row.outcome != "signed" for row in submission.items):
                asked.settled_by, asked.settled_at, asked.outcome = login, use_case.now, Settlement.ENDED
        item.revision_id = item.submission_id = None
    return ""


def _back_before_midnight(
    office: Office, login: str, submission_id: int, codes: Sequence[str], reason: str, year: int | None
) -> Notice:
    """The next edition names the head of the day it is made on: made again when midnight passes meanwhile."""
    try:
        return _back_from_memo(office, login, submission_id, codes, reason, year)
    except DayTurned:
        return _back_from_memo(office, login, submission_id, codes, reason, year)


def _back_from_memo(
    office: Office, login: str, submission_id: int, codes: Sequence[str], reason: str, year: int | None
) -> Notice:
    with reading(office, login, year) as use_case:
        submission = use_case.session.get_one(Submission, submission_id)
        version, day = submission.version, use_case.today
        staying = [item for item in open_items(use_case, submission) if item.code not in codes]
        edition = plan_edition(use_case, submission, staying, without=codes) if staying else None
    memo = make_memo(office, edition.asked) if edition is not None else None
    with acting(office, login, year, lock=True) as use_case:
        submission = use_case.session.get_one(Submission, submission_id)
        if submission.version != version:
            raise conflict(use_case, codes)
        if memo is not None:
            must_be_day(use_case, day)
        record = Record(use_case)
        rows = {row.item_id: row for row in submission.items}
        for item in open_items(use_case, submission):
            if item.code in codes:
                case = use_case.case(item, reason=reason)
                transition(record, item, "send_back", case, facts={"memo": submission.label}, submission=submission.id,
                    role=_role(case.capacities, use_case))  # fmt: skip
                rows[item.id].outcome, rows[item.id].reason = "sent_back", reason
                item.revision_id = item.submission_id = None
        if memo is None or edition is None:
            void(use_case, record, submission, reason, "sent_back")
            note = Notice("memo_voided", {"memo": submission.label})
        else:
            write_edition(record, submission, edition, memo, without=codes)
            note = Notice("memo_reissued", {"memo": submission.label, "edition": submission.edition})
    return note


def revise(office: Office, login: str, codes: Sequence[str], reason: str, *, year: int | None = None) -> list[Outcome]:
    """Start the next revision of published items; what is online stays online until the next one is published."""

    def one(code: str) -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            transition(
                Record(use_case), item, "revise", use_case.case(item, reason=reason),
                facts={"online": item.online.value}, role=Role.OFFICER,
            )  # fmt: skip
            item.round += 1
            item.revision_id = item.submission_id = None
            use_case.add_contributor(item, CARRIED)
            for part in item.parts if use_case.periods.of(item) else ():
                part.status = part.status or "accepted"  # a part of the year that was begun and taken back

    return each(codes, one)


def cancel_revision(office: Office, login: str, codes: Sequence[str], *, year: int | None = None) -> list[Outcome]:
    """Take back a revision begun by mistake, while nothing was done for it: the item stands as before ``revise``."""

    def one(code: str) -> None:
        with acting(office, login, year, lock=True) as use_case:
            item = use_case.item(code)
            transition(Record(use_case), item, "cancel_revision", use_case.case(item), role=Role.OFFICER)
            # The round left no trace beside the journal, so its number is free for the next one.
            use_case.forget_carrying(item)
            item.round -= 1
            item.revision_id = item.online_revision_id
            signed = queries.memos.that_signed(use_case.session, item.online_revision_id)
            item.submission_id = signed.id if signed is not None else None

    return each(codes, one)

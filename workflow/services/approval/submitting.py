"""``submit``: one memo for some items, or one for each.

Submit never holds a lock while LibreOffice works and never burns a number: the next number n is read; the memo is
rendered and converted with n outside any transaction; files are stored; then one short transaction checks that
versions, needs and the counter are still as read and writes number, journal and state. Otherwise the memo is remade,
at most three times, and then once more while holding the lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.errors import NumberTaken
from workflow.records.facts import RouteStop
from workflow.records.models import Item
from workflow.records.writing import add_row, row_id
from workflow.rules.errors import CheckFailed, Conflict, WorkflowError
from workflow.rules.states import Role
from workflow.services.approval.memo.files import make_memo, make_memos
from workflow.services.approval.memo.plans import MemoDraft, MemoPlan, MemoWish, must_be_ready, plan_memo
from workflow.services.approval.showing import Agree, must_want
from workflow.services.context.conflicts import DayTurned, conflict, must_be_day
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.transitions import Record, transition
from workflow.services.context.use_case import UseCase, acting, reading

TRIES = 3
"""Times the memo is remade for a number somebody else took, before it is made while holding the lock."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A memo with its number as printed in Arabic digits, and its items."""

    submission: int
    label: str
    items: tuple[str, ...]


def submit(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    number: str | None = None,
    subject: str | None = None,
    opinion: str | None = None,
    signer: str | None = None,
    without_emblem: bool = False,
    agree: Agree | None = None,
    year: int | None = None,
) -> Submitted:
    """Submit items of one compiling group for approval with one memo.

    :param number: label given by another system, for a book marked external.
    :param subject: of the memo; made from the items when not given. ``opinion``: the director's endorsement.
    :param signer: login of who will sign by delegation; ``None``: the head of the day.
    :param without_emblem: the memo may show a frame where the emblem belongs.
    :param agree: asked once, of the memo as it will be, before its number is taken; ``None``: nobody is asked.
    :raises Refused: with the reasons of every item; no number was used. :raises Declined: the answer was no.
    :raises CheckFailed: the memo could not be made. :raises Conflict: a step on an item came first.
    """
    wish = MemoWish(number, subject, opinion, signer, without_emblem)
    for attempt in range(TRIES + 1):
        with suppress(NumberTaken, DayTurned):
            if attempt < TRIES:
                return _submit(office, login, codes, wish, year, agree if attempt == 0 else None)
            return _submit_locked(office, login, codes, wish, year)
    raise Conflict("number_taken", items=list(codes))


def _submit(
    office: Office, login: str, codes: Sequence[str], wish: MemoWish, year: int | None, agree: Agree | None
) -> Submitted:
    """Read, make the memo with nothing locked, then record it in one short transaction.

    :raises NumberTaken: somebody took its number meanwhile. :raises DayTurned: midnight passed meanwhile.
    """
    with reading(office, login, year) as use_case:
        items = use_case.items(codes)
        titles = {item.code: item.title for item in items}
        plan = plan_memo(use_case, items, wish)
    draft = plan.draft(make_memo(office, plan.asked))
    if agree is not None:
        must_want(office, [draft], titles, agree)
    with acting(office, login, year, lock=True) as use_case:
        return _write(Record(use_case), use_case.items(codes), draft, wish)


def _submit_locked(office: Office, login: str, codes: Sequence[str], wish: MemoWish, year: int | None) -> Submitted:
    """The same while nobody else may write: nothing can change any more while the memo is made."""
    with acting(office, login, year, lock=True) as use_case:
        items = use_case.items(codes)
        plan = plan_memo(use_case, items, wish)
        return _write(Record(use_case), items, plan.draft(make_memo(office, plan.asked)), wish)


def submit_items(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    number: str | None = None,
    subject: str | None = None,
    opinion: str | None = None,
    each: bool = False,
    signer: str | None = None,
    without_emblem: bool = False,
    agree: Agree | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Submit items with one memo, or with ``each`` one for every item; a result for each item, its memo's number noted.

    :raises Refused: and whatever else :func:`submit` raises, for one memo.
    """
    if each:
        return submit_each(
            office, login, codes, opinion=opinion, signer=signer, without_emblem=without_emblem, agree=agree, year=year
        )
    done = submit(
        office, login, codes, number=number, subject=subject, opinion=opinion, signer=signer,
        without_emblem=without_emblem, agree=agree, year=year,
    )  # fmt: skip
    return [Outcome(code, None, done.label) for code in done.items]


def submit_each(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    opinion: str | None = None,
    signer: str | None = None,
    without_emblem: bool = False,
    agree: Agree | None = None,
    year: int | None = None,
) -> list[Outcome]:
    """Submit items with a memo for each, made in one batch; one result for each, and a failure stops no other.

    Every memo is planned with the number it would get if all before it are recorded. When one is not, or somebody
    else takes a number meanwhile, those after it are made again one by one, as :func:`submit` does.
    """
    results: dict[str, Outcome] = {}
    plans: dict[str, MemoPlan] = {}
    wish = MemoWish(opinion=opinion, signer=signer, without_emblem=without_emblem)
    with reading(office, login, year) as use_case:
        items = use_case.items(codes)
        for item in items:
            try:
                plans[item.code] = plan_memo(use_case, [item], wish, ahead=len(plans))
            except WorkflowError as refused:
                results[item.code] = Outcome(item.code, refused)
        order = [item.code for item in items]
        titles = {item.code: item.title for item in items}
    made = dict(zip(plans, make_memos(office, [p.asked for p in plans.values()]), strict=True))
    if agree is not None:
        drafts = [plans[code].draft(memo) for code, memo in made.items() if not isinstance(memo, CheckFailed)]
        must_want(office, drafts, titles, agree)
    with acting(office, login, year, lock=True) as use_case:
        record = Record(use_case)
        now = {item.code: item for item in use_case.items(plans)}

        def one(code: str) -> str:
            memo = made[code]
            if isinstance(memo, CheckFailed):
                raise memo
            return _write(record, [now[code]], plans[code].draft(memo), wish).label

        done = each_within(use_case, plans, one, lambda n, of: office.progress("submit", n, of))
    results |= {outcome.what: outcome for outcome in done}
    late = [outcome.what for outcome in done if isinstance(outcome.error, NumberTaken | DayTurned)]
    again = each(
        late,
        lambda code: (
            submit(
                office, login, [code], opinion=opinion, signer=signer, without_emblem=without_emblem, year=year
            ).label
        ),
    )
    results |= {outcome.what: outcome for outcome in again}
    return [results[code] for code in order]


def _write(record: Record, items: Sequence[Item], draft: MemoDraft, wish: MemoWish) -> Submitted:
    """Write one memo, while the office is locked. The caller commits.

    :raises NumberTaken: its number is not the next one any more. :raises DayTurned: its date is not today any more.
    :raises Conflict: an item has moved.
    """
    use_case = record.use_case
    moved = [item.code for item in items if item.version != draft.versions[item.code]]
    if moved:
        raise conflict(use_case, moved)
    must_be_day(use_case, draft.day)
    must_be_ready(use_case, items, wish.signer)
    _take_number(use_case, items, draft)
    submission = row_id(use_case.session, "Submission")
    add_row(
        use_case.session,
        "Submission",
        id=submission,
        cycle_id=items[0].cycle_id,
        office_id=use_case.office_id,
        group_key=items[0].compiling_group or "",
        label=draft.label,
        book_year=draft.year,
        number=draft.number,
        edition=0,
        subject=draft.subject,
        status="open",
        officer=draft.officer,
        submitted_by=use_case.me.login,
        submitted_at=use_case.now,
        route=tuple(map(RouteStop, use_case.office.settings.route)),
        before_head=draft.before_head,
        printed_head=draft.printed.login,
        printed_kind=draft.printed.kind,
        memo_docx=draft.memo.docx,
        memo_issued=draft.memo.issued,
        memo_pages=draft.memo.pages,
        memo_code=draft.memo.code,
        memo_code_digest=draft.memo.code_digest,
        seal_seq=draft.seal[0],
        seal_hash=draft.seal[1],
    )
    for item in items:
        revision = use_case.revision(item)
        if revision is None:
            raise conflict(use_case, [item.code])
        facts = {"memo": draft.label, "memo_sha256": draft.memo.issued, "opinion": wish.opinion}
        transition(
            record, item, "submit", use_case.case(item),
            facts=facts, revision=revision.digest, submission=submission, role=Role.DIRECTOR,
        )  # fmt: skip
        use_case.add_contributor(item, "submitted")
        item.submission_id = submission
        add_row(
            use_case.session, "SubmissionItem", office_id=use_case.office_id, submission_id=submission, item_id=item.id,
            revision_id=revision.id, outcome="open", reason=None,
        )  # fmt: skip
    return Submitted(submission, draft.label, tuple(item.code for item in items))


def _take_number(use_case: UseCase, items: Sequence[Item], draft: MemoDraft) -> None:
    session, by = use_case.session, use_case.me.login
    document = numbering.Document(
        dated=use_case.today,
        subject=draft.subject,
        label=draft.label,
        sender=use_case.groups[items[0].compiling_group or ""].name,
        recipient=use_case.office.settings.office.head_post,
    )
    if draft.external:
        # The settings say so; the book of a new year is told when its first number comes.
        numbering.make_external(session, use_case.office_id, BookKind.MEMO, draft.year, at=use_case.now)
        numbering.take_given(
            session, use_case.office_id, BookKind.MEMO, draft.year, draft.number, document, by=by, at=use_case.now
        )
    else:
        numbering.take(
            session,
            use_case.office_id,
            BookKind.MEMO,
            draft.year,
            document,
            by=by,
            at=use_case.now,
            expected=draft.number,
        )

"""``submit``: one memo for some items, or one for each.

Submit never holds a lock while LibreOffice works and never burns a number: the next number n is read; the memo is
rendered and converted with n outside any transaction; files are stored; then one short transaction checks that
versions, needs and the counter are still as read and writes number, journal and state. Otherwise the memo is remade,
at most three times, and then once more while holding the lock.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from workflow.ports.papers import Endorsement
from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.errors import NumberTaken
from workflow.records.journal import chain_head
from workflow.records.models import Item, Submission, SubmissionItem
from workflow.records.unit_of_work import UnitOfWork
from workflow.rules.errors import BadInput, CheckFailed, NeedNotMet, Refused, SomeoneElseActed, Unmet, WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Role
from workflow.services.approval.memo_fields import MEMO_BOOK, memo_missing
from workflow.services.approval.memo_files import Asked, MadeMemo, code_name, make_memo, make_memos
from workflow.services.context.conflicts import overtaken
from workflow.services.context.office import Office
from workflow.services.context.results import Outcome, each, each_within
from workflow.services.context.signing_order import before_the_head, names
from workflow.services.context.transitions import Record, act
from workflow.services.context.use_case import Desk
from workflow.services.documents.form_facts import ENDORSEMENT, endorsements_ahead, memo_facts
from workflow.services.documents.number_format import book_label, running_number
from workflow.thai import buddhist_year, normalise

TRIES = 3
"""Times the memo is remade for a number somebody else took, before it is made while holding the lock."""
LISTED = 6
"""Items a subject lists by code; the annex always lists them all."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """A memo with its number as printed in Arabic digits, and its items."""

    submission: int
    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A memo made for number ``number``, not yet recorded."""

    number: int
    external: bool
    label: str
    year: int
    versions: dict[str, int]
    officer: str
    subject: str
    seal: tuple[int, str]
    before_head: list[dict[str, Any]]
    memo: MadeMemo


def submit(
    office: Office,
    login: str,
    codes: Sequence[str],
    *,
    number: str | None = None,
    subject: str | None = None,
    opinion: str | None = None,
    year: int | None = None,
) -> Submitted:
    """Submit items of one compiling group for approval with one memo.

    :param number: label given by another system, for a book marked external.
    :param subject: of the memo; made from the items when not given. ``opinion``: the director's endorsement.
    :raises Refused: with the reasons of every item; no number was used.
    :raises CheckFailed: the memo could not be made. :raises SomeoneElseActed: a step on an item came first.
    """
    for attempt in range(TRIES + 1):
        with ExitStack() as stack:
            held: UnitOfWork | None = None
            if attempt == TRIES:
                held = stack.enter_context(office.unit_of_work())
                held.lock_office(Desk(office, held, login, year).office_id)
            draft = _make(office, login, codes, number, subject, opinion, year, held)
            try:
                return _record(office, login, codes, draft, opinion, year, held)
            except NumberTaken:
                continue
    raise SomeoneElseActed("number_taken", items=list(codes))


def _cases(desk: Desk, items: Sequence[Item]) -> None:
    """Refuse with every reason of every item."""
    groups = list(dict.fromkeys(item.compiling_group for item in items))
    if len(groups) > 1:
        facts = {"items": [item.code for item in items], "groups": groups}
        raise Refused("items_of_several_groups", "submit", (Unmet("items_of_several_groups", facts),))
    missing = memo_missing(desk, items)
    reasons: list[Unmet] = []
    first: WorkflowError | None = None
    for item in items:
        try:
            decide("submit", replace(desk.case(item), memo_missing=missing))
        except Refused as refused:
            first = first or refused
            reasons += [r for r in refused.reasons if r not in reasons]
    if first is not None:
        if len(items) == 1:
            raise first
        kind = type(first) if isinstance(first, Refused) else NeedNotMet
        raise kind(first.code, "submit", reasons, items=[item.code for item in items])


def _make(
    office: Office,
    login: str,
    codes: Sequence[str],
    number: str | None,
    subject: str | None,
    opinion: str | None,
    year: int | None,
    held: UnitOfWork | None,
) -> _Draft:
    """Read, render, convert, store; nothing is recorded."""
    with ExitStack() as stack:
        uow = held or stack.enter_context(office.unit_of_work(write=False))
        desk = Desk(office, uow, login, year)
        plan = _plan(desk, desk.items(codes), number, subject, opinion)
    return plan.draft(make_memo(office, plan.asked))


@dataclass(frozen=True, slots=True)
class _Plan:
    """A memo as it would be with the next number: what its form is filled with, and what becomes of it once made."""

    asked: Asked
    draft: Callable[[MadeMemo], _Draft]


def _plan(
    desk: Desk, items: Sequence[Item], number: str | None, subject: str | None, opinion: str | None, ahead: int = 0
) -> _Plan:
    """Everything the memo says, as recorded now.

    :param ahead: memos planned before this one in the same batch; its number is so many further on.
    :raises Refused: with the reasons of every item.
    """
    office, session = desk.office, desk.session
    _cases(desk, items)
    book_year = buddhist_year(desk.today)
    external = office.settings.books[MEMO_BOOK].external
    if external and not number:
        raise BadInput("external_book_needs_number", book=MEMO_BOOK)
    if number and not external:
        raise BadInput("book_is_ours", book=MEMO_BOOK, number=number)
    if number:
        next_number, label = running_number(number), normalise(number.strip())
    else:
        next_number = numbering.peek(session, desk.office_id, BookKind.MEMO, book_year) + ahead
        label = book_label(office.settings, MEMO_BOOK, next_number, book_year)
    officer = next(login for item in items for login in reversed(desk.contributors(item, "compiled")))
    seal = chain_head(session, desk.office_id)
    text = normalise(subject) if subject else default_subject(desk, items)
    director = desk.me
    held_as = director.holds(Role.DIRECTOR, items[0].compiling_group)
    endorsement = Endorsement(
        normalise(opinion) if opinion else ENDORSEMENT,
        director.name,
        held_as.lines if held_as else (director.post,),
        desk.today,
    )
    facts = memo_facts(
        desk,
        items,
        label=label,
        subject=text,
        dated=desk.today,
        officer=desk.everybody[officer],
        endorsements=[endorsement, *endorsements_ahead(desk, office.settings.route)],
        edition=0,
        excepted=(),
        seal=f"{seal[0]}:{seal[1]}",
        code=code_name(book_year, next_number, 0),
    )
    before_head = before_the_head(
        office.settings.signing.before_head, desk.everybody.values(), officer, director.login, office.settings.route
    )
    versions = {item.code: item.version for item in items}
    draft = partial(_Draft, next_number, external, label, book_year, versions, officer, text, seal, before_head)
    return _Plan(Asked(facts, desk.office_row.secret, names(before_head)), draft)


def submit_each(
    office: Office, login: str, codes: Sequence[str], *, opinion: str | None = None, year: int | None = None
) -> list[Outcome]:
    """Submit items with a memo for each, made in one batch; one result for each, and a failure stops no other.

    Every memo is planned with the number it would get if all before it are recorded. When one is not, or somebody
    else takes a number meanwhile, those after it are made again one by one, as :func:`submit` does.
    """
    results: dict[str, Outcome] = {}
    plans: dict[str, _Plan] = {}
    with office.unit_of_work(write=False) as uow:
        desk = Desk(office, uow, login, year)
        items = desk.items(codes)
        for item in items:
            try:
                plans[item.code] = _plan(desk, [item], None, None, opinion, ahead=len(plans))
            except WorkflowError as refused:
                results[item.code] = Outcome(item.code, refused)
        order = [item.code for item in items]
    made = dict(zip(plans, make_memos(office, [p.asked for p in plans.values()]), strict=True))
    with office.unit_of_work() as uow:
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        record = Record(desk)
        now = {item.code: item for item in desk.items(plans)}

        def one(code: str) -> str:
            memo = made[code]
            if isinstance(memo, CheckFailed):
                raise memo
            return _write(record, [now[code]], plans[code].draft(memo), opinion).label

        done = each_within(uow.session, plans, one, lambda n, of: office.progress("submit", n, of))
        uow.commit()
    results |= {outcome.what: outcome for outcome in done}
    late = [outcome.what for outcome in done if isinstance(outcome.error, NumberTaken)]
    again = each(late, lambda code: submit(office, login, [code], opinion=opinion, year=year).label)
    results |= {outcome.what: outcome for outcome in again}
    return [results[code] for code in order]


def default_subject(desk: Desk, items: Sequence[Item]) -> str:
    """เรื่อง of the memo: a few items by code, so that a register entry can be found again; many by their number."""
    codes = ", ".join(item.code for item in items)
    which = f"ข้อ {codes}" if len(items) <= LISTED else f"จำนวน {len(items)} ข้อ"
    return f"ขอความเห็นชอบเผยแพร่ข้อมูลสาธารณะ (OIT) {which} ประจำปีงบประมาณ พ.ศ. {desk.cycle.fiscal_year}"


def _record(
    office: Office,
    login: str,
    codes: Sequence[str],
    draft: _Draft,
    opinion: str | None,
    year: int | None,
    held: UnitOfWork | None,
) -> Submitted:
    """The one short transaction: everything still as read, then number, journal, state."""
    with ExitStack() as stack:
        uow = held or stack.enter_context(office.unit_of_work())
        desk = Desk(office, uow, login, year)
        uow.lock_office(desk.office_id)
        done = _write(Record(desk), desk.items(codes), draft, opinion)
        uow.commit()
        return done


def _write(record: Record, items: Sequence[Item], draft: _Draft, opinion: str | None) -> Submitted:
    """Write one memo, while the office is locked. The caller commits.

    :raises NumberTaken: its number is not the next one any more. :raises SomeoneElseActed: an item has moved.
    """
    desk = record.desk
    moved = [item.code for item in items if item.version != draft.versions[item.code]]
    if moved:
        raise overtaken(desk, moved)
    _cases(desk, items)
    _take_number(desk, items, draft)
    submission = Submission(
        office_id=desk.office_id,
        group_key=items[0].compiling_group or "",
        label=draft.label,
        book_year=draft.year,
        number=draft.number,
        edition=0,
        subject=draft.subject,
        status="open",
        officer=draft.officer,
        submitted_by=desk.me.login,
        submitted_at=desk.now,
        route=[{"post": post, "by": None} for post in desk.office.settings.route],
        before_head=draft.before_head,
        memo_docx=draft.memo.docx,
        memo_issued=draft.memo.issued,
        memo_pages=draft.memo.pages,
        memo_code=draft.memo.code,
        memo_code_digest=draft.memo.code_digest,
        seal_seq=draft.seal[0],
        seal_hash=draft.seal[1],
    )
    desk.session.add(submission)
    desk.session.flush()
    for item in items:
        revision = desk.revision(item)
        if revision is None:
            raise overtaken(desk, [item.code])
        facts = {"memo": draft.label, "memo_sha256": draft.memo.issued, "opinion": opinion}
        act(record, item, "submit", desk.case(item), facts=facts, revision=revision.digest, submission=submission.id,
            role=Role.DIRECTOR)  # fmt: skip
        desk.add_contributor(item, "submitted")
        item.submission_id = submission.id
        desk.session.add(
            SubmissionItem(
                submission_id=submission.id, item_id=item.id, revision_id=revision.id, outcome="open", reason=None
            )
        )
    return Submitted(submission.id, draft.label, tuple(item.code for item in items))


def _take_number(desk: Desk, items: Sequence[Item], draft: _Draft) -> None:
    session, by = desk.session, desk.me.login
    document = numbering.Document(
        dated=desk.today,
        subject=draft.subject,
        label=draft.label,
        sender=desk.groups[items[0].compiling_group or ""].name,
        recipient=desk.office.settings.office.head_post,
    )
    if draft.external:
        # The settings say so; the book of a new year is told when its first number comes.
        numbering.make_external(session, desk.office_id, BookKind.MEMO, draft.year, at=desk.now)
        numbering.take_given(
            session, desk.office_id, BookKind.MEMO, draft.year, draft.number, document, by=by, at=desk.now
        )
    else:
        numbering.take(
            session, desk.office_id, BookKind.MEMO, draft.year, document, by=by, at=desk.now, expected=draft.number
        )

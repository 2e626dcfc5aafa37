"""A memo before it is made: what its form is filled with, and what is still as it was read when it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from workflow.ports.papers import Endorsement
from workflow.records import numbering
from workflow.records.books import BookKind
from workflow.records.facts import SigningPlace
from workflow.records.journal import chain_head
from workflow.records.models import Item
from workflow.rules.case import Printed
from workflow.rules.errors import BadInput, CheckFailed, NeedNotMet, Refused, Unmet, WorkflowError
from workflow.rules.machine import decide
from workflow.rules.states import Kind, Role
from workflow.services.approval.memo.fields import MEMO_BOOK, memo_missing
from workflow.services.approval.memo.files import Asked, MadeMemo, code_name
from workflow.services.context.authorization import Actor
from workflow.services.context.conflicts import conflict
from workflow.services.context.signed.order import before_the_head, names
from workflow.services.context.use_case import UseCase
from workflow.services.documents.form_facts import ENDORSEMENT, endorsements_ahead, memo_facts
from workflow.services.documents.number_format import book_label, running_number
from workflow.thai import buddhist_year, one_line

LISTED = 6
"""Items a subject lists by code; the annex always lists them all."""


@dataclass(frozen=True, slots=True)
class MemoWish:
    """What the director says of a memo; ``None``: the office's own number, the subject made from the items, the usual
    endorsement.

    :param number: label given by another system, for a book marked external. :param opinion: the endorsement.
    :param signer: login of who will sign, where that is not the head of the day: somebody with delegated power.
    :param without_emblem: it may show a frame where the emblem belongs: it goes on paper that has one.
    """

    number: str | None = None
    subject: str | None = None
    opinion: str | None = None
    signer: str | None = None
    without_emblem: bool = False


@dataclass(frozen=True, slots=True)
class MemoDraft:
    """A memo made for number ``number``, dated ``day``, not yet recorded.

    :param versions: item code -> its row's version when it was read. :param seal: the journal's head that it carries.
    """

    day: date
    number: int
    external: bool
    label: str
    year: int
    versions: dict[str, int]
    officer: str
    subject: str
    seal: tuple[int, str]
    before_head: tuple[SigningPlace, ...]
    printed: Printed
    memo: MadeMemo


@dataclass(frozen=True, slots=True)
class MemoPlan:
    """A memo as it would be with the next number: what its form is filled with, and what becomes of it once made."""

    asked: Asked
    draft: Callable[[MadeMemo], MemoDraft]


def plan_memo(use_case: UseCase, items: Sequence[Item], wish: MemoWish, *, ahead: int = 0) -> MemoPlan:
    """Everything the memo says, as recorded now.

    :param ahead: memos planned before this one in the same batch; its number is so many further on.
    :raises Refused: with the reasons of every item.
    :raises BadInput: a number for a book that counts by itself, or none for an external one.
    """
    office, session = use_case.office, use_case.session
    items = sorted(items, key=lambda item: item.number)  # as the list of items has them, however they were typed
    must_be_ready(use_case, items, wish.signer)
    must_be_kept(use_case, items)
    book_year = buddhist_year(use_case.today)
    external = office.settings.books[MEMO_BOOK].external
    number = wish.number
    if external and not number:
        raise BadInput("external_book_needs_number", book=MEMO_BOOK)
    if number and not external:
        raise BadInput("book_is_ours", book=MEMO_BOOK, number=number)
    if number:
        next_number, label = running_number(number), one_line(number.strip())
    else:
        next_number = numbering.peek(session, use_case.office_id, BookKind.MEMO, book_year) + ahead
        label = book_label(office.settings, MEMO_BOOK, next_number, book_year)
    officer = prepared_by(use_case, items)
    seal = chain_head(session, use_case.office_id)
    text = one_line(wish.subject) if wish.subject else default_subject(use_case, items)
    director = use_case.me
    held_as = director.holds(Role.DIRECTOR, items[0].compiling_group)
    endorsement = Endorsement(
        one_line(wish.opinion) if wish.opinion else ENDORSEMENT,
        director.name,
        held_as.lines if held_as else (director.post,),
        use_case.today,
    )
    head = use_case.head(wish.signer)
    printed = printed_as(head)
    facts = memo_facts(
        use_case,
        items,
        label=label,
        subject=text,
        dated=use_case.today,
        officer=officer,
        endorsements=[endorsement, *endorsements_ahead(use_case, office.settings.route)],
        edition=0,
        excepted=(),
        seal=f"{seal[0]}:{seal[1]}",
        code=code_name(book_year, next_number, 0),
        head=head,
    )
    wanted, route = office.settings.signing.before_head, office.settings.route
    before_head = before_the_head(wanted, officer.login, director.login, route)
    versions = {item.code: item.version for item in items}
    by = officer.login
    draft = partial(
        MemoDraft,
        use_case.today,
        next_number,
        external,
        label,
        book_year,
        versions,
        by,
        text,
        seal,
        before_head,
        printed,
    )  # fmt: skip
    emblem = not office.settings.sample and not wish.without_emblem
    return MemoPlan(Asked(facts, use_case.office_row.secret, names(before_head), emblem), draft)


def printed_as(head: Actor) -> Printed:
    """Who is printed on a memo, and in which capacity."""
    appointment = head.holds(Role.HEAD)
    return Printed(None, head.login, appointment.kind if appointment is not None else Kind.HOLDER)


def prepared_by(use_case: UseCase, items: Sequence[Item]) -> Actor:
    """Who compiled the revision of the first of the items, with the post held then: they may have left since.

    :raises Conflict: it was opened again meanwhile.
    """
    revision = use_case.revision(items[0])
    if revision is None:
        raise conflict(use_case, [items[0].code])
    return use_case.person_on(revision.made_by, revision.made_at.astimezone(use_case.now.tzinfo).date())


def must_be_ready(use_case: UseCase, items: Sequence[Item], head: str | None = None) -> None:
    """Whether the items may be submitted together now. :raises Refused: with every reason of every item.

    :param head: login of who will sign, where that is not the head of the day.
    """
    groups = list(dict.fromkeys(item.compiling_group for item in items))
    if len(groups) > 1:
        facts = {"items": [item.code for item in items], "groups": groups}
        raise Refused("items_of_several_groups", "submit", (Unmet("items_of_several_groups", facts),))
    missing = memo_missing(use_case, items)
    who = use_case.head(head) if "head" not in missing else None
    reasons: list[Unmet] = []
    first: WorkflowError | None = None
    for item in items:
        try:
            decide("submit", use_case.case(item, signer=who or "", memo_missing=missing))
        except Refused as refused:
            first = first or refused
            reasons += [r for r in refused.reasons if r not in reasons]
    if first is not None:
        if len(items) == 1:
            raise first
        kind = type(first) if isinstance(first, Refused) else NeedNotMet
        raise kind(first.code, "submit", reasons, items=[item.code for item in items])


def must_be_kept(use_case: UseCase, items: Sequence[Item]) -> None:
    """A check of the step: every file that the memo is about is still in the store, and whole where it is to be signed.

    :raises CheckFailed: every file that is lost or damaged; no number was used.
    """
    store, problems = use_case.office.store, []
    for item in items:
        revision = use_case.revision(item)
        for file in revision.manifest.files if revision is not None else ():
            facts = {"item": item.code, "file": file.name}
            wanted = [digest for digest in (file.sha256, file.issued) if digest is not None]
            if any(digest not in store for digest in wanted):
                problems.append(Unmet("file_lost", facts, "administrator"))
            elif file.duty.head_signs and file.issued is not None and not store.is_whole(file.issued):
                problems.append(Unmet("file_altered", facts, "administrator"))
    if problems:
        raise CheckFailed("check_failed", "submit", problems)


def default_subject(use_case: UseCase, items: Sequence[Item]) -> str:
    """เรื่อง of the memo: a few items by code, so that a register entry can be found again; many by their number.

    Where all are of one part of the year (one month of many items), that part is named.
    """
    codes = ", ".join(item.code for item in items)
    which = f"ข้อ {codes}" if len(items) <= LISTED else f"จำนวน {len(items)} ข้อ"
    parts = {tuple(p.title for p in use_case.periods.in_hand(item)) for item in items}
    only = parts.pop() if len(parts) == 1 else ()
    part = f" งวด{only[0]}" if len(only) == 1 else ""
    year = use_case.cycle_of(items[0]).fiscal_year
    return f"ขอความเห็นชอบให้เผยแพร่ข้อมูลสาธารณะ (OIT) {which}{part} ประจำปีงบประมาณ พ.ศ. {year}"

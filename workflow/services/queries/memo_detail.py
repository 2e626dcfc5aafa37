"""One memo as who decides on it reads it: its papers by digest, its items, who passed it on, what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from workflow.records import queries
from workflow.rules.errors import NotFound, Unmet
from workflow.rules.machine import why
from workflow.rules.states import Duty, State
from workflow.rules.table import starting_in
from workflow.services.approval.attestations import in_the_way, open_attestations
from workflow.services.approval.memo.items import open_items
from workflow.services.approval.reissuing import MAY
from workflow.services.approval.seen import approved_digest
from workflow.services.approval.signing import box_lines
from workflow.services.approval.successors import left_behind
from workflow.services.context.authorization import capacities
from workflow.services.context.signed.order import base, my_turn, places
from workflow.services.context.use_case import UseCase, reading
from workflow.services.queries.flags import Flag, flags
from workflow.services.queries.inbox import Waiting, waiting_in
from workflow.services.queries.item_detail import revisions

if TYPE_CHECKING:
    from workflow.records.models import Approval, Evidence, Item, Revision, Submission
    from workflow.services.context.office import Office


@dataclass(frozen=True, slots=True)
class PaperOfItem:
    """One file of an item. ``digest``: of the bytes that are signed or sealed; ``pages`` ``None``: it has none to draw.

    :param handed_in: digest of the file as the group handed it in.
    """

    name: str
    group: str
    duty: Duty
    digest: str
    handed_in: str
    pages: int | None
    size: int
    url: str | None
    number: str | None
    dated: date | None


@dataclass(frozen=True, slots=True)
class ItemOnMemo:
    """One item. ``added``, ``removed``, ``replaced``: names of files against the revision ``before``, by its number.

    :param nil: groups that said they have nothing, each with its reason.
    """

    code: str
    name: str
    title: str
    papers: tuple[PaperOfItem, ...]
    nil: tuple[tuple[str, str], ...]
    flags: tuple[Flag, ...]
    before: int | None
    added: tuple[str, ...]
    removed: tuple[str, ...]
    replaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One post on the way. ``name`` ``None``: nobody has passed it on yet."""

    post: str
    name: str | None
    posts: tuple[str, ...]
    on: date | None
    opinion: str | None


@dataclass(frozen=True, slots=True)
class Approved:
    """A decision that waits for the key. ``holds``: it is of the memo as it is now."""

    name: str
    login: str
    at: datetime
    excepted: tuple[str, ...]
    reason: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Box:
    """How a person would be printed where the head signs, in one capacity. ``reasons``: against signing in this one."""

    name: str
    lines: tuple[str, ...]
    reasons: tuple[Unmet, ...]


@dataclass(frozen=True, slots=True)
class MemoDetail:
    """A memo as it stands. ``digest``: what would be agreed to with nothing excepted.

    :param offers: step -> all that stands in its way for this person; only steps that are this person's.
    :param standing: what stands in the way of the head's signature, whoever asks.
    :param boxes: one for each capacity in which this person may sign as head today; empty: may not sign.
    :param also: what this person may do with the memo that is no step: ``attest``, ``take_over``, ``reissue``.
    :param posts: what this person holds, as it is recorded when they pass the memo on or send it back.
    """

    id: int
    label: str
    edition: int
    subject: str
    status: str
    void_reason: str | None
    officer: str
    director: str
    submitted_at: datetime
    route: tuple[Stop, ...]
    paper: str
    pages: int
    issued: str
    signed: str | None
    signer: str | None
    decided_on: date | None
    items: tuple[ItemOnMemo, ...]
    digest: str
    offers: dict[str, tuple[Unmet, ...]]
    standing: tuple[Unmet, ...]
    approved: Approved | None
    boxes: tuple[Box, ...]
    posts: tuple[str, ...]
    countersigned: tuple[tuple[str, bool], ...]
    my_countersign: bool
    also: tuple[str, ...]
    fiscal_year: int


def memo_detail(office: Office, login: str, memo: int) -> MemoDetail:
    """One memo by its primary key, for one person. :raises NotFound: no such memo in this office."""
    with reading(office, login) as use_case:
        found = queries.memos.of_list(use_case.session, use_case.office_id, [memo])
        if not found:
            raise NotFound("memo_unknown", memo=memo)
        submission = found[0]
        still = open_items(use_case, submission)
        gone = {row.item_id for row in submission.items if row.outcome != "withdrawn"}
        shown = still or use_case.items_with(gone)
        cycle = use_case.cycle_of(shown[0]) if shown else use_case.cycle
        use_case.year = cycle.fiscal_year
        offers, standing = _offers(use_case, still)
        digest = approved_digest(use_case, submission, still)
        earlier = queries.revisions.of_items(use_case.session, [item.id for item in shown])
        return MemoDetail(
            id=submission.id, label=submission.label, edition=submission.edition, subject=submission.subject,
            status=submission.status, void_reason=submission.void_reason,
            officer=_name(use_case, submission.officer), director=_name(use_case, submission.submitted_by),
            submitted_at=submission.submitted_at,
            route=tuple(Stop(s.post, s.name, s.posts, s.on, s.opinion) for s in submission.route),
            paper=submission.memo_signed or base(submission), pages=submission.memo_pages,
            issued=submission.memo_issued, signed=submission.memo_signed, signer=submission.signer_name,
            decided_on=submission.decided_on,
            items=tuple(_item(use_case, submission, item, earlier[item.id]) for item in shown), digest=digest,
            offers=offers, standing=standing, approved=_approved(
                use_case, submission, still, queries.memos.approvals_of(use_case.session, [submission.id]).get(memo)
            ),
            boxes=_boxes(use_case, still),
            posts=tuple(dict.fromkeys(" ".join(h.lines) for h in use_case.me.appointments)),
            countersigned=tuple(
                (_name(use_case, p.login or p.post or ""), p.signed is not None) for p in places(submission)
            ),
            my_countersign=my_turn(submission, use_case.me, use_case.heads_today),
            also=tuple(_also(use_case, submission, still, standing)), fiscal_year=cycle.fiscal_year,
        )  # fmt: skip


def _also(use_case: UseCase, submission: Submission, items: Sequence[Item], standing: Sequence[Unmet]) -> Iterator[str]:
    if not items:
        return
    halves = [row for row, paper in open_attestations(use_case) if paper.id == submission.id]
    if any(not any(in_the_way(use_case, row, submission, use_case.me)) for row in halves):
        yield "attest"
    if left_behind(use_case, submission):
        yield "take_over"
    may = set(MAY) & capacities(use_case.me, items[0], submission, use_case.everybody.values())
    if may and any(reason.code == "head_named_differs" for reason in standing):
        yield "reissue"


def _boxes(use_case: UseCase, items: Sequence[Item]) -> tuple[Box, ...]:
    held, found = use_case.me.as_heads, []
    for one in held:
        reasons: dict[str, Unmet] = {}
        for item in items if len(held) > 1 else ():  # with one capacity they stand with the offer
            case = use_case.case(item, signer=use_case.me.as_head(one.capacity), reason="-")
            reasons |= {repr(reason): reason for reason in why("sign", case) if reason.code in _OF_PRINT}
        lines = box_lines(use_case.me.name, one.lines, use_case.today)
        found.append(Box(one.capacity, lines, tuple(reasons.values())))
    return tuple(found)


def _name(use_case: UseCase, login: str) -> str:
    person = use_case.everybody.get(login)
    return person.name if person is not None else login


def _offers(use_case: UseCase, items: Sequence[Item]) -> tuple[dict[str, tuple[Unmet, ...]], tuple[Unmet, ...]]:
    """Steps of this person, each with every reason against it; and the reasons against signing, whoever signs."""
    # A reason is typed on the page itself: that it is not there yet stands in nobody's way.
    mine = [use_case.case(item, reason="-") for item in items]
    anybodys = [use_case.case(item, signer=use_case.expected_signer(item), reason="-") for item in items]
    offers: dict[str, tuple[Unmet, ...]] = {}
    for trigger in dict.fromkeys(step.trigger for step in starting_in(State.SUBMITTED)):
        found: dict[str, Unmet] = {}
        for case in anybodys if trigger == "receive" else mine:
            found |= {repr(reason): reason for reason in why(trigger, case)}
        if items and not any(reason.code == "wrong_role" for reason in found.values()):
            offers[trigger] = tuple(found.values())
    standing = {repr(r): r for case in anybodys for r in why("sign", case) if r.code not in _OF_WHO_ASKS}
    return offers, tuple(standing.values())


_OF_PRINT = ("head_named_differs", "sheet_names_another")
_OF_WHO_ASKS = ("wrong_role", "holder_suspended", "no_appointment_today")


def _item(use_case: UseCase, submission: Submission, item: Item, rows: Sequence[Revision]) -> ItemOnMemo:
    frozen = next((row.revision_id for row in submission.items if row.item_id == item.id), None)
    revision = queries.revisions.with_id(use_case.session, frozen) if frozen is not None else None
    carried = {f.id for f in revision.manifest.files if f.carried} if revision is not None else set()
    every = revisions(use_case, item, rows)
    now = next((r for r in every if revision is not None and r["digest"] == revision.digest), None)
    before = [r["number"] for r in every if now is not None and r["number"] < now["number"] and r["signed"]]
    proof = use_case.of_cycle(item, queries.revisions.last_proofs).get(item.id)
    return ItemOnMemo(
        item.code, use_case.name_of(item), item.title,
        tuple(_paper(e) for e in use_case.evidence(item) if e.id not in carried),
        tuple((p.group_key, p.nil_reason) for p in item.parts if p.nil_reason),
        tuple(flags(use_case, item, revision, proof)),
        before[-1] if before else None,
        *(tuple(now[what]) if now is not None else () for what in ("added", "removed", "replaced")),
    )  # fmt: skip


def _paper(e: Evidence) -> PaperOfItem:
    digest = e.signed_sha256 or e.issued_sha256 or e.sha256
    drawn = e.issued_sha256 is not None or e.media_type == "application/pdf"
    pages = (e.issued_pages or e.pages or 1) if drawn else None
    return PaperOfItem(
        e.name, e.group_key, e.duty, digest, e.sha256, pages, e.size, e.url, e.document_no, e.document_date
    )


def _approved(
    use_case: UseCase, submission: Submission, items: Sequence[Item], row: Approval | None
) -> Approved | None:
    if row is None or not items:
        return None
    holds = row.digest == approved_digest(use_case, submission, items, row.excepted)
    return Approved(row.name, row.login, row.approved_at, tuple(row.excepted), row.reason, holds)


@dataclass(frozen=True, slots=True)
class MemoLine:
    """A memo in a list."""

    id: int
    label: str
    edition: int
    subject: str
    officer: str
    director: str
    passed: tuple[str, ...]
    submitted_at: datetime
    digest: str
    items: tuple[str, ...]
    approved: bool
    codes: tuple[str, ...]
    fiscal_year: int | None


def waiting_with_memos(office: Office, login: str) -> tuple[list[Waiting], dict[int, MemoLine]]:
    """What waits for a person, and the memos it is on by primary key: who prepared, submitted and passed each on."""
    with reading(office, login) as use_case:
        waiting = waiting_in(use_case)
        return waiting, _lines(use_case, [one.memo_id for one in waiting if one.memo_id is not None])


def memo_lines(office: Office, login: str, ids: Sequence[int]) -> dict[int, MemoLine]:
    """Memos of a list by primary key; one that is not there is left out."""
    with reading(office, login) as use_case:
        return _lines(use_case, ids)


def _lines(use_case: UseCase, ids: Sequence[int]) -> dict[int, MemoLine]:
    found: dict[int, MemoLine] = {}
    memos = {one.id: one for one in queries.memos.of_list(use_case.session, use_case.office_id, list(set(ids)))}
    approvals = queries.memos.approvals_of(use_case.session, list(memos))
    for memo in dict.fromkeys(ids):
        submission = memos.get(memo)
        if submission is None:
            continue
        items = open_items(use_case, submission)
        approved = _approved(use_case, submission, items, approvals.get(memo))
        found[memo] = MemoLine(
            memo, submission.label, submission.edition, submission.subject, _name(use_case, submission.officer),
            _name(use_case, submission.submitted_by), tuple(s.name for s in submission.route if s.name),
            submission.submitted_at, approved_digest(use_case, submission, items),
            tuple(use_case.name_of(item) for item in items), approved is not None and approved.holds,
            tuple(item.code for item in items), use_case.cycle_of(items[0]).fiscal_year if items else None,
        )  # fmt: skip
    return found

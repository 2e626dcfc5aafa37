"""*Waiting for me*: by memo where there is one, else by what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from starlette.responses import JSONResponse, Response

from web.desk import Told, Visit
from web.pages.deciding import capacities, chosen_capacity, key_of, sign_with_key
from web.showing import draw
from workflow.rules.errors import BadInput, Unmet, WorkflowError
from workflow.services.approval.approving import approve
from workflow.services.approval.seen import Seen, overtaken
from workflow.services.queries.inbox import Waiting
from workflow.services.queries.memo_detail import MemoLine, memo_lines, waiting_with_memos
from workflow.services.steps import USE_CASES


@dataclass
class OfMemo:
    """All that waits on one memo. ``reasons``: everything that stands in the way, once."""

    line: MemoLine
    do: list[str] = field(default_factory=list)
    reasons: list[Unmet] = field(default_factory=list)
    returned: list[Unmet] = field(default_factory=list)
    first: Waiting | None = None

    @property
    def can_be_decided(self) -> bool:
        """Whether the head may decide on it from the list, nothing being in the way."""
        return "sign" in self.do and not self.reasons and not self.line.approved


@dataclass
class OfTask:
    """Items for which the same is to be done. ``link``: where it is done, for all of them."""

    do: str
    rows: list[Waiting]
    link: str | None


def gather(waiting: Sequence[Waiting], lines: dict[int, MemoLine]) -> tuple[list[OfMemo], list[OfTask]]:
    """What waits, by memo and by task, in the order in which it came."""
    memos: dict[int, OfMemo] = {}
    tasks: dict[str, OfTask] = {}
    for one in waiting:
        if one.memo_id is not None and one.memo_id in lines and one.do.partition(":")[0] in _ON_MEMO:
            found = memos.setdefault(one.memo_id, OfMemo(lines[one.memo_id], first=one))
            found.do += [one.do] if one.do not in found.do else []
            found.reasons += [r for r in one.reasons if r not in found.reasons]
            found.returned += [one.returned] if one.returned is not None and one.returned not in found.returned else []
        else:
            name = one.do.partition(":")[0]
            link = f"/steps/{name}" if name in USE_CASES else _ELSEWHERE.get(name)
            tasks.setdefault(one.do, OfTask(one.do, [], link)).rows.append(one)
    return list(memos.values()), list(tasks.values())


_FAILED = "บันทึกเลขที่ {memo} ไม่สำเร็จ"
SIGNED, APPROVED = "บันทึกเลขที่ {memo} ลงนามแล้ว", "บันทึกเลขที่ {memo} เห็นชอบแล้ว รอลงลายมือชื่อ"
_ELSEWHERE = {
    "power": "/requests", "acknowledge": "/circulations", "measure": "/measures", "resolution": "/meetings",
}  # fmt: skip
"""Tasks that are no step and have a page of their own."""
_ON_MEMO = ("endorse", "sign", "countersign", "reissue", "take_over", "receive", "attest")


def show(visit: Visit) -> str:
    """The first page of everybody."""
    memos, tasks = visit.desk.remembered(lambda: _waiting(visit), "waiting", visit.who.login)
    many = [one for one in memos if one.can_be_decided]
    key = key_of(visit) if many else None
    boxes = visit.desk.remembered(lambda: capacities(visit), "capacities", visit.who.login) if len(many) > 1 else ()
    return draw(
        visit,
        "inbox.html",
        memos=memos,
        tasks=tasks,
        many=many,
        own_key=key,
        boxes=boxes,
        count=len(memos) + sum(len(task.rows) for task in tasks),
    )


def _waiting(visit: Visit) -> tuple[list[OfMemo], list[OfTask]]:
    return gather(*waiting_with_memos(visit.office, visit.who.login))


def news(visit: Visit) -> Response:
    """How much waits, for the page that is open: it says so without being loaded again."""
    memos, tasks = visit.desk.remembered(lambda: _waiting(visit), "waiting", visit.who.login)
    return JSONResponse({"count": len(memos) + sum(len(task.rows) for task in tasks)})


def act(visit: Visit) -> Response | None:
    """Decide on many memos: a result for each; one that fails says why, and the others stand.

    :raises BadInput: none was chosen.
    """
    chosen = [text.partition(":") for text in visit.lists.get("memo", ())]
    wanted = {int(memo): digest for memo, _, digest in chosen if memo.isdigit()}
    if not wanted:
        raise BadInput("nothing_chosen")
    lines = memo_lines(visit.office, visit.who.login, list(wanted))
    done = 0
    for memo, digest in wanted.items():
        line = lines.get(memo)
        if line is None:
            continue
        facts = {"memo": line.label}
        if not line.codes:  # signed, withdrawn or sent back since the list was drawn
            gone = overtaken(visit.office, visit.who.login, memo)
            visit.told.append(Told(_FAILED, good=False, reasons=tuple(gone.reasons), facts=facts))
            continue
        seen = Seen(digest, visit.desk.read(visit.who.token, memo, ())[0], {})
        try:
            if visit.form.get("do") == "sign":
                results = sign_with_key(visit, line.codes, seen=seen, year=line.fiscal_year)
            else:
                one, year = chosen_capacity(visit), line.fiscal_year
                results = approve(visit.office, visit.who.login, line.codes, seen=seen, capacity=one, year=year)
            errors = [r.error for r in results if r.error is not None]
        except WorkflowError as no:
            errors = [no]
        if errors:
            reasons = tuple(reason for error in errors for reason in error.reasons)
            visit.told.append(Told(_FAILED, good=False, reasons=reasons, facts=facts))
        else:
            done += 1
            visit.told.append(Told(SIGNED if visit.form.get("do") == "sign" else APPROVED, facts=facts))
    visit.form, visit.lists = {}, {}
    visit.status = 200 if done else 422
    return None

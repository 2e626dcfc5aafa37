"""One memo: its pages as they will be signed, what stands in the way, and what this person may decide."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.responses import RedirectResponse, Response

from messages import say
from web.desk import Told, Visit
from web.pages.deciding import chosen_capacity, key_at_hand, key_of, sign_with_key
from web.pages.inbox import APPROVED
from web.showing import draw
from workflow.rules.errors import BadInput, Declined, WorkflowError
from workflow.services.approval.approving import approve
from workflow.services.approval.countersigning import countersign
from workflow.services.approval.finishing import finish
from workflow.services.approval.reissuing import reissue
from workflow.services.approval.requesting import prepare
from workflow.services.approval.seen import Seen, overtaken
from workflow.services.approval.taking_over import take_over
from workflow.services.context.results import Outcome
from workflow.services.intake.attestation import Attestation
from workflow.services.intake.second_person import attest_second
from workflow.services.queries import journal
from workflow.services.queries.memo_detail import MemoDetail, memo_detail
from workflow.services.steps import USE_CASES, InputKind, take

_SAID = {
    "approve": APPROVED, "attest": "บันทึกเลขที่ {memo} ร่วมรับรองแล้ว", "take_over": "บันทึกเลขที่ {memo} รับช่วงแล้ว",
    "reissue": "บันทึกเลขที่ {memo} ออกใหม่แล้ว",
}  # fmt: skip
HISTORY = 40
"""Entries of the journal that a page shows."""


def _memo(visit: Visit) -> MemoDetail:
    return memo_detail(visit.office, visit.who.login, int(visit.arguments["memo"]))


def show(visit: Visit) -> str:
    """The page of a memo."""
    number = visit.arguments["memo"]
    found, history = visit.desk.remembered(lambda: _with_history(visit), "memo", visit.who.login, number)
    visit.desk.opened(visit.who.token, found.id, visit.at)
    return draw(
        visit, "memo.html", memo=found, history=reversed(history), own_key=key_of(visit),
        asked=visit.extra.get("asked", []), statement=say("attestation_statement", None, visit.language),
    )  # fmt: skip


def _with_history(visit: Visit) -> tuple[MemoDetail, list[journal.Line]]:
    """A memo, and what happened to the first of its items."""
    found = _memo(visit)
    history = [
        line
        for item in found.items[:1]
        for line in journal.show(visit.office, item.code, limit=HISTORY, year=found.fiscal_year).lines
    ]
    return found, history


def act(visit: Visit) -> Response | None:
    """Do what was pressed, on the memo that was shown and no other. :raises WorkflowError: why not."""
    memo = _memo(visit)
    do = visit.form.get("do", "")
    opened, pages = visit.desk.read(visit.who.token, memo.id, papers_of(memo))
    seen = Seen(visit.form.get("digest", ""), opened, pages)
    codes = [item.code for item in memo.items]
    year = memo.fiscal_year
    if not codes:  # withdrawn whole since it was opened
        raise overtaken(visit.office, visit.who.login, memo.id)
    if do == "prepare":
        return _request(visit, memo, codes, year)
    try:
        results = _do(visit, do, memo, codes, seen)
    except Declined:
        if visit.extra.get("asked"):
            return None  # what would be attested is shown first
        raise
    errors = [r.error for r in results if r.error is not None]
    if errors:
        raise errors[0]
    done = _SAID.get(do, "บันทึกเลขที่ {memo} {step}แล้ว")
    facts = {"memo": memo.label, "step": "sign" if do == "finish" else do}
    notices = tuple(n for r in results for n in r.notices)
    visit.desk.tell(visit.who.token, [Told(done, notices=notices, facts=facts)])
    return RedirectResponse(visit.path, 303)


def papers_of(memo: MemoDetail) -> list[str]:
    """Digests of all papers of a memo that can be drawn."""
    return [memo.paper, *(paper.digest for item in memo.items for paper in item.papers)]


def _do(visit: Visit, do: str, memo: MemoDetail, codes: Sequence[str], seen: Seen) -> list[Outcome]:
    office, login, year = visit.office, visit.who.login, memo.fiscal_year
    excepted, reason = visit.lists.get("excepted", []), visit.form.get("reason", "")
    if do == "approve":
        one = chosen_capacity(visit)
        return approve(office, login, codes, excepted=excepted, reason=reason, seen=seen, capacity=one, year=year)
    if do == "sign":
        return sign_with_key(visit, codes, excepted=excepted, reason=reason, seen=seen, year=year)
    if do == "finish":
        brought = visit.files.get("values")
        if not brought:
            raise BadInput("no_file_chosen")
        return finish(office, login, brought[0], year=year)
    if do == "countersign":
        return _countersign(visit, codes, year)
    if do == "send_back":
        codes = visit.lists.get("back") or codes
    if do in ("reissue", "take_over", "attest"):
        return _of_the_memo(visit, do, memo, codes)
    if do not in USE_CASES or do not in memo.offers:
        raise WorkflowError("not_offered", step=do)
    asked = {one.name: one.kind for one in USE_CASES[do].inputs}
    given: dict[str, object] = {"codes": codes}
    for name, kind in asked.items():
        if kind is InputKind.SEEN:
            given[name] = seen
        elif kind in (InputKind.TEXT, InputKind.REASON):
            given[name] = visit.form.get(name, "") or (None if kind is InputKind.TEXT else "")
    with visit.desk.making:  # the next edition of a memo is laid out again
        return take(do, office, login, year=year, **given)


def _of_the_memo(visit: Visit, do: str, memo: MemoDetail, codes: Sequence[str]) -> list[Outcome]:
    """Issue it anew, take over what waits for a post, or attest its paper as the second person."""
    office, login, year = visit.office, visit.who.login, memo.fiscal_year
    if do == "attest":
        asked: list[Attestation] = []

        def word(about: Attestation) -> bool:
            asked.append(about)
            return visit.form.get("attest") == "yes"

        visit.extra["asked"] = asked
        with visit.desk.making:
            return [attest_second(office, login, memo.label, attest=word, year=year)]
    with visit.desk.making:
        if do == "take_over":
            return take_over(office, login, codes, year=year)
        return reissue(office, login, codes, signer=visit.form.get("signer") or None, year=year)


def _countersign(visit: Visit, codes: Sequence[str], year: int) -> list[Outcome]:
    with key_at_hand(visit) as key:
        return countersign(visit.office, visit.who.login, codes, **key, year=year)


def _request(visit: Visit, memo: MemoDetail, codes: Sequence[str], year: int) -> Response:
    """The file that is signed where the key is: exactly what was approved, in the capacity in which it was."""
    capacity = chosen_capacity(visit) if memo.approved is None else None
    path: Path = visit.room() / "request.json"
    with visit.desk.making:
        written = prepare(visit.office, visit.who.login, codes, path, capacity=capacity, year=year)
    if written is None:
        raise BadInput("nothing_waits")
    name = f"oit-request-{written.memos[0].code[:6]}.json"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(path.read_bytes(), media_type="application/json", headers=headers)

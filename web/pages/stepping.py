"""Steps of the table as forms: which are open to a person, and how what was typed becomes what a use case asks for."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from web.desk import Told, Visit
from web.fields import day_written
from workflow.rules.errors import Declined, NotFound, Unmet
from workflow.rules.states import State
from workflow.rules.table import starting_in
from workflow.services.approval.showing import MemoShown
from workflow.services.queries.why import why_not
from workflow.services.steps import USE_CASES, Input, InputKind, take

_ON_OTHER_PAGES = ("receive",)
"""Files are taken in on a page of their own; what is on a memo is decided on the memo's page."""
TYPED = (InputKind.TEXT, InputKind.REASON, InputKind.DAY, InputKind.PERSON, InputKind.FLAG, InputKind.NAMES)


@dataclass(frozen=True, slots=True)
class ShownMemo:
    """A memo as it will be. ``picture``: of its first page, PNG in base 64; empty: there is none."""

    label: str
    subject: str
    pages: int
    picture: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that this person may take with an item. ``reasons``: what stands in the way; ``typed``: its fields."""

    trigger: str
    reasons: tuple[Unmet, ...]
    typed: tuple[Input, ...]
    needs_reason: bool


def fields(trigger: str) -> tuple[Input, ...]:
    """What a form of a step has fields for."""
    return tuple(one for one in USE_CASES[trigger].inputs if one.kind in TYPED)


def available(visit: Visit, code: str, year: int) -> list[Offered]:
    """Steps that start where the item is and are this person's, whatever stands in their way."""
    found = []
    for one in why_not(visit.office, code, login=visit.who.login, year=year):
        if one.step in _ON_OTHER_PAGES or any(r.code == "wrong_role" for r in one.unmet):
            continue
        typed = fields(one.step)
        asks = any(one.kind is InputKind.REASON for one in typed)
        reasons = tuple(r for r in one.unmet if not (asks and r.code == "no_reason"))
        found.append(Offered(one.step, reasons, typed, asks))
    return [one for one in found if not _on_memo(one.trigger)]


def _on_memo(trigger: str) -> bool:
    """Whether a step is decided on the page of the memo: it starts only where an item is on one."""
    starts = {state for state in State for row in starting_in(state) if row.trigger == trigger}
    return starts == {State.SUBMITTED}


def take_step(visit: Visit, trigger: str, codes: Sequence[str], year: int | None) -> tuple[Unmet, ...] | None:
    """Take a step with one item or several; what is to be told beside it. ``None``: a person's word is asked for first.

    :raises WorkflowError: the first refusal, where there is one item; with several each is told.
    """
    if trigger not in USE_CASES:
        raise NotFound("no_such_step", step=trigger, steps=list(USE_CASES))
    asked: list[Any] = []
    shown: list[ShownMemo] = []
    given = _given(visit, trigger, codes, asked, shown)
    with visit.desk.making:
        try:
            results = take(trigger, visit.office, visit.who.login, year=year, **given)
        except Declined:
            if not shown:
                raise
            visit.extra["shown"] = shown
            return None
    errors = [(r.what, r.error) for r in results if r.error is not None]
    if (asked or shown) and any(isinstance(error, Declined) for _, error in errors):
        visit.extra.update(asked=asked, shown=shown)
        return None
    if len(results) == 1 and errors:
        raise errors[0][1]
    for what, error in errors:
        visit.desk.tell(
            visit.who.token, [Told("{what} ไม่สำเร็จ", good=False, reasons=tuple(error.reasons), facts={"what": what})]
        )
    return tuple(notice for r in results for notice in r.notices)


def _given(
    visit: Visit, trigger: str, codes: Sequence[str], asked: list[Any], shown: list[ShownMemo]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    form = visit.form
    for one in USE_CASES[trigger].inputs:
        text = form.get(one.name, "").strip()
        match one.kind:
            case InputKind.ITEMS | InputKind.ITEMS_OR_ALL:
                found[one.name] = list(codes)
            case InputKind.REASON:
                found[one.name] = text
            case InputKind.TEXT | InputKind.PERSON:
                found[one.name] = text or None
            case InputKind.FLAG:
                found[one.name] = bool(text)
            case InputKind.DAY:
                found[one.name] = day_written(text)
            case InputKind.NAMES:
                found[one.name] = tuple(line.strip() for line in text.splitlines() if line.strip())
            case InputKind.ATTEST:
                found[one.name] = _word(asked, given=form.get("attest") == "yes")
            case InputKind.AGREE:
                found[one.name] = _agreement(shown, given=form.get("agree") == "yes")
            case _:
                pass
    return found


def _agreement(shown: list[ShownMemo], *, given: bool) -> Callable[[Sequence[MemoShown]], bool]:
    """A memo is drawn before it is submitted, and submitted when its picture was before one's eyes."""

    def ask(memos: Sequence[MemoShown]) -> bool:
        if not given:
            for memo in memos:
                picture = base64.b64encode(memo.picture.read_bytes()).decode() if memo.picture is not None else ""
                shown.append(ShownMemo(memo.label, memo.subject, memo.pages, picture))
        return given

    return ask


def _word(asked: list[Any], *, given: bool) -> Any:
    """How a person's word is had: it stands in the form, or what it would be about is shown first."""

    def ask(about: Any) -> bool:
        asked.append(about)
        return given

    return ask

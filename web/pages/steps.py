"""One step for many items at once: those that wait for this person to take it."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from web.desk import Told, Visit
from web.pages.stepping import fields, take_step
from web.showing import draw
from workflow.rules.errors import BadInput, NotFound
from workflow.services.queries.flags import Flag
from workflow.services.queries.inbox import inbox
from workflow.services.queries.status import status
from workflow.services.steps import USE_CASES


def _waiting(visit: Visit) -> list[object]:
    trigger = visit.arguments["trigger"]
    if trigger not in USE_CASES:
        raise NotFound("no_such_step", step=trigger, steps=list(USE_CASES))
    return [w for w in inbox(visit.office, visit.who.login) if w.do.partition(":")[0] == trigger]


def show(visit: Visit) -> str:
    """The items that wait for this step, with their flags, and what it asks for."""
    trigger = visit.arguments["trigger"]
    waiting = _waiting(visit)
    flags: dict[str, tuple[Flag, ...]] = {}
    if waiting:
        flags = {one.code: one.flags for one in status(visit.office, codes=[w.item for w in waiting]).items}  # type: ignore[attr-defined]
    return draw(
        visit, "step.html", trigger=trigger, waiting=waiting, flags=flags, inputs=fields(trigger),
        asked=visit.extra.get("asked", []), shown=visit.extra.get("shown", []),
    )  # fmt: skip


def act(visit: Visit) -> Response | None:
    """Take it with the items that were chosen. :raises BadInput: none was."""
    trigger = visit.arguments["trigger"]
    chosen = [text.partition("/") for text in visit.lists.get("item", [])]
    years = {int(year) for _, _, year in chosen if year.isdigit()}
    if not chosen or len(years) != 1:
        raise BadInput("nothing_chosen" if not chosen else "one_year_at_a_time")
    codes = [code for code, _, _ in chosen]
    notices = take_step(visit, trigger, codes, years.pop())
    if notices is None:
        return None
    visit.desk.tell(
        visit.who.token, [Told("{step}: {items}", notices=notices, facts={"step": trigger, "items": ", ".join(codes)})]
    )
    return RedirectResponse(f"/steps/{trigger}", 303)

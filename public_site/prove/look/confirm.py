"""Looks whether what the mark-up shows is there for a person: not taken away, not covered, and it can be pressed."""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from public_site.prove.look.sitting import Sitting
from public_site.prove.look.view import View
from public_site.prove.read.text import words_of
from public_site.prove.walk.frontier import key_of

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

_TICK = 120.0
_LOADED = 5_000.0
_MOST_PRESS_WAIT = 1.5


def confirm(
    page: Page, view: View, until: float, referer: str | None, steps: Mapping[str, str], texts: Collection[str],
    stay: float,
) -> set[str]:  # fmt: skip
    """Open a page, give its scripts the time they want, and tell which steps and texts a person finds there.

    :param steps: addresses (`key_of`) to which the page leads, each with its sign (`read.doubtful.Sign`).
    :param texts: words to be read (`words_of`). :param stay: seconds that a script there may wait.
    :raises playwright.sync_api.Error: the page cannot be opened.
    """
    from playwright.sync_api import Error

    sitting = Sitting(page, view, until)
    answer = page.goto(view.url, referer=referer, wait_until="domcontentloaded")
    view.status = answer.status if answer else None
    with suppress(Error):
        page.wait_for_load_state("load", timeout=_LOADED)
    sitting.settle()
    _stay(page, min(time.monotonic() + stay, until))
    sitting.pass_walls()
    sitting.collect(())

    def whole() -> bool:
        return steps.keys() <= _shown(view) and _said(view, texts) >= set(texts)

    if missing := frozenset(steps) - _shown(view):
        sitting.reveal(missing)
    if not whole():
        sitting.scroll()
        sitting.collect(())
        sitting.open_everything(whole)
    found = {url for url, sign in steps.items() if url in _shown(view) and _still_there(sitting, url, sign)}
    view.final = page.url
    sitting.leave()
    return found | _said(view, texts)


def framed(page: Page, view: View, until: float, outer: str, steps: Collection[str], stay: float) -> set[str]:
    """Open the page that shows ours in a frame, and tell which steps of ours lie in the window of that frame.

    :param steps: addresses (`key_of`) to which our page leads. :param stay: seconds that a script there may wait.
    :raises playwright.sync_api.Error: the page cannot be opened.
    """
    sitting = Sitting(page, view, until)
    answer = page.goto(outer, wait_until="domcontentloaded")
    view.status = answer.status if answer else None
    sitting.settle()
    _stay(page, min(time.monotonic() + stay, until))
    sitting.pass_walls()
    sitting.scroll()
    found = {
        key_of(at) for lead in sitting.leads_within(view.url)
        if lead["seen"] and lead["near"] and (at := sitting.address(lead["url"])) is not None
    }  # fmt: skip
    view.final = view.url
    sitting.leave()
    return found & set(steps)


def _shown(view: View) -> set[str]:
    return {key_of(url) for url in view.shown}


def _said(view: View, texts: Collection[str]) -> set[str]:
    read = words_of(view.text) if texts else ""
    return {words for words in texts if words in read}


def _stay(page: Page, until: float) -> None:
    while (left := until - time.monotonic()) > 0:
        page.wait_for_timeout(min(_TICK, left * 1000))


def _still_there(sitting: Sitting, url: str, sign: str) -> bool:
    """Whether nothing covers what came to sight, and it leads where it says, or can be told from what is behind it."""
    leads = [
        lead for lead in sitting.leads()
        if not lead["within"] and (at := sitting.address(lead["url"])) is not None and key_of(at) == url
    ]  # fmt: skip
    in_sight = [lead["at"] for lead in leads if lead["seen"]]
    if not in_sight:
        return sign != "press"  # it is in a menu that is closed again, or is a frame
    if sign == "window":
        in_sight = [at for at in in_sight if sitting.ask(f"within({at})")]
    on_top = [at for at in in_sight if sitting.ask(f"onTop({at})")]
    if sign == "press":
        return any(_leads_there(sitting, at, url) for at in on_top)
    return any(_leaves_a_mark(sitting, at) for at in on_top) if sign == "style" else bool(on_top)


def _leaves_a_mark(sitting: Sitting, at: int) -> bool:
    """Whether the picture of a lead is another one when the lead is made transparent: then it can be seen."""
    from playwright.sync_api import Error

    frame = sitting.ask(f"frame({at})")
    if not isinstance(frame, dict):
        return True  # nothing is written there: a surface to press, whose picture is somebody else's
    try:
        before = sitting.page.screenshot(clip=frame)  # type: ignore[arg-type]
        sitting.ask(f"fade({at}, true)")
        after = sitting.page.screenshot(clip=frame)  # type: ignore[arg-type]
        sitting.ask(f"fade({at}, false)")
    except Error:
        return True
    return before != after


def _leads_there(sitting: Sitting, at: int, url: str) -> bool:
    """Press a lead and see whether the browser asks for what it names; nothing is fetched."""
    from playwright.sync_api import Error

    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    page, place = sitting.page, sitting.ask(f"spot({at})")
    if not isinstance(place, dict):
        return False
    pattern = re.compile(re.escape(url) + "(#.*)?$")
    try:
        page.context.route(pattern, refuse)
        page.mouse.click(place["x"], place["y"])
        until = time.monotonic() + _MOST_PRESS_WAIT
        while not asked and time.monotonic() < until:
            page.wait_for_timeout(_TICK / 3)
        page.context.unroute(pattern)
    except Error:
        return False
    return bool(asked)

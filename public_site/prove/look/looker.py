"""Looks at one page in the browser: what can be seen there, and what can be seen after pressing what opens things."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from public_site.prove.look.handed import Handed
from public_site.prove.look.sitting import Sitting
from public_site.prove.look.view import View

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request


class Looker:
    """Looks at pages, one after the other, in one window. `until` is the monotonic time at which it gives up."""

    def __init__(self, context: BrowserContext, until: float) -> None:
        self._context, self.until = context, until
        context.add_init_script(f"({_script()})()")

    def look(
        self,
        url: str,
        referer: str | None,
        targets: frozenset[str],
        enough: Callable[[View], bool] = lambda view: False,
    ) -> View:
        """Open a page and tell what is to be seen: at first, then after pressing whatever opens something.

        :param targets: addresses that are somewhere on the page and should be brought to sight first.
        :param enough: asked after each change whether to go on.
        """
        from playwright.sync_api import Error

        view = View(url, url)
        with self._window(view) as page:
            sitting = Sitting(page, view, self.until)
            try:
                answer = page.goto(url, referer=referer, wait_until="domcontentloaded")
                view.status = answer.status if answer else None
                sitting.settle()
                sitting.pass_walls()
                sitting.collect(())
                sitting.reveal(targets)
                done = enough(view)
                if not done:
                    sitting.scroll()
                    sitting.collect(())
                    done = enough(view)
                with suppress(Error):
                    view.screenshot = page.screenshot(type="png", timeout=3000)
                if not done and sitting.open_everything(lambda: enough(view)):
                    with suppress(Error):
                        view.screenshot = page.screenshot(type="png", timeout=3000)
            except Error:
                pass  # a page that cannot be opened, or went away: what was seen until then counts
            sitting.leave()
            view.final = page.url
        return view

    def try_presses(self, url: str, speaks: re.Pattern[str], most: int) -> View:
        """Stay on a page, press what speaks of the items and is no plain link, and tell where that led."""
        from playwright.sync_api import Error

        view = View(url, url)
        with self._window(view) as page:
            sitting = Sitting(page, view, self.until)
            begun = time.monotonic()
            with suppress(Error):
                page.goto(url, wait_until="domcontentloaded")
                sitting.settle()
                sitting.pass_walls()
                sitting.scroll()
                sitting.linger(begun)
                sitting.collect(())
                sitting.press_what_speaks(speaks, most)
            sitting.leave()
            view.final = page.url
        return view

    def confirm(
        self, url: str, referer: str | None, steps: Mapping[str, str], texts: Collection[str], stay: float,
        outer: str | None = None,
    ) -> tuple[View, set[str]]:  # fmt: skip
        """What of a page's steps and texts a person finds there; see `confirm.confirm`. A status None: not opened.

        :param outer: the page in whose frame those with the sign `window` have to be seen.
        """
        from playwright.sync_api import Error

        from public_site.prove.look.confirm import confirm, framed

        view = View(url, url)
        found: set[str] = set()
        inside = {step for step, sign in steps.items() if sign == "window"} if outer is not None else set()
        rest = {step: sign for step, sign in steps.items() if step not in inside}
        with self._window(view) as page:
            try:
                if outer is not None and inside:
                    found = framed(page, view, self.until, outer, inside, stay)
                if rest or texts:
                    found |= confirm(page, view, self.until, referer, rest, texts, stay)
            except Error:
                view.status = None
        return view, found

    def bytes_of(self, page: str, url: str) -> bytes | None:
        """What a browser gets from an address of the site that refuses everybody else; None when it gets nothing."""
        from playwright.sync_api import Error

        view = View(page, page)
        with self._window(view) as window, suppress(Error):
            window.goto(page, wait_until="domcontentloaded")
            return Handed(window, view, tuple, lambda *_: None).fetch(url)
        return None

    @contextmanager
    def _window(self, view: View) -> Iterator[Page]:
        before = set(self._context.pages)
        page = self._context.new_page()
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("requestfailed", lambda request: _note_missing(view, request))
        try:
            yield page
        finally:
            with suppress(Exception):
                for one in set(self._context.pages) - before:
                    one.close()


@lru_cache
def _script() -> str:
    return (Path(__file__).parent / "page.js").read_text(encoding="utf-8")


def _note_missing(view: View, request: Request) -> None:
    """A part that the page needs and the guard did not let it have."""
    if request.resource_type in ("script", "xhr", "fetch", "stylesheet") and "SOCKS" in (request.failure or ""):
        view.missing_hosts.add(request.url.split("/", 3)[2])

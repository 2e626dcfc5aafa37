"""One page in front of us: it comes to rest, walls are passed, menus opened, and what can be seen is noted."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from public_site.prove.look.handed import Handed
from public_site.prove.look.view import Shown, View
from public_site.prove.read.addresses import normal

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

_CONSENT = re.compile(
    r"^\s*(ยอมรับ|ตกลง|อนุญาต|รับทราบ|เข้าสู่เว็บไซต์|เข้าสู่หน้า|ปิด|ดำเนินการต่อ|accept|agree|allow|ok\b|okay|got it"
    r"|i understand|continue|enter|close|yes|×|✕|x$)", re.IGNORECASE,
)  # fmt: skip
_ROUTE = re.compile(r"#!?/")
# What shows more of the same each time it is pressed.
_AGAIN = re.compile(r"ถัดไป|เพิ่ม|ต่อไป|โหลด|next|more|load|older|[»›❯→>⟩▶]\s*$", re.IGNORECASE)
_TICK = 40.0
_QUIET = 0.15
_MOST_WAIT = 2.5
_MOST_EMPTY_WAIT = 5.0
_MOST_WINDOW_WAIT = 2.0
_LINGER = 4.5
_SCREENS = 12
_MOST_OPENED = 30
_MOST_AGAIN = 12


class Sitting:
    """One page in front of us."""

    def __init__(self, page: Page, view: View, until: float) -> None:
        self.page, self.view, self.until = page, view, until
        self._gate: tuple[str, ...] = ()
        self._presses: tuple[str, ...] = ()
        self._pending: set[Request] = set()
        self._moved = time.monotonic()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        self._handed = Handed(page, view, lambda: self._presses, self._led_to)

    def leave(self) -> None:
        """The window is about to be closed."""
        self._handed.stop()

    def settle(self, most: float = _MOST_WAIT) -> None:
        """Wait until the page has come to rest: nothing more is fetched for it, and nothing changes on it.

        One with nothing on it gets more time, as people give it: a splash page, a slow script.
        """
        begun = time.monotonic()
        last: object = None
        while True:
            self.page.wait_for_timeout(_TICK)
            now = time.monotonic()
            if now - begun >= _MOST_EMPTY_WAIT or now >= self.until:
                return
            if self._pending and now - begun < most:
                continue
            rest = self.ask("rest()") or {}
            size, busy, something = rest.get("size"), rest.get("busy"), rest.get("something")
            quiet = size == last and size is not None and not busy
            last = size
            if quiet and now - self._moved >= _QUIET and something:
                return
            if now - begun >= most and (most < _MOST_WAIT or something) and not busy:
                return

    def scroll(self) -> None:
        """Go down the page, as far as a person would, and see what comes to sight on the way."""
        for _ in range(_SCREENS):
            more = self.ask("scroll()")
            self.page.wait_for_timeout(_TICK)
            if not more or time.monotonic() > self.until:
                break
        if self._pending:
            self.settle(1.0)

    def linger(self, begun: float) -> None:
        """Stay until so much time has gone by since the page was opened: some lead on by themselves."""
        until = min(begun + _LINGER, self.until)
        here = self.page.url
        while time.monotonic() < until and self.page.url == here:
            self.page.wait_for_timeout(_TICK * 3)
        if self.page.url != here:
            self.settle()

    def pass_walls(self) -> None:
        """Press the one button that a page of consent or of welcome has, when there is hardly anything else."""
        for _ in range(2):
            leads = [lead for lead in self.leads() if lead["seen"]]
            if len(leads) > 3 and all(self.ask(f"onTop({lead['at']})") for lead in leads[:2]):
                return
            buttons = [one for one in self._openers(None) if _CONSENT.match(one["words"])]
            if not buttons or not self._press(buttons[0], click=True):
                break
            self.settle()
            # Without this press the rest would not have been there, so it is told before every other.
            self._presses = self._gate = (*self._gate, buttons[0]["words"])
        self._uncover()

    def _uncover(self) -> None:
        """Press what takes away a layer that lies over everything."""
        from playwright.sync_api import Error

        for _ in range(2):
            place = self.ask("uncover()")
            if not isinstance(place, dict):
                return
            with suppress(Error):
                self.page.mouse.click(place["x"], place["y"])
                self.page.wait_for_timeout(_TICK * 3)
            self.settle(1.0)
            if place["words"]:
                self._presses = self._gate = (*self._gate, place["words"])

    def collect(self, presses: tuple[str, ...]) -> list[dict[str, Any]]:
        """Take what can be seen now into the view; all leads, seen or not."""
        leads = self.leads() + self._leads_of_frames()
        own: dict[str, tuple[str, ...]] = {}
        for lead in leads:
            if lead["seen"] and lead["url"].startswith("blob:"):
                own[lead["url"]] = (*self._presses, *presses, *(() if lead["within"] else (lead["words"],)))
            url = self.address(lead["url"])
            if url is None or not lead["seen"] or url in self.view.shown:
                continue
            said = (*self._presses, *presses) if lead["within"] else (*self._presses, *presses, lead["words"])
            self.view.shown[url] = Shown(url, said, lead["within"])
        self.view.text += "\n" + str(self.ask("text()") or "")
        self._handed.take(lambda: bool(self.ask("draws()")), own)
        return leads

    def reveal(self, targets: frozenset[str]) -> None:
        """Bring targets to sight: point at and press what stands nearest before each, layer by layer."""
        for target in targets:
            for _ in range(6):
                if target in self.view.shown or time.monotonic() > self.until:
                    break
                at = next((lead["at"] for lead in self.leads() if self.address(lead["url"]) == target), None)
                if at is None or not self._open_towards(at, target):
                    break

    def _open_towards(self, at: int, target: str) -> bool:
        """Try what may open the way to a lead; whether one more layer before it is open now."""
        layers = self.ask(f"closed({at})")
        for opener in self._openers(at)[:8]:
            for click in (False, True):
                before = self.ask("size()")
                if time.monotonic() > self.until or not self._press(opener, click=click):
                    break
                said = opener["words"].partition("\n")[0]
                if self.ask(f"seen({at})"):
                    self._presses = (*self._presses, said) if click or said else self._presses
                    self.collect(())
                    return True
                left = self.ask(f"closed({at})")
                if left is not None and layers is not None and left < layers:
                    self._presses = (*self._presses, said) if said else self._presses
                    return True
                if click and self.ask("size()") != before:
                    self.collect(())
                    if target in self.view.shown:
                        return True
        return False

    def open_everything(self, enough: Callable[[], bool]) -> bool:
        """Press what opens menus, tabs and headings, one after the other, and see what comes to sight each time."""
        tried: dict[str, int] = {}
        home = self.page.url
        for _ in range(_MOST_OPENED):
            opener = next((o for o in self._openers(None) if tried.get(_name(o), 0) < _times(o)), None)
            if opener is None or time.monotonic() > self.until:
                break
            tried[_name(opener)] = tried.get(_name(opener), 0) + 1
            changed, more = self._opened(opener)
            if not changed:
                tried[_name(opener)] = _MOST_AGAIN
            if more and enough():
                return True
            if urldefrag(self.page.url)[0] != urldefrag(home)[0]:
                self.page.goto(home, wait_until="domcontentloaded")
                self.settle()
        return self._choose(enough)

    def _opened(self, opener: dict[str, Any]) -> tuple[bool, bool]:
        """Press one opener: whether anything changed on the page, and whether more is to be seen than before."""
        before, known = self.ask("state()"), len(self.view.shown) + len(self.view.files)
        self._presses = (*self._gate, opener["words"])
        pressed = self._press(opener, click=True)
        changed = pressed and self._after(before)
        if changed:
            self.collect(())
        self._presses = self._gate
        return changed, len(self.view.shown) + len(self.view.files) > known

    def _after(self, before: object) -> bool:
        """Wait for what a press set going; whether anything came of it."""
        until = time.monotonic() + _MOST_WINDOW_WAIT
        while self._handed.awaited and time.monotonic() < until:
            self.page.wait_for_timeout(_TICK)
        changed = self.ask("state()") != before
        if changed or self._pending:
            self.settle(1.0)
        return changed or self._handed.any or self.ask("state()") != before

    def _choose(self, enough: Callable[[], bool]) -> bool:
        """Choose from lists whose choice acts at once, one after the other."""
        home, found = self.page.url, self.ask("choices()")
        for choice in found if isinstance(found, list) else ():
            if time.monotonic() > self.until:
                return False
            before, known = self.ask("state()"), len(self.view.shown) + len(self.view.files)
            self._presses = (*self._gate, choice["words"])
            if self.ask(f"choose({choice['at']})"):
                self.page.wait_for_timeout(_TICK * 3)
                if self._after(before):
                    self.collect(())
            if urldefrag(self.page.url)[0] != urldefrag(home)[0]:
                self._led_to(self.page.url, self._presses)
                self.page.goto(home, wait_until="domcontentloaded")
                self.settle()
                self.ask("choices()")
            self._presses = self._gate
            if len(self.view.shown) + len(self.view.files) > known and enough():
                return True
        return False

    def press_what_speaks(self, speaks: re.Pattern[str], most: int) -> None:
        """Press what names an item and is no plain link; a new address, a window or a file is where it leads."""
        home = self.page.url
        done: set[str] = set()
        for _ in range(most):
            openers = [o for o in self._openers(None) if speaks.search(o["words"]) and _name(o) not in done]
            if not openers or time.monotonic() > self.until:
                return
            opener = openers[0]
            done.add(_name(opener))
            self._presses = (opener["words"],)
            before = self.ask("state()")
            if self._press(opener, click=True, stay=False):
                self._after(before)
                self.collect(())
                if self.page.url != home:
                    self._led_to(self.page.url, (opener["words"],))
                    self.page.goto(home, wait_until="domcontentloaded")
                    self.settle()
            self._presses = ()

    def _press(self, opener: dict[str, Any], *, click: bool, stay: bool = True) -> bool:
        """Point at an opener or press it; False when it is gone. With `stay`, a press that leads away is taken back."""
        from playwright.sync_api import Error

        place = self.ask(f"place({opener['at']})")
        if not isinstance(place, dict):
            return False
        here = self.page.url
        try:
            self.page.mouse.move(place["x"], place["y"])
            if click:
                self.page.mouse.click(place["x"], place["y"])
            self.page.wait_for_timeout(120)
            if stay and urldefrag(self.page.url)[0] != urldefrag(here)[0]:
                self._led_to(self.page.url, self._presses or (opener["words"],))
                self.settle()
        except Error:
            return False
        return True

    def _led_to(self, url: str, presses: tuple[str, ...]) -> None:
        address = self.address(url)
        if address is not None:
            self.view.shown.setdefault(address, Shown(address, presses, within=False))

    def _openers(self, at: int | None) -> list[dict[str, Any]]:
        found = self.ask(f"opening({'null' if at is None else at})")
        return found if isinstance(found, list) else []

    def leads(self) -> list[dict[str, Any]]:
        found = self.ask("leads()")
        return found if isinstance(found, list) else []

    def _leads_of_frames(self) -> list[dict[str, Any]]:
        """Those inside frames that have no address of their own: a script wrote them."""
        from playwright.sync_api import Error

        found: list[dict[str, Any]] = []
        for frame in self.page.frames[1:]:
            if frame.url in ("", "about:blank", "about:srcdoc"):
                with suppress(Error):
                    if frame.frame_element().is_visible():
                        found += frame.evaluate("() => window.__oit ? window.__oit.leads() : []")
        return found

    def leads_within(self, url: str) -> list[dict[str, Any]]:
        """Those of the frames that show a page; `near` tells whether they lie in the window of their frame."""
        from playwright.sync_api import Error

        found: list[dict[str, Any]] = []
        for frame in self.page.frames[1:]:
            if self.address(frame.url) == self.address(url):
                with suppress(Error):
                    if frame.frame_element().is_visible():
                        found += frame.evaluate("() => window.__oit ? window.__oit.inFrame() : []")
        return found

    def ask(self, call: str) -> Any:
        """Ask the page's script; None while the page is being replaced by another."""
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(f"() => window.__oit ? window.__oit.{call} : null")
        except Error:
            return None

    def address(self, url: str) -> str | None:
        """A lead as an address; a route of a single-page site keeps its fragment."""
        bare, fragment = urldefrag(url)
        address = normal(bare)
        if address is None:
            return None
        return f"{address}#{fragment}" if fragment and _ROUTE.match(f"#{fragment}") else address

    def _begun(self, request: Request) -> None:
        if request.resource_type in ("document", "script", "xhr", "fetch", "stylesheet"):
            self._pending.add(request)
            self._moved = time.monotonic()

    def _ended(self, request: Request) -> None:
        self._pending.discard(request)
        self._moved = time.monotonic()


def _name(opener: dict[str, Any]) -> str:
    return f"{opener['tag']} {opener['words']}"


def _times(opener: dict[str, Any]) -> int:
    """How often it is pressed at most."""
    return _MOST_AGAIN if _AGAIN.search(opener["words"]) else 1

"""One page in front of us: it comes to rest, walls are passed, menus opened, and what can be seen is noted."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag

from public_site.prove.look.view import SeenFile, Shown, View
from public_site.prove.read.addresses import normal

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page, Request, Response

_CONSENT = re.compile(
    r"^\s*(ยอมรับ|ตกลง|อนุญาต|รับทราบ|เข้าสู่เว็บไซต์|เข้าสู่หน้า|ปิด|ดำเนินการต่อ|accept|agree|allow|ok\b|okay|got it"
    r"|i understand|continue|enter|close|yes|×|✕|x$)", re.IGNORECASE,
)  # fmt: skip
_ROUTE = re.compile(r"#!?/")
_DOCUMENT_TYPES = re.compile(
    r"pdf|msword|officedocument|ms-excel|octet-stream|opendocument|zip|csv|force-download", re.IGNORECASE
)
_TICK = 40.0
_QUIET = 0.15
_MOST_WAIT = 2.5
_MOST_EMPTY_WAIT = 5.0
_MOST_FILE = 64 << 20
_MOST_OPENED = 24


class Sitting:
    """One page in front of us."""

    def __init__(self, page: Page, view: View, until: float) -> None:
        self.page, self.view, self.until = page, view, until
        self._gate: tuple[str, ...] = ()
        self._presses: tuple[str, ...] = ()
        self._answers: list[tuple[Response, tuple[str, ...]]] = []
        self._downloads: list[tuple[Download, tuple[str, ...]]] = []
        self._pending: set[Request] = set()
        self._moved = time.monotonic()
        page.on("request", self._begun)
        page.on("requestfinished", self._ended)
        page.on("requestfailed", self._ended)
        page.on("response", self._note_answer)
        page.on("download", lambda download: self._downloads.append((download, self._presses)))
        page.context.on("page", self._note_window)

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
            size = self._ask("size()")
            quiet = size == last and size is not None
            last = size
            if quiet and now - self._moved >= _QUIET and (self._ask("words()") or self._ask("leads()")):
                return
            if now - begun >= most and (most < _MOST_WAIT or self._ask("words()") or self._ask("leads()")):
                return

    def pass_walls(self) -> None:
        """Press the one button that a page of consent or of welcome has, when there is hardly anything else."""
        for _ in range(2):
            leads = [lead for lead in self._leads() if lead["seen"]]
            if len(leads) > 3 and all(self._ask(f"onTop({lead['at']})") for lead in leads[:2]):
                return
            buttons = [one for one in self._openers(None) if _CONSENT.match(one["words"])]
            if not buttons or not self._press(buttons[0], click=True):
                return
            self.settle()
            # Without this press the rest would not have been there, so it is told before every other.
            self._presses = self._gate = (*self._gate, buttons[0]["words"])

    def collect(self, presses: tuple[str, ...]) -> list[dict[str, Any]]:
        """Take what can be seen now into the view; all leads, seen or not."""
        leads = self._leads()
        for lead in leads:
            url = self._address(lead["url"])
            if url is None or not lead["seen"] or url in self.view.shown:
                continue
            said = (*self._presses, *presses) if lead["within"] else (*self._presses, *presses, lead["words"])
            self.view.shown[url] = Shown(url, said, lead["within"])
        self.view.text += "\n" + str(self._ask("text()") or "")
        self._take_files()
        return leads

    def reveal(self, targets: frozenset[str]) -> None:
        """Bring targets to sight: point at and press what stands nearest before each, layer by layer."""
        for target in targets:
            for _ in range(4):
                if target in self.view.shown or time.monotonic() > self.until:
                    break
                at = next((lead["at"] for lead in self._leads() if self._address(lead["url"]) == target), None)
                if at is None or not self._open_towards(at, target):
                    break

    def _open_towards(self, at: int, target: str) -> bool:
        """Try what may open the way to a lead; whether anything more is to be seen than before."""
        for opener in self._openers(at)[:8]:
            for click in (False, True):
                before = self._ask("size()")
                if time.monotonic() > self.until or not self._press(opener, click=click):
                    break
                if self._ask(f"seen({at})"):
                    said = opener["words"]
                    self._presses = (*self._presses, said) if click or said else self._presses
                    self.collect(())
                    return True
                if click and self._ask("size()") != before:
                    self.collect(())
                    if target in self.view.shown:
                        return True
        return False

    def open_everything(self, enough: Callable[[], bool]) -> bool:
        """Press what opens menus, tabs and headings, one after the other, and see what comes to sight each time."""
        tried: set[str] = set()
        for _ in range(_MOST_OPENED):
            opener = next((o for o in self._openers(None) if _name(o) not in tried), None)
            if opener is None or time.monotonic() > self.until:
                return False
            tried.add(_name(opener))
            before, known = self._ask("size()"), len(self.view.shown) + len(self.view.files)
            if not self._press(opener, click=True):
                continue
            if self._ask("size()") != before or self._pending:
                self.settle(1.0)
            self._presses = (*self._gate, opener["words"])
            self.collect(())
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
            if self._press(opener, click=True, stay=False):
                self.settle(1.5)
                self.collect(())
                if self.page.url != home:
                    self._led_to(self.page.url, (opener["words"],))
                    self.page.goto(home, wait_until="domcontentloaded")
                    self.settle()
            self._presses = ()

    def _press(self, opener: dict[str, Any], *, click: bool, stay: bool = True) -> bool:
        """Point at an opener or press it; False when it is gone. With `stay`, a press that leads away is taken back."""
        from playwright.sync_api import Error

        place = self._ask(f"place({opener['at']})")
        if not isinstance(place, dict):
            return False
        here = self.page.url
        try:
            self.page.mouse.move(place["x"], place["y"])
            if click:
                self._presses = (*self._presses, opener["words"])
                self.page.mouse.click(place["x"], place["y"])
                self._presses = self._presses[:-1]
            self.page.wait_for_timeout(120)
            if stay and urldefrag(self.page.url)[0] != urldefrag(here)[0]:
                self._led_to(self.page.url, (*self._presses, opener["words"]))
                self.settle()
                return True
        except Error:
            return False
        return True

    def _led_to(self, url: str, presses: tuple[str, ...]) -> None:
        address = self._address(url)
        if address is not None:
            self.view.shown.setdefault(address, Shown(address, presses, within=False))

    def _openers(self, at: int | None) -> list[dict[str, Any]]:
        found = self._ask(f"opening({'null' if at is None else at})")
        return found if isinstance(found, list) else []

    def _leads(self) -> list[dict[str, Any]]:
        found = self._ask("leads()")
        return found if isinstance(found, list) else []

    def _ask(self, call: str) -> Any:
        """Ask the page's script; None while the page is being replaced by another."""
        from playwright.sync_api import Error

        try:
            return self.page.evaluate(f"() => window.__oit ? window.__oit.{call} : null")
        except Error:
            return None

    def _address(self, url: str) -> str | None:
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

    def _note_answer(self, answer: Response) -> None:
        kind = answer.headers.get("content-type", "")
        disposed = "attachment" in answer.headers.get("content-disposition", "")
        drawn = answer.request.resource_type in ("fetch", "xhr")
        if answer.status == 200 and drawn and (disposed or _DOCUMENT_TYPES.search(kind)):
            self._answers.append((answer, self._presses))

    def _note_window(self, page: Page) -> None:
        page.on("download", lambda download: self._downloads.append((download, self._presses)))
        presses = self._presses
        page.on("framenavigated", lambda frame: self._led_to(frame.url, presses) if frame == page.main_frame else None)

    def _take_files(self) -> None:
        """The bytes of what the page fetched to show it, and of what it handed down."""
        answers, self._answers = self._answers, []
        # A document that a script fetched is seen when the script draws it; what was only fetched ahead is not.
        for answer, presses in answers if self._ask("draws()") else ():
            with suppress(Exception):  # gone with the page, or handed on as a download
                content = answer.body()
                if content and len(content) <= _MOST_FILE:
                    digest = hashlib.sha256(content).hexdigest()
                    self.view.files.append(SeenFile(answer.url, digest, len(content), presses))
        downloads, self._downloads = self._downloads, []
        for download, presses in downloads:
            with suppress(Exception):
                path = download.path()
                with path.open("rb") as source:
                    digest = hashlib.file_digest(source, "sha256").hexdigest()
                self.view.files.append(SeenFile(download.url, digest, path.stat().st_size, presses))


def _name(opener: dict[str, Any]) -> str:
    return f"{opener['tag']} {opener['words']}"

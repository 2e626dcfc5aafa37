"""Files whose bytes the browser itself got: drawn by a script, handed down, opened in a window, known to one page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from public_site.prove.look.view import SeenFile, View

if TYPE_CHECKING:
    from playwright.sync_api import Download, Page, Response

_DOCUMENT_TYPES = re.compile(
    r"pdf|msword|officedocument|ms-excel|octet-stream|opendocument|zip|csv|force-download", re.IGNORECASE
)
_MOST_FILE = 64 << 20


class Handed:
    """What one page and the windows that it opens bring down.

    :param pressed: the presses so far. :param led_to: told of an address where a window stands, with the presses.
    """

    def __init__(
        self,
        page: Page,
        view: View,
        pressed: Callable[[], tuple[str, ...]],
        led_to: Callable[[str, tuple[str, ...]], None],
    ) -> None:
        self._page, self._view, self._pressed, self._led_to = page, view, pressed, led_to
        self._answers: list[tuple[Response, tuple[str, ...]]] = []
        self._downloads: list[tuple[Download, tuple[str, ...]]] = []
        self._own: set[str] = set()
        self._windows: set[Page] = set()
        page.on("response", self._note_answer)
        page.on("download", lambda download: self._downloads.append((download, self._pressed())))
        page.context.on("page", self._note_window)

    @property
    def awaited(self) -> bool:
        """Whether a window was opened in which nothing stands yet."""
        return bool(self._windows)

    @property
    def any(self) -> bool:
        """Whether something was handed down and not taken yet."""
        return bool(self._answers or self._downloads)

    def stop(self) -> None:
        """Listen no more: the window is closed."""
        self._page.context.remove_listener("page", self._note_window)

    def take(self, draws: Callable[[], bool], own: dict[str, tuple[str, ...]]) -> None:
        """Take the bytes into the view.

        :param draws: whether the page shows a document. :param own: addresses that only the page knows (`blob:`).
        """
        answers, self._answers = self._answers, []
        # A document that a script fetched is seen when the script draws it; what was only fetched ahead is not.
        for answer, presses in answers if answers and draws() else ():
            with suppress(Exception):  # gone with the page, or handed on as a download
                self._add(answer.url, answer.body(), presses)
        downloads, self._downloads = self._downloads, []
        for download, presses in downloads:
            with suppress(Exception):
                path = download.path()
                with path.open("rb") as source:
                    digest = hashlib.file_digest(source, "sha256").hexdigest()
                url = download.url if download.url.startswith("http") else f"{self._page.url}#{digest[:12]}"
                self._view.files.append(SeenFile(url, digest, path.stat().st_size, presses))
        for url, presses in own.items():
            if url not in self._own:
                self._own.add(url)
                content = self.fetch(url)
                if content:
                    digest = hashlib.sha256(content).hexdigest()
                    self._add(f"{self._page.url}#{digest[:12]}", content, presses)

    def fetch(self, url: str) -> bytes | None:
        """What the page itself gets from an address; None when it gets nothing."""
        with suppress(Exception):
            held = self._page.evaluate("url => window.__oit.bytes(url)", url)
            return base64.b64decode(held) if held else None
        return None

    def _add(self, url: str, content: bytes, presses: tuple[str, ...]) -> None:
        if content and len(content) <= _MOST_FILE:
            self._view.files.append(SeenFile(url, hashlib.sha256(content).hexdigest(), len(content), presses))

    def _note_answer(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.frame == self._page.main_frame:
            self._view.status = answer.status  # the last one counts: a challenge answers 403 and then lets in
        kind = answer.headers.get("content-type", "")
        disposed = "attachment" in answer.headers.get("content-disposition", "")
        drawn = answer.request.resource_type in ("fetch", "xhr")
        if answer.status == 200 and drawn and (disposed or _DOCUMENT_TYPES.search(kind)):
            self._answers.append((answer, self._pressed()))

    def _note_window(self, window: Page) -> None:
        presses = self._pressed()
        self._windows.add(window)

        def led(url: str) -> None:
            if url.startswith("http"):  # Chromium's own PDF viewer is an address too
                self._windows.discard(window)
                self._led_to(url, presses)

        def downloaded(download: Download) -> None:
            self._windows.discard(window)
            self._downloads.append((download, presses))

        led(window.url)
        window.on("request", lambda asked: led(asked.url) if asked.is_navigation_request() else None)
        window.on("framenavigated", lambda frame: led(frame.url) if frame == window.main_frame else None)
        window.on("download", downloaded)
        window.on("close", lambda _: self._windows.discard(window))

"""Starts the browser for a second look: the Chromium of this machine, a throw-away profile, no way out but ours."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from public_site.prove.fetch.client import AGENT
from public_site.prove.look.guard import Guard, guard

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

# The headless shell is the same engine without a window: it starts and answers in a third of the time of the others.
_NAMES = (
    "chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome",
    "google-chrome-stable", "microsoft-edge", "chrome", "msedge",
)  # fmt: skip
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_ARGUMENTS = (
    "--renderer-process-limit=2", "--js-flags=--max-old-space-size=256", "--disable-gpu", "--disable-dev-shm-usage",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--disable-quic", "--mute-audio",
    "--no-pings",
)  # fmt: skip


class NoBrowser(Exception):
    """There is no browser to look with. `why`: `not_installed` (the extra), `no_chromium`, or `does_not_start`."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(why, detail)
        self.why, self.detail = why, detail


def executable() -> Path | None:
    """The browser of this machine, None when there is none."""
    for name in _NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    return next((Path(place) for place in _PLACES if Path(place).is_file()), None)


def why_none() -> str | None:
    """Why no browser can look, None when one can; nothing is started for it."""
    if importlib.util.find_spec("playwright") is None:
        return "not_installed"
    return None if executable() is not None else "no_chromium"


@contextmanager
def browsing(lets_out: Callable[[str, int], bool], seconds: float) -> Iterator[tuple[BrowserContext, Guard, str]]:
    """A browser with nothing in it that reaches the office's hosts only, and its name with its version.

    :param seconds: the longest that anything asked of a page may take.
    :raises NoBrowser: none is here, or it does not start.
    """
    why = why_none()
    if why is not None:
        raise NoBrowser(why)
    from playwright.sync_api import Error, sync_playwright

    with guard(lets_out) as way_out, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=executable(),
                args=list(_ARGUMENTS),
                # As root Chromium does not start with its sandbox; everybody else keeps it.
                chromium_sandbox=hasattr(os, "geteuid") and os.geteuid() != 0,
                proxy={"server": way_out.address, "bypass": "<-loopback>"},
                timeout=30_000,
                env={**os.environ, "LANG": "th_TH.UTF-8"},
            )
        except Error as error:
            raise NoBrowser("does_not_start", str(error).partition("\n")[0]) from error
        try:
            context = browser.new_context(
                locale="th-TH", timezone_id="Asia/Bangkok", viewport={"width": 1280, "height": 900},
                service_workers="block", accept_downloads=True, user_agent=AGENT,
            )  # fmt: skip
            context.set_default_timeout(seconds * 1000)
            yield context, way_out, f"Chromium {browser.version}"
        finally:
            browser.close()

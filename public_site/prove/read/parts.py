"""What else there is on a page: its title, a field for a password, scripts, parts fetched without encryption."""

from __future__ import annotations

from typing import Any, Protocol

FRAMES = ("iframe", "frame", "embed", "object")
"""Elements that show another document."""
_STILL = ("no", "off", "noscroll")
_SCRIPT_TYPES = (
    "", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/x-javascript",
)  # fmt: skip


def holds_still(element: Any) -> bool:
    """Whether what a frame shows cannot be moved in its window (HTML Living Standard 15.6, `scrolling`)."""
    return element.tag in ("iframe", "frame") and (element.get("scrolling") or "").strip().lower() in _STILL


class Taken(Protocol):
    """A page taken apart, as far as its parts are looked for."""

    url: str
    low: bytes
    root: Any

    def absolute(self, href: str | None) -> str | None:
        """A link of the page as an address."""
        ...


class Parts:
    """What else there is on a page: one walk over the elements that tell."""

    def __init__(self, page: Taken) -> None:
        self.page = page
        self.title, self.password, self.scripts = "", False, 0
        self.insecure: dict[str, None] = {}
        secure = page.url.startswith("https:")
        for element in page.root.iter("input", "title", "script", *(("img", "link", *FRAMES) if secure else ())):
            tag = element.tag
            if tag == "input":
                self.password = self.password or (element.get("type") or "").lower() == "password"
            elif tag == "title":
                self.title = self.title or " ".join((element.text or "").split())
            elif tag == "script" and is_script(element):
                self.scripts += 1
            if secure and (tag != "link" or "stylesheet" in (element.get("rel") or "")):
                href = element.get({"link": "href", "object": "data"}.get(tag, "src"))
                if href and (url := page.absolute(href)) and url.startswith("http:"):
                    self.insecure[url] = None

    def disk(self) -> tuple[str, ...]:
        """Links to a disk (`file:///C:/…`), which lead somewhere at one desk only."""
        if b"file:" not in self.page.low:
            return ()
        found = self.page.root.xpath("//a[starts-with(translate(@href, 'FILE', 'file'), 'file:')]/@href")
        return tuple(str(href)[:200] for href in found)

    def posts(self, links: int) -> bool:
        """Whether nearly all there is on the page is a form to be sent, as a wall of consent is."""
        return (
            links < 3
            and b"<form" in self.page.low
            and any((form.get("method") or "").strip().lower() == "post" for form in self.page.root.iter("form"))
        )


def has(source: bytes, words: tuple[bytes, ...]) -> bool:
    """Whether any of some words is in a page (both in lower case)."""
    for word in words:  # noqa: SIM110  twice as fast as a generator, and asked of every page
        if word in source:
            return True
    return False


def is_script(element: Any) -> bool:
    """Whether a `script` element is run, and no data for one."""
    return (element.get("type") or "").partition(";")[0].strip().lower() in _SCRIPT_TYPES

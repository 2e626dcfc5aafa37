"""Which addresses are the office's: its own site, the hosts it names, and nothing else is ever asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

# A home page that has become one of these is a page of theirs: walking on there would be walking through the platform.
_PLATFORMS = (
    "facebook.com", "youtube.com", "line.me", "google.com", "tiktok.com", "x.com", "twitter.com", "instagram.com",
    "microsoftonline.com", "live.com",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of `[site] hosts`: a host, or `*.host` for all below it; a port where one is written; a path."""

    host: str
    port: int | None
    path: str

    def has(self, host: str, port: int) -> bool:
        if self.port is not None and self.port != port:
            return False
        if self.host == "drive.google.com" and host == "drive.usercontent.google.com":
            return True  # where a Drive hands its files out
        if self.host.startswith("*."):
            return host.endswith(self.host[1:])
        return host.removeprefix("www.") == self.host.removeprefix("www.")


class Hosts:
    """The hosts of one proof. An address is *own* on the site that `home` or `tree` lies on, `www.` or not.

    :param more: the office's further hosts as `[site] hosts` has them: `files.office.go.th`, `*.office.go.th`,
        `office.go.th:8080`, `drive.google.com/drive/folders/ID`. Without a port, any port will do.
    :param recorded: hosts to which one hop may lead, to addresses that are looked for and no others.
    """

    def __init__(
        self, home: str, tree: str | None = None, more: Iterable[str] = (), recorded: Iterable[str] = ()
    ) -> None:
        self._own = {_site(home), _site(tree or home)}
        self._more = tuple(entry for text in more if (entry := _entry(text)) is not None)
        self._recorded = frozenset(recorded)
        self._known: dict[str, bool] = {}

    def is_own(self, url: str) -> bool:
        """Whether an address is on the site itself."""
        host = url.split("/", 3)[2]
        known = self._known.get(host)
        if known is None:
            known = self._known[host] = _site(url) in self._own
        return known

    def adopt(self, url: str) -> bool:
        """Count the host that the home page itself moved to as own; False for a platform that is nobody's site."""
        host = urlsplit(url).hostname or ""
        if any(host == name or host.endswith(f".{name}") for name in _PLATFORMS):
            return False
        self._own.add(_site(url))
        self._known.clear()
        return True

    def is_recorded(self, url: str) -> bool:
        """Whether an address that is looked for may be asked though it is on another host."""
        return (urlsplit(url).hostname or "") in self._recorded

    def may_walk(self, url: str, page: str | None = None) -> bool:
        """Whether an address may be visited: own, or on a further host of the office.

        Where a path is written with the host, only what lies below it may be entered from elsewhere; from a `page`
        that was entered so, the rest of that host may.
        """
        if not url.startswith(("http://", "https://")):
            return False  # where a browser stands that could not open a page: about:blank, chrome-error:
        if self.is_own(url):
            return True
        if not self._more:
            return False
        host, port, path = _place(url)
        entries = [entry for entry in self._more if entry.has(host, port)]
        if any(path.startswith(entry.path) for entry in entries):
            return True
        return page is not None and any(entry.has(*_place(page)[:2]) for entry in entries)

    def lets_out(self, host: str, port: int) -> bool:
        """Whether a connection may be opened at all: for the browser, which fetches more than pages."""
        for site in self._own:
            name, own_port = _split(site)
            if host.removeprefix("www.") == name and port in ((own_port,) if own_port is not None else (80, 443)):
                return True
        return any(entry.has(host, port) for entry in self._more)


def _site(url: str) -> str:
    """Host and port, where `www.` and http or https make no difference to a visitor."""
    return urlsplit(url).netloc.removeprefix("www.")


def _split(site: str) -> tuple[str, int | None]:
    parts = urlsplit(f"//{site}")
    return parts.hostname or "", parts.port


def _place(url: str) -> tuple[str, int, str]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80), parts.path or "/"


def _entry(text: str) -> _Entry | None:
    """One entry as people write it, with or without https:// and a path; None when it names no host."""
    bare = re.sub(r"^[a-z]+://", "", text.strip(), flags=re.IGNORECASE)
    try:
        parts = urlsplit(f"//{bare}")
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").rstrip(".")
    if not host:
        return None
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    return _Entry(f"*{host}" if host.startswith(".") else host, port, parts.path or "/")

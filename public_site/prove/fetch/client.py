"""One request at a time over connections that stay open. Redirects are told, not followed: who follows decides."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from http.cookiejar import Cookie, CookieJar
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from public_site.prove.fetch.answer import Answer, is_html
from public_site.prove.fetch.body import Decoder, NotDecodable, accepted, decoders
from public_site.prove.fetch.wire import Broken, Connection, Response, Stale

if TYPE_CHECKING:
    from urllib.request import Request

AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 oit/1"
"""Who asks. Firewalls refuse what does not begin as a browser does, and whatever has "bot", "link" or "check" in it."""
KEPT = 4 << 20
"""Bytes up to which a style sheet, a script, and a PDF for the links in it, is handed over."""
_SHOWN = (201, 202, 203)
"""Answers that browsers show like any other page (RFC 9110, 15.3): one of a proxy that touched it, above all."""
_WHOLE = re.compile(r"bytes 0-")
_FILMS = ("video/", "audio/")
_READ = ("text/css", "text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript")


class HttpFetcher:
    """Fetches as a browser does, one connection per thread and host, kept alive; cookies are kept and sent back.

    `timeout` is in seconds for each wait, `most_seconds` for one whole answer, `most_bytes` for its content. With
    `films` the content of video and audio is fetched too. `tls` None: the certificates that this machine trusts.
    """

    def __init__(
        self,
        *,
        timeout: float = 15.0,
        most_seconds: float = 120.0,
        most_bytes: int = 512 << 20,
        films: bool = False,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._timeout, self._most_seconds, self._most_bytes = timeout, most_seconds, most_bytes
        self._skipped = () if films else _FILMS
        self._tls = tls
        self._here = threading.local()
        self._guard = threading.Lock()
        self._all: list[Connection] = []
        self.cookies = CookieJar()
        self._has_cookies = False
        self._head = (
            f"User-Agent: {AGENT}\r\n"
            "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8\r\n"
            f"Accept-Language: th,en;q=0.8\r\nAccept-Encoding: {accepted()}\r\n"
            "Upgrade-Insecure-Requests: 1\r\nConnection: keep-alive\r\n\r\n"
        )

    def __enter__(self) -> HttpFetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection of every thread."""
        with self._guard:
            connections, self._all = self._all, []
        for connection in connections:
            connection.close()

    def __call__(self, url: str, referer: str | None = None) -> Answer:
        """GET `url`, already percent-encoded."""
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        key = (secure, parts.hostname or "", parts.port or (443 if secure else 80))
        detail: dict[str, str] = {}
        try:
            return self._get(url, key, self._request(url, referer))
        except ssl.SSLError as failed:
            from public_site.prove.fetch.certificates import why_untrusted

            error, detail = why_untrusted(failed, key[1], key[2], self._timeout)
        except TimeoutError:
            error = "timeout"
        except socket.gaierror:
            error = "dns"
        except ConnectionRefusedError:
            error = "refused"
        except NotDecodable as failed:
            error, detail = "encoding", {"encoding": str(failed)}
        except (OSError, Stale, Broken, ValueError):
            error = "network"
        self._drop(key)
        return Answer(url=url, status=None, error=error, detail=detail)

    def _request(self, url: str, referer: str | None) -> bytes:
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [f"GET {target} HTTP/1.1", f"Host: {parts.netloc}"]
        origin = _referer(url, referer)
        if origin:
            lines.append(f"Referer: {origin}")
        # Asking the jar costs more than all the rest, and most sites give none.
        if self._has_cookies and (cookie := self._cookie_line(url)):
            lines.append(f"Cookie: {cookie}")
        return ("\r\n".join(lines) + "\r\n" + self._head).encode("ascii")

    def _get(self, url: str, key: tuple[bool, str, int], request: bytes) -> Answer:
        connection = self._connection(key)
        reused = connection.used
        try:
            response = connection.ask(request)
        except Stale:
            if not reused:
                raise
            # The server closed the idle connection just as we used it: that says nothing about the page.
            self._drop(key)
            connection = self._connection(key)
            response = connection.ask(request)
        if response.cookies:
            self._keep_cookies(url, response)
        answer = self._read(url, response, _tls_until(connection))
        if not (response.keeps_open and response.complete):
            self._drop(key)
        return answer

    def _read(self, url: str, response: Response, tls_until: datetime | None) -> Answer:
        headers, status = response.headers, response.status
        if status in _SHOWN or (status == 206 and _WHOLE.match(headers.get("content-range", ""))):
            status = 200
        media_type = headers.get("content-type", "").lower()
        if media_type.startswith(self._skipped) and self._skipped:
            return Answer(url=url, status=status, headers=headers, unread=True, tls_until=tls_until)
        steps = decoders(headers["content-encoding"]) if "content-encoding" in headers else []
        digest, size, pdf = hashlib.sha256(), 0, False
        kept: list[bytes] | None = []
        until = time.monotonic() + self._most_seconds
        try:
            for block in response.content():
                content = _decoded(steps, block)
                digest.update(content)
                size += len(content)
                if size > self._most_bytes or time.monotonic() > until:
                    error = "too_big" if size > self._most_bytes else "timeout"
                    return Answer(url=url, status=None, headers=headers, error=error, tls_until=tls_until)
                if size == len(content):
                    pdf = content[:1024].lstrip()[:5] == b"%PDF-"
                if kept is not None:
                    kept.append(content)
                    kept = kept if _is_kept(headers, kept[0], size) else None
        except (ConnectionError, ssl.SSLError):
            response.complete = False  # what came until then is still something
        cut = not response.complete or (not all(step.finished for step in steps) and size > 0)
        return Answer(
            url=url, status=status, headers=headers, body=b"".join(kept or ()),
            sha256=digest.hexdigest() if size else "", size=size, cut=cut, pdf=pdf,
            tls_until=tls_until,
        )  # fmt: skip

    def _cookie_line(self, url: str) -> str | None:
        request = _as_request(url)
        self.cookies.add_cookie_header(request)
        return request.get_header("Cookie")

    def cookies_for_browser(self) -> list[dict[str, Any]]:
        """The cookies that were given so far, as a browser takes them (Playwright's `add_cookies`)."""
        return [
            {"name": one.name, "value": one.value or "", "domain": one.domain, "path": one.path, "secure": one.secure}
            for one in self.cookies
        ]

    def cookies_from_browser(self, cookies: Iterable[Mapping[str, Any]]) -> None:
        """Take over what a browser was given."""
        for one in cookies:
            self._has_cookies = True
            domain = str(one["domain"])
            self.cookies.set_cookie(
                Cookie(
                    0, str(one["name"]), str(one["value"]), None, False, domain, domain.startswith("."),
                    domain.startswith("."), str(one["path"]), True, bool(one["secure"]), None, True, None, None, {},
                )
            )  # fmt: skip

    def _keep_cookies(self, url: str, response: Response) -> None:
        from email.message import Message

        told = Message()
        for value in response.cookies:
            told["Set-Cookie"] = value
        self._has_cookies = True
        self.cookies.extract_cookies(_Told(told), _as_request(url))  # type: ignore[arg-type]

    def _connection(self, key: tuple[bool, str, int]) -> Connection:
        mine: dict[tuple[bool, str, int], Connection] | None = getattr(self._here, "open", None)
        if mine is None:
            mine = self._here.open = {}
        known = mine.get(key)
        if known is not None:
            return known
        secure, host, port = key
        made = Connection(host, port, self._timeout, self._context() if secure else None)
        mine[key] = made
        with self._guard:
            self._all.append(made)
        return made

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            from public_site.prove.fetch.certificates import as_browsers_do

            self._tls = as_browsers_do()
        return self._tls

    def _drop(self, key: tuple[bool, str, int]) -> None:
        connection = getattr(self._here, "open", {}).pop(key, None)
        if connection is not None:
            connection.close()
            with self._guard:
                if connection in self._all:
                    self._all.remove(connection)


class _Told:
    """The one method that a cookie jar asks of a response."""

    def __init__(self, headers: object) -> None:
        self._headers = headers

    def info(self) -> object:
        return self._headers


def location(header: str) -> str:
    """The address in a Location or Refresh header, whose bytes were read as Latin-1.

    Browsers take raw bytes as UTF-8 where they are, and percent-encode them as they stand where they are not.
    """
    if header.isascii():
        return header
    raw = header.encode("latin-1")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return re.sub(r"[^\x21-\x7e]+", lambda found: quote(found.group().encode("latin-1")), header)


def _is_kept(headers: dict[str, str], start: bytes, size: int) -> bool:
    """Pages; style sheets, scripts and PDFs that are not too large."""
    if is_html(headers, start):
        return True
    text = headers.get("content-type", "").lower().startswith(_READ)
    return size <= KEPT and (text or start[:1024].lstrip()[:5] == b"%PDF-")


def _as_request(url: str) -> Request:
    from urllib.request import Request

    return Request(url)  # noqa: S310  only http and https come here


def _referer(url: str, referer: str | None) -> str | None:
    """What a browser says of the page it comes from (strict-origin-when-cross-origin)."""
    if referer is None:
        return None
    here, there = urlsplit(referer), urlsplit(url)
    if here.scheme == "https" and there.scheme == "http":
        return None
    if (here.scheme, here.netloc) == (there.scheme, there.netloc):
        return referer
    return f"{here.scheme}://{here.netloc}/"


def _decoded(steps: list[Decoder], block: bytes) -> bytes:
    for step in steps:
        block = step.decode(block)
    return block


def _tls_until(connection: Connection) -> datetime | None:
    if not isinstance(connection.sock, ssl.SSLSocket):
        return None
    until = (connection.sock.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC) if isinstance(until, str) else None

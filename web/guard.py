"""What stands before every page: whose site a form came from, how large a request may be, what a browser may do.

A form of another site is refused by ``Sec-Fetch-Site``, by ``Origin`` where a browser does not send that, and where it
sends neither. Answers forbid scripts that are not the tray's own file, frames, sniffing and keeping.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from web.desk import Reached

LOG = logging.getLogger("oit.tray")
"""What was refused at the door: no name, no password, no content."""
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
SAFE = ("GET", "HEAD")
_TOO_LARGE = "ไฟล์ที่ส่งมาใหญ่เกินกำหนด เลือกไฟล์ที่เล็กลง หรือส่งทีละไฟล์\nToo large: choose smaller files, or send them one by one."
_FOREIGN = (
    "คำขอนี้ไม่ได้มาจากหน้าเว็บของโปรแกรม จึงไม่ดำเนินการ เปิดหน้าเว็บใหม่แล้วลองอีกครั้ง\n"
    "This form is not of this site: open the page again and try once more."
)
_UNKNOWN_HOST = "เปิดด้วยที่อยู่ที่ผู้ดูแลโปรแกรมกำหนด\nOpen it by the address that the administrator set up."


class Guard:
    """ASGI around the pages. :param largest: bytes of a request."""

    def __init__(self, app: App, reached: Reached, largest: int) -> None:
        self._app = app
        self._reached = reached
        self._largest = largest
        self._headers = HEADERS
        if reached.url is not None:
            self._headers += ((b"strict-transport-security", b"max-age=31536000"),)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        sent = self._closing(send)
        if not self._known(headers.get("host", "")):
            await _refuse(sent, 400, _UNKNOWN_HOST, "host")
        elif scope["method"] not in SAFE and not self._own(headers):
            await _refuse(sent, 403, _FOREIGN, "foreign form")
        elif int(headers.get("content-length") or 0) > self._largest:
            await _refuse(sent, 413, _TOO_LARGE, "too large")
        else:
            await self._app(scope, self._counting(receive), sent)

    def _known(self, host: str) -> bool:
        """A name that was set up, or a number: a name of somebody else's that leads here is not obeyed."""
        name = urlsplit(f"//{host}").hostname or ""
        if self._reached.url is not None and name == urlsplit(self._reached.url).hostname:
            return True
        if name == "localhost":
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _own(self, headers: MutableMapping[str, str]) -> bool:
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site is not None and site != "same-origin":
            return False
        if origin is not None:
            own = {f"http://{headers.get('host', '')}", (self._reached.url or "").rstrip("/")}
            return origin in own
        return site == "same-origin"

    def _counting(self, receive: Receive) -> Receive:
        """Bytes are counted as they come, whatever was announced."""
        taken = 0

        async def counted() -> MutableMapping[str, Any]:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._largest:
                LOG.warning("refused: too large")
                return {"type": "http.disconnect"}
            return message

        return counted

    def _closing(self, send: Send) -> Send:
        async def closed(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                given = list(message["headers"])
                names = {name for name, _ in given}
                given += [pair for pair in self._headers if pair[0] not in names]
                if b"cache-control" not in names:
                    given.append((b"cache-control", b"no-store"))
                message = {**message, "headers": given}
            await send(message)

        return closed


async def _refuse(send: Send, status: int, text: str, why: str) -> None:
    LOG.warning("refused: %s", why)
    body = text.encode()
    kind = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": kind})
    await send({"type": "http.response.body", "body": body})

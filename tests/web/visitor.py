"""A browser without a screen: cookies, forms with what is hidden in them, no script."""

from __future__ import annotations

import http.client
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

from tests.services.small_office import SECRET

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
BOUNDARY = "a-boundary-of-the-tests"


@dataclass
class Page:
    """What came back, redirects followed. ``path``: where one is at the end."""

    status: int
    text: str
    headers: dict[str, str]
    path: str
    body: bytes

    @property
    def words(self) -> str:
        """What is read on it."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.text)))

    def hidden(self) -> dict[str, str]:
        """What its forms carry beside what is typed."""
        return {name: unescape(value) for name, value in HIDDEN.findall(self.text)}


@dataclass
class Visitor:
    """Somebody at a browser."""

    home: str
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Page:
        return self._follow("GET", path, None, headers)

    def post(
        self,
        path: str,
        typed: Mapping[str, str | Sequence[str]],
        files: Mapping[str, tuple[str, bytes]] | None = None,
        **headers: str,
    ) -> Page:
        if files:
            body, kind = _multipart(typed, files), f"multipart/form-data; boundary={BOUNDARY}"
        else:
            body, kind = urlencode(typed, doseq=True).encode(), "application/x-www-form-urlencoded"
        own = {"Origin": self.home, "Sec-Fetch-Site": "same-origin"}
        return self._follow("POST", path, body, {**own, "Content-Type": kind, **headers})

    def press(
        self, path: str, do: str, files: Mapping[str, tuple[str, bytes]] | None = None, **typed: str | Sequence[str]
    ) -> Page:
        """Open a page and press a button of it."""
        return self.post(path, {**self.get(path).hidden(), **typed, "do": do}, files)

    def login(self, name: str, password: str = SECRET, code: str = "") -> Page:
        return self.post("/login", {"name": name, "password": password, "code": code, "next": "/"})

    def _follow(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Page:
        for _ in range(5):
            page = self._ask(method, path, body, headers)
            if page.status not in (302, 303, 307):
                return page
            path, method, body, headers = page.headers["location"], "GET", None, {}
        raise AssertionError(f"redirected without end: {path}")

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Page:
        connection = http.client.HTTPConnection(urlsplit(self.home).netloc, timeout=60)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            sent = {**({"Cookie": cookie} if cookie else {}), **self.headers, **headers}
            connection.request(method, path, body, {name: value for name, value in sent.items() if value})
            answer = connection.getresponse()
            data = answer.read()
            for line in answer.headers.get_all("set-cookie") or ():
                name, _, rest = line.partition("=")
                value = rest.partition(";")[0].strip('"')
                self.cookies.pop(name, None)
                if value:
                    self.cookies[name] = value
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Page(answer.status, data.decode("utf-8", "replace"), found, path, data)
        finally:
            connection.close()


def _multipart(typed: Mapping[str, str | Sequence[str]], files: Mapping[str, tuple[str, bytes]]) -> bytes:
    parts: list[bytes] = []
    for name, value in typed.items():
        for one in [value] if isinstance(value, str) else value:
            parts.append(f'Content-Disposition: form-data; name="{name}"\r\n\r\n{one}'.encode())
    for name, (called, data) in files.items():
        head = f'Content-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data)
    edge = f"--{BOUNDARY}".encode()
    return b"".join(edge + b"\r\n" + part + b"\r\n" for part in parts) + edge + b"--\r\n"

"""One request at a time over connections that stay open. Redirects are told, not followed: who follows decides."""

from __future__ import annotations

import hashlib
import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

AGENT = "oit-proof/1 (checks that public documents can be reached)"
_BLOCK = 1 << 16
_STALE = (http.client.RemoteDisconnected, http.client.BadStatusLine, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to one GET.

    `status` None: nothing answered, `error` says why: `dns`, `refused`, `timeout`, `tls`, `too_big`, `network`.
    `body` is kept for HTML only; `sha256` and `size` (bytes) are of the whole content, "" and 0 where there is none.
    `tls_until` is when the certificate of an https connection ends, None for http.
    """

    url: str
    status: int | None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    sha256: str = ""
    size: int = 0
    error: str | None = None
    tls_until: datetime | None = None

    @property
    def is_html(self) -> bool:
        """Whether the server calls it a page."""
        return is_html(self.headers)


class Fetcher(Protocol):
    """Something that answers a GET; the prover takes any, so that a test may stand in for the world."""

    def __call__(self, url: str) -> Answer:
        """Never raises for what happens on the network."""
        ...


def is_html(headers: Mapping[str, str]) -> bool:
    """Whether the media type is that of a page (or not given, as servers do for pages only)."""
    return headers.get("content-type", "text/html").partition(";")[0].strip().lower() in (
        "text/html",
        "application/xhtml+xml",
    )


class HttpFetcher:
    """Fetches over `http.client`, one connection per thread and host, kept alive.

    `timeout` is in seconds for each wait, `most_seconds` for one whole answer, `most_bytes` for its content. A host
    other than those in `patient` that cannot be connected to once is not tried again.
    """

    def __init__(
        self,
        *,
        timeout: float = 15.0,
        most_seconds: float = 120.0,
        most_bytes: int = 512 << 20,
        patient: frozenset[str] = frozenset(),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._timeout, self._most_seconds, self._most_bytes = timeout, most_seconds, most_bytes
        self._patient = patient
        self._tls = tls
        self._here = threading.local()
        self._guard = threading.Lock()
        self._all: list[http.client.HTTPConnection] = []
        self._dead: dict[str, str] = {}

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

    def __call__(self, url: str) -> Answer:
        """GET `url`, already percent-encoded."""
        parts = urlsplit(url)
        host = parts.netloc
        if host in self._dead:
            return Answer(url=url, status=None, error=self._dead[host])
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            return self._get(url, parts.scheme, host, target)
        except ssl.SSLError:
            error = "tls"
        except TimeoutError:
            error = "timeout"
        except socket.gaierror:
            error = "dns"
        except ConnectionRefusedError:
            error = "refused"
        except (OSError, http.client.HTTPException, ValueError, zlib.error):
            error = "network"
        self._drop(parts.scheme, host)
        if error in ("dns", "refused", "timeout") and (parts.hostname or "") not in self._patient:
            self._dead[host] = error
        return Answer(url=url, status=None, error=error)

    def _get(self, url: str, scheme: str, host: str, target: str) -> Answer:
        connection, reused = self._connection(scheme, host)
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "identity"}
        try:
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
        except _STALE:
            if not reused:
                raise
            # The server closed the idle connection just as we used it: that says nothing about the page.
            self._drop(scheme, host)
            connection, _ = self._connection(scheme, host)
            connection.request("GET", target, headers=headers)
            response = connection.getresponse()
        return self._read(url, response, _tls_until(connection))

    def _read(self, url: str, response: http.client.HTTPResponse, tls_until: datetime | None) -> Answer:
        headers = {name.lower(): value for name, value in response.getheaders()}
        keep = is_html(headers)
        unzip = zlib.decompressobj(47) if headers.get("content-encoding", "").lower() in ("gzip", "deflate") else None
        digest, size, kept = hashlib.sha256(), 0, []
        until = time.monotonic() + self._most_seconds
        while block := response.read(_BLOCK):
            content = unzip.decompress(block, self._most_bytes) if unzip else block
            digest.update(content)
            size += len(content)
            if size > self._most_bytes or time.monotonic() > until:
                response.close()
                self._drop(*urlsplit(url)[:2])
                error = "too_big" if size > self._most_bytes else "timeout"
                return Answer(url=url, status=None, headers=headers, error=error, tls_until=tls_until)
            if keep:
                kept.append(content)
        return Answer(
            url=url, status=response.status, headers=headers, body=b"".join(kept),
            sha256=digest.hexdigest() if size else "", size=size, tls_until=tls_until,
        )  # fmt: skip

    def _connection(self, scheme: str, host: str) -> tuple[http.client.HTTPConnection, bool]:
        mine: dict[tuple[str, str], http.client.HTTPConnection] | None = getattr(self._here, "open", None)
        if mine is None:
            mine = self._here.open = {}
        known = mine.get((scheme, host))
        if known is not None:
            return known, known.sock is not None
        if scheme == "https":
            context = self._tls or ssl.create_default_context()
            made: http.client.HTTPConnection = http.client.HTTPSConnection(host, timeout=self._timeout, context=context)
        else:
            made = http.client.HTTPConnection(host, timeout=self._timeout)
        mine[(scheme, host)] = made
        with self._guard:
            self._all.append(made)
        return made, False

    def _drop(self, scheme: str, host: str) -> None:
        connection = getattr(self._here, "open", {}).pop((scheme, host), None)
        if connection is not None:
            connection.close()


def _tls_until(connection: http.client.HTTPConnection) -> datetime | None:
    if not isinstance(connection.sock, ssl.SSLSocket):
        return None
    until = (connection.sock.getpeercert() or {}).get("notAfter")
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(until), UTC) if isinstance(until, str) else None

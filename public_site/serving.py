"""Serves a folder on this machine alone, so that a site can be proven before the public sees it.

Small on purpose: GET and HEAD over HTTP/1.1 with keep-alive on 127.0.0.1. The standard library's handler parses each
request as an e-mail; this one reads what it needs, since answering is most of what a rehearsal costs.
"""

from __future__ import annotations

import os
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xls": "application/vnd.ms-excel",
    ".doc": "application/msword",
    ".zip": "application/zip",
}
_LONGEST_LINE = 16_384
_BLOCK = 1 << 16


@contextmanager
def serve(directory: Path, *, prefix: str = "/") -> Iterator[str]:
    """Serve `directory` under `prefix` while the block runs, and give the address of its home page.

    A folder's address gives its `index.html`; one without the closing slash redirects; anything else is the folder's
    own `404.html` with status 404. Links that lead out of the folder are not followed.
    """
    server = _Server(directory, prefix)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, directory: Path, prefix: str) -> None:
        self.root = directory.resolve()
        self.prefix = prefix
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who goes away is no news."""

    def remember(self, connection: socket.socket) -> None:
        with self._guard:
            self._open.add(connection)

    def forget(self, connection: socket.socket) -> None:
        with self._guard:
            self._open.discard(connection)

    def server_close(self) -> None:
        """Close idle kept-alive connections too: their threads wait for a next request that never comes."""
        with self._guard:
            waiting = list(self._open)
        for connection in waiting:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Handler(socketserver.StreamRequestHandler):
    server: _Server
    disable_nagle_algorithm = True
    timeout = 60

    def handle(self) -> None:
        self.server.remember(self.connection)
        try:
            while self._answer():
                pass
        except OSError:
            return
        finally:
            self.server.forget(self.connection)

    def _answer(self) -> bool:
        """Answer one request; whether to wait for another."""
        words = self.rfile.readline(_LONGEST_LINE).split()
        if len(words) != 3:
            return False
        keep = words[2] == b"HTTP/1.1"
        while (line := self.rfile.readline(_LONGEST_LINE)) not in (b"\r\n", b"\n", b""):
            if line.lower().startswith(b"connection:"):
                keep = b"close" not in line.lower()
        method, target = words[0].decode("latin-1"), words[1].decode("latin-1")
        if method not in ("GET", "HEAD"):
            self._text(HTTPStatus.METHOD_NOT_ALLOWED, "GET, HEAD", ("Allow: GET, HEAD",))
            return False
        self._serve(target.partition("?")[0].partition("#")[0], body=method == "GET")
        return keep

    def _serve(self, target: str, *, body: bool) -> None:
        path = self._locate(target)
        if path is not None and path.is_dir():
            if not target.endswith("/"):
                self._text(HTTPStatus.MOVED_PERMANENTLY, "", (f"Location: {quote(unquote(target))}/",), body=body)
                return
            path = path / "index.html"
        if path is not None and path.is_file():
            self._file(HTTPStatus.OK, path, body=body)
            return
        missing = self.server.root / "404.html"
        if missing.is_file():
            self._file(HTTPStatus.NOT_FOUND, missing, body=body)
        else:
            self._text(HTTPStatus.NOT_FOUND, "404", body=body)

    def _locate(self, target: str) -> Path | None:
        if not target.startswith(self.server.prefix):
            return None
        relative = unquote(target[len(self.server.prefix) :], errors="replace")
        parts = PurePosixPath(relative).parts
        if ".." in parts or relative.startswith("/") or "\0" in relative:
            return None
        path = self.server.root.joinpath(*parts)
        try:
            path.stat()
        except OSError:  # not there, or a name longer than the file system takes
            return None
        return path if path.resolve().is_relative_to(self.server.root) else None

    def _file(self, status: HTTPStatus, path: Path, *, body: bool) -> None:
        media_type = MEDIA_TYPES.get(path.suffix.lower(), "application/octet-stream")
        with path.open("rb") as source:
            size = os.fstat(source.fileno()).st_size
            head = self._head(status, media_type, size, ())
            if not body:
                self.wfile.write(head)
            elif size <= _BLOCK:
                self.wfile.write(head + source.read())
            else:
                self.wfile.write(head)
                self.connection.sendfile(source)

    def _text(self, status: HTTPStatus, words: str, more: tuple[str, ...] = (), *, body: bool = True) -> None:
        content = f"<!DOCTYPE html><title>{escape(status.phrase)}</title><p>{escape(words)}</p>".encode()
        head = self._head(status, MEDIA_TYPES[".html"], len(content), more)
        self.wfile.write(head + content if body else head)

    def _head(self, status: HTTPStatus, media_type: str, size: int, more: tuple[str, ...]) -> bytes:
        lines = [
            f"HTTP/1.1 {status.value} {status.phrase}",
            f"Content-Type: {media_type}",
            f"Content-Length: {size}",
            "X-Content-Type-Options: nosniff",
            *more,
        ]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")

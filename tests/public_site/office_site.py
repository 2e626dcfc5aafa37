"""A small web site on loopback whose answers a test writes down, as sites of offices have them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

from public_site.prove import Limits, prove
from tests.public_site.conftest import NOW
from workflow.ports.site import ExpectedFile, ExpectedItem, ItemProof, SiteProof

SIGNED = b"%PDF-1.4\n" + bytes(range(256)) * 40
DIGEST = hashlib.sha256(SIGNED).hexdigest()
QUICK = Limits(seconds=120, pages=4000)

Reply = tuple[int, Mapping[str, str], bytes]
Route = Reply | Callable[["Asked"], Reply | None] | str | bytes


@dataclass(frozen=True)
class Asked:
    """One request, and the handler for what no plain reply can do."""

    path: str
    headers: Mapping[str, str]
    handler: BaseHTTPRequestHandler


@dataclass
class OfficeSite:
    """What stands where. `asked` are the paths that were asked for, `methods` how."""

    home: str = ""
    routes: dict[str, Route] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    methods: set[str] = field(default_factory=set)


def html(body: str, head: str = "", **headers: str) -> Reply:
    """A page in UTF-8; header names are given with underscores."""
    content = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title>{head}</head><body>{body}</body></html>'
    )
    return 200, {"Content-Type": "text/html"} | {k.replace("_", "-"): v for k, v in headers.items()}, content.encode()


def pdf(**headers: str) -> Reply:
    return 200, {"Content-Type": "application/pdf"} | {k.replace("_", "-"): v for k, v in headers.items()}, SIGNED


def moved(to: str, status: int = 302, **headers: str) -> Reply:
    return status, {"Location": to} | {k.replace("_", "-"): v for k, v in headers.items()}, b""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: OfficeSite

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _answer(self) -> None:
        self.site.asked.append(self.path)
        self.site.methods.add(self.command)
        if self.command == "POST":
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
        place = self.path.partition("?")[0]
        route = self.site.routes.get(self.path) or self.site.routes.get(unquote(place)) or self.site.routes.get("*")
        if callable(route):
            route = route(Asked(self.path, self.headers, self))  # type: ignore[arg-type]
            if route is None:
                return
        if isinstance(route, str):
            route = html(route)
        elif isinstance(route, bytes):
            route = (200, {"Content-Type": "application/pdf"}, route)
        status, headers, body = route or (404, {"Content-Type": "text/html"}, b"<title>404</title>")
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_HEAD = _answer  # noqa: N815


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A connection that a test cuts is no news."""


@contextmanager
def office_site(routes: Mapping[str, Route]) -> Iterator[OfficeSite]:
    """Serve the routes while the block runs."""
    site = OfficeSite(routes=dict(routes))
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"site": site}))
    site.home = f"http://127.0.0.1:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def proof_of(site: OfficeSite, **more: Any) -> SiteProof:
    """The proof of an office's own site on which the signed file of O1 may stand anywhere."""
    item = ExpectedItem(code="O1", files=(ExpectedFile(sha256=DIGEST, name="o1.pdf"),))
    options = {"kind": "live", "now": NOW, "second_look": False, "limits": QUICK} | more
    return prove(site.home, options.pop("expected", [item]), **options)


def proven(routes: Mapping[str, Route], **more: Any) -> ItemProof:
    """O1 on such a site."""
    with office_site(routes) as site:
        return proof_of(site, **more).items[0]


def codes(item: ItemProof) -> set[str]:
    return {one.code for one in item.findings}

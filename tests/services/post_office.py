"""A mail server and a webhook on loopback that keep what they are given."""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class PostOffice:
    """What came in. ``refused``: addresses the server does not take."""

    smtp: str = ""
    hook: str = ""
    letters: list[tuple[str, str, str]] = field(default_factory=list)
    posted: list[dict[str, Any]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    @property
    def readers(self) -> list[str]:
        return [to for to, _, _ in self.letters]


class _Smtp(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as one letter needs."""

    post: PostOffice

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 here")
        to = ""
        for raw in self.rfile:
            line = raw.decode().strip()
            word = line[:4].upper()
            if word in ("EHLO", "HELO", "RSET", "NOOP") or line.upper().startswith("MAIL FROM"):
                self.say("250 ok")
            elif line.upper().startswith("RCPT TO"):
                to = line.partition("<")[2].partition(">")[0]
                self.say("550 nobody of that name" if to in self.post.refused else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                body = b""
                for part in self.rfile:
                    if part == b".\r\n":
                        break
                    body += part[1:] if part.startswith(b"..") else part
                letter = message_from_bytes(body, policy=default)
                self.post.letters.append((to, str(letter["Subject"]), letter.get_content()))  # type: ignore[attr-defined]
                self.say("250 kept")
            elif word == "QUIT":
                self.say("221 bye")
                return


class _Hook(BaseHTTPRequestHandler):
    post: PostOffice

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.post.posted.append(json.loads(body))
        self.send_response(204)
        self.end_headers()


class _Servers(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Both servers while the block runs."""
    post = PostOffice()
    mail = _Servers(("127.0.0.1", 0), type("Smtp", (_Smtp,), {"post": post}))
    hook = ThreadingHTTPServer(("127.0.0.1", 0), type("Hook", (_Hook,), {"post": post}))
    post.smtp = f"smtp://127.0.0.1:{mail.server_address[1]}"
    post.hook = f"http://127.0.0.1:{hook.server_address[1]}/room"
    threads = [
        threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True) for one in (mail, hook)
    ]
    for thread in threads:
        thread.start()
    try:
        yield post
    finally:
        for one in (mail, hook):
            one.shutdown()
            one.server_close()
        for thread in threads:
            thread.join()

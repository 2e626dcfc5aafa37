"""The small server of rehearsals, and the client that asks it."""

from __future__ import annotations

import gzip
import http.client
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from public_site.prove.fetch.client import HttpFetcher
from public_site.serving import serve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "sub").mkdir(parents=True)
    (site / "index.html").write_text("<title>หน้าหลัก</title>", encoding="utf-8")
    (site / "sub" / "index.html").write_text("sub")
    (site / "คู่มือ.pdf").write_bytes(b"%PDF" + b"x" * 200_000)
    (site / "404.html").write_text("none")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    return site


def ask(home: str, target: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(urlsplit(home).netloc, timeout=60)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        return response.status, {k.lower(): v for k, v in response.getheaders()}, response.read()
    finally:
        connection.close()


def test_pages_files_and_folders_are_served_as_what_they_are(folder: Path) -> None:
    with serve(folder) as home:
        status, headers, body = ask(home, "/")
        assert (status, headers["content-type"], body) == (
            200,
            "text/html; charset=utf-8",
            "<title>หน้าหลัก</title>".encode(),
        )
        status, headers, body = ask(home, "/%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD.pdf?v=1")
        assert (status, headers["content-type"], len(body)) == (200, "application/pdf", 200_004)
        assert ask(home, "/sub")[1]["location"] == "/sub/"
        assert ask(home, "/sub/", "HEAD")[2] == b""
        assert ask(home, "/", "POST")[0] == 405


OUTSIDE = ["/none", "/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "//x", "/%00", "/" + "x" * 300]


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_the_folder_is_served(folder: Path, target: str) -> None:
    with serve(folder) as home:
        status, _, body = ask(home, target)
    assert (status, body) == (404, b"none")


def test_one_connection_serves_many_requests(folder: Path) -> None:
    with serve(folder) as home, HttpFetcher() as fetch:
        assert {fetch(home).status for _ in range(20)} == {200}
        assert len(fetch._all) == 1


@pytest.mark.parametrize(("url", "error"), [("http://127.0.0.1:9/", "refused"), ("http://no-host.invalid/", "dns")])
def test_what_does_not_answer_is_told_by_a_code_and_asked_once(url: str, error: str) -> None:
    with HttpFetcher(timeout=3) as fetch:
        assert fetch(url).error == error
        assert fetch(url + "again").error == error


def test_more_than_the_limit_is_not_read(folder: Path) -> None:
    with serve(folder) as home, HttpFetcher(most_bytes=1000) as fetch:
        assert fetch(home + "%E0%B8%84%E0%B8%B9%E0%B9%88%E0%B8%A1%E0%B8%B7%E0%B8%AD.pdf").error == "too_big"
        assert fetch(home).status == 200


class _Odd(http.server.BaseHTTPRequestHandler):
    """Closes each connection though it promised to keep it, and compresses though nobody asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = gzip.compress(b"<title>x</title>")
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def odd() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Odd) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


def test_servers_that_hang_up_or_compress_are_understood(odd: str) -> None:
    with HttpFetcher() as fetch:
        for _ in range(3):
            answer = fetch(odd)
            assert (answer.status, answer.body) == (200, b"<title>x</title>")

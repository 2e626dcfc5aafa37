"""Do something with a foreign file in a limited child process: a hostile one costs its own time and memory, no more.

Like :mod:`signatures.sandbox.verify`, for what is not verifying: a warm server (``python -m
signatures.sandbox.client``) forks for each task; the fork has limits on memory, processor time and written bytes, and
is killed when it says nothing for the wall time. A task is a generator of (facts, bytes): a scan of hundreds of pages
may take its time, one page may not. Facts travel as JSON, never as pickled objects.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import IO, Any

from signatures.errors import PdfRefused, ScanRefused, SignatureError, refuse
from signatures.pdf.limits import DEFAULT, Limits
from signatures.sandbox.server import HEAD, Piece, Server, limit_this_process, read_part
from signatures.verdict import Reason, reason

_KINDS = {kind.__name__: kind for kind in (PdfRefused, ScanRefused)}
_PER_PAGE = 6
"""Seconds of processor time more for each page."""


def limited(
    task: str, facts: Mapping[str, Any] | None = None, *files: bytes, pages: int = 1, limits: Limits = DEFAULT
) -> list[Piece]:
    """Run a task of :mod:`signatures.sandbox.tasks` on ``files`` in a limited child process; all its pieces.

    :param pages: of the files, for the limit of processor time.
    :raises PdfRefused: / :raises ScanRefused: as the task does; LIMIT_TIME when it broke a limit.
    """
    with _guard:
        global _server
        if _server is None:
            _server = _Server()
            atexit.register(_close)
        try:
            answer = _server.ask(task, dict(facts or {}), files, pages, limits)
        except BaseException:  # a broken or interrupted conversation cannot be gone on with
            _close()
            raise
    if answer is None:
        raise refuse(PdfRefused, "LIMIT_TIME")
    return list(_pieces(answer))


_guard = threading.RLock()
_server: _Server | None = None


def _close() -> None:
    global _server
    with _guard:
        server, _server = _server, None
        if server is not None:
            server.close()


def _pieces(answer: bytes) -> Iterator[Piece]:
    at = 0
    while at < len(answer):
        head, data = (HEAD.unpack_from(answer, place)[0] for place in (at, at + HEAD.size))
        at += 2 * HEAD.size
        facts = json.loads(answer[at : at + head])
        if "refused" in facts:
            kind = _KINDS.get(facts["refused"], PdfRefused)
            raise kind(*(reason(code, **told) for code, told in facts["reasons"]))
        yield facts, answer[at + head : at + head + data]
        at += head + data


class _Server(Server):
    """Client's end of the server process."""

    def __init__(self) -> None:
        super().__init__("signatures.sandbox.client")

    def ask(self, task: str, facts: dict[str, Any], files: tuple[bytes, ...], pages: int, limits: Limits) -> Any:
        told = {"task": task, "facts": facts, "pages": pages, "limits": asdict(limits), "sizes": [*map(len, files)]}
        source = self.send(told, *files)
        whole = source.read(1)
        if not whole:
            raise BrokenPipeError("the server ended")
        answer = read_part(source)
        return answer if whole == b"1" else None


# --- the server ------------------------------------------------------------------------------------------------------


def serve(source: IO[bytes], target: IO[bytes]) -> None:
    """The server's loop: one request, one fork, one answer (nothing when the fork broke a limit)."""
    import importlib

    for name in ("pypdf", "pypdfium2", "PIL.Image", "zxingcpp", "signatures.sandbox.tasks"):
        importlib.import_module(name)  # warm: every fork inherits it
    while text := read_part(source):
        head = json.loads(text)
        files = [source.read(size) for size in head["sizes"]]
        answer = _forked(head, files)
        target.write((b"0" if answer is None else b"1") + HEAD.pack(len(answer or b"")) + (answer or b""))
        target.flush()


def _forked(head: dict[str, Any], files: list[bytes]) -> bytes | None:
    import select
    import signal

    limits = Limits(**head["limits"])
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(writing, head, limits, files)
    os.close(writing)
    answer = bytearray()
    try:
        while True:
            ready, _, _ = select.select([reading], [], [], limits.seconds)
            if not ready or len(answer) > 2 * limits.decoded:
                os.kill(child, signal.SIGKILL)
                break
            part = os.read(reading, 1 << 16)
            if not part:
                break
            answer += part
    finally:
        os.close(reading)
        _pid, status = os.waitpid(child, 0)
    return bytes(answer) if status == 0 else None


def _child(writing: int, head: dict[str, Any], limits: Limits, files: list[bytes]) -> None:
    import logging

    from signatures.sandbox.tasks import TASKS

    status = 1
    try:
        logging.disable(logging.CRITICAL)
        seconds = limits.cpu_seconds + _PER_PAGE * head["pages"]
        limit_this_process(limits, seconds)
        try:
            for facts, data in TASKS[head["task"]](head["facts"], *files):
                _write(writing, facts, data)
        except SignatureError as refused:
            told = [[item.code, _plain(item)] for item in refused.reasons]
            _write(writing, {"refused": type(refused).__name__, "reasons": told}, b"")
        except RecursionError:
            _write(writing, {"refused": "PdfRefused", "reasons": [["LIMIT_DEPTH", {}]]}, b"")
        status = 0
    finally:
        os._exit(status)  # no clean-up of what belongs to the server


def _plain(item: Reason) -> dict[str, str | int]:
    return {name: value if isinstance(value, int) else str(value) for name, value in item.facts.items()}


def _write(writing: int, facts: dict[str, Any], data: bytes) -> None:
    text = json.dumps(facts).encode()
    for part in (HEAD.pack(len(text)) + HEAD.pack(len(data)) + text, data):
        view = memoryview(part)
        while view:
            view = view[os.write(writing, view) :]


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)

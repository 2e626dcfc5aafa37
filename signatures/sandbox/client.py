"""Do something with a foreign file in a limited child process: a hostile one costs its own time and memory, no more.

One warm server (:mod:`signatures.sandbox.server`) forks a child for each task; the child has limits on memory,
processor time and written bytes, and is killed when it gives no piece of its answer within the wall time. A scan of
hundreds of pages may take its time, one page may not. Facts travel as JSON, never as pickled objects: a child that read
a hostile file is not trusted with more than words, numbers and bytes. Any number of threads may ask at once. A process
forked from one that has a server shares it, over a connection of its own: nobody hears or ends what another asked for.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from signatures.errors import PdfRefused, ScanRefused, SignatureError, refuse
from signatures.pdf.limits import DEFAULT, Limits
from signatures.sandbox.protocol import LAST, Broken, Listener, Piece, send
from signatures.verdict import reason

_KINDS = {kind.__name__: kind for kind in (PdfRefused, ScanRefused)}
_PER_PAGE = 6
"""Seconds of processor time more for each page."""
_ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 5
"""Seconds a server that was let go has to end by itself."""
_SHARED_PATIENCE = 0.5
"""The same where processes forked from this one may go on using it."""
_READY = 120
"""Seconds the server has to begin a child, made ready for its task; a second or two where nothing else is done."""
_MESSAGE = 4096
_INHERITED = ("LD_LIBRARY_PATH",)
"""All that the server is given of our own environment: where this Python may need to find its libraries."""


class BrokeLimit(Exception):
    """The child was ended, or ended itself, before its answer was whole."""


def limited(
    task: str, facts: Mapping[str, Any] | None = None, *files: bytes, pages: int = 1, limits: Limits = DEFAULT
) -> list[Piece]:
    """Run a task of :mod:`signatures.sandbox.tasks` on ``files`` in a limited child process; all its pieces.

    :param pages: of the files, for the limit of processor time.
    :raises PdfRefused: / :raises ScanRefused: as the task does; LIMIT_TIME when it broke a limit.
    """
    try:
        return list(SANDBOX.ask(task, facts or {}, *files, pages=pages, limits=limits))
    except BrokeLimit:
        raise refuse(PdfRefused, "LIMIT_TIME") from None


class Sandbox:
    """The client's end: starts the server when it is first needed, and again when it is gone."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._control: socket.socket | None = None
        """This process's connection, open as long as the server is thought to be there."""
        self._inherited: socket.socket | None = None
        """The connection of the process this one was forked from: only to be introduced over, never to be heard."""
        self._server: subprocess.Popen[bytes]
        """The one this process started last, if it ever did."""
        self._own = False  # the connection is to that one
        self._forked = False  # others may be connected to it
        self._known = False  # to Python's ends and forks

    def ask(
        self,
        task: str,
        facts: Mapping[str, Any],
        *files: bytes,
        pages: int = 0,
        limits: Limits = DEFAULT,
        times: int = 1,
    ) -> Iterator[Piece]:
        """The pieces of the answer, as they come. Leaving the loop early, or by an error, ends the child.

        :param pages: of the files, for the limit of processor time; ``times``: how often it does the same.
        :raises BrokeLimit: the child is no more. :raises PdfRefused: / :raises ScanRefused: as the task does.
        :raises OSError: no server can be started on this machine.
        """
        asked = {
            "facts": facts,
            "sizes": [*map(len, files)],
            "limits": asdict(limits),
            "cpu_seconds": limits.cpu_seconds * times + _PER_PAGE * pages,
        }
        conversation, child = self._begin(task)
        try:
            with conversation:
                conversation.settimeout(limits.seconds)
                send(conversation, asked)
                for file in filter(None, files):  # of an empty one the child may have told all, and gone
                    conversation.sendall(file)
                listener = Listener(conversation, 2 * limits.decoded, limits.seconds)
                while (piece := listener.piece())[0] != LAST:
                    if "refused" in piece[0]:
                        raise _refusal(piece[0])
                    yield piece
                child = 0  # it ends by itself
        except (Broken, OSError) as error:
            raise BrokeLimit from error
        finally:
            if child:
                self._end(child)

    def close(self) -> None:
        """Let the server go; what it still does for us ends with that. One that does not end is killed, unless a
        process forked from this one may still need it: then it ends with the last of them.
        """
        with self._guard:
            if self._control is not None and self._own:
                self._control.close()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._server.wait(_SHARED_PATIENCE if self._forked else _PATIENCE)
            self._leave(kill=not self._forked)

    def _leave(self, *, kill: bool) -> None:
        """Forget the connection; the server then ends what it does for us, and itself if it has no other."""
        for one in (self._control, self._inherited):
            if one is not None:
                one.close()
        self._inherited = None
        if self._control is not None:
            self._control = None
            if self._own:
                self._end_server(kill)

    def _end_server(self, kill: bool) -> None:
        if kill:
            self._server.kill()
            self._server.wait()
        elif self._server.poll() is None:
            self._server.returncode = 0  # others still need it: it is nobody's to wait for

    def _begin(self, task: str) -> tuple[socket.socket, int]:
        """A conversation with a new child, and its number."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                try:
                    return ours, self._fork(task, theirs)
                except OSError:  # somebody ended it: once more, with another
                    return ours, self._fork(task, theirs)
            except BaseException:
                ours.close()
                raise

    def _fork(self, task: str, theirs: socket.socket) -> int:
        with self._guard:
            control = self._control or self._join() or self._start()
            try:
                socket.send_fds(control, [json.dumps({"task": task}).encode()], [theirs.fileno()])
                answer = control.recv(_MESSAGE)
                if not answer:
                    raise BrokenPipeError("the sandbox's server ended")
                return int(json.loads(answer)["child"])
            except BaseException:  # an answer that comes later would be taken for the next one's
                self._leave(kill=not self._forked)
                raise

    def _end(self, child: int) -> None:
        with self._guard, contextlib.suppress(OSError):
            if self._control is not None:
                self._control.send(json.dumps({"kill": child}).encode())

    def _join(self) -> socket.socket | None:
        """A connection of our own to the server of the process we were forked from; None where there is none."""
        inherited, self._inherited = self._inherited, None
        if inherited is None:
            return None
        ours, theirs = _pair()
        with inherited, theirs:
            try:
                # Whole or not at all, however many say something over the same connection.
                socket.send_fds(inherited, [json.dumps({"client": True}).encode()], [theirs.fileno()])
            except OSError:  # it has ended
                ours.close()
                return None
            except BaseException:
                ours.close()
                raise
        self._control, self._own = ours, False
        return ours

    def _start(self) -> socket.socket:
        if not self._known:
            atexit.register(self.close)
            os.register_at_fork(after_in_child=self._forget, after_in_parent=self._share)
            self._known = True
        ours, theirs = _pair()
        with theirs:
            try:
                self._server = subprocess.Popen(
                    # -P, -s, "/": modules come from where the program is installed, not from the folder one stands in.
                    [sys.executable, "-P", "-s", "-m", "signatures.sandbox.server", str(theirs.fileno())],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    pass_fds=(theirs.fileno(),),
                    env=environment(),
                    cwd="/",
                    start_new_session=True,  # Ctrl-C reaches the client, which then closes the server in order
                )
            except BaseException:
                ours.close()
                raise
        self._control, self._own, self._forked = ours, True, False
        return ours

    def _share(self) -> None:
        """In a process that has forked: what it let go of may still be needed."""
        self._forked = self._forked or self._control is not None

    def _forget(self) -> None:
        """In a forked child of ours: the server is the parent's, and so is what is said over its connection."""
        self._guard = threading.Lock()
        if self._control is not None:
            if self._inherited is not None:
                self._inherited.close()
            self._inherited, self._control = self._control, None
            if self._own:
                self._server.returncode = 0  # not ours to wait for
            self._own = self._forked = False


def _pair() -> tuple[socket.socket, socket.socket]:
    """Our end of a connection to a server, and the server's."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(_READY)
    return ours, theirs


def environment() -> dict[str, str]:
    """Everything the server's environment holds: no password, nothing that anybody said to us but where modules are."""
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    path = [str(_ROOT), *(item for item in given if Path(item).is_absolute())]
    inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
    # A server that forks has one thread, also where numpy is loaded to compare pages.
    return {**inherited, "PYTHONPATH": os.pathsep.join(path), "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}


def _refusal(told: Mapping[str, Any]) -> SignatureError:
    """The task's own refusal, whose codes and facts came from the child."""
    try:
        return _KINDS.get(told["refused"], PdfRefused)(*(reason(code, **facts) for code, facts in told["reasons"]))
    except (LookupError, TypeError, ValueError) as error:
        raise Broken from error


SANDBOX = Sandbox()
"""The one of this process."""

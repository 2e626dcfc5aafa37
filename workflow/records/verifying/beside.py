"""The first entries of a long journal, checked by another process, which opens the database by itself.

It is a fork of this one, or another program, which loads no SQLAlchemy:

    python -m workflow.records.verifying.beside < {"file": ..., "office_id": 1, "own": 1, "last": 500000, ...}
"""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import IO, Any

from workflow.records.verifying.stretch import Rows, Stretch, check, rows_of_file, rows_of_server


def two_at_once() -> bool:
    """Whether this process may run on two processors."""
    return len(os.sched_getaffinity(0)) > 1


class Beside:
    """The first entries of a journal, checked by another process while this one does the rest.

    Of a server's it is a fork of this one, where this one has one thread: nothing is loaded anew. A file of SQLite may
    not be open where a process forks, so another program is started for it.

    :param given: ``file`` of an SQLite database, or ``server``, the address of a PostgreSQL, with what is ``said`` to
        it first; ``office_id``, ``own``, ``unnamed`` as :func:`check` takes them; ``last``: number of the last entry.
    :raises OSError: no other process can be had.
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._hear: IO[str]
        if "server" in given and threading.active_count() == 1:
            self._hear, self._child = _forked(given)
            return
        command = [sys.executable, "-P", "-s", "-m", "workflow.records.verifying.beside"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdin is not None  # noqa: S101 -- pipes were asked for
        assert self._process.stdout is not None  # noqa: S101
        self._hear, self._child = self._process.stdout, self._process.pid
        with suppress(BrokenPipeError), self._process.stdin as asked:  # it may have ended already
            asked.write(json.dumps(given))

    def found(self) -> Stretch | None:
        """What it found; ``None``: not sound, or it could not look."""
        told = self._hear.read()
        return Stretch(**json.loads(told)) if told.strip() and self._ended() == 0 else None

    def _ended(self) -> int:
        if self._process is not None:
            return self._process.wait()
        child, self._child = self._child, 0
        with suppress(ChildProcessError):
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) if child else 0
        return 0

    def end(self) -> None:
        """It is not needed any more."""
        self._hear.close()
        if self._process is not None:
            self._process.kill()
        elif self._child:
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGKILL)
        self._ended()


def _forked(given: Mapping[str, Any]) -> tuple[IO[str], int]:
    """Where a fork is heard that checks what is asked, and its process number."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business, which then ends us
            gc.freeze()  # what is here now is not ours to collect, and walking through it would copy its pages
            with os.fdopen(tell, "w") as telling:
                _tell(given, telling)
            code = 0
        finally:
            os._exit(code)  # nothing of the parent's is put in order or let go of here: its connection is its own
    os.close(tell)
    return os.fdopen(hear), child


def _rows(given: Mapping[str, Any]) -> Rows:
    if "file" in given:
        from workflow.records.connection.sqlite_files import open_file

        return rows_of_file(open_file(given["file"]), given["office_id"], 1, given["last"])
    import psycopg

    connection = psycopg.connect(given["server"], options="-c timezone=UTC -c jit=off")
    for statement, words in given["said"]:
        connection.execute(statement, words)
    return rows_of_server(connection, given["office_id"], 1, given["last"])


def _tell(given: Mapping[str, Any], telling: IO[str]) -> None:
    unnamed = {year.encode(): key.encode() for year, key in given["unnamed"].items()}
    found = check(_rows(given), 1, given["own"], unnamed)
    if found is not None and found.entries == given["last"]:
        telling.write(json.dumps(asdict(found)))


def main() -> None:
    """Check what is asked on stdin; print what was found, nothing where it is not sound."""
    _tell(json.load(sys.stdin), sys.stdout)


if __name__ == "__main__":
    main()

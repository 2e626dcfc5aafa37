"""The build that budgets compare with: commit 0745951, taken from this repository's history and set up by its own
``scripts/setup`` in a folder outside the repository, once.

    with Beside("from benchmarks.floor import STEPS\\ndef once(): return len(STEPS)") as earlier:
        earlier.once()  # asked of the earlier build's code, in its own environment

    python -m benchmarks.earlier        sets it up, and prints where it is
"""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
COMMIT = "0745951"
_READY = "ready-to-be-measured"
_ASKED = """
import json, os, sys
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # what the measured code prints is no answer
exec(compile(sys.argv.pop(1), "asked", "exec"))
for line in sys.stdin:
    answers.write(json.dumps(once(*json.loads(line))) + "\\n")
    answers.flush()
"""


class CannotBeHad(Exception):
    """The earlier build cannot be set up here: no history, or no network. The rows it stands beside stay empty."""


def environment() -> dict[str, str]:
    """The environment for a process of the earlier build: nothing of this one's Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}


def folder() -> Path:
    """The folder of the earlier build, which is set up when it is not there yet (minutes, network).

    ``$OIT_EARLIER`` names another place than the system's folder for temporary files.

    :raises CannotBeHad: with what the failing program said last.
    """
    place = Path(os.environ.get("OIT_EARLIER") or Path(tempfile.gettempdir()) / f"oit-{COMMIT}-{os.getuid()}")
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (place / "setting-up").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        build = place / "build"
        if not (place / _READY).exists():
            build.mkdir(exist_ok=True)
            taken = subprocess.run(["git", "archive", COMMIT], cwd=ROOT, capture_output=True, check=False)
            if taken.returncode:
                raise CannotBeHad(taken.stderr.decode(errors="replace").strip() or "git archive")
            subprocess.run(["tar", "-x"], cwd=build, input=taken.stdout, check=True)
            sys.stderr.write(f"setting up {COMMIT} in {build}\n")
            done = subprocess.run(
                ["scripts/setup"], cwd=build, capture_output=True, text=True, check=False, env=environment()
            )
            if done.returncode:
                raise CannotBeHad((done.stderr or done.stdout).strip()[-500:])
            # Its children may write nothing: what they load would be compiled anew in each, which no used build does.
            subprocess.run(
                [build / ".venv/bin/python", "-m", "compileall", "-q", "."], cwd=build, check=False, env=environment()
            )
            (place / _READY).touch()
    return build


def python() -> Path:
    """The earlier build's own Python. :raises CannotBeHad: as :func:`folder`."""
    return folder() / ".venv" / "bin" / "python"


class Beside:
    """A process of the earlier build that keeps what it has loaded, so that rounds of both builds can take turns.

    :param code: Python run there once; it defines ``once(...)``, whose result can be said in JSON.
    :param words: what the code finds in ``sys.argv[1:]``.
    :raises CannotBeHad: as :func:`folder`.
    """

    def __init__(self, code: str, *words: str) -> None:
        there = folder()
        self._process = subprocess.Popen(
            [python(), "-c", _ASKED, code, *words],
            cwd=there,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )

    @property
    def pid(self) -> int:
        """Its process number."""
        return self._process.pid

    def once(self, *given: Any) -> Any:
        """What ``once(*given)`` gives there. :raises CannotBeHad: the process ended; it said why on stderr."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        line = ""
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(given) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        if not line:
            raise CannotBeHad(f"{COMMIT}: the process ended with {self._process.wait()}")
        return json.loads(line)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let it end by itself, and wait until it has."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        self._process.wait(timeout=60)
        if self._process.stdout is not None:
            self._process.stdout.close()


if __name__ == "__main__":
    print(folder())

"""``oit`` as a person runs it: in this process where that is enough, else in a process of its own."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Ran:
    """``code`` the exit code; ``out`` and ``err`` what was printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused(self, code: int, *told: str) -> Ran:
        """Left with this code, one clear Thai message on stderr that says these things, and no traceback."""
        assert self.code == code, self
        for text in told:
            assert text in self.err, self
        assert "Traceback" not in self.out + self.err
        assert "unexpected" not in self.err
        assert "โดยไม่คาดหมาย" not in self.err
        return self


def oit(*arguments: str | Path) -> Ran:
    """Run one command line in this process; the answer for a secret comes from the environment, there is no screen."""
    from commands.counter import run

    out, err = io.StringIO(), io.StringIO()
    before, place = os.environ.get("LANGUAGE"), sys.stdin
    try:
        sys.stdin = io.StringIO("")
        with redirect_stdout(out), redirect_stderr(err):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = place
        if before is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = before
    return Ran(code, out.getvalue(), err.getvalue())


class Keyboard(io.StringIO):
    """Somebody at the keyboard, who answers line by line."""

    def isatty(self) -> bool:
        return True


def oit_at_terminal(answers: Sequence[str], *arguments: str | Path) -> tuple[int, str]:
    """Run one command line in this process for somebody who answers its questions; what the screen shows.

    What a real terminal adds is tried once, in ``test_attesting``.
    """
    from commands.counter import run

    screen, place = io.StringIO(), sys.stdin
    try:
        sys.stdin = Keyboard("".join(f"{answer}\n" for answer in answers))
        with redirect_stdout(screen), redirect_stderr(screen):
            code = run([str(argument) for argument in arguments])
    finally:
        sys.stdin = place
    return code, screen.getvalue()


def oit_process(
    *arguments: str | Path,
    environment: Mapping[str, str] | None = None,
    before: Callable[[], None] | None = None,
    cwd: Path | None = None,
    encoding: str = "utf-8",
    weak: bool = False,
) -> Ran:
    """Run one command line in a process of its own. ``before``: called in the child before it begins.

    ``weak``: root, too, may then only do what the modes of files allow.
    """
    prefix = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if weak and os.getuid() == 0 else []
    known = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    done = subprocess.run(
        [*prefix, sys.executable, "-m", "cli", *map(str, arguments)], cwd=cwd or ROOT, env=known, preexec_fn=before,
        capture_output=True, stdin=subprocess.DEVNULL, check=False, timeout=600,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

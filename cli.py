"""The counter: the ``oit`` command, its one error boundary, UTF-8, commands that load when they are used."""

from __future__ import annotations

import gc
import sys
import warnings
from collections.abc import Callable

VERSION = "0.1.0"


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the console script. Leaves by ``sys.exit`` with the codes of docs/contracts.md#exit-codes."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        # Redirected output on a Thai Windows would otherwise fail on the first Thai letter.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if arguments is None and not sys.warnoptions:
        warnings.simplefilter("ignore")  # a library's remarks (a long name in a certificate) are not for officials
    if given in (["--version"], ["-V"]):
        code = _said(lambda: print(f"oit {VERSION}"))  # before click is imported: 12 ms instead of 40
        if code:
            sys.exit(code)
        return
    # Loaded modules live for ever: looking for garbage in them every 700 objects is a tenth of start-up.
    gc.set_threshold(50_000, 20, 20)
    from commands.counter import run

    code = _said(lambda: run(given))
    if arguments is None:  # the process ends: Python would look for garbage in all that was loaded, twice
        gc.freeze()
    sys.exit(code)


def _said(tell: Callable[[], int | None]) -> int:
    """The exit code of what tells something, once all of it was said; another where nobody listens any more."""
    try:
        code = tell()
        sys.stdout.flush()
    except BrokenPipeError:
        from commands.terminal.unheard import UNHEARD, nobody_listens

        if not nobody_listens():
            raise
        return UNHEARD
    return code or 0


if __name__ == "__main__":
    main()

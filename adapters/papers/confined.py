"""How LibreOffice is started: without the network, without the office's files, with a limit of memory.

The rest of the machine is closed by :mod:`signatures.sandbox.confinement`, which runs as a script before it.
"""

from __future__ import annotations

import json
from pathlib import Path

_MEMORY, _LARGEST = 6 << 30, 1 << 30
"""Bytes of address space, of which an ordinary document needs two thousand million, and of one file written."""
_OPEN = (
    "/usr", "/bin", "/lib", "/lib64", "/opt", "/etc", "/proc", "/sys/devices/system/cpu", "/dev/urandom",
    "/var/lib/libreoffice", "/var/spool/libreoffice", "/var/cache/fontconfig",
)  # fmt: skip
"""What LibreOffice and the system's Python are made of, and nobody's papers."""


def confined(folder: Path, fonts: Path) -> list[str]:
    """The words that start LibreOffice without network, without our files and with a limit of memory.

    What the kernel cannot take away stays; ``oit doctor`` says so.

    :param folder: all it may write to. :param fonts: the list of fonts made for it, beside our own.
    """
    from signatures.sandbox import confinement
    from templates_docx.conversion.to_pdf import PAGES, SYSTEM_PYTHON, WORKER, cache_home

    home = Path.home()
    told = {
        "readable": [*_OPEN, str(WORKER), str(PAGES), str(fonts.parent), str(home / ".fonts"),
                     str(home / ".local" / "share" / "fonts")],
        "writable": [str(folder), str(cache_home() / "fontconfig"), "/dev/null"],
        "sockets": ["/tmp", "/var/tmp"],  # noqa: S108 -- where LibreOffice puts the pipe it is spoken to through
        "memory": _MEMORY,
        "largest": _LARGEST,
    }  # fmt: skip
    return [SYSTEM_PYTHON, "-I", "-S", str(confinement.__file__), json.dumps(told)]

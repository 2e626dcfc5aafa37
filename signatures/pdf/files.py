"""Reading a named file: a regular one only, and never more of it than may be read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from signatures.pdf.limits import DEFAULT, MEGABYTE
from signatures.reasons import Reason, reason


class Unreadable(Exception):
    """The file cannot be taken; ``reason`` says why: FILE_MISSING, FILE_NOT_REGULAR or LIMIT_BYTES."""

    def __init__(self, why: Reason) -> None:
        super().__init__(why.code)
        self.reason = why


def read_regular(path: Path, limit: int = DEFAULT.size) -> bytes:
    """The bytes of a regular file. A pipe would wait for ever, a device never ends: neither is opened for reading.

    :raises Unreadable: not there, no regular file, or more than ``limit`` bytes.
    """
    try:
        # Without waiting: opening a pipe blocks until somebody writes into it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise Unreadable(reason("FILE_MISSING", file=path.name)) from error
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(reason("FILE_NOT_REGULAR", file=path.name))
        with os.fdopen(handle, "rb", closefd=False) as source:
            data = source.read(limit + 1) if found.st_size <= limit else b""  # a 200 MB file is not even read
    except OSError as error:
        raise Unreadable(reason("FILE_MISSING", file=path.name)) from error
    finally:
        os.close(handle)
    if max(found.st_size, len(data)) > limit:
        megabytes = max(found.st_size, len(data)) // MEGABYTE
        raise Unreadable(reason("LIMIT_BYTES", megabytes=megabytes, limit=limit // MEGABYTE))
    return data

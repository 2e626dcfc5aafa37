"""What a command makes beside, for as long as it runs, and how the next one knows that nobody runs it any more.

The maker holds the operating system's lock on it, which ends with the process however it ends; and its number stands
in the name, so that what was made a moment ago and is not locked yet is not taken for left behind.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Hold a file or folder as one's own; where the file system knows no locks, the name alone says whose it is."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def sweep(folder: Path, name: str) -> list[str]:
    """Remove what commands that ended left in a folder; the names of what is gone.

    :param name: regular expression of the whole name; its group ``pid`` is the number of the process that made it.
    """
    pattern, removed = re.compile(name), []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            found = pattern.fullmatch(path.name)
            if found and not path.is_symlink() and _is_left(path, int(found["pid"])) and _gone(path):
                removed.append(path.name)
    return removed


def _is_left(path: Path, pid: int) -> bool:
    """Whether it is ours to remove: of this user, its process ended, and locked by none."""
    try:
        if path.stat().st_uid != os.getuid() or _lives(pid):
            return False
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:  # held by a process of another machine, or under another number
        return False
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return True


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _gone(path: Path) -> bool:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
    return not path.exists()

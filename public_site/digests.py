"""By what files of a site are known again: their bytes, and before they are read, their size and time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping

_MANY = 1 << 18


def digest_of(files: Mapping[str, str]) -> str:
    """One SHA-256 over every path and its digest, in the order of the paths."""
    lines = "".join(f"{sha256}  {path}\n" for path, sha256 in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def digest_at(path: str, size: int = _MANY) -> str:
    """SHA-256 of a file. :param size: of how many bytes it is, as far as it is known."""
    with open(path, "rb") as source:  # noqa: PTH123
        if size < _MANY:  # the library's way has a buffer of that size made for each file
            return hashlib.sha256(source.read()).hexdigest()
        return hashlib.file_digest(source, "sha256").hexdigest()


def entries_below(folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Everything that lies in a folder and its folders, a link never followed: path from there on, and the entry."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{folder}/{prefix}") as entries:
            for entry in entries:
                path = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                yield path, entry


def stamp_of(found: os.stat_result) -> list[int]:
    """What of a file is compared before it is read: its size, and the time of its last change."""
    return [found.st_size, found.st_mtime_ns]

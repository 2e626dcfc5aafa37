"""Files kept by their digest, and the time."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

_FULL = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})


def is_full(error: OSError) -> bool:
    """Whether a file could not be written because no room is left: on the disk, under a quota or a limit of size."""
    return error.errno in _FULL


class FileStore(Protocol):
    """Content-addressed files: a digest names its bytes for ever."""

    def put(self, data: bytes) -> str:
        """:raises workflow.rules.errors.WorkflowError: disk full; nothing half-written is left."""
        ...

    def get(self, digest: str) -> bytes: ...

    def path(self, digest: str) -> Path: ...

    def __contains__(self, digest: str) -> bool: ...

    def is_whole(self, digest: str) -> bool:
        """Whether its bytes are there and are those."""
        ...

    def orphans(self, known: Collection[str]) -> Iterator[str]:
        """Digests that are kept but not among ``known``."""
        ...

    def damaged(self) -> Iterator[str]:
        """Digests whose bytes are no longer those; reads every file."""
        ...

    def sweep(self) -> int:
        """Remove what killed writers left half-written; how many."""
        ...


class Clock(Protocol):
    def now(self) -> datetime:
        """Aware, in the office's time zone."""
        ...

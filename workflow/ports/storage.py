"""Files kept by their digest, and the time."""

from __future__ import annotations

import errno
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

_FULL = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})


def is_full(error: OSError) -> bool:
    """Whether a file could not be written because no room is left: on the disk, under a quota or a limit of size."""
    return error.errno in _FULL


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as the store keeps it: bytes, and when they were written."""

    size: int
    written: datetime


class FileStore(Protocol):
    """Content-addressed files, in the office's folder or in a bucket: a digest names its bytes for ever."""

    def put(self, data: bytes) -> str:
        """:raises workflow.rules.errors.WorkflowError: disk full; nothing half-written is left."""
        ...

    def get(self, digest: str) -> bytes:
        """Its bytes, compared with it. :raises workflow.rules.errors.WorkflowError: missing, or damaged."""
        ...

    def path(self, digest: str) -> Path:
        """Where its bytes lie on this machine, or would; never write there."""
        ...

    def __contains__(self, digest: str) -> bool: ...

    def is_whole(self, digest: str) -> bool:
        """Whether its bytes are there and are those."""
        ...

    def kept(self, digest: str) -> Kept:
        """:raises workflow.rules.errors.WorkflowError: there is none."""
        ...

    def take_in(self, folder: Path) -> None:
        """Keep what an archive laid into the office's ``store/``."""
        ...

    def digests(self) -> Iterator[str]:
        """Every digest that is kept, in no order."""
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

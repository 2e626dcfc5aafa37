"""The office's store of files, addressed by content: ``store/ab/cdef…`` holds the bytes whose SHA-256 is ``abcdef…``.

A file is complete under its name or not there at all: it is written beside, flushed to the disk, renamed, and the
folder is flushed too. So a row of the database that names a digest, committed after ``put`` returned, finds its bytes.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from workflow.ports.storage import Kept, is_full
from workflow.rules.errors import WorkflowError

_CHUNK = 1 << 20
DIGEST = re.compile(r"[0-9a-f]{64}")
"""What a file is called by."""
INCOMING = ".incoming"
"""Where files are while they are being written."""


class StoreError(WorkflowError):
    """Something the store cannot do. ``code`` is stable, ``facts`` are plain values for the sentence."""

    code: str = "store_failed"

    def __init__(self, **facts: Any) -> None:
        super().__init__(type(self).code, **facts)


class StoreFull(StoreError):
    """No room: the disk, the quota, or the file size limit (ENOSPC, EDQUOT, EFBIG). Nothing half-written is left."""

    code = "store_full"


class StoreNotWritable(StoreError):
    """The store's folder may not be written."""

    code = "store_not_writable"


class StoreUnreachable(StoreError):
    """The server that keeps the files does not answer, or has no such place. Facts: store, detail."""

    code = "store_unreachable"


class FileMissing(StoreError):
    """No file has this digest. Facts: digest."""

    code = "stored_file_missing"


class FileDamaged(StoreError):
    """The bytes under this digest are others. Facts: digest, found."""

    code = "file_damaged"


class KeptByDigest(ABC):
    """What is asked alike of every store, wherever its files lie."""

    @abstractmethod
    def digests(self) -> Iterator[str]:
        """Every digest that is kept, in no order."""

    @abstractmethod
    def is_whole(self, digest: str) -> bool:
        """Whether the bytes of a digest are there and are those."""

    def orphans(self, known: Collection[str]) -> Iterator[str]:
        """Digests that are kept but not ``known``: left by a command that wrote its files and then did not commit."""
        known = known if isinstance(known, set | frozenset) else frozenset(known)
        return (digest for digest in self.digests() if digest not in known)

    def damaged(self) -> Iterator[str]:
        """Digests whose bytes are no longer those; reads every file."""
        return (digest for digest in self.digests() if not self.is_whole(digest))


class FolderStore(KeptByDigest):
    """The store in a folder, which is made at the first ``put``."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, data: bytes | Path) -> str:
        """Keep these bytes, or a copy of this file, and give their SHA-256. Doing so again changes nothing.

        A file under this name whose bytes are not those (a failing disk) is replaced by the good ones.

        :raises StoreFull: no room; nothing is left behind.
        :raises StoreNotWritable: the folder may not be written.
        :raises OSError: when the file to copy cannot be read.
        """
        if isinstance(data, Path):
            with data.open("rb") as source:
                return self._keep(source)
        digest = hashlib.sha256(data).hexdigest()
        return digest if self.is_whole(digest) else self._keep(data)

    def get(self, digest: str, *, verify: bool = True) -> bytes:
        """The bytes of a digest.

        :param verify: compute the digest again.
        :raises FileMissing: / :raises FileDamaged: as they say.
        """
        try:
            data = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise FileMissing(digest=digest) from None
        if verify:
            found = hashlib.sha256(data).hexdigest()
            if found != digest:
                raise FileDamaged(digest=digest, found=found)
        return data

    def open(self, digest: str) -> BinaryIO:
        """The file of a digest, opened for reading; its bytes are not verified.

        :raises FileMissing: when there is none.
        """
        try:
            return self.path(digest).open("rb")
        except FileNotFoundError:
            raise FileMissing(digest=digest) from None

    def path(self, digest: str) -> Path:
        """Where the bytes of a digest are or would be. Never write there.

        :raises ValueError: for what is no digest, so that no name from outside leads out of the folder.
        """
        if not DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return Path(f"{self.root}/{digest[:2]}/{digest[2:]}")  # made at once: a site asks it of each file of each year

    def __contains__(self, digest: str) -> bool:
        return self.path(digest).is_file()

    def digests(self) -> Iterator[str]:
        """Every digest that is kept, in no order."""
        for folder in self.root.glob("[0-9a-f][0-9a-f]"):
            for entry in os.scandir(folder):
                digest = folder.name + entry.name
                if DIGEST.fullmatch(digest) and entry.is_file(follow_symlinks=False):
                    yield digest

    def sweep(self, *, older_than_seconds: float = 3600.0) -> int:
        """Remove what writers that were killed left half-written; gives how many. Running writers are younger."""
        removed, now = 0, time.time()
        with suppress(FileNotFoundError):
            for entry in os.scandir(self.root / INCOMING):
                if now - entry.stat(follow_symlinks=False).st_mtime >= older_than_seconds:
                    Path(entry.path).unlink(missing_ok=True)
                    removed += 1
        return removed

    def kept(self, digest: str) -> Kept:
        """:raises FileMissing: there is none."""
        try:
            found = self.path(digest).stat()
        except FileNotFoundError:
            raise FileMissing(digest=digest) from None
        return Kept(found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def take_in(self, folder: Path) -> None:
        """Keep what an archive brought into ``store/``: it lies there already."""

    def is_whole(self, digest: str) -> bool:
        """Whether the bytes of a digest are there and are those."""
        try:
            with self.path(digest).open("rb") as kept:
                return hashlib.file_digest(kept, "sha256").hexdigest() == digest
        except FileNotFoundError:
            return False

    def _keep(self, data: bytes | BinaryIO) -> str:
        incoming: Path | None = None
        try:
            (self.root / INCOMING).mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.root / INCOMING)
            incoming = Path(name)
            # Python ignores SIGXFSZ, so that passing the file size limit is EFBIG here and not the end of the process.
            with os.fdopen(handle, "wb") as target:
                digest = _copy(data, target)
                if self.is_whole(digest):  # what is kept already was flushed then
                    return digest
                target.flush()
                os.fchmod(target.fileno(), 0o444)
                os.fsync(target.fileno())
            final = self.path(digest)
            if not final.parent.is_dir():
                final.parent.mkdir(exist_ok=True)
                _flush_folder(self.root)
            incoming.replace(final)
            incoming = None
            _flush_folder(final.parent)
        except OSError as error:
            if is_full(error):
                raise StoreFull(folder=str(self.root)) from error
            if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
                raise StoreNotWritable(folder=str(self.root)) from error
            raise
        finally:
            if incoming is not None:
                incoming.unlink(missing_ok=True)
        return digest


def _copy(data: bytes | BinaryIO, target: BinaryIO) -> str:
    if isinstance(data, bytes):
        target.write(data)
        return hashlib.sha256(data).hexdigest()
    digest = hashlib.sha256()
    while chunk := data.read(_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

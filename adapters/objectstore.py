"""The office's store of files in a bucket of an S3-compatible server, through fsspec. The extra ``s3`` brings it.

An object is complete under its name or not there at all: each is written by one request, which the server answers when
it has the whole of it. What is fetched is compared with its digest before anybody gets it, and a copy lies in the
office's folder (``.fetched/``), so that what needs a file on the disk has one; that folder may be removed at any time.
Who may use the bucket is told by the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``) or the machine.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from adapters.filestore import (
    DIGEST,
    FileDamaged,
    FileMissing,
    FolderStore,
    KeptByDigest,
    StoreFull,
    StoreNotWritable,
    StoreUnreachable,
)
from workflow.ports.storage import Kept, is_full
from workflow.rules.errors import MissingOnMachine

FETCHED = ".fetched"
"""Where copies lie, in the office's folder."""
_ONE_REQUEST = 4 << 30
"""Bytes up to which a file is one request: more than an office may hand in (``[files] max_mb``)."""
_CONNECT, _ANSWER, _TRIES = 10, 120, 3
"""Seconds to reach the server, and to wait for an answer; how often."""


class ObjectStore(KeptByDigest):
    """The store in ``url``, under the office's own name. Nothing is connected before the first file is asked for.

    :param url: ``s3://BUCKET`` or ``s3://BUCKET/FOLDER``. :param office: the office's key: its folder there.
    :param place: the office's folder, for copies.
    """

    def __init__(
        self, url: str, office: str, place: Path, *, endpoint: str | None = None, region: str | None = None
    ) -> None:
        self.root = f"{url.partition('://')[2].rstrip('/')}/{office}"
        self.copies = FolderStore(place / FETCHED)
        self._endpoint, self._region = endpoint, region
        self._opened: Any = None

    def put(self, data: bytes) -> str:
        """Keep these bytes and give their SHA-256. Doing so again changes nothing.

        :raises StoreFull: / :raises StoreNotWritable: / :raises StoreUnreachable: as they say; nothing half is left.
        :raises MissingOnMachine: the extra is not installed.
        """
        digest = hashlib.sha256(data).hexdigest()
        with self._asked(digest) as bucket:
            bucket.pipe_file(self._name(digest), data, chunksize=_ONE_REQUEST)
        with suppress(StoreFull):  # the copy is for quickness
            self.copies.put(data)
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes of a digest.

        :raises FileMissing: / :raises FileDamaged: / :raises StoreUnreachable: as they say.
        """
        with suppress(FileMissing, FileDamaged):
            return self.copies.get(digest)
        data = self._fetch(digest)
        with suppress(StoreFull):
            self.copies.put(data)
        return data

    def path(self, digest: str) -> Path:
        """Where a copy lies, fetched when there is none; of a lost or damaged one, where it would be.

        :raises StoreUnreachable: the server does not answer.
        """
        if digest not in self.copies:
            with suppress(FileMissing, FileDamaged):
                self.get(digest)
        return self.copies.path(digest)

    def __contains__(self, digest: str) -> bool:
        with self._asked(digest) as bucket:
            return bool(bucket.exists(self._name(digest)))

    def kept(self, digest: str) -> Kept:
        """:raises FileMissing: there is none."""
        with self._asked(digest) as bucket:
            return _kept(bucket.info(self._name(digest)))

    def is_whole(self, digest: str) -> bool:
        """Whether the bytes of a digest are in the bucket and are those; a copy says nothing of that."""
        try:
            self._fetch(digest)
        except (FileMissing, FileDamaged):
            return False
        return True

    def digests(self) -> Iterator[str]:
        """Every digest that is kept, in no order."""
        with self._asked() as bucket:
            names = bucket.find(self.root)
        for name in names:
            digest = "".join(name.rsplit("/", 2)[-2:])
            if DIGEST.fullmatch(digest):
                yield digest

    def sweep(self, *, older_than_seconds: float = 30 * 86_400.0) -> int:
        """Remove copies nobody fetched anew for long; in the bucket nothing half-written is ever left. Gives none."""
        self.copies.sweep()
        now = time.time()
        for digest in list(self.copies.digests()):
            copy = self.copies.path(digest)
            if now - copy.stat().st_mtime >= older_than_seconds:
                copy.unlink(missing_ok=True)
        return 0

    def take_in(self, folder: Path) -> None:
        """Keep what an archive brought into ``store/``, and let that folder go."""
        brought = FolderStore(folder)
        for digest in list(brought.digests()):
            self.put(brought.get(digest))
        shutil.rmtree(folder, ignore_errors=True)

    def _fetch(self, digest: str) -> bytes:
        with self._asked(digest) as bucket:
            data: bytes = bucket.cat_file(self._name(digest))
        found = hashlib.sha256(data).hexdigest()
        if found != digest:
            raise FileDamaged(digest=digest, found=found)
        return data

    def _name(self, digest: str) -> str:
        """:raises ValueError: for what is no digest."""
        if not DIGEST.fullmatch(digest):
            raise ValueError(f"not a SHA-256 digest: {digest!r}")
        return f"{self.root}/{digest[:2]}/{digest[2:]}"

    @contextmanager
    def _asked(self, digest: str = "") -> Iterator[Any]:
        """The bucket, its errors turned into ours."""
        place = f"s3://{self.root}"
        bucket = self._bucket()
        from botocore.exceptions import BotoCoreError, NoCredentialsError

        try:
            yield bucket
        except FileNotFoundError:
            if not self._is_there():
                raise StoreUnreachable(store=place, detail="NoSuchBucket") from None
            raise FileMissing(digest=digest) from None
        except (PermissionError, NoCredentialsError) as error:
            raise StoreNotWritable(folder=place) from error
        except OSError as error:
            if is_full(error):
                raise StoreFull(folder=place) from error
            raise StoreUnreachable(store=place, detail=_short(error)) from error
        except (BotoCoreError, TimeoutError) as error:
            raise StoreUnreachable(store=place, detail=_short(error)) from error

    def _is_there(self) -> bool:
        """Whether the bucket exists: a file that is missing from none is no lost file."""
        try:
            self._bucket().call_s3("head_bucket", Bucket=self.root.partition("/")[0])
        except FileNotFoundError:
            return False
        return True

    def _bucket(self) -> Any:
        if self._opened is None:
            if importlib.util.find_spec("s3fs") is None:
                raise MissingOnMachine("store_extra_missing", store=f"s3://{self.root}")
            from s3fs import S3FileSystem

            asking = {"connect_timeout": _CONNECT, "read_timeout": _ANSWER, "retries": {"max_attempts": _TRIES}}
            where = {"region_name": self._region} if self._region else {}
            # No list is remembered: others write here too.
            self._opened = S3FileSystem(
                endpoint_url=self._endpoint, client_kwargs=where, config_kwargs=asking,
                use_listings_cache=False, skip_instance_cache=True,
            )  # fmt: skip
            self._opened.retries = _TRIES
        return self._opened


def _kept(info: dict[str, Any]) -> Kept:
    written: datetime = info["LastModified"]
    return Kept(int(info["size"]), written)


def _short(error: BaseException) -> str:
    """What kind of error it is: its text has addresses in it that are longer than a line."""
    return f"{type(error).__name__} {getattr(error, 'errno', None) or ''}".strip()

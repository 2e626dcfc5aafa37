"""The file of a backup: opened, unlocked where it is locked, and looked through for parts that no backup has."""

from __future__ import annotations

import contextlib
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from workflow.office_files.settings import Settings
from workflow.rules.errors import BadInput, Unmet
from workflow.services.operations.backup import FOLDERS, TABLES
from workflow.services.operations.locked_file import is_locked, unlock


@contextmanager
def opened(file: Path, passphrase: Callable[[], str] | None = None) -> Iterator[tuple[zipfile.ZipFile, bool]]:
    """The archive, and whether it was locked; a locked one is unlocked into a file that is gone afterwards.

    :raises BadInput: it cannot be read, is no archive, or is locked and ``passphrase`` is another or none.
    """
    with contextlib.ExitStack() as stack:
        try:
            source: IO[bytes] = stack.enter_context(file.open("rb"))
            locked = is_locked(source)
            if locked:
                if passphrase is None:
                    raise BadInput("backup_locked", file=file.name)
                plain = stack.enter_context(tempfile.TemporaryFile())
                unlock(source, plain, passphrase(), file=file.name)
                source = plain
        except FileNotFoundError:
            raise BadInput("file_missing", file=str(file)) from None
        except OSError as error:
            raise BadInput("file_unreadable", file=str(file), detail=error.strerror or str(error)) from error
        with _archive(source, file) as archive:
            yield archive, locked


@contextmanager
def _archive(source: IO[bytes], file: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(source)
    except OSError as error:
        raise BadInput("file_unreadable", file=str(file), detail=error.strerror or str(error)) from error
    except zipfile.BadZipFile:
        # The list of parts stands at the end: a file cut short, or one that is something else, has none.
        raise BadInput("backup_cut_short", file=file.name) from None
    with archive:
        yield archive


def must_be_known(manifest: Mapping[str, Any], folder: Path, file: Path) -> None:
    """:raises BadInput: a part that no backup has: it would lie in the office's folder for whoever looks there."""
    settings = Settings.load(folder)
    signing = settings.signing
    named = {
        path.relative_to(folder).as_posix()
        for path in (*signing.roots, *signing.tsa_roots, *signing.crls, *signing.ocsps)
        if path.is_relative_to(folder)
    }
    tables = re.compile("|".join(re.escape(stem).replace(r"\*", "[^/]*") + r"\.(?:csv|xlsx)" for stem in TABLES))
    records = {f"records/{table}.jsonl" for table in manifest["tables"]}
    known = {"office.toml", *named, *records}
    unknown = [
        Unmet("backup_part_unknown", {"part": name})
        for name in manifest["parts"]
        if not (name in known or tables.fullmatch(name) or name.partition("/")[0] in ("store", *FOLDERS))
    ]
    if unknown:
        raise BadInput("backup_damaged", unknown, file=file.name)

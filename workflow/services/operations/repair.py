"""``oit doctor --repair``: files of the store that are lost or damaged come back from a backup, by their digest.

Nothing else is taken from the backup, so nothing that was recorded since is lost; and as a file is known by the digest
of its bytes, a backup of any day and of anybody is as good as another.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workflow.rules.errors import BadInput
from workflow.services.context.office import Office
from workflow.services.context.use_case import reading
from workflow.services.operations.backup_file import opened
from workflow.services.operations.stored_files import named_digests, required_files

LARGEST = 256 * 1024 * 1024
"""Bytes of one file; what says to be larger is left in the archive."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """Digests that were fetched back, and those that are still lost."""

    fetched: tuple[str, ...]
    lost: tuple[str, ...]


def repair(office: Office, archive: Path, passphrase: Callable[[], str] | None = None) -> Repaired:
    """Fetch back what the records need and the store no longer holds whole.

    :raises BadInput: ``backup_unreadable``: there is no such archive, or it is none.
    """
    with reading(office) as use_case:
        required, named = required_files(use_case), named_digests(use_case)
    whole = set(office.store.digests()).difference(office.store.damaged())
    # Also what is not required and was accepted once: own forms and pages. Not all that is named so is a file.
    wanted = sorted((required | named) - whole)
    fetched = []
    try:
        with opened(archive, passphrase) as (backup, _):
            there = {info.filename: info for info in backup.infolist()}
            for digest in wanted:
                info = there.get(f"store/{digest[:2]}/{digest[2:]}")
                if info is None or info.file_size > LARGEST:
                    continue
                data = backup.read(info)
                if hashlib.sha256(data).hexdigest() == digest:
                    office.store.put(data)
                    fetched.append(digest)
    except BadInput as refused:
        if refused.code in ("backup_locked", "locked_wrong"):
            raise
        detail = refused.facts.get("detail") or "zip"
        raise BadInput("backup_unreadable", file=str(archive), detail=detail) from refused
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise BadInput("backup_unreadable", file=str(archive), detail=detail) from error
    lost = required.difference(whole, fetched)
    return Repaired(tuple(fetched), tuple(sorted(lost)))

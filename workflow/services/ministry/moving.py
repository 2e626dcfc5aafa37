"""An office moved out of the ministry's database as one archive that was read back and verified before it is told."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workflow.office_files.settings import FILE
from workflow.services.context.office import Office
from workflow.services.ministry.office_list import MOVED, Ministry, close, is_leaving, reopen, set_aside
from workflow.services.operations.backup import BackedUp, write_archive
from workflow.services.operations.restore import restore


@dataclass(frozen=True, slots=True)
class MovedOut:
    """``archive``: what was written. It was restored once, beside it, and its journal verified."""

    office: str
    archive: BackedUp


def move_out(
    ministry: Ministry,
    office: Office,
    target: Path,
    reason: str,
    now: datetime,
    open_office: Callable[[Path], Office],
    *,
    passphrase: str | None = None,
) -> MovedOut:
    """Close an office here and write everything it has into one archive; ``oit restore`` opens it anywhere.

    It is closed first: nothing can be recorded after what the archive holds. When the archive cannot be written or does
    not verify, the office is open again and nothing has changed. A move that was killed is ended by moving again.

    :param ministry: as the owner of the tables. :param open_office: builds the office of a folder.
    :raises NotFound: it is not on the list. :raises BadInput: it is closed already, or the file exists.
    :raises CheckFailed: the archive does not verify; it is removed.
    """
    key = office.settings.office.key
    if not is_leaving(ministry, key):
        close(ministry, key, MOVED, reason, now)
    try:
        made = write_archive(office, target, passphrase=passphrase)
        try:
            with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as place:
                restore(target, Path(place) / "office", open_office, passphrase=lambda: passphrase or "")
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    except BaseException:
        reopen(ministry, key)
        raise
    set_aside(ministry, key)
    # Nobody works on in a folder whose office has gone, or sets it up anew under its name.
    settings = office.folder / FILE
    settings.rename(settings.with_name(f"{FILE}.moved"))
    return MovedOut(key, made)

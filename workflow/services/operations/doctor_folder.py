"""The doctor's look at the folder: room on its disk, where it lies, what killed commands left, who may open what."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from workflow.ports.checks import Check
from workflow.ports.leftovers import sweep
from workflow.records.connection.queue import sweep_line
from workflow.services.context.office import Office
from workflow.services.operations.backup import PART
from workflow.services.operations.restore import RESTORING
from workflow.services.operations.where_it_lies import folder_check

MB = 1_000_000
LITTLE_ROOM, NO_ROOM = 1_000 * MB, 100 * MB
"""Free bytes below which LibreOffice, a backup or the next memo may fail."""


def look_at_room(office: Office) -> Iterator[Check]:
    """Room on the disk. :raises OSError: the system does not tell."""
    free = shutil.disk_usage(office.folder).free
    severity = "broken" if free < NO_ROOM else "caution" if free < LITTLE_ROOM else "ok"
    yield Check("disk_room" if severity == "ok" else "disk_little", severity, {"mb": free // MB})


def look_where_it_lies(office: Office) -> Iterator[Check]:
    """The kind of disk, whose locks can be trusted or not."""
    yield folder_check(office)


def sweep_leftovers(office: Office) -> Iterator[Check]:
    """What killed commands left beside: half a backup, a half restored office with its password hashes, old tickets."""
    removed = [*sweep(office.folder, PART), *sweep(office.folder.parent, RESTORING)]
    file = office.settings.database.partition("sqlite:///")[2]
    removed += sweep_line(Path(file)) if file else []
    if removed:
        yield Check("leftovers_swept", "ok", {"count": len(removed), "file": removed[0]})


def look_at_rights(office: Office) -> Iterator[Check]:
    """Keys are their owner's alone; the database holds password hashes and everybody's work."""
    found = [*_keys(office), *_database(office)]
    yield from found or [Check("rights_sound", "ok")]


def _keys(office: Office) -> Iterator[Check]:
    keys = office.folder / "keys"
    if keys.is_dir():
        open_to_all = [path for path in (keys, *keys.rglob("*")) if not path.is_symlink() and _mode(path) & 0o077]
        # Behind a closed folder nobody reaches what is in it.
        if open_to_all and _mode(keys) & 0o077:
            yield Check("keys_open", "broken", {"path": _short(office, open_to_all[0]), "count": len(open_to_all)})


def _database(office: Office) -> Iterator[Check]:
    file = office.settings.database.partition("sqlite:///")[2]
    path = Path(file)
    if not file or not path.is_file() or _mode(office.folder) & 0o077 == 0:
        return
    if _mode(path) & 0o022:
        yield Check("database_writable_by_others", "broken", {"path": _short(office, path)})
    elif _mode(path) & 0o044:
        yield Check("database_readable_by_others", "caution", {"path": _short(office, path)})


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _short(office: Office, path: Path) -> str:
    return path.relative_to(office.folder).as_posix() if path.is_relative_to(office.folder) else str(path)


FOLDER_LOOKS = (look_at_room, look_where_it_lies, sweep_leftovers, look_at_rights)

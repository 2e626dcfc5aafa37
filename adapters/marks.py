"""Marks of this user's offices in a folder of this machine, one small file for each office."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from workflow.ports.marks import SERVER, Mark

FILES = "file:"
"""Begins the place of a database that is a file; what else there is lies on a server and is always there."""


def place_of(url: str, key: str) -> str:
    """Where the records of an office lie, without who asks: ``file:/srv/office/oit.db``, ``server:db:5432/oit#roiet``.

    :param key: of the office.
    """
    path = url.partition("sqlite:///")[2]
    if path:
        return FILES + str(Path(path).resolve())
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    return f"{SERVER}{parts.hostname or ''}:{parts.port or ''}{parts.path}#{key}"


class MachineMarks:
    """As the port says; in the folder of states of whoever runs the program."""

    def __init__(self, folder: Path | None = None) -> None:
        self._given = folder

    @property
    def folder(self) -> Path:
        """Read when it is needed: the environment says it."""
        base = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
        return self._given or Path(base) / "oit" / "marks"

    def of(self, identity: str) -> Mapping[str, Mark]:
        try:
            found = json.loads((self.folder / f"{identity}.json").read_text(encoding="utf-8"))
            return {place: _mark(said) for place, said in found.items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def keep(self, identity: str, place: str, mark: Mark, told: Collection[str] = ()) -> None:
        with suppress(OSError), self._alone():
            kept = {p: m for p, m in self.of(identity).items() if m.hash not in told}
            if place in kept and kept[place].seq > mark.seq:
                return
            kept[place] = mark
            said = {p: {**asdict(m), "at": m.at.isoformat()} for p, m in kept.items()}
            target = self.folder / f"{identity}.json"
            beside = target.with_suffix(f".{os.getpid()}")
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(said, out, separators=(",", ":"))
            beside.replace(target)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.folder / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def another_at(self, place: str, identity: str) -> Mark | None:
        others = (file.stem for file in self.folder.glob("*.json") if file.stem != identity)
        found = [mark for other in others if (mark := self.of(other).get(place)) is not None]
        return max(found, key=lambda mark: mark.at, default=None)

    def stands(self, place: str) -> bool:
        return not place.startswith(FILES) or Path(place.removeprefix(FILES)).is_file()


def _mark(said: Mapping[str, Any]) -> Mark:
    numbers = {str(book): int(number) for book, number in said["numbers"].items()}
    return Mark(int(said["seq"]), str(said["hash"]), datetime.fromisoformat(said["at"]), numbers)

"""What of earlier sites is the same in the next one, so that ten years are not made again for one change.

Each page of an item and of a year is known by a digest of everything it is drawn from. A page with the same digest, a
file with the same bytes, is taken over as it lies in the live release: nothing is drawn, copied or flushed for it. A
page says when it was made, so that one that is kept still says the truth.

The folder of the next site is not begun empty either: it is that of a release that had its time, in which nearly all
lies already, so that years that are over cost neither a folder nor a link (docs/decisions/0128).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from public_site.digests import digest_at, entries_below, stamp_of

_OPEN = 0o755
"""Folders are the public's, whoever serves them."""


class Begun:
    """The folder of the next site with what lies in it from an earlier one; empty where there was none.

    Its files are found in other releases too: none is ever written into, it is taken away and made anew.
    """

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.stamps: dict[str, list[int]] = {}
        self._sound: dict[str, str] = {}
        self._lying: set[str] = set()
        self._folders: set[str] = set()
        self._made: set[str] = set()
        self._closed: bool | None = None

    def look(self, files: Mapping[str, str], stamps: Mapping[str, list[int]], *, read: bool = False) -> None:
        """See what lies there, and which of it is as it was built.

        :param files: path -> the digest it was built with. :param stamps: size and time of each when it was.
        :param read: read every byte, instead of those of files whose size or time is another.
        """
        for path, entry in entries_below(self.root):
            if entry.is_dir(follow_symlinks=False):
                self._folders.add(path)
                continue
            self._lying.add(path)
            built = files.get(path)
            if built is None or not entry.is_file(follow_symlinks=False):
                continue
            stamp = stamp_of(entry.stat(follow_symlinks=False))
            if (not read and stamps.get(path) == stamp) or digest_at(entry.path, stamp[0]) == built:
                self._sound[path], self.stamps[path] = built, stamp

    def has(self, path: str, digest: str) -> bool:
        """Whether the file lies there with these bytes."""
        return self._sound.get(path) == digest

    def free(self, path: str) -> str:
        """The place of a file that is to be made: its folder is there, and nothing lies where it comes."""
        self._folder(path.rpartition("/")[0])
        target = f"{self.root}/{path}"
        if path in self._lying:
            self._take_away(path)
        elif path in self._folders:
            shutil.rmtree(target)
            inside = f"{path}/"
            self._lying = {one for one in self._lying if not one.startswith(inside)}
            self._folders = {one for one in self._folders if one != path and not one.startswith(inside)}
        self._lying.add(path)
        return target

    def tidy(self, wanted: Collection[str]) -> None:
        """Take away whatever lies there and is no part of the next site."""
        for path in self._lying.difference(wanted):
            self._take_away(path)
        parents: set[str] = set()
        for path in wanted:
            while (path := path.rpartition("/")[0]) and path not in parents:
                parents.add(path)
        for folder in sorted(self._folders - parents, reverse=True):
            os.rmdir(f"{self.root}/{folder}")  # noqa: PTH106

    def _take_away(self, path: str) -> None:
        with suppress(FileNotFoundError):
            os.unlink(f"{self.root}/{path}")  # noqa: PTH108
        self._lying.discard(path)
        self._sound.pop(path, None)

    def _folder(self, folder: str) -> None:
        """Make a folder of the site, and those above it; there are three for each item of each year."""
        if folder in self._folders or folder in self._made:
            return
        self._made.add(folder)
        if not folder:
            Path(self.root).mkdir(parents=True, exist_ok=True)
            return
        self._folder(folder.rpartition("/")[0])
        if folder in self._lying:
            self._take_away(folder)
        place = f"{self.root}/{folder}"
        os.mkdir(place)  # noqa: PTH102
        if self._closed is None:  # what this process leaves out of every folder it makes
            self._closed = stat.S_IMODE(os.stat(place).st_mode) != _OPEN  # noqa: PTH116
        if self._closed:
            os.chmod(place, _OPEN)  # noqa: PTH101


@dataclass(frozen=True, slots=True)
class Earlier:
    """The site that is live, as it lies there.

    :param public: its folder. :param files: path of each file -> the digest it was built with.
    :param pages: path of each page that may be taken over -> the digest of what it was drawn from.
    :param stamps: size and time of each file when it was built. :param begun: the folder of the next site.
    :param read: every byte is read; else only those of files whose size or time is not as when they were built.
    """

    public: Path
    files: Mapping[str, str]
    pages: Mapping[str, str]
    stamps: Mapping[str, list[int]]
    begun: Begun
    read: bool = False
    _as_built: dict[str, list[int] | None] = field(default_factory=dict)

    def page(self, path: str, drawn_from: str) -> bool:
        """Whether the page would be drawn as it is."""
        return self.pages.get(path) == drawn_from and self.has(path)

    def has(self, path: str, digest: str | None = None) -> bool:
        """Whether the site has the file as it was built. :param digest: and with these bytes."""
        built = self.files.get(path)
        if built is None or (digest is not None and built != digest):
            return False
        return self.begun.has(path, built) or self._is_as_built(path, built)

    def _is_as_built(self, path: str, built: str) -> bool:
        if path not in self._as_built:
            self._as_built[path] = self._looked_at(f"{self.public}/{path}", self.stamps.get(path), built)
        return self._as_built[path] is not None

    def _looked_at(self, place: str, stamp: list[int] | None, built: str) -> list[int] | None:
        try:
            found = stamp_of(os.lstat(place))
            return found if (not self.read and found == stamp) or digest_at(place, found[0]) == built else None
        except OSError:
            return None

    def stamp(self, path: str) -> list[int]:
        """Size and time of a file that the site has as it was built."""
        return self._as_built[path] or self.begun.stamps[path]

    def link(self, path: str, target: str) -> bool:
        """Let the file be found at ``target`` too; ``False``: it cannot be (another disk, a share), and is copied."""
        try:
            os.link(f"{self.public}/{path}", target)
        except OSError:
            return False
        return True


def drawn_from(*parts: object) -> str:
    """Digest of what a page is drawn from: the program's own files, and facts by what they say of themselves."""
    return hashlib.sha256("\0".join((_program(), *map(repr, parts))).encode()).hexdigest()


@lru_cache(maxsize=1)
def _program() -> str:
    """Digest of everything of the program that forms a page."""
    found = hashlib.sha256()
    here = Path(__file__).parent
    ours = here.parent / "workflow"
    for folder in (here, here / "pages", ours / "thai", ours / "ports", ours / "ports" / "site"):
        for path in sorted(folder.glob("*.*")):
            if path.suffix in (".py", ".html"):
                found.update(path.read_bytes())
    return found.hexdigest()

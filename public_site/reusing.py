"""What of the live site is the same in the next one, so that ten years are not made again for one change.

Each page of an item and of a year is known by a digest of everything it is drawn from. A page with the same digest, a
file with the same bytes, is linked to where it lies in the live release: nothing is drawn, copied or flushed for it. A
page says when it was made, so that one that is kept still says the truth.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Earlier:
    """A site that was built before, as it lies there.

    :param public: its folder. :param files: path of each file -> the digest it was built with.
    :param pages: path of each page that may be taken over -> the digest of what it was drawn from.
    :param damaged: paths that are not as they were built. :param stamps: size and time of each file when it was built.
    """

    public: Path
    files: Mapping[str, str]
    pages: Mapping[str, str]
    damaged: Collection[str] = ()
    stamps: Mapping[str, list[int]] = field(default_factory=dict)

    def page(self, path: str, drawn_from: str) -> bool:
        """Whether the page would be drawn as it is."""
        return self.pages.get(path) == drawn_from and self.has(path)

    def has(self, path: str, digest: str | None = None) -> bool:
        """Whether the file is there as it was built. :param digest: and has these bytes."""
        built = self.files.get(path)
        return built is not None and (digest is None or built == digest) and path not in self.damaged

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

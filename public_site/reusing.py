"""Pages of the live site that are the same in the next one, so that ten years are not drawn again for one change.

Each page of an item and of a year is known by a digest of everything it is drawn from; a page of the live site with
the same digest, and with the bytes that were built, is taken over. Only the moment of the build is put anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Earlier:
    """A site that was built before.

    :param public: its folder. :param files: path of each file -> the digest it was built with.
    :param pages: path of each page that may be taken over -> the digest of what it was drawn from.
    :param built: language -> its words that tell when it was built, as they stand on each page.
    """

    public: Path
    files: Mapping[str, str]
    pages: Mapping[str, str]
    built: Mapping[str, str]

    def page(self, path: str, drawn_from: str, lang: str, built: str) -> str | None:
        """The page as it would be drawn now; ``None``: it has to be drawn.

        :param built: the words that tell when the next site is built.
        """
        before = self.built.get(lang)
        if before is None or self.pages.get(path) != drawn_from:
            return None
        try:
            content = (self.public / path).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest() != self.files.get(path):
            return None  # somebody changed it
        html = content.decode()
        return html.replace(before, built) if html.count(before) == 1 else None


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

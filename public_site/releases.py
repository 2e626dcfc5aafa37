"""Finished sites as they lie on the disk: `releases/000007-3f2a…/public/`, and the note beside what is public (never
inside), with the digest of every file, so that a release damaged by a power cut is noticed instead of trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from public_site.digests import digest_at, digest_of, entries_below, stamp_of
from workflow.ports.site import BuiltSite, JournalHead, SiteFacts

CURRENT = "current"
PUBLIC = "public"
NOTE = "release.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A finished site. `public` is what the web server serves; `revisions` are `2566/O15` -> the revision online.

    An item that is not online (not yet, suspended, retracted) has revision None.
    """

    name: str
    public: Path
    digest: str
    generated_at: datetime
    rehearsal: bool
    revisions: Mapping[str, int | None]
    journal: JournalHead | None = None


def live(site_dir: Path) -> Release | None:
    """The release the public sees; None when nothing was ever published, or the link leads nowhere."""
    link = site_dir / CURRENT
    if not link.is_symlink():
        return None
    return read(link.resolve().parent)


def releases_in(site_dir: Path) -> list[Path]:
    """Every release folder, oldest first."""
    folder = site_dir / "releases"
    there = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in there if path.name[:6].isdigit() and path.is_dir()]


def read(folder: Path) -> Release | None:
    """A release by its note; None when the folder has no whole one."""
    try:
        note = note_of(folder)
        return Release(
            name=folder.name, public=folder / PUBLIC, digest=note["digest"],
            generated_at=datetime.fromisoformat(note["generated_at"]), rehearsal=note["rehearsal"],
            revisions=note["revisions"],
            journal=JournalHead(**note["journal"]) if note.get("journal") else None,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def note_of(folder: Path) -> Mapping[str, Any]:
    """The note of a release, whose digest is that of the files it names; to be read, never changed.

    :raises OSError: there is none. :raises ValueError: it is not whole.
    """
    note, whole = _note(folder)
    if not whole:
        raise ValueError(folder)
    return note


def _note(folder: Path) -> tuple[Mapping[str, Any], bool]:
    path = folder / NOTE
    found = path.stat()
    return _loaded(path, found.st_ino, found.st_size, found.st_mtime_ns)


@lru_cache(maxsize=6)
def _loaded(path: Path, *_as_it_is: int) -> tuple[Mapping[str, Any], bool]:
    """A note is asked for several times by one step, and is as long as the site has files.

    :param _as_it_is: what tells it from one that is written later.
    """
    note: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return note, digest_of(note["files"]) == note["digest"]


def write_note(path: Path, built: BuiltSite, facts: SiteFacts) -> None:
    """Say what a site is made of, and how its files lie there."""
    revisions = {
        f"{year.place}/{item.code}": item.revision if item.state.value == "published" else None
        for year in facts.years
        for item in year.items
    }
    note = {
        "digest": built.digest,
        "generated_at": facts.generated_at.isoformat(),
        "rehearsal": facts.rehearsal,
        "revisions": revisions,
        "files": dict(built.files),
        "pages": dict(built.pages),
        "stamps": dict(built.stamps),
        "journal": asdict(facts.journal) if facts.journal is not None else None,
    }
    path.write_text(json.dumps(note, ensure_ascii=False) + "\n", encoding="utf-8")


def digests_in(folder: Path) -> frozenset[str]:
    """Digests of the files of a release, as far as its note tells; none where it has none."""
    try:
        return frozenset(_note(folder)[0]["files"].values())
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def damaged(release: Release) -> tuple[str, ...]:
    """Files of a release that are missing, changed, or were put there by someone else."""
    return differing(release, found_in(release))


def found_in(release: Release) -> dict[str, str]:
    """Path and digest of every file of a release, as it lies there."""
    return {path: digest_at(f"{release.public}/{path}", size) for path, (size, _) in _stamps(release.public)}


def differing(release: Release, found: Mapping[str, str]) -> tuple[str, ...]:
    """As :func:`damaged`, of files that were read already."""
    files: Mapping[str, str] = note_of(release.public.parent)["files"]
    return tuple(sorted(path for path in files.keys() | found.keys() if files.get(path) != found.get(path)))


def touched(release: Release) -> tuple[str, ...]:
    """As :func:`damaged`, reading only files whose size or time is not as when they were built."""
    note = note_of(release.public.parent)
    files, stamps = note["files"], note.get("stamps", {})
    as_built: set[str] = set()
    others: set[str] = set()
    for path, stamp in _stamps(release.public):
        known = path in files and stamps.get(path) == stamp
        same = known or files.get(path) == digest_at(f"{release.public}/{path}", stamp[0])
        (as_built if same else others).add(path)
    return tuple(sorted((files.keys() | others) - as_built))


def _stamps(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Path of each file below, relative to the folder, with its size and the time of its last change."""
    for path, entry in entries_below(str(folder)):
        if entry.is_file():
            yield path, stamp_of(entry.stat())

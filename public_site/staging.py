"""Puts a new site in the place of the old one, all at once, and tidies up after a crash.

Under the office's `site/` folder: `staging/` is what is being built, `releases/000007-3f2a…/public/` what was built,
`current` a symbolic link to the one that is live. A web server that serves `current` sees either the old site or the
new one. Each release carries `release.json` beside (never inside) what is public: what it says, and the digest of every
file, so that a release damaged by a power cut is noticed instead of trusted.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from public_site.build import build, digest_of
from public_site.drawing import FormatDate
from public_site.reusing import Earlier
from workflow.ports.site import BuiltSite, JournalHead, SiteFacts

CURRENT = "current"
_PUBLIC = "public"
_NOTE = "release.json"
_NEXT = ".next"
_MANY = 1 << 18


class SiteBusy(Exception):
    """Another process is publishing this very site. `path` is the site folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What stands after tidying up: the live release, what was removed, and which live files are not as built."""

    live: Release | None
    removed: tuple[str, ...]
    damaged: tuple[str, ...]


class Workshop:
    """The right to change one site, held by `workshop`. Build, have it proven, then switch."""

    def __init__(self, site_dir: Path, reconciled: Reconciled, keep: int) -> None:
        self.site_dir = site_dir
        self.reconciled = reconciled
        self._keep = keep
        self._withdrawn: frozenset[str] = frozenset()

    def stage(self, facts: SiteFacts, *, fmt_date: FormatDate, read: bool = False) -> BuiltSite:
        """Build into `staging/`; nothing public changes.

        :param read: read every byte of the live site before a page or file of it is taken over.
        :raises public_site.build.SiteRefused: with every reason.
        :raises OSError: when the disk is full; what was written is removed.
        """
        staged = self.site_dir / "staging" / "site"
        _remove(staged)
        self._withdrawn = frozenset(one.sha256 for one in facts.former if one.why in ("suspended", "retracted"))
        try:
            earlier = self.earlier(read=read)
            built = build(facts, staged / _PUBLIC, fmt_date=fmt_date, earlier=earlier)
            _write_note(staged / _NOTE, built, facts, earlier.stamps if earlier is not None else {})
        except BaseException:
            _remove(staged)
            raise
        return built

    def earlier(self, *, read: bool = False) -> Earlier | None:
        """The live site as the next one may take pages and files from it; one of an older program names no pages.

        :param read: every byte is read; else only those of files whose size or time is not as when they were built.
        """
        now_live, looked = live(self.site_dir), self.reconciled
        if now_live is None:
            return None
        same = looked.live is not None and looked.live.name == now_live.name
        as_known = looked.damaged if same and not read else None
        bad = as_known if as_known is not None else (damaged if read else touched)(now_live)
        note = json.loads((now_live.public.parent / _NOTE).read_text(encoding="utf-8"))
        return Earlier(now_live.public, note["files"], note.get("pages", {}), frozenset(bad), note.get("stamps", {}))

    def switch(self, built: BuiltSite) -> Release:
        """Make what was staged the live site: on disk first, then one rename. Older releases beyond `keep` go.

        The same content as the live one changes nothing, so that a step can be run again after a crash.
        """
        releases = self.site_dir / "releases"
        now_live = live(self.site_dir)
        staged = built.root.parent
        if now_live is not None and now_live.digest == built.digest and not damaged(now_live):
            _remove(staged)
            self._prune()
            return now_live
        number = max((int(path.name[:6]) for path in _releases(self.site_dir)), default=0) + 1
        target = releases / f"{number:06d}-{built.digest[:12]}"
        _flush(staged, built)
        releases.mkdir(exist_ok=True)
        staged.rename(target)
        _flush_folder(releases)
        _point(self.site_dir, target)
        self._prune()
        found = live(self.site_dir)
        if found is None:  # pragma: no cover - the link was made a moment ago
            raise FileNotFoundError(target)
        return found

    def _prune(self) -> None:
        now_live = live(self.site_dir)
        others = [path for path in _releases(self.site_dir) if now_live is None or path.name != now_live.name]
        old = others[: max(len(others) - self._keep, 0)]
        # What was suspended or retracted lies in no folder that somebody could put on the web again.
        old += [path for path in others if path not in old and self._withdrawn & _digests(path)]
        for path in old:
            # Renamed first: a crash half-way leaves rubbish in staging, never half a release.
            rubbish = self.site_dir / "staging" / f"old-{path.name}"
            _remove(rubbish)
            path.rename(rubbish)
            _remove(rubbish)


@contextmanager
def workshop(site_dir: Path, *, keep: int = 3, wait: float = 0.0) -> Iterator[Workshop]:
    """Take the site folder for oneself, tidied up; `keep` is how many earlier releases stay for going back.

    :param wait: seconds to wait while another process has it.
    :raises SiteBusy: when another process has it still.
    """
    with _lock(site_dir, wait):
        yield Workshop(site_dir, _reconcile(site_dir), keep)
        _remove(site_dir / "staging")


def live(site_dir: Path) -> Release | None:
    """The release the public sees; None when nothing was ever published, or the link leads nowhere."""
    link = site_dir / CURRENT
    if not link.is_symlink():
        return None
    return _read(link.resolve().parent)


def reconcile(site_dir: Path) -> Reconciled:
    """Tidy up after a crash: unfinished builds and releases that never went live go; what is live stays as it is.

    :raises SiteBusy: when another process is publishing, and so nothing has crashed.
    """
    with _lock(site_dir):
        return _reconcile(site_dir)


def _reconcile(site_dir: Path) -> Reconciled:
    removed = [f"staging/{path.name}" for path in _children(site_dir / "staging")]
    _remove(site_dir / "staging")
    next_link = site_dir / _NEXT
    if next_link.is_symlink():
        next_link.unlink()
        removed.append(_NEXT)
    now_live = live(site_dir)
    link = site_dir / CURRENT
    pointed = link.readlink().parent.name if link.is_symlink() else ""
    for path in _releases(site_dir):
        newer = path.name > pointed
        if newer or (path.name != pointed and _read(path) is None):
            # Finished, but the switch never came: the step was not done, and will be done again from the records.
            _remove(path)
            removed.append(f"releases/{path.name}")
    (site_dir / "staging").mkdir(parents=True, exist_ok=True)
    return Reconciled(live=now_live, removed=tuple(removed), damaged=touched(now_live) if now_live else ())


def damaged(release: Release) -> tuple[str, ...]:
    """Files of a release that are missing, changed, or were put there by someone else."""
    return differing(release, found_in(release))


def found_in(release: Release) -> dict[str, str]:
    """Path and digest of every file of a release, as it lies there."""
    return {path: _digest(release.public / path, size) for path, (size, _) in _stamps(release.public)}


def differing(release: Release, found: Mapping[str, str]) -> tuple[str, ...]:
    """As :func:`damaged`, of files that were read already."""
    note = json.loads((release.public.parent / _NOTE).read_text(encoding="utf-8"))
    files: dict[str, str] = note["files"]
    return tuple(sorted(path for path in files.keys() | found.keys() if files.get(path) != found.get(path)))


def touched(release: Release) -> tuple[str, ...]:
    """As :func:`damaged`, reading only files whose size or time is not as when they were built.

    Who publishes asks this; `oit doctor` reads every file.
    """
    note = json.loads((release.public.parent / _NOTE).read_text(encoding="utf-8"))
    files, stamps, found = note["files"], note.get("stamps", {}), set()
    for path, stamp in _stamps(release.public):
        found.add(path)
        if (stamps.get(path) != stamp or path not in files) and files.get(path) != _digest(release.public / path):
            found.discard(path)
            files.setdefault(path, "")
    return tuple(sorted(files.keys() - found))


def _stamps(folder: Path) -> Iterator[tuple[str, list[int]]]:
    """Path of each file below, relative to the folder, with its size and the time of its last change."""
    base, waiting = str(folder), [""]
    while waiting:
        prefix = waiting.pop()
        with os.scandir(f"{base}/{prefix}") as entries:
            for entry in entries:
                path = f"{prefix}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{path}/")
                elif entry.is_file():
                    found = entry.stat()
                    yield path, [found.st_size, found.st_mtime_ns]


def _digest(path: Path, size: int = _MANY) -> str:
    with path.open("rb") as source:
        if size < _MANY:  # the library's way has a buffer of that size made for each file
            return hashlib.sha256(source.read()).hexdigest()
        return hashlib.file_digest(source, "sha256").hexdigest()


def _write_note(path: Path, built: BuiltSite, facts: SiteFacts, before: Mapping[str, list[int]]) -> None:
    """:param before: size and time of each file of the live site, when it was built."""
    stamps = {path: before[path] for path in built.kept if path in before}
    for name in built.files.keys() - stamps.keys():
        found = (built.root / name).stat()
        stamps[name] = [found.st_size, found.st_mtime_ns]
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
        "stamps": stamps,
        "journal": asdict(facts.journal) if facts.journal is not None else None,
    }
    path.write_text(json.dumps(note, ensure_ascii=False) + "\n", encoding="utf-8")


def _read(folder: Path) -> Release | None:
    """A release by its note; None when the folder has no whole one."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        if digest_of(note["files"]) != note["digest"]:
            return None
        return Release(
            name=folder.name, public=folder / _PUBLIC, digest=note["digest"],
            generated_at=datetime.fromisoformat(note["generated_at"]), rehearsal=note["rehearsal"],
            revisions=note["revisions"],
            journal=JournalHead(**note["journal"]) if note.get("journal") else None,
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digests(release: Path) -> set[str]:
    """Digests of the files of a release; none where it has no note."""
    try:
        return set(json.loads((release / _NOTE).read_text(encoding="utf-8"))["files"].values())
    except (OSError, ValueError, KeyError):
        return set()


def _point(site_dir: Path, target: Path) -> None:
    """`current` leads to `target` from one moment to the next: rename(2) replaces a link atomically."""
    link = site_dir / _NEXT
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / target.name / _PUBLIC)
    link.replace(site_dir / CURRENT)
    _flush_folder(site_dir)


def _releases(site_dir: Path) -> list[Path]:
    """Every release folder, oldest first."""
    return [path for path in _children(site_dir / "releases") if path.name[:6].isdigit() and path.is_dir()]


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _flush(staged: Path, built: BuiltSite) -> None:
    """Everything of the built site is readable by a web server and on the disk when this returns: what was taken over
    was before."""
    new = [f"{built.root}/{path}" for path in built.files.keys() - built.kept]
    for path in (*new, str(staged / _NOTE)):
        Path(path).chmod(0o644)  # the public's, whoever serves it; the office's own files are closed
        _flush_folder(path)
    folders = {""}
    for path in built.files:
        while (path := path.rpartition("/")[0]) and path not in folders:
            folders.add(path)
    for folder in (str(staged), *(f"{built.root}/{folder}" for folder in folders)):
        Path(folder).chmod(0o755)
    os.sync()  # every folder at once: there are two for each item of each year


def _flush_folder(path: Path | str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _lock(site_dir: Path, wait: float = 0.0) -> Iterator[None]:
    site_dir.mkdir(parents=True, exist_ok=True)
    handle = os.open(site_dir / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        until = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as busy:
                if time.monotonic() >= until:
                    raise SiteBusy(site_dir) from busy
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)

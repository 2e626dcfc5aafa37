"""Puts a new site in the place of the old one, all at once, and tidies up after a crash.

Under the office's `site/` folder: `staging/` is what is being built, `releases/000007-3f2a…/public/` what was built,
`current` a symbolic link to the one that is live, `spare/` a release that had its time: the next site is begun in it. A
web server that serves `current` sees either the old site or the new one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from public_site import releases
from public_site.build import build
from public_site.drawing import FormatDate
from public_site.releases import CURRENT, NOTE, PUBLIC, Release, live, releases_in, write_note
from public_site.reusing import Begun, Earlier
from workflow.ports.site import BuiltSite, SiteFacts

_NEXT = ".next"
_SPARE = "spare"


class SiteBusy(Exception):
    """Another process is publishing this very site. `path` is the site folder."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """What stands after tidying up: the live release, what was removed, and which live files are not as built."""

    live: Release | None
    removed: tuple[str, ...]

    @cached_property
    def damaged(self) -> tuple[str, ...]:
        return releases.touched(self.live) if self.live is not None else ()


class Workshop:
    """The right to change one site, held by `workshop`. Build, have it proven, then switch."""

    def __init__(self, site_dir: Path, reconciled: Reconciled, keep: int) -> None:
        self.site_dir = site_dir
        self.reconciled = reconciled
        self._keep = keep
        self._withdrawn: frozenset[str] = frozenset()

    def stage(self, facts: SiteFacts, *, fmt_date: FormatDate, read: bool = False) -> BuiltSite:
        """Build into `staging/`; nothing public changes.

        :param read: read every byte of an earlier site before a page or file of it is taken over.
        :raises public_site.build.SiteRefused: with every reason.
        :raises OSError: when the disk is full; what was written is removed.
        """
        staged = self.site_dir / "staging" / "site"
        _remove(staged)
        self._withdrawn = frozenset(one.sha256 for one in facts.former if one.why in ("suspended", "retracted"))
        try:
            built = build(facts, staged / PUBLIC, fmt_date=fmt_date, earlier=self.earlier(read=read))
            write_note(staged / NOTE, built, facts)
        except BaseException:
            _remove(staged)
            raise
        return built

    def earlier(self, *, read: bool = False) -> Earlier | None:
        """The live site as the next one may take pages and files from it; one of an older program names no pages. The
        folder of the next one is made of the spare release.

        :param read: every byte is read; else only those of files whose size or time is not as when they were built.
        """
        now_live = live(self.site_dir)
        if now_live is None:
            return None
        note = releases.note_of(now_live.public.parent)
        begun = self._begun(read=read)
        return Earlier(now_live.public, note["files"], note.get("pages", {}), note.get("stamps", {}), begun, read)

    def _begun(self, *, read: bool) -> Begun:
        spare, staged = self.site_dir / _SPARE, self.site_dir / "staging" / "site"
        begun = Begun(staged / PUBLIC)
        try:
            note = releases.note_of(spare)
        except (OSError, ValueError, KeyError, TypeError):
            return begun
        _remove(staged)
        staged.parent.mkdir(parents=True, exist_ok=True)
        spare.rename(staged)
        (staged / NOTE).unlink()  # what is being built is no release
        begun.look(note["files"], note.get("stamps", {}), read=read)
        return begun

    def switch(self, built: BuiltSite) -> Release:
        """Make what was staged the live site: on disk first, then one rename. Older releases beyond `keep` go.

        The same content as the live one changes nothing, so that a step can be run again after a crash.

        :raises FileNotFoundError: somebody took the release away in the same moment.
        """
        folder = self.site_dir / "releases"
        now_live = live(self.site_dir)
        staged = built.root.parent
        if now_live is not None and now_live.digest == built.digest and not releases.damaged(now_live):
            if built.taken.issuperset(built.files):  # nothing of it is yet to reach the disk
                self._discard(self.site_dir / _SPARE)
                staged.rename(self.site_dir / _SPARE)
            _remove(staged)
            self._prune()
            return now_live
        number = max((int(path.name[:6]) for path in releases_in(self.site_dir)), default=0) + 1
        target = folder / f"{number:06d}-{built.digest[:12]}"
        _flush(staged, built)
        folder.mkdir(exist_ok=True)
        staged.rename(target)
        _flush_folder(folder)
        _point(self.site_dir, target)
        self._prune()
        found = live(self.site_dir)
        if found is None:  # pragma: no cover - the link was made a moment ago
            raise FileNotFoundError(target)
        return found

    def _prune(self) -> None:
        now_live, spare = live(self.site_dir), self.site_dir / _SPARE
        others = [path for path in releases_in(self.site_dir) if now_live is None or path.name != now_live.name]
        old = others[: max(len(others) - self._keep, 0)]
        # What was suspended or retracted lies in no folder that somebody could put on the web again.
        bad = [path for path in (spare, *others) if self._withdrawn & releases.digests_in(path)]
        for path in dict.fromkeys((*old, *bad)):
            if path in old[-1:] and path not in bad:
                self._discard(spare)
                path.rename(spare)
            else:
                self._discard(path)

    def _discard(self, folder: Path) -> None:
        """Renamed first: a crash half-way leaves rubbish in staging, never half a release."""
        if folder.exists():
            rubbish = self.site_dir / "staging" / f"old-{folder.name}"
            _remove(rubbish)
            folder.rename(rubbish)
            _remove(rubbish)


@contextmanager
def workshop(site_dir: Path, *, keep: int = 2, wait: float = 0.0) -> Iterator[Workshop]:
    """Take the site folder for oneself, tidied up; `keep` is how many earlier releases stay for going back.

    :param wait: seconds to wait while another process has it.
    :raises SiteBusy: when another process has it still.
    """
    with _lock(site_dir, wait):
        yield Workshop(site_dir, _reconcile(site_dir), keep)
        _remove(site_dir / "staging")


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
    for path in releases_in(site_dir):
        newer = path.name > pointed
        if newer or (path.name != pointed and releases.read(path) is None):
            # Finished, but the switch never came: the step was not done, and will be done again from the records.
            _remove(path)
            removed.append(f"releases/{path.name}")
    (site_dir / "staging").mkdir(parents=True, exist_ok=True)
    return Reconciled(live=now_live, removed=tuple(removed))


def _point(site_dir: Path, target: Path) -> None:
    """`current` leads to `target` from one moment to the next: rename(2) replaces a link atomically."""
    link = site_dir / _NEXT
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / target.name / PUBLIC)
    link.replace(site_dir / CURRENT)
    _flush_folder(site_dir)


def _children(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _flush(staged: Path, built: BuiltSite) -> None:
    """Everything of the built site is readable by a web server and on the disk when this returns: what was taken over
    was before, and new folders are."""
    new = [f"{built.root}/{path}" for path in built.files.keys() - built.taken]
    for path in (*new, str(staged / NOTE)):
        Path(path).chmod(0o644)  # the public's, whoever serves it; the office's own files are closed
        _flush_folder(path)
    for folder in (staged, built.root):
        folder.chmod(0o755)
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

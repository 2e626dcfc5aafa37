"""Programs run from where nobody else can put another in their place: those that settings name, and this one."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Sequence
from pathlib import Path

from workflow.rules.errors import Unmet


def unsafe_program(program: Path, folder: Path) -> Unmet | None:
    """Why a program is not run: not named by its whole path, in the office's folder, or writable by others.

    Whoever works in the office can write its folder; whoever can write a folder can exchange what lies in it.

    :param folder: of the office.
    """
    if not program.is_absolute():
        return Unmet("program_not_absolute", {"value": str(program)})
    real = Path(os.path.realpath(program))
    if program.is_relative_to(folder) or real.is_relative_to(folder.resolve()):
        return Unmet("program_in_folder", {"value": str(program)})
    for place in (real, real.parent):
        if place.exists() and place.stat().st_mode & (stat.S_IWOTH | stat.S_IWGRP):
            return Unmet("program_writable", {"value": str(program), "path": str(place)})
    return None


INSTALLED = ".oit-program"
"""In the environment: what ``scripts/setup`` installed, as ``sha256sum`` writes it, paths from the program's folder."""


def writable_program(places: Sequence[Path] | None = None) -> Path | None:
    """The first part of the program that whoever runs it can change or exchange; ``None``: none.

    Who owns a file can make it writable again; who may write a folder above can put another in its place.
    """
    if places is None:
        code = Path(__file__).resolve().parents[1]
        places = (code / "wiring.py", code / "workflow", Path(sys.prefix) / "bin")
    for place in places:
        for part in (place, *place.parents):
            shared = part != place and part.exists() and part.stat().st_mode & stat.S_ISVTX
            mine = part.exists() and part.stat().st_uid == os.getuid()
            if mine or (os.access(part, os.W_OK) and not shared):
                return part
    return None


def changed_program(folder: Path | None = None, installed: Path | None = None) -> list[str]:
    """Files of the program that are not as they were installed, that are gone or that came since; by their paths.

    Empty also where nothing says what was installed: where its tests run. It finds slips and half an update; who can
    write the program can write this list (:func:`writable_program`).

    :param folder: of the program. :param installed: the list.
    """
    folder = folder or Path(__file__).resolve().parents[1]
    try:
        lines = (installed or Path(sys.prefix) / INSTALLED).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []
    known = {os.path.normpath(path): digest for digest, _, path in (line.partition("  ") for line in lines)}
    parts = {Path(path).parts[0] for path in known if os.sep in path}
    there = {
        os.path.relpath(Path(at, name), folder)
        for part in parts for at, _, names in os.walk(folder / part) for name in names if name.endswith(".py")
    }  # fmt: skip
    changed = there - set(known)
    for path, digest in known.items():
        try:
            if hashlib.sha256((folder / path).read_bytes()).hexdigest() != digest:
                changed.add(path)
        except OSError:
            changed.add(path)
    return sorted(changed)

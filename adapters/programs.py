"""Programs that settings name: run only from where nobody else can put another in their place."""

from __future__ import annotations

import os
import stat
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

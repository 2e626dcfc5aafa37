"""What is installed here and on what disk a folder lies, for ``oit doctor``."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workflow.ports.checks import Check


def check_machine(programs: Sequence[Path] = (), folder: Path | None = None) -> list[Check]:
    """Each thing once; a missing one carries its code (``fonts_missing`` …) and the package to install.

    :param programs: that the settings of the office in ``folder`` name: one that would not be run is told.
    """
    from adapters.programs import unsafe_program
    from signatures.sandbox.confinement import walls
    from templates_docx.conversion.to_pdf import has_uno, soffice
    from templates_docx.errors import MissingError
    from templates_docx.fonts import derive
    from workflow.ports.checks import Check

    found = []
    for code, look in (("libreoffice_there", soffice), ("uno_there", has_uno), ("fonts_there", derive)):
        try:
            where = look()
            found.append(Check(code, "ok", {"path": str(where)} if where else {}))
        except MissingError as missing:
            found.append(Check(missing.code, "broken", missing.facts, missing=True))
    lacking = sorted({"files", "network", "programs"} - walls())
    found.append(Check("walls_missing", "caution", {"walls": lacking}) if lacking else Check("walls_there", "ok"))
    found += _program_files()
    if folder is not None:
        unsafe = (unsafe_program(program, folder) for program in programs)
        found += [Check(one.code, "broken", dict(one.facts)) for one in unsafe if one is not None]
    return found


def _program_files() -> list[Check]:
    from adapters.programs import changed_program, writable_program
    from workflow.ports.checks import Check

    changed = changed_program()
    facts = {"count": len(changed), "files": changed[:5]}
    found = [Check("program_files_changed", "caution", facts)] if changed else []
    if hasattr(os, "getuid") and os.getuid() == 0:
        return [*found, Check("program_files_by_root")]  # whoever administers the machine changes anything
    writable = writable_program()
    if writable is None:
        return [*found, Check("program_files_closed")]
    return [*found, Check("program_files_writable", "caution", {"path": str(writable)})]


MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(r"\\([0-7]{3})")


def filesystem_of(folder: Path, mounts: Path = MOUNTS) -> str | None:
    """Kind of the file system a folder lies on, as Linux names it; ``None`` on a system that does not tell.

    :param mounts: the list of what is mounted, in the form of proc_pid_mountinfo(5).
    """
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    place, kind = "", None
    resolved = folder.resolve()
    for line in lines:
        before, dash, after = line.partition(" - ")
        fields = before.split(" ")
        if not dash or len(fields) < 5:
            continue
        mounted = _OCTAL.sub(lambda found: chr(int(found[1], 8)), fields[4])
        # What was mounted last over the same place is what is seen there.
        if resolved.is_relative_to(mounted) and len(mounted) >= len(place):
            place, kind = mounted, after.split(" ")[0]
    return kind

"""What is installed here, for ``oit doctor``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.ports.checks import Check


def check_machine() -> list[Check]:
    """Each thing once; a missing one carries its code (``fonts_missing`` …) and the package to install."""
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
    return found

"""What ``oit verify`` and ``oit evidence check`` say of a file: ``signatures.report.tell`` behind the counter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Wrap = Callable[[str, str], str]
"""How the counter breaks a line for the screen: the line, and the indent of its further lines."""


def tell_signatures(file: Path, *, lang: str, as_json: bool, wrap: Wrap, **asked: Any) -> tuple[str, int]:
    """What ``oit verify`` says of a PDF, and the exit code; misuse is told the same way."""
    from signatures.report.tell import Misused, Screen, tell

    try:
        return tell(file, screen=Screen(lang, as_json, wrap), **asked)
    except Misused as misused:
        return misused.text, misused.code


def tell_evidence(file: Path, *, lang: str, as_json: bool, wrap: Wrap) -> tuple[str, int]:
    """What ``oit evidence check`` says of a bundle, and the exit code; no office is asked for anything."""
    from signatures.report.tell import Misused, Screen, tell_again

    try:
        return tell_again(file, screen=Screen(lang, as_json, wrap))
    except Misused as misused:
        return misused.text, misused.code

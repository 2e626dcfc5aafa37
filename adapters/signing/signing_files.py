"""Certificates and lists of revoked ones that the settings name, read together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from workflow.rules.errors import BadInput, Unmet


def read_all(files: Sequence[Path], read: Callable[[bytes], tuple[bytes, ...]]) -> tuple[bytes, ...]:
    """What the files that the settings name hold. One that is gone or not what it should be is never passed over: a
    revocation list nobody reads would let a revoked certificate pass.

    :raises BadInput: with every file that is gone or is not what it should be.
    """
    found: list[bytes] = []
    problems: list[Unmet] = []
    for file in files:
        try:
            inside = read(file.read_bytes())
        except OSError:
            problems.append(Unmet("signing_file_missing", {"file": str(file)}))
            continue
        if not inside:
            problems.append(Unmet("signing_file_unreadable", {"file": str(file)}))
        found += inside
    if problems:
        raise BadInput(problems[0].code, problems)
    return tuple(found)

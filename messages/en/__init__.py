"""The English sentences, by subject. A room holds code -> (sentence, what to do next)."""

from __future__ import annotations

from messages.en import (
    checks,
    counter,
    doctor,
    fidelity,
    files,
    issued,
    keeping,
    numbers,
    office,
    papers,
    records,
    scores,
    settings,
    signatures,
    steps,
    tables,
)
from messages.en.telling import FLAGS, JOURNAL, TASKS

__all__ = ["ADVICE", "FLAGS", "JOURNAL", "SENTENCES", "TASKS"]

_ROOMS = (
    checks,
    counter,
    doctor,
    fidelity,
    files,
    issued,
    keeping,
    numbers,
    office,
    papers,
    records,
    scores,
    settings,
    signatures,
    steps,
    tables,
)
SENTENCES: dict[str, str] = {code: told[0] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> sentence with named ``{placeholders}``."""
ADVICE: dict[str, str] = {code: told[1] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> what to do next."""

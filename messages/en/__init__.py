"""The English sentences, by the folder that raises them."""

from __future__ import annotations

from messages.en.telling import FLAGS, JOURNAL, TASKS
from messages.rooms import rooms

__all__ = ["ADVICE", "FLAGS", "JOURNAL", "SENTENCES", "TASKS"]

_ROOMS = rooms("en")
SENTENCES: dict[str, str] = {code: told[0] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> sentence with named ``{placeholders}``."""
ADVICE: dict[str, str] = {code: told[1] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> what to do next."""

"""ถ้อยคำภาษาไทย: the Thai sentences, by the folder that raises them. A room is code -> (sentence, what to do next)."""

from __future__ import annotations

from messages.th import (
    administration,
    approval,
    assessment,
    collection,
    commands,
    context,
    documents,
    intake,
    numbering,
    operations,
    publication,
    queries,
    records,
    rules,
    settings,
    signatures,
    tables,
    templates,
    watching,
)
from messages.th.telling import FLAGS, JOURNAL, TASKS

__all__ = ["ADVICE", "FLAGS", "JOURNAL", "SENTENCES", "TASKS"]

_ROOMS = (
    administration,
    approval,
    assessment,
    collection,
    commands,
    context,
    documents,
    intake,
    numbering,
    operations,
    publication,
    queries,
    records,
    rules,
    settings,
    signatures,
    tables,
    templates,
    watching,
)
SENTENCES: dict[str, str] = {code: told[0] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> sentence with named ``{placeholders}``."""
ADVICE: dict[str, str] = {code: told[1] for room in _ROOMS for code, told in room.TOLD.items()}
"""Code -> what to do next."""

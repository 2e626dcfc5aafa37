"""Every question that is asked of the tables, by name; each in the caller's session, of one office or one cycle.

A function asks one thing and decides nothing. Journal, books and numbers answer their own questions
(``records.journal``, ``records.registers``, ``records.numbering``).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.records.queries import (
        addresses,
        circulations,
        documents,
        files,
        items,
        jobs,
        memos,
        ministry,
        notices,
        online,
        people,
        reports,
        requests,
        revisions,
        sightings,
    )

__all__ = [
    "addresses", "circulations", "documents", "files", "items", "jobs", "memos", "ministry", "notices", "online",
    "people", "reports", "requests", "revisions", "sightings",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A file of questions is loaded when one of them is asked, and with it the tables it is asked of."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f"{__name__}.{name}")

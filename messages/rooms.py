"""Which rooms of sentences there are, the same in each language: one for each folder that raises codes. What use cases
stand on has its rooms under ``parts``."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

NAMES = (
    "administration", "approval", "collection", "commands", "context", "documents", "intake", "ministry", "numbering",
    "operations", "parts.assessment", "parts.records", "parts.rules", "parts.settings", "parts.signatures",
    "parts.tables", "parts.templates", "publication", "queries", "tray", "watching",
)  # fmt: skip


def rooms(language: str) -> tuple[ModuleType, ...]:
    """The rooms of ``th`` or ``en``, each with its table ``TOLD``: code -> (sentence, what to do next)."""
    return tuple(import_module(f"messages.{language}.{name}") for name in NAMES)

"""The English catalogue of the command line, and every Thai text in ``commands`` that must be in it."""

from __future__ import annotations

from commands.locale.make_mo import read_po
from tests.cli.terminal import ROOT

PO = "commands/locale/en/LC_MESSAGES/messages.po"


def english_catalogue() -> dict[str, str]:
    """Thai -> English, without the header."""
    entries = read_po((ROOT / PO).read_text(encoding="utf-8"))
    return {thai: told for thai, told in entries.items() if thai}

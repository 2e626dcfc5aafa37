"""The English catalogue of the command line, and every Thai text in ``commands`` that must be in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from commands.locale.make_mo import read_po
from tests.cli.terminal import ROOT

PO = "commands/locale/en/LC_MESSAGES/messages.po"
THAI = re.compile("[\u0e01-\u0e4e]")
"""A letter: digits are no words."""
CONTEXT = re.compile("^[^\4]*\4")


def english_catalogue() -> dict[str, str]:
    """Thai -> English, without the header; with its context and EOT before it where it has one."""
    entries = read_po((ROOT / PO).read_text(encoding="utf-8"))
    return {thai: told for thai, told in entries.items() if thai}


def without_context(key: str) -> str:
    """The Thai of a key."""
    return CONTEXT.sub("", key)


def modules() -> Iterator[tuple[Path, ast.Module]]:
    """Every module of ``commands`` but the list of commands, which has both languages side by side."""
    for path in sorted((ROOT / "commands").rglob("*.py")):
        if path != ROOT / "commands" / "__init__.py":
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def thai_texts() -> dict[str, str]:
    """Every Thai text in ``commands`` that is no docstring and no part of an f-string -> where it stands."""
    found: dict[str, str] = {}
    for path, tree in modules():
        other = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        other |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in other else None
            if isinstance(text, str) and THAI.search(text):
                found[text] = f"{path}:{node.lineno}"
    return found

"""Tables of the counter: as wide as a terminal of 80 columns, and no wider."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

COMMANDS = Path(__file__).parents[2] / "commands"
GAP = 2


def widths() -> Iterator[tuple[str, list[int]]]:
    """Where a table is drawn, and the width of each of its columns, as far as they are written as numbers."""
    for path in sorted(COMMANDS.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "table":
                given = node.args[2] if len(node.args) > 2 else None
                if isinstance(given, ast.Tuple | ast.List) and all(isinstance(one, ast.Constant) for one in given.elts):
                    yield f"{path.name}:{node.lineno}", [one.value for one in given.elts]  # type: ignore[attr-defined]


def test_no_table_is_wider_than_a_terminal_of_80_columns() -> None:
    found = dict(widths())
    assert len(found) >= 15
    assert {place: one for place, one in found.items() if sum(one) + GAP * (len(one) - 1) > 80} == {}

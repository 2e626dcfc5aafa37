"""A public function that raises says what, and so when: whoever calls it reads its docstring and no more."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = (
    *("adapters", "assessment", "messages", "public_site", "sample_office", "signatures", "templates_docx", "web"),
    "workflow",
)
"""Not ``commands``: whoever types a command reads its help, and is told by the counter."""
NOBODY_CATCHES = {"NotImplementedError", "AssertionError", "SystemExit", "StopIteration"}


def public_functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node


def raised(node: ast.AST, caught: frozenset[str] = frozenset()) -> Iterator[str]:
    """Names of what leaves a function by its own ``raise``; what it builds inside itself is not its own."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
        return
    if isinstance(node, ast.Raise) and node.exc is not None:
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        name = ast.unparse(kind).split(".")[-1]
        if name not in caught | NOBODY_CATCHES and not name.startswith("_"):
            yield name
    for child in ast.iter_child_nodes(node):
        inside = isinstance(node, ast.Try) and child in node.body
        handled = {ast.unparse(each.type) for each in node.handlers if each.type} if inside else set()  # type: ignore[attr-defined]
        yield from raised(child, caught | handled)


def silent(source: str) -> list[str]:
    return [
        function.name
        for function in public_functions(ast.parse(source))
        if ":raises " not in (ast.get_docstring(function) or "")
        and any(name for statement in function.body for name in raised(statement))
    ]


def test_every_public_function_that_raises_says_so() -> None:
    names = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    rooms = [name for name in names.split() if name.split("/")[0] in ROOMS and (ROOT / name).is_file()]
    found = {name: silent((ROOT / name).read_text(encoding="utf-8")) for name in rooms}
    assert len(rooms) > 500
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_a_raise_is_found_where_it_leaves_the_function() -> None:
    told = 'def a():\n    """Do. :raises ValueError: when."""\n    raise ValueError\n'
    caught = "def a():\n    try:\n        raise ValueError\n    except ValueError:\n        pass\n"
    assert silent(told) == silent(caught) == silent("def _a():\n    raise ValueError\n") == []
    assert silent("class A:\n    def a(self):\n        if self:\n            raise x.ValueError('b')\n") == ["a"]

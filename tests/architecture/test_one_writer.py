"""Only `workflow/services/context/transitions.py` moves an item to another state."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITER = "workflow/services/context/transitions.py"
PLACES = (
    *("cli.py", "wiring.py", "adapters", "commands", "messages", "sample_office"),
    *("workflow", "public_site", "templates_docx", "signatures"),
)


def sources() -> Iterator[Path]:
    for place in PLACES:
        path = ROOT / place
        if path.is_dir():
            # A migration moves rows from an old schema to a new one, in SQL; it never takes a step of the procedure.
            yield from (found for found in path.rglob("*.py") if "migrations" not in found.parts)
        elif path.exists():
            yield path


def writes(source: str) -> list[int]:
    """Lines that set an attribute `state`: by assignment, setattr, or as a value of a bulk update or insert."""
    found: list[int] = []
    if not re.search(r"\bstate\b", source):  # a third of the sources; the others are taken apart
        return found
    for node in ast.walk(ast.parse(source)):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "setattr" and len(node.args) > 1 and getattr(node.args[1], "value", "") == "state":
                found.append(node.lineno)
            if name == "values" and any(keyword.arg == "state" for keyword in node.keywords):
                found.append(node.lineno)
        pairs = [part for target in targets for part in ast.walk(target)]
        found += [
            p.lineno
            for p in pairs
            if isinstance(p, ast.Attribute) and p.attr == "state" and isinstance(p.ctx, ast.Store)
        ]
    return found


def test_only_acting_changes_a_state() -> None:
    writers = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in sources()
        for line in writes(path.read_text(encoding="utf-8"))
        if path.relative_to(ROOT).as_posix() != WRITER
    }
    assert not writers


def test_every_way_of_writing_is_seen() -> None:
    assert writes("item.state = new") == [1]
    assert writes("a.state, b = c") == [1]
    assert writes('setattr(item, "state", new)') == [1]
    assert writes("update(Item).values(state=new)") == [1]
    assert writes("counts[item.state] += 1") == []
    assert writes("if item.state == new: print(item.state)") == []

"""What the source says of itself, read and not run: who imports whom, and which errors there are."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = (
    *("cli", "wiring", "commands", "messages", "adapters", "sample_office", "workflow", "signatures"),
    *("assessment", "templates_docx", "public_site", "web"),
)
"""Everything that is shipped, by its top-level name."""


def source_files(places: Sequence[str] = PRODUCT, root: Path = ROOT) -> list[Path]:
    """Every module of these places (``workflow/rules``, ``cli``), sorted."""
    found = [path for place in places for path in (root / place).rglob("*.py")]
    found += [root / f"{place}.py" for place in places if (root / f"{place}.py").exists()]
    return sorted(found)


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path: Path, root: Path = ROOT) -> Iterator[str]:
    """Full names of everything a module imports, wherever in it, also for types only."""
    for name, _ in _imports(path, root):
        yield name


@cache
def _imports(path: Path, root: Path) -> tuple[tuple[str, str], ...]:
    """Full name, and what the module calls it."""
    return tuple(_read_imports(path, root))


def _read_imports(path: Path, root: Path) -> Iterator[tuple[str, str]]:
    package = path.relative_to(root).parent.parts
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, alias.asname or alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield from ((f"{base}.{alias.name}", alias.asname or alias.name) for alias in node.names)


def module_name(path: Path, root: Path = ROOT) -> str:
    """``workflow/rules/table.py`` -> ``workflow.rules.table``; a package by its own name."""
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """An exception of ours.

    :param name: full name. :param bases: full names. :param exit_code: its own, if it says one.
    """

    name: str
    bases: tuple[str, ...]
    exit_code: int | None


@cache
def error_classes() -> list[ErrorClass]:
    """Every public exception of the product, in the order of the files."""
    found = {one.name: one for path in source_files() for one in _classes(path)}
    ours: list[ErrorClass] = []
    for one in found.values():
        if _is_error(one, found) and not one.name.rpartition(".")[2].startswith("_"):
            ours.append(one)
    return ours


def _is_error(one: ErrorClass, found: dict[str, ErrorClass]) -> bool:
    return any(base in _BUILT_IN or (base in found and _is_error(found[base], found)) for base in one.bases)


_BUILT_IN = {"Exception", "ValueError", "RuntimeError", "OSError", "LookupError", "TypeError", "KeyError"}


def _classes(path: Path) -> Iterator[ErrorClass]:
    module = module_name(path)
    known = {called: name for name, called in _imports(path, ROOT)}
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.ClassDef):
            continue
        bases = []
        for base in node.bases:
            head, _, rest = ast.unparse(base).partition(".")
            full = known.get(head) or (head if head in _BUILT_IN else f"{module}.{head}")
            bases.append(f"{full}.{rest}" if rest else full)
        code = next(
            (
                int(line.value.value)
                for line in node.body
                if isinstance(line, ast.Assign)
                and ast.unparse(line.targets[0]) == "exit_code"
                and isinstance(line.value, ast.Constant)
            ),
            None,
        )
        yield ErrorClass(f"{module}.{node.name}", tuple(bases), code)

"""A statement that writes rows past the objects leaves no seal (0074): each that the program has is known here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from workflow.records import models
from workflow.records.canonical import UNSEALED

ROOT = Path(__file__).parents[2]
PLACES = ("adapters", "commands", "sample_office", "web", "workflow")
DRIVER = "workflow/records/plain/writing.py"
KNOWN = {
    (DRIVER, "sql", "INSERT INTO "): "a row, which is noted for its seal",
    (DRIVER, "sql", "UPDATE "): "the same",
    (DRIVER, "sql", "INSERT INTO journal_entry (office_id, se"): "an entry, in its chain",
    (DRIVER, "sql", "UPDATE office_ledger SET seq = ?, hash ="): "where that chain stands",
    (DRIVER, "sql", "INSERT INTO row_seal (office_id, seq, na"): "the seals themselves",
    ("workflow/records/row_seals.py", "insert", "__table__"): "the seals themselves",
    ("workflow/records/rows/gathering.py", "insert", "__table__"): "rows gathered, which are noted for their seals",
    ("workflow/records/ledger.py", "insert", "model"): "the ledger, and a book's counter, which is noted for its seal",
    ("workflow/records/dump.py", "insert", "into"): "a backup comes back with the seals of its rows",
    ("adapters/jobs.py", "sql", "UPDATE procrastinate_jobs SET args = arg"): "a queue's own table: no office's records",
    ("adapters/jobs.py", "sql", "UPDATE procrastinate_jobs SET status = '"): "the same",
    ("adapters/jobs.py", "sql", "DELETE FROM procrastinate_jobs AS job WH"): "the same",
}
"""File, verb and table of what is allowed beside tables that carry no seal, and why."""
VERBS = {"update", "delete", "insert", "postgresql_insert", "sqlite_insert"}
RAW = ("UPDATE ", "DELETE ", "INSERT ", "REPLACE ")


def statements(source: str) -> Iterator[tuple[str, str]]:
    """Verb and table of each writing statement: of SQLAlchemy's functions, of a table's methods, in plain SQL."""
    tree = ast.parse(source)
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in VERBS & imported:
            yield node.func.id.rpartition("_")[2], _last(node.args[0])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            name, held = node.func.attr, node.func.value
            plain = not node.args and not node.keywords and isinstance(held, ast.Name | ast.Attribute)
            # A list's or a dict's method of the same name has arguments.
            if (name in ("insert", "delete", "update") and plain) or name.startswith("bulk_"):
                yield name, _last(held)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(RAW):
            yield "sql", node.value[:40]


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "?")


def test_every_statement_in_bulk_is_of_a_table_without_seals_or_known() -> None:
    found = {
        (path.relative_to(ROOT).as_posix(), verb, table)
        for place in PLACES
        for path in (ROOT / place).rglob("*.py")
        if "migrations" not in path.parts and "schema" not in path.parts
        for verb, table in statements(path.read_text(encoding="utf-8"))
    }
    unsealed = {(file, verb, table) for file, verb, table in found if _carries_no_seal(table)}
    assert len(unsealed) >= 3
    assert found - unsealed == set(KNOWN), "let an object write it, or note the row (touching.note_row)"


def _carries_no_seal(name: str) -> bool:
    model = getattr(models, name, None)
    return getattr(model, "__tablename__", "") in UNSEALED


def test_each_way_of_writing_is_seen() -> None:
    source = """
from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
session.execute(update(models.Item).values(state=1))
session.execute(sqlite_insert(Book).values())
session.execute(into.insert(), rows)
session.bulk_save_objects(rows)
session.execute(text("DELETE FROM item"))
names.insert(0, "x")
kept.update(more)
"""
    assert sorted(verb for verb, _ in statements(source)) == ["bulk_save_objects", "insert", "insert", "sql", "update"]

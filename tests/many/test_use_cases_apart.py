"""Every use case, asked as an office that is another: it is shown nothing of theirs, and changes nothing of theirs."""

# ruff: noqa: S608 -- names of the program's own tables

from __future__ import annotations

import hashlib
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text

import workflow.services
from tests.many.conftest import Many
from tests.many.test_apart import TABLES
from tests.services.small_office import START, YEAR
from workflow.services.context.office import Office

MARK = "ลับของตะวันตก"
"""Stands in what the other office has: in names, titles and reasons."""


def modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def use_cases() -> list[Callable[..., Any]]:
    """Every public function of the use cases' modules that is handed an office first."""
    found = []
    for module in modules(workflow.services):
        for name, function in vars(module).items():
            if name.startswith("_") or not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            first = next(iter(inspect.signature(function).parameters.values()), None)
            if first is not None and str(first.annotation) in ("Office", "office"):
                found.append(function)
    return found


USE_CASES = use_cases()


def given(parameter: inspect.Parameter, file: Path) -> Any:
    """Something to ask with, by what the parameter is called and what it takes."""
    kind, name = str(parameter.annotation), parameter.name
    by_name: dict[str, Any] = {"login": "clerk.admin", "codes": ["O1"], "year": YEAR, "code": "O1", "key": "night"}
    by_kind = (
        ("Callable", lambda *_, **__: None), ("Wording", lambda *_: ("", "")), ("Sequence", []), ("Collection", []),
        ("Mapping", {}), ("set", set()), ("Path", file), ("datetime", START), ("date", date(2026, 3, 2)),
        ("bytes", b"%PDF-1.4"), ("bool", False), ("int", 1), ("str", "O1"),
    )  # fmt: skip
    if name in by_name:
        return by_name[name]
    return next((value for word, value in by_kind if kind.startswith(word)), None)


def ask(function: Callable[..., Any], office: Office, file: Path) -> str:
    """What comes of it, as text: the answer, or why not."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    needed = [one for one in parameters if one.default is inspect.Parameter.empty]
    positional = [given(one, file) for one in needed if one.kind is not inspect.Parameter.KEYWORD_ONLY]
    named = {one.name: given(one, file) for one in needed if one.kind is inspect.Parameter.KEYWORD_ONLY}
    try:
        answer = function(office, *positional, **named)
        return repr(list(answer) if inspect.isgenerator(answer) else answer)
    except Exception as refused:  # whatever it is: nothing of theirs may be in it
        return f"{refused!r} {getattr(refused, 'reasons', '')}"


def rows_of_others(many: Many, own: str) -> str:
    """A digest of every row that is not of one office, as the superuser sees them."""
    engine = many.engine("oit")
    digest = hashlib.sha256()
    with engine.connect() as connection:
        for table in TABLES:
            column = "id" if table == "office" else "office_id"
            others = f"{column} NOT IN (SELECT id FROM office WHERE key = '{own}')"
            query = f'SELECT t::text FROM "{table}" t WHERE {others} ORDER BY 1'
            digest.update("\n".join(connection.exec_driver_sql(query).scalars()).encode())
    engine.dispose()
    return digest.hexdigest()


def marked(many: Many) -> None:
    """Give west's people, items and groups a name that nobody else may read."""
    engine = many.engine("oit")
    with engine.begin() as connection:
        west = connection.execute(text("SELECT id FROM office WHERE key = 'west'")).scalar()
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table, column in (("person", "name"), ("item", "title")):
            connection.exec_driver_sql(f"UPDATE {table} SET {column} = '{MARK}' WHERE office_id = {west}")
        connection.exec_driver_sql(f"UPDATE office SET name = '{MARK}' WHERE id = {west}")
    engine.dispose()


@pytest.mark.parametrize("who", ["north", pytest.param("east", marks=pytest.mark.deep)])
def test_every_use_case_as_another_office(
    many: Many, who: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marked(many)
    asked = many.office("east")
    asked.office.database.office = who  # north is none: nothing is anybody's
    file = asked.paper()
    before = rows_of_others(many, who)
    monkeypatch.chdir(tmp_path)
    told = {}
    for function in USE_CASES:
        said = ask(function, asked.office, file)
        told[f"{function.__module__}.{function.__name__}"] = said
        assert MARK not in said, function
    assert len(told) > 120
    assert rows_of_others(many, who) == before
    if who == "north":
        shown = [name for name, said in told.items() if "นายตัวอย่าง ใจดี" in said]
        assert shown == [], "east is another's too"

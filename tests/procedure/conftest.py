"""The office a scenario starts with, and which features use the real LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.steps import StepNamePrefix

from tests.conftest import _made_once
from tests.procedure.office import Hand, lay_sample


@pytest.fixture(scope="session")
def _sample_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with _made_once(tmp_path_factory, "feature-office") as (folder, empty):
        if empty:
            lay_sample(folder)
    return folder


@pytest.fixture
def hand(
    _sample_template: Path,
    _ways: Path,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    pages_drawn_once: None,
) -> Iterator[Hand]:
    """A sample office of one's own, its cycle just opened; afterwards nothing that was refused is left untold.

    Its machine has no browser to take a second look with, which public_site's tests do.
    """
    monkeypatch.setattr("public_site.prove.look.chromium.importlib.util.find_spec", lambda name: None)
    folder = tmp_path / "office"
    shutil.copytree(_sample_template, folder)
    how: dict[str, Any] = {"kept_ways": _ways}
    if request.node.get_closest_marker("slow"):
        how = {"converter": request.getfixturevalue("libreoffice")}
    made = Hand(folder, **how)
    yield made
    made.close()
    made.settled()


@pytest.fixture(scope="session", autouse=True)
def _steps_found_once() -> Iterator[None]:
    """For each line of a scenario pytest-bdd asks each fixture of the whole suite whether it is a step and means that
    line, a fifth of what features cost. All our scenarios stand in one module: the steps are looked up once, and what
    was found for a line stays."""
    scenario: Any = import_module("pytest_bdd.scenario")  # the package's own name for it is a function
    there: list[tuple[Any, Any]] = []
    found: dict[tuple[str | None, str], list[Any]] = {}

    def steps(fixturemanager: Any, node: Any) -> Iterator[tuple[Any, Any]]:
        for name in scenario.get_fixture_names(fixturemanager=fixturemanager):
            if name.startswith(StepNamePrefix.step_def.value):
                for one in scenario.getfixturedefs(fixturemanager, name, node) or ():
                    yield one, scenario.step_function_context_registry.get(one.func)

    def once(step: Any, fixturemanager: Any, node: Any) -> list[Any]:
        if not there:
            there.extend(steps(fixturemanager, node))
        line = step.type, step.name
        if line not in found:
            found[line] = [
                one for one, meant in there
                if meant is not None and meant.type in (None, step.type) and meant.parser.is_matching(step.name)
            ]  # fmt: skip
        return found[line]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scenario, "find_fixturedefs_for_step", once)
        yield


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """``@libreoffice`` is our mark for what needs the real converter: slow, and one process at a time."""
    if tag != "libreoffice":
        return None
    pytest.mark.slow(function)
    pytest.mark.xdist_group("libreoffice")(function)
    return True

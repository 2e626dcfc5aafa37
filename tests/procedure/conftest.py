"""The office a scenario starts with, and which features use the real LibreOffice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

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


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """``@libreoffice`` is our mark for what needs the real converter: slow, and one process at a time."""
    if tag != "libreoffice":
        return None
    pytest.mark.slow(function)
    pytest.mark.xdist_group("libreoffice")(function)
    return True
